"""Check boxes whose frame can be seen on dark ground too, where the style's own is lost."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
)
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
_ALPHA = 0.7


def _draw_frame(
    painter: QPainter, box: QRect, palette: QPalette, state: QStyle.StateFlag, *, is_item: bool
) -> None:
    """Draw a frame in the colour of the text beside it."""
    is_selected = is_item and bool(state & QStyle.StateFlag.State_Selected)
    beside = QPalette.ColorRole.Text if is_item else QPalette.ColorRole.WindowText
    role = QPalette.ColorRole.HighlightedText if is_selected else beside
    is_open = bool(state & QStyle.StateFlag.State_Enabled)
    group = QPalette.ColorGroup.Active if is_open else QPalette.ColorGroup.Disabled
    colour = palette.color(group, role)
    colour.setAlphaF(_ALPHA)
    painter.save()
    painter.setPen(colour)
    painter.drawRect(box.adjusted(0, 0, -1, -1))
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
        _draw_frame(painter, box, shown.palette, state, is_item=True)


class FramedCheckBox(QCheckBox):
    """A check box with a frame."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        box = self.style().subElementRect(part, option, self)
        _draw_frame(QPainter(self), box, self.palette(), option.state, is_item=False)
