"""A run that is served by a folder."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from omgui.core.events import (
    Counts,
    DatasetFinished,
    Finish,
    FrameSpan,
    FramesReached,
    FramesScored,
    ItemFinished,
    ItemName,
    Notice,
    RunEvent,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
)
from omgui.core.run_folder import Command, LineTail, Request, RunFolder, decode_line, last_events
from omgui.engine import serve_folder
from omgui.engine.runner import RunOutcome
from omgui.engine.serve_folder import EventFile, serve_folders
from tests.workspaces import Workspace

ITEM = ItemName("d.mp4", "r.mp4", "same")
END = RunFinished(Finish.COMPLETED, Counts())
WAIT_S = 20.0


class Clock:
    """Time that passes only when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def told(path: Path) -> list[RunEvent]:
    """Return the events of a file; lines that are none are left out."""
    return [decode_line(line).event for line in LineTail(path).read() if line]


def frames(first: int, count: int, metric: str = "psnr") -> FramesScored:
    return FramesScored("set", ITEM, metric, first, (1.0,) * count)


# -- the file of events ---------------------------------------------------------------------------


def test_frame_scores_are_counted_and_told_together(tmp_path: Path) -> None:
    clock = Clock()
    path = tmp_path / "events"
    with EventFile(path, clock) as events:
        events.tell(frames(0, 2))
        events.tell(frames(2, 3))
        events.tell(frames(0, 4, "ssim"))
        assert told(path) == []
        clock.now += 0.6
        events.tell_frames()
    spans = (FrameSpan("psnr", 0, 5), FrameSpan("ssim", 0, 4))
    assert told(path) == [FramesReached("set", ITEM, spans)]


def test_frames_are_told_before_the_end_of_their_item(tmp_path: Path) -> None:
    done = ItemFinished("set", ITEM, "psnr", 1.0, 2, 2, None, 0.1)
    with EventFile(tmp_path / "events") as events:
        events.tell(frames(0, 2))
        events.tell(done)
    assert told(tmp_path / "events") == [
        FramesReached("set", ITEM, (FrameSpan("psnr", 0, 2),)),
        done,
    ]


def test_item_that_begins_again_is_counted_from_its_new_start(tmp_path: Path) -> None:
    with EventFile(tmp_path / "events") as events:
        events.tell(frames(0, 9))
        events.tell(frames(0, 2))
        events.tell(END)
    assert told(tmp_path / "events")[0] == FramesReached("set", ITEM, (FrameSpan("psnr", 0, 2),))


def test_file_that_has_grown_large_grows_slowly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve_folder, "_FRAMES_SLOWER_BYTES", 1000)
    clock = Clock()
    path = tmp_path / "events"
    with EventFile(path, clock) as events:
        for second in range(3000):
            clock.now += 0.6
            events.tell(frames(second, 1))
    assert 100 < len(told(path)) < 500


def test_full_disk_costs_events_but_no_run(tmp_path: Path) -> None:
    class Full:
        """A stream on a disk that is full for some time."""

        def __init__(self) -> None:
            self.is_full = True
            self.text = ""

        def write(self, text: str) -> None:
            self.text += text[:7] if self.is_full else text
            if self.is_full:
                raise OSError(28, "No space left on device")

        def flush(self) -> None: ...

        def close(self) -> None: ...

    stream = Full()
    events = EventFile(tmp_path / "events")
    events._stream.close()
    events._stream = stream
    events.tell(Notice("set", "lost"))
    threading.Timer(0.2, setattr, (stream, "is_full", False)).start()
    events.tell(END)
    last = stream.text.splitlines()[-1]
    assert decode_line(last).event == END


# -- commands -------------------------------------------------------------------------------------


class FakeRunner:
    """Runs until it is cancelled."""

    said: list[str]

    def __init__(self, _request: object, emit: Callable[[RunEvent], None]) -> None:
        FakeRunner.said = []
        self._emit = emit
        self._is_over = threading.Event()

    def run(self) -> RunOutcome:
        self._emit(RunStarted(("set",), "1"))
        assert self._is_over.wait(WAIT_S)
        self._emit(RunFinished(Finish.CANCELLED, Counts()))
        return RunOutcome(Finish.CANCELLED)

    def pause(self) -> None:
        self.said.append("pause")

    def resume(self) -> None:
        self.said.append("resume")

    def cancel(self) -> None:
        self.said.append("cancel")
        self._is_over.set()


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    request = Request(workspace=tmp_path, datasets=("set",))
    return RunFolder.create(tmp_path / "runs", request)


def until(wanted: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT_S
    while not wanted():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_commands_are_obeyed_and_answered(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve_folder, "Runner", FakeRunner)
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(serve_folders(folder.path)))
    thread.start()
    try:
        until(folder.heartbeat.exists)
        lock = FileLock(folder.lock)
        with pytest.raises(TimeoutError):
            lock.acquire(timeout=0)
        for word in ("pause", "resume"):
            folder.tell(Command.model_validate({"word": word}))
        until(lambda: RunResumed() in told(folder.events))
    finally:
        folder.tell(Command(word="cancel"))
        thread.join(WAIT_S)
    assert FakeRunner.said == ["pause", "resume", "cancel"]
    assert codes == [130]
    events = told(folder.events)
    # On a busy machine they may be heard before the run has said that it started.
    answers = [event for event in events if isinstance(event, RunPaused | RunResumed)]
    assert answers == [RunPaused(), RunResumed()]
    assert events[-1] == RunFinished(Finish.CANCELLED, Counts())
    mark = folder.mark
    assert mark is not None
    assert mark.version
    with lock.acquire(timeout=0):
        pass


def test_wish_from_before_the_start_counts(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve_folder, "Runner", FakeRunner)
    folder.tell(Command(word="cancel"))
    assert serve_folders(folder.path) == 130


class BrokenRunner(FakeRunner):
    """Has a defect."""

    def run(self) -> RunOutcome:
        raise RuntimeError("a defect of ours")


def test_defect_of_the_engine_is_told_and_the_runs_behind_it_go_on(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve_folder, "Runner", BrokenRunner)
    monkeypatch.setattr(serve_folder, "_print_into", lambda _folder: None)
    behind = RunFolder.create(folder.path.parent, folder.request())
    behind.put_to_wait()
    called_back = RunFolder.create(folder.path.parent, folder.request())
    folder.tell(Command(word="then", folder=behind.id))
    folder.tell(Command(word="then", folder=called_back.id))
    folder.tell(Command(word="then", folder="../elsewhere"))
    assert serve_folders(folder.path) == 1
    for served in (folder, behind):
        assert last_events(served)[-1] == RunFinished(Finish.CRASHED, Counts())
    assert not called_back.events.exists()
    assert "a defect of ours" in capsys.readouterr().err


def test_folder_is_served_by_one_engine_only(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve_folder, "_LOCK_S", 0.1)
    with FileLock(folder.lock):
        assert serve_folders(folder.path) == 2
    assert "another process" in capsys.readouterr().err
    assert not folder.events.exists()


def test_request_that_cannot_be_read_is_told_in_words(
    folder: RunFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.path / "request.json").write_text("{")
    assert serve_folders(folder.path) == 2
    assert "Start the run again" in capsys.readouterr().err


def test_engine_serves_a_real_run_from_the_shell(
    folder: RunFolder, workspace: Workspace, pictures: Path
) -> None:
    workspace.add(pictures / "ref.png", pictures / "good1.png")
    workspace.dataset("set", "img", pairs={"ref.png": ["good1.png"]}, fr_metrics=("psnr",))
    request = Request(workspace=workspace.folder, datasets=("set",), device="cpu", workers=1)
    own = RunFolder.create(folder.path.parent, request)
    argv = [sys.executable, "-m", "omgui.engine", "--folder", str(own.path)]
    done = subprocess.run(argv, capture_output=True, timeout=WAIT_S * 6, check=False)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    events = told(own.events)
    assert isinstance(events[0], RunStarted)
    end = events[-2]
    assert isinstance(end, DatasetFinished)
    assert end.counts == Counts(1, 1)
    assert isinstance(events[-1], RunFinished)
    assert workspace.table("set", "psnr")[0][0] == "good1.png"
