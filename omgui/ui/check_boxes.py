"""Check boxes and radio buttons with frames that can be seen on dark ground too."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QRadioButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
)
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
_ALPHA = 0.7


def _colour(palette: QPalette, state: QStyle.StateFlag, *, is_item: bool) -> QColor:
    """Return the colour of the text beside a frame."""
    is_selected = is_item and bool(state & QStyle.StateFlag.State_Selected)
    beside = QPalette.ColorRole.Text if is_item else QPalette.ColorRole.WindowText
    role = QPalette.ColorRole.HighlightedText if is_selected else beside
    is_open = bool(state & QStyle.StateFlag.State_Enabled)
    group = QPalette.ColorGroup.Active if is_open else QPalette.ColorGroup.Disabled
    colour = palette.color(group, role)
    colour.setAlphaF(_ALPHA)
    return colour


def _draw_frame(painter: QPainter, box: QRect, colour: QColor) -> None:
    painter.save()
    painter.setPen(colour)
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    painter.restore()


def _draw_ring(painter: QPainter, box: QRect, colour: QColor) -> None:
    side = min(box.width(), box.height()) - 1.0
    ring = QRectF(0, 0, side, side)
    ring.moveCenter(QRectF(box).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colour)
    painter.drawEllipse(ring)
    painter.restore()


class BoxDelegate(QStyledItemDelegate):
    """Draws the boxes of a list with a frame, dim where they cannot be ticked."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        if not shown.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            return
        style = option.widget.style() if option.widget is not None else QApplication.style()
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = style.subElementRect(part, shown, option.widget)
        state = shown.state
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            state &= ~QStyle.StateFlag.State_Enabled
        _draw_frame(painter, box, _colour(shown.palette, state, is_item=True))


class FramedCheckBox(QCheckBox):
    """A check box with a frame."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = self.style().subElementRect(part, option, self)
        _draw_frame(QPainter(self), box, _colour(self.palette(), option.state, is_item=False))


class FramedRadioButton(QRadioButton):
    """A radio button with a ring."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_RadioButtonIndicator
        box = self.style().subElementRect(part, option, self)
        _draw_ring(QPainter(self), box, _colour(self.palette(), option.state, is_item=False))
