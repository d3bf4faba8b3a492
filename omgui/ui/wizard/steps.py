"""The list of the wizard's pages, beside the page in front."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from omgui.ui.icons import icon

_WIDTH = 118
_ICON_SIZE = QSize(18, 18)
_ICONS = ("folder", "pairs", "search", "dataset")


class Steps(QListWidget):
    """Folder, Pairs, Check and Save; a page that cannot be shown yet cannot be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.setSpacing(3)
        self.setIconSize(_ICON_SIZE)
        for name in _ICONS:
            self.addItem(QListWidgetItem(icon(name), ""))

    def show_step(self, number: int, open_steps: Sequence[bool]) -> None:
        """Show which page is in front, and which can be chosen.

        Args:
            number: The page in front.
            open_steps: For each page whether it can be chosen.
        """
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        for step, is_open in enumerate(open_steps):
            self.item(step).setFlags(enabled if is_open else Qt.ItemFlag.NoItemFlags)
        with QSignalBlocker(self):
            self.setCurrentRow(number)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        names = (self.tr("1 Folder"), self.tr("2 Pairs"), self.tr("3 Check"), self.tr("4 Save"))
        for number, name in enumerate(names):
            self.item(number).setText(name)
        self.setAccessibleName(self.tr("Pages of the wizard"))
