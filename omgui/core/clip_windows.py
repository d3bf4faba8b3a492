"""Windows of a video that are scored one by one, and the frames that each stands for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Window:
    """A part of a video that is scored as a clip.

    Attributes:
        start: Its first frame.
        stop: The frame after its last.
        shown_from: The first frame that its score is shown at.
        shown_until: The frame after the last one of those.
    """

    start: int
    stop: int
    shown_from: int
    shown_until: int

    @property
    def frames(self) -> int:
        """Its length."""
        return self.stop - self.start


def windows_of(frames: int, fps: float, window_s: float, stride_s: float) -> list[Window]:
    """Return the windows of a video, in order.

    All are equally long and begin ``stride_s`` apart; what is left behind the last whole one is
    part of none. A video shorter than a window is one. A frame is given the score of the window
    whose middle is nearest.

    Args:
        frames: Frames of the video.
        fps: Average frames per second.
        window_s: Length of a window in seconds.
        stride_s: From start to start, in seconds.
    """
    length = min(frames, max(1, round(window_s * fps)))
    step = max(1.0, stride_s * fps)
    most = int(frames / step) + 1
    starts = [start for start in (round(k * step) for k in range(most)) if start + length <= frames]
    # Halfway between the middles of two windows of one length.
    edges = [(one + other + length) // 2 for one, other in pairwise(starts)]
    return [
        Window(start, start + length, first, until)
        for start, first, until in zip(starts, [0, *edges], [*edges, frames], strict=True)
    ]
