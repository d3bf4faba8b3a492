"""Problems where they belong: a table with an icon, a word, a place and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.problems import Problem, Severity
from omgui.ui.icons import icon
from omgui.ui.problem_words import in_window_words, problem_text

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SEVERITY, WHERE, WHAT, MEND = range(4)
_ROWS_SHOWN = 4


class ProblemModel(QAbstractTableModel):
    """Problems, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()

    def show(self, problems: Sequence[Problem]) -> None:
        """Show other problems, the severe ones first."""
        self.beginResetModel()
        self._problems = tuple(sorted(problems, key=lambda one: one.severity != Severity.ERROR))
        self.endResetModel()

    def problem(self, row: int) -> Problem:
        """Return the problem of a row."""
        return self._problems[row]

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._problems)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else MEND + 1

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = (self.tr("Kind"), self.tr("Where"), self.tr("What"), self.tr("How to mend it"))
            return names[section]
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        problem = self._problems[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._text(problem, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem_text(problem)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == SEVERITY:
            is_error = problem.severity is Severity.ERROR
            return icon("error", "bad") if is_error else icon("warning", "warning")
        return None

    def _text(self, problem: Problem, column: int) -> str:
        is_error = problem.severity is Severity.ERROR
        kind = self.tr("Problem") if is_error else self.tr("Note")
        words = in_window_words(problem)
        return (kind, words.where, words.message, words.hint)[column]


class ProblemList(QWidget):
    """A short table of problems, and all words of the chosen one below it; hidden when empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ProblemModel(self)
        self.title = QLabel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)  # else Tab never leaves the table
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(MEND, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((SEVERITY, 100), (WHERE, 220)):
            header.resizeSection(column, width)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.setBuddy(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.title, self.table, self.words):
            layout.addWidget(widget)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self.table, self._copy)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.retranslate()
        self.show_problems(())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems; none hides the list."""
        self.model.show(problems)
        self.words.clear()
        self._say_title()
        rows = min(len(problems), _ROWS_SHOWN) * self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(rows + head + 2 * self.table.frameWidth())
        self.setVisible(bool(problems))
        if problems:
            self.table.setCurrentIndex(self.model.index(0, WHAT))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.table.setAccessibleName(self.tr("Problems of the dataset"))
        self._say_title()
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, MEND)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _say_title(self) -> None:
        count = self.model.rowCount()
        self.title.setText(self.tr("%n thing(s) to look at:", "", count))

    @Slot()
    def _copy(self) -> None:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        QGuiApplication.clipboard().setText(
            "\n".join(problem_text(self.model.problem(r)) for r in rows)
        )

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.words.setText(problem_text(self.model.problem(current.row())))
