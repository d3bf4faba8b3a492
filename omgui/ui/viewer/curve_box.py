"""The area that curves are drawn in, and what a mouse does there."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from typing_extensions import override

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class CurveBox(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """Dragging moves along the frames, with Shift it zooms to a box; the wheel zooms at the cursor.

    With Ctrl, the wheel stretches scores instead of frames.

    Signals:
        place_chosen(float): A person clicked at this place along the frames.
    """

    place_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.is_boxing = False
        self.setMouseEnabled(x=True, y=False)
        self.disableAutoRange()
        self.setDefaultPadding(0.0)

    @override
    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:
        is_up = bool(ev.modifiers() & _CONTROL)
        self.setMouseEnabled(x=not is_up, y=is_up)
        try:
            super().wheelEvent(ev, axis)
        finally:
            self.setMouseEnabled(x=True, y=False)

    @override
    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        is_box = axis is None and (self.is_boxing or bool(ev.modifiers() & _SHIFT))
        self.state["mouseMode"] = self.RectMode if is_box else self.PanMode
        super().mouseDragEvent(ev, axis)

    @override
    def mouseClickEvent(self, ev: Any) -> None:
        if ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            self.place_chosen.emit(self.mapSceneToView(ev.scenePos()).x())
