"""What a person means by dropping, or starting the program with, these files and folders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from omgui.core.dataset import CONFIG_FOLDERS

_LEVELS = 5  # of folders between a store and its workspace


class Meaning(Enum):
    """What is to be done."""

    WORKSPACE = "workspace"
    NEW_DATASET = "new dataset"
    COMPARE = "compare"
    ONE_FILE = "one file"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Drop:
    """What was dropped, understood.

    Attributes:
        meaning: What is to be done.
        paths: The workspace, the folder of files, or the files.
        dataset: The dataset to show then, if one was pointed at.
    """

    meaning: Meaning
    paths: tuple[Path, ...] = ()
    dataset: str = ""


def understand(paths: Sequence[Path]) -> Drop:
    """Look at what was dropped; reads folders, so it belongs off the GUI thread."""
    there = [path for path in paths if path.exists()]
    folders = [path for path in there if path.is_dir()]
    files = [path for path in there if path not in folders]
    if folders:
        return _of_folder(folders[0])
    if len(files) == 1:
        return _of_file(files[0])
    if files:
        return Drop(Meaning.COMPARE, tuple(files))
    return Drop(Meaning.NOTHING, tuple(paths))


def is_workspace(folder: Path) -> bool:
    """Whether a folder has configurations of datasets in it."""
    return any((folder / name).is_dir() for name in CONFIG_FOLDERS)


def _of_folder(folder: Path) -> Drop:
    if folder.name in CONFIG_FOLDERS and any(folder.glob("*.yaml")):
        return Drop(Meaning.WORKSPACE, (folder.parent,))
    if is_workspace(folder):
        return Drop(Meaning.WORKSPACE, (folder,))
    return Drop(Meaning.NEW_DATASET, (folder,))


def _of_file(file: Path) -> Drop:
    is_listed = file.parent.name in CONFIG_FOLDERS and file.suffix in {".yaml", ".json"}
    if is_listed:
        name = file.stem
        for ending in ("_pairs", "_list"):
            if file.suffix == ".json":
                name = name.removesuffix(ending)
        return Drop(Meaning.WORKSPACE, (file.parent.parent,), name)
    if file.suffix == ".omgui":
        for folder in list(file.parents)[:_LEVELS]:
            if is_workspace(folder):
                return Drop(Meaning.WORKSPACE, (folder,), file.stem)
    return Drop(Meaning.ONE_FILE, (file,))
