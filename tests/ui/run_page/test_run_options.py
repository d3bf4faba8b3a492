"""Options of a run, and what is done when the queue is finished."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omgui.core.dataset_changes import DatasetChanges
from omgui.core.dataset_config import OmguiSettings
from omgui.core.problems import ProblemError
from omgui.core.results.live import CancelledError
from omgui.ui.run import results_found, when_finished
from omgui.ui.run.options import RunOptions, read_settings, write_options
from omgui.ui.run.page import RunPage
from tests.ui.run_page.parts import click
from tests.ui.run_windows import WAIT_MS, Windows
from tests.workspaces import Workspace


def test_options_are_kept_in_the_yaml_file_before_the_run_begins(
    windows: Windows, shown: Callable[[str], RunPage], qtbot: QtBot
) -> None:
    made = shown("set")
    made.options.device.setCurrentText("cuda:0")
    made.options.compatible.click()
    made.options.fresh.setChecked(True)
    click(made.start)
    state = windows.until_frames(windows.opened[-1])
    assert state.request.device == "cuda:0"
    assert state.request.workers == 3
    assert state.request.is_compatible
    assert state.request.is_fresh
    assert not made.options.fresh.isChecked(), "a fresh start is wished for once"
    text = (windows.workspace / "datasets_configs" / "set.yaml").read_text()
    assert text.startswith("# my study\n")
    assert "# cheap" in text
    assert text.endswith("# the end\n")
    kept = read_settings(windows.workspace, "set").options
    assert kept == RunOptions("cuda:0", 3, is_compatible=True)


def test_looking_at_all_files_holds_up_neither_the_options_nor_the_start(
    windows: Windows,
    shown: Callable[[str], RunPage],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = shown("set")
    begun = threading.Event()

    def look(_workspace: Path, _name: str, is_cancelled: Callable[[], bool]) -> DatasetChanges:
        begun.set()
        while not is_cancelled():
            time.sleep(0.002)
        raise CancelledError

    monkeypatch.setattr(results_found, "dataset_changes", look)
    made._look_at_store()
    assert begun.wait(10)
    made.options.device.setCurrentText("cuda:0")
    click(made.start)
    state = windows.until_frames(windows.opened[-1])
    assert state.request.device == "cuda:0"
    began = time.monotonic()
    made.close_page()
    assert time.monotonic() - began < 2


def test_options_are_kept_though_the_page_is_closed_at_once(
    windows: Windows, shown: Callable[[str], RunPage]
) -> None:
    made = shown("set")
    begun = threading.Event()
    made._background.start(
        lambda: begun.set() or time.sleep(0.05), lambda _: None, lambda _error: None
    )
    assert begun.wait(10)
    made.options.workers.setCurrentIndex(2)
    made.options.workers.activated.emit(2)
    made.close_page()
    assert read_settings(windows.workspace, "set").options.workers == 2


PLAIN = "type: img\ndataset_pth: d\ndataset_name: s\noutput: o\nlogs_output: l\n"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN + "omgui: {device: cpu, newer: [1]}\n",
        PLAIN + "omgui:\n  # why\n  device: cpu\n  newer: [1]\nfr_metrics: [psnr]\n",
        "{type: img, dataset_pth: d, dataset_name: s, output: o, logs_output: l}\n",
        PLAIN + "'omgui': {device: cpu}\n",
    ],
)
def test_options_are_written_whatever_the_file_looks_like(workspace: Workspace, text: str) -> None:
    path = workspace.configs / "s.yaml"
    path.write_text(text)
    write_options(workspace.folder, "s", RunOptions("cuda", 2, is_compatible=True))
    kept = read_settings(workspace.folder, "s").options
    assert kept == RunOptions("cuda", 2, is_compatible=True)
    assert ("newer" in text) is ("newer" in path.read_text())
    write_options(workspace.folder, "s", RunOptions())
    assert read_settings(workspace.folder, "s").options == RunOptions()
    assert OmguiSettings().device is None
    assert ("fr_metrics" in text) is ("fr_metrics" in path.read_text())


def test_options_that_cannot_be_kept_are_a_problem_in_words(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from omgui.ui.run import options

    def full(_path: Path, _text: str) -> None:
        raise OSError(28, "No space left on device")

    (workspace.configs / "s.yaml").write_text(PLAIN)
    monkeypatch.setattr(options, "write_then_replace", full)
    with pytest.raises(ProblemError) as caught:
        write_options(workspace.folder, "s", RunOptions("cpu"))
    assert "No space left" in caught.value.problem.message
    with pytest.raises(ProblemError):
        read_settings(workspace.folder, "unknown")
    (workspace.configs / "bad.yaml").write_text("type: img\n")
    with pytest.raises(ProblemError):
        read_settings(workspace.folder, "bad")


def test_sleep_comes_after_a_countdown_that_can_be_cancelled(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(when_finished, "_COUNTDOWN_S", 2)
    ran: list[object] = []
    told: list[str] = []
    finisher = when_finished.Finisher(run=ran.append, tell=lambda _title, text: told.append(text))
    finisher.finish("nothing")
    assert told == []
    finisher.finish("notify")
    assert len(told) == 1
    finisher.finish("sleep")
    assert finisher.box is not None
    assert "2" in finisher.box.text()
    finisher.box.done(0)
    assert finisher.box is None
    qtbot.wait(1200)
    assert ran == []
    finisher.finish("sleep")
    qtbot.waitUntil(lambda: bool(ran), timeout=WAIT_MS)
    assert ran == [when_finished.sleep_command()]
    assert finisher.box is None


def test_commands_are_argument_lists_for_every_system() -> None:
    for platform in ("linux", "win32", "darwin"):
        command = when_finished.sleep_command(platform)
        assert len(command) > 1
        assert all(isinstance(part, str) for part in command)
