"""What a metric of whole clips is to the engine: frames of its own choosing in, one score out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class ClipShape:
    """A clip: a video, or a window of one.

    Attributes:
        frames: Its number of frames.
        width: Width in pixels.
        height: Height in pixels.
    """

    frames: int
    width: int
    height: int


@dataclass(frozen=True)
class ClipFrame:
    """A frame on its way to the metrics.

    Attributes:
        pixels: H×W×3, RGB, 0–255.
        shared: What metrics computed from this frame alone, under keys of their own, so that clips
            that overlap do not compute it again.
    """

    pixels: NDArray[np.uint8]
    shared: dict[object, Any] = field(default_factory=dict, repr=False)


class ClipView(Protocol):
    """What a metric keeps of one clip while its frames come."""

    @property
    def frames(self) -> frozenset[int] | None:
        """Numbers of the frames that it needs, from 0 in the clip; ``None`` for all."""

    def add(self, index: int, frame: ClipFrame) -> None:
        """Take what the score needs of a frame; frames come in order, each once."""


@dataclass(frozen=True)
class ClipScore:
    """A score of a clip.

    Attributes:
        value: The score.
        parts: Scores that went into it, by name, for metrics that give some.
    """

    value: float
    parts: Mapping[str, float] = field(default_factory=dict)


class ClipModel(Protocol):
    """What a factory class must build for a metric of whole clips.

    The class is called with ``device=``, with the row's ``build`` and the options in force as
    keyword arguments, and with ``files=``: a path by file name.
    """

    def view(self, shape: ClipShape, draw: int = 0) -> ClipView:
        """Return an empty view of a clip.

        Args:
            shape: Its size.
            draw: Which of the independent draws of frames and places; metrics that draw nothing
                give the same score for each.

        Raises:
            ProblemError: The metric is not defined for such a clip.
        """

    def score(self, views: Sequence[ClipView], checkpoint: Callable[[], None]) -> list[ClipScore]:
        """Return the scores of views whose frames have all come.

        Args:
            views: Views of this model, of clips of any size. What is large is computed for as many
                at once as the device is meant to hold: for one after the other on a CPU.
            checkpoint: To be called at least every second or so of work; what it raises must pass.
        """
