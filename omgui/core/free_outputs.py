"""Folders for results that no other dataset of a workspace writes to."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from omgui.core.dataset import CONFIG_FOLDERS
from omgui.core.dataset_outputs import store_name, writes_to


def stores_in_use(workspace: Path, own: str = "") -> frozenset[str]:
    """Return where the datasets of a workspace keep their scores, by their :func:`store_name`.

    Args:
        workspace: The folder of all datasets.
        own: A dataset that does not count.
    """
    files = [file for folder in CONFIG_FOLDERS for file in (workspace / folder).glob("*.yaml")]
    found = (writes_to(workspace, file) for file in files if file.stem != own)
    return frozenset(name for name in found if name)


def free_output(workspace: Path, output: str, prefix: str, taken: Collection[str]) -> str:
    """Return a folder for results that no other dataset writes to: the one wanted, or one beside.

    A dataset that was renamed keeps its results where they are. A new one of its old name would
    mix its scores with them.

    Args:
        workspace: The folder of all datasets.
        output: The folder that is wanted.
        prefix: How the files of the results begin.
        taken: As of :func:`stores_in_use`.
    """
    number, found = 1, output
    while store_name(workspace, found, prefix) in taken:
        number += 1
        found = f"{output}_{number}"
    return found
