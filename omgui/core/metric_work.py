"""What is known of one metric in a run: what its work is measured in, and what a unit takes."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field

from omgui.core.catalogue import load_catalogue
from omgui.core.catalogue.costs import Cost
from omgui.core.estimates import OTHER_PROGRAMS
from omgui.core.events import ItemName
from omgui.core.item_sizes import AREA_720P, scale
from omgui.core.metric_spec import Kind

_UNKNOWN_MS = 100.0
_LARGER = 2.25  # by which the area of 1080p is larger than that of 720p
_STEEPEST = 1.5


@dataclass
class Reach:
    """Frames of an item that a metric has scored: from where in this run, and up to where."""

    first: int
    end: int


@dataclass
class ItemWork:
    """What is known of one item in a run; the attributes are those of ``ItemFacts``."""

    frames: int
    area: float
    is_known: bool
    clips: int = 1


@dataclass
class MetricWork:
    """What is known of one metric in this run.

    Units are frames at the size of 720p; of a metric that costs the same for any clip, clips.

    Attributes:
        guessed_s: Of a unit, by the catalogue.
        slope: By which power of the area its cost grows; 0 for one that looks at a fixed size.
        open_scores: To be computed in this run.
        is_of_pairs: Whether it compares with a reference; ``None`` where that is not known.
        frame_units: What a frame of 720p counts.
        clip_units: What a clip counts beside its frames.
    """

    guessed_s: float
    slope: float
    open_scores: float
    is_of_pairs: bool | None
    frame_units: float = 1.0
    clip_units: float = 0.0
    finished: int = 0
    taken_units: float = 0.0
    taken: int = 0
    units: float = 0.0
    frames: int = 0
    timed_units: float = 0.0
    timed_s: float = 0.0
    slowest: list[tuple[float, float, float]] = field(default_factory=list)
    in_hand: dict[ItemName, Reach] = field(default_factory=dict)

    @property
    def is_heard_of(self) -> bool:
        """Whether it has scored anything."""
        return bool(self.frames or self.finished)

    @property
    def measured_s(self) -> float | None:
        """Seconds of a unit on this machine, models not loaded anew for each."""
        if self.timed_units > 0:
            return self.timed_s / self.timed_units
        return min((each for each, _, _ in self.slowest), default=None)

    def units_of(self, item: ItemWork, frames: int) -> float:
        """Return how much work some frames of an item are."""
        units = self.frame_units * frames * scale(item.area, self.slope)
        if self.clip_units and item.is_known:
            units += self.clip_units * item.clips * frames / item.frames
        return units

    def take_time(self, seconds: float, units: float, workers: int) -> None:
        """Note what a score took; the slowest of each worker had the model loaded for it."""
        one = (seconds / units, seconds, units)
        if len(self.slowest) < workers:
            heapq.heappush(self.slowest, one)
            return
        _, seconds, units = heapq.heappushpop(self.slowest, one)
        self.timed_s += seconds
        self.timed_units += units


def metric_work(name: str, cost: Cost | None, scores: float) -> MetricWork:
    """Return what is known of a metric before a run.

    Args:
        name: Of the metric.
        cost: What it was measured to take.
        scores: To be computed.
    """
    each_ms, slope, clip_ms = _UNKNOWN_MS, 1.0, 0.0
    if cost is not None:
        each_ms, clip_ms = cost.ms_720p, cost.ms_clip
        slope = _slope(cost)
    if name in OTHER_PROGRAMS:  # which decodes by itself
        each_ms = OTHER_PROGRAMS[name] * AREA_720P
    spec = load_catalogue()[0].get(name)
    is_of_pairs = None if spec is None else spec.kind is Kind.FR
    if clip_ms > 0:
        frame_units = each_ms / clip_ms
        return MetricWork(clip_ms / 1e3, slope, scores, is_of_pairs, frame_units, clip_units=1.0)
    return MetricWork(each_ms / 1e3, slope, scores, is_of_pairs)


def _slope(cost: Cost) -> float:
    """Return by which power of the area a cost grows; rounded, for few are the same else."""
    if not cost.ms_1080p or not cost.ms_720p:
        return 1.0
    grown = math.log(cost.ms_1080p / cost.ms_720p) / math.log(_LARGER)
    return round(min(max(grown, 0.0), _STEEPEST), 1)
