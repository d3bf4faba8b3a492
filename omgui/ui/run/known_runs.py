"""What the window knows of runs, and of what waits: questions only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from omgui.core.run_view import RunView
from omgui.ui.run.engine_process import Command
from omgui.ui.run.queue_file import QueuedRun, WhenFinished, load_queue
from omgui.ui.run.run_book import PastRun, RunBook
from omgui.ui.run.run_state import Phase, RunKey, RunState
from omgui.ui.run.supervisor import Supervisor


class HasWorkspace(Protocol):
    """What the controller needs of the session."""

    @property
    def workspace(self) -> Path | None:
        """The open workspace."""


class KnownRuns(QObject):
    """The part of the run controller that changes nothing.

    Args:
        session: Knows the workspace.
        home: Where runs and the queue are kept.
        command: Command line of the engine.
        parent: Owner.
    """

    def __init__(
        self, session: HasWorkspace, home: Path, command: Command, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._queue_path = home / "queue.json"
        left = load_queue(self._queue_path)
        # Without an engine at work a person decides whether to go on.
        self._was_going = left.is_going
        self._queue = left.model_copy(update={"is_going": False})
        self._book = RunBook(home / "runs", command)
        self._told: Mapping[str, RunState] = {}
        self._states: Mapping[str, RunState] = {}
        self._stopping: set[str] = set()
        self._living: set[str] = set()
        self._starting = False
        self._is_attached = False
        self._unkept = ""
        self._supervisor = Supervisor(self._book.poll, self)

    @property
    def is_attached(self) -> bool:
        """Whether runs of earlier windows have been looked for."""
        return self._is_attached

    @property
    def active(self) -> RunState | None:
        """The run that is going on, if one is."""
        for id_ in sorted(self._living):
            if not self._states[id_].phase.is_over:
                return self._states[id_]
        return None

    @property
    def is_busy(self) -> bool:
        """Whether a run is going on or about to begin."""
        return self._starting or self.active is not None

    @property
    def is_paused(self) -> bool:
        """Whether the run that is going on rests, or is about to."""
        active = self.active
        return active is not None and active.phase in {Phase.PAUSED, Phase.PAUSING}

    @property
    def is_stopping(self) -> bool:
        """Whether the run that is going on was told to end."""
        active = self.active
        return active is not None and active.phase is Phase.CANCELLING

    @property
    def device_words(self) -> str:
        """What the run that is going on computes on; empty while none does."""
        active = self.active
        return active.view.device if active is not None else ""

    def is_running(self, dataset: str, workspace: Path | None = None) -> bool:
        """Whether the run that is going on is of this dataset."""
        active = self.active
        return active is not None and active.key == self._key(dataset, workspace)

    @property
    def view(self) -> RunView:
        """The run that is going on as its events tell it; an empty one when none is."""
        active = self.active
        if active is None:
            return RunView()
        return RunView({active.dataset: active.view}, is_started=True)

    @property
    def queue(self) -> tuple[QueuedRun, ...]:
        """What waits, in its order."""
        return self._queue.entries

    @property
    def is_going(self) -> bool:
        """Whether the next of the queue starts when nothing runs."""
        return self._queue.is_going

    @property
    def when_finished(self) -> WhenFinished:
        """What is to be done after the last of the queue."""
        return self._queue.when_finished

    @property
    def trouble(self) -> str:
        """A defect of the program or of the disk that a person should hear of; mostly empty."""
        return self._supervisor.failure or self._unkept

    def state(self, dataset: str, workspace: Path | None = None) -> RunState | None:
        """Return the latest run of a dataset; one of earlier days once :meth:`open` has read it."""
        key = self._key(dataset, workspace)
        found = [state for state in self._states.values() if state.key == key]
        return max(found, key=lambda state: state.id, default=None)

    def last(self, dataset: str, workspace: Path | None = None) -> tuple[Phase, bool] | None:
        """Return how the latest run of a dataset stands and whether it has problems.

        ``None`` if none is known. Cheap: for lists of datasets.
        """
        state = self.state(dataset, workspace)
        if state is not None:
            return state.phase, state.has_problems
        past = self._book.past.get(self._key(dataset, workspace))
        return None if past is None else (past.phase, past.has_problems)

    def stderr(self, state: RunState) -> Path:
        """Return the file of what the engine of a run prints."""
        return self._book.folder(state.id).stderr

    def is_queued(self, dataset: str, workspace: Path | None = None) -> bool:
        """Whether a dataset waits for its turn."""
        return self._index(dataset, workspace) is not None

    def unfinished(self) -> tuple[RunState | PastRun, ...]:
        """Return runs that crashed and were neither continued nor dismissed."""
        found: dict[RunKey, RunState | PastRun] = {**self._book.past}
        for state in sorted(self._states.values(), key=lambda state: state.id):
            found[state.key] = state
        return tuple(run for run in found.values() if run.phase is Phase.CRASHED)

    def _show(self, told: Mapping[str, RunState]) -> None:
        """Take states; what was told to end is ending, even before its engine has heard of it."""
        self._told = told
        shown = dict(told)
        for id_ in self._stopping & shown.keys():
            if not shown[id_].phase.is_over:
                shown[id_] = replace(shown[id_], phase=Phase.CANCELLING)
        self._states = shown

    def _key(self, dataset: str, workspace: Path | None) -> RunKey:
        return workspace or self._session.workspace or Path(), dataset

    def _index(self, dataset: str, workspace: Path | None) -> int | None:
        key = self._key(dataset, workspace)
        places_ = [place for place, entry in enumerate(self._queue.entries) if entry.key == key]
        return places_[0] if places_ else None
