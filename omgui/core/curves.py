"""What curves of frame scores show beyond the scores: smoothed, spread, scaled, cut into scenes."""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from statistics import median

_NOTHING = math.nan
_TIME = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:[.,]\d*)?)\s*(s?)")


class Smoothing(str, Enum):
    """How neighbouring frames are taken together."""

    NONE = "none"
    MEAN = "mean"
    MEDIAN = "median"


def smoothed(scores: Sequence[float], way: Smoothing, frames: int) -> array[float]:
    """Return the scores with each frame's neighbours taken in.

    Args:
        scores: One for each frame; what is not finite counts as a gap.
        way: How the frames of a window become one number.
        frames: Width of the window, which is centred and cut off at both ends; an even number
            counts as the next odd one.

    Returns:
        As many numbers; a gap stays one, and gives nothing to its neighbours.
    """
    half = frames // 2
    if way is Smoothing.NONE or half < 1:
        return array("d", scores)
    return _means(scores, half) if way is Smoothing.MEAN else _medians(scores, half)


def _means(scores: Sequence[float], half: int) -> array[float]:
    there = [math.isfinite(score) for score in scores]
    first = next((score for score, is_there in zip(scores, there, strict=True) if is_there), 0.0)
    # Sums of what differs from one of the scores lose the least of their digits.
    sums = [0.0, *accumulate(s - first if t else 0.0 for s, t in zip(scores, there, strict=True))]
    counts = [0, *accumulate(there)]
    last = len(scores)
    found = array("d")
    for index, is_there in enumerate(there):
        low, high = max(0, index - half), min(last, index + half + 1)
        count = counts[high] - counts[low]
        found.append(first + (sums[high] - sums[low]) / count if is_there else _NOTHING)
    return found


def _medians(scores: Sequence[float], half: int) -> array[float]:
    last = len(scores)
    found = array("d")
    window: list[float] = []
    for score in scores[:half]:
        if math.isfinite(score):
            insort(window, score)
    for index, score in enumerate(scores):
        if index + half < last and math.isfinite(scores[index + half]):
            insort(window, scores[index + half])
        gone = index - half - 1
        if gone >= 0 and math.isfinite(scores[gone]):
            del window[bisect_left(window, scores[gone])]
        found.append(median(window) if math.isfinite(score) else _NOTHING)
    return found


def span(scores: Sequence[float]) -> tuple[float, float] | None:
    """Return the lowest and the highest finite score; ``None`` where there is none."""
    there = [score for score in scores if math.isfinite(score)]
    return (min(there), max(there)) if there else None


def widened(low: float, high: float, share: float = 0.05) -> tuple[float, float]:
    """Return a range with room at both ends, also where all scores are the same."""
    room = (high - low) * share or abs(low) * share or 1.0
    return low - room, high + room


@dataclass(frozen=True)
class Histogram:
    """How scores are spread.

    Attributes:
        edges: Borders of the bins, one more than there are bins.
        counts: Scores in each bin; the last bin holds its upper border, too.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]


def histogram(scores: Sequence[float], limits: tuple[float, float], bins: int) -> Histogram:
    """Count scores in bins of equal width.

    Args:
        scores: What is not finite, or outside, is not counted.
        limits: Lowest and highest border; the same twice for scores that are all equal.
        bins: How many.
    """
    low, high = limits
    width = (high - low) / bins or 1.0 / bins
    counts = [0] * bins
    for score in scores:
        if low <= score <= high:
            counts[min(bins - 1, int((score - low) / width))] += 1
    return Histogram(tuple(low + width * number for number in range(bins + 1)), tuple(counts))


def cumulative(scores: Sequence[float], points: int = 500) -> tuple[list[float], list[float]]:
    """Return which share of the scores is not above each of some scores.

    Args:
        scores: What is not finite does not count.
        points: About how many; the lowest and the highest score are among them.

    Returns:
        The scores in rising order, and the share up to each, from 1/n to 1.
    """
    ordered = sorted(score for score in scores if math.isfinite(score))
    last = len(ordered) - 1
    if last < 0:
        return [], []
    places = sorted({round(last * step / max(1, points - 1)) for step in range(points)})
    return [ordered[place] for place in places], [(place + 1) / (last + 1) for place in places]


def scene_cuts(changes: Sequence[float], least: float = 12.0, times: float = 4.0) -> list[int]:
    """Return where scenes begin.

    A cut is a change that is large in itself, the largest around it, and several times what is
    usual there, so that fast motion is none.

    Args:
        changes: Mean absolute difference of each small grey picture, 0 to 255, from the one
            before it; that of the first frame is 0.
        least: Below this, nothing is a cut.
        times: How much more than the median of the frames around it a cut changes.

    Returns:
        Numbers of the first frame of each new scene, in order.
    """
    found = []
    for index, change in enumerate(changes):
        if change < least:
            continue
        before, after = changes[max(0, index - 6) : index], changes[index + 1 : index + 7]
        is_peak = change > max(before, default=0.0) and change >= max(after, default=0.0)
        around = [*before, *after]
        if is_peak and (not around or change > times * median(around)):
            found.append(index)
    return found


def stepped_worst(worst: Sequence[int], frame: int | None, by: int) -> int | None:
    """Return the place in a list of worst frames, the worst first, that one comes to.

    Args:
        worst: Numbers of the frames.
        frame: Where one is; from a frame that is none of them, one comes to the worst.
        by: 1 for the next worst, -1 for the one that is worse.

    Returns:
        An index; ``None`` where the list is empty. At both ends one stays.
    """
    if not worst:
        return None
    if frame not in worst:
        return 0
    return min(max(worst.index(frame) + by, 0), len(worst) - 1)


def parse_place(text: str, fps: float | None) -> int | None:
    """Return the frame that a person means by a number, or by a time.

    Args:
        text: ``250`` is a frame; ``0:10.5``, ``1:02:03`` and ``10.5 s`` are times since the first
            frame.
        fps: Frames per second; ``None`` where not known, so that times mean nothing.

    Returns:
        The number of the frame that is shown then; ``None`` where the text says none.
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds, unit = found.groups()
    is_frame = minutes is None and not unit and seconds.isdigit()
    if is_frame:
        return int(seconds)
    if fps is None:
        return None
    total = int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds.replace(",", "."))
    return math.floor(total * fps + 1e-6)
