"""The page on which a dataset's run is started, followed and ended."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.dataset_changes import DatasetChanges
from omgui.core.dataset_state import DatasetState
from omgui.core.problems import Problem
from omgui.ui.background import Background
from omgui.ui.problem_words import problem_text
from omgui.ui.run.controller import RunController
from omgui.ui.run.details_tabs import DetailsTabs
from omgui.ui.run.options import Settings
from omgui.ui.run.options_keeper import OptionsKeeper
from omgui.ui.run.options_panel import OptionsPanel
from omgui.ui.run.page_words import PageWords
from omgui.ui.run.results_bar import FreshQuestion, ResultsBar
from omgui.ui.run.results_found import Found, ResultsLook
from omgui.ui.run.run_buttons import RESTING, RunButtons
from omgui.ui.run.run_state import RunState
from omgui.ui.run.state_panel import StatePanel


class RunSession(Protocol):
    """What the page needs of the session."""

    @property
    def workspace(self) -> Path | None:
        """The open workspace."""

    @property
    def runs(self) -> RunController:
        """The owner of everything that runs."""


class RunPage(QWidget):
    """One dataset's run; keeps nothing of it itself.

    Args:
        session: Knows the workspace and the run controller.
        dataset: Name of the dataset.
        parent: Owner.

    Signals:
        results_wanted(): The person wants to see the scores.
    """

    results_wanted = Signal()

    def __init__(self, session: RunSession, dataset: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = session.runs
        self._workspace = session.workspace or Path()
        self.dataset = dataset
        self._state: RunState | None = None
        self._stored = DatasetState.NOT_RUN
        self._changes = DatasetChanges()
        self._settings: Settings | None = None
        self._has_table = False
        self._has_store = False
        self._run_shown = ""
        self._is_start_wanted = False
        self._trouble = ""
        self._background = Background(self, threads=1)
        self._looks = ResultsLook(self._workspace, dataset, self)
        self._looks.found.connect(self._on_looked)
        self._words = PageWords(self)
        self._keeper = OptionsKeeper(self._workspace, dataset, self._background, self)
        self.panel = StatePanel()
        self.buttons = RunButtons(self.panel.head, self)
        self.start, self.pause = self.buttons.start, self.buttons.pause
        self.cancel, self.stop_now = self.buttons.cancel, self.buttons.stop_now
        self.retry = self.buttons.retry
        self.options = OptionsPanel()
        self.question = FreshQuestion()
        self.results = ResultsBar()
        self.results.scores_wanted.connect(self.results_wanted)
        self.locked = QLabel()
        self.locked.setWordWrap(True)
        self.when_label, self.when = QLabel(), QComboBox()
        self.when_label.setBuddy(self.when)
        for what in ("nothing", "notify", "sleep"):
            self.when.addItem("", what)
        self.tabs = DetailsTabs(self._runs)
        self.items, self.problems = self.tabs.items, self.tabs.problems
        self.log, self.queue = self.tabs.log, self.tabs.queue
        self._lay_out()
        self._connect()
        if hasattr(session, "dataset_edited"):
            session.dataset_edited.connect(self._on_edited)
        if hasattr(session, "looked"):
            session.looked.connect(self._look_at_store)
        if hasattr(session, "dataset_selected"):
            session.dataset_selected.connect(self.problems.clear_filter)
        self.retranslate()
        self._keeper.read()
        self._runs.open(dataset, self._workspace)
        self._look_at_store()

    @Slot()
    def _look_at_store(self) -> None:
        """Find out how far the dataset is, which may have been run by the command line."""
        self._looks.look(self._settings)

    @Slot(object)
    def _on_looked(self, found: Found) -> None:
        self._stored = found.state or DatasetState.NOT_RUN
        self._has_table, self._has_store = found.has_table, found.has_store
        self._changes = found.changes
        self.refresh()

    @Slot(object)
    def _on_run_finished(self, _state: RunState) -> None:
        self._look_at_store()

    def close_page(self) -> None:
        """End what goes on behind the page; the run itself goes on."""
        self.log.close_page()
        self._looks.close()
        self._background.finish()  # options that were chosen a moment ago are kept

    def focus_search(self) -> None:
        """Let the person look for words in the problems or the log."""
        self.tabs.focus_search()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.buttons.retranslate()
        self.when_label.setText(self.tr("When finished"))
        self.when.setAccessibleName(self.tr("What to do when the queue is finished"))
        whens = (self.tr("do nothing"), self.tr("notify me"), self.tr("let the computer sleep"))
        for place, text in enumerate(whens):
            self.when.setItemText(place, text)
        self.tabs.retranslate()
        self.refresh()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # -- what is shown -----------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Show everything as it is."""
        state = self._state = self._runs.state(self.dataset, self._workspace)
        is_running = state is not None and not state.phase.is_over
        is_queued = self._runs.is_queued(self.dataset, self._workspace)
        trouble = self._trouble or self._runs.trouble
        told = partial(
            self._words.hint,
            state,
            is_queued=is_queued,
            stored=self._stored,
            changes=self._changes,
        )
        hint = trouble or told()
        self.panel.hint.setToolTip("" if trouble else told(is_whole=True))
        if is_queued and not is_running:
            self.panel.show_state(None, hint, DatasetState.QUEUED)
        else:
            self.panel.show_state(state, hint, self._stored)
        must_wait = self._runs.is_busy and not self._runs.is_running(self.dataset, self._workspace)
        self.buttons.show(state, is_queued=is_queued, must_wait=must_wait)
        self.options.setEnabled(not is_running)
        self.question.setHidden(is_running or self.question.isHidden())
        self.locked.setText(self._words.locked() if is_running else "")
        place = self.when.findData(self._runs.when_finished)
        if place != self.when.currentIndex():
            self.when.setCurrentIndex(place)
        settings = self._settings
        has_results = settings is not None and self._has_table and not is_running
        self.results.show_table(settings.table if settings and has_results else None)
        if state is not None:
            if state.id != self._run_shown:
                self._run_shown = state.id
                self.problems.clear_filter()
            self.tabs.show_items(state.view.in_hand, is_running=is_running)
            self.problems.show_problems(state.view.found)
            self.log.follow(self._runs.stderr(state), is_log=False)
        self.tabs.say_counts()

    # -- what is done ------------------------------------------------------------------------------

    @Slot()
    def start_run(self) -> None:
        """Start the dataset, or put it into the queue, once the options are kept.

        Before stored scores are put aside, the page asks.
        """
        self.options.take_typed()
        if self.options.fresh.isChecked() and self._has_store and self._settings is not None:
            self.question.ask(self._settings.store)
        else:
            self._start_once_saved()

    @Slot()
    def _start_once_saved(self) -> None:
        self.question.hide()
        self._is_start_wanted = True
        self._start_if_saved()

    def _start_if_saved(self) -> None:
        if not self._is_start_wanted or self._keeper.is_saving:
            return
        self._is_start_wanted = False
        options = self.options.options()
        self._runs.enqueue(
            self._workspace,
            self.dataset,
            device=options.device,
            workers=options.workers,
            is_fresh=self.options.fresh.isChecked(),
            is_compatible=options.is_compatible,
        )
        self.options.fresh.setChecked(False)
        self._runs.start()

    @Slot()
    def pause_or_resume(self) -> None:
        """Let the run rest, or go on."""
        if self._state is not None and self._state.phase in RESTING:
            self._runs.resume()
        else:
            self._runs.pause()

    @Slot()
    def retry_failed(self) -> None:
        """Try once more what could not be scored."""
        self._runs.retry_failed(self.dataset, self._workspace)

    @Slot(bool)
    def _on_fresh(self, is_wanted: bool) -> None:
        if not is_wanted:
            self.question.hide()

    @Slot()
    def _keep_scores(self) -> None:
        self.options.fresh.setChecked(False)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_when(self, place: int) -> None:
        self._runs.set_when_finished(self.when.itemData(place))

    # -- options -----------------------------------------------------------------------------------

    @Slot(str)
    def _on_edited(self, dataset: str) -> None:
        if dataset == self.dataset and not self._keeper.is_saving:
            self._keeper.read()
            self._look_at_store()

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.options.show_settings(settings)
        self.problems.root = settings.root
        self.log.follow(settings.log)
        self._look_at_store()

    @Slot()
    def _save_options(self) -> None:
        self._keeper.save(self.options.options())

    @Slot()
    def _on_kept(self) -> None:
        self._trouble = ""
        self._start_if_saved()
        self.refresh()

    @Slot(object)
    def _on_trouble(self, problem: Problem) -> None:
        self._trouble = problem_text(problem)
        self.refresh()

    # -- making ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.locked, 1)
        below.addStretch(0)
        below.addWidget(self.results)
        below.addWidget(self.when_label)
        below.addWidget(self.when)
        layout = QVBoxLayout(self)
        layout.addWidget(self.panel)
        layout.addWidget(self.options)
        layout.addWidget(self.question)
        layout.addLayout(below)
        layout.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.start.clicked.connect(self.start_run)
        self.pause.clicked.connect(self.pause_or_resume)
        self.cancel.clicked.connect(self._runs.cancel)
        self.stop_now.clicked.connect(self._runs.stop_now)
        self.retry.clicked.connect(self.retry_failed)
        self.when.activated.connect(self._on_when)
        self.question.confirmed.connect(self._start_once_saved)
        self.question.declined.connect(self._keep_scores)
        self.options.fresh.toggled.connect(self._on_fresh)
        self._runs.run_finished.connect(self._on_run_finished)
        self.options.changed.connect(self._save_options)
        self._keeper.found.connect(self._on_settings)
        self._keeper.kept.connect(self._on_kept)
        self._keeper.failed.connect(self._on_trouble)
        self._runs.view_changed.connect(self.refresh)
        self._runs.queue_changed.connect(self.refresh)
