"""The process that computes error maps, by the code that computes scores."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from omgui.core.problems import Problem, ProblemError
from omgui.core.programs import Program, command_of
from omgui.media.background_jobs import problem_of
from omgui.media.frame_child import Bytes, FrameChild, Line

_TIME_LIMIT_S = 120.0  # the first map of a network waits for its import and its weights
_POLL_S = 0.1


def maps_command() -> list[str]:
    """Return the command line of a process that computes error maps."""
    return command_of(Program.ENGINE, "--maps")


class MapMaker:
    """Asks for error maps, one at a time; the process is started with the first.

    Not for the thread of the window.

    Args:
        command: Command line of the process; tests put their own here.
        time_limit_s: What a map may take.
    """

    def __init__(
        self, command: Sequence[str] | None = None, *, time_limit_s: float = _TIME_LIMIT_S
    ) -> None:
        self._command = list(command or maps_command())
        self._time_limit_s = time_limit_s
        self._child: _MapChild | None = None
        self._lock = threading.Lock()
        self._is_closed = threading.Event()

    def map_of(
        self, metric: str, reference: NDArray[np.uint8], distorted: NDArray[np.uint8]
    ) -> NDArray[np.float32]:
        """Return the error map of a metric.

        Args:
            metric: Its name.
            reference: H×W×3 RGB.
            distorted: The same, of any size.

        Returns:
            h×w, not a number where it is undefined.

        Raises:
            ProblemError: It cannot be had, in words.
        """
        line = {
            "metric": metric,
            "reference": reference.shape[:2],
            "distorted": distorted.shape[:2],
        }
        with self._lock:
            if self._is_closed.is_set():
                raise ProblemError(_lost(metric))
            try:
                self._child = self._child or _MapChild(self._command)
                answer, data = self._child.ask(
                    line, (reference, distorted), self._time_limit_s, self._is_closed.is_set
                )
            except (OSError, queue.Empty) as error:
                self._let_go()
                raise ProblemError(_lost(metric)) from error
        problem = problem_of(answer)
        if problem is not None:
            raise ProblemError(problem)
        values: NDArray[np.float32] = data.view("<f4").reshape(answer["shape"])
        return values

    def close(self) -> None:
        """End the process, and whatever it is doing."""
        self._is_closed.set()
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


class _MapChild(FrameChild):
    def __init__(self, command: Sequence[str]) -> None:
        self._found: queue.SimpleQueue[tuple[Line, Bytes] | None] = queue.SimpleQueue()
        super().__init__(
            command,
            lambda line, data: self._found.put((line, data)),
            lambda: self._found.put(None),
        )

    def ask(  # type: ignore[override]  # frames go with the question
        self,
        request: Line,
        frames: Sequence[NDArray[np.uint8]],
        time_limit_s: float,
        is_cancelled: Callable[[], bool],
    ) -> tuple[Line, Bytes]:
        """Return the answer; ends the process where it does not come.

        Raises:
            queue.Empty: There is none.
        """
        # A process that does not read keeps who writes; the timer ends both.
        timer = threading.Timer(time_limit_s, self.kill)
        timer.daemon = True
        timer.start()
        try:
            self.send(request)
            self._write(frames)
            while True:
                with contextlib.suppress(queue.Empty):
                    found = self._found.get(timeout=_POLL_S)
                    if found is None:
                        raise OSError("the process ended")
                    return found
                if is_cancelled():
                    raise OSError("cancelled")
        finally:
            timer.cancel()

    def _write(self, frames: Sequence[NDArray[np.uint8]]) -> None:
        stdin = self._process.stdin
        if stdin is not None:
            for frame in frames:
                stdin.write(np.ascontiguousarray(frame).data)
            stdin.flush()


def _lost(metric: str) -> Problem:
    return Problem(
        "map-lost",
        f"The error map of {metric} cannot be shown: the program that computes it ended, or took "
        "too long.",
        "Choose the map again; with little memory left, close other programs first.",
    )
