"""The table of the picker: a tree of groups in which Space ticks what is selected."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from omgui.ui.check_boxes import BoxDelegate
from omgui.ui.metrics.model import MetricsModel
from omgui.ui.metrics.rows import Column, MetricRow

_WIDTHS = {
    Column.NAME: 150,
    Column.TITLE: 134,
    Column.BETTER: 72,
    Column.RANGE: 78,
    Column.FILES: 128,
    Column.TIME: 104,
    Column.MEMORY: 70,
}


class _Delegate(BoxDelegate):
    """Draws boxes dim where they cannot be ticked, in the colour of the text beside them."""

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Prepare the drawing of a cell."""
        super().initStyleOption(option, index)
        model = index.model()
        if index.column() != Column.NAME.value or not isinstance(model, MetricsModel):
            return
        if model.row_at(index) is None or model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return
        palette = QPalette(option.palette)
        active = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText)
        # Selected text lies on the colour of the selection, also where the box is dim.
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.HighlightedText, active)
        option.palette = palette
        option.state &= ~QStyle.StateFlag.State_Enabled


class MetricsTable(QTreeView):
    """The table.

    Signals:
        row_shown(MetricRow | None): Another metric is current.
        ticks_wanted(list, bool): Names of metrics that a person wants ticked or not.
    """

    row_shown = Signal(object)
    ticks_wanted = Signal(object, bool)

    def __init__(self, model: MetricsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._current = ""
        self.setItemDelegate(_Delegate(self))
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(10)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in _WIDTHS.items():
            header.resizeSection(column.value, width)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        model.modelReset.connect(self._on_reset)
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def current_row(self) -> MetricRow | None:
        """The metric that is current."""
        return self._model.row_at(self.currentIndex())

    def selected_rows(self) -> list[MetricRow]:
        """Return the metrics that are selected."""
        found = (self._model.row_at(index) for index in self.selectionModel().selectedRows())
        return [row for row in found if row is not None]

    @Slot()
    def enter(self) -> None:
        """Take the keys, with a metric current."""
        if not self._model.shown:
            return
        if self.current_row is None:
            self.setCurrentIndex(self._model.index(0, 0, self._model.index(0, 0)))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Tick what is selected with Space; if all of it is ticked, untick it."""
        if event.key() != Qt.Key.Key_Space or event.modifiers():
            super().keyPressEvent(event)
            return
        rows = [row for row in self.selected_rows() if row.can_be_ticked]
        if rows:
            is_wanted = not all(row.is_ticked for row in rows)
            self.ticks_wanted.emit([row.name for row in rows], is_wanted)

    @Slot()
    def _on_reset(self) -> None:
        for number in range(self._model.rowCount()):
            self.setFirstColumnSpanned(number, QModelIndex(), True)
        self.expandAll()
        index = self._model.index_of(self._current) if self._current else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.row_shown.emit(None)

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row is not None:
            self._current = row.name
        self.row_shown.emit(row)
