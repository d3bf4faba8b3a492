"""Says in plain words that something unexpected happened, and helps to report it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from omgui.ui.data_tab import open_path
from omgui.ui.dialog_buttons import closing_buttons
from omgui.ui.log_file import versions

_ROOM = (680, 460)


class CrashDialog(QDialog):
    """Says that something unexpected happened, and helps to report it.

    Args:
        details: What a developer needs; the last line says what it was.
        logs: Folder of the log.
        parent: Window it belongs to.
        is_end: Whether the program cannot go on.
    """

    def __init__(
        self, details: str, logs: Path, parent: QWidget | None = None, *, is_end: bool = False
    ) -> None:
        super().__init__(parent)
        self._logs = logs
        self.setWindowTitle(self.tr("Something unexpected happened"))
        self.words = QLabel(self._end_words() if is_end else self._words())
        self.words.setWordWrap(True)
        self.counted = QLabel()
        self.counted.setWordWrap(True)
        self.counted.hide()
        kept = self.tr(
            "The details below help to mend it. They are kept in {folder} and are sent to nobody."
        )
        where = QLabel(kept.replace("{folder}", str(logs)))
        where.setTextFormat(Qt.TextFormat.PlainText)
        where.setWordWrap(True)
        self.details = QPlainTextEdit(f"{versions()}\n\n{details}", readOnly=True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setAccessibleName(self.tr("Details of the error"))
        self.details.setTabChangesFocus(True)
        self.copy = QPushButton(self.tr("&Copy Details"))
        self.folder = QPushButton(self.tr("Open &Log Folder"))
        self.copy.setAutoDefault(False)
        self.folder.setAutoDefault(False)
        buttons = closing_buttons()
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.folder, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        for widget in (self.words, self.counted, where):
            layout.addWidget(widget)
        layout.addWidget(self.details, 1)
        layout.addWidget(buttons)
        self.resize(*_ROOM)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        self.copy.clicked.connect(self._on_copy)
        self.folder.clicked.connect(self._on_folder)
        buttons.rejected.connect(self.reject)

    def count(self, times: int, others: int) -> None:
        """Say how often it has happened, and how many other errors came while this was shown."""
        parts = []
        if times > 1:
            parts.append(self.tr("This has happened %n time(s).", "", times))
        if others:
            parts.append(self.tr("%n other error(s) came after it; the log has all.", "", others))
        self.counted.setText(" ".join(parts))
        self.counted.setVisible(bool(parts))

    def _words(self) -> str:
        return self.tr(
            "omgui made a mistake. Your files and stored scores are not affected, and a run "
            "that is going on continues. You can go on working; if something looks wrong, "
            "start omgui again."
        )

    def _end_words(self) -> str:
        return self.tr(
            "omgui made a mistake and cannot open its window. Your files and stored scores are "
            "not affected, and a run that is going on continues. Start omgui again; if that does "
            "not help, install it again."
        )

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())

    @Slot()
    def _on_folder(self) -> None:
        open_path(self._logs)
