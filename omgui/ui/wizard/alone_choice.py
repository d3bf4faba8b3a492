"""Which files are also scored by themselves, on the last page of the wizard."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from omgui.ui.wizard.decisions import AloneList
from omgui.ui.wizard.state import WizardState


class AloneChoice(QWidget):
    """A list of three choices with what they count for.

    Args:
        state: Where it is decided.
        parent: Owner.
    """

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.box = QComboBox()
        self.words = QLabel(wordWrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addWidget(self.words, 1)
        self.box.activated.connect(self._on_chosen)
        state.decided.connect(self.show_decided)
        state.opened_changed.connect(self.show_decided)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.box.clear()
        for alone, text in (
            (AloneList.ALL, self.tr("all files")),
            (AloneList.DISTORTED, self.tr("distorted files, not references")),
            (AloneList.NONE, self.tr("only files that have no reference")),
        ):
            self.box.addItem(text, alone.value)
        self.words.setText(
            self.tr("Counts for no-reference metrics only; all files is what comparisons need.")
        )
        self.show_decided()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def show_decided(self) -> None:
        """Show what is decided."""
        decided = self._state.decisions.alone.value
        self.box.setCurrentIndex(max(0, self.box.findData(decided)))

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        alone = AloneList(self.box.itemData(row))
        words = self.tr("files scored without reference")
        self._state.decide(words, replace(self._state.decisions, alone=alone))
