"""Whether a dataset runs, so that its ticks must stay as they are."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_LOOK_MS = 1000


class HasRuns(Protocol):
    """What the lock needs of the window's session."""

    has_runs: bool
    runs: Any


class RunLock(QObject):
    """Looks at the run controller, which is made when somebody first needs it.

    Signals:
        changed(): The dataset has begun to run, or runs no more.

    Args:
        session: What is open in the window.
        dataset: Name of the dataset.
        parent: Owner.
    """

    changed = Signal()

    def __init__(self, session: HasRuns, dataset: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._dataset = dataset
        self._runs: Any = None
        self._was_locked = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_locked(self) -> bool:
        """Whether the dataset runs."""
        return self._runs is not None and bool(self._runs.is_running(self._dataset))

    def watch(self) -> None:
        """Look from now on."""
        self._timer.start()
        self._look()

    def rest(self) -> None:
        """Look no more for a controller; one that was found is listened to."""
        self._timer.stop()

    @Slot()
    def _look(self) -> None:
        if self._runs is None and self._session.has_runs:
            self._runs = self._session.runs
            self._runs.view_changed.connect(self._on_view_changed)
            self._on_view_changed()

    @Slot()
    def _on_view_changed(self) -> None:
        is_locked = self.is_locked
        if is_locked is not self._was_locked:
            self._was_locked = is_locked
            self.changed.emit()
