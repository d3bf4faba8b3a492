"""Videos that exist only in memory, so that frame mapping is tested without any codec."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omgui.core.problems import Problem, ProblemError
from omgui.engine.answers import Answers
from omgui.engine.tasks import Chunk, Done, FromWorker, Restart

Frames = Sequence[NDArray[np.uint8]]


class MemoryReader:
    """A reader over a list of frames; may lie about their number, or break."""

    name = "memory"
    fps = 25.0

    def __init__(
        self,
        frames: Frames,
        declared: int | None = None,
        breaks_at: int = -1,
        *,
        is_count_certain: bool = False,
        is_damaged: bool = True,
    ) -> None:
        self._frames = frames
        self.is_count_certain = is_count_certain
        self._is_damaged = is_damaged  # where frames are missing, and not only the header wrong
        self.looked_at: list[int] = []
        self._breaks_at = breaks_at
        self.frames_read = 0
        self.declared_frames = len(frames) if declared is None else declared
        self.height, self.width = frames[0].shape[:2] if frames else (8, 8)
        self.passed_over: list[str] = []

    @property
    def damage(self) -> str | None:
        missing = self._is_damaged and self.frames_read < (self.declared_frames or 0)
        return f"only {self.frames_read} of {self.declared_frames} frames" if missing else None

    def read(self) -> NDArray[np.uint8] | None:
        if self.frames_read == self._breaks_at:
            raise ProblemError(Problem("decode-failed", "The decoder failed."))
        if self.frames_read >= len(self._frames):
            return None
        frame = self._frames[self.frames_read]
        self.looked_at.append(self.frames_read)
        self.frames_read += 1
        return frame

    def skip(self) -> bool:
        is_there = self.frames_read < len(self._frames)
        self.frames_read += int(is_there)
        return is_there

    def close(self) -> None:
        self._frames = ()


def opener(readers: dict[str, Callable[[], MemoryReader]]) -> Callable[..., MemoryReader]:
    """Return a stand-in for ``open_video`` that knows only these names."""

    def open_memory(path: Path, **_options: object) -> MemoryReader:
        if path.name not in readers:
            raise ProblemError(Problem("file-missing", "The file does not exist."))
        return readers[path.name]()

    return open_memory


class Heard:
    """Everything a group answered, put together as the engine would."""

    def __init__(self) -> None:
        self.messages: list[FromWorker] = []
        self.frames: dict[int, dict[int, float]] = {}
        self.done: dict[int, Done] = {}
        self.answers = Answers(self._hear, self)

    def checkpoint(self) -> None:
        """Never paused, never stopped."""

    def _hear(self, message: FromWorker) -> None:
        self.messages.append(message)
        if isinstance(message, Chunk):
            frames = self.frames.setdefault(message.score, {})
            for place, value in enumerate(message.values()):
                frames[message.first_frame + place] = float(value)
        elif isinstance(message, Restart):
            self.frames.pop(message.score, None)
        elif isinstance(message, Done):
            assert message.score not in self.done, "a score was answered twice"
            self.done[message.score] = message

    def mean(self, score: int) -> float | None:
        problem = self.done[score].problem
        if problem is not None and problem.severity.value == "error":
            return None
        values = list(self.frames.get(score, {}).values())
        return float(np.nanmean(values)) if values else None
