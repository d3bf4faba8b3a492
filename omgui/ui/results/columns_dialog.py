"""Which columns are shown, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from omgui.ui.check_boxes import BoxDelegate
from omgui.ui.icons import icon
from omgui.ui.search_line import SearchLine

_Key = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """A list of columns with boxes; they are dragged, or moved by buttons.

    Args:
        columns: Key and title of all columns.
        shown: Keys of those that are shown, in their order.
        parent: Owner.
    """

    def __init__(
        self,
        columns: Sequence[tuple[str, str]],
        shown: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Columns"))
        self._usual = [key for key, _ in columns]
        titles = dict(columns)
        self.search = SearchLine()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Find a column"))
        self.search.setAccessibleName(self.tr("Find a column"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Columns"))
        self.list.setItemDelegate(BoxDelegate(self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setAlternatingRowColors(True)
        ordered = [*shown, *(key for key in self._usual if key not in shown)]
        for key in ordered:
            item = QListWidgetItem(titles[key])
            item.setData(_Key, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            state = Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self.list.addItem(item)
        self.up = QPushButton(self.tr("Move &up"))
        self.down = QPushButton(self.tr("Move &down"))
        self.all = QPushButton(self.tr("Show &all"))
        self.none = QPushButton(self.tr("&Hide all"))
        self.usual = QPushButton(self.tr("Defau&lt"))
        self.usual.setToolTip(self.tr("All columns in the order that they have at first"))
        self.words = QLabel()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setIcon(icon("state_complete"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(icon("close"))
        self._lay_out()
        self.search.textChanged.connect(self._on_search)
        self.search.list_wanted.connect(self.list.setFocus)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.all.clicked.connect(self._show_all)
        self.none.clicked.connect(self._hide_all)
        self.usual.clicked.connect(self._restore)
        self.list.itemChanged.connect(self._say)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.setCurrentRow(0)
        self.resize(460, 520)
        self._say()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        for button in (self.up, self.down, self.all, self.none, self.usual):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addLayout(middle)
        layout.addWidget(self.words)
        layout.addWidget(self.buttons)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of the columns to show, in order; empty where all are shown as usual."""
        keys = [item.data(_Key) for item in self._items() if _is_checked(item)]
        return () if keys == self._usual else tuple(keys)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    @Slot(str)
    def _on_search(self, text: str) -> None:
        wanted = text.casefold().strip()
        for item in self._items():
            item.setHidden(wanted not in item.text().casefold())

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if row < 0 or not 0 <= row + step < self.list.count():
            return
        item = self.list.takeItem(row)
        self.list.insertItem(row + step, item)
        self.list.setCurrentItem(item)

    @Slot()
    def _show_all(self) -> None:
        self._check(Qt.CheckState.Checked)

    @Slot()
    def _hide_all(self) -> None:
        self._check(Qt.CheckState.Unchecked)

    def _check(self, state: Qt.CheckState) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    @Slot()
    def _restore(self) -> None:
        items = {item.data(_Key): item for item in self._items()}
        for item in list(items.values()):
            self.list.takeItem(self.list.row(item))
        for key in self._usual:
            items[key].setCheckState(Qt.CheckState.Checked)
            self.list.addItem(items[key])
        self.list.setCurrentRow(0)
        self._say()

    @Slot()
    def _say(self) -> None:
        count = sum(map(_is_checked, self._items()))
        self.words.setText(
            self.tr("%n column(s) shown", "", count)
            if count
            else self.tr("Choose at least one column.")
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(count > 0)


def _is_checked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
