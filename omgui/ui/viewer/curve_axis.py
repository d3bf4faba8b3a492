"""The axis below the curves, in frames or in time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from typing_extensions import override

from omgui.core.viewing import time_text


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
