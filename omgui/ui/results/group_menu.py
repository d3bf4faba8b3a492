"""By which fields rows are put together, and what is said of each group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from omgui.core.results.columns import Table, TextColumn
from omgui.core.results.grouping import Statistic
from omgui.core.results.views import TableView
from omgui.ui.results.cell_words import CellWords


class GroupMenu(QMenu):
    """Fields and statistics with boxes; it stays open while they are ticked.

    Signals:
        chosen(tuple, tuple): Fields to group by, and statistics.
    """

    chosen = Signal(object, object)

    def __init__(self, words: CellWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._fields: dict[str, QAction] = {}
        self._statistics: dict[Statistic, QAction] = {}
        self._by: tuple[str, ...] = ()

    def fill(self, table: Table, view: TableView) -> None:
        """Offer the fields of a table, ticked as a view has them."""
        self.clear()
        self._fields, self._statistics = {}, {}
        self._by = view.group_by
        self.addAction(self.tr("&No groups")).triggered.connect(self._on_none)
        self.addSection(self.tr("Group by"))
        for key, column in table.columns.items():
            if isinstance(column, TextColumn):
                title = self._words.title(column).replace("&", "&&")
                self._fields[key] = self._box(title, is_checked=key in view.group_by)
        self.addSection(self.tr("Show of each metric"))
        for one in Statistic:
            title = self._words.statistic(one)
            self._statistics[one] = self._box(title, is_checked=one in view.statistics)

    def _box(self, title: str, *, is_checked: bool) -> QAction:
        action = self.addAction(title)
        action.setCheckable(True)
        action.setChecked(is_checked)
        action.toggled.connect(self._on_toggled)
        return action

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    @Slot()
    def _on_none(self) -> None:
        self._tell(())

    @Slot()
    def _on_toggled(self) -> None:
        ticked = [key for key, action in self._fields.items() if action.isChecked()]
        kept = [key for key in self._by if key in ticked]  # the order of ticking counts
        self._tell((*kept, *(key for key in ticked if key not in kept)))

    def _tell(self, by: Sequence[str]) -> None:
        self._by = tuple(by)
        statistics = tuple(one for one, action in self._statistics.items() if action.isChecked())
        self.chosen.emit(self._by, statistics)
