"""Page 3 of the wizard: what the files are, how frames are matched, and what does not fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.mismatch import Weight
from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.icons import icon
from omgui.ui.wizard.alignment_panel import AlignmentPanel
from omgui.ui.wizard.check_book import UNUSABLE, ModeChoice
from omgui.ui.wizard.check_model import (
    FILE,
    FORMAT,
    FRAMES,
    LENGTH,
    LOOK,
    MODE,
    RATE,
    SIZE,
    CheckModel,
    branches_of,
)
from omgui.ui.wizard.checking import Checker
from omgui.ui.wizard.decisions import Pair
from omgui.ui.wizard.parts import Notice, SentenceDelegate, make_title
from omgui.ui.wizard.state import WizardState
from omgui.ui.wizard.words import finding_words, mode_reason, mode_words

_FEW_GROUPS = 12
_WIDTHS = {
    FILE: 270,
    SIZE: 80,
    FORMAT: 100,
    FRAMES: 55,
    RATE: 65,
    LENGTH: 60,
    MODE: 140,
    LOOK: 240,
}
FILES_TAB, BEGINNINGS_TAB = range(2)


class CheckPage(QWidget):
    """Facts and findings by file, and the beginnings of videos."""

    def __init__(self, state: WizardState, checker: Checker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._checker = checker
        self.title = make_title()
        self.progress = QProgressBar()
        self.stop = QPushButton(icon("stop"), "", autoDefault=False)
        self.again = QPushButton(icon("run"), "", autoDefault=False)
        self.summary = Notice()
        self.odd_only = FramedCheckBox()
        self.model = CheckModel(checker.book, self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setItemDelegate(SentenceDelegate(self.tree))
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.header().setStretchLastSection(True)
        self.tree.setMinimumHeight(120)
        self.details = Notice()
        self.mode = QComboBox()
        self.mode_words = QLabel()
        self.mode_words.setBuddy(self.mode)
        self.reason = QLabel(wordWrap=True)
        self.alignment = AlignmentPanel(state, checker)
        self.tabs = QTabWidget()
        self._lay_out()
        self.stop.clicked.connect(checker.cancel)
        self.again.clicked.connect(checker.start)
        self.odd_only.toggled.connect(self._fill)
        self.tree.selectionModel().selectionChanged.connect(self._say_chosen)
        self.mode.activated.connect(self._on_mode)
        checker.pairs_changed.connect(self._fill)
        checker.judged.connect(self._on_judged)
        checker.progressed.connect(self._say)
        self.retranslate()

    def _lay_out(self) -> None:
        going = QHBoxLayout()
        going.addWidget(self.progress, 1)
        going.addWidget(self.stop)
        going.addWidget(self.again)
        files = QWidget()
        choice = QHBoxLayout()
        choice.addWidget(self.mode_words)
        choice.addWidget(self.mode)
        choice.addWidget(self.reason, 1)
        inner = QVBoxLayout(files)
        inner.addWidget(self.odd_only)
        inner.addWidget(self.tree, 1)
        inner.addWidget(self.details)
        inner.addLayout(choice)
        self.tabs.addTab(files, "")
        self.tabs.addTab(self.alignment, "")
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addLayout(going)
        layout.addWidget(self.summary)
        layout.addWidget(self.tabs, 1)

    def obstacle(self) -> str:
        """Return why one cannot go on; checks that still run are no reason."""
        return ""

    @property
    def hint(self) -> str:
        """What should be known before going on."""
        if self._checker.is_looking or self._checker.is_aligning:
            return self.tr("The checks are still running; you can go on in the meantime.")
        return ""

    def close_page(self) -> None:
        """End what shows frames."""
        self.alignment.close_page()

    def show_open_matters(self) -> None:
        """Put what is undecided in front, else what should be looked at among the files."""
        if self._checker.book.undecided():
            self.tabs.setCurrentIndex(BEGINNINGS_TAB)
        else:
            self.tabs.setCurrentIndex(FILES_TAB)
            self.odd_only.setChecked(True)

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.title.setText(self.tr("Do the files fit each other?"))
        self.stop.setText(self.tr("S&top"))
        self.stop.setToolTip(self.tr("Stop looking into the files"))
        self.again.setText(self.tr("Check the &rest"))
        self.progress.setAccessibleName(self.tr("Checking files"))
        self.odd_only.setText(self.tr("Show &only what should be looked at"))
        self.tree.setAccessibleName(self.tr("Files and what was found out about them"))
        self.mode_words.setText(self.tr("&Frames are matched:"))
        self.tabs.setAccessibleName(self.tr("Parts of the check"))
        with QSignalBlocker(self.mode):
            self.mode.clear()
            self.mode.addItem(self.tr("as proposed"), None)
            for mode in Mode:
                self.mode.addItem(mode_words(mode), mode.value)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        self._fill()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _fill(self) -> None:
        branches = branches_of(self._checker.book, is_odd_only=self.odd_only.isChecked())
        self.model.show(branches)
        header = self.tree.header()
        for what, width in _WIDTHS.items():
            column = self.model.column_of(what)
            if column >= 0:
                header.resizeSection(column, width)
        if len(branches) <= _FEW_GROUPS or self.odd_only.isChecked():
            self.tree.expandAll()
        self._say()
        self._say_chosen()

    @Slot()
    def _on_judged(self) -> None:
        self.model.note_news()
        if self.tree.isVisible():
            self.tree.viewport().update()
        self._say_summary()
        self._say_chosen()

    @Slot()
    def _say(self) -> None:
        checker = self._checker
        is_going = checker.is_looking or checker.is_aligning
        done, total = checker.files_progress
        if checker.is_aligning:
            done, total = checker.pairs_progress
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self.progress.setFormat(self._progress_words().replace("{done}", f"{done:,}"))
        self.progress.setFormat(self.progress.format().replace("{total}", f"{total:,}"))
        self.progress.setVisible(is_going)
        self.stop.setVisible(is_going)
        self.again.setVisible(checker.is_cancelled and not is_going)
        self._say_summary()
        is_video = self._state.media is Media.VIDEO
        self.tabs.setTabVisible(BEGINNINGS_TAB, is_video)
        self.tabs.setTabText(FILES_TAB, self.tr("F&iles"))
        undecided = self.alignment.undecided
        self.tabs.setTabText(
            BEGINNINGS_TAB, self.tr("B&eginnings ({count})").replace("{count}", str(undecided))
        )
        sign = icon("warning", "warning") if undecided else icon("film")
        self.tabs.setTabIcon(BEGINNINGS_TAB, sign)

    def _progress_words(self) -> str:
        if self._checker.is_aligning:
            return self.tr("Comparing how videos begin: {done} of {total} pairs")
        return self.tr("Looking into files: {done} of {total}")

    def _say_summary(self) -> None:
        is_going = self._checker.is_looking or self._checker.is_aligning
        tally = self._checker.book.tally
        errors, warnings = tally[Weight.ERROR], tally[Weight.WARNING]
        parts = []
        if errors:
            parts.append(self.tr("%Ln file(s) cannot be scored", "", errors))
        if warnings:
            parts.append(self.tr("%Ln file(s) should be looked at", "", warnings))
        done, total = self._checker.files_progress
        if parts:
            text = ", ".join(parts) + "."
            (self.summary.fail if errors else self.summary.warn)(text)
        elif is_going or done < total:
            rest = self.tr("%Ln file(s) were not looked at yet.", "", total - done)
            self.summary.say(rest if not is_going else self.tr("Nothing odd so far."))
        else:
            self.summary.say(self.tr("All files fit each other."), "state_complete", "good")

    def _chosen(self) -> list[Pair]:
        """Return the pairs that are selected, with all of a selected reference."""
        indexes = self.tree.selectionModel().selectedRows()
        found = [pair for index in indexes for pair in self.model.pairs_below(index)]
        return list(dict.fromkeys(found))

    @Slot()
    def _say_chosen(self) -> None:
        book = self._checker.book
        indexes = self.tree.selectionModel().selectedRows()
        pairs = self._chosen() if book.has_modes else []
        usable = [pair for pair in pairs if not book.is_unusable(pair)]
        for widget in (self.mode, self.mode_words, self.reason):
            widget.setVisible(book.has_modes)
            widget.setEnabled(bool(usable))
        by_hand = {self._state.decisions.modes.get(pair[1]) for pair in pairs}
        mode = next(iter(by_hand)) if len(by_hand) == 1 else None
        self.mode.setCurrentIndex(self.mode.findData(mode.value) if mode is not None else 0)
        self.reason.setText(self._reason(pairs))
        self._say_details(indexes[0] if len(indexes) == 1 else None)

    def _reason(self, pairs: list[Pair]) -> str:
        if not pairs:
            return self.tr("Choose a file, or a reference for all of its files, to change this.")
        book = self._checker.book
        usable = [pair for pair in pairs if not book.is_unusable(pair)]
        if not usable:
            return mode_reason(ModeChoice(Mode.SAME, UNUSABLE))
        choices = [book.mode_choice(pair) for pair in usable]
        modes = {choice.mode for choice in choices}
        if len(modes) > 1:
            return self.tr("The chosen files differ in this.")
        words = f"{mode_words(choices[0].mode)}. {mode_reason(choices[0])}"
        reasons = {mode_reason(choice) for choice in choices}
        return words if len(reasons) == 1 else mode_words(choices[0].mode)

    def _say_details(self, index: QModelIndex | None) -> None:
        if index is None:
            self.details.say("")
            return
        pair = self.model.pair_of(index)
        found = self._checker.book.findings(pair)
        if not found:
            self.details.say("")
            return
        text = "\n".join(finding_words(one) for one in found)
        signs = {Weight.ERROR: self.details.fail, Weight.WARNING: self.details.warn}
        signs.get(found[0].weight, self.details.say)(text)

    @Slot(int)
    def _on_mode(self, row: int) -> None:
        value = self.mode.itemData(row)
        mode = Mode(value) if value is not None else None
        files = [pair[1] for pair in self._chosen()]
        decisions = self._state.decisions.with_modes(files, mode)
        self._state.decide(self.tr("matching of frames"), decisions)
