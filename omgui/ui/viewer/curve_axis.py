"""The axes of curves: frames or time below them, scores beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QFont, QFontMetricsF
from typing_extensions import override

from omgui.core.viewing import time_text

_APART = 1.3  # lines of text from one number to the next


class ScoreAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Says scores, so far apart that they can be read in a low plot, too."""

    def __init__(self) -> None:
        super().__init__("left")

    @override
    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        line = QFontMetricsF(self.style["tickFont"] or QFont()).height()
        least = abs(maxVal - minVal) * _APART * line / max(size, 1.0)
        if not least > 0.0:
            return []
        whole = 10.0 ** math.floor(math.log10(least))
        steps = [whole * k for k in (10, 5, 2, 1, 0.5, 0.2, 0.1)]
        fitting = [step for step in steps if step >= least * 0.999]
        # One number at least, though a finer step might have two that are too near.
        for step in (fitting[-1], *(step for step in steps if step < fitting[-1])):
            if math.floor(maxVal / step) >= math.ceil(minVal / step):
                return [(step, 0.0)]
        return []


class FrameAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Says numbers of frames; where a rate is set, when they are shown."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._fps: float | None = None
        self.enableAutoSIPrefix(False)

    def set_rate(self, fps: float | None) -> None:
        """Show times at so many frames per second; ``None`` for numbers of frames."""
        if fps != self._fps:
            self._fps = fps
            self.picture = None
            self.update()

    @override
    def tickValues(
        self, minVal: float, maxVal: float, size: float
    ) -> list[tuple[float, Sequence[float]]]:
        rate = self._fps or 1.0
        found: list[Any] = super().tickValues(minVal / rate, maxVal / rate, size)
        if self._fps is None:  # there are no frames between frames
            return [(spacing, values) for spacing, values in found if spacing >= 1]
        return [(spacing * rate, [value * rate for value in values]) for spacing, values in found]

    @override
    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if self._fps is None:
            return [str(round(value)) for value in values]
        rate = self._fps
        whole = spacing / rate >= 1
        texts = [time_text(value / rate) for value in values]
        return [text.partition(".")[0] if whole else text for text in texts]
