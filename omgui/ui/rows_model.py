"""What all tables of plain data share, so that a model of its own only says its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QIcon
from typing_extensions import override

from omgui.core.words import one_line

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Role = Qt.ItemDataRole
Row = TypeVar("Row")


def title_of(
    titles: Sequence[str], section: int, orientation: Qt.Orientation, role: int
) -> str | None:
    """Return what a header says: titles of columns, and nothing beside the rows."""
    if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
        return titles[section]
    return None


class RowsModel(QAbstractTableModel, Generic[Row]):
    """A table of plain data, one object a row.

    A model of its own gives :meth:`text`, and what else its columns and cells have.

    Args:
        columns: How many there are.
        parent: Owner.
    """

    def __init__(self, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows: Sequence[Row] = ()

    # -- what a model of its own says ------------------------------------------------------------

    def titles(self) -> Sequence[str]:
        """Return the title of each column, in the language in force: by default none has one."""
        return ("",) * self._columns

    def text(self, number: int, column: int) -> str:
        """Return what the cell of a row shows."""
        raise NotImplementedError

    def tip(self, number: int, column: int) -> str:
        """Return what is said where the pointer rests on a cell: by default all of its text."""
        return self.text(number, column)

    def spoken(self, number: int, column: int) -> str:
        """Return what a screen reader says of a cell: by default its text."""
        return self.text(number, column)

    def picture(self, number: int, column: int) -> QIcon | None:
        """Return the drawing of a cell: by default none."""
        return None

    def other(self, number: int, column: int, role: int) -> object:
        """Return what a cell has for any other role: by default nothing."""
        return None

    # -- plain data ------------------------------------------------------------------------------

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> Row:
        """Return a row that is shown."""
        return self._rows[number]

    def retitle(self) -> None:
        """Say the titles anew, in another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._columns - 1)

    def tell_changed(self, number: int | None = None, column: int = 0) -> None:
        """Let views paint anew: a row, or all of them, from a column to the last."""
        first, last = (0, self.rowCount() - 1) if number is None else (number, number)
        if last >= 0:
            self.dataChanged.emit(self.index(first, column), self.index(last, self._columns - 1))

    # -- QAbstractTableModel ---------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        return title_of(self.titles(), section, orientation, role)

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        number, column = index.row(), index.column()
        if role == Role.DisplayRole:
            return one_line(self.text(number, column))
        if role == Role.AccessibleTextRole:
            return self.spoken(number, column)
        if role == Role.ToolTipRole:
            return self.tip(number, column)
        if role == Role.DecorationRole:
            return self.picture(number, column)
        return self.other(number, column, role)


class GrowingRowsModel(RowsModel[Row]):
    """Rows in the order in which they came, which a person filters.

    Args:
        columns: How many there are.
        text_of: What the words of the filter are looked for in.
        limit: Most rows that are kept; beyond them the oldest go, a tenth at a time.
        parent: Owner.
    """

    def __init__(
        self,
        columns: int,
        text_of: Callable[[Row], str],
        limit: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._text_of = text_of
        self._limit = limit
        self._all: list[Row] = []
        self._texts: list[str] = []
        self._shown: list[int] = []
        self._wanted: tuple[str, ...] = ()
        self._accepts: Callable[[Row], bool] | None = None

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @property
    def total(self) -> int:
        """Number of rows with those that the filter hides."""
        return len(self._all)

    @override
    def row(self, number: int) -> Row:
        return self._all[self._shown[number]]

    @override
    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._all = list(rows[-self._limit :])
        self._texts = [self._text_of(row).casefold() for row in self._all]
        self._shown = [place for place in range(len(self._all)) if self._is_shown(place)]
        self.endResetModel()

    def add(self, rows: Sequence[Row]) -> None:
        """Put rows behind the others."""
        rows = rows[-self._limit :]
        if not rows:
            return
        self._make_room(len(rows))
        first = len(self._all)
        self._all += rows
        self._texts += [self._text_of(row).casefold() for row in rows]
        new = [place for place in range(first, len(self._all)) if self._is_shown(place)]
        if new:
            count = len(self._shown)
            self.beginInsertRows(ROOT, count, count + len(new) - 1)
            self._shown += new
            self.endInsertRows()

    def set_filter(self, words: str, accepts: Callable[[Row], bool] | None = None) -> None:
        """Show rows with all these words that are accepted."""
        self.beginResetModel()
        self._wanted = tuple(words.casefold().split())
        self._accepts = accepts
        self._shown = [place for place in range(len(self._all)) if self._is_shown(place)]
        self.endResetModel()

    def _is_shown(self, place: int) -> bool:
        if self._accepts is not None and not self._accepts(self._all[place]):
            return False
        text = self._texts[place]
        return all(word in text for word in self._wanted)

    def _make_room(self, count: int) -> None:
        over = len(self._all) + count - self._limit
        if over <= 0:
            return
        gone = min(len(self._all), max(over, self._limit // 10))
        hidden = sum(place < gone for place in self._shown[:gone])
        if hidden:
            self.beginRemoveRows(ROOT, 0, hidden - 1)
        del self._all[:gone], self._texts[:gone]
        self._shown = [place - gone for place in self._shown[hidden:]]
        if hidden:
            self.endRemoveRows()
