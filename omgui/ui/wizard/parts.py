"""Small widgets that several pages of the wizard use."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from omgui.ui.icons import icon
from omgui.ui.rows_model import Index
from omgui.ui.wizard.dragging import DragTable

_SIDE = 18
_TITLE_SCALE = 1.3


class Notice(QWidget):
    """An icon and a sentence; hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ("", "", "")
        self.sign = QLabel(alignment=Qt.AlignmentFlag.AlignTop)
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sign)
        layout.addWidget(self.words, 1)
        self.setVisible(False)

    @property
    def text(self) -> str:
        """What it says."""
        return self._shown[2]

    @property
    def kind(self) -> str:
        """Name of the icon beside it."""
        return self._shown[0]

    def say(self, text: str, name: str = "info", role: str = "quiet") -> None:
        """Say something; nothing hides the widget.

        Args:
            text: The sentence.
            name: Of the icon.
            role: Colour of the icon, as the theme names it.
        """
        shown = (name, role, text)
        if shown == self._shown:
            return
        is_sign_other = self._shown[:2] != shown[:2] or not self._shown[2]
        self._shown = shown
        self.words.setText(text)
        if is_sign_other:
            self._draw()
        self.setVisible(bool(text))

    def warn(self, text: str) -> None:
        """Say what should be looked at."""
        self.say(text, "warning", "warning")

    def fail(self, text: str) -> None:
        """Say what is wrong."""
        self.say(text, "error", "bad")

    def _draw(self) -> None:
        name, role, text = self._shown
        if text:
            size = QSize(_SIDE, _SIDE)
            self.sign.setPixmap(icon(name, role).pixmap(size, self.devicePixelRatio()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)


class RuleEdit(QPlainTextEdit):
    """A field for lines of text whose steps are undone with all others of the wizard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        font = QFont(self.font())
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setFamilies(["monospace", "Menlo", "Consolas"])
        self.setFont(font)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        return super().event(event)


def is_undo(event: QEvent) -> bool:
    """Whether keys mean undo or redo."""
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return any(event.matches(key) for key in keys)  # type: ignore[attr-defined]


def make_table(model: QAbstractItemModel, *, is_many: bool = False) -> QTableView:
    """Return a table that fits the others: whole rows, no grid, fixed heights.

    Args:
        model: What it shows.
        is_many: Whether several rows can be chosen.
    """
    table = DragTable()
    table.setModel(model)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    modes = QAbstractItemView.SelectionMode
    table.setSelectionMode(modes.ExtendedSelection if is_many else modes.SingleSelection)
    table.setTabKeyNavigation(False)  # else Tab never leaves the table
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setHighlightSections(False)
    return table


class SentenceDelegate(QStyledItemDelegate):
    """Cuts what stands in the last column off at its end; names are cut in the middle."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == index.model().columnCount() - 1:
            option.textElideMode = Qt.TextElideMode.ElideRight


def make_title() -> QLabel:
    """Return a label for the title of a page."""
    label = QLabel(wordWrap=True)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * _TITLE_SCALE)
    font.setBold(True)
    label.setFont(font)
    return label
