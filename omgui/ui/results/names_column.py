"""The names of the rows, which stay in sight however far one scrolls through the scores."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView
from typing_extensions import override

_MOST = 0.5  # of the table's width


class NamesColumn(QTableView):
    """Some columns of a table once more, laid over its left edge when they are scrolled away.

    It shares the model and what is selected with the table, so that a row can be chosen by its
    name as well.

    Args:
        table: The table that it lies over.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._columns: Sequence[int] = ()
        self.hide()
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setSelectionBehavior(table.selectionBehavior())
        self.setSelectionMode(table.selectionMode())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setAutoScroll(False)
        self.setTextElideMode(table.textElideMode())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows, given = self.verticalHeader(), table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(given.defaultSectionSize())
        header = self.horizontalHeader()
        header.setSelectionModel(table.horizontalHeader().selectionModel())
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(table.horizontalHeader().minimumSectionSize())
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.place)
        table.horizontalScrollBar().rangeChanged.connect(self.place)
        table.horizontalHeader().sectionResized.connect(self.place)
        table.viewport().installEventFilter(self)

    @property
    def covered(self) -> int:
        """Width of the table that is covered now; 0 while the columns are in sight themselves."""
        return self.width() if not self.isHidden() else 0

    def show_columns(self, columns: Sequence[int]) -> None:
        """Keep these columns in sight, and no others."""
        self._columns = columns
        for number in range(self.model().columnCount()):
            self.setColumnHidden(number, number not in columns)
        self.place()

    @Slot()
    def place(self) -> None:
        """Lie over the left edge of the table, or go where nothing is scrolled away."""
        table = self._table
        if not any(table.columnViewportPosition(number) < 0 for number in self._columns):
            self.hide()
            return
        most = round(_MOST * table.viewport().width() / len(self._columns))
        for number in self._columns:
            self.setColumnWidth(number, min(table.columnWidth(number), most))
        header, viewport = table.horizontalHeader(), table.viewport()
        self.horizontalHeader().setFixedHeight(header.height())
        width = sum(self.columnWidth(number) for number in self._columns) + self._edge
        if width >= viewport.width():  # nothing else would be seen
            self.hide()
            return
        place = header.geometry().topLeft()
        self.setGeometry(place.x(), place.y(), width, header.height() + viewport.height())
        self.show()
        self.raise_()
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())

    @property
    def _edge(self) -> int:
        return self.style().pixelMetric(self.style().PixelMetric.PM_DefaultFrameWidth)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._table.viewport():
            self.place()
        return super().eventFilter(watched, event)
