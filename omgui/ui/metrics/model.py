"""The picker's rows as a tree for Qt: groups, and the metrics of each below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QFont, QGuiApplication, QIcon, QPalette

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

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
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
_NUMBERS = {Column.RANGE, Column.TIME, Column.MEMORY}


class MetricsModel(QAbstractItemModel):
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
        self._by_role: dict[int, Callable[[MetricRow, Column], Any]] = {
            int(_Role.DisplayRole): self._text_of,
            int(_Role.ToolTipRole): self._tip,
            int(_Role.AccessibleTextRole): self._spoken,
            int(_Role.CheckStateRole): self._tick_of,
            int(_Role.TextAlignmentRole): self._alignment_of,
            int(_Role.ForegroundRole): self._colour_of,
            int(_Role.DecorationRole): self._icon_of,
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
        number = index.internalId()
        if not index.isValid() or number == 0:
            return None
        return self._groups[number - 1][1][index.row()]

    # -- QAbstractItemModel ----------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of a group (identity 0) or of a metric (number of its group + 1)."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        """Return the group of a metric."""
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the number of groups, or of metrics of a group."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() or parent.column() > 0:
            return 0
        return len(self._groups[parent.row()][1])

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the number of columns."""
        return len(Column)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.TextAlignmentRole and Column(section) in _NUMBERS:
            return _RIGHT
        if role != _Role.DisplayRole:
            return None
        titles = {
            Column.NAME: self.tr("Metric"),
            Column.TITLE: self.tr("Title"),
            Column.BETTER: self.tr("Better"),
            Column.RANGE: self.tr("Range"),
            Column.FILES: self.tr("Checkpoint"),
            Column.TIME: self.tr("Time here"),
            Column.MEMORY: self.tr("Memory"),
        }
        return titles[Column(section)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
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

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row = self.row_at(index)
        if row is None:
            return self._group_data(index, role)
        column = _COLUMNS[index.column()]
        tell = self._by_role.get(int(role))
        return tell(row, column) if tell is not None else None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:  # noqa: ANN401, N802
        """Pass on that a person clicked a tick."""
        row = self.row_at(index)
        if row is None or role != _Role.CheckStateRole:
            return False
        if not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.tick_wanted.emit(row.name, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

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

    def _group_data(self, index: Index, role: int) -> Any:  # noqa: ANN401
        key, rows = self._groups[index.row()]
        if index.column() > 0:
            return None
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            ticked = sum(row.is_ticked for row in rows)
            title = self._words.group(key)
            if ticked:
                return self.tr("{title} ({ticked} of {count} ticked)").format(
                    title=title, ticked=ticked, count=len(rows)
                )
            return f"{title} ({len(rows)})"
        if role == _Role.FontRole:
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
        about = row.spec.about if row.spec else ""
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
        return _RIGHT if column in _NUMBERS else None

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
