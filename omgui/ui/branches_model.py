"""What all trees of two levels share, so that a model of its own only says its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from typing_extensions import override

from omgui.ui.rows_model import ROOT, Index, Role, title_of


class BranchesModel(QAbstractItemModel):
    """A tree of two levels: rows at the top, and rows below them that have none of their own.

    The identity of an index is 0 for a row at the top, else the number of the row above it
    counted from 1. A model of its own gives :meth:`titles`, :meth:`top_count`,
    :meth:`count_below`, `columnCount` and `data`.
    """

    def titles(self) -> Sequence[str]:
        """Return the title of each column, in the language in force."""
        raise NotImplementedError

    def top_count(self) -> int:
        """Return how many rows are at the top."""
        raise NotImplementedError

    def count_below(self, top: int) -> int:
        """Return how many rows are below one at the top."""
        raise NotImplementedError

    @staticmethod
    def is_top(index: Index) -> bool:
        """Whether a valid index is that of a row at the top."""
        return index.internalId() == 0

    @staticmethod
    def top_of(index: Index) -> int:
        """Return the number of the row at the top that a valid index belongs to, or is."""
        return int(index.internalId()) - 1 if index.internalId() else index.row()

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return self.top_count()
        if parent.column() or parent.internalId():
            return 0
        return self.count_below(parent.row())

    @override
    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]  # of QObject
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> object:
        return title_of(self.titles(), section, orientation, role)
