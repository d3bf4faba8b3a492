"""A line on the last page: which files are left over and why, as the page of pairs has it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from omgui.core.pairing import LeftoverCode
from omgui.ui.icons import icon
from omgui.ui.wizard.pairs_index import Reason
from omgui.ui.wizard.parts import Notice
from omgui.ui.wizard.state import WizardState


class LeftMatters(QWidget):
    """Says how many files are not scored, with a way back; hidden where none is left over.

    Signals:
        pairs_wanted(): The person wants to see them on the page of pairs.
    """

    pairs_wanted = Signal()

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.said = Notice()
        self.back = QPushButton(icon("search"), "", autoDefault=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.said, 1)
        layout.addWidget(self.back)
        self.back.clicked.connect(self.pairs_wanted)
        state.paired_changed.connect(self.say)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.back.setText(self.tr("Show on &page Pairs"))
        self.say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def say(self) -> None:
        """Say what is left over now."""
        left = self._state.paired.left
        counts = {reason: len(left.get(reason, ())) for reason in Reason}
        total = sum(counts.values())
        self.setVisible(bool(total))
        if not total:
            self.said.say("")
            return
        parts = [words for reason, words in self._why(counts).items() if counts[reason]]
        words = self.tr("%Ln file(s) will not be scored", "", total)
        self.said.warn(f"{words}: {'; '.join(parts)}.")

    def _why(self, counts: dict[Reason, int]) -> dict[Reason, str]:
        unmatched = self._state.paired.left.get(Reason.UNMATCHED, ())
        is_saved = any(one.code is LeftoverCode.NOT_LISTED for one in unmatched)
        no_pair = (
            self.tr("%Ln named in no line of the list", "", counts[Reason.UNMATCHED])
            if is_saved
            else self.tr("%Ln whose name fits no reference", "", counts[Reason.UNMATCHED])
        )
        return {
            Reason.UNMATCHED: no_pair,
            Reason.AMBIGUOUS: self.tr("%Ln fitting two references", "", counts[Reason.AMBIGUOUS]),
            Reason.UNUSED: self.tr(
                "%Ln reference(s) without distorted files", "", counts[Reason.UNUSED]
            ),
            Reason.LEFT_OUT: self.tr("%Ln left out", "", counts[Reason.LEFT_OUT]),
        }
