"""What the system asks of a program that is running: to open files, and to end."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Signal, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

_BYTES = 64


class Application(QApplication):
    """The Qt application.

    Signals:
        files_wanted(list): Paths that are to be opened; macOS says so here, not on a command line.
    """

    files_wanted = Signal(list)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.files_wanted.emit([Path(event.file())])
            return True
        return super().event(event)


class EndSignals(QObject):
    """Hears the end of a person's session, and Ctrl+C; on Windows windows are closed instead.

    Signals:
        asked(): The program is to end as by a click on the cross.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Python's handlers wait for Python to do something, which a window at rest never does;
        # what is written here wakes it.
        self._heard, self._written = socket.socketpair()
        for end in (self._heard, self._written):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP) if os.name == "posix" else ()
        self._before = {number: signal.signal(number, _do_nothing) for number in numbers}
        self._wakeup = signal.set_wakeup_fd(self._written.fileno())

    def close(self) -> None:
        """Leave signals to whoever had them before."""
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._heard.close()
        self._written.close()

    @Slot()
    def _on_signal(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._heard.recv(_BYTES)
        self.asked.emit()


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Take the place of what would end the program without a word."""
