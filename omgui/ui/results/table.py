"""The view of a table of scores: sorting by the headings, keys, and a menu for each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget
from typing_extensions import override

from omgui.core.results.columns import MetricColumn, TextColumn
from omgui.core.results.grouping import GroupTable
from omgui.ui.results.model import ResultsModel
from omgui.ui.results.names_column import NamesColumn
from omgui.ui.rows_model import Index

_ROW_PADDING = 8
_WIDTH_LIMIT = 340
_ROWS_MEASURED = 25
_NARROWEST = 64
_BESIDE_TEXT = 22
_RANGES_LIMIT = 2000
_FILE = "file"
_CURRENT = QItemSelectionModel.SelectionFlag.NoUpdate
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class ResultsTable(QTableView):
    """A table of whole rows, quick with very many of them.

    Signals:
        sort_wanted(str, bool): The heading of this column was clicked; whether it is to count
            after those that are sorted already.
        menu_wanted(QPoint): A menu is wanted here, in global coordinates.
        copy_wanted(): Ctrl+C.
        opened(int): Enter or a double click on this row.
        chosen(): Another row or cell is current, or other rows are selected.
    """

    sort_wanted = Signal(str, bool)
    menu_wanted = Signal(QPoint)
    copy_wanted = Signal()
    opened = Signal(int)
    chosen = Signal()

    def __init__(self, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._fitted: tuple[tuple[str, str], ...] = ()
        self._widths: dict[str, int] = {}
        self.setModel(model)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)  # else Tab never leaves the table
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + _ROW_PADDING)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Of its own and empty: else every painting asks of each row whether a column is selected.
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(_NARROWEST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(self._on_heading)
        header.sectionResized.connect(self._on_resized)
        header.customContextMenuRequested.connect(self._on_heading_menu)
        self.doubleClicked.connect(self._on_double_click)
        self.selectionModel().selectionChanged.connect(self.chosen)
        self.selectionModel().currentChanged.connect(self.chosen)
        self.names = NamesColumn(self)
        self.names.horizontalHeader().sectionClicked.connect(self._on_heading)
        self.names.doubleClicked.connect(self._on_double_click)

    @property
    def widths(self) -> dict[str, int]:
        """Widths of the columns that were pulled, by their keys."""
        return dict(self._widths)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Give columns the widths that they were pulled to earlier."""
        self._widths = dict(widths)
        self._fitted = ()

    # -- rows and columns ----------------------------------------------------------------------

    def selected_ranges(self) -> Iterator[range]:
        """Yield the selected places from the top, without an object for each."""
        selection = self.selectionModel().selection()
        found = [selection.at(number) for number in range(selection.count())]
        ranges = sorted((one.top(), one.bottom()) for one in found)
        reached = -1
        for top, bottom in ranges:
            if bottom > reached:
                yield range(max(top, reached + 1), bottom + 1)
                reached = bottom

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        return sum(map(len, self.selected_ranges()))

    def current_key(self) -> str:
        """Return the key of the column with the current cell; empty where there is none."""
        index = self.currentIndex()
        return self._model.key(index.column()) if index.isValid() else ""

    def selected_rows(self) -> list[int]:
        """Return the selected rows of the table, in the order in which they are shown."""
        return self.first_selected(self._model.rowCount())

    def first_selected(self, count: int) -> list[int]:
        """Return no more than so many of the selected rows."""
        places = chain.from_iterable(self.selected_ranges())
        return [self._model.table_row(place) for place in islice(places, count)]

    def selected_array(self) -> np.ndarray:
        """Return the selected rows of the table as an array, for they may be all of very many."""
        arranged = self._model.arranged
        rows = np.asarray(arranged.rows if arranged is not None else [], dtype=np.int64)
        ranges = [np.arange(found.start, found.stop) for found in self.selected_ranges()]
        return rows[np.concatenate(ranges)] if ranges else rows[:0]

    def current_row(self) -> int:
        """Return the row of the table with the current cell; -1 where there is none."""
        index = self.currentIndex()
        return self._model.table_row(index.row()) if index.isValid() else -1

    def restore(self, rows: Sequence[int] | np.ndarray, current: int, key: str) -> None:
        """Select rows again, wherever they are shown now; the first one where none is left.

        Args:
            rows: Of the table.
            current: The one with the current cell; -1 for none.
            key: The column of the current cell.
        """
        arranged = self._model.arranged
        if arranged is None:
            return
        places = np.frombuffer(arranged.places, dtype=np.int64)[np.asarray(rows, dtype=np.int64)]
        places = places[places >= 0]
        standing = arranged.places[current] if current >= 0 else -1
        if standing < 0 and arranged.rows:
            standing, places = 0, places[:0]
        if standing >= 0 and not places.size:
            places = np.array([standing])
        self.select_places(places, standing, key)

    def select_places(self, places: Sequence[int] | np.ndarray, current: int, key: str) -> None:
        """Select rows again after they were put in another order.

        Args:
            places: Where they are now.
            current: The one that is current; -1 for none.
            key: The column of the current cell.
        """
        selection = QItemSelection()
        last = self._model.columnCount() - 1
        for begin, end in _joined(np.asarray(places, dtype=np.int64))[:_RANGES_LIMIT]:
            selection.select(self._model.index(begin, 0), self._model.index(end, last))
        if current >= 0:
            index = self._model.index(current, self._column_for(key))
            self.selectionModel().setCurrentIndex(index, _CURRENT)
            self.scrollTo(index)
        self.selectionModel().select(selection, _SELECT)

    def _column_for(self, key: str) -> int:
        """Return the place of a column; that of the first scores where it is not shown."""
        arranged = self._model.arranged
        keys = arranged.keys if arranged is not None else ()
        if key in keys:
            return keys.index(key)
        numbers = range(len(keys))
        is_score = (isinstance(self._model.column_of(it), MetricColumn) for it in numbers)
        return next((it for it, found in zip(numbers, is_score, strict=True) if found), 0)

    def fit_columns(self) -> None:
        """Give new columns the width of what is in them, those that were pulled stay."""
        arranged = self._model.arranged
        if arranged is None:
            return
        names = arranged.table.by if isinstance(arranged.table, GroupTable) else (_FILE,)
        self.names.show_columns([arranged.keys.index(it) for it in names if it in arranged.keys])
        titles = (self._model.heading(number) for number in range(len(arranged.keys)))
        wanted = tuple(zip(arranged.keys, titles, strict=True))
        if wanted == self._fitted:
            return
        self._fitted = wanted
        header = self.horizontalHeader()
        header.blockSignals(True)
        for number, key in enumerate(arranged.keys):
            width = self._widths.get(key)
            header.resizeSection(number, width if width is not None else self._width_of(number))
        header.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()
        self.names.place()

    def _width_of(self, number: int) -> int:
        """Return the width that a heading and some of its cells need."""
        metrics = self.fontMetrics()
        texts = [f"{self._model.heading(number)}  ▲1"]
        rows = range(min(_ROWS_MEASURED, self._model.rowCount()))
        texts += [str(self._model.data(self._model.index(row, number))) for row in rows]
        is_text = isinstance(self._model.column_of(number), TextColumn)
        widest = max(map(metrics.horizontalAdvance, texts)) + _BESIDE_TEXT
        return max(_NARROWEST, min(widest, _WIDTH_LIMIT if is_text else 2 * _WIDTH_LIMIT))

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QTableView.ScrollHint = QTableView.ScrollHint.EnsureVisible,
    ) -> None:
        bar = self.horizontalScrollBar()
        before, covered = bar.value(), self.names.covered
        super().scrollTo(index, hint)
        if covered and not self.names.isColumnHidden(index.column()):
            bar.setValue(before)  # its name is in sight as it is
        elif self.names.covered:
            left = self.columnViewportPosition(index.column())
            bar.setValue(bar.value() + min(0, left - self.names.covered))

    # -- keys and pointer ----------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.menu_wanted.emit(place)

    @Slot(int)
    def _on_heading(self, section: int) -> None:
        modifiers = QGuiApplication.keyboardModifiers()
        is_more = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        self.sort_wanted.emit(self._model.key(section), is_more)

    @Slot(QPoint)
    def _on_heading_menu(self, place: QPoint) -> None:
        section = self.horizontalHeader().logicalIndexAt(place)
        if section >= 0:
            row = max(0, self.currentIndex().row())
            if self._model.rowCount():
                index = self._model.index(row, section)
                self.selectionModel().setCurrentIndex(index, _CURRENT)
            self.menu_wanted.emit(self.horizontalHeader().mapToGlobal(place))

    @Slot(int, int, int)
    def _on_resized(self, section: int, _before: int, width: int) -> None:
        self._widths[self._model.key(section)] = width

    @Slot()
    def _on_double_click(self) -> None:
        if self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())


def _joined(places: np.ndarray) -> list[tuple[int, int]]:
    """Return the first and last of all runs of places."""
    if not places.size:
        return []
    ordered = np.sort(places)
    gaps = np.flatnonzero(np.diff(ordered) > 1)
    begins = ordered[np.concatenate(([0], gaps + 1))]
    ends = ordered[np.concatenate((gaps, [ordered.size - 1]))]
    return list(zip(begins.tolist(), ends.tolist(), strict=True))
