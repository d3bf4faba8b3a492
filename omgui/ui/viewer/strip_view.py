"""A row of small pictures with words below them, quick with very many of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from omgui.ui.rows_model import Index

_ROOM = 12


class _BelowDelegate(QStyledItemDelegate):
    """Paints words below their picture, as a list of icons does."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.decorationPosition = QStyleOptionViewItem.Position.Top
        option.decorationAlignment = Qt.AlignmentFlag.AlignCenter
        option.displayAlignment = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration


class StripView(QTableView):
    """A table of one row: a list would lay out a hundred thousand pictures at every change.

    Args:
        picture: Size of the small pictures.
        parent: Owner.
    """

    def __init__(self, picture: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_BelowDelegate(self))
        self.setIconSize(picture)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit()

    @property
    def cell(self) -> QSize:
        """Size of one picture with its words."""
        height = self.iconSize().height() + 2 * self.fontMetrics().height() + _ROOM
        return QSize(self.iconSize().width() + 2 * _ROOM, height)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.horizontalHeader().setDefaultSectionSize(self.cell.width())
        self.verticalHeader().setDefaultSectionSize(self.cell.height())
