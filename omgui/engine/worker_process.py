"""A worker as its parent sees it: a process that takes groups and may die at any moment."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

import psutil
from pydantic import ValidationError

from omgui.core.programs import Program, command_of
from omgui.engine.ffmpeg import no_window_flags
from omgui.engine.tasks import FROM_WORKER, TO_WORKER, Control, FromWorker, GroupTask, Ready

_HEAD_BYTES = 600  # the first line of a crash says what it was, the last ones where
_TAIL_BYTES = 3400
_ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}


@dataclass(frozen=True)
class Heard:
    """A message of a worker, or ``None`` when it is gone."""

    worker: WorkerProcess
    message: FromWorker | None


@dataclass(eq=False)
class WorkerProcess:
    """One worker process.

    Attributes:
        number: Which one, for the log.
        inbox: Where its messages go.
        argv: How it is started.
        in_hand: Groups that were given to it and not yet reported done, oldest first.
        last_heard: Monotonic time of its last message.
        is_ready: Whether it has got as far as beginning its first group.
    """

    number: int
    inbox: queue.Queue[Heard]
    argv: tuple[str, ...] = field(default_factory=lambda: tuple(command_of(Program.WORKER)))
    in_hand: list[GroupTask] = field(default_factory=list)
    last_heard: float = field(default_factory=time.monotonic)
    is_ready: bool = False

    def __post_init__(self) -> None:
        self._stderr: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # closed in close()
        try:
            self._process = subprocess.Popen(  # an argument list, no shell
                self.argv,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                env={**os.environ, **_ONE_THREAD, "PYTHONUNBUFFERED": "1"},
                creationflags=no_window_flags(),
            )
        except BaseException:
            self._stderr.close()
            raise
        threading.Thread(target=self._listen, name=f"worker-{self.number}", daemon=True).start()

    @property
    def pid(self) -> int:
        """Process number."""
        return self._process.pid

    def _listen(self) -> None:
        assert self._process.stdout is not None  # PIPE was asked for
        for line in self._process.stdout:
            try:
                message = FROM_WORKER.validate_json(line)
            except ValidationError:
                break  # half a line: the worker died while writing it
            self.last_heard = time.monotonic()
            self.is_ready |= isinstance(message, Ready)
            self.inbox.put(Heard(self, message))
        self._process.wait()
        self.inbox.put(Heard(self, None))

    def give(self, group: GroupTask) -> None:
        """Send a group."""
        if not self.in_hand:
            self.last_heard = time.monotonic()
        self.in_hand.append(group)
        self._send(group)

    def tell(self, control: Control) -> None:
        """Send pause, resume or stop."""
        self._send(control)

    def _send(self, message: GroupTask | Control) -> None:
        assert self._process.stdin is not None  # PIPE was asked for
        try:
            self._process.stdin.write(TO_WORKER.dump_json(message) + b"\n")
            self._process.stdin.flush()
        except OSError:
            # It has just died; the end of its output will tell, and the group is still in hand.
            return

    def kill(self) -> None:
        """End it at once, and the programs that it has started."""
        if self._process.poll() is not None:
            return
        try:
            started = psutil.Process(self._process.pid).children(recursive=True)
        except psutil.Error:
            started = []
        self._process.kill()
        for child in started:
            with contextlib.suppress(psutil.Error):
                child.kill()

    def wait(self, timeout_s: float) -> bool:
        """Return whether it ended within the time."""
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return False
        return True

    def why_it_died(self) -> str:
        """Return how the process ended, in words."""
        code = self._process.returncode
        if code is not None and code < 0:
            return f"it was ended by signal {-code}"
        return f"it ended with code {code}"

    def last_words(self) -> str:
        """Return beginning and end of what it wrote to stderr, such as the trace of a crash."""
        try:
            size = self._stderr.seek(0, os.SEEK_END)
            self._stderr.seek(0)
            if size <= _HEAD_BYTES + _TAIL_BYTES:
                words = self._stderr.read()
            else:
                words = self._stderr.read(_HEAD_BYTES) + b"\n...\n"
                self._stderr.seek(size - _TAIL_BYTES)
                words += self._stderr.read()
            return words.decode("utf-8", "replace").strip()
        except (OSError, ValueError):
            return ""

    def close(self) -> None:
        """Give the pipes and the log back; the process must have ended or been killed."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._stderr):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue


WorkerFactory = Callable[[int, "queue.Queue[Heard]"], WorkerProcess]


def start_worker(number: int, inbox: queue.Queue[Heard]) -> WorkerProcess:
    """Start an ordinary worker."""
    return WorkerProcess(number, inbox)
