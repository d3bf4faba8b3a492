"""Questions about paths that any text may be asked: no answer is an exception."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def is_there(path: Path) -> bool:
    """Whether a path leads to anything."""
    return _status(path) is not None


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder."""
    status = _status(path)
    return status is not None and stat.S_ISDIR(status.st_mode)


def _status(path: Path) -> os.stat_result | None:
    """Look at a path; unlike pathlib, without complaint where no file can have its name."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def one_name(path: Path) -> str:
    """Return what file systems that ignore case take a path for."""
    return os.path.normpath(path).casefold()
