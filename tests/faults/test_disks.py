"""Disks that are full, locked or gone: said in words, finished scores stay, the next goes on."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from omgui.core.events import ItemFinished, RunEvent
from tests.faults.common import assert_plain
from tests.faults.conftest import Steady
from tests.workspaces import Finished, Workspace

LINUX = sys.platform == "linux"


@contextlib.contextmanager
def _small_disk(folder: Path, size_kib: int) -> Iterator[None]:
    """A file system of its own in a folder; needs root and Linux."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size_kib}k", "tmpfs", str(folder)]
    try:
        made = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        pytest.skip(f"no mount here: {error}")
    if made.returncode:
        pytest.skip(f"no file system can be mounted here: {made.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


class _Drive:
    """A file system that can be taken away and come back with what was on it.

    Args:
        folder: Where it lies, out of the way of the run.
        shown: Where the run sees it.
    """

    def __init__(self, folder: Path, shown: Path) -> None:
        self._folder = folder
        self._shown = shown
        self._is_there = False
        shown.mkdir(parents=True)
        self.connect()

    def connect(self, *, is_readonly: bool = False) -> None:
        """Put it there, as a system does with a drive that is plugged in."""
        self._mount("--bind", str(self._folder), str(self._shown))
        self._is_there = True
        if is_readonly:
            self._mount("-o", "remount,bind,ro", str(self._shown))

    def disconnect(self) -> None:
        """Take it away while files on it are open."""
        subprocess.run(["umount", "-l", str(self._shown)], check=True)
        self._is_there = False

    def close(self) -> None:
        if self._is_there:
            self.disconnect()

    @staticmethod
    def _mount(*arguments: str) -> None:
        subprocess.run(["mount", *arguments], check=True, capture_output=True)


@contextlib.contextmanager
def _drive(folder: Path, shown: Path) -> Iterator[_Drive]:
    with _small_disk(folder, 4096):
        drive = _Drive(folder, shown)
        try:
            yield drive
        finally:
            drive.close()


@contextlib.contextmanager
def _locked(folder: Path, is_root: bool) -> Iterator[None]:
    """Take the right to write into a folder, from root too."""
    if is_root:
        done = subprocess.run(["chattr", "+i", str(folder)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip(f"root may write everywhere here: {done.stderr.decode().strip()}")
    else:
        folder.chmod(0o555)
    try:
        yield
    finally:
        if is_root:
            subprocess.run(["chattr", "-i", str(folder)], check=True)
        else:
            folder.chmod(0o755)


def _assert_failed(done: Finished, code: str, dataset: str = "img") -> None:
    assert done.code == 1
    assert done.ends[dataset].finish.value == "failed"
    assert done.end.finish.value == "completed", "the run itself goes on with other datasets"
    problem = done.problems(dataset)[-1]
    assert_plain(problem, code)
    assert "run the dataset again" in problem.hint


def _assert_continues(
    workspace: Workspace, before: Finished, assert_undisturbed: Callable[..., None]
) -> None:
    """Assert that the next run keeps what was told, and ends as if nothing had happened."""
    told = {(event.item, event.metric) for event in before.items}
    done = workspace.run("img")
    assert done.code == 0
    assert done.started[0].kept >= len(told)
    assert not {(event.item, event.metric) for event in done.items} & told
    assert_undisturbed(workspace, "img")


@pytest.mark.skipif(not LINUX, reason="mounts of Linux")
def test_a_full_disk_is_said_and_finished_scores_are_kept(
    disturbed: Workspace, assert_undisturbed: Callable[..., None]
) -> None:
    output = disturbed.output("img")
    with _small_disk(output, 400):
        ballast = output / "ballast"

        def fill(event: RunEvent) -> None:
            if isinstance(event, ItemFinished) and not ballast.exists():
                with contextlib.suppress(OSError), ballast.open("wb") as stream:
                    while True:
                        stream.write(bytes(1024))
                        stream.flush()

        done = disturbed.run("img", on_event=fill)
        _assert_failed(done, "disk-full")
        assert 0 < len(done.items) < done.started[0].scores
        # Not even the folder's own tables are left half-written.
        for path in output.glob("*.csv"):
            text = path.read_bytes()
            assert text == b"" or text.endswith(b"\n"), path.name
        ballast.unlink()
        _assert_continues(disturbed, done, assert_undisturbed)


@pytest.mark.skipif(not LINUX, reason="mounts of Linux")
def test_a_disk_that_is_full_from_the_start_is_said(disturbed: Workspace) -> None:
    output = disturbed.output("img")
    with _small_disk(output, 16):
        (output / "ballast").write_bytes(bytes(12 * 1024))
        done = disturbed.run("img")
        _assert_failed(done, "disk-full")
        assert done.items == []


@pytest.mark.skipif(not LINUX, reason="mounts of Linux")
@pytest.mark.parametrize(
    ("comes_back", "code"), [(False, "output-gone"), (True, "output-readonly")]
)
def test_a_drive_that_is_unplugged_or_turns_readonly_is_said_and_the_run_continues_when_it_is_back(
    disturbed: Workspace,
    tmp_path: Path,
    comes_back: bool,
    code: str,
    assert_undisturbed: Callable[..., None],
) -> None:
    """A drive with errors is often found again by the system, but only for reading."""
    output = disturbed.output("img")
    told = 0
    with _drive(tmp_path / "drive", output) as drive:

        def unplug(event: RunEvent) -> None:
            nonlocal told
            told += isinstance(event, ItemFinished)
            if told == 3:
                told += 1
                drive.disconnect()
                if comes_back:
                    drive.connect(is_readonly=True)

        done = disturbed.run("img", on_event=unplug)
        _assert_failed(done, code)
        assert str(output) in done.problems("img")[-1].where
        assert 3 <= len(done.items) < done.started[0].scores
        drive.close()
        assert not disturbed.store("img").exists(), "no second store begins where the drive was"
        drive.connect()
        _assert_continues(disturbed, done, assert_undisturbed)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_limit_on_the_size_of_files_is_said(disturbed: Workspace, steady: Steady) -> None:
    import resource

    # An empty store has room, a full one has not.
    size = steady.store("img").stat().st_size - 4096

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    # A measuring of coverage would meet the limit too.
    unmeasured = {"COVERAGE_PROCESS_CONFIG": "", "COVERAGE_PROCESS_START": ""}
    done = disturbed.run_as_command("img", preexec_fn=limit, env=unmeasured)
    assert done.code == 1
    assert done.ends["img"].finish.value == "failed"
    problem = done.problems("img")[-1]
    assert problem.code in {"disk-full", "output-failed", "output-gone"}  # SQLite does not say
    assert_plain(problem, problem.code)
    assert 0 < len(done.items) < done.started[0].scores


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_a_folder_that_cannot_be_written_is_said(disturbed: Workspace, is_root: bool) -> None:
    output = disturbed.output("img")
    output.mkdir()
    with _locked(output, is_root):
        done = disturbed.run("img")
    _assert_failed(done, "output-readonly")
    assert done.items == []
    assert str(output) in done.problems("img")[-1].where


def test_an_output_below_a_file_is_said(workspace: Workspace, pictures: Path) -> None:
    workspace.add(pictures / "ref.png")
    (workspace.folder / "afile").write_text("I was here first")
    workspace.dataset("img", "img", files=["ref.png"], nr_metrics=["cf"], output="afile/results")
    done = workspace.run("img")
    assert done.code in {1, 2}
    assert_plain(done.problems("img")[-1], done.problems("img")[-1].code)
    assert "afile" in done.problems("img")[-1].message + done.problems("img")[-1].where
    assert (workspace.folder / "afile").read_text() == "I was here first"


def test_a_table_that_cannot_be_written_loses_no_stored_score(
    disturbed: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    assert_undisturbed: Callable[..., None],
) -> None:
    from omgui.engine.tables import MetricTable

    append = MetricTable.append
    written = 0

    def failing(table: MetricTable, target: object, value: float | None) -> None:
        nonlocal written
        written += 1
        if written > 5:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        append(table, target, value)

    monkeypatch.setattr(MetricTable, "append", failing)
    done = disturbed.run("img")
    _assert_failed(done, "disk-full")
    assert len(done.items) == 5
    monkeypatch.undo()
    _assert_continues(disturbed, done, assert_undisturbed)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk-full"),
        (OSError(errno.EROFS, "Read-only file system"), "output-readonly"),
        (OSError(errno.EIO, "Input/output error"), "output-gone"),
        (OSError(errno.ESTALE, "Stale file handle"), "output-gone"),
        (OSError(errno.EFBIG, "File too large"), "output-failed"),
        (sqlite3.OperationalError("database or disk is full"), "disk-full"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "output-readonly"),
        (sqlite3.OperationalError("unable to open database file"), "output-gone"),
    ],
)
def test_what_a_disk_can_do_is_said_in_plain_words(
    tmp_path: Path, error: sqlite3.Error | OSError, code: str
) -> None:
    from omgui.engine.disk import explain

    problem = explain(error, tmp_path, tmp_path / "study.omgui")
    assert_plain(problem, code)
    assert problem.where == str(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be removed there")
def test_an_output_folder_that_vanishes_is_said_and_the_next_dataset_runs(
    disturbed: Workspace, assert_undisturbed: Callable[..., None]
) -> None:
    output = disturbed.output("img")
    is_gone = False

    def remove(event: RunEvent) -> None:
        nonlocal is_gone
        if isinstance(event, ItemFinished) and event.dataset == "img" and not is_gone:
            is_gone = True
            shutil.rmtree(output)

    done = disturbed.run("img", "vid", on_event=remove)
    assert is_gone
    _assert_failed(done, "output-gone")
    assert done.ends["vid"].finish.value == "completed"
    assert_undisturbed(disturbed, "vid")


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be removed there")
def test_an_output_folder_that_is_replaced_is_not_called_complete_without_its_store(
    disturbed: Workspace,
) -> None:
    """SQLite goes on writing to the removed file without a word."""
    output = disturbed.output("img")
    is_replaced = False

    def replace(event: RunEvent) -> None:
        nonlocal is_replaced
        if isinstance(event, ItemFinished) and not is_replaced:
            is_replaced = True
            shutil.rmtree(output)
            output.mkdir()

    done = disturbed.run("img", on_event=replace)
    assert is_replaced
    _assert_failed(done, "output-gone")


def test_logs_that_cannot_be_written_cost_no_score(workspace: Workspace, pictures: Path) -> None:
    workspace.add(pictures / "ref.png")
    (workspace.folder / "afile").write_text("I was here first")
    (workspace.folder / f"{os.getpid()}_logs.log").mkdir()  # the place of the process's log
    keys = {"nr_metrics": ["cf"], "logs_output": "afile/study.log"}
    workspace.dataset("study", "img", files=["ref.png"], **keys)
    done = workspace.run("study")
    assert done.code == 0
    assert_plain(done.problems("study")[0], "log-unwritable")
    assert len(workspace.table("study", "cf")) == 1
