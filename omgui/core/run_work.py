"""How much work the run of a dataset is: what is done of it, and what is left, by metric."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from omgui.core.catalogue.costs import measured_costs
from omgui.core.estimates import OTHER_PROGRAMS, whole_of
from omgui.core.events import DatasetStarted, FrameSpan, ItemFinished, ItemName
from omgui.core.item_sizes import ItemFacts, ItemSizes, scale
from omgui.core.metric_work import ItemWork, MetricWork, Reach, metric_work

_DECODE_S = 0.01  # of a frame and its share in the reference's, both of 720p


class RunWork:
    """Work done and left of one dataset's run.

    Work is frames, times a power of the picture's area, times the cost of a frame for each metric.
    Costs begin as those of the catalogue and become those of this machine as soon as a metric's
    items say how long they took.
    """

    def __init__(self) -> None:
        self._metrics: dict[str, MetricWork] = {}
        self._items: dict[ItemName, ItemWork] = {}
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
            self._metrics[name] = metric_work(name, costs.get(name), scores)
        given = set(self._metrics)
        for name, metric in self._metrics.items():
            whole = whole_of(name)
            if whole in given:  # by it, or with another part of it
                metric.frame_units = metric.clip_units = 0.0
            elif whole:
                given.add(whole)
                self._metrics[name] = metric_work(name, costs.get(whole), metric.open_scores)

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
            start = Reach(span.first_frame, span.first_frame)
            reach = metric.in_hand.setdefault(name, start)
            # Less than before where a worker died and the item began again.
            gained = span.first_frame + span.count - reach.end
            reach.end += gained
            reach.first = min(reach.first, span.first_frame)
            metric.frames += gained
            metric.units += metric.units_of(item, gained)

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
            metric.units += metric.units_of(item, count)
        else:
            count = reach.end - reach.first
        units = metric.units_of(item, count)
        if event.seconds > 0 and units > 0:
            metric.take_time(event.seconds, units, self.workers)
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

    def _left_of(self, metric: MetricWork, count: float) -> float:
        rest, taken, known = 0.0, 0.0, 0
        for name, reach in metric.in_hand.items():
            item = self._items[name]
            if item.is_known:
                known += 1
                taken += item.frames * scale(item.area, metric.slope)
                rest += metric.units_of(item, max(0, item.frames - reach.end))
        usual = self._sizes.usual(
            metric.is_of_pairs, metric.slope, metric.taken_units + taken, metric.taken + known
        )
        each = metric.frame_units * usual
        if metric.clip_units:
            each += metric.clip_units * self._sizes.usual_clips()
        return rest + max(0.0, count - known) * each

    def _item(self, name: ItemName) -> ItemWork:
        """Return an item in hand; one that was not begun begins."""
        item = self._items.get(name)
        if item is None:
            area, clips = self._sizes.area_of(name), self._sizes.clips_of(name)
            item = self._items[name] = ItemWork(1, area, is_known=False, clips=clips)
            fact = self._sizes.of(name)
            if fact is not None:
                item.frames, item.is_known = max(1, fact.frames), True
        return item

    def _size(self, name: ItemName, item: ItemWork, frames: int) -> None:
        item.frames, item.is_known = frames, True
        self._sizes.note(name, ItemFacts(frames, item.area, item.clips))
