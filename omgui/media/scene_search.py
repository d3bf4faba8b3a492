"""Finding where the scenes of a video begin, a piece at a time and in a child process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from omgui.core.problems import Problem, ProblemError
from omgui.media.background_jobs import problem_of
from omgui.media.child import Child, ChildDiedError, ChildHangsError, worker_command

FRAMES_AT_ONCE = 100
MOST_FRAMES = 36_000  # ten minutes at 60 frames per second; decoding them takes minutes
_TIME_LIMIT_S = 60.0


class SceneSearch:
    """Looks through one video from its beginning. Not for the thread of a window.

    Args:
        path: The video.
        most: After so many frames it ends.
        command: Command line of the child, which is started with the first look.

    Attributes:
        changes: How much each frame differs from the one before it, as far as was looked.
        has_ended: Whether there is nothing more to look at.
    """

    def __init__(
        self, path: Path, *, most: int = MOST_FRAMES, command: Sequence[str] | None = None
    ) -> None:
        self.path = path
        self.changes: list[float] = []
        self.has_ended = False
        self._most = most
        self._command = list(command or worker_command())
        self._child: Child | None = None

    def look_on(self, is_cancelled: Callable[[], bool]) -> None:
        """Look at the next frames.

        Args:
            is_cancelled: Asked while waiting; where it is, the child is ended.

        Raises:
            ProblemError: The video cannot be read.
        """
        if self.has_ended:
            return
        count = min(FRAMES_AT_ONCE, self._most - len(self.changes))
        request = {
            "job": "changes",
            "path": str(self.path),
            "first": len(self.changes),
            "count": count,
        }
        try:
            self._child = self._child or Child(self._command)
            answer = self._child.ask(request, _TIME_LIMIT_S, is_cancelled)
        except (ChildDiedError, ChildHangsError, OSError) as error:
            self._end()
            raise ProblemError(_lost(self.path)) from error
        problem = problem_of(answer)
        if problem is not None:
            self._end()
            raise ProblemError(problem)
        self.changes += answer["changes"]
        if answer["is_end"] or len(self.changes) >= self._most:
            self._end()

    def rest(self) -> None:
        """End the child for now; the next look starts another."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def close(self) -> None:
        """End the child, and look no more."""
        self._end()

    def _end(self) -> None:
        self.has_ended = True
        self.rest()


def _lost(path: Path) -> Problem:
    return Problem(
        "scenes-not-found",
        "Where scenes begin cannot be found: the decoder crashed, or took too long.",
        "Check the file with a player, or export it again.",
        str(path),
    )
