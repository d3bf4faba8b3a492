"""What is in work while a group of videos is scored."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from omgui.core.frame_mapping import NO_SHIFT, FrameMapping, Mode, Shift
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem
from omgui.engine.tasks import ScoreTask
from omgui.engine.track import Track


@dataclass
class ScoreWork:
    """One score while it is computed."""

    task: ScoreTask
    spec: MetricSpec
    problem: Problem | None = None
    is_postponed: bool = False

    @property
    def is_active(self) -> bool:
        """Whether frames are still to be scored in this pass."""
        return self.problem is None and not self.is_postponed


@dataclass
class PairWork:
    """A distorted video beside the reference."""

    track: Track
    mode: Mode
    scores: list[ScoreWork]
    set_files: tuple[int, ...]
    shift: Shift = NO_SHIFT
    mapping: FrameMapping | None = None
    has_ended: bool = False
    last_frame: int = -1
    is_sole: bool = False  # nobody else looks at the frames of this file

    @property
    def skips(self) -> bool:
        """Whether frames that the mapping leaves out need not be kept."""
        return self.is_sole and (self.mode is Mode.REPEAT_EACH or self.shift.distorted_skip > 0)

    @property
    def is_alone(self) -> bool:
        """Whether what is computed from a frame can be dropped after its pair."""
        return self.is_sole and self.mode is Mode.SAME


@dataclass
class SingleWork:
    """A video scored without reference."""

    track: Track
    scores: list[ScoreWork]
    position: int = 0

    @property
    def history(self) -> int:
        """Frames before the current one that must stay in hand."""
        return max((score.spec.history for score in self.scores), default=0)


Outcome = tuple[ScoreWork, int, NDArray[np.float64] | None]


@dataclass
class Later:
    """What a pass leaves for another one.

    Attributes:
        postponed: For which there was no memory beside the others.
        recounted: That rest on a wrong number of frames.
        drawn: Of which not all draws are scored.
        counts: The real numbers of frames, by file.
    """

    postponed: list[ScoreTask] = field(default_factory=list)
    recounted: list[ScoreTask] = field(default_factory=list)
    drawn: list[ScoreTask] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
