"""The owner of everything that runs: the queue, the engine at work, and what is seen of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from omgui.ui import places
from omgui.ui.problem_words import error_text
from omgui.ui.run.engine_process import Command, engine_command
from omgui.ui.run.known_runs import HasWorkspace, KnownRuns
from omgui.ui.run.length_survey import Facts, LengthSurvey
from omgui.ui.run.queue_file import Queue, QueuedRun, WhenFinished, save_queue
from omgui.ui.run.run_book import PastRun
from omgui.ui.run.run_state import Phase, RunState
from omgui.ui.run.watcher import RunWatcher
from omgui.ui.run.when_finished import Finisher

_PULL_MS = 100
_IDLE_MS = 400


class RunController(KnownRuns):
    """Starts one engine after the other, and tells what is seen of them.

    idle → starting → running ⇄ paused → over; the next of the queue starts while it is going. An
    engine is a process of its own that outlives the window: a new controller finds it again.

    Datasets are named; where no workspace is named beside them, that of the session is meant.

    Signals:
        view_changed(): States have changed; at most ten times a second.
        queue_changed(): The queue, or whether it is going, has changed.
        run_finished(RunState): A run has ended, in whatever way.
        queue_finished(str): The last of the queue has ended; what is to be done now.
        unfinished_found(): Runs of an earlier window were found that ended without a word.

    Args:
        session: Knows the workspace.
        parent: Owner.
        folder: Where runs and the queue are kept; a person's state folder by default.
        command: Command line of the engine; tests put their own here.
    """

    view_changed = Signal()
    queue_changed = Signal()
    run_finished = Signal(object)
    queue_finished = Signal(str)
    unfinished_found = Signal()

    def __init__(
        self,
        session: HasWorkspace,
        parent: QObject | None = None,
        *,
        folder: Path | None = None,
        command: Command = engine_command,
    ) -> None:
        owner = parent or (session if isinstance(session, QObject) else None)
        super().__init__(session, folder or places.window_file().parent, command, owner)
        self._started_before = ""
        self._is_closed = False
        self._survey = LengthSurvey(self._know, self)
        self._timer = QTimer(self, interval=_PULL_MS)
        self._timer.timeout.connect(self._pull)
        self.finisher = Finisher(self)
        self.queue_finished.connect(self.finisher.finish)
        self._supervisor.start()
        self._timer.start()

    # -- the queue ---------------------------------------------------------------------------------

    def enqueue(  # noqa: PLR0913  # the fields of a request
        self,
        workspace: Path,
        dataset: str,
        metrics: Iterable[str] = (),
        device: str | None = None,
        workers: int | None = None,
        *,
        is_fresh: bool = False,
        is_compatible: bool = False,
    ) -> None:
        """Put a dataset at the end of the queue; if it waits already, it keeps its place."""
        entry = QueuedRun(
            workspace=workspace,
            dataset=dataset,
            metrics=tuple(metrics),
            device=device,
            workers=workers,
            is_fresh=is_fresh,
            is_compatible=is_compatible,
        )
        self._keep(self._queue.with_entry(entry))

    def move(self, dataset: str, place: int, workspace: Path | None = None) -> None:
        """Give a waiting dataset another place in the queue."""
        index = self._index(dataset, workspace)
        if index is not None:
            self._keep(self._queue.moved(index, place))

    def remove(self, dataset: str, workspace: Path | None = None) -> None:
        """Take a waiting dataset out of the queue."""
        index = self._index(dataset, workspace)
        if index is not None:
            self._keep(self._queue.without(self._queue.entries[index].id))

    def set_when_finished(self, what: WhenFinished) -> None:
        """Choose what is to be done after the last of the queue."""
        self._keep(self._queue.model_copy(update={"when_finished": what}))

    def start(self) -> None:
        """Let the queue go: one dataset after the other."""
        if self._queue.entries:
            self._go(is_going=True)
            self._advance()

    def hold(self) -> None:
        """Start no other dataset after the one at work."""
        self._go(is_going=False)

    # -- the run -----------------------------------------------------------------------------------

    def pause(self) -> None:
        """Let the run wait."""
        self._tell(RunWatcher.pause)

    def resume(self) -> None:
        """Let it go on."""
        self._tell(RunWatcher.resume)

    def cancel(self) -> None:
        """End the run soon; finished scores stay, and the queue stops."""
        self._go(is_going=False)
        self._stop(RunWatcher.cancel)

    def stop_now(self) -> None:
        """End the engine by force; stored scores stay, and the queue stops."""
        self._go(is_going=False)
        self._stop(RunWatcher.stop_now)

    def retry_failed(self, dataset: str, workspace: Path | None = None) -> None:
        """Run a dataset again as it was run last: what has no score yet is tried once more.

        The same continues a run that was cancelled or crashed.
        """
        key = self._key(dataset, workspace)
        state = self.state(dataset, workspace)
        run: RunState | PastRun | None = state or self._book.past.get(key)
        if run is None:
            entry = QueuedRun(workspace=key[0], dataset=dataset)
        else:  # a fresh start is not to be made twice
            entry = QueuedRun.of(run.request.model_copy(update={"is_fresh": False}))
        self._keep(self._queue.with_entry(entry))
        self.start()

    def open(self, dataset: str, workspace: Path | None = None) -> None:
        """Have the last run of a dataset read, for a page that shows it."""
        past = self._book.past.get(self._key(dataset, workspace))
        if past is not None and self.state(dataset, workspace) is None:
            self._ask(lambda: self._book.open_past(past.id))

    def dismiss(self, dataset: str, workspace: Path | None = None) -> None:
        """Forget the last run of a dataset that has ended; its scores stay."""
        key = self._key(dataset, workspace)
        state = self.state(dataset, workspace)
        past = self._book.past.get(key)
        ids = {run.id for run in (state, past) if run is not None and run.phase.is_over}
        for id_ in ids:
            self._ask(partial(self._book.forget, id_))

    def close(self) -> None:
        """Let go of the engine, which goes on, and hand it what waits; end all threads."""
        if self._is_closed:
            return
        self._is_closed = True
        self._timer.stop()
        self.finisher.cancel()
        active = self.active
        if active is not None and self._queue.is_going and self._queue.entries:
            id_, queue = active.id, self._queue
            self._supervisor.ask(lambda: self._hand_over(id_, queue))
        self._supervisor.close()
        self._survey.close()

    # -- inside ------------------------------------------------------------------------------------

    def _ask(self, act: Callable[[], None]) -> None:
        self._supervisor.ask(act)
        self._timer.setInterval(_PULL_MS)

    def _tell(self, act: Callable[[RunWatcher], None]) -> None:
        active = self.active
        if active is not None:
            self._ask(lambda: self._book.tell(active.id, act))

    def _stop(self, act: Callable[[RunWatcher], None]) -> None:
        active = self.active
        if active is not None:
            self._stopping.add(active.id)
            self._show(self._told)
            self._tell(act)
            self.view_changed.emit()

    def _go(self, *, is_going: bool) -> None:
        if self._queue.is_going != is_going:
            self._keep(self._queue.model_copy(update={"is_going": is_going}))

    def _keep(self, queue: Queue) -> None:
        self._queue = queue
        self._ask(lambda: self._save(queue))
        self.queue_changed.emit()

    def _save(self, queue: Queue) -> None:
        try:
            save_queue(self._queue_path, queue)
            self._unkept = ""
        except OSError as error:
            self._unkept = f"{self._queue_path}: {error_text(error)}"

    def _hand_over(self, id_: str, queue: Queue) -> None:
        with contextlib.suppress(OSError):
            self._book.hand_over(id_, tuple(entry.request() for entry in queue.entries))
            self._save(queue.model_copy(update={"entries": ()}))

    def _advance(self) -> None:
        """Start the next of the queue, if it is its turn."""
        if not self._queue.is_going or self.is_busy or not self._is_attached:
            return
        if not self._queue.entries:
            self._go(is_going=False)
            return
        entry = self._queue.entries[0]
        self._starting = True
        self._started_before = self._book.started_id
        self._keep(self._queue.without(entry.id))
        self._ask(lambda: self._book.start(entry.request()))

    @Slot()
    def _pull(self) -> None:
        if not self._is_attached and self._book.is_read:
            self._attach()
        states = self._book.states
        if states is not self._told and self._is_attached:
            self._take(states)
        self._advance()
        self._timer.setInterval(_PULL_MS if self.is_busy or not self._is_attached else _IDLE_MS)

    def _attach(self) -> None:
        """Take over what earlier windows have left."""
        self._is_attached = True
        back = [QueuedRun.of(request) for request in self._book.called_back]
        keys = {entry.key for entry in back}
        rest = [entry for entry in self._queue.entries if entry.key not in keys]
        has_living = any(not state.phase.is_over for state in self._book.states.values())
        is_going = self._queue.is_going or (self._was_going and has_living)
        queue = self._queue.model_copy(
            update={"entries": (*back, *rest), "is_going": is_going},
        )
        if queue != self._queue:
            self._keep(queue)
        if self.unfinished():
            self.unfinished_found.emit()
        self.view_changed.emit()

    def _take(self, states: dict[str, RunState]) -> None:
        watched = self._living
        started = self._book.started_id
        if self._starting and started != self._started_before and started in states:
            self._starting = False
            watched = watched | {started}
        over = [state for state in states.values() if state.phase.is_over and state.id in watched]
        self._show(states)
        before = self._living
        self._living = {state.id for state in states.values() if not state.phase.is_over}
        for id_ in sorted(self._living - before):
            self._survey.start(states[id_])
        self.view_changed.emit()
        for state in over:
            self._ended(state)

    def _know(self, id_: str, facts: Facts) -> None:
        self._ask(lambda: self._book.tell(id_, lambda watcher: watcher.know(facts)))

    def _ended(self, state: RunState) -> None:
        self.run_finished.emit(state)
        if state.phase is Phase.CRASHED and not self._queue.is_going:
            self.unfinished_found.emit()
        if self._queue.is_going and not self._queue.entries and not self.is_busy:
            self._go(is_going=False)
            self.queue_finished.emit(cast(str, self._queue.when_finished))
