"""A dataset renamed or deleted: its files of configuration, and on wish what was computed."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import CONFIG_FOLDERS, find_config
from omgui.core.dataset_config import FEATURE_KEYS, METRIC_KEYS
from omgui.core.dataset_names import check_name
from omgui.core.dataset_writer import DATASET_ENDINGS
from omgui.core.pairing.ignored import media_of
from omgui.core.paths import is_there, one_name
from omgui.core.problems import Problem, ProblemError
from omgui.core.written_files import whole_file
from omgui.core.yaml_lines import YamlFile, read_yaml

_LISTS = (*(key for keys in METRIC_KEYS.values() for key in keys), *FEATURE_KEYS.values())


@dataclass(frozen=True)
class Belongings:
    """The files of a dataset that are there. Never one that is scored.

    Attributes:
        configuration: NAME.yaml, which comes last, and the lists beside it.
        results: The store, the tables and the log, but nothing that another dataset writes, too.
        lock: What a run of it holds as long as it lives; it need not be there.
    """

    configuration: tuple[Path, ...]
    results: tuple[Path, ...] = ()
    lock: Path | None = None


def belongings(workspace: Path, name: str) -> Belongings:
    """Return the files of a dataset.

    Args:
        workspace: The folder of all datasets.
        name: Name of the YAML file without its ending.

    Raises:
        ProblemError: ``dataset-missing``.
    """
    config = find_config(workspace, name)
    own = tuple(path for path in _own_places(config) if is_there(path))
    source = _read(config)
    output = _output(workspace, source) if source is not None else None
    if source is None or output is None:
        return Belongings(own)
    others = [path for folder in CONFIG_FOLDERS for path in (workspace / folder).glob("*.yaml")]
    shared: set[str] = set()
    for other in others:
        found = _read(other) if other != config else None
        shared |= {one_name(path) for path in _results(workspace, found)} if found else set()
    results = [path for path in _results(workspace, source) if one_name(path) not in shared]
    prefix = source.values["dataset_name"]
    return Belongings(
        own,
        tuple(path for path in dict.fromkeys(results) if path.is_file()),
        output / f".{prefix}.lock",
    )


def rename_dataset(workspace: Path, name: str, new_name: str) -> Path:
    """Give the files of a dataset another name; what they say stays, so its results are found.

    The lists are copied, then NAME.yaml is renamed, then the old lists go. Whenever this is
    broken off, there is one whole dataset, under the old name or the new one.

    Args:
        workspace: The folder of all datasets.
        name: Name of the YAML file without its ending.
        new_name: The name it is to have.

    Returns:
        The YAML file.

    Raises:
        ProblemError: ``dataset-missing``, ``dataset-name-unusable``, ``dataset-exists`` or
            ``dataset-unwritable``; everything is as it was.
    """
    config = find_config(workspace, name)
    check_name(new_name)
    if new_name == name:
        return config
    wanted = config.with_name(f"{new_name}.yaml")
    others = [path for folder in CONFIG_FOLDERS for path in (workspace / folder).glob("*.yaml")]
    for other in others:
        if other.stem.casefold() == new_name.casefold() and not _is_same(other, config):
            raise ProblemError(_exists(f"There is a dataset '{other.stem}' already.", other))
    moves = [
        (old, old.with_name(f"{new_name}{old.name[len(name) :]}"))
        for old in _own_places(config)
        if is_there(old) and old != config
    ]
    _move(config, wanted, moves)
    return wanted


def discard(paths: Sequence[Path], put_away: Callable[[Path], bool]) -> None:
    """Remove files one after the other.

    Args:
        paths: The files, that of the dataset last: until then it is listed and can be deleted
            again.
        put_away: Removes one; whether that worked.

    Raises:
        ProblemError: ``file-undeletable`` for the first that stays; those behind it stay, too.
    """
    for number, path in enumerate(paths):
        reason = ""
        try:
            is_done = not is_there(path) or put_away(path)
        except OSError as error:
            is_done, reason = False, f": {error.strerror or type(error).__name__}"
        if not is_done:
            message = f"'{path.name}' cannot be removed{reason}."
            if number:
                message += f" {number} of {len(paths)} files are gone already."
            hint = "Close what uses it, or change the rights on it, and try again."
            raise ProblemError(Problem("file-undeletable", message, hint, str(path)))


def _own_places(config: Path) -> list[Path]:
    return [config.with_name(f"{config.stem}{ending}") for ending in DATASET_ENDINGS]


def _move(config: Path, wanted: Path, lists: Sequence[tuple[Path, Path]]) -> None:
    made: list[Path] = []
    try:
        if _is_same(config, wanted):  # capital and small letters are one to this disk
            for old, new in (*lists, (config, wanted)):
                old.rename(new)
            return
        for old, new in lists:
            _refuse_other(old, new)
        for old, new in lists:
            made.append(new)
            with old.open("rb") as content, whole_file(new) as out:
                shutil.copyfileobj(content, out)
            shutil.copystat(old, new)  # a list that looks edited would look not scored yet
        config.rename(wanted)
    except OSError as error:
        for path in made:
            with contextlib.suppress(OSError):
                path.unlink()
        reason = error.strerror or type(error).__name__
        message = f"The dataset could not be renamed: {reason}. Everything is as it was."
        hint = "Close what uses its files, or change the rights on the folder."
        where = str(config.parent)
        raise ProblemError(Problem("dataset-unwritable", message, hint, where)) from error
    for old, _ in lists:
        with contextlib.suppress(OSError):
            old.unlink()


def _refuse_other(old: Path, new: Path) -> None:
    """Refuse to write over a file, unless it is what an earlier try has left there."""
    if is_there(new) and new.read_bytes() != old.read_bytes():
        message = f"There is a file '{new.name}' already, which belongs to no dataset."
        raise ProblemError(_exists(message, new))


def _exists(message: str, path: Path) -> Problem:
    return Problem("dataset-exists", message, "Choose another name.", str(path))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _read(config: Path) -> YamlFile | None:
    try:
        return read_yaml(config, config.name)
    except ProblemError:
        return None


def _output(workspace: Path, source: YamlFile) -> Path | None:
    """Return the folder of the results, where the file says that and how they are called."""
    output, prefix = source.values.get("output"), source.values.get("dataset_name")
    is_said = isinstance(output, str) and isinstance(prefix, str) and "\0" not in output + prefix
    is_said = is_said and prefix == Path(str(prefix)).name
    return workspace / str(output) if is_said else None


def _results(workspace: Path, source: YamlFile) -> list[Path]:
    """Return every file that a dataset may have written."""
    output = _output(workspace, source)
    if output is None:
        return []
    prefix = str(source.values["dataset_name"])
    lists = [source.values.get(key) for key in _LISTS]
    asked = [name for names in lists if isinstance(names, list) for name in names]
    metrics = dict.fromkeys([*load_catalogue()[0], *(it for it in asked if isinstance(it, str))])
    names = [
        f"{prefix}.omgui",
        f"{prefix}.omgui-journal",
        f"{prefix}_scores.csv",
        *(f"{prefix}_{metric}{end}" for metric in metrics for end in (".csv", "-features.npz")),
        f".{prefix}.lock",
    ]
    found = [output / name for name in names if name == Path(name).name]
    # Stores that a fresh start put aside; their names get numbers where there are several.
    found += sorted(
        it for it in _entries(output) if it.name.startswith(f"{prefix}.omgui.before-fresh")
    )
    log = source.values.get("logs_output")
    if isinstance(log, str) and "\0" not in log and not _is_no_log(log):
        found.append(workspace / log)
    return found


def _is_no_log(name: str) -> bool:
    """Whether a file named as the log must be something that no run has made."""
    return media_of(name) is not None or name.endswith((".yaml", ".json"))


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
