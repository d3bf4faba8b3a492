"""Showing reference and distorted picture by turns in the same place."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

# Two flashes a second: below the three that may harm, and quick enough for the eye.
_TURN_MS = 250


class Flicker(QObject):
    """A clock for taking turns.

    Signals:
        turned(bool): Whether it is the reference's turn.
    """

    turned = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_reference = False
        self._timer = QTimer(self, interval=_TURN_MS)
        self._timer.timeout.connect(self._turn)

    @property
    def is_going(self) -> bool:
        """Whether turns are taken."""
        return self._timer.isActive()

    def go(self) -> None:
        """Take turns from now on."""
        self._timer.start()

    def stop(self) -> None:
        """Show the distorted picture from now on."""
        if self._timer.isActive():
            self._timer.stop()
            self._is_reference = False
            self.turned.emit(False)

    @Slot()
    def _turn(self) -> None:
        self._is_reference = not self._is_reference
        self.turned.emit(self._is_reference)
