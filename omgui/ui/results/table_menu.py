"""What can be done with a cell, for the pointer and for the menu key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from omgui.core.results.columns import NumberColumn, TextColumn
from omgui.core.results.exports import ExportFormat
from omgui.core.results.filter_terms import quoted
from omgui.ui.change_words import shortened

if TYPE_CHECKING:
    from omgui.ui.results.panel import TablePanel


class TableMenu(QMenu):
    """The menu of the current cell.

    Args:
        panel: The table that it belongs to.
    """

    def __init__(self, panel: TablePanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = panel.table.current_key()
        self._add(self.tr("Sort &upwards"), lambda: panel.sort_by(key, is_descending=False))
        self._add(self.tr("Sort &downwards"), lambda: panel.sort_by(key, is_descending=True))
        more = self._add(self.tr("Then sort &by this column"), lambda: panel.sort(key, True))
        more.setEnabled(bool(panel.wish.view.sort))
        plain = self._add(self.tr("D&o not sort"), lambda: panel.change(sort=()))
        plain.setEnabled(bool(panel.wish.view.sort))
        self.addSeparator()
        self._add_conditions(key)
        self._add(self.tr("&Hide this column"), lambda: self._hide(key)).setEnabled(
            not panel.wish.is_grouped and panel.model.columnCount() > 1
        )
        self.addSeparator()
        words = (
            self.tr("Show the &members") if panel.wish.is_grouped else self.tr("Show in &viewer")
        )
        self._add(words, lambda: panel.table.opened.emit(panel.table.currentIndex().row()))
        self.addSeparator()
        for text, wanted in self.copy_words().items():
            self._add(text, partial(panel.copy, wanted))

    def copy_words(self) -> dict[str, ExportFormat]:
        """Return the ways to copy rows."""
        return {
            self.tr("&Copy for spreadsheets"): ExportFormat.TSV,
            self.tr("Copy as Mar&kdown"): ExportFormat.MARKDOWN,
            self.tr("Copy as &LaTeX"): ExportFormat.LATEX,
        }

    def _add(self, text: str, act: Callable[[], object]) -> QAction:
        action = self.addAction(text)
        action.triggered.connect(lambda _=False: act())
        return action

    def _add_conditions(self, key: str) -> None:
        """Offer to filter by what stands in the cell."""
        table, row = self._panel.model.table, self._panel.table.current_row()
        if table is None or row < 0 or self._panel.wish.is_grouped:
            return
        column = table.columns[key]
        if isinstance(column, TextColumn):
            value = column.values[row]
            only, others = f"{quoted(key)}={quoted(value)}", f"-{quoted(key)}={quoted(value)}"
            shown = shortened(value or self.tr("nothing")).replace("&", "&&")
            self._add(self.tr("&Only “{value}”").replace("{value}", shown), self._filter(only))
            self._add(self.tr("&All but “{value}”").replace("{value}", shown), self._filter(others))
        elif isinstance(column, NumberColumn) and column.values[row] == column.values[row]:
            value = repr(column.values[row])
            for text, mark in (
                (self.tr("Only up to &this"), "<="),
                (self.tr("Only &from this"), ">="),
            ):
                self._add(text, self._filter(f"{quoted(key)}{mark}{value}"))

    def _filter(self, condition: str) -> Callable[[], None]:
        return lambda: self._panel.add_condition(condition)

    def _hide(self, key: str) -> None:
        arranged = self._panel.arranged
        if arranged is not None:
            self._panel.change(columns=tuple(one for one in arranged.keys if one != key))
