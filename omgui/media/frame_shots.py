"""What a child has told of a file, and how many of its frames are kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omgui.core.problems import Problem
from omgui.media.background_jobs import problem_of
from omgui.media.child import Answer

Picture = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Shot:
    """One decoded frame.

    Attributes:
        index: Its number in the file, from 0.
        data: H×W×3 uint8 as it came.
        is_bgr: Whether the channels of ``data`` are blue, green, red.
        pts_s: When it is shown, in seconds since the first frame; ``None`` where not known.
        remark: What is special about the pixels; empty for nothing.
    """

    index: int
    data: Picture
    is_bgr: bool
    pts_s: float | None
    remark: str = ""

    @property
    def pixels(self) -> Picture:
        """H×W×3 RGB; may be a view."""
        return self.data[..., ::-1] if self.is_bgr else self.data

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.data.shape[1], self.data.shape[0]


class ShotCache:
    """The frames used last, as far as they fit in.

    Args:
        most_bytes: How much is kept; one frame may be more.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._shots: OrderedDict[int, Shot] = OrderedDict()
        self._bytes = 0

    def __contains__(self, number: int) -> bool:
        return number in self._shots

    def get(self, number: int) -> Shot | None:
        """Return a frame, which was used last from then on."""
        found = self._shots.get(number)
        if found is not None:
            self._shots.move_to_end(number)
        return found

    def put(self, shot: Shot, wanted: int | None) -> None:
        """Keep a frame; others make room, but not the one that is wanted."""
        old = self._shots.pop(shot.index, None)
        self._bytes += shot.data.nbytes - (old.data.nbytes if old is not None else 0)
        self._shots[shot.index] = shot
        for number in list(self._shots):
            if self._bytes <= self._most_bytes:
                break
            if number not in {wanted, shot.index}:
                self._bytes -= self._shots.pop(number).data.nbytes

    def keep_only(self, number: int | None) -> None:
        """Forget all frames but one."""
        for other in [other for other in self._shots if other != number]:
            self._bytes -= self._shots.pop(other).data.nbytes

    def fitting(self) -> int:
        """Return how many frames like the newest fill half of it; one where there is none."""
        newest = next(reversed(self._shots.values()), None)
        return 1 if newest is None else max(1, self._most_bytes // 2 // newest.data.nbytes)


class KnownFrames:
    """What is known of one file.

    Args:
        shots: Keeps its frames.

    Attributes:
        shots: Its frames.
        near: What came last of a frame that was wanted, or of one near it.
        problems: Why single frames cannot be had.
        trouble: Why nothing can.
        count: Number of frames; ``None`` until it is known.
        fps: Frames per second on average; likewise.
    """

    def __init__(self, shots: ShotCache) -> None:
        self.shots = shots
        self.near: Shot | None = None
        self.problems: dict[int, Problem] = {}
        self.trouble: Problem | None = None
        self.count: int | None = None
        self.fps: float | None = None

    def take(self, line: Answer, data: Picture, wanted: int | None) -> None:
        """Take what a child answered.

        Args:
            line: Its words.
            data: The bytes of a frame.
            wanted: The frame that is wanted now.
        """
        problem = problem_of(line)
        if problem is not None and line.get("frame") is None:
            self.trouble = problem
        elif problem is not None:
            self.problems[line["frame"]] = problem
        elif "count" in line:
            self.count, self.fps = line["count"], line["fps"]
        else:
            pixels = data.reshape(line["height"], line["width"], 3)
            shot = Shot(line["frame"], pixels, line["is_bgr"], line["pts_s"], line["remark"])
            if line["is_near"] or shot.index == wanted:
                self.near = shot
            self.shots.put(shot, wanted)
