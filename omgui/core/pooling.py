"""From the scores of frames to the score of an item."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


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
