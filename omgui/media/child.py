"""A child process that looks into files: one that crashes or hangs costs a file, not the window."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from omgui.core.programs import Program, command_of

Answer = dict[str, Any]

_POLL_S = 0.1  # how soon a cancelled wait ends; an answer ends it at once
_WORDS = 2000  # characters of what a child said at its end
_END_S = 1.0


def worker_command() -> list[str]:
    """Return the command line of a child process."""
    return command_of(Program.SURVEY)


class ChildDiedError(Exception):
    """The child ended without an answer.

    Args:
        reason: How it ended, as part of a sentence.
        words: The end of what it wrote to stderr.
        was_ready: Whether it had begun to work at all.
    """

    def __init__(self, reason: str, words: str, *, was_ready: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.words = words
        self.was_ready = was_ready


class ChildHangsError(Exception):
    """The child did not answer in time, and was ended."""


class Child:
    """One child process, asked one thing at a time from one thread.

    Its answers are read in a thread of their own, so that a child that cannot even be killed, since
    it waits for a network drive, can be left behind.

    Args:
        command: Its command line.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # closed in close()
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                creationflags=flags,
            )
        except OSError:
            self._said.close()
            raise
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._is_ready = False
        self._reader = threading.Thread(target=self._read, name="child-answers", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        stdout = self._process.stdout
        if stdout is None:
            raise ValueError("the child was started without a pipe")
        with stdout, contextlib.suppress(OSError, ValueError):  # closed, or not our JSON
            for line in stdout:
                self._answers.put(json.loads(line))
        self._answers.put(None)

    def ask(self, request: Answer, time_limit_s: float, is_cancelled: Callable[[], bool]) -> Answer:
        """Return the answer to a request.

        Args:
            request: Plain values.
            time_limit_s: The child is ended where it is silent for longer.
            is_cancelled: Looked at while waiting; the child is ended where it is.

        Raises:
            ChildDiedError: It ended, or answered nonsense.
            ChildHangsError: It took too long, or was cancelled.
        """
        self._send(request)
        while True:
            answer = self._next(time.monotonic() + time_limit_s, is_cancelled)
            if "ready" not in answer and "alive" not in answer:
                return answer
            self._is_ready = True

    def _send(self, request: Answer) -> None:
        stdin = self._process.stdin
        # ASCII: names that are no valid text survive as escapes.
        line = json.dumps(request, ensure_ascii=True).encode("ascii") + b"\n"
        with contextlib.suppress(OSError):  # it died; the reader says so
            if stdin is not None:
                stdin.write(line)
                stdin.flush()

    def _next(self, end: float, is_cancelled: Callable[[], bool]) -> Answer:
        while True:
            with contextlib.suppress(queue.Empty):
                answer = self._answers.get(timeout=_POLL_S)
                if answer is None:
                    raise self._death()
                return answer
            if time.monotonic() > end or is_cancelled():
                self.kill()
                raise ChildHangsError

    def _death(self) -> ChildDiedError:
        self.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_S)
        code = self._process.returncode
        reason = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        self._said.seek(0)
        words = self._said.read().decode("utf-8", "replace").strip()[-_WORDS:]
        return ChildDiedError(reason, words, was_ready=self._is_ready)

    def kill(self) -> None:
        """End the process by force, without waiting."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def close(self) -> None:
        """End the process and let go of its pipes."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
        self.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_S)
        self._reader.join(_END_S)
        self._said.close()
