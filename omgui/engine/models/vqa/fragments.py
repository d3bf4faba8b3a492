"""Fragments: 7×7 small squares of a frame side by side, a picture of 224×224 pixels.

What FAST-VQA, FasterVQA and the technical branch of DOVER look at instead of a whole frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omgui.core.problems import ProblemError
from omgui.engine.clip_model import ClipFrame, ClipShape
from omgui.engine.models.vqa.draws import Draw, Offsets, drawn
from omgui.engine.models.vqa.enlarging import enlarged_start
from omgui.engine.trouble import too_few_pixels

CELLS = 7  # along each side
CELL = 32  # side of a cell in pixels
SIDE = CELLS * CELL
Picture = NDArray[np.uint8]
_ENLARGED = "enlarged for fragments"


@dataclass(frozen=True)
class Places:
    """Where in the frames the cells are cut out.

    Attributes:
        tops: 7×7×G first rows, for G groups of frames.
        lefts: 7×7×G first columns.
        group: How many frames, one after the other, have the same places.
    """

    tops: Offsets
    lefts: Offsets
    group: int


def places(shape: ClipShape, frames: int, group: int, draw: Draw) -> Places:
    """Return where the cells of some frames are cut out.

    The grid is that of the frame as it came, also where a small one is enlarged before it is cut:
    then its cells overlap and only its upper left part is seen. So in the original.

    Args:
        shape: Size of the clip.
        frames: How many frames are looked at.
        group: How many of them share places.
        draw: By which rule a cell is moved in its part of the frame.
    """
    size = (CELLS, CELLS, frames // group)
    tops = drawn(draw, "fragments-h", size, shape.height // CELLS - CELL)
    lefts = drawn(draw, "fragments-w", size, shape.width // CELLS - CELL)
    return Places(
        tops + _starts(shape.height)[:, None, None],
        lefts + _starts(shape.width)[None, :, None],
        group,
    )


class FragmentView:
    """The fragments of the chosen frames of one clip.

    Attributes:
        frames: Numbers of the frames that are needed.
        pixels: T×224×224×3 uint8, RGB, in the order of use; black until a frame has come.

    Args:
        metric: Its name, for people.
        shape: Size of the clip.
        numbers: Numbers of the T frames.
        group: How many of them share the places of their cells.
        draw: By which rule the places are drawn.

    Raises:
        ProblemError: ``too-small`` when a side is shorter than a cell.
    """

    def __init__(
        self, metric: str, shape: ClipShape, numbers: Sequence[int], group: int, draw: Draw
    ) -> None:
        if min(shape.width, shape.height) < CELL:
            raise ProblemError(too_few_pixels(metric, shape.width, shape.height, CELL))
        self.frames: frozenset[int] | None = frozenset(numbers)
        self.pixels: Picture = np.zeros((len(numbers), SIDE, SIDE, 3), np.uint8)
        self._positions = positions_by_frame(numbers)
        self._places = places(shape, len(numbers), group, draw)

    def add(self, index: int, frame: ClipFrame) -> None:
        """Cut the cells of a frame; one that is not needed changes nothing."""
        positions = self._positions.get(index, ())
        if not positions:
            return
        picture = large_enough(frame)
        for position in positions:
            self._cut(picture, position)

    def _cut(self, picture: Picture, position: int) -> None:
        group = position // self._places.group
        tops, lefts = self._places.tops[:, :, group], self._places.lefts[:, :, group]
        target = self.pixels[position]
        for row in range(CELLS):
            for column in range(CELLS):
                top, left = tops[row, column], lefts[row, column]
                to_top, to_left = row * CELL, column * CELL
                target[to_top : to_top + CELL, to_left : to_left + CELL] = picture[
                    top : top + CELL, left : left + CELL
                ]


def positions_by_frame(numbers: Sequence[int]) -> dict[int, list[int]]:
    """Return where in the order of use each frame occurs."""
    positions: dict[int, list[int]] = {}
    for position, number in enumerate(numbers):
        positions.setdefault(number, []).append(position)
    return positions


def large_enough(frame: ClipFrame) -> Picture:
    """Return the part of a frame that fragments are cut from, H×W×3 uint8 as the frame itself.

    A frame with a side below 224 pixels is enlarged until that side has 224, and its upper left
    part as large as the frame was is taken; so in the original. All metrics share it.
    """
    height, width = frame.pixels.shape[:2]
    ratio = min(height / SIDE, width / SIDE)
    if ratio >= 1:
        return frame.pixels
    picture: Picture | None = frame.shared.get(_ENLARGED)
    if picture is None:
        picture = frame.shared[_ENLARGED] = enlarged_start(frame.pixels, 1 / ratio)
    return picture


def _starts(side: int) -> Offsets:
    return np.minimum(np.arange(CELLS, dtype=np.int64) * (side // CELLS), side - CELL)
