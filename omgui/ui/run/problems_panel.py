"""The problems of a run as a table: to filter, to copy, and to go to the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, QUrl, Signal, Slot
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
from omgui.ui.rows_model import Index
from omgui.ui.run.problems_model import FILE, KIND, MEND, METRIC, WHAT, ProblemsModel
from omgui.ui.run.tables import rows_tree

_SETTLING_MS = 150
_BESIDE_KIND = 76


class ProblemsPanel(QWidget):
    """Table, filter and buttons.

    Signals:
        count_changed(): The number of rows is another.
    """

    count_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ProblemsModel(self)
        self.root = Path()
        self.empty = QLabel()
        self.clear = QPushButton(icon("close"), "")
        self.search = QLineEdit(clearButtonEnabled=True)
        self.kind = QComboBox()
        self.copy = QPushButton(icon("copy"), "")
        self.go = QPushButton(icon("folder"), "")
        widths = {KIND: self._kind_width(), FILE: 170, METRIC: 80}
        self.table = rows_tree(self.model, widths, (WHAT, MEND))
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
        nothing = QHBoxLayout()
        nothing.addWidget(self.empty)
        nothing.addWidget(self.clear)
        nothing.addStretch(1)
        layout.addLayout(nothing)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.words)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settling.timeout.connect(self._filter)
        self.search.textChanged.connect(self._settling.start)
        self.kind.currentIndexChanged.connect(self._filter)
        self.clear.clicked.connect(self.clear_filter)
        self.copy.clicked.connect(self.copy_rows)
        self.go.clicked.connect(self.go_to_file)
        self.table.doubleClicked.connect(self.go_to_file)
        keys = QShortcut(QKeySequence.StandardKey.Copy, self.table, self.copy_rows)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        # The end of all rows is no change of the current one.
        self.model.modelReset.connect(self._show_current)
        self.model.dataChanged.connect(self._show_current)
        self.retranslate()
        self._say("")
        self.show_problems(())

    def show_problems(self, found: tuple[FoundProblem, ...]) -> None:
        """Show these."""
        self.model.show(found)
        self._enable()

    @property
    def count_words(self) -> str:
        """The number of problems that are shown, of all where some are hidden; mostly short."""
        shown, total = self.model.shown_count, self.model.total
        if shown == total:
            return f"{total:,}" if total else ""
        words = self.tr("{shown} of {all}").replace("{shown}", f"{shown:,}")
        return words.replace("{all}", f"{total:,}")

    @Slot()
    def clear_filter(self) -> None:
        """Show all problems again."""
        self.search.clear()
        self.kind.setCurrentIndex(0)
        self._settling.stop()
        self._filter()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.clear.setText(self.tr("Show all problems"))
        self.clear.setToolTip(self.tr("Take back the search and the choice of kinds"))
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
        self.table.header().resizeSection(KIND, self._kind_width())
        self._enable()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def file_of(self, index: Index) -> Path | None:
        """Return the file that a row is about; ``None`` if it is about none or many."""
        found = self.model.found(index)
        item = found[0].item if len(found) == 1 else None
        return self.root / item.file if item is not None else None

    @Slot()
    def copy_rows(self) -> None:
        """Put the chosen problems, or all that are shown, on the clipboard."""
        rows = self.table.selectionModel().selectedRows()
        chosen = {id(found): found for index in rows for found in self.model.found(index)}
        lines = [str(found.placed) for found in chosen.values() or self.model.shown()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    @Slot()
    def go_to_file(self) -> None:
        """Open the folder of the file that the current problem is about."""
        file = self._current_file()
        if file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))

    def _current_file(self) -> Path | None:
        index = self.table.currentIndex()
        return self.file_of(index) if index.isValid() else None

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        index = self.table.currentIndex()
        self._say(self.model.words(index) if index.isValid() else "")
        self._enable()

    def _kind_width(self) -> int:
        """Return what the short words of the kinds, their pictures and the arrows need."""
        metrics = self.fontMetrics()
        return max(map(metrics.horizontalAdvance, self.model.kinds())) + _BESIDE_KIND

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _enable(self) -> None:
        is_empty = not self.model.rowCount()
        has_hidden = is_empty and self.model.total > 0
        self.empty.setText(
            self.tr("No problem fits the search.") if has_hidden else self.tr("No problems so far.")
        )
        self.empty.setVisible(is_empty)
        self.clear.setVisible(has_hidden)
        self.copy.setEnabled(not is_empty)
        self.go.setEnabled(self._current_file() is not None)

    @Slot()
    def _filter(self) -> None:
        wanted = {1: Severity.ERROR, 2: Severity.WARNING}.get(self.kind.currentIndex())

        def accepts(found: FoundProblem) -> bool:
            return wanted is None or found.problem.severity is wanted

        self.model.set_filter(self.search.text(), accepts)
        self.count_changed.emit()
