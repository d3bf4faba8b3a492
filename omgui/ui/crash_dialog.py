"""Errors that nobody expected: written down, shown once, and the window stays."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from omgui.ui.log_file import versions

_log = logging.getLogger("omgui.window")


class CrashDialog(QDialog):
    """Says that something unexpected happened, and helps to report it.

    Args:
        details: What a developer needs.
        logs: Folder of the log.
        parent: Window it belongs to.
    """

    def __init__(self, details: str, logs: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._logs = logs
        self.setWindowTitle(self.tr("Something unexpected happened"))
        words = QLabel(
            self.tr(
                "omgui made a mistake. Your files and stored scores are not affected, and a run "
                "that is going on continues. You can go on working; if something looks wrong, "
                "start omgui again.\n\nThe details below help to mend it."
            )
        )
        words.setWordWrap(True)
        self.details = QPlainTextEdit(f"{versions()}\n\n{details}", readOnly=True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setAccessibleName(self.tr("Details of the error"))
        self.details.setTabChangesFocus(True)
        self.copy = QPushButton(self.tr("&Copy Details"))
        self.folder = QPushButton(self.tr("Open &Log Folder"))
        self.copy.setAutoDefault(False)
        self.folder.setAutoDefault(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.folder, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.details, 1)
        layout.addWidget(buttons)
        self.resize(680, 420)
        self.copy.clicked.connect(self._on_copy)
        self.folder.clicked.connect(self._on_folder)
        buttons.rejected.connect(self.reject)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())

    @Slot()
    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._logs)))


class CrashGuard(QObject):
    """Catches what nobody caught, in any thread, and shows it in the GUI thread.

    Args:
        logs: Folder of the log.
        parent: What it belongs to.
    """

    caught = Signal(str)

    def __init__(self, logs: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._logs = logs
        self._dialog: CrashDialog | None = None
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self.caught.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        sys.unraisablehook = self._on_unraisable

    def remove(self) -> None:
        """Leave errors to whoever caught them before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    @Slot(str)
    def show(self, details: str) -> None:
        """Show the details; one dialog at a time, the rest is in the log."""
        if self._dialog is None:
            self._dialog = CrashDialog(details, self._logs, QApplication.activeWindow())
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._dialog.finished.connect(self._on_closed)
            self._dialog.open()

    @Slot(int)
    def _on_closed(self, _result: int) -> None:
        self._dialog = None

    def _tell(self, details: str) -> None:
        _log.error("%s", details)
        self.caught.emit(details)

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        self._tell("".join(traceback.format_exception(kind, error, trace)))

    def _on_thread_error(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_type is not SystemExit and found.exc_value is not None:
            self._on_error(found.exc_type, found.exc_value, found.exc_traceback)

    def _on_unraisable(self, found: sys.UnraisableHookArgs) -> None:
        if found.exc_value is not None:
            text = "".join(
                traceback.format_exception(found.exc_type, found.exc_value, found.exc_traceback)
            )
            self._tell(f"{found.err_msg or 'In a destructor'}: {found.object!r}\n{text}")
