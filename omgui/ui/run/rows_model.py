"""A table of rows that only grow, and that a person filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
_ROOT = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows in the order in which they came.

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
        super().__init__(parent)
        self._columns = columns
        self._text_of = text_of
        self._limit = limit
        self._rows: list[Row] = []
        self._texts: list[str] = []
        self._shown: list[int] = []
        self._words: tuple[str, ...] = ()
        self._accepts: Callable[[Row], bool] | None = None

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    @property
    def total(self) -> int:
        """Number of rows with those that the filter hides."""
        return len(self._rows)

    def row(self, number: int) -> Row:
        """Return a row that is shown."""
        return self._rows[self._shown[number]]

    def add(self, rows: Sequence[Row]) -> None:
        """Put rows behind the others."""
        rows = rows[-self._limit :]
        if not rows:
            return
        self._make_room(len(rows))
        first = len(self._rows)
        self._rows += rows
        self._texts += [self._text_of(row).casefold() for row in rows]
        new = [place for place in range(first, len(self._rows)) if self._is_shown(place)]
        if new:
            count = len(self._shown)
            self.beginInsertRows(QModelIndex(), count, count + len(new) - 1)
            self._shown += new
            self.endInsertRows()

    def clear(self) -> None:
        """Forget all rows."""
        self.beginResetModel()
        self._rows, self._texts, self._shown = [], [], []
        self.endResetModel()

    def set_filter(self, words: str, accepts: Callable[[Row], bool] | None = None) -> None:
        """Show rows with all these words that are accepted."""
        self.beginResetModel()
        self._words = tuple(words.casefold().split())
        self._accepts = accepts
        self._shown = [place for place in range(len(self._rows)) if self._is_shown(place)]
        self.endResetModel()

    def _is_shown(self, place: int) -> bool:
        if self._accepts is not None and not self._accepts(self._rows[place]):
            return False
        text = self._texts[place]
        return all(word in text for word in self._words)

    def _make_room(self, count: int) -> None:
        over = len(self._rows) + count - self._limit
        if over <= 0:
            return
        gone = min(len(self._rows), max(over, self._limit // 10))
        hidden = sum(place < gone for place in self._shown[:gone])
        if hidden:
            self.beginRemoveRows(QModelIndex(), 0, hidden - 1)
        del self._rows[:gone], self._texts[:gone]
        self._shown = [place - gone for place in self._shown[hidden:]]
        if hidden:
            self.endRemoveRows()
