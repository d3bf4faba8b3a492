"""What a disk can do to a run, in words, and care for results that are not ours."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from omgui.core.dataset_config import Dataset
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE}
_KEPT = "Finished scores are kept; run the dataset again to continue."


def explain(error: sqlite3.Error | OSError, output: Path) -> Problem:
    """Return the problem that a failed write means.

    Args:
        error: What was raised.
        output: Folder of the results.
    """
    text = str(error).lower()
    number = error.errno if isinstance(error, OSError) else None
    where = str(output)
    if number in _FULL or "full" in text:
        return Problem("disk-full", "The disk is full.", f"Free some space. {_KEPT}", where)
    if number in _NOT_ALLOWED or "readonly" in text or "read-only" in text:
        return Problem(
            "output-readonly",
            f"The results cannot be written: {error}.",
            f"Choose another 'output' or get the right to write there. {_KEPT}",
            where,
        )
    if number in _GONE or not output.is_dir() or "disk i/o" in text or "unable to open" in text:
        return Problem(
            "output-gone",
            f"The folder of the results cannot be reached any more: {error}.",
            f"Check that its drive is connected. {_KEPT}",
            where,
        )
    return Problem(
        "output-failed",
        f"The results cannot be written: {error}.",
        f"Check the disk. {_KEPT}",
        where,
    )


def keep_foreign_tables(dataset: Dataset, metrics: Mapping[str, MetricSpec]) -> None:
    """Move result files of another tool aside before the first run of ours.

    They have the names that ours will have; an older study must not lose its scores to a trial.

    Raises:
        OSError: They cannot be moved.
    """
    prefix = dataset.config.dataset_name
    for name in (*metrics, "scores"):
        path = dataset.output / f"{prefix}_{name}.csv"
        if not path.exists():
            continue
        number = 0
        while (kept := path.with_name(f"{path.stem}.before-omgui{number or ''}.csv")).exists():
            number += 1
        path.rename(kept)
