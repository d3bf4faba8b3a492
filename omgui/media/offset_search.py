"""At which offset two videos show the same content, found by comparing small pictures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omgui.core.mismatch import SAME_RATE
from omgui.media.alignment import (
    DIFFERENT,
    FAR,
    Alignment,
    Verdict,
    in_time,
    said,
    too_short,
    unsure,
)
from omgui.media.thumbnails import Pictures, Thumbnails

MOST_FRAMES = 60
_STAGES = (48, 160, 600)  # frames looked at: more only where fewer do not tell
_FEWEST = 12  # frames that two videos must have in common
_EDGE = 3
_FLAT = 4.0  # grey levels: the spread below which a picture is taken for black or empty
_UNLIKE = 0.7  # mean squared difference of normalised pictures; 2 for unrelated ones
# What makes an offset win, found with benchmarks/alignment.py so that none is proposed wrongly.
_SURE = 3.5  # standard errors by which more frames speak for it than against it
_AGREE = 0.85  # share of the evidence that must speak for it
_GAIN = 0.01  # by how much the pictures must differ more at the other offset
_PLAIN = 1.0  # where they differ twice as much, fewer frames are enough
_SURE_OF_PLAIN = 2.4
_PLAIN_APART = 4.0  # where the two show other frames, they must differ five times as much
_CORRELATED = 2.0  # neighbouring frames say much the same

Matrix = NDArray[np.float64]


def align(reference: Thumbnails, distorted: Thumbnails) -> Alignment:
    """Find the offset of two videos by their content.

    Args:
        reference: The beginning of the reference.
        distorted: The beginning of the distorted video.
    """
    found = too_short(0)
    for stage, count in enumerate(_STAGES):
        first, second = reference.first(count), distorted.first(count)
        rates = reference.fps, distorted.fps
        is_other_rate = bool(rates[0] and rates[1] and abs(rates[1] / rates[0] - 1) > SAME_RATE)
        if is_other_rate:
            second = _at_rate(second, (rates[1] or 1.0) / (rates[0] or 1.0))
        found = compare(first, second)
        if is_other_rate:
            found = in_time(found, rates[0] or 1.0)
        has_all = reference.has_ended and distorted.has_ended
        is_settled = found.verdict is Verdict.IN_STEP or (
            stage > 0 and found.verdict is not Verdict.CANNOT_TELL
        )
        if is_settled or has_all:
            break
    return found


def compare(first: Pictures, second: Pictures) -> Alignment:
    """Find the offset of two series of pictures.

    Every offset is compared with every other on the frames that both can show. One wins if it fits
    better than each of the others, by more than chance and more than a trace.

    Args:
        first: Of the reference, N×H×W.
        second: Of the distorted video.
    """
    shortest = min(len(first), len(second))
    if shortest < _FEWEST + 2:
        return too_short(shortest)
    # A little farther than what is proposed: the best at the edge is only the nearest to the true.
    offsets = range(
        -min(MOST_FRAMES + _EDGE, len(first) - _FEWEST),
        min(MOST_FRAMES + _EDGE, len(second) - _FEWEST) + 1,
    )
    costs = _costs(_normalised(first), _normalised(second), offsets)
    best = _winner(costs)
    duels = {k: _Duel.of(costs, best, k) for k in range(len(costs)) if k != best}
    rival = min(duels, key=lambda k: duels[k].rank)
    duel = duels[rival]
    frames, second_best, zero = offsets[best], offsets[rival], offsets.index(0)
    is_at_edge = abs(frames) > MOST_FRAMES or best in {0, len(offsets) - 1}
    if float(np.nanmean(costs[best])) > _UNLIKE:
        verdict, reason = Verdict.DIFFERENT, DIFFERENT
    elif is_at_edge:
        tried = max(abs(offsets[0]), abs(offsets[-1]))
        verdict, reason = Verdict.CANNOT_TELL, FAR.format(min(MOST_FRAMES, tried))
    elif not duel.is_won:
        verdict, reason = Verdict.CANNOT_TELL, unsure(frames, second_best)
    else:
        verdict = Verdict.SHIFTED if frames else Verdict.IN_STEP
        reason = said(frames)
    return Alignment(
        verdict=verdict,
        frames=frames if verdict is Verdict.SHIFTED else 0,
        seconds=None,
        confidence=duel.share,
        agreeing=duel.agreeing,
        informative=duel.informative,
        best=frames,
        second_best=second_best,
        is_zero_possible=best == zero or not duels[zero].is_won,
        reason=reason,
    )


def _at_rate(pictures: Pictures, ratio: float) -> Pictures:
    """Return what is shown at the moments of the other video's frames."""
    places = np.round(np.arange(int(len(pictures) / ratio)) * ratio).astype(np.intp)
    shown: Pictures = pictures[places[places < len(pictures)]]
    return shown


def _normalised(pictures: Pictures) -> Matrix:
    """Take brightness and contrast out of every picture, and leave empty ones empty."""
    flat = pictures.reshape(len(pictures), -1).astype(np.float64)
    flat -= flat.mean(axis=1, keepdims=True)
    spread = flat.std(axis=1, keepdims=True)
    normalised: Matrix = flat / np.maximum(spread, _FLAT)
    return normalised


def _costs(first: Matrix, second: Matrix, offsets: range) -> Matrix:
    """Return the mean squared difference by offset and reference frame; NaN where there is none."""
    pixels = first.shape[1]
    squares = (first**2).sum(axis=1)[:, None] + (second**2).sum(axis=1)[None, :]
    unlike = (squares - 2.0 * first @ second.T) / pixels
    costs = np.full((len(offsets), len(first)), np.nan)
    for row, offset in enumerate(offsets):
        low, high = max(0, -offset), min(len(first), len(second) - offset)
        frames = np.arange(low, high)
        costs[row, low:high] = unlike[frames, frames + offset]
    return costs


def _winner(costs: Matrix) -> int:
    """Return the offset that loses to others by least."""
    worst = [float(np.min(_margins(costs, k))) for k in range(len(costs))]
    return int(np.argmax(worst))


def _margins(costs: Matrix, best: int) -> Matrix:
    """Return by how much the others are worse, each on the frames that both can show."""
    differences = costs - costs[best]
    counts = np.isfinite(differences).sum(axis=1)
    paired = np.nansum(differences, axis=1) / np.maximum(counts, 1)
    means = np.nanmean(costs, axis=1)
    margins: Matrix = np.where(counts >= _FEWEST, paired, means - means[best])
    return margins


@dataclass(frozen=True)
class _Duel:
    """Two offsets compared.

    Attributes:
        strength: By how many standard errors more frames speak for the first than against it.
        gain: How much larger the difference of the pictures is at the second.
        share: Share of the evidence that speaks for the first.
        agreeing: Frames that speak for it.
        informative: Frames that speak for one of the two.
    """

    strength: float
    gain: float
    share: float
    agreeing: int
    informative: int

    @classmethod
    def of(cls, costs: Matrix, best: int, rival: int) -> _Duel:
        both = np.isfinite(costs[best]) & np.isfinite(costs[rival])
        if both.sum() < _FEWEST:
            return cls._apart(costs, best, rival)
        margins = costs[rival][both] - costs[best][both]
        evidence = np.abs(margins)
        total = float(evidence.sum())
        if total <= 0.0:
            return cls(0.0, 0.0, 0.0, 0, 0)
        informative = evidence > 0.05 * np.percentile(evidence, 90)
        votes = np.sign(margins[informative])
        return cls(
            strength=float(votes.sum() / np.sqrt(_CORRELATED * len(votes))),
            gain=float(margins.mean()) / (float(costs[best][both].mean()) + 1e-3),
            share=float(evidence[margins > 0].sum()) / total,
            agreeing=int((informative & (margins > 0)).sum()),
            informative=int(informative.sum()),
        )

    @classmethod
    def _apart(cls, costs: Matrix, best: int, rival: int) -> _Duel:
        """Compare two offsets that show different frames: only a plain difference counts."""
        means = float(np.nanmean(costs[best])), float(np.nanmean(costs[rival]))
        gain = (means[1] - means[0]) / (means[0] + 1e-3)
        frames = int(np.isfinite(costs[best]).sum())
        if gain < _PLAIN_APART:
            return cls(0.0, gain, 0.5, 0, frames)
        return cls(float(np.sqrt(frames)), gain, 1.0, frames, frames)

    @property
    def rank(self) -> tuple[bool, float, float]:
        """How little the first is better: the least of all duels decides."""
        return self.is_won, self.share, self.strength

    @property
    def is_won(self) -> bool:
        sure = _SURE_OF_PLAIN if self.gain >= _PLAIN else _SURE
        return self.strength >= sure and self.share >= _AGREE and self.gain >= _GAIN
