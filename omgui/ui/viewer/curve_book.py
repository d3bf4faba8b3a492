"""Curves made from stored frame scores; everything here takes a while and is for a thread."""

from __future__ import annotations

import math
import operator
from array import array
from collections.abc import Callable
from pathlib import Path

import numpy as np

from omgui.core.curves import Smoothing, smoothed
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Better
from omgui.core.results.frame_series import FrameSeries, score_details, worst_frames
from omgui.core.results.live import CancelledError
from omgui.core.results.reader import Frames
from omgui.core.viewing import Viewing
from omgui.ui.viewer.curve_data import Curve, Numbers
from omgui.ui.viewer.curve_plan import CurvePlan, CurveSet, Scores, Wish
from omgui.ui.viewer.viewer_source import NOTHING_MADE, How, Made, known_viewing

_WORST_APART_SHARE = 200  # of the frames; one bad scene must not fill the list
_PROCESSED_KEPT = 64
_SMOOTHED_AT_ONCE = 20_000
_MOST_LISTED = 4_000_000  # scores


class CurveBook:
    """Keeps what was read and computed, so that a change costs only what changed.

    Its methods are called by one thread at a time.
    """

    def __init__(self) -> None:
        self._series: dict[int, FrameSeries] = {}
        self._made: dict[int, Made] = {}
        self._raw: dict[tuple[int, int], Curve] = {}
        self._made_of: dict[object, tuple[tuple[Curve, ...], Curve]] = {}

    def make(self, plan: CurvePlan, is_cancelled: Callable[[], bool]) -> CurveSet:
        """Return the curves of a plan as far as there are scores.

        Args:
            plan: What is wanted.
            is_cancelled: Asked now and then.

        Raises:
            CancelledError: It was cancelled.
            ProblemError: The store cannot be read; ``store-busy`` where another try helps.
        """
        wanted = {wish.score_id for wish in (*plan.wishes, *plan.listed)}
        self._series = {key: each for key, each in self._series.items() if key in wanted}
        self._raw = {key: each for key, each in self._raw.items() if key[0] in wanted}
        scores: Scores = {}
        without, unplaced = [], []
        for wish in plan.wishes:
            if is_cancelled():
                raise CancelledError
            curve = self._scores(plan.store, wish)
            if curve is None:
                unplaced.append(wish.key)
            elif not len(curve.values):
                without.append(wish.key)
            else:
                scores[wish.key] = curve
        active = scores.get(plan.active) if plan.active is not None else None
        return CurveSet(
            plan,
            tuple(self._shown(plan, scores, is_cancelled)),
            scores,
            tuple(without),
            tuple(unplaced),
            self._worst(plan, active) if active is not None else (),
            all(series.is_finished for series in self._series.values()),
        )

    def listed(self, plan: CurvePlan, is_cancelled: Callable[[], bool]) -> Scores:
        """Return the scores of what is listed and not drawn, as far as there is room for them.

        Args:
            plan: What is wanted.
            is_cancelled: As of :meth:`make`.

        Raises:
            CancelledError: It was cancelled.
            ProblemError: As :meth:`make`.
        """
        found: Scores = {}
        count = 0
        for wish in plan.listed:
            if is_cancelled():
                raise CancelledError
            curve = self._scores(plan.store, wish) if count < _MOST_LISTED else None
            if curve is not None:
                found[wish.key] = curve
                count += len(curve.values)
        return found

    def _scores(self, store: Path, wish: Wish) -> Curve | None:
        """Return the scores of a wish by frames of the reference; ``None`` where not possible."""
        place = wish.row, wish.number, wish.metric
        nothing = Curve(*place, 0, np.empty(0))
        if not wish.score_id:
            return nothing
        series = self._series.setdefault(wish.score_id, FrameSeries.of(wish.score_id))
        is_new = series.update(store)
        known = self._raw.get((wish.score_id, wish.row))
        if known is not None and not is_new:
            return known
        frames = series.frames
        if not len(frames.scores):
            return nothing
        values = np.frombuffer(frames.scores, dtype=np.float64)
        first = frames.first_frame
        if wish.pair_id is not None and not _counts_alike(wish):
            viewing = known_viewing(wish.item, self._provenance(store, wish.pair_id), frames.end)
            if viewing is None:
                return None
            values, first = _laid_on_reference(frames.first_frame, values, viewing)
        curve = Curve(*place, first, values, series.is_finished, wish.is_stepped)
        self._raw[wish.score_id, wish.row] = curve
        return curve

    def _provenance(self, store: Path, score_id: int) -> Made:
        if not score_id:
            return NOTHING_MADE
        if score_id not in self._made:
            details = score_details(store, score_id)
            if details is None or details[1].state == "open":
                return NOTHING_MADE
            self._made[score_id] = details[1].provenance
        return self._made[score_id]

    def _shown(
        self,
        plan: CurvePlan,
        scores: Scores,
        is_cancelled: Callable[[], bool],
    ) -> list[Curve]:
        found = []
        for curve in scores.values():
            sources: tuple[Curve, ...] = (curve,)
            if plan.base is not None:
                base = scores.get((plan.base, curve.metric))
                if base is None or curve.row == plan.base:
                    continue
                sources = (curve, base)
            found.append(self._smoothed(plan, sources, is_cancelled))
        return found

    def _smoothed(
        self, plan: CurvePlan, sources: tuple[Curve, ...], is_cancelled: Callable[[], bool]
    ) -> Curve:
        """Return what is drawn of a curve, or of the first less the second one."""
        curve = sources[0]
        key = (plan.smoothing, plan.window, plan.base, curve.row, curve.metric)
        known = self._made_of.pop(key, None)
        is_same = known is not None and all(map(operator.is_, known[0], sources))
        if known is None or not is_same:
            made = curve if len(sources) == 1 else _difference(*sources)
            # Windows overlap: their scores are means of time already.
            if plan.smoothing is not Smoothing.NONE and not made.is_stepped:
                made = _smoothed_curve(made, plan, is_cancelled)
            known = sources, made
        self._made_of[key] = known  # the newest last
        while len(self._made_of) > _PROCESSED_KEPT:
            del self._made_of[next(iter(self._made_of))]
        return known[1]

    def _worst(self, plan: CurvePlan, curve: Curve) -> tuple[int, ...]:
        apart = max(1, len(curve.values) // _WORST_APART_SHARE)
        values = _middles(curve.values) if curve.is_stepped else curve.values
        able = _candidates(values, plan.better, plan.worst * (2 * apart - 1))
        frames = Frames(curve.first, array("d", able.tobytes()))
        return tuple(worst_frames(frames, plan.better, plan.worst, apart))


def _counts_alike(wish: Wish) -> bool:
    """Whether a score of this row is counted by the reference's frames as it is."""
    return How.of(wish.item.mode) == How(Mode.SAME)


def _laid_on_reference(first: int, values: Numbers, viewing: Viewing) -> tuple[Numbers, int]:
    """Return the scores of a video's own frames by the frames of its reference."""
    places = np.array([viewing.at(frame).distorted for frame in viewing.frames]) - first
    is_there = (places >= 0) & (places < len(values))
    found = np.full(len(places), math.nan)
    found[is_there] = values[places[is_there]]
    return found, viewing.frames[0]


def _middles(values: Numbers) -> Numbers:
    """Return the scores without all but the middle one of neighbours that share one."""
    begins = np.concatenate(([0], np.flatnonzero(values[1:] != values[:-1]) + 1))
    ends = np.concatenate((begins[1:] - 1, [len(values) - 1]))
    places = (begins + ends) // 2
    found = np.full(len(values), math.nan)
    found[places] = values[places]
    return found


def _candidates(values: Numbers, better: Better, count: int) -> Numbers:
    """Return the scores without those that cannot be among the worst.

    Each worst frame that is taken keeps at most so many others from being taken. Without the rest,
    sorting takes a moment; Python's own sorting of a million scores would hold up the window.
    """
    there = np.flatnonzero(~np.isnan(values))
    if len(there) <= count or better is Better.NEITHER:
        return values
    sign = 1.0 if better is Better.HIGHER else -1.0
    limit = np.partition(sign * values[there], count)[count]
    return np.where(sign * values <= limit, values, math.nan)


def _difference(curve: Curve, base: Curve) -> Curve:
    first, end = max(curve.first, base.first), min(curve.end, base.end)
    count = max(0, end - first)
    one = curve.values[first - curve.first :][:count]
    other = base.values[first - base.first :][:count]
    with np.errstate(invalid="ignore"):  # of two infinite scores
        values = one - other
    is_finished = curve.is_finished and base.is_finished
    place = curve.row, curve.number, curve.metric
    return Curve(*place, first, values, is_finished, curve.is_stepped)


def _smoothed_curve(curve: Curve, plan: CurvePlan, is_cancelled: Callable[[], bool]) -> Curve:
    """Smooth a piece at a time: lists of a million numbers would hold up the window."""
    values, margin = curve.values, plan.window // 2
    found = np.empty(len(values))
    for start in range(0, len(values), _SMOOTHED_AT_ONCE):
        end = min(start + _SMOOTHED_AT_ONCE, len(values))
        first = max(0, start - margin)
        if is_cancelled():
            raise CancelledError
        piece = smoothed(values[first : end + margin].tolist(), plan.smoothing, plan.window)
        found[start:end] = piece[start - first :][: end - start]
    return Curve(curve.row, curve.number, curve.metric, curve.first, found, curve.is_finished)
