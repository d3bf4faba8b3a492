"""Rules typed by a person, with every fault marked where it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.problem_words import both
from omgui.ui.theme import role_colour
from omgui.ui.wizard.decisions import Way
from omgui.ui.wizard.pairing_work import RuleFault
from omgui.ui.wizard.parts import Notice, RuleEdit
from omgui.ui.wizard.state import WizardState

_LINES, _REGEX, _REFERENCE = range(3)  # typing in one field is one step of undo
_ROWS = 4


class RulePanel(QWidget):
    """Lines such as ``{content}_{crf}.mp4 -> ref/{content}.mp4``, or a regular expression."""

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._is_following = False
        self.explanation = QLabel(wordWrap=True)
        self.lines = RuleEdit()
        self.lines.setMinimumHeight(self.lines.fontMetrics().height() * (_ROWS + 1))
        self.fault = Notice()
        self.ignore_case = FramedCheckBox()
        self.expert = FramedCheckBox()
        self.expert_words = QLabel(wordWrap=True)
        self.regex = QLineEdit()
        self.regex_words = QLabel()
        self.regex_words.setBuddy(self.regex)
        self.reference = QLineEdit()
        self.reference_words = QLabel()
        self.reference_words.setBuddy(self.reference)
        self.fields = QWidget()
        form = QFormLayout(self.fields)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.expert_words)
        form.addRow(self.regex_words, self.regex)
        form.addRow(self.reference_words, self.reference)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.explanation, self.lines, self.fields, self.fault):
            layout.addWidget(widget)
        layout.addWidget(self.ignore_case)
        layout.addWidget(self.expert)
        layout.addStretch(1)
        self.lines.textChanged.connect(self._on_lines)
        self.regex.textEdited.connect(self._on_regex)
        self.reference.textEdited.connect(self._on_reference)
        self.ignore_case.clicked.connect(self._on_ignore_case)
        self.expert.clicked.connect(self._on_expert)
        state.decided.connect(self._follow)
        state.paired_changed.connect(self._mark)
        self.retranslate()
        self._follow()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.explanation.setText(
            self.tr(
                "On the left of the arrow the name of a distorted file, on the right that of its "
                "reference. A word in braces stands for a part that differs from file to file; the "
                "same word on both sides means the same text.\n"
                "Example: {content}_{codec}_{crf}.mp4 -> ref/{content}.mp4\n"
                "(a|b) is one of several texts, [_{fps}fps] may be missing, * is anything."
            )
        )
        self.lines.setAccessibleName(self.tr("Rules, one a line"))
        self.lines.setPlaceholderText("{content}_{codec}.mp4 -> ref/{content}.mp4")
        self.ignore_case.setText(self.tr("&Capital and small letters are the same"))
        self.expert.setText(self.tr("Use a regular e&xpression (for experts)"))
        self.expert_words.setText(
            self.tr(
                "Named groups are the fields, and the reference is written with them: "
                r"(?P<content>\w+)_(?P<crf>\d+)\.mp4 leads to ref/{content}.mp4"
            )
        )
        self.regex_words.setText(self.tr("Regular expression of &distorted files:"))
        self.reference_words.setText(self.tr("Name of the re&ference:"))
        self._mark()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._mark()
        super().changeEvent(event)

    @Slot()
    def _follow(self) -> None:
        """Show what was decided; what is being typed is left alone."""
        decisions = self._state.decisions
        self._is_following = True
        if self.lines.toPlainText() != decisions.lines:
            self.lines.setPlainText(decisions.lines)
        for field, text in (
            (self.regex, decisions.regex),
            (self.reference, decisions.regex_reference),
        ):
            if field.text() != text:
                field.setText(text)
        self.ignore_case.setChecked(decisions.ignore_case)
        self.expert.setChecked(decisions.is_expert)
        self.lines.setVisible(not decisions.is_expert)
        self.explanation.setVisible(not decisions.is_expert)
        self.fields.setVisible(decisions.is_expert)
        self._is_following = False

    @Slot()
    def _on_lines(self) -> None:
        if not self._is_following:
            decisions = replace(self._state.decisions, lines=self.lines.toPlainText(), way=Way.RULE)
            self._state.decide(self.tr("rule"), decisions, typing=_LINES)

    @Slot(str)
    def _on_regex(self, text: str) -> None:
        decisions = replace(self._state.decisions, regex=text, way=Way.RULE)
        self._state.decide(self.tr("rule"), decisions, typing=_REGEX)

    @Slot(str)
    def _on_reference(self, text: str) -> None:
        decisions = replace(self._state.decisions, regex_reference=text, way=Way.RULE)
        self._state.decide(self.tr("rule"), decisions, typing=_REFERENCE)

    @Slot(bool)
    def _on_ignore_case(self, is_on: bool) -> None:
        words = self.tr("capital and small letters")
        self._state.decide(words, replace(self._state.decisions, ignore_case=is_on))

    @Slot(bool)
    def _on_expert(self, is_on: bool) -> None:
        words = self.tr("regular expression")
        self._state.decide(words, replace(self._state.decisions, is_expert=is_on))

    @Slot()
    def _mark(self) -> None:
        """Mark the spot of a fault, and say what it is below."""
        fault = self._state.paired.fault
        if fault is None:
            self.fault.say(self._one_sided_words())  # it may be meant
            self.lines.setExtraSelections([])
            return
        self.fault.fail(f"{self._place(fault)} {both(fault.problem.message, fault.problem.hint)}")
        self.lines.setExtraSelections([self._spot(fault)] if fault.side == "line" else [])

    def _one_sided_words(self) -> str:
        """Return what fields of the right side do that the left does not have: a slip, mostly."""
        rule = self._state.paired.rule
        if rule is None or self._state.decisions.way is not Way.RULE:
            return ""
        names = ", ".join(f"{{{name}}}" for name in rule.only_of_references)
        text = self.tr(
            "Only on the right: {names}. There it means any text; write it on the left too where "
            "it should be the same."
        )
        return text.replace("{names}", names) if names else ""

    def _place(self, fault: RuleFault) -> str:
        if fault.side == "line":
            if self.lines.document().blockCount() == 1:
                return ""
            return self.tr("Line {line}:").replace("{line}", str(fault.line + 1))
        if fault.side == "regex":
            words = self.tr("Regular expression, character {number}:")
        else:
            words = self.tr("Name of the reference, character {number}:")
        return words.replace("{number}", str(fault.column + 1))

    def _spot(self, fault: RuleFault) -> QTextEdit.ExtraSelection:
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        colour = role_colour("bad", self.palette())
        form.setUnderlineColor(colour)
        behind = role_colour("bad", self.palette())
        behind.setAlpha(60)
        form.setBackground(behind)
        block = self.lines.document().findBlockByNumber(fault.line)
        end = block.position() + block.length() - 1
        start = min(block.position() + fault.column, end)
        stop = min(start + fault.length, end)
        cursor = QTextCursor(block)
        cursor.setPosition(start if stop > start else max(block.position(), end - 1))
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        spot = QTextEdit.ExtraSelection()
        spot.cursor = cursor
        spot.format = form
        return spot
