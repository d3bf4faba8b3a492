"""Looks into all files in the background, and compares how videos begin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from omgui.core.metric_spec import Media
from omgui.media.alignment_survey import AlignmentSurvey
from omgui.media.survey import Survey
from omgui.ui.wizard.check_book import CheckBook
from omgui.ui.wizard.pairs_index import PairsIndex
from omgui.ui.wizard.state import WizardState

_POLL_MS = 200
_SLICE_S = 0.015  # of the window's time for judging what arrived


class Checker(QObject):
    """Keeps a :class:`CheckBook` up to date with the pairs and decisions of the wizard.

    Signals:
        pairs_changed(): The book is about other pairs.
        judged(): The book knows more, or decisions on frames are others.
        progressed(): Another number of files or pairs was looked at; also at the end.
    """

    pairs_changed = Signal()
    judged = Signal()
    progressed = Signal()

    def __init__(self, state: WizardState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.book = CheckBook()
        self._root: Path | None = None
        self._survey: Survey | None = None
        self._search: AlignmentSurvey | None = None
        self._is_wanted = False
        self.is_cancelled = False
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._on_timer)
        state.paired_changed.connect(self._follow)
        state.decided.connect(self._on_decided)

    @property
    def is_looking(self) -> bool:
        """Whether files are being looked into."""
        return self._survey is not None

    @property
    def is_aligning(self) -> bool:
        """Whether beginnings of videos are being compared."""
        return self._search is not None

    @property
    def files_progress(self) -> tuple[int, int]:
        """Files looked into, and all files."""
        return self.book.known, len(self.book.index.files)

    @property
    def pairs_progress(self) -> tuple[int, int]:
        """Pairs compared in this search, and its pairs."""
        return (self._search.done, self._search.total) if self._search is not None else (0, 0)

    def start(self) -> None:
        """Look into what was not looked into yet; goes on by itself when pairs change."""
        self._is_wanted = True
        self.is_cancelled = False
        self._follow()

    @Slot()
    def cancel(self) -> None:
        """Stop; what is known stays."""
        self.is_cancelled = True
        self._stop()
        self.progressed.emit()

    def close(self) -> None:
        """Stop, and wait until everything has ended."""
        self._is_wanted = False
        self._timer.stop()
        self._stop()

    @Slot()
    def _follow(self) -> None:
        state = self._state
        if state.root != self._root:
            self._root = state.root
            self._stop()
            self.book.forget()
        if self.book.index is not state.paired.index:
            self._show(state.paired.index)
            self.pairs_changed.emit()
        self._go_on()

    def _show(self, index: PairsIndex) -> None:
        state = self._state
        saved = state.opened.modes if state.opened is not None else {}
        self.book.show(index, state.decisions, state.media, saved)

    @Slot()
    def _on_decided(self) -> None:
        self._show(self.book.index)
        self._go_on()
        self.judged.emit()

    def _go_on(self) -> None:
        """Begin what is to be done next, unless it is going on."""
        state = self._state
        if not self._is_wanted:
            return
        self._timer.start()
        if self.is_cancelled or state.media is None or state.root is None or self._survey:
            return
        unknown = [name for name in self.book.index.files if name not in self.book.facts]
        if unknown:
            self._stop()
            self._survey = Survey(state.root, unknown, state.media)
            self._survey.start()
            self.progressed.emit()
        elif self._search is None and state.media is Media.VIDEO:
            pairs = self.book.to_align()
            if pairs:
                self._search = AlignmentSurvey(state.root, pairs)
                self._search.start()
                self.progressed.emit()

    def _stop(self) -> None:
        for jobs in (self._survey, self._search):
            if jobs is not None:
                jobs.cancel()
        for jobs in (self._survey, self._search):
            if jobs is not None:
                jobs.join()
        self._survey = self._search = None

    @Slot()
    def _on_timer(self) -> None:
        is_new = self._pull()
        was_open = not self.book.is_settled
        self.book.settle(_SLICE_S)
        if is_new or was_open:
            self.judged.emit()
        if is_new:
            self.progressed.emit()
        is_idle = self._survey is None and self._search is None and self.book.is_settled
        if is_idle:
            self._timer.stop()
            self.progressed.emit()

    def _pull(self) -> bool:
        is_new = False
        if self._survey is not None:
            is_over = self._survey.is_finished  # before the last pull, or its answers are lost
            for surveyed in self._survey.poll():
                self.book.take(surveyed.name, surveyed.found)
                is_new = True
            if is_over:
                self._survey.join()
                self._survey = None
                self._go_on()
                is_new = True
        if self._search is not None:
            is_over = self._search.is_finished
            for aligned in self._search.poll():
                pair = aligned.reference, aligned.distorted
                self.book.take_alignment(pair, aligned.found)
                is_new = True
            if is_over:
                self._search.join()
                self._search = None
                is_new = True
        return is_new
