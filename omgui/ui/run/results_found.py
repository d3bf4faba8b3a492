"""What there is of a dataset's results on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from omgui.core.dataset_changes import DatasetChanges, dataset_changes
from omgui.core.dataset_state import DatasetState, look_at_dataset
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


def look_at_results(workspace: Path, dataset: str, settings: Settings | None) -> Found:
    """Look at the disk, away from the window's thread."""
    has_table = settings is not None and settings.table.is_file()
    has_store = settings is not None and settings.store.is_file()
    state = look_at_dataset(workspace, dataset)
    changes = dataset_changes(workspace, dataset)
    if state in {DatasetState.COMPLETE, DatasetState.PROBLEMS} and changes.is_serious:
        state = DatasetState.CHANGED
    return Found(state, has_table, has_store, changes)
