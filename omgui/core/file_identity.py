"""Which file it is: whether scores that were made from it may be trusted again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

_PROBE_BYTES = 1 << 16
MISSING = "missing"


class FileFacts(NamedTuple):
    """A file as it was when it was looked at.

    Attributes:
        size_bytes: Its size.
        modified_ns: When it was changed last, in nanoseconds of the epoch.
        identity: Made of both and of its first and last 64 KiB.
    """

    size_bytes: int
    modified_ns: int
    identity: str


def file_facts(path: Path) -> FileFacts | None:
    """Look at a file; ``None`` where it cannot be read."""
    found = _look(path)
    if found is None:
        return None
    status, ends = found
    identity = _identity(status.st_size, status.st_mtime_ns, ends)
    return FileFacts(status.st_size, status.st_mtime_ns, identity)


def file_identity(path: Path) -> str:
    """Return a short identity from size, time of change, first and last 64 KiB.

    A file that cannot be read has the identity ``missing``: whatever is said of it is tried again
    in the next run.
    """
    facts = file_facts(path)
    return MISSING if facts is None else facts.identity


def differs_in_time_only(path: Path, before: FileFacts) -> bool:
    """Whether a file has the size, the beginning and the end that it had before."""
    found = _look(path)
    if found is None:
        return False
    status, ends = found
    return _identity(status.st_size, before.modified_ns, ends) == before.identity


def _look(path: Path) -> tuple[os.stat_result, bytes] | None:
    """Return what the system says of a file, and its first and last 64 KiB."""
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            return None
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            ends = stream.read(_PROBE_BYTES)
            if status.st_size > 2 * _PROBE_BYTES:
                stream.seek(-_PROBE_BYTES, os.SEEK_END)
            return status, ends + stream.read(_PROBE_BYTES)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None


def _identity(size_bytes: int, modified_ns: int, ends: bytes) -> str:
    digest = hashlib.sha256(f"{size_bytes} {modified_ns}".encode())
    digest.update(ends)
    return digest.hexdigest()[:32]
