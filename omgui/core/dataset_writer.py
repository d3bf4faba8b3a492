"""A dataset written to its workspace: NAME.yaml and the lists beside it together."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from omgui.core.dataset import CONFIG_FOLDERS
from omgui.core.dataset_config import DatasetConfig, dump_config
from omgui.core.dataset_names import check_name
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.pairing.result import PairGroup, Pairing
from omgui.core.paths import is_there
from omgui.core.problems import Problem, ProblemError
from omgui.core.seen_files import Seen, seen_text

# What the names of a dataset's files end with, NAME.yaml last: with it the dataset is there.
DATASET_ENDINGS = ("_list.json", "_pairs.json", "_files.json", ".yaml")


@dataclass(frozen=True)
class DatasetFile:
    """One file of a dataset before it is written.

    Attributes:
        path: Where it goes.
        text: What it is to hold; ``None`` where a file of an earlier version is to be removed.
        is_there: Whether there is a file in its place.
    """

    path: Path
    text: str | None
    is_there: bool


def listed_files(pairing: Pairing) -> tuple[str, ...]:
    """Return every file that is scored, as NAME_list.json names them.

    References come with their distorted files behind them, then what is scored alone.
    """
    names: dict[str, None] = {}
    for group in pairing.groups:
        names[group.reference] = None
        names.update(dict.fromkeys(group.distorted))
    names.update(dict.fromkeys(pairing.alone))
    return tuple(names)


def pairs_content(groups: Sequence[PairGroup], media: Media) -> dict[str, list[object]]:
    """Return what NAME_pairs.json holds. A mode that nobody decided is ``same``."""
    content: dict[str, list[object]] = {}
    for group in groups:
        sets = content.setdefault(group.reference, [])
        if media is Media.IMAGE:
            sets.extend(group.distorted)
        else:
            sets.append([list(group.distorted), (group.mode or Mode.SAME).value])
    return content


def dataset_files(  # noqa: PLR0913  # the parts of a dataset
    workspace: Path,
    name: str,
    config: DatasetConfig,
    pairing: Pairing,
    listed: Sequence[str] | None = None,
    *,
    seen: Mapping[str, Seen] | None = None,
) -> tuple[DatasetFile, ...]:
    """Return the files of a dataset without writing them.

    Args:
        workspace: The folder of all datasets.
        name: Name of the dataset on the command line and of its files.
        config: The content of NAME.yaml; what is unknown in it is kept.
        pairing: Its pairs and other files.
        listed: What NAME_list.json names; every file that is scored by default.
        seen: The files of the folder as they are, to tell later what has changed.

    Raises:
        ProblemError: ``dataset-name-unusable``.
    """
    check_name(name)
    folder = _folder(workspace, name)
    files = listed_files(pairing) if listed is None else listed
    pairs = pairs_content(pairing.groups, config.type)
    texts = {
        f"{name}_list.json": _json(list(files)),
        f"{name}_pairs.json": _json(pairs) if pairs else None,
        f"{name}_files.json": seen_text(seen) if seen else None,
        f"{name}.yaml": dump_config(config),
    }
    found = [DatasetFile(folder / it, text, is_there(folder / it)) for it, text in texts.items()]
    return tuple(file for file in found if file.text is not None or file.is_there)


def write_dataset(  # noqa: PLR0913  # the parts of a dataset
    workspace: Path,
    name: str,
    config: DatasetConfig,
    pairing: Pairing,
    listed: Sequence[str] | None = None,
    *,
    seen: Mapping[str, Seen] | None = None,
    replace: bool = False,
) -> tuple[Path, ...]:
    """Write a dataset: all of its files, or none.

    Every file is written completely beside its place before the first is put there. Should
    putting them there fail half-way, what was there before is put back.

    Args:
        workspace: The folder of all datasets.
        name: Name of the dataset on the command line and of its files.
        config: The content of NAME.yaml.
        pairing: Its pairs and other files.
        listed: What NAME_list.json names; every file that is scored by default.
        seen: The files of the folder as they are, to tell later what has changed.
        replace: Whether files that are there may be replaced.

    Returns:
        The files that were written.

    Raises:
        ProblemError: ``dataset-exists``, ``dataset-name-unusable``, ``path-unusable`` or
            ``dataset-unwritable``.
    """
    files = dataset_files(workspace, name, config, pairing, listed, seen=seen)
    taken = [file.path.name for file in files if file.is_there]
    if taken and not replace:
        message = f"There is a dataset '{name}' already: {', '.join(taken)}."
        hint = "Choose another name, or say that it is to be replaced."
        raise ProblemError(Problem("dataset-exists", message, hint, str(files[0].path.parent)))
    _put(files)
    return tuple(file.path for file in files if file.text is not None)


def _folder(workspace: Path, name: str) -> Path:
    """Return the folder that holds the dataset, or would."""
    folders = [workspace / folder for folder in CONFIG_FOLDERS]
    for folder in folders:
        if is_there(folder / f"{name}.yaml"):
            return folder
    return next((folder for folder in folders if is_there(folder)), folders[0])


def _json(content: object) -> str:
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{ending}")


def _put(files: Sequence[DatasetFile]) -> None:
    """Put files into place, all or none."""
    kept: list[Path] = []
    placed: list[Path] = []
    try:
        files[0].path.parent.mkdir(parents=True, exist_ok=True)
        for file in files:
            if file.text is not None:
                _write(_beside(file.path, "part"), file.text)
        for file in files:
            if file.is_there:
                file.path.replace(_beside(file.path, "kept"))
                kept.append(file.path)
            if file.text is not None:
                _beside(file.path, "part").replace(file.path)
                placed.append(file.path)
    except UnicodeEncodeError as error:
        message = "A name contains bytes that are not text."
        problem = Problem("path-unusable", message, "Rename the file, or leave it out.")
        raise ProblemError(problem) from error
    except OSError as error:
        _put_back(kept, placed)
        reason = error.strerror or type(error).__name__
        message = f"The dataset could not be written: {reason}. Everything is as it was."
        hint = "Make room on the disk, or change the rights on the folder."
        where = str(files[0].path.parent)
        raise ProblemError(Problem("dataset-unwritable", message, hint, where)) from error
    finally:
        for file in files:
            for ending in ("part", "kept"):
                with contextlib.suppress(OSError):
                    _beside(file.path, ending).unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _put_back(kept: Sequence[Path], placed: Sequence[Path]) -> None:
    with contextlib.suppress(OSError):
        for path in placed:
            path.unlink()
        for path in kept:
            _beside(path, "kept").replace(path)
