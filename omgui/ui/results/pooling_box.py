"""How the scores of frames become those of items."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from omgui.core.pooling import Pooling
from omgui.ui.results.cell_words import CellWords


class PoolingBox(QWidget):
    """A choice with an explanation of each.

    Signals:
        chosen(Pooling): A person chose another one.
    """

    chosen = Signal(object)

    def __init__(self, words: CellWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.label = QLabel()
        self.box = QComboBox()
        self.label.setBuddy(self.box)
        for pooling in Pooling:
            self.box.addItem("", pooling)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.label)
        layout.addWidget(self.box)
        self.box.activated.connect(self._on_activated)
        self.retranslate()

    def show_pooling(self, pooling: Pooling) -> None:
        """Show the one in force."""
        self.box.setCurrentIndex(list(Pooling).index(pooling))
        self.box.setToolTip(self._words.about_pooling(pooling))

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.label.setText(self.tr("&Pooling:"))
        self.box.setAccessibleName(self.tr("Pooling of frame scores"))
        for number, pooling in enumerate(Pooling):
            self.box.setItemText(number, self._words.pooling(pooling))
            tip = self._words.about_pooling(pooling)
            self.box.setItemData(number, tip, Qt.ItemDataRole.ToolTipRole)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot(int)
    def _on_activated(self, number: int) -> None:
        self.chosen.emit(list(Pooling)[number])
