"""Sizes, lists and the system's complaints in words for people."""

from __future__ import annotations

import errno
from collections.abc import Sequence

_UNITS = ("kB", "MB", "GB", "TB")
_OUT_OF_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NO_RIGHT = {errno.EACCES, errno.EPERM}
_IN_THE_WAY = {errno.ENOTDIR, errno.EEXIST}


def size_text(size_bytes: int) -> str:
    """Return a size with its unit (1 MB = 1 000 000 bytes); what is 0 is unknown."""
    if size_bytes <= 0:
        return "unknown size"
    if size_bytes < 1000:
        return f"{size_bytes} bytes"
    size = size_bytes / 1000
    for unit in _UNITS:
        if size < 999.5 or unit == _UNITS[-1]:
            break
        size /= 1000
    return f"{size:.1f} {unit}" if size < 9.95 else f"{size:.0f} {unit}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Return ``a, b and c``; of many, the first and how many more there are."""
    shown = list(names[:most])
    rest = len(names) - len(shown)
    if rest:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def system_words(error: OSError) -> str:
    """Return what the system complained of, without its numbers and paths."""
    if error.errno in _OUT_OF_SPACE:
        return "the disk is full"
    if error.errno in _NO_RIGHT:
        return "you have no right to do that there"
    if error.errno == errno.EROFS:
        return "it is on a disk that can only be read"
    if error.errno in _IN_THE_WAY:
        return "a part of its path is a file, not a folder"
    return (error.strerror or type(error).__name__).rstrip(".").lower()
