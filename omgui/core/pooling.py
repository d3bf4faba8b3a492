"""From the scores of frames to the score of an item."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from omgui.core.metric_spec import Better


class Pooling(str, Enum):
    """How the scores of frames become the score of an item.

    ``min`` and the percentiles ask how bad the worst frames are. Of a metric whose lower scores are
    better these are the highest ones: there ``min`` takes the maximum and ``p5`` the 95th
    percentile, and :func:`pooling_label` says so.
    """

    MEAN = "mean"
    HARMONIC = "harmonic"
    MEDIAN = "median"
    MIN = "min"
    P1 = "p1"
    P5 = "p5"
    P10 = "p10"


_PERCENT = {Pooling.MIN: 0, Pooling.P1: 1, Pooling.P5: 5, Pooling.P10: 10, Pooling.MEDIAN: 50}
_WORDS = {Pooling.MEAN: "mean", Pooling.HARMONIC: "harmonic mean", Pooling.MEDIAN: "median"}


def pooling_label(pooling: Pooling, better: Better) -> str:
    """Return what a pooling takes of a metric, in words: ``5th percentile``, or ``max``.

    Args:
        pooling: How frames are pooled.
        better: Direction of the metric.
    """
    if pooling in _WORDS:
        return _WORDS[pooling]
    is_high_end = better is Better.LOWER
    if pooling is Pooling.MIN:
        return "max" if is_high_end else "min"
    percent = 100 - _PERCENT[pooling] if is_high_end else _PERCENT[pooling]
    return f"{percent}{'st' if percent == 1 else 'th'} percentile"


def pool(values: Iterable[float], pooling: Pooling, better: Better) -> float | None:
    """Return the pooled score of frames.

    Args:
        values: Their scores; NaN, where a metric is not defined, does not count.
        pooling: How they are pooled. Percentiles are interpolated linearly between the two frames
            beside them, as numpy does by default (type 7 of Hyndman and Fan, The American
            Statistician 50(4), 1996).
        better: Direction of the metric, which says where its worst frames are.

    Returns:
        The score; ``None`` where no frame has one, or where the pooling is not defined.
    """
    present = [value for value in values if value == value]  # noqa: PLR0124  # NaN is not
    if not present:
        return None
    if pooling is Pooling.MEAN:
        return _mean(present)
    if pooling is Pooling.HARMONIC:
        return harmonic_mean(present)
    present.sort()
    percent = _PERCENT[pooling]
    is_high_end = better is Better.LOWER and pooling is not Pooling.MEDIAN
    return percentile(present, 100 - percent if is_high_end else percent)


def harmonic_mean(values: Sequence[float]) -> float | None:
    """Return the harmonic mean as VMAF has it, of scores shifted by 1 so that 0 is allowed.

    n / Σ 1/(x + 1) - 1, which is drawn towards the smallest scores, whatever the metric's
    direction. It is not defined, ``None``, where a score is -1 or less.

    Source: libvmaf, ``vmaf_feature_score_pooled``, ``VMAF_POOL_METHOD_HARMONIC_MEAN``.
    """
    if not values or min(values) <= -1.0:
        return None
    total = math.fsum(1.0 / (value + 1.0) for value in values)
    return len(values) / total - 1.0 if total else math.inf


def percentile(ordered: Sequence[float], percent: float) -> float:
    """Return a percentile by linear interpolation.

    Args:
        ordered: Scores from the lowest to the highest, at least one.
        percent: From 0 to 100.
    """
    # Step by step as numpy does it, so that the last digit is the same.
    place = (len(ordered) - 1) * (percent / 100)
    below = math.floor(place)
    part = place - below
    low = ordered[below]
    if not part or low == ordered[below + 1]:
        return low
    high = ordered[below + 1]
    return low + (high - low) * part if part < 0.5 else high - (high - low) * (1 - part)


@dataclass(frozen=True)
class Pooled:
    """The score of an item.

    Attributes:
        value: The pooled score; ``None`` when no frame gave one.
        frames_scored: How many frames it was made from.
        frames_expected: How many frames the item should have given.
    """

    value: float | None
    frames_scored: int
    frames_expected: int


def pool_mean(values: Sequence[float | None], frames_expected: int | None = None) -> Pooled:
    """Arithmetic mean of the frames that have a score, rounded once.

    Args:
        values: One per frame, in any order; ``None`` where a frame has no score. Not-a-number is
            no score either.
        frames_expected: How many there should be, where that is more than were tried (a distorted
            video that ends early); the length of ``values`` when left out.

    Returns:
        The mean and the counts. The mean of nothing, and of both infinities, is ``None``.
    """
    present = [value for value in values if value is not None and not math.isnan(value)]
    expected = len(values) if frames_expected is None else frames_expected
    return Pooled(_mean(present), len(present), expected)


def _mean(values: Sequence[float]) -> float | None:
    if not values:
        return None
    try:
        return math.fsum(values) / len(values)
    except ValueError:  # fsum's answer to infinities of both signs
        return None
    except OverflowError:  # the sum is too large for a float; the mean is not
        scaled = _mean([math.ldexp(value, -64) for value in values])
        return None if scaled is None else math.ldexp(scaled, 64)
