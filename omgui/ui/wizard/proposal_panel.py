"""What omgui proposes: rules found in the names, each with what speaks for it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.pairing import Proposal
from omgui.core.pairing.recipes import find_recipe
from omgui.ui.icons import icon
from omgui.ui.wizard.decisions import Chosen, Way
from omgui.ui.wizard.pairing_work import chosen_of
from omgui.ui.wizard.parts import Notice
from omgui.ui.wizard.state import WizardState, current_choice
from omgui.ui.wizard.words import confidence_word, evidence_sentence, proposal_title


class ProposalPanel(QWidget):
    """The proposals, best first; one is always chosen."""

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.explanation = QLabel(wordWrap=True)
        self.recipe = Notice()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rule_words = QLabel(wordWrap=True)
        self.rule = QLabel(wordWrap=True)
        self.rule.setTextFormat(Qt.TextFormat.PlainText)
        self.rule.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.explanation)
        layout.addWidget(self.recipe)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.rule_words)
        layout.addWidget(self.rule)
        self.list.currentRowChanged.connect(self._on_row)
        state.proposals_changed.connect(self._fill)
        state.decided.connect(self._follow)
        state.paired_changed.connect(self._say_rule)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.list.setAccessibleName(self.tr("Proposals"))
        self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _fill(self) -> None:
        state = self._state
        if state.is_proposing or state.is_listing:
            words = self.tr("Comparing the names of the files…")
        elif state.proposals:
            words = self.tr("Found in the names of the files; take what is right:")
        else:
            words = self.tr("Nothing to propose yet: choose a folder with files first.")
        self.explanation.setText(words)
        self.list.blockSignals(True)
        self.list.clear()
        for proposal in state.proposals:
            self.list.addItem(self._item(proposal))
        self.list.blockSignals(False)
        self._say_recipe()
        self._follow()

    def _item(self, proposal: Proposal) -> QListWidgetItem:
        title = proposal_title(proposal.evidence)
        words = f"{evidence_sentence(proposal.evidence)} ({confidence_word(proposal.confidence)})"
        item = QListWidgetItem(icon("pairs" if proposal.rule is not None else "file"), "")
        item.setText(f"{title}\n{words}")
        item.setToolTip("\n".join(proposal.rule.texts) if proposal.rule is not None else words)
        return item

    def _say_recipe(self) -> None:
        names = [chosen_of(proposal).recipe for proposal in self._state.proposals]
        recipe = next((find_recipe(name) for name in names if name), None)
        if recipe is None:
            self.recipe.say("")
            return
        words = self.tr("This looks like the public dataset {title}.")
        parts = [words.replace("{title}", recipe.title), recipe.about, recipe.note]
        self.recipe.say(" ".join(filter(None, parts)))

    @Slot()
    def _follow(self) -> None:
        """Show which proposal counts."""
        choice = current_choice(self._state)
        row = next((n for n, one in enumerate(self._chosen()) if one == choice), -1)
        self.list.blockSignals(True)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._say_rule()

    def _chosen(self) -> list[Chosen]:
        return [chosen_of(proposal) for proposal in self._state.proposals]

    @Slot()
    def _say_rule(self) -> None:
        rule = self._state.paired.rule
        self.rule_words.setVisible(rule is not None)
        self.rule.setVisible(rule is not None)
        self.rule_words.setText(self.tr("The same, written as a rule:"))
        self.rule.setText("\n".join(rule.texts) if rule is not None else "")

    @Slot(int)
    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._state.proposals):
            chosen = chosen_of(self._state.proposals[row])
            decisions = replace(self._state.decisions, way=Way.PROPOSAL, chosen=chosen)
            self._state.decide(self.tr("proposal"), decisions)
