"""SHA-256 of checkpoints, remembered, and compared with what their publishers say."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Callable
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from platformdirs import user_cache_dir

from omgui.core.metric_spec import Checkpoint
from omgui.weights import containers

_BLOCK_BYTES = 1 << 20
_LOCK_S = 2.0
_RACY_NS = 2_000_000_000  # a file changed twice within the clock's grain would look unchanged
_MOST_ENTRIES = 2000
_DIGITS_IN_NAME = re.compile(r"-([0-9a-f]{8,64})\.[A-Za-z]+$")
_TORCH_HOST = "https://download.pytorch.org/models/"


class State(str, Enum):
    """What is known of a file that bears a checkpoint's name."""

    VERIFIED = "verified"  # its checksum is the publisher's
    UNREAD = "unread"  # there is a checksum to compare with; nobody has yet
    UNCHECKED = "unchecked"  # the publisher gives none
    WRONG_SIZE = "wrong-size"
    WRONG_CHECKSUM = "wrong-checksum"
    NO_CHECKPOINT = "no-checkpoint"  # e.g. a web page under the name of one
    UNREADABLE = "unreadable"
    MISSING = "missing"

    @property
    def is_wrong(self) -> bool:
        """Whether the file is not what its name says, or cannot be opened."""
        return self not in {State.VERIFIED, State.UNREAD, State.UNCHECKED, State.MISSING}


class Cancelled(Exception):  # noqa: N818  # no error: somebody wished it
    """Stopped by a person; what can be continued later was kept."""


def sha256_of(path: Path, on_bytes: Callable[[int], None] | None = None) -> str:
    """Return the SHA-256 of a file in hexadecimal digits, read anew only if the file changed.

    Args:
        path: The file.
        on_bytes: Told the bytes read so far; what it raises ends the reading.

    Raises:
        OSError: It cannot be read.
    """
    known = known_sha256(path)
    if known:
        return known
    before = _stamp(path)
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
            done += len(block)
            if on_bytes is not None:
                on_bytes(done)
    found = digest.hexdigest()
    after = _stamp(path)
    if before == after and time.time_ns() - max(after[1:]) > _RACY_NS:
        remember(path, found)
    return found


def known_sha256(path: Path) -> str:
    """Return the SHA-256 if it was computed before and the file is the same since; else empty."""
    try:
        entry = _load(_cache_file()).get(str(path))
        return str(entry[3]) if entry is not None and tuple(entry[:3]) == _stamp(path) else ""
    except OSError:
        return ""


def remember(path: Path, sha256: str) -> None:
    """Keep a checksum. Where that is not possible it will be computed again; nobody is told."""
    target = _cache_file()
    try:
        entry = [*_stamp(path), sha256]
        target.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{target}.lock", timeout=_LOCK_S):
            entries = _load(target)
            entries.pop(str(path), None)
            entries[str(path)] = entry
            while len(entries) > _MOST_ENTRIES:
                entries.pop(next(iter(entries)))  # the one that was computed first
            _write(target, entries)
    # filelock raises NotImplementedError on file systems without locks. The sum is then computed
    # again next time, which costs a second and nothing else.
    except (OSError, Timeout, NotImplementedError):
        return


def expected_digits(checkpoint: Checkpoint) -> str:
    """Return the digits that are told: by the row, or by the end of the official name."""
    if checkpoint.sha256:
        return checkpoint.sha256.lower()
    found = _DIGITS_IN_NAME.search(checkpoint.file)
    return found[1] if found else ""


def is_binding(checkpoint: Checkpoint) -> bool:
    """Whether other digits mean another file.

    PyTorch publishes that the digits in its file names are those of the checksum. Names of other
    publishers look alike without any such promise: equal digits prove, other ones mean nothing.
    """
    return bool(checkpoint.sha256) or checkpoint.url.startswith(_TORCH_HOST)


def judge(checkpoint: Checkpoint, size_bytes: int, sha256: str) -> State:
    """Compare a size and a checksum with what the publisher says.

    Args:
        checkpoint: What it should be.
        size_bytes: Of the file.
        sha256: Of the file; empty where it was not computed.
    """
    digits = expected_digits(checkpoint)
    if sha256 and digits and sha256.startswith(digits):
        return State.VERIFIED
    if checkpoint.size_is_exact and checkpoint.size_bytes not in {0, size_bytes}:
        return State.WRONG_SIZE
    if not digits:
        return State.UNCHECKED
    if not sha256:
        return State.UNREAD
    return State.WRONG_CHECKSUM if is_binding(checkpoint) else State.UNCHECKED


def verify(
    checkpoint: Checkpoint, path: Path, on_bytes: Callable[[int], None] | None = None
) -> State:
    """Read a file, if need be, and say whether it is the checkpoint.

    Args:
        checkpoint: What it should be.
        path: The file.
        on_bytes: Told the bytes read so far.
    """
    try:
        return _judged(checkpoint, path, sha256_of(path, on_bytes))
    except FileNotFoundError:
        return State.MISSING
    except OSError:
        return State.UNREADABLE


def glance(checkpoint: Checkpoint, path: Path) -> State:
    """Say what is known of a file without reading more than its first and last bytes."""
    try:
        return _judged(checkpoint, path, known_sha256(path))
    except FileNotFoundError:
        return State.MISSING
    except OSError:
        return State.UNREADABLE


def _judged(checkpoint: Checkpoint, path: Path, sha256: str) -> State:
    state = judge(checkpoint, path.stat().st_size, sha256)
    if state is not State.VERIFIED and fault_of(checkpoint, path):
        return State.NO_CHECKPOINT
    return state


def fault_of(checkpoint: Checkpoint, path: Path) -> str:
    """Return why a file cannot be a checkpoint at all, empty where nothing speaks against it.

    Raises:
        OSError: It cannot be read.
    """
    if not os.access(path, os.R_OK) and path.exists():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return _remembered_fault(path, checkpoint.file, _stamp(path))


@cache
def _remembered_fault(path: Path, name: str, _stamp: tuple[int, int, int]) -> str:
    return containers.fault(path, name)


def _cache_file() -> Path:
    return Path(user_cache_dir("omgui", appauthor=False)) / "checksums.json"


def _stamp(path: Path) -> tuple[int, int, int]:
    # With the time of the last change of the entry itself: a copy can be given any other time.
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _load(path: Path) -> dict[str, list[Any]]:
    """Read the cache; a damaged one is as good as none."""
    try:
        said = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    return {name: entry for name, entry in said.items() if _is_entry(entry)}


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, list) or len(entry) != 4:
        return False
    is_stamp = all(isinstance(value, int) for value in entry[:3])
    return is_stamp and isinstance(entry[3], str) and len(entry[3]) == 64


def _write(path: Path, entries: dict[str, list[Any]]) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        # Names that are not valid text come back unchanged.
        text = json.dumps(entries, ensure_ascii=True)
        unfinished.write_text(text, encoding="ascii")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
