"""Pairs shown as examples: click a distorted file, then its reference."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.pairing import Contradiction
from omgui.ui.problem_words import both
from omgui.ui.wizard.decisions import Way
from omgui.ui.wizard.models import FilesModel, Row
from omgui.ui.wizard.parts import Notice, make_table
from omgui.ui.wizard.path_list import PathList
from omgui.ui.wizard.state import WizardState

_EXAMPLES_SHOWN = 4
_COLUMN = 180


class ExamplePanel(QWidget):
    """Two lists of files, and the examples made of them."""

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.explanation = QLabel(wordWrap=True)
        self.distorted = PathList()
        self.references = PathList()
        self.add = QPushButton(autoDefault=False)
        self.remove = QPushButton(autoDefault=False)
        self.examples_model = FilesModel(2, self)
        self.examples = make_table(self.examples_model)
        self.examples.setColumnWidth(0, _COLUMN)
        rows = self.examples.verticalHeader().defaultSectionSize() * (_EXAMPLES_SHOWN + 1)
        self.examples.setFixedHeight(rows)
        self.result = Notice()
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.explanation)
        layout.addWidget(self.distorted, 1)
        layout.addWidget(self.references, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.examples)
        layout.addWidget(self.result)
        self.distorted.chosen.connect(self._on_chosen)
        self.references.chosen.connect(self._on_chosen)
        self.references.model.dropped.connect(self._on_dropped)
        self.distorted.current_changed.connect(self._enable)
        self.references.current_changed.connect(self._enable)
        self.examples.selectionModel().currentChanged.connect(self._enable)
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        state.folder_changed.connect(self._fill)
        state.decided.connect(self._follow)
        state.paired_changed.connect(self._follow)
        self._paths: tuple[str, ...] = ()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.explanation.setText(
            self.tr(
                "Click a distorted file, then its reference. The other files are paired in the "
                "same way at once; show more examples until everything is right."
            )
        )
        self.distorted.set_words(self.tr("1. &Distorted file:"), self.tr("Distorted files"))
        self.references.set_words(self.tr("2. Its re&ference:"), self.tr("References"))
        self.add.setText(self.tr("&Add example"))
        self.remove.setText(self.tr("Remo&ve example"))
        self.examples.setAccessibleName(self.tr("Examples"))
        self.examples_model.set_headers(self.tr("Example: distorted"), self.tr("Reference"))
        self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _fill(self) -> None:
        paths = self._state.paths
        if paths != self._paths:
            self._paths = paths
            self.distorted.model.show(paths)
            self.references.model.show(paths)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        if self._paths != self._state.paths:
            self._fill()
            return
        wrong = self._wrong()
        self.examples_model.show(
            [
                Row(
                    example,
                    icon="warning" if number in wrong else "pairs",
                    role="warning" if number in wrong else "quiet",
                    tip=wrong.get(number, " → ".join(example)),
                )
                for number, example in enumerate(self._state.decisions.examples)
            ]
        )
        self._say()
        self._enable()

    def _wrong(self) -> dict[int, str]:
        """Return the examples that contradict others, with the words."""
        return {
            number: _words(found)
            for found in self._state.paired.contradictions
            for number in found.examples
        }

    def _say(self) -> None:
        found = self._state.paired.contradictions
        if found:
            self.result.warn("\n".join(_words(one) for one in found))
            return
        rule = self._state.paired.rule
        is_shown = self._state.decisions.way is Way.EXAMPLE and rule is not None
        text = self.tr("The examples come to this rule: {rule}")
        rules = " · ".join(rule.texts) if rule is not None else ""
        self.result.say(text.replace("{rule}", rules) if is_shown else "")

    @Slot()
    def _enable(self) -> None:
        self.add.setEnabled(bool(self.distorted.current and self.references.current))
        self.remove.setEnabled(self.examples.currentIndex().isValid())

    @Slot()
    def _on_chosen(self) -> None:
        """Take an example as soon as both of its files were chosen."""
        if self.distorted.current and self.references.current:
            self._on_add()

    @Slot()
    def _on_add(self) -> None:
        distorted, reference = self.distorted.current, self.references.current
        if distorted and reference:
            self._add(((distorted, reference),))
            self.distorted.choose("")
            self.references.choose("")

    @Slot(tuple, str)
    def _on_dropped(self, paths: tuple[str, ...], reference: str) -> None:
        self._add(tuple((path, reference) for path in paths))

    def _add(self, examples: tuple[tuple[str, str], ...]) -> None:
        decisions = self._state.decisions
        merged = tuple(dict.fromkeys([*decisions.examples, *examples]))
        decisions = replace(decisions, examples=merged, way=Way.EXAMPLE)
        self._state.decide(self.tr("example"), decisions)

    @Slot()
    def _on_remove(self) -> None:
        number = self.examples.currentIndex().row()
        examples = list(self._state.decisions.examples)
        if 0 <= number < len(examples):
            del examples[number]
            decisions = replace(self._state.decisions, examples=tuple(examples))
            self._state.decide(self.tr("example removed"), decisions)


def _words(found: Contradiction) -> str:
    return both(found.message, found.hint)
