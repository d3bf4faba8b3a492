"""What there is of a dataset's results on the disk, looked at without holding up anything."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from omgui.core.dataset_changes import DatasetChanges, dataset_changes
from omgui.core.dataset_state import DatasetState, look_at_dataset
from omgui.core.results.live import never
from omgui.ui.background import Background
from omgui.ui.run.options import Settings


class Found(NamedTuple):
    """What a look at the results has found.

    Attributes:
        state: How far the dataset is, if that can be told.
        has_table: Whether there is a table of scores.
        has_store: Whether there are stored scores.
        changes: What is another than in the last run.
    """

    state: DatasetState | None
    has_table: bool
    has_store: bool
    changes: DatasetChanges = DatasetChanges()


def look_at_results(
    workspace: Path,
    dataset: str,
    settings: Settings | None,
    is_cancelled: Callable[[], bool] = never,
) -> Found:
    """Look at the disk, away from the window's thread.

    Raises:
        CancelledError: It was cancelled.
    """
    has_table = settings is not None and settings.table.is_file()
    has_store = settings is not None and settings.store.is_file()
    state = look_at_dataset(workspace, dataset)
    changes = dataset_changes(workspace, dataset, is_cancelled)
    if state in {DatasetState.COMPLETE, DatasetState.PROBLEMS} and changes.is_serious:
        state = DatasetState.CHANGED
    return Found(state, has_table, has_store, changes)


class ResultsLook(QObject):
    """Looks in a thread of its own: all files are looked at, and nobody is to wait for that.

    Signals:
        found(Found): What the last look has found.

    Args:
        workspace: The folder of all datasets.
        dataset: Name of the dataset.
        parent: Owner.
    """

    found = Signal(object)

    def __init__(self, workspace: Path, dataset: str, parent: QObject) -> None:
        super().__init__(parent)
        self._place = workspace, dataset
        self._background = Background(self, threads=1)
        self._cancel = threading.Event()
        self._work = 0

    def look(self, settings: Settings | None) -> None:
        """Look, in the place of a look that is going on."""
        self._background.forget(self._work)
        self._cancel.set()
        cancel = self._cancel = threading.Event()
        work = partial(look_at_results, *self._place, settings, cancel.is_set)
        self._work = self._background.start(work, self.found.emit, lambda _error: None)

    def close(self) -> None:
        """End looking."""
        self._cancel.set()
        self._background.close()
