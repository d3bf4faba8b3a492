"""Frame scores as they are drawn: of many frames on one pixel, the lowest and the highest."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_FIRST_STEP = 4  # frames in a block of the finest level
_STEP = 2
_FEWEST_BLOCKS = 64


@dataclass(frozen=True, eq=False)
class Drawn:
    """Points of a curve, in order.

    Attributes:
        x: Frames.
        y: Scores; NaN where the line is broken.
    """

    x: Numbers
    y: Numbers


class Envelope:
    """Lowest and highest of every 4, 8, 16 … frames, so that no dip is lost and nothing is slow.

    Args:
        first: Number of the first frame.
        values: A score for each frame; NaN where there is none.
        is_stepped: Whether neighbours share a score until the next one begins.
    """

    def __init__(self, first: int, values: Numbers, *, is_stepped: bool = False) -> None:
        self.first = first
        self.values = values
        self._is_stepped = is_stepped
        self._levels: list[tuple[int, Numbers, Numbers]] = []
        low = high = values
        size, step = 1, _FIRST_STEP
        while len(low) // step >= _FEWEST_BLOCKS:
            low, high = _reduced(low, step, np.fmin), _reduced(high, step, np.fmax)
            size *= step
            self._levels.append((size, low, high))
            step = _STEP

    def drawn(self, begin: float, end: float, pixels: int) -> Drawn:
        """Return what is to be drawn between two frames.

        Args:
            begin: The first that is seen; the frame before it is drawn, too.
            end: The last that is seen.
            pixels: Width of the plot; of about as many blocks the two ends are drawn.
        """
        start = max(0, int(np.floor(begin)) - self.first - 1)
        stop = min(len(self.values), int(np.ceil(end)) - self.first + 2)
        if stop <= start:
            return Drawn(np.empty(0), np.empty(0))
        level = self._level(stop - start, pixels)
        if level is None:
            x = np.arange(self.first + start, self.first + stop, dtype=np.float64)
            draw = _as_steps if self._is_stepped else _with_lone_points
            return draw(x, self.values[start:stop])
        size, lows, highs = level
        blocks = slice(start // size, -(-stop // size))
        low, high = lows[blocks], highs[blocks]
        places = np.arange(blocks.start, blocks.start + len(low), dtype=np.float64) * size
        x = np.repeat(places + self.first + (size - 1) / 2, 2)
        y = np.empty(2 * len(low))
        # Up in one block and down in the next: the line between them does not cross the column.
        y[0::4], y[1::4] = low[0::2], high[0::2]
        y[2::4], y[3::4] = high[1::2], low[1::2]
        return Drawn(x, y)

    def _level(self, count: int, pixels: int) -> tuple[int, Numbers, Numbers] | None:
        """Return the finest level that has not more blocks than pixels; none for few frames."""
        if count <= 2 * pixels:
            return None
        for level in self._levels:
            if count // level[0] <= pixels:
                return level
        return self._levels[-1] if self._levels else None


def _reduced(values: Numbers, step: int, ufunc: np.ufunc) -> Numbers:
    whole = len(values) // step * step
    found: Numbers = ufunc.reduce(values[:whole].reshape(-1, step), axis=1)
    if whole < len(values):
        found = np.append(found, ufunc.reduce(values[whole:]))
    return found


def _as_steps(x: Numbers, y: Numbers) -> Drawn:
    """Draw each run of equal scores as one level stroke, with an upright one to the next."""
    is_there = np.isfinite(y)
    is_same = (y[1:] == y[:-1]) | ~(is_there[1:] | is_there[:-1])
    begins = np.concatenate(([0], np.flatnonzero(~is_same) + 1))
    ends = np.concatenate((begins[1:] - 1, [len(y) - 1]))
    edges = np.column_stack((x[begins] - 0.5, x[ends] + 0.5)).ravel()
    return Drawn(edges, np.repeat(y[begins], 2))


def _with_lone_points(x: Numbers, y: Numbers) -> Drawn:
    """Make a frame between two gaps a short stroke, since a line through one point is none."""
    is_there = np.isfinite(y)
    padded = np.concatenate(([False], is_there, [False]))
    lone = np.flatnonzero(is_there & ~padded[:-2] & ~padded[2:])
    if not len(lone):
        return Drawn(x, y)
    return Drawn(
        np.insert(
            x, np.concatenate((lone, lone + 1)), np.concatenate((x[lone] - 0.3, x[lone] + 0.3))
        ),
        np.insert(y, np.concatenate((lone, lone + 1)), np.concatenate((y[lone], y[lone]))),
    )


@dataclass(frozen=True, eq=False)
class Curve:
    """One metric of one item, as it is to be drawn.

    Attributes:
        row: Row of the table.
        number: Place of the file among those of its reference, which decides how it looks.
        metric: Name of the metric.
        first: Number of the first frame.
        values: What is shown for each frame: scores, smoothed or subtracted; NaN for none.
        is_finished: Whether no more frames come.
        is_stepped: Whether a frame has the score of the window around it, so that many neighbours
            share one.
        envelope: The same for drawing.
        limits: The lowest and the highest finite value; ``None`` where there is none.
    """

    row: int
    number: int
    metric: str
    first: int
    values: Numbers
    is_finished: bool = True
    is_stepped: bool = False
    envelope: Envelope = field(init=False, repr=False)
    limits: tuple[float, float] | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # An infinite score in a block would hide the finite ones beside it.
        drawn = np.where(np.isfinite(self.values), self.values, np.nan)
        envelope = Envelope(self.first, drawn, is_stepped=self.is_stepped)
        object.__setattr__(self, "envelope", envelope)
        there = drawn[np.isfinite(drawn)]
        limits = (float(there.min()), float(there.max())) if len(there) else None
        object.__setattr__(self, "limits", limits)

    @property
    def end(self) -> int:
        """Number of the frame after the last one."""
        return self.first + len(self.values)

    def at(self, frame: int) -> float:
        """Return what is shown for a frame; NaN where there is nothing."""
        place = frame - self.first
        return float(self.values[place]) if 0 <= place < len(self.values) else float("nan")
