"""How long a run will still take: the work left, divided by the speed seen so far."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from omgui.core.estimates import OTHER_PROGRAMS
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
from omgui.core.item_sizes import ItemFacts
from omgui.core.run_work import RunWork

_SAMPLE_S = 0.25
_SPEED_WINDOW_S = 10.0
_LEAST_SEEN = 0.004  # of the work; less says nothing of the speed
_MOST_SLOWNESS = 4.0
_WARM_UP = 0.03  # of the work, in which metrics that begin load their models


@dataclass(frozen=True)
class _Mark:
    """How far every metric was at a time without pauses."""

    at_s: float
    units: Mapping[str, float]


@dataclass(frozen=True)
class _Pace:
    """What is known of the speed.

    Attributes:
        cost: Seconds for a unit of each metric that is no other program.
        did: Work since the mark, at these costs.
        span_s: Time since the mark.
        speed: Work in a second.
        slowness: How much longer than the catalogue has it everything takes.
    """

    cost: Mapping[str, float]
    did: float
    span_s: float
    speed: float
    slowness: float


class RunEstimator:
    """Hears the events of one dataset's run.

    Pauses do not count, nor what happened before the first score of every metric that begins with
    the others: then programs start and models are loaded.

    Args:
        facts: What is known of items beforehand; makes up for lengths and sizes that differ.
        cores: Of the machine; for other programs, as long as none of them has said what it takes.
    """

    def __init__(
        self, facts: Mapping[ItemName, ItemFacts] | None = None, cores: int | None = None
    ) -> None:
        self._work = RunWork()
        self._work.know(facts or {})
        self._cores = cores or os.cpu_count() or 1
        self._first: _Mark | None = None
        self._heard_of = 0
        self._last_s = 0.0
        self._last_frames_s = 0.0
        self._recent: deque[tuple[float, int]] = deque()
        self._paused_at: float | None = None
        self._paused_s = 0.0

    def know(self, facts: Mapping[ItemName, ItemFacts]) -> None:
        """Take what was found out meanwhile of items that have not begun."""
        self._work.know(facts)

    def heard(self, event: RunEvent, at_s: float) -> None:
        """Take an event.

        Args:
            event: What happened.
            at_s: When, in seconds since the run began.
        """
        if isinstance(event, DatasetStarted):
            self._work.start(event)
        elif isinstance(event, ItemStarted):
            self._work.begin(event.item, event.frames)
        elif isinstance(event, FramesScored):
            span = FrameSpan(event.metric, event.first_frame, len(event.scores))
            self._reach(event.item, (span,), at_s)
        elif isinstance(event, FramesReached):
            self._reach(event.item, event.spans, at_s)
        elif isinstance(event, ItemFinished):
            if self._work.finish(event):
                self._note(at_s, (event.metric,))
        elif isinstance(event, RunPaused | RunResumed):
            self._pause(at_s, is_paused=isinstance(event, RunPaused))

    def active_s(self, now_s: float) -> float:
        """Return the time since the run began, without pauses."""
        end = now_s if self._paused_at is None else self._paused_at
        return max(0.0, end - self._paused_s)

    def part_done(self) -> float:
        """Return which part of the work is done, 0 to 1."""
        pace = self._pace()
        units, left = self._work.units(), self._work.left()
        did = _sum(pace.cost, units) + pace.speed * self._programs_s(units, pace)
        rest = _sum(pace.cost, left) + pace.speed * self._programs_s(left, pace)
        return did / (did + rest) if did + rest > 0 else 0.0

    def seconds_left(self, now_s: float) -> float | None:
        """Return the time left; ``None`` while there is nothing yet to tell it from."""
        if self._first is None:
            return None
        pace, left = self._pace(), self._work.left()
        frames_left = _sum(pace.cost, left)
        if frames_left > 0 and (pace.span_s <= 0 or pace.did <= _LEAST_SEEN * frames_left):
            return None
        programs_s = self._programs_s(left, pace)
        since_s = self.active_s(now_s) - self._last_s
        slowly_s = frames_left / pace.did if frames_left > 0 else 0.0  # for each second of the span
        then_s = slowly_s * pace.span_s + programs_s
        if since_s <= then_s / 2:
            return then_s - since_s
        return slowly_s * (pace.span_s + since_s) + programs_s  # it is slow now, or stands still

    def frames_per_second(self, now_s: float) -> float:
        """Return how many frames a second the busiest metric scored lately."""
        now = self.active_s(now_s)
        while self._recent and now - self._recent[0][0] > _SPEED_WINDOW_S:
            self._recent.popleft()
        if not self._recent:
            return 0.0
        first_s, first_frames = self._recent[0]
        return (self._work.frames - first_frames) / max(now - first_s, 1.0)

    def _pace(self) -> _Pace:
        """Return how fast the metrics are that frames are decoded for."""
        costs = self._work.costs().items()
        ours = {name: each for name, each in costs if name not in OTHER_PROGRAMS}
        if self._first is None:
            return _Pace(ours, 0.0, 0.0, self._work.workers, 1.0)
        units, before = self._work.units(), self._first.units
        did = _sum(ours, {name: units[name] - before[name] for name in ours})
        span_s = self._last_frames_s - self._first.at_s
        if min(did, span_s) <= 0:
            return _Pace(ours, 0.0, span_s, self._work.workers, 1.0)
        slowness = self._cores * span_s / self._work.guessed(before)
        slowness = min(max(slowness, 1 / _MOST_SLOWNESS), _MOST_SLOWNESS)
        return _Pace(ours, did, span_s, did / span_s, slowness)

    def _programs_s(self, units: Mapping[str, float], pace: _Pace) -> float:
        return self._work.programs_s(units, self._cores, pace.slowness)

    def _reach(self, name: ItemName, spans: Iterable[FrameSpan], at_s: float) -> None:
        spans = tuple(spans)
        self._work.reach(name, spans)
        self._note(at_s, [span.metric for span in spans])

    def _pause(self, at_s: float, *, is_paused: bool) -> None:
        if is_paused and self._paused_at is None:
            self._paused_at = at_s
        elif not is_paused and self._paused_at is not None:
            self._paused_s += at_s - self._paused_at
            self._paused_at = None

    def _note(self, at_s: float, metrics: Iterable[str]) -> None:
        """Remember how far things are at a time."""
        now = self._last_s = self.active_s(at_s)
        if not self._recent or now - self._recent[-1][0] >= _SAMPLE_S:
            self._recent.append((now, self._work.frames))
        if any(name not in OTHER_PROGRAMS for name in metrics):
            self._last_frames_s = now
        heard_of = self._work.heard_of
        if heard_of > self._heard_of:
            self._heard_of = heard_of
            if self._first is None or self.part_done() < _WARM_UP:
                self._first = _Mark(now, self._work.units())


def _sum(cost: Mapping[str, float], units: Mapping[str, float]) -> float:
    return sum(each * units[name] for name, each in cost.items())
