"""A run that outlives its front end: commands are read from a folder, events are written to it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import psutil
from filelock import FileLock, Timeout

from omgui import __version__
from omgui.core.events import (
    Counts,
    Finish,
    FrameSpan,
    FramesReached,
    FramesScored,
    ItemName,
    RunEvent,
    RunFinished,
    RunPaused,
    RunResumed,
)
from omgui.core.problems import ProblemError
from omgui.core.run_folder import (
    Command,
    EngineMark,
    LineTail,
    RunFolder,
    TimedEvent,
    encode_line,
    read_commands,
)
from omgui.engine.runner import Runner, RunRequest

_POLL_S = 0.05
_HEARTBEAT_S = 1.0
_LOCK_S = 10.0  # a front end that looks whether we live holds the lock for a moment
_FRAMES_S = 0.5
_FRAMES_SLOWER_BYTES = 8 << 20
_FRAMES_SLOWEST_S = 10.0
_LAST_WORD_S = 10.0


def serve_folders(path: Path) -> int:
    """Do the run of a folder, and then those that front ends have put behind it.

    Args:
        path: The first run's folder.

    Returns:
        2 if a request cannot be read or its folder is served already, else that of the last run:
        130 cancelled, 1 with problems, 0 without.
    """
    waiting = [RunFolder(path)]
    code = 0
    while waiting:
        folder = waiting.pop(0)
        if folder.path != path:
            if not folder.claim():
                continue  # it was called back
            _print_into(folder)
        served = _serve(folder)
        code = served.code
        waiting += [RunFolder(path.parent / name) for name in served.afterwards]
    return code


class _Served:
    """What came of a folder."""

    def __init__(self, code: int, afterwards: tuple[str, ...] = ()) -> None:
        self.code = code
        self.afterwards = afterwards


def _serve(folder: RunFolder) -> _Served:
    lock = FileLock(folder.lock)
    try:
        lock.acquire(timeout=_LOCK_S, poll_interval=_POLL_S)
    except Timeout:
        sys.stderr.write(f"omgui-engine: {folder.path} is served by another process.\n")
        return _Served(2)
    try:
        folder.set_mark(EngineMark(**_this_process(), version=__version__))
        request = folder.request()
        with EventFile(folder.events) as events:
            runner = Runner(RunRequest(**request.model_dump()), events.tell)
            with _listening(folder, runner, events) as listener:
                outcome = _run(runner, events)
            return _Served(outcome, tuple(listener.afterwards))
    except (ProblemError, OSError) as error:
        sys.stderr.write(f"omgui-engine: {error}\n")
        return _Served(2)
    finally:
        lock.release()


def _print_into(folder: RunFolder) -> None:
    """Let what this process prints from now on go to another run's folder."""
    with contextlib.suppress(OSError), folder.stderr.open("ab") as stream:
        os.dup2(stream.fileno(), 2)


def _run(runner: Runner, events: EventFile) -> int:
    try:
        outcome = runner.run()
    except Exception:  # noqa: BLE001  # a defect of ours is told, and runs behind this one go on
        traceback.print_exc()
        events.tell(RunFinished(Finish.CRASHED, Counts()))
        return 1
    return 130 if outcome.finish is Finish.CANCELLED else int(outcome.has_problems)


def _this_process() -> dict[str, float]:
    me = psutil.Process()
    return {"pid": me.pid, "started_s": me.create_time()}


class EventFile(contextlib.AbstractContextManager["EventFile"]):
    """Appends events; frame scores are only counted, and told together after a while.

    A disk that takes no more events costs events, not scores: those go to the store, on a disk of
    its own. May be called from several threads.

    Args:
        path: The file.
        clock: Seconds that only grow.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream: TextIO = path.open("a", encoding="utf-8", newline="\n")
        self._clock = clock
        self._began = clock()
        self._lock = threading.Lock()
        self._spans: dict[tuple[str, ItemName], dict[str, FrameSpan]] = {}
        self._told_frames = self._began
        self._bytes = self._stream.tell()
        self._is_line_broken = self._bytes > 0

    def __exit__(self, *_error: object) -> None:
        with self._lock, contextlib.suppress(OSError):
            self._stream.close()

    def tell(self, event: RunEvent) -> None:
        """Write an event, soon."""
        with self._lock:
            if isinstance(event, FramesScored):
                self._count(event)
                self._tell_frames(is_due=self._clock() - self._told_frames > self._interval_s())
                return
            self._tell_frames(is_due=True)
            written = self._write(event)
        if isinstance(event, RunFinished) and not written:
            self._insist(event)

    def _insist(self, event: RunFinished) -> None:
        """Try for some time to write what a front end must know."""
        end = self._clock() + _LAST_WORD_S
        while self._clock() < end:
            time.sleep(_POLL_S)
            with self._lock:
                if self._write(event):
                    return

    def tell_frames(self) -> None:
        """Write what was counted long enough ago."""
        with self._lock:
            self._tell_frames(is_due=self._clock() - self._told_frames > self._interval_s())

    def _interval_s(self) -> float:
        """Return how often frames are told: less often in a file that has grown large."""
        return min(_FRAMES_S * (1 + self._bytes / _FRAMES_SLOWER_BYTES), _FRAMES_SLOWEST_S)

    def _count(self, event: FramesScored) -> None:
        spans = self._spans.setdefault((event.dataset, event.item), {})
        before = spans.get(event.metric)
        count = len(event.scores)
        if before is not None and before.first_frame + before.count == event.first_frame:
            spans[event.metric] = FrameSpan(event.metric, before.first_frame, before.count + count)
        else:  # the first; or the item has begun again, and what was counted is void
            spans[event.metric] = FrameSpan(event.metric, event.first_frame, count)

    def _tell_frames(self, *, is_due: bool) -> None:
        if not is_due:
            return
        self._told_frames = self._clock()
        spans, self._spans = self._spans, {}
        for (dataset, item), by_metric in spans.items():
            self._write(FramesReached(dataset, item, tuple(by_metric.values())))

    def _write(self, event: RunEvent) -> bool:
        line = encode_line(TimedEvent(self._clock() - self._began, event))
        # After a line that was written in part, an empty one keeps the next readable.
        start = "\n" if self._is_line_broken else ""
        try:
            self._stream.write(f"{start}{line}\n")
            self._stream.flush()
        except (OSError, ValueError):
            self._is_line_broken = True
            return False
        self._is_line_broken = False
        self._bytes += len(line) + 1
        return True


class _Listener:
    """Obeys commands, and shows that this process lives."""

    def __init__(self, folder: RunFolder, runner: Runner, events: EventFile) -> None:
        self._folder = folder
        self._runner = runner
        self._events = events
        self._commands = LineTail(folder.commands)
        self._is_over = threading.Event()
        self._beat_at = 0.0
        self.afterwards: list[str] = []

    def listen(self) -> None:
        """Read commands until told to stop."""
        while not self._is_over.is_set():
            self.look()
            self._is_over.wait(_POLL_S)

    def stop(self) -> None:
        """End :meth:`listen`."""
        self._is_over.set()

    def look(self) -> None:
        """Obey what was written since the last look."""
        now = time.monotonic()
        if now - self._beat_at >= _HEARTBEAT_S:
            self._beat_at = now
            with contextlib.suppress(OSError):
                self._folder.heartbeat.touch()
        self._events.tell_frames()
        for command in read_commands(self._commands.read()):
            self._obey(command)

    def _obey(self, command: Command) -> None:
        if command.word == "pause":
            self._runner.pause()
            self._events.tell(RunPaused())
        elif command.word == "resume":
            self._runner.resume()
            self._events.tell(RunResumed())
        elif command.word == "cancel":
            self._runner.cancel()
        elif command.folder and Path(command.folder).name == command.folder:
            self.afterwards.append(command.folder)


@contextlib.contextmanager
def _listening(folder: RunFolder, runner: Runner, events: EventFile) -> Iterator[_Listener]:
    listener = _Listener(folder, runner, events)
    listener.look()  # a wish from before the start counts, too
    thread = threading.Thread(target=listener.listen, name="commands", daemon=True)
    thread.start()
    with _polite_kill(runner):
        try:
            yield listener
        finally:
            listener.stop()
            thread.join()
            listener.look()


@contextlib.contextmanager
def _polite_kill(runner: Runner) -> Iterator[None]:
    """Take SIGTERM, as at the end of a session, for a cancel; Ctrl-C is not for us."""

    def cancel(_number: int, _frame: object) -> None:
        runner.cancel()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {
        signal.SIGTERM: signal.signal(signal.SIGTERM, cancel),
        signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN),
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
