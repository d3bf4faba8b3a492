"""Errors that nobody expected, in any thread: written down, shown once, and the window stays."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from omgui.ui.crash_dialog import CrashDialog

# A page that cannot be painted fails many times a second. Nobody wants a dialog for each.
_QUIET_S = 10.0
# Nobody's mistake: a person has ended the program.
_WISHES = (KeyboardInterrupt, SystemExit)
_Key = tuple[str, str, int]

_log = logging.getLogger("omgui.window")


class CrashGuard(QObject):
    """Catches what nobody caught, in any thread, and shows it in the GUI thread.

    There is one dialog at a time. What comes meanwhile is counted there; what comes again soon
    after it was closed is told by `repeated`. Everything is in the log, an error that repeats
    itself at the 1st, 2nd, 4th, 8th… time.

    Signals:
        caught(): Something is waiting to be shown.
        repeated(): An error that was shown a moment ago goes on.

    Args:
        logs: Folder of the log.
        parent: What it belongs to.
    """

    caught = Signal()
    repeated = Signal()

    def __init__(self, logs: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._logs = logs
        self._dialog: CrashDialog | None = None
        self._shown: _Key | None = None
        self._others = 0
        self._lock = threading.Lock()
        self._counts: dict[_Key, int] = {}
        self._waiting: dict[_Key, tuple[str, int]] = {}
        self._last_s: dict[_Key, float] = {}
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self.caught.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on; once is enough."""
        if sys.excepthook == self._on_error:
            return
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        sys.unraisablehook = self._on_unraisable

    def remove(self) -> None:
        """Leave errors to whoever caught them before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def show_end(self, error: BaseException) -> None:
        """Show an error that keeps the window from opening, until the person has read it."""
        details = "".join(traceback.format_exception(error))
        _log.error("%s", details)
        CrashDialog(details, self._logs, is_end=True).exec()

    @Slot()
    def show(self) -> None:
        """Show what is waiting: one dialog at a time, the rest is counted."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        if self._dialog is not None and not isValid(self._dialog):
            self._dialog = None  # went with the window that it belonged to
        for key, (details, times) in waiting.items():
            is_recent = time.monotonic() - self._last_s.get(key, -_QUIET_S) < _QUIET_S
            self._last_s[key] = time.monotonic()
            if self._dialog is not None:
                self._others += times if key != self._shown else 0
            elif is_recent:
                self.repeated.emit()
            else:
                self._open(key, details)
        if self._dialog is not None and self._shown is not None:
            self._dialog.count(self._counts[self._shown], self._others)

    def _open(self, key: _Key, details: str) -> None:
        self._shown, self._others = key, 0
        parent = QApplication.activeModalWidget() or QApplication.activeWindow()
        self._dialog = CrashDialog(details, self._logs, parent)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()

    @Slot(int)
    def _on_closed(self, _result: int) -> None:
        if self._shown is not None:
            self._last_s[self._shown] = time.monotonic()
        self._dialog = None

    def _tell(self, key: _Key, details: str) -> None:
        with self._lock:
            count = self._counts[key] = self._counts.get(key, 0) + 1
            is_first = not self._waiting
            self._waiting[key] = (details, self._waiting.get(key, ("", 0))[1] + 1)
        if count & (count - 1) == 0:
            _log.error("%s%s", details, f"(happened {count} times)" if count > 1 else "")
        if is_first:
            self.caught.emit()

    def _on_error(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, _WISHES):
            QCoreApplication.quit()
            return
        self._tell(_key(kind, trace), "".join(traceback.format_exception(kind, error, trace)))

    def _on_thread_error(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_type is not SystemExit:
            self._on_error(found.exc_type, found.exc_value, found.exc_traceback)

    def _on_unraisable(self, found: sys.UnraisableHookArgs) -> None:
        if issubclass(found.exc_type, _WISHES):
            return
        text = "".join(
            traceback.format_exception(found.exc_type, found.exc_value, found.exc_traceback)
        )
        where = f"{found.err_msg or 'In a destructor'}: {_named(found.object)}"
        self._tell(_key(found.exc_type, found.exc_traceback), f"{where}\n{text}")


def _key(kind: type[BaseException], trace: TracebackType | None) -> _Key:
    """Return what the same mistake has in common: its kind, and the line where it was made."""
    file, line = "", 0
    while trace is not None:
        file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return kind.__name__, file, line


def _named(thing: object) -> str:
    """Return what a thing calls itself, which may be half gone already."""
    try:
        return repr(thing)
    except Exception:  # noqa: BLE001 - whatever its own code does
        return type(thing).__name__
