"""Icons that take the colour of the text around them, in every theme and at every scale."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override


@cache
def _drawing(name: str) -> str:
    return (files("omgui.resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = _drawing(name).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return renderer


class _Engine(QIconEngine):
    """Paints a drawing in the colour of buttons' text, or in one that depends on the theme."""

    def __init__(self, name: str, role: str = "") -> None:
        super().__init__()
        self._name = name
        self._role = role

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        _renderer(self._name, self._colour(mode)).render(painter, QRectF(rect))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)

    def _colour(self, mode: QIcon.Mode) -> str:
        from omgui.ui.theme import role_colour  # noqa: PLC0415 - theme gives out icons, too

        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText).name()
        if mode is QIcon.Mode.Disabled:
            group = QPalette.ColorGroup.Disabled
            return palette.color(group, QPalette.ColorRole.ButtonText).name()
        if self._role:
            return role_colour(self._role, palette).name()
        return palette.color(QPalette.ColorRole.ButtonText).name()


def icon(name: str, role: str = "") -> QIcon:
    """Return a drawing as an icon that follows the theme.

    Args:
        name: Of a file in ``omgui/resources/icons``.
        role: ``good``, ``warning``, ``bad``, ``busy`` or ``quiet`` for a colour with a meaning;
            never the only sign of it.

    Raises:
        FileNotFoundError: There is no such drawing.
    """
    _drawing(name)
    return QIcon(_Engine(name, role))


def app_icon() -> QIcon:
    """Return the icon of the program, which has colours of its own."""
    return QIcon(_Engine("omgui"))
