"""What a run of a dataset started now would compute, though its last run was complete; and why."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import Dataset, load_dataset
from omgui.core.problems import ProblemError, ProblemsError
from omgui.core.results import reader
from omgui.core.results.file_changes import SERIOUS, FileChange, changed_files
from omgui.core.results.live import never, outdated
from omgui.core.results.store_access import reading
from omgui.core.results.table_rows import table_rows


@dataclass(frozen=True)
class DatasetChanges:
    """What is another in a dataset than in its last run.

    Attributes:
        metrics: Metrics that have no scores yet.
        items: Files of items that have no scores yet.
        settings: For each way in which settings differ, a sentence, with the metrics it is about.
        files: What became of files.
    """

    metrics: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    settings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, FileChange] = field(default_factory=dict)

    @property
    def is_configured(self) -> bool:
        """Whether the dataset asks for other scores than its last run made."""
        return bool(self.metrics or self.items or self.settings)

    @property
    def is_serious(self) -> bool:
        """Whether scores do not fit what is there now; copies of files that are the same do."""
        return self.is_configured or any(change in SERIOUS for change in self.files.values())


def configured_changes(dataset: Dataset, database: sqlite3.Connection) -> DatasetChanges:
    """Return what a dataset asks for and its last run did not; files are not looked at.

    Args:
        dataset: As it is configured now.
        database: Its store, open for reading.
    """
    asked = "score"
    if reader.knows_changes(database):
        asked = "(SELECT * FROM score WHERE superseded = 0)"
    query = f"SELECT DISTINCT metric FROM {asked}"
    known = {metric for (metric,) in database.execute(query)}
    query = f"SELECT DISTINCT reference, file, mode FROM {asked}"
    places = set(database.execute(query))
    kinds = {spec.kind for spec in dataset.metrics if spec.name in known}
    items = dict.fromkeys(
        row.file
        for row in table_rows(dataset)
        for kind in kinds
        if (place := row.place(kind)) is not None and place not in places
    )
    settings: dict[str, tuple[str, ...]] = {}
    last = reader.read_last_settings(database)
    query = (
        "SELECT metric, provenance FROM score WHERE id IN "
        f"(SELECT max(id) FROM {asked} WHERE state = 'done' GROUP BY metric)"
    )
    made = dict(database.execute(query).fetchall())
    for spec in dataset.metrics:
        if spec.name in known:
            text = made.get(spec.name)
            why = outdated(dataset, spec, last, json.loads(text) if text else {})
            if why:
                settings[why] = (*settings.get(why, ()), spec.name)
    metrics = tuple(spec.name for spec in dataset.metrics if spec.name not in known)
    return DatasetChanges(metrics, tuple(items), settings)


def is_configured_anew(workspace: Path, name: str, database: sqlite3.Connection) -> bool:
    """Whether a dataset asks for what its last run did not compute; also if it cannot be run."""
    try:
        dataset = load_dataset(workspace, name, load_catalogue()[0])
    except ProblemsError:
        return True
    return configured_changes(dataset, database).is_configured


def dataset_changes(
    workspace: Path, name: str, is_cancelled: Callable[[], bool] = never
) -> DatasetChanges:
    """Compare a dataset and its files with its last run; nothing where that cannot be done.

    Takes time: every file is looked at.

    Raises:
        CancelledError: It was cancelled.
    """
    found = DatasetChanges()
    try:
        dataset = load_dataset(workspace, name, load_catalogue()[0])
        if dataset.store.is_file():
            with reading(dataset.store) as database:
                found = configured_changes(dataset, database)
        rows = table_rows(dataset)
        names = [name for row in rows for name in (row.reference, row.file) if name]
        files = changed_files(dataset.store, dataset.root, names, is_cancelled)
    except (ProblemError, ProblemsError):  # what keeps it from being read is said where it is open
        return found
    return replace(found, files=files)
