"""What became of a dataset, told from its store without opening it for writing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from enum import Enum
from pathlib import Path
from typing import Any

from omgui.core.dataset import CONFIG_FOLDERS, find_config
from omgui.core.dataset_changes import is_configured_anew
from omgui.core.dataset_config import FEATURE_KEYS, METRIC_KEYS
from omgui.core.events import Finish
from omgui.core.problems import ProblemError
from omgui.core.results.file_changes import began
from omgui.core.results.reader import knows_changes
from omgui.core.yaml_lines import read_yaml

_LAST_RUN = "SELECT started, finish FROM run ORDER BY id DESC LIMIT 1"
_SECOND = 1.0  # to which the store rounds down when a run began
_PROBLEMS = "SELECT DISTINCT metric FROM score WHERE state = 'problem' AND superseded = 0"
# In an older store: of scores that were made again, the newest counts.
_OLD_PROBLEMS = """
SELECT DISTINCT metric FROM score AS one WHERE state = 'problem' AND NOT EXISTS (
    SELECT 1 FROM score AS newer
    WHERE newer.reference = one.reference AND newer.file = one.file AND newer.mode = one.mode
    AND newer.metric = one.metric AND newer.id > one.id
)
"""
_LISTS = (*(key for keys in METRIC_KEYS.values() for key in keys), *FEATURE_KEYS.values())


class DatasetState(str, Enum):
    """How far a dataset is."""

    NOT_RUN = "not_run"
    QUEUED = "queued"  # known to the window only
    RUNNING = "running"  # known to the window only
    COMPLETE = "complete"
    PROBLEMS = "problems"  # everything was tried, and some scores are missing
    UNFINISHED = "unfinished"  # cancelled, failed, killed, or still going on elsewhere
    CHANGED = "changed"  # complete once; it asks for other scores since
    BROKEN = "broken"  # the configuration cannot be read


def look_at_dataset(workspace: Path, name: str) -> DatasetState | None:
    """Return how far a dataset is; ``None`` where that cannot be found out just now.

    Args:
        workspace: The folder of all datasets.
        name: Name of the YAML file without its ending.
    """
    try:
        config = find_config(workspace, name)
        values = read_yaml(config, config.name).values
    except ProblemError:
        return DatasetState.BROKEN
    output, prefix = values.get("output"), values.get("dataset_name")
    if not isinstance(output, str) or prefix is None:
        return DatasetState.BROKEN
    store = workspace / output / f"{prefix}.omgui"
    try:
        state, started = _read(store, _metrics(values))
        if state in {DatasetState.COMPLETE, DatasetState.PROBLEMS}:
            edited = max(path.stat().st_mtime for path in _files(workspace, name))
            if edited > started + _SECOND and _asks_for_more(workspace, name, store):
                return DatasetState.CHANGED
    except (sqlite3.Error, OSError, ValueError):
        return None  # being written just now, of a newer omgui, or not ours: the run page says
    return state


def _asks_for_more(workspace: Path, name: str, store: Path) -> bool:
    """Whether an edit, or a copy with other times, left anything to be computed."""
    address = f"{store.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=0)) as database:
        return is_configured_anew(workspace, name, database)


def _files(workspace: Path, name: str) -> list[Path]:
    folders = [workspace / folder for folder in CONFIG_FOLDERS]
    names = (f"{name}.yaml", f"{name}_pairs.json", f"{name}_list.json")
    return [path for folder in folders for file in names if (path := folder / file).is_file()]


def _metrics(values: dict[Any, Any]) -> set[str]:
    """Return what the configuration asks for: the store also keeps what was asked for once."""
    lists = [values.get(key) for key in _LISTS]
    named = [name for names in lists if isinstance(names, list) for name in names]
    return {name for name in named if isinstance(name, str)}


def _read(store: Path, metrics: set[str]) -> tuple[DatasetState, float]:
    """Return what the store says, and when its last run began in seconds of the epoch."""
    if not store.is_file():
        return DatasetState.NOT_RUN, 0.0
    address = f"{store.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=0)) as database:
        last = database.execute(_LAST_RUN).fetchone()
        if last is None:
            return DatasetState.NOT_RUN, 0.0
        started, finish = last
        if finish != Finish.COMPLETED.value:
            return DatasetState.UNFINISHED, 0.0
        problems = _PROBLEMS if knows_changes(database) else _OLD_PROBLEMS
        has_problem = any(row[0] in metrics for row in database.execute(problems))
    state = DatasetState.PROBLEMS if has_problem else DatasetState.COMPLETE
    return state, began(str(started))
