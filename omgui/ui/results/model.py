"""The model of a table of scores: plain columns behind a list of rows, without a proxy."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGuiApplication, QIcon, QPalette
from typing_extensions import override

from omgui.core.results.columns import CellState, Column, MetricColumn, Table, TextColumn
from omgui.core.results.file_changes import MARKED
from omgui.core.results.result_table import FILE, MODE, REFERENCE, ResultTable
from omgui.ui.icons import icon
from omgui.ui.results.arranging import Arranged
from omgui.ui.results.cell_words import CellWords
from omgui.ui.results.shades import STEPS
from omgui.ui.rows_model import ROOT, Index, Role
from omgui.ui.theme import is_dark

_GOOD, _BAD = QColor("#2f7ed8"), QColor("#e0761f")  # told apart by everyone who sees colours
_STRENGTH = {False: 0.42, True: 0.50}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def shade_brushes(palette: QPalette) -> list[QBrush | None]:
    """Return the ground of each step: blue for good scores, orange for bad ones, faint between."""
    base = palette.color(QPalette.ColorRole.Base)
    strength = _STRENGTH[is_dark(palette)]
    brushes: list[QBrush | None] = [None]
    middle = (STEPS + 1) / 2
    for step in range(1, STEPS + 1):
        towards = (step - middle) / (middle - 1)
        part = abs(towards) * strength
        colour = _GOOD if towards > 0 else _BAD
        mixed = QColor.fromRgbF(
            base.redF() * (1 - part) + colour.redF() * part,
            base.greenF() * (1 - part) + colour.greenF() * part,
            base.blueF() * (1 - part) + colour.blueF() * part,
        )
        brushes.append(QBrush(mixed) if towards else None)
    return brushes


class ResultsModel(QAbstractTableModel):
    """Shows what was arranged; keeps nothing else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = CellWords(self)
        self.arranged: Arranged | None = None
        self.is_doubtful = False
        self._rows: list[int] = []
        self._columns: list[Column] = []
        self._headings: list[str] = []
        self._brushes: list[QBrush | None] = []
        self._quiet = QBrush()
        self._slanted = QFont()
        self._slanted.setItalic(True)
        self.repaint_colours()

    @property
    def table(self) -> Table | None:
        """The table whose rows are shown."""
        return self.arranged.table if self.arranged is not None else None

    def show(self, arranged: Arranged) -> None:
        """Show other rows or columns."""
        self.beginResetModel()
        self._take(arranged)
        self.endResetModel()

    def refresh(self, arranged: Arranged) -> None:
        """Show other values and more rows; rows that are shown keep their place.

        Args:
            arranged: With the same columns, and the rows that are shown before any others.
        """
        before, after = len(self._rows), len(arranged.rows)
        if after > before:
            self.beginInsertRows(ROOT, before, after - 1)
            self._take(arranged)
            self.endInsertRows()
        else:
            self._take(arranged)
        self.tell_changed()

    def set_doubtful(self, is_doubtful: bool) -> None:  # a plain fact
        """Show every cell quietly: the rows are not what is asked for."""
        if is_doubtful != self.is_doubtful:
            self.is_doubtful = is_doubtful
            self.tell_changed()

    def can_refresh(self, arranged: Arranged) -> bool:
        """Whether :meth:`refresh` is enough."""
        before = self.arranged
        return (
            before is not None
            and before.keys == arranged.keys
            and type(before.table) is type(arranged.table)
            and arranged.rows[: len(self._rows)] == self._rows
        )

    def _take(self, arranged: Arranged) -> None:
        self.arranged = arranged
        self._rows = arranged.rows
        self._columns = [arranged.table.columns[key] for key in arranged.keys]
        self._headings = [self.words.heading(column) for column in self._columns]

    def tell_changed(self) -> None:
        """Let views paint every cell anew."""
        if self._rows and self._columns:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def retitle(self) -> None:
        """Say everything anew, in another language."""
        self._headings = [self.words.heading(column) for column in self._columns]
        if self._columns:
            last = len(self._columns) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
        self.tell_changed()

    def repaint_colours(self) -> None:
        """Take the colours of the theme in force."""
        palette = QGuiApplication.palette()
        self._brushes = shade_brushes(palette)
        self._quiet = QBrush(palette.color(QPalette.ColorRole.PlaceholderText))
        self.tell_changed()

    # -- what stands where ---------------------------------------------------------------------

    def key(self, column: int) -> str:
        """Return the key of a column that is shown."""
        return self.arranged.keys[column] if self.arranged is not None else ""

    def heading(self, number: int) -> str:
        """Return what stands above a column, whatever it is sorted by."""
        return self._headings[number]

    def column_of(self, number: int) -> Column:
        """Return a column that is shown."""
        return self._columns[number]

    def table_row(self, number: int) -> int:
        """Return the row of the table that is shown in this place."""
        return self._rows[number]

    # -- QAbstractTableModel ---------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Role.DisplayRole:
            return self._headings[section] + self._sort_mark(section)
        if role == Role.ToolTipRole:
            return self.words.about_column(self._columns[section])
        if role == Role.TextAlignmentRole:
            return _LEFT if isinstance(self._columns[section], TextColumn) else _RIGHT
        return None

    def _sort_mark(self, section: int) -> str:
        """Return the arrow of a sorted column, with its number where there are several."""
        assert self.arranged is not None
        view = self.arranged.wish.view
        sorts = [sort for sort in view.sort if sort.column in self.arranged.table.columns]
        for number, sort in enumerate(sorts, 1):
            if sort.column == self.arranged.keys[section]:
                arrow = "▼" if sort.descending else "▲"
                return f"  {arrow}{number if len(sorts) > 1 else ''}"
        return ""

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or self.arranged is None:
            return None
        row, number = self._rows[index.row()], index.column()
        key = self.arranged.keys[number]
        if role == Role.DisplayRole:
            return self.words.text(self.arranged.table, key, row, self.arranged.digits[key])
        if role in {Role.ToolTipRole, Role.AccessibleTextRole}:
            return self._said(key, row, role)
        if role == Role.DecorationRole:
            return self._warning(key, row)
        return self._look(number, row, role)

    def _warning(self, key: str, row: int) -> QIcon | None:
        """Return the sign of a file that is no longer what was scored."""
        table = self.table
        if key not in {FILE, REFERENCE} or not isinstance(table, ResultTable):
            return None
        name = table.rows[row].file if key == FILE else table.rows[row].reference
        return icon("warning", "warning") if table.file_changes.get(name) in MARKED else None

    def _look(self, number: int, row: int, role: int) -> object:
        """Return how a cell looks; words in the place of a score are quiet and slanted."""
        column = self._columns[number]
        if role == Role.TextAlignmentRole:
            return _LEFT if isinstance(column, TextColumn) else _RIGHT
        if self.is_doubtful:
            return self._quiet if role == Role.ForegroundRole else None
        if role == Role.BackgroundRole:
            shades = self.arranged.shades.get(column.key) if self.arranged is not None else None
            return self._brushes[shades[row]] if shades is not None else None
        if role not in {Role.ForegroundRole, Role.FontRole}:
            return None
        is_word = isinstance(column, MetricColumn) and column.values[row] != column.values[row]
        if not is_word:
            return None
        return self._quiet if role == Role.ForegroundRole else self._slanted

    def _said(self, key: str, row: int, role: int) -> str:
        assert self.arranged is not None
        table = self.arranged.table
        if role == Role.ToolTipRole:
            return self.words.tip(table, key, row)
        shown = self.words.text(table, key, row, self.arranged.digits[key])
        column = table.columns[key]
        said = self.words.about_files(table, row) if key != MODE else []
        if isinstance(column, MetricColumn) and column.state(row) is not CellState.SCORE:
            said = [*self.words.about_score(column, row), *said]
        return ", ".join([shown, *said])
