"""The problems of a run as a table: to filter, to copy, and to go to the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.problems import Severity
from omgui.core.run_view import FoundProblem
from omgui.ui.icons import icon
from omgui.ui.run.problems_model import FILE, KIND, MEND, METRIC, WHAT, ProblemsModel
from omgui.ui.run.tables import rows_table

_SETTLING_MS = 150


class ProblemsPanel(QWidget):
    """Table, filter and buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ProblemsModel(self)
        self.root = Path()
        self.empty = QLabel()
        self.search = QLineEdit(clearButtonEnabled=True)
        self.kind = QComboBox()
        self.copy = QPushButton(icon("copy"), "")
        self.go = QPushButton(icon("folder"), "")
        widths = {KIND: 110, FILE: 220, METRIC: 90}
        self.table = rows_table(self.model, widths, (WHAT, MEND))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        bar = QHBoxLayout()
        for widget in (self.search, self.kind, self.copy, self.go):
            bar.addWidget(widget)
        bar.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.words)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settling.timeout.connect(self._filter)
        self.search.textChanged.connect(self._settling.start)
        self.kind.currentIndexChanged.connect(self._filter)
        self.copy.clicked.connect(self.copy_rows)
        self.go.clicked.connect(self.go_to_file)
        self.table.doubleClicked.connect(self.go_to_file)
        keys = QShortcut(QKeySequence.StandardKey.Copy, self.table, self.copy_rows)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.retranslate()
        self._say("")
        self.show_problems(())

    def show_problems(self, found: tuple[FoundProblem, ...]) -> None:
        """Show these."""
        self.model.show(found)
        self.empty.setVisible(not found)
        self._enable()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.empty.setText(self.tr("No problems so far."))
        self.search.setPlaceholderText(self.tr("File, metric or words to look for"))
        self.search.setAccessibleName(self.tr("Words to look for in the problems"))
        self.kind.setAccessibleName(self.tr("Which kinds of problems are shown"))
        texts = (self.tr("All kinds"), self.tr("Missing scores"), self.tr("Notes"))
        for place, text in enumerate(texts):
            if place < self.kind.count():
                self.kind.setItemText(place, text)
            else:
                self.kind.addItem(text)
        self.copy.setText(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Copy the chosen problems as text"))
        self.go.setText(self.tr("Show file"))
        self.go.setToolTip(self.tr("Show the file's folder in the system's own window"))
        self.table.setAccessibleName(self.tr("Problems of the run"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, MEND)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def file_of(self, row: int) -> Path | None:
        """Return the file that a problem is about; ``None`` if it is about none."""
        item = self.model.row(row).item
        return self.root / item.file if item is not None else None

    @Slot()
    def copy_rows(self) -> None:
        """Put the chosen problems, or all that are shown, on the clipboard."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        text = self.model.lines(rows or range(self.model.rowCount()))
        QGuiApplication.clipboard().setText(text)

    @Slot()
    def go_to_file(self) -> None:
        """Open the folder of the file that the current problem is about."""
        file = self._current_file()
        if file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))

    def _current_file(self) -> Path | None:
        index = self.table.currentIndex()
        return self.file_of(index.row()) if index.isValid() else None

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._say(str(self.model.row(current.row()).placed) if current.isValid() else "")
        self._enable()

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _enable(self) -> None:
        self.copy.setEnabled(self.model.rowCount() > 0)
        self.go.setEnabled(self._current_file() is not None)

    @Slot()
    def _filter(self) -> None:
        wanted = {1: Severity.ERROR, 2: Severity.WARNING}.get(self.kind.currentIndex())

        def accepts(found: FoundProblem) -> bool:
            return wanted is None or found.problem.severity is wanted

        self.model.set_filter(self.search.text(), accepts)
        self._say("")
        self._enable()
