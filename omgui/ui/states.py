"""How far each dataset is: looked up in the background, and corrected by what is running."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QIcon

from omgui.core.dataset_changes import DatasetChanges, dataset_changes
from omgui.core.dataset_state import DatasetState, look_at_dataset
from omgui.core.results.live import CancelledError
from omgui.ui.background import Background
from omgui.ui.change_words import ChangeWords
from omgui.ui.icons import icon
from omgui.ui.session import Session
from omgui.ui.theme import state_icon

States = dict[str, DatasetState]
_FINISHED = frozenset({DatasetState.COMPLETE, DatasetState.PROBLEMS})
_NO_CHANGES = DatasetChanges()
_PAUSES = frozenset({"pausing", "paused"})


def state_words(state: DatasetState) -> str:
    """Return a state in the words of the language in force."""
    words = {
        DatasetState.NOT_RUN: QCoreApplication.translate("states", "not run yet"),
        DatasetState.QUEUED: QCoreApplication.translate("states", "waiting in the queue"),
        DatasetState.RUNNING: QCoreApplication.translate("states", "running"),
        DatasetState.COMPLETE: QCoreApplication.translate("states", "complete"),
        DatasetState.PROBLEMS: QCoreApplication.translate("states", "finished with problems"),
        DatasetState.UNFINISHED: QCoreApplication.translate("states", "unfinished"),
        DatasetState.CHANGED: QCoreApplication.translate("states", "changed since its run"),
        DatasetState.BROKEN: QCoreApplication.translate("states", "cannot be read"),
    }
    return words[state]


class DatasetStates(QObject):
    """The state of every dataset of the workspace.

    Signals:
        changed(): At least one state is another.
        run_changed(): What runs, or whether it pauses, has changed.
    """

    changed = Signal()
    run_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stored: States = {}
        self._shown: States = {}
        self._run = ("", False, False, False)
        self._look = 0
        self._is_following = False
        self._changes: dict[str, DatasetChanges] = {}
        self._looked_at: Path | None = None
        self._words = ChangeWords(self)
        self._lane = Background(self, threads=1)  # looking at all files may take long
        self._looking: list[int] = []
        self._cancel = threading.Event()
        session.datasets_changed.connect(self.look_again)
        session.looked.connect(self.look_again)

    def state(self, name: str) -> DatasetState:
        """Return how far a dataset is, as far as it is known by now."""
        return self._shown.get(name, DatasetState.NOT_RUN)

    def words(self, name: str) -> str:
        """Return how far a dataset is, in the words of the language in force."""
        if self.is_stopping and name == self.running:
            return QCoreApplication.translate("states", "stopping…")
        if self._is_resting and name == self.running:
            return QCoreApplication.translate("states", "paused")
        return state_words(self.state(name))

    def changes(self, name: str) -> DatasetChanges:
        """Return what is another than in the last run, as far as it is known by now."""
        return self._changes.get(name, _NO_CHANGES)

    def why(self, name: str) -> list[str]:
        """Return what is another than in the last run in words, a sentence for each kind."""
        return self._words.lines(self.changes(name), is_whole=True)

    def close(self) -> None:
        """End looking."""
        self._cancel.set()
        self._lane.close()

    def picture(self, name: str) -> QIcon:
        """Return the drawing that goes with the words."""
        if self._is_resting and not self.is_stopping and name == self.running:
            return icon("pause", "quiet")
        return state_icon(self.state(name))

    @property
    def running(self) -> str:
        """Name of the dataset of this workspace that runs or pauses; empty if none does."""
        active = self._session.runs.active if self._session.has_runs else None
        if active is None or active.key[0] != self._session.workspace:
            return ""
        return str(active.key[1])

    @property
    def is_paused(self) -> bool:
        """Whether what runs makes a pause."""
        active = self._session.runs.active if self._session.has_runs else None
        return active is not None and active.phase.value in _PAUSES

    @property
    def is_stopping(self) -> bool:
        """Whether what runs was told to end."""
        active = self._session.runs.active if self._session.has_runs else None
        return active is not None and active.phase.value == "cancelling"

    @property
    def _is_resting(self) -> bool:
        """Whether the pause has begun, too."""
        active = self._session.runs.active if self._session.has_runs else None
        return active is not None and active.phase.value == "paused"

    def follow_runs(self) -> None:
        """Listen to the run controller, which the session makes late."""
        if self._is_following:
            return
        self._is_following = True
        runs = self._session.runs
        runs.view_changed.connect(self._merge)
        runs.queue_changed.connect(self._merge)
        runs.run_finished.connect(self.look_again)
        self._merge()

    @Slot()
    def look_again(self) -> None:
        """Look at all stores without holding up the window."""
        workspace = self._session.workspace
        if workspace is None:
            return
        names = self._session.dataset_names()
        background = self._session.background
        background.forget(self._look)
        self._look = background.start(lambda: _look(workspace, names), self._on_seen, self._failed)

    def _on_seen(self, seen: dict[str, DatasetState | None]) -> None:
        self._stored = {
            name: state or self._stored.get(name, DatasetState.UNFINISHED)
            for name, state in seen.items()
        }
        self._merge()
        self._look_closely()

    def _look_closely(self) -> None:
        """Compare every dataset and its files with its last run, the one in front first."""
        workspace = self._session.workspace
        for number in self._looking:
            self._lane.forget(number)
        self._looking.clear()
        self._cancel.set()
        cancel = self._cancel = threading.Event()
        if workspace != self._looked_at:
            self._changes.clear()
        self._looked_at = workspace
        if workspace is None:
            return
        for name in sorted(self._stored, key=lambda it: it != self._session.selected):
            work = partial(dataset_changes, workspace, name, cancel.is_set)
            number = self._lane.start(work, partial(self._on_changes, name), self._not_looked)
            self._looking.append(number)

    def _on_changes(self, name: str, changes: DatasetChanges) -> None:
        if changes != self.changes(name):
            self._changes[name] = changes
            self._merge()
            self.changed.emit()

    def _not_looked(self, error: Exception) -> None:
        if not isinstance(error, CancelledError):
            raise error

    def _failed(self, error: Exception) -> None:
        raise error  # look_at_dataset says everything it expects

    @Slot()
    def _merge(self) -> None:
        shown = dict(self._stored)
        for name, state in shown.items():
            if state in _FINISHED and self.changes(name).is_serious:
                shown[name] = DatasetState.CHANGED
        if self._session.has_runs:
            runs = self._session.runs
            running = self.running
            for name in shown:
                if name == running:
                    shown[name] = DatasetState.RUNNING
                elif runs.is_queued(name):
                    shown[name] = DatasetState.QUEUED
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()
        run = (self.running, self.is_paused, self._is_resting, self.is_stopping)
        if run != self._run:
            self._run = run
            self.run_changed.emit()


def _look(workspace: Path, names: list[str]) -> dict[str, DatasetState | None]:
    return {name: look_at_dataset(workspace, name) for name in names}
