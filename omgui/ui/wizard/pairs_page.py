"""Page 2 of the wizard: which file is compared with which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.ui.check_boxes import FramedCheckBox, FramedRadioButton
from omgui.ui.problem_words import problem_text
from omgui.ui.wizard.decisions import Decisions, Way
from omgui.ui.wizard.example_panel import ExamplePanel
from omgui.ui.wizard.list_panel import ListPanel
from omgui.ui.wizard.parts import Notice, make_title
from omgui.ui.wizard.placed_view import PlacedView
from omgui.ui.wizard.proposal_panel import ProposalPanel
from omgui.ui.wizard.rule_panel import RulePanel
from omgui.ui.wizard.state import WizardState
from omgui.ui.wizard.words import counts_sentence

_LEFT_WIDTH = 370
_FIRST_PROBLEMS = 3


class PairsPage(QWidget):
    """Three ways to the pairs, and always the same view of what they come to."""

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.title = make_title()
        self.news = Notice()
        self.add_new = FramedCheckBox()
        self.ways = {way: FramedRadioButton() for way in Way}
        self._group = QButtonGroup(self)
        for way, button in self.ways.items():
            self._group.addButton(button, list(Way).index(way))
        self.panels = QStackedWidget()
        self.written = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        contents: dict[Way, QWidget] = {
            Way.PROPOSAL: ProposalPanel(state),
            Way.EXAMPLE: ExamplePanel(state),
            Way.RULE: RulePanel(state),
            Way.LIST: ListPanel(state),
            Way.WRITTEN: self.written,
        }
        for way in Way:
            self.panels.addWidget(contents[way])
        self.contents = contents
        self.placed = PlacedView(state)
        self.counts = Notice()
        self.notes = Notice()
        self._lay_out()
        self._group.idClicked.connect(self._on_way)
        self.add_new.clicked.connect(self._on_add_new)
        state.decided.connect(self._follow)
        state.paired_changed.connect(self._say)
        state.proposals_changed.connect(self._say)
        state.opened_changed.connect(self._follow)
        self.retranslate()

    def _lay_out(self) -> None:
        left = QWidget()
        ways = QVBoxLayout(left)
        ways.setContentsMargins(0, 0, 6, 0)
        for button in self.ways.values():
            ways.addWidget(button)
        ways.addSpacing(4)
        ways.addWidget(self.panels, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.placed)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_LEFT_WIDTH, 2 * _LEFT_WIDTH])
        self.splitter.setChildrenCollapsible(False)
        news = QHBoxLayout()
        news.addWidget(self.news, 1)
        news.addWidget(self.add_new)
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addLayout(news)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.notes)
        layout.addWidget(self.counts)

    def obstacle(self) -> str:
        """Return why there is nothing to go on with; empty where there is."""
        state = self._state
        if state.is_busy:
            return self.tr("The files are still being paired.")
        if state.paired.fault is not None:
            return self.tr("Mend the rule first: what is wrong is said below it.")
        counts = state.paired.pairing.counts
        if not counts.distorted and not counts.alone:
            return self.tr("No file would be scored yet. Pair at least one.")
        return ""

    def focus_search(self) -> None:
        """Let the person type what to search for."""
        self.placed.focus_search()

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.title.setText(self.tr("Which file is compared with which reference?"))
        texts = {
            Way.PROPOSAL: self.tr("Take a &proposal"),
            Way.EXAMPLE: self.tr("Show b&y example"),
            Way.RULE: self.tr("Write a r&ule"),
            Way.LIST: self.tr("Read a l&ist of pairs"),
            Way.WRITTEN: self.tr("Keep the pairs as they were sa&ved"),
        }
        for way, text in texts.items():
            self.ways[way].setText(text)
        self.add_new.setText(self.tr("Add &new files"))
        self.add_new.setToolTip(self.tr("Pair files that came since the dataset was saved"))
        self.written.setText(
            self.tr(
                "This dataset was made without a rule, so its pairs are kept exactly as they are. "
                "Choosing another way pairs all files of the folder anew: look at the groups "
                "before you save. Undo brings the saved pairs back."
            )
        )
        self._follow()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot(int)
    def _on_way(self, number: int) -> None:
        way = list(Way)[number]
        decisions = replace(self._state.decisions, way=way)
        if way is Way.RULE and not _is_rule_written(decisions):
            decisions = decisions.with_rule(self._state.paired.rule)
        self._state.decide(self.tr("way of pairing"), decisions)

    @Slot(bool)
    def _on_add_new(self, is_on: bool) -> None:
        decisions = replace(self._state.decisions, is_adding_new=is_on)
        self._state.decide(self.tr("new files"), decisions)

    @Slot()
    def _follow(self) -> None:
        decisions, opened = self._state.decisions, self._state.opened
        is_by_hand = opened is not None and opened.settings is None
        self.ways[Way.WRITTEN].setVisible(is_by_hand)
        self.ways[decisions.way].setChecked(True)
        self.panels.setCurrentWidget(self.contents[decisions.way])
        self.add_new.setChecked(decisions.is_adding_new)
        self._say()

    @Slot()
    def _say(self) -> None:
        self._say_news()
        self._say_notes()
        state = self._state
        if state.is_listing or state.is_proposing:
            self.counts.say(self.tr("Comparing the names of the files…"))
            return
        counts = state.paired.pairing.counts
        words = counts_sentence(counts.references, counts.distorted, counts.alone, counts.leftovers)
        lists = self.placed.leftovers
        if counts.leftovers:
            text = self.tr("{counts}. Why is said in the lists below the groups: {tabs}.")
            tabs = ", ".join(f"“{title}”" for title in lists.filled())
            text = text.replace("{counts}", words).replace("{tabs}", tabs)
            (self.counts.warn if lists.has_odd else self.counts.say)(text)
        elif not (counts.distorted or counts.alone):
            self.counts.warn(f"{words}.")
        else:
            self.counts.say(words, "state_complete", "good")

    def _say_news(self) -> None:
        paired = self._state.paired
        added, vanished, changed = paired.added, paired.vanished, paired.changed
        self.add_new.setVisible(bool(added) and self._state.decisions.way is not Way.WRITTEN)
        parts = []
        if added:
            parts.append(self.tr("%Ln file(s) more in the folder", "", len(added)))
        if vanished:
            gone = self.tr("%Ln file(s) no longer there ({names})", "", len(vanished))
            parts.append(gone.replace("{names}", _first_names(vanished)))
        if changed:
            other = self.tr("%Ln file(s) replaced or edited ({names})", "", len(changed))
            parts.append(other.replace("{names}", _first_names(changed)))
        text = self.tr("Compared with the saved dataset: {news}.")
        self.news.say(text.replace("{news}", "; ".join(parts)) if parts else "", "info", "busy")

    def _say_notes(self) -> None:
        paired = self._state.paired
        opened = self._state.opened
        lost = opened.problems if opened is not None else ()
        problems = [*lost, *paired.problems, *paired.pairing.notes]
        words = [problem_text(problem) for problem in problems[:_FIRST_PROBLEMS]]
        if len(problems) > _FIRST_PROBLEMS:
            words.append(self.tr("And %Ln more.", "", len(problems) - _FIRST_PROBLEMS))
        self.notes.warn("\n".join(words))


def _first_names(paths: Sequence[str]) -> str:
    more = "…" if len(paths) > _FIRST_PROBLEMS else ""
    return ", ".join(paths[:_FIRST_PROBLEMS]) + more


def _is_rule_written(decisions: Decisions) -> bool:
    return bool(decisions.lines.strip() or decisions.regex)
