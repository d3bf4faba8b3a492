"""The picker's rows as a tree for Qt: groups, and the metrics of each below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QGuiApplication, QIcon, QPalette
from typing_extensions import override

from omgui.ui.branches_model import BranchesModel
from omgui.ui.icons import icon
from omgui.ui.metrics.rows import (
    Column,
    Files,
    GroupKey,
    MetricRow,
    Show,
    found,
    grouped,
)
from omgui.ui.metrics.words import Words
from omgui.ui.problem_words import spoken
from omgui.ui.rows_model import ROOT, Index, Role

_ICONS = {
    Files.READY: ("state_complete", "good"),
    Files.MISSING: ("download", "warning"),
    Files.QUEUED: ("state_queued", "busy"),
    Files.FETCHING: ("state_running", "busy"),
    Files.WRONG: ("warning", "warning"),
    Files.FAILED: ("error", "bad"),
}
_COLUMNS = tuple(Column)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
# A range at the right would touch the words of the next column.
_ALIGNED = {Column.RANGE: _CENTRE, Column.TIME: _RIGHT, Column.MEMORY: _RIGHT}


class MetricsModel(BranchesModel):
    """Groups of metrics.

    Signals:
        tick_wanted(str, bool): A person wants a metric ticked or not; whoever owns the choice
            changes it, and `refresh` shows it.
    """

    tick_wanted = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = Words(self)
        self._rows: list[MetricRow] = []
        self._groups: list[tuple[GroupKey, list[MetricRow]]] = []
        self._text = ""
        self._show = Show.ALL
        self._column: Column | None = None
        self._is_descending = False
        self._is_locked = False
        # Asked for some thousand times at every repaint, so nothing is looked up twice.
        self._texts: dict[Column, Callable[[MetricRow], str]] = {
            Column.NAME: lambda row: row.name,
            Column.TITLE: self._title,
            Column.BETTER: lambda row: self._words.better(row.spec),
            Column.RANGE: lambda row: self._words.range(row.spec),
            Column.FILES: lambda row: self._words.files(row.files),
            Column.TIME: self._words.time,
            Column.MEMORY: self._words.memory,
        }
        self._by_role: dict[int, Callable[[MetricRow, Column], object]] = {
            int(Role.DisplayRole): self._text_of,
            int(Role.ToolTipRole): self._tip,
            int(Role.AccessibleTextRole): self._spoken,
            int(Role.CheckStateRole): self._tick_of,
            int(Role.TextAlignmentRole): self._alignment_of,
            int(Role.ForegroundRole): self._colour_of,
            int(Role.DecorationRole): self._icon_of,
        }

    # -- what is shown ---------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[MetricRow]) -> None:
        """Show other rows."""
        self._rows = list(rows)
        self._arrange()

    def set_search(self, text: str, show: Show) -> None:
        """Show the rows that a search finds."""
        if (text, show) != (self._text, self._show):
            self._text, self._show = text, show
            self._arrange()

    def set_locked(self, is_locked: bool) -> None:
        """Let ticks be changed or not."""
        if is_locked is not self._is_locked:
            self._is_locked = is_locked
            self.refresh()

    @property
    def shown(self) -> list[MetricRow]:
        """The rows that are shown, in their order."""
        return [row for _, rows in self._groups for row in rows]

    def refresh(self) -> None:
        """Show that contents of rows changed, but not which rows there are or their order."""
        for number, (_, rows) in enumerate(self._groups):
            parent = self.index(number, 0)
            if rows:
                last = self.index(len(rows) - 1, len(Column) - 1, parent)
                self.dataChanged.emit(self.index(0, 0, parent), last)

    def refresh_row(self, name: str) -> None:
        """Show that the contents of one row changed."""
        first = self.index_of(name)
        if first.isValid():
            self.dataChanged.emit(first, first.siblingAtColumn(len(Column) - 1))

    def rearrange(self) -> None:
        """Search and order again, after values changed that they depend on."""
        self._arrange()

    def index_of(self, name: str) -> QModelIndex:
        """Return where a metric is; an invalid index where it is not shown."""
        for number, (_, rows) in enumerate(self._groups):
            for place, row in enumerate(rows):
                if row.name == name:
                    return self.index(place, 0, self.index(number, 0))
        return QModelIndex()

    def row_at(self, index: Index) -> MetricRow | None:
        """Return the metric at an index; ``None`` for a group."""
        if not index.isValid() or self.is_top(index):
            return None
        return self._groups[self.top_of(index)][1][index.row()]

    # -- QAbstractItemModel ----------------------------------------------------------------------

    @override
    def top_count(self) -> int:
        return len(self._groups)

    @override
    def count_below(self, top: int) -> int:
        return len(self._groups[top][1])

    @override
    def columnCount(self, _parent: Index = ROOT) -> int:
        return len(_COLUMNS)

    @override
    def titles(self) -> tuple[str, ...]:
        titles = {
            Column.NAME: self.tr("Metric"),
            Column.TITLE: self.tr("Title"),
            Column.BETTER: self.tr("Better"),
            Column.RANGE: self.tr("Range"),
            Column.FILES: self.tr("Checkpoint"),
            Column.TIME: self.tr("Time here"),
            Column.MEMORY: self.tr("Memory"),
        }
        return tuple(titles[column] for column in _COLUMNS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        is_above = orientation is Qt.Orientation.Horizontal
        if is_above and role == Role.TextAlignmentRole and Column(section) in _ALIGNED:
            return _ALIGNED[Column(section)]
        return super().headerData(section, orientation, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        flags = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        if index.column() == Column.NAME.value and row.can_be_ticked and not self._is_locked:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row_at(index)
        if row is None:
            return self._group_data(index, role)
        column = _COLUMNS[index.column()]
        tell = self._by_role.get(int(role))
        return tell(row, column) if tell is not None else None

    @override
    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        row = self.row_at(index)
        if row is None or role != Role.CheckStateRole:
            return False
        if not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.tick_wanted.emit(row.name, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the metrics of each group; a negative column gives the catalogue's order."""
        self._column = Column(column) if column >= 0 else None
        self._is_descending = order is Qt.SortOrder.DescendingOrder
        self._arrange()

    # -- inside ----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.beginResetModel()
        rows = found(self._rows, self._text, self._show)
        self._groups = grouped(rows, self._column, is_descending=self._is_descending)
        self.endResetModel()

    def _group_data(self, index: Index, role: int) -> object:
        key, rows = self._groups[index.row()]
        if index.column() > 0:
            return None
        if role in {Role.DisplayRole, Role.AccessibleTextRole}:
            ticked = sum(row.is_ticked for row in rows)
            title = self._words.group(key)
            if ticked:
                return self.tr("{title} ({ticked} of {count} ticked)").format(
                    title=title, ticked=ticked, count=len(rows)
                )
            return f"{title} ({len(rows)})"
        if role == Role.FontRole:
            font = QFont(QGuiApplication.font())
            font.setBold(True)
            return font
        return None

    def _text_of(self, row: MetricRow, column: Column) -> str:
        if row.spec is None and column not in {Column.NAME, Column.TITLE}:
            return ""
        return self._texts[column](row)

    def _title(self, row: MetricRow) -> str:
        return row.spec.title if row.spec is not None else self.tr("unknown")

    def _tip(self, row: MetricRow, column: Column) -> str:
        if row.reason is not None:
            return f"{row.reason.text}\n{row.reason.hint}".strip()
        if column is Column.TIME:
            return self._words.time_hint(row)
        if column is Column.FILES and row.files.said:
            return row.files.said
        about = spoken(row.spec.about) if row.spec else ""
        return "\n".join(filter(None, (about, row.remark)))

    def _spoken(self, row: MetricRow, column: Column) -> str:
        text = self._text_of(row, column)
        if column is not Column.NAME:
            return text
        why = row.reason.text if row.reason else row.remark
        return ", ".join(filter(None, (text, self._words.tick(row), why)))

    def _tick_of(self, row: MetricRow, column: Column) -> Qt.CheckState | None:
        if column is not Column.NAME:
            return None
        return Qt.CheckState.Checked if row.is_ticked else Qt.CheckState.Unchecked

    def _alignment_of(self, _row: MetricRow, column: Column) -> Qt.AlignmentFlag | None:
        return _ALIGNED.get(column)

    def _colour_of(self, row: MetricRow, _column: Column) -> QBrush | None:
        if row.reason is None:
            return None
        palette = QGuiApplication.palette()
        return palette.brush(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)

    def _icon_of(self, row: MetricRow, column: Column) -> QIcon | None:
        if column is Column.FILES and row.spec is not None and row.files.state in _ICONS:
            return icon(*_ICONS[row.files.state])
        if column is Column.TITLE and row.reason is not None:
            return icon("info", "quiet")
        if column is Column.TITLE and row.remark:
            return icon("warning", "warning")
        return None
