"""How much work the run of a dataset is: what is done of it, and what is left, by metric."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from omgui.core.catalogue import load_catalogue
from omgui.core.catalogue.costs import Cost, measured_costs
from omgui.core.estimates import OTHER_PROGRAMS
from omgui.core.events import DatasetStarted, FrameSpan, ItemFinished, ItemName
from omgui.core.item_sizes import AREA_720P, ItemFacts, ItemSizes, scale
from omgui.core.metric_spec import Kind

_UNKNOWN_MS = 100.0
_LARGER = 2.25  # by which the area of 1080p is larger than that of 720p
_STEEPEST = 1.5
_DECODE_S = 0.01  # of a frame and its share in the reference's, both of 720p


@dataclass
class _Reach:
    """Frames of an item that a metric has scored: from where in this run, and up to where."""

    first: int
    end: int


@dataclass
class _Item:
    frames: int
    area: float
    is_known: bool


@dataclass
class _Metric:
    """What is known of one metric in this run; units are frames at the size of 720p.

    Attributes:
        guessed_s: Of a unit, by the catalogue.
        slope: By which power of the area its cost grows; 0 for one that looks at a fixed size.
        open_scores: To be computed in this run.
        is_of_pairs: Whether it compares with a reference; ``None`` where that is not known.
    """

    guessed_s: float
    slope: float
    open_scores: float
    is_of_pairs: bool | None
    finished: int = 0
    taken_units: float = 0.0
    taken: int = 0
    units: float = 0.0
    frames: int = 0
    timed_units: float = 0.0
    timed_s: float = 0.0
    slowest: list[tuple[float, float, float]] = field(default_factory=list)
    in_hand: dict[ItemName, _Reach] = field(default_factory=dict)

    @property
    def is_heard_of(self) -> bool:
        return bool(self.frames or self.finished)

    @property
    def measured_s(self) -> float | None:
        """Seconds of a unit on this machine, models not loaded anew for each."""
        if self.timed_units > 0:
            return self.timed_s / self.timed_units
        return min((each for each, _, _ in self.slowest), default=None)

    def take_time(self, seconds: float, units: float, workers: int) -> None:
        """Note what a score took; the slowest of each worker had the model loaded for it."""
        one = (seconds / units, seconds, units)
        if len(self.slowest) < workers:
            heapq.heappush(self.slowest, one)
            return
        _, seconds, units = heapq.heappushpop(self.slowest, one)
        self.timed_s += seconds
        self.timed_units += units


class RunWork:
    """Work done and left of one dataset's run.

    Work is frames, times a power of the picture's area, times the cost of a frame for each metric.
    Costs begin as those of the catalogue and become those of this machine as soon as a metric's
    items say how long they took.
    """

    def __init__(self) -> None:
        self._metrics: dict[str, _Metric] = {}
        self._items: dict[ItemName, _Item] = {}
        self._sizes = ItemSizes()
        self._open_scores = 0
        self._finished = 0
        self.workers = 1

    def know(self, facts: Mapping[ItemName, ItemFacts]) -> None:
        """Take what is found out of items that have not begun."""
        self._sizes.add({name: fact for name, fact in facts.items() if name not in self._items})

    def start(self, event: DatasetStarted) -> None:
        """Take what is to be done."""
        costs = measured_costs().by_metric
        count = len(event.metrics)
        self.workers = max(1, event.workers)
        self._open_scores = event.scores - event.kept
        even = [self._open_scores / count] * count if count else []
        for name, scores in zip(event.metrics, event.open_scores or even, strict=False):
            self._metrics[name] = _metric(name, costs.get(name), scores)

    def begin(self, name: ItemName, frames: int | None) -> None:
        """Take that an item has begun, and its length where that is told."""
        item = self._item(name)
        if frames and not item.is_known:
            self._size(name, item, frames)

    def reach(self, name: ItemName, spans: Iterable[FrameSpan]) -> None:
        """Take that frames of an item were scored."""
        item = self._item(name)
        for span in spans:
            metric = self._metrics.get(span.metric)
            if metric is None:
                continue
            start = _Reach(span.first_frame, span.first_frame)
            reach = metric.in_hand.setdefault(name, start)
            # Less than before where a worker died and the item began again.
            gained = span.first_frame + span.count - reach.end
            reach.end += gained
            reach.first = min(reach.first, span.first_frame)
            metric.frames += gained
            metric.units += gained * scale(item.area, metric.slope)

    def finish(self, event: ItemFinished) -> bool:
        """Take that a score is there, or is not possible; return whether it was work."""
        metric = self._metrics.get(event.metric)
        if metric is None:
            return False
        metric.finished += 1
        self._finished += 1
        item = self._item(event.item)
        reach = metric.in_hand.pop(event.item, None)
        if event.score is not None and not item.is_known:
            self._size(event.item, item, max(1, event.frames_expected))
        if item.is_known:
            metric.taken += 1
            metric.taken_units += item.frames * scale(item.area, metric.slope)
        if event.score is None:
            return False
        count = max(1, event.frames_scored)
        if reach is None:  # scored at a stroke, without word of single frames
            metric.frames += count
            metric.units += count * scale(item.area, metric.slope)
        else:
            count = reach.end - reach.first
        if event.seconds > 0 and count > 0:
            metric.take_time(event.seconds, count * scale(item.area, metric.slope), self.workers)
        return True

    @property
    def frames(self) -> int:
        """Frames that the busiest metric has scored."""
        return max((metric.frames for metric in self._metrics.values()), default=0)

    @property
    def heard_of(self) -> int:
        """How many metrics have scored anything."""
        return sum(metric.is_heard_of for metric in self._metrics.values())

    def units(self) -> dict[str, float]:
        """Return how far every metric is."""
        return {name: metric.units for name, metric in self._metrics.items()}

    def costs(self) -> dict[str, float]:
        """Return seconds for a unit of each metric: measured here, else the catalogue's.

        Those of the catalogue are brought to the speed of this machine by the metrics of which
        both are known.
        """
        measured = {name: metric.measured_s for name, metric in self._metrics.items()}
        guessed_s = timed_s = 0.0
        for name, each_s in measured.items():
            if each_s is not None:
                metric = self._metrics[name]
                guessed_s += metric.guessed_s * metric.units
                timed_s += each_s * metric.units
        faster = timed_s / guessed_s if guessed_s > 0 else 1.0
        return {
            name: each_s if each_s is not None else self._metrics[name].guessed_s * faster
            for name, each_s in measured.items()
        }

    def guessed(self, since: Mapping[str, float]) -> float:
        """Return seconds of the processor that this would take where costs were measured.

        Args:
            since: How far every metric was before.
        """
        decoding = max((m.units - since.get(n, 0.0) for n, m in self._metrics.items()), default=0.0)
        own = (m.guessed_s * (m.units - since.get(n, 0.0)) for n, m in self._metrics.items())
        return math.fsum(own) + decoding * _DECODE_S

    def programs_s(self, left: Mapping[str, float], cores: int, slowness: float) -> float:
        """Return the time by the clock of metrics that are other programs.

        Each worker has one at a time, so that what one took counts once for all workers. What is
        guessed is time of the processor, of which they take all cores.

        Args:
            left: Units that are left of each metric.
            cores: Of the machine.
            slowness: How much longer than guessed things take.
        """
        total = 0.0
        for name in OTHER_PROGRAMS.keys() & left.keys():
            metric = self._metrics[name]
            measured_s = metric.measured_s
            if measured_s is not None:
                total += measured_s * left[name] / self.workers
            else:
                total += metric.guessed_s * left[name] * slowness / cores
        return total

    def left(self) -> dict[str, float]:
        """Return the units that are left of each metric."""
        open_ = {n: max(0.0, m.open_scores - m.finished) for n, m in self._metrics.items()}
        told = sum(open_.values())
        # The sum is known for certain; the shares of the metrics may be a guess.
        fit = max(0, self._open_scores - self._finished) / told if told > 0 else 0.0
        return {
            name: self._left_of(self._metrics[name], count * fit) for name, count in open_.items()
        }

    def _left_of(self, metric: _Metric, count: float) -> float:
        rest, taken, known = 0.0, 0.0, 0
        for name, reach in metric.in_hand.items():
            item = self._items[name]
            if item.is_known:
                each = scale(item.area, metric.slope)
                known += 1
                taken += item.frames * each
                rest += max(0, item.frames - reach.end) * each
        usual = self._sizes.usual(
            metric.is_of_pairs, metric.slope, metric.taken_units + taken, metric.taken + known
        )
        return rest + max(0.0, count - known) * usual

    def _item(self, name: ItemName) -> _Item:
        """Return an item in hand; one that was not begun begins."""
        item = self._items.get(name)
        if item is None:
            item = self._items[name] = _Item(1, self._sizes.area_of(name), is_known=False)
            fact = self._sizes.of(name)
            if fact is not None:
                item.frames, item.is_known = max(1, fact.frames), True
        return item

    def _size(self, name: ItemName, item: _Item, frames: int) -> None:
        item.frames, item.is_known = frames, True
        self._sizes.note(name, ItemFacts(frames, item.area))


def _metric(name: str, cost: Cost | None, scores: float) -> _Metric:
    each_ms, slope = _UNKNOWN_MS, 1.0
    if cost is not None:
        each_ms = cost.ms_720p
        slope = _slope(cost)
    if name in OTHER_PROGRAMS:  # which decodes by itself
        each_ms = OTHER_PROGRAMS[name] * AREA_720P
    spec = load_catalogue()[0].get(name)
    return _Metric(each_ms / 1e3, slope, scores, None if spec is None else spec.kind is Kind.FR)


def _slope(cost: Cost) -> float:
    """Return by which power of the area a cost grows; rounded, for few are the same else."""
    if cost.ms_1080p is None:
        return 1.0
    grown = math.log(cost.ms_1080p / cost.ms_720p) / math.log(_LARGER)
    return round(min(max(grown, 0.0), _STEEPEST), 1)
