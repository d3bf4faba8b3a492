"""A tree of two levels that may have 100,000 rows at the top: a view gets them bit by bit."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject
from typing_extensions import override

from omgui.ui.branches_model import BranchesModel
from omgui.ui.rows_model import ROOT, Index

# A tree view looks at every row of the top again whenever some are added.
_AT_ONCE = 500
_WITHIN_REACH = 5_000


class LongTree(BranchesModel):
    """Gives a view its first rows, and more whenever a person has scrolled to the last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = 0

    def total(self) -> int:
        """Return how many rows are at the top, with those that no view has asked for."""
        raise NotImplementedError

    def start_again(self) -> None:
        """Begin with the first rows; belongs between the begin and the end of a reset."""
        self._shown = min(self.total(), _AT_ONCE)

    def reach(self, row: int) -> bool:
        """Let views have a row that is not too far down; return whether they have it."""
        if self._shown <= row < min(_WITHIN_REACH, self.total()):
            self._show_to(row + 1)
        return row < self._shown

    @override
    def top_count(self) -> int:
        return self._shown

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._shown < self.total()

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._show_to(min(self.total(), self._shown + _AT_ONCE))

    def _show_to(self, end: int) -> None:
        self.beginInsertRows(QModelIndex(ROOT), self._shown, end - 1)
        self._shown = end
        self.endInsertRows()
