"""Which file it is, and under which key a score may be trusted again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

_PROBE_BYTES = 1 << 16
MISSING = "missing"


def file_identity(path: Path) -> str:
    """Return a short identity from size, time of change, first and last 64 KiB.

    A file that cannot be read has the identity ``missing``: whatever is said of it is tried again
    in the next run.
    """
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            return MISSING
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            digest = hashlib.sha256(f"{status.st_size} {status.st_mtime_ns}".encode())
            digest.update(stream.read(_PROBE_BYTES))
            if status.st_size > 2 * _PROBE_BYTES:
                stream.seek(-_PROBE_BYTES, os.SEEK_END)
            digest.update(stream.read(_PROBE_BYTES))
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return MISSING
    return digest.hexdigest()[:32]


class Identities:
    """Identities of files, each read once per run."""

    def __init__(self) -> None:
        self._known: dict[Path, str] = {}

    def __getitem__(self, path: Path) -> str:
        if path not in self._known:
            self._known[path] = file_identity(path)
        return self._known[path]


def score_key(facts: Mapping[str, object]) -> str:
    """Return the key of a score: equal facts, equal key, on every machine.

    Args:
        facts: Everything that decides the number: metric, version, options, checkpoints,
            identities of the files, frame mapping.
    """
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
