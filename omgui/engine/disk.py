"""What a disk can do to a run, in words, and care for results that are not ours."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from omgui.core.dataset import Dataset
from omgui.core.problems import Problem
from omgui.core.results.store_access import damaged_store, is_damage

_FULL = {errno.ENOSPC} | ({errno.EDQUOT} if hasattr(errno, "EDQUOT") else set())
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}
_READONLY_DBMOVED = 1032  # sqlite3.h; Python names it from 3.11 on
_OTHER = _IN_THE_WAY | {errno.EFBIG}
_KEPT = "Finished scores are kept; run the dataset again to continue."


def explain(error: sqlite3.Error | OSError, output: Path, store: Path) -> Problem:
    """Return the problem that a failed write means.

    Args:
        error: What was raised.
        output: Folder of the results.
        store: The result store.
    """
    text = str(error).lower()
    number = error.errno if isinstance(error, OSError) else None
    where = str(output)
    said = reason(error)
    if is_damage(error):
        return damaged_store(store)
    if number in _FULL or "is full" in text:
        return Problem("disk-full", "The disk is full.", f"Free some space. {_KEPT}", where)
    was_moved = getattr(error, "sqlite_errorcode", 0) == _READONLY_DBMOVED
    if number in _NOT_ALLOWED or ("readonly" in text and not was_moved):
        return Problem(
            "output-readonly",
            f"The results cannot be written: {said}.",
            f"Choose another 'output' or get the right to write there. {_KEPT}",
            where,
        )
    if number == errno.EFBIG:
        said = "the file has become too large for this disk"
    is_gone = number not in _OTHER and (number is not None or not output.is_dir())
    if is_gone or was_moved or "disk i/o" in text or "unable to" in text:
        return Problem(
            "output-gone",
            f"The folder of the results cannot be reached any more: {said}.",
            f"Check that its drive is connected. {_KEPT}",
            where,
        )
    return Problem(
        "output-failed",
        f"The results cannot be written: {said}.",
        f"Choose another 'output', or check the disk. {_KEPT}",
        where,
    )


def reason(error: BaseException) -> str:
    """Return what the system said, without its numbers and paths."""
    if isinstance(error, OSError):
        if error.errno in _IN_THE_WAY:
            return "a part of the path is a file, not a folder"
        return (error.strerror or type(error).__name__).rstrip(".").lower()
    return str(error).rstrip(".")


def keep_foreign_tables(dataset: Dataset, names: Iterable[str]) -> None:
    """Move result files of another tool aside before ours take their names.

    An older study must not lose its scores to a trial.

    Args:
        dataset: The dataset.
        names: Metrics whose tables cannot be ours, as the store knows nothing of them.

    Raises:
        OSError: They cannot be moved.
    """
    prefix = dataset.config.dataset_name
    for name in names:
        for file, suffix in ((f"{prefix}_{name}", ".csv"), (f"{prefix}_{name}-features", ".npz")):
            path = dataset.output / f"{file}{suffix}"
            if path.exists():
                path.rename(free_name(path.with_name(file), ".before-omgui", suffix))


def free_name(path: Path, mark: str, suffix: str = "") -> Path:
    """Return a name beside ``path`` that nothing has yet: with the mark, and a number if needed."""
    number = 0
    while (free := path.with_name(f"{path.name}{mark}{number or ''}{suffix}")).exists():
        number += 1
    return free
