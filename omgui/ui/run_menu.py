"""The menu Run: what it does, and when it can."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from omgui.core.dataset_state import DatasetState
from omgui.ui.actions import Actions
from omgui.ui.session import Session
from omgui.ui.states import DatasetStates


class RunMenu(QObject):
    """Starts, rests and ends runs.

    Signals:
        start_wanted(str): This dataset is to be run, as its page has it.
    """

    start_wanted = Signal(str)

    def __init__(
        self, session: Session, states: DatasetStates, actions: Actions, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._states = states
        self._start = actions["run_start"]
        self._pause = actions["run_pause"]
        self._cancel = actions["run_cancel"]
        self._start.triggered.connect(self.start)
        self._pause.triggered.connect(self.pause_or_continue)
        self._cancel.triggered.connect(self.cancel)
        states.changed.connect(self.update)
        states.run_changed.connect(self.update)
        self.update()

    @Slot()
    def start(self) -> None:
        """Score the selected dataset, or let it wait for the one that runs."""
        name = self._session.selected
        if name:
            self.start_wanted.emit(name)

    @Slot()
    def pause_or_continue(self) -> None:
        """Let the run rest, or let it go on."""
        runs = self._session.runs
        if self._states.is_paused:
            runs.resume()
        else:
            runs.pause()

    @Slot()
    def cancel(self) -> None:
        """End the run; what is scored is kept."""
        self._session.runs.cancel()

    @Slot()
    def update(self) -> None:
        """Offer what can be done now."""
        state = self._states.state
        is_running = bool(self._states.running)
        selected = self._session.selected
        waiting = {DatasetState.RUNNING, DatasetState.QUEUED}
        self._start.setEnabled(bool(selected) and state(selected) not in waiting)
        can_be_told = is_running and not self._states.is_stopping
        self._pause.setEnabled(can_be_told)
        self._cancel.setEnabled(can_be_told)
