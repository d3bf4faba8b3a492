"""The table of a comparison's files, with a radio button in every row."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from omgui.ui.quick_compare.model import FACTS, FILE, FOLDER, REFERENCE, REMARK, CompareModel

Index = QModelIndex | QPersistentModelIndex
_ROW = 46
_PICTURE = QSize(60, 40)
_SIGN = QSize(16, 16)
_RADIUS, _DOT, _LINE = 6.5, 3.5, 1.4
_WIDTHS = {REFERENCE: 84, FILE: 270, FOLDER: 120, FACTS: 180}


class RadioDelegate(QStyledItemDelegate):
    """Draws the check state of a cell as a radio button; a click anywhere in the cell sets it.

    In the colour of the text: the outlines of some styles cannot be seen on dark tables.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        is_checked = plain.checkState == Qt.CheckState.Checked
        plain.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, option.widget)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        can_be = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        group = QPalette.ColorGroup.Active if can_be else QPalette.ColorGroup.Disabled
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        colour = option.palette.color(group, role)
        centre = QRectF(option.rect).center()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(colour, _LINE, Qt.PenStyle.SolidLine if can_be else Qt.PenStyle.DotLine)
        )
        painter.drawEllipse(centre, _RADIUS, _RADIUS)
        if is_checked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, _DOT, _DOT)
        painter.restore()

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        is_click = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and option.rect.contains(event.position().toPoint())
        )
        if not is_click or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        return model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)


class RemarkDelegate(QStyledItemDelegate):
    """Draws remarks with small icons, whatever size pictures have in the table."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.decorationSize = _SIGN


class FilesTable(QTableView):
    """The files; Space makes one the reference, Delete takes it out.

    Signals:
        reference_wanted(): The person wants the current file as the reference.
        removal_wanted(): The person wants the selected files out.
    """

    reference_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, model: CompareModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._invitation = ""
        self.setModel(model)
        self.setItemDelegateForColumn(REFERENCE, RadioDelegate(self))
        self.setItemDelegateForColumn(REMARK, RemarkDelegate(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)  # else Tab never leaves the table
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setIconSize(_PICTURE)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(max(_ROW, 3 * self.fontMetrics().lineSpacing() + 4))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)

    def selected_rows(self) -> list[int]:
        """Return the selected rows, from the top."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def set_invitation(self, text: str) -> None:
        """Say what is written where the files will be, as long as there is none."""
        self._invitation = text
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            place = self.viewport().rect().adjusted(_ROW, _ROW, -_ROW, -_ROW)
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place, flags, self._invitation)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.reference_wanted.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)
