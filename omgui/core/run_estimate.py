"""How long a run will still take: the work left, divided by the speed seen so far."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from omgui.core.catalogue.costs import measured_costs
from omgui.core.events import (
    DatasetStarted,
    FrameSpan,
    FramesReached,
    FramesScored,
    ItemFinished,
    ItemName,
    ItemStarted,
    RunEvent,
    RunPaused,
    RunResumed,
)

_UNKNOWN_MS = 100.0
_SAMPLE_S = 0.25
_SPEED_WINDOW_S = 10.0
_LEAST_SEEN = 0.004  # of the work; less says nothing of the speed


@dataclass(frozen=True)
class ItemFacts:
    """What is known of an item before it begins: its frames, and megapixels of a picture."""

    frames: int
    area: float = 1.0

    @property
    def units(self) -> float:
        """Size of the work for one metric."""
        return max(1, self.frames) * self.area


@dataclass
class _Metric:
    """What is known of one metric in this run; units are frames × area."""

    guessed_s: float
    open_scores: float
    finished: int = 0
    units: float = 0.0
    frames: int = 0
    timed_units: float = 0.0
    timed_s: float = 0.0
    in_hand: dict[ItemName, _Reach] = field(default_factory=dict)


@dataclass
class _Reach:
    """Frames of an item that a metric has scored: from where in this run, and up to where."""

    first: int
    end: int


@dataclass
class _Item:
    facts: ItemFacts
    is_known: bool


@dataclass(frozen=True)
class _Mark:
    """How far every metric was at a time without pauses."""

    at_s: float
    units: Mapping[str, float]


class RunEstimator:
    """Hears the events of one dataset's run.

    Work is frames, times picture area where that is known, times the cost of a frame for each
    metric. Costs begin as those of the catalogue and become those of this machine as soon as a
    metric's first item says how long it took. Pauses, and whatever happened before the first
    score, do not count.

    Args:
        facts: What is known of items beforehand; makes up for lengths that differ.
    """

    def __init__(self, facts: Mapping[ItemName, ItemFacts] | None = None) -> None:
        self._future = dict(facts or {})
        self._future_units = sum(fact.units for fact in self._future.values())
        self._metrics: dict[str, _Metric] = {}
        self._items: dict[ItemName, _Item] = {}
        self._seen_units = 0.0
        self._seen_items = 0
        self._open_scores = 0
        self._finished = 0
        self._first: _Mark | None = None
        self._last_s = 0.0
        self._recent: deque[tuple[float, int]] = deque()
        self._paused_at: float | None = None
        self._paused_s = 0.0

    def know(self, facts: Mapping[ItemName, ItemFacts]) -> None:
        """Take what was found out meanwhile of items that have not begun."""
        new = {name: fact for name, fact in facts.items() if name not in self._items}
        self._future.update(new)
        self._future_units = sum(fact.units for fact in self._future.values())

    def heard(self, event: RunEvent, at_s: float) -> None:
        """Take an event.

        Args:
            event: What happened.
            at_s: When, in seconds since the run began.
        """
        if isinstance(event, DatasetStarted):
            self._start(event)
        elif isinstance(event, ItemStarted):
            self._begin(event)
        elif isinstance(event, FramesScored):
            span = FrameSpan(event.metric, event.first_frame, len(event.scores))
            self._reach(event.item, (span,), at_s)
        elif isinstance(event, FramesReached):
            self._reach(event.item, event.spans, at_s)
        elif isinstance(event, ItemFinished):
            self._finish(event, at_s)
        elif isinstance(event, RunPaused | RunResumed):
            self._pause(at_s, is_paused=isinstance(event, RunPaused))

    def active_s(self, now_s: float) -> float:
        """Return the time since the run began, without pauses."""
        end = now_s if self._paused_at is None else self._paused_at
        return max(0.0, end - self._paused_s)

    def part_done(self) -> float:
        """Return which part of the work is done, 0 to 1."""
        cost = self._costs()
        did = self._work(cost, {})
        left = self._work_left(cost)
        return did / (did + left) if did + left > 0 else 0.0

    def seconds_left(self, now_s: float) -> float | None:
        """Return the time left; ``None`` while there is nothing yet to tell it from."""
        if self._first is None:
            return None
        cost = self._costs()
        left = self._work_left(cost)
        did = self._work(cost, self._first.units)
        span_s = self._last_s - self._first.at_s
        if span_s <= 0 or did <= _LEAST_SEEN * (did + left):
            return None
        since_s = self.active_s(now_s) - self._last_s
        then_s = left * span_s / did
        if since_s <= then_s / 2:
            return then_s - since_s
        return left * (span_s + since_s) / did  # it has become slow, or stands still

    def frames_per_second(self, now_s: float) -> float:
        """Return how many frames a second the busiest metric scored lately."""
        now = self.active_s(now_s)
        while self._recent and now - self._recent[0][0] > _SPEED_WINDOW_S:
            self._recent.popleft()
        if not self._recent:
            return 0.0
        first_s, first_frames = self._recent[0]
        return (self._frames() - first_frames) / max(now - first_s, 1.0)

    def _start(self, event: DatasetStarted) -> None:
        measured = measured_costs().by_metric
        count = len(event.metrics)
        self._open_scores = event.scores - event.kept
        even = [self._open_scores / count] * count if count else []
        for name, scores in zip(event.metrics, event.open_scores or even, strict=False):
            cost = measured.get(name)
            guessed_ms = cost.ms_720p if cost is not None else _UNKNOWN_MS
            self._metrics[name] = _Metric(guessed_ms / 1e3, scores)

    def _begin(self, event: ItemStarted) -> None:
        item = self._item(event.item)
        if event.frames and not item.is_known:
            self._size(item, event.frames)

    def _item(self, name: ItemName) -> _Item:
        """Return an item in hand; one that was not begun begins."""
        item = self._items.get(name)
        if item is None:
            facts = self._future.pop(name, None)
            item = self._items[name] = _Item(facts or ItemFacts(1), is_known=False)
            if facts is not None:
                self._future_units -= facts.units
                self._size(item, facts.frames)
        return item

    def _size(self, item: _Item, frames: int) -> None:
        item.facts = ItemFacts(frames, item.facts.area)
        item.is_known = True
        self._seen_units += item.facts.units
        self._seen_items += 1

    def _reach(self, name: ItemName, spans: Iterable[FrameSpan], at_s: float) -> None:
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
            metric.units += gained * item.facts.area
        self._note(at_s)

    def _finish(self, event: ItemFinished, at_s: float) -> None:
        metric = self._metrics.get(event.metric)
        if metric is None:
            return
        metric.finished += 1
        self._finished += 1
        item = self._item(event.item)
        reach = metric.in_hand.pop(event.item, None)
        if event.score is None:
            return
        if not item.is_known:
            self._size(item, max(1, event.frames_expected))
        count = max(1, event.frames_scored)
        if reach is None:  # scored at a stroke, without word of single frames
            metric.frames += count
            metric.units += count * item.facts.area
        else:
            count = reach.end - reach.first
        if event.seconds > 0 and count > 0:
            metric.timed_s += event.seconds
            metric.timed_units += count * item.facts.area
        self._note(at_s)

    def _pause(self, at_s: float, *, is_paused: bool) -> None:
        if is_paused and self._paused_at is None:
            self._paused_at = at_s
        elif not is_paused and self._paused_at is not None:
            self._paused_s += at_s - self._paused_at
            self._paused_at = None

    def _note(self, at_s: float) -> None:
        """Remember how far things are at a time."""
        now = self._last_s = self.active_s(at_s)
        if not self._recent or now - self._recent[-1][0] >= _SAMPLE_S:
            self._recent.append((now, self._frames()))
        if self._first is None:
            units = {name: metric.units for name, metric in self._metrics.items()}
            self._first = _Mark(now, units)

    def _frames(self) -> int:
        return max((metric.frames for metric in self._metrics.values()), default=0)

    def _costs(self) -> dict[str, float]:
        """Return seconds for a unit of each metric: measured here, else the catalogue's.

        Those of the catalogue are brought to the speed of this machine by the metrics of which
        both are known.
        """
        timed = [metric for metric in self._metrics.values() if metric.timed_units > 0]
        guessed_s = sum(metric.guessed_s * metric.timed_units for metric in timed)
        faster = sum(metric.timed_s for metric in timed) / guessed_s if guessed_s > 0 else 1.0
        return {
            name: metric.timed_s / metric.timed_units
            if metric.timed_units > 0
            else metric.guessed_s * faster
            for name, metric in self._metrics.items()
        }

    def _work(self, cost: Mapping[str, float], since: Mapping[str, float]) -> float:
        return sum(
            cost[name] * (metric.units - since.get(name, 0.0))
            for name, metric in self._metrics.items()
        )

    def _work_left(self, cost: Mapping[str, float]) -> float:
        left = {n: max(0.0, m.open_scores - m.finished) for n, m in self._metrics.items()}
        told = sum(left.values())
        # The sum is known for certain; the shares of the metrics may be a guess.
        fit = max(0, self._open_scores - self._finished) / told if told > 0 else 0.0
        usual = self._usual_units()
        work = 0.0
        for name, count in left.items():
            rest, known = self._rest_in_hand(self._metrics[name])
            work += cost[name] * (rest + max(0.0, count * fit - known) * usual)
        return work

    def _rest_in_hand(self, metric: _Metric) -> tuple[float, int]:
        """Return what is left of items in hand whose size is known, and their number."""
        rest = 0.0
        known = 0
        for name, reach in metric.in_hand.items():
            item = self._items[name]
            if item.is_known:
                known += 1
                rest += max(0.0, item.facts.units - reach.end * item.facts.area)
        return rest, known

    def _usual_units(self) -> float:
        """Return the size of an item that has not begun."""
        if self._future:
            return self._future_units / len(self._future)
        return self._seen_units / self._seen_items if self._seen_items else 1.0
