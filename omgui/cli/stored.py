"""Reading a result store without changing it, also one that a run is writing or was killed in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from omgui.core.dataset import find_config
from omgui.core.problems import Problem, ProblemError
from omgui.core.results.store_access import undo_killed_write, unreadable
from omgui.core.yaml_lines import read_yaml
from omgui.engine.store import Store


def store_path(workspace: Path, name: str) -> Path:
    """Return where a dataset's store is, whatever else is wrong with the dataset.

    Raises:
        ProblemError: ``dataset-missing``, or the YAML cannot be read or does not say.
    """
    config = find_config(workspace, name)
    place = f"{config.parent.name}/{config.name}"
    values = read_yaml(config, place).values
    output, prefix = values.get("output"), values.get("dataset_name")
    if not isinstance(output, str) or prefix is None:
        raise ProblemError(
            Problem(
                "output-unknown",
                "The file does not say where results are: 'output' or 'dataset_name' is missing.",
                f"`omgui check {name}` shows everything that is wrong with it.",
                place,
            )
        )
    return workspace / output / f"{prefix}.omgui"


@contextmanager
def reading(path: Path) -> Iterator[Store]:
    """Open a store for reading.

    Raises:
        ProblemError: ``store-missing``, ``store-unreadable``, ``store-foreign``, ``store-too-new``.
    """
    try:
        store = Store(path, is_readonly=True)
    except ProblemError:
        if not undo_killed_write(path):
            raise
        store = Store(path, is_readonly=True)
    try:
        yield store
    except sqlite3.Error as error:
        raise ProblemError(unreadable(error, path)) from error
    finally:
        store.close()
