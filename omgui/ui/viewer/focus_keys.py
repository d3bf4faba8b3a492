"""Keys that belong to the part with the focus and not to the Viewer as a whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QSlider,
    QTabBar,
    QWidget,
)
from typing_extensions import override

_KEY = Qt.Key
_ALONG = frozenset({_KEY.Key_Left, _KEY.Key_Right})
_MOVES = _ALONG | {
    _KEY.Key_Up,
    _KEY.Key_Down,
    _KEY.Key_Home,
    _KEY.Key_End,
    _KEY.Key_PageUp,
    _KEY.Key_PageDown,
}
_TICKS = frozenset({_KEY.Key_Space, _KEY.Key_Select})
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class FocusKeys(QObject):
    """Lets lists, sliders and boxes have their keys, which single-key shortcuts would take.

    Args:
        page: Whose parts these are; it has them all by now.
        but: Parts whose keys mean the same as those of the page.
    """

    def __init__(self, page: QWidget, but: frozenset[QWidget] = frozenset()) -> None:
        super().__init__(page)
        for part in page.findChildren(QWidget):
            if part not in but and _takes_keys(part):
                part.installEventFilter(self)
            if isinstance(part, QComboBox):
                part.view().installEventFilter(self)  # the list is a window of its own

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & _COMMANDS or not _belongs(watched, event):
            return False
        event.accept()
        return True


def _takes_keys(part: QWidget) -> bool:
    kinds = QComboBox | QAbstractButton | QAbstractItemView | QSlider | QTabBar
    return isinstance(part, kinds)


def _belongs(watched: QObject, event: QKeyEvent) -> bool:
    """Whether a key without Ctrl and Alt means something to the part with the focus."""
    key = Qt.Key(event.key())
    if isinstance(watched, QComboBox):
        # Left and right mean nothing to a closed list: with them one steps through the frames.
        return key in _MOVES - _ALONG or (event.text().isprintable() and bool(event.text()))
    if isinstance(watched, QAbstractItemView):
        if watched.window().windowType() is Qt.WindowType.Popup:
            return True
        flags = watched.currentIndex().flags()
        return key in _TICKS and bool(flags & Qt.ItemFlag.ItemIsUserCheckable)
    if isinstance(watched, QAbstractButton):
        return key in _TICKS
    return key in _MOVES
