"""A field to search in, from which the keys of the window and of the list below still work."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class SearchLine(QLineEdit):
    """A field to search in.

    Signals:
        list_wanted(): A person pressed Down, to go to what was found.
    """

    list_wanted = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        # Qt would keep Ctrl+E for going to the end of the line, which the key End does as well.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_wanted_elsewhere = event.key() == Qt.Key.Key_E and event.modifiers() == _CONTROL
        else:
            is_wanted_elsewhere = False
        if is_wanted_elsewhere:
            event.ignore()
            return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & ~_KEYPAD:
            self.list_wanted.emit()
            return
        super().keyPressEvent(event)
