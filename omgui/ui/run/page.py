"""The page on which a dataset's run is started, followed and ended."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.dataset_state import DatasetState, look_at_dataset
from omgui.core.problems import ProblemError
from omgui.ui.background import Background
from omgui.ui.icons import icon
from omgui.ui.run.controller import RunController
from omgui.ui.run.items_model import FILE, PROGRESS, REFERENCE, ItemsModel, ProgressDelegate
from omgui.ui.run.log_view import LogView
from omgui.ui.run.options import RunOptions, Settings, read_settings, write_options
from omgui.ui.run.options_panel import OptionsPanel
from omgui.ui.run.problems_panel import ProblemsPanel
from omgui.ui.run.queue_panel import QueuePanel
from omgui.ui.run.results_bar import FreshQuestion, ResultsBar
from omgui.ui.run.run_state import Phase, RunState
from omgui.ui.run.state_panel import StatePanel
from omgui.ui.run.tables import rows_table

ITEMS, PROBLEMS, LOG, QUEUE = range(4)


class RunSession(Protocol):
    """What the page needs of the session."""

    @property
    def workspace(self) -> Path | None:
        """The open workspace."""

    @property
    def runs(self) -> RunController:
        """The owner of everything that runs."""


class _Found(NamedTuple):
    """What a look at the results has found."""

    state: DatasetState | None
    has_table: bool
    has_store: bool


def _look(workspace: Path, dataset: str, settings: Settings | None) -> _Found:
    """Look at the disk, away from the window's thread."""
    has_table = settings is not None and settings.table.is_file()
    has_store = settings is not None and settings.store.is_file()
    return _Found(look_at_dataset(workspace, dataset), has_table, has_store)


class RunPage(QWidget):
    """One dataset's run; keeps nothing of it itself.

    Args:
        session: Knows the workspace and the run controller.
        dataset: Name of the dataset.
        parent: Owner.
    """

    def __init__(self, session: RunSession, dataset: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = session.runs
        self._workspace = session.workspace or Path()
        self.dataset = dataset
        self._state: RunState | None = None
        self._stored = DatasetState.NOT_RUN
        self._settings: Settings | None = None
        self._has_table = False
        self._has_store = False
        self._run_shown = ""
        self._saving = 0
        self._is_start_wanted = False
        self._trouble = ""
        self._background = Background(self, threads=1)
        self.panel = StatePanel()
        self.start = QPushButton(icon("run"), "")
        self.pause = QPushButton(icon("pause"), "")
        self.cancel = QPushButton(icon("stop"), "")
        self.stop_now = QPushButton(icon("error", "bad"), "")
        self.retry = QPushButton(icon("reload"), "")
        self.options = OptionsPanel()
        self.question = FreshQuestion()
        self.results = ResultsBar()
        self.locked = QLabel()
        self.locked.setWordWrap(True)
        self.when_label = QLabel()
        self.when = QComboBox()
        self.when_label.setBuddy(self.when)
        for what in ("nothing", "notify", "sleep"):
            self.when.addItem("", what)
        self.items = ItemsModel(self)
        self.items_table = rows_table(self.items, {PROGRESS: 260}, (FILE, REFERENCE))
        self.items_table.setItemDelegateForColumn(PROGRESS, ProgressDelegate(self.items_table))
        self.problems = ProblemsPanel()
        self.log = LogView()
        self.queue = QueuePanel(self._runs)
        self.tabs = QTabWidget(documentMode=True)
        for part in (self.items_table, self.problems, self.log, self.queue):
            self.tabs.addTab(part, "")
        self._lay_out()
        self._connect()
        if hasattr(session, "dataset_edited"):
            session.dataset_edited.connect(self._on_edited)
        if hasattr(session, "dataset_selected"):
            session.dataset_selected.connect(self.problems.clear_filter)
        self.retranslate()
        self._read_settings()
        self._runs.open(dataset, self._workspace)
        self._look_at_store()

    def _look_at_store(self) -> None:
        """Find out how far the dataset is, which may have been run by the command line."""
        look = partial(_look, self._workspace, self.dataset, self._settings)
        self._background.start(look, self._on_looked, lambda _error: None)

    def _on_looked(self, found: _Found) -> None:
        self._stored = found.state or DatasetState.NOT_RUN
        self._has_table, self._has_store = found.has_table, found.has_store
        self.refresh()

    @Slot(object)
    def _on_run_finished(self, _state: RunState) -> None:
        self._look_at_store()

    def close_page(self) -> None:
        """End what goes on behind the page; the run itself goes on."""
        self.log.close_page()
        self._background.close()

    def focus_search(self) -> None:
        """Let the person look for words in the problems or the log."""
        if self.tabs.currentIndex() != LOG:
            self.tabs.setCurrentIndex(PROBLEMS)
        panel = self.log if self.tabs.currentIndex() == LOG else self.problems
        panel.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.pause.setToolTip(self.tr("Let the run rest after the frames in hand, or go on"))
        self.cancel.setText(self.tr("&Cancel"))
        self.cancel.setToolTip(self.tr("End the run; what is scored is kept"))
        self.stop_now.setText(self.tr("St&op now"))
        self.stop_now.setToolTip(self.tr("End the engine by force; stored scores are kept"))
        self.retry.setText(self.tr("Retr&y failed"))
        self.retry.setToolTip(self.tr("Try once more what could not be scored"))
        self.when_label.setText(self.tr("When finished"))
        self.when.setAccessibleName(self.tr("What to do when the queue is finished"))
        whens = (self.tr("do nothing"), self.tr("notify me"), self.tr("let the computer sleep"))
        for place, text in enumerate(whens):
            self.when.setItemText(place, text)
        self.items_table.setAccessibleName(self.tr("Items in hand"))
        self.items.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, PROGRESS)
        self.tabs.setAccessibleName(self.tr("Details of the run"))
        for number, text in enumerate(self._tab_texts()):
            self.tabs.setTabText(number, text)
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
        if is_queued and not is_running:
            self.panel.show_state(None, self._hint(state), DatasetState.QUEUED)
        else:
            self.panel.show_state(state, self._hint(state), self._stored)
        self._show_buttons(state, is_running=is_running)
        self.options.setEnabled(not is_running)
        self.question.setHidden(is_running or self.question.isHidden())
        self.locked.setText(self._locked_text() if is_running else "")
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
            self.items.show(state.view.in_hand if is_running else {})
            self.problems.show_problems(state.view.found)
            self.log.follow(self._runs.stderr(state), is_log=False)
        self._count_tabs()

    def _locked_text(self) -> str:
        return self.tr("The options are in use and locked until the run has ended.")

    def _show_buttons(self, state: RunState | None, *, is_running: bool) -> None:
        phase = state.phase if state is not None else None
        is_queued = self._runs.is_queued(self.dataset, self._workspace)
        self.start.setText(self._start_text(phase))
        self.start.setEnabled(not is_running and not is_queued)
        is_resting = phase in {Phase.PAUSED, Phase.PAUSING}
        self.pause.setText(self.tr("Con&tinue") if is_resting else self.tr("&Pause"))
        self.pause.setIcon(icon("run" if is_resting else "pause"))
        self.pause.setEnabled(is_running and phase in {Phase.RUNNING, *_RESTING})
        self.cancel.setEnabled(is_running and phase is not Phase.CANCELLING)
        self.stop_now.setVisible(state is not None and state.can_stop_now)
        has_failed = state is not None and state.view.counts.problems > 0
        self.retry.setEnabled(has_failed and not is_running and not is_queued)

    def _start_text(self, phase: Phase | None) -> str:
        if self._runs.is_busy and not self._runs.is_running(self.dataset, self._workspace):
            return self.tr("Pu&t in queue")
        if phase is not None and phase.can_go_on:
            return self.tr("Con&tinue")
        return self.tr("S&tart")

    def _hint(self, state: RunState | None) -> str:
        trouble = self._trouble or self._runs.trouble
        if trouble:
            return trouble
        if self._runs.is_queued(self.dataset, self._workspace):
            return self.tr("Waits for its turn; the tab Queue shows what is before it.")
        if state is None:
            return self.tr("'Start' scores everything that the dataset asks for.")
        return self._hint_of(state)

    def _hint_of(self, state: RunState) -> str:
        if state.phase in {Phase.CANCELLED, Phase.FAILED}:
            return self.tr("Scores so far are kept; 'Continue' computes what is missing.")
        if state.phase is Phase.PAUSED:
            return self.tr("The engine waits and keeps its memory; 'Continue' lets it go on.")
        if state.phase in {Phase.CANCELLING, Phase.CRASHED}:
            return ""  # the advice says what there is to say
        if not state.phase.is_over:
            return self.tr("The window can be closed; the run goes on and is found again.")
        return self._result(state)

    def _result(self, state: RunState) -> str:
        counts = state.view.counts
        said = [self.tr("%n score(s) computed", "", counts.computed)]
        if counts.kept:
            said.append(self.tr("%n kept from before", "", counts.kept))
        if counts.problems:
            said.append(self.tr("%n not possible", "", counts.problems))
        if counts.flagged:
            said.append(self.tr("%n to be looked at", "", counts.flagged))
        return ", ".join(said) + "."

    def _tab_texts(self) -> tuple[str, ...]:
        return (self.tr("&In hand"), self.tr("Pro&blems"), self.tr("Lo&g"), self.tr("&Queue"))

    @Slot()
    def _count_tabs(self) -> None:
        texts = self._tab_texts()
        in_hand, waiting = self.items.rowCount(), len(self._runs.queue)
        counts = {
            ITEMS: f"{in_hand:,}" if in_hand else "",
            PROBLEMS: self.problems.count_words,
            QUEUE: f"{waiting:,}" if waiting else "",
        }
        for number, count in counts.items():
            text = f"{texts[number]} ({count})" if count else texts[number]
            if self.tabs.tabText(number) != text:
                self.tabs.setTabText(number, text)

    # -- what is done ------------------------------------------------------------------------------

    @Slot()
    def start_run(self) -> None:
        """Start the dataset, or put it into the queue, once the options are kept.

        Before stored scores are put aside, the page asks.
        """
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
        if not self._is_start_wanted or self._saving:
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
        if self._state is not None and self._state.phase in _RESTING:
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
        if dataset == self.dataset and not self._saving:
            self._read_settings()
            self._look_at_store()

    def _read_settings(self) -> None:
        read = partial(read_settings, self._workspace, self.dataset)
        self._background.start(read, self._on_settings, self._on_unread)

    def _on_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.options.show_options(settings.options)
        self.problems.root = settings.root
        self.log.follow(settings.log)
        self._look_at_store()

    def _on_unread(self, error: Exception) -> None:
        if not isinstance(error, ProblemError):
            raise error
        self._trouble = str(error.problem)
        self.refresh()

    @Slot()
    def _save_options(self) -> None:
        self._saving += 1
        options: RunOptions = self.options.options()
        write = partial(write_options, self._workspace, self.dataset, options)
        self._background.start(write, self._on_saved, self._on_unsaved)

    def _on_saved(self, _nothing: None) -> None:
        self._saving -= 1
        self._trouble = ""
        self._start_if_saved()
        self.refresh()

    def _on_unsaved(self, error: Exception) -> None:
        self._saving -= 1
        self._start_if_saved()
        self._on_unread(error)

    # -- making ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for button in (self.start, self.pause, self.cancel, self.stop_now, self.retry):
            self.panel.head.addWidget(button)
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
        self.stop_now.setShortcut(QKeySequence("Ctrl+Shift+."))
        self.retry.setShortcut(QKeySequence("Ctrl+Shift+T"))
        self.when.activated.connect(self._on_when)
        self.question.confirmed.connect(self._start_once_saved)
        self.question.declined.connect(self._keep_scores)
        self.options.fresh.toggled.connect(self._on_fresh)
        self.problems.count_changed.connect(self._count_tabs)
        self._runs.run_finished.connect(self._on_run_finished)
        self.options.changed.connect(self._save_options)
        self._runs.view_changed.connect(self.refresh)
        self._runs.queue_changed.connect(self.refresh)


_RESTING = frozenset({Phase.PAUSED, Phase.PAUSING})
