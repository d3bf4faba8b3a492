"""Checkpoints from a stick: found by name or content, checked, and copied into the weights folder.

Nothing of a source decides where something is written: names and folders are those of the rows.
"""

from __future__ import annotations

import hashlib
import os
import threading
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from omgui.core.metric_spec import Checkpoint
from omgui.core.problems import ProblemError
from omgui.weights.checksums import Cancelled, State, judge, remember, sha256_of
from omgui.weights.containers import fault
from omgui.weights.download import Meter, OnProgress
from omgui.weights.files import disk_problem, put_into_place, require_space
from omgui.weights.inventory import find
from omgui.weights.matching import Matcher, size_fault
from omgui.weights.places import first_writable, place_in
from omgui.weights.sources import Entry, entries
from omgui.weights.words import system_words

_BLOCK_BYTES = 1 << 20


class Outcome(str, Enum):
    """What became of a file."""

    IMPORTED = "imported"
    ALREADY_THERE = "already-there"
    REFUSED = "refused"
    UNKNOWN = "unknown"  # no checkpoint of any metric, as far as can be told


@dataclass(frozen=True)
class Brought:
    """What became of one file of the source.

    Attributes:
        source: Its name there.
        outcome: What became of it.
        checkpoint: Which one it is, or was taken for.
        path: Where the checkpoint is now.
        reason: Why it was refused; empty otherwise.
    """

    source: str
    outcome: Outcome
    checkpoint: Checkpoint | None = None
    path: Path | None = None
    reason: str = ""


class _RefusedError(Exception):
    """A file is not what it should be; the message says why."""


def bring_in(
    source: Path,
    checkpoints: Iterable[Checkpoint],
    on_progress: OnProgress | None = None,
    cancel: threading.Event | None = None,
) -> Iterator[Brought]:
    """Import checkpoints from a folder, a zip archive or a single file.

    Args:
        source: Of what somebody carried over; it is only read.
        checkpoints: Those that are looked for.
        on_progress: Told how far the file in hand is copied.
        cancel: Set by whoever wants to stop.

    Yields:
        What became of each file that has the name or the ending of a checkpoint.

    Raises:
        ProblemError: The source cannot be read, or nothing can be written.
        Cancelled: Somebody wished it; what was imported stays.
    """
    stop = cancel or threading.Event()
    matcher = Matcher(checkpoints)
    for entry in entries(source):
        if stop.is_set():
            raise Cancelled
        brought = _bring(entry, matcher, on_progress, stop)
        if brought is not None:
            yield brought


def _bring(
    entry: Entry, matcher: Matcher, on_progress: OnProgress | None, cancel: threading.Event
) -> Brought | None:
    checkpoint = matcher.by_name(entry)
    if entry.fault:
        return _refused(entry, checkpoint, entry.fault)
    try:
        if checkpoint is None and entry.is_likely:
            checkpoint = matcher.by_content(entry)
        if checkpoint is None:
            return Brought(entry.shown, Outcome.UNKNOWN) if entry.is_likely else None
        outcome, path = _take(entry, checkpoint, on_progress, cancel)
        return Brought(entry.shown, outcome, checkpoint, path)
    except _RefusedError as error:
        return _refused(entry, checkpoint, str(error))
    # What zipfile raises while a member is read; NotImplementedError: a compression it lacks.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return _refused(entry, checkpoint, "it is damaged in the archive")
    except OSError as error:
        return _refused(entry, checkpoint, f"it cannot be read: {system_words(error)}")


def _refused(entry: Entry, checkpoint: Checkpoint | None, reason: str) -> Brought | None:
    """Return a refusal; nobody wants to hear of photos that happen to be links."""
    is_of_interest = checkpoint is not None or entry.is_likely or entry.name.endswith(".zip")
    return (
        Brought(entry.shown, Outcome.REFUSED, checkpoint, reason=reason) if is_of_interest else None
    )


def _take(
    entry: Entry, checkpoint: Checkpoint, on_progress: OnProgress | None, cancel: threading.Event
) -> tuple[Outcome, Path]:
    reason = size_fault(checkpoint, entry.size_bytes)
    if reason:
        raise _RefusedError(reason)
    there = find(checkpoint)
    old = None if there.state is State.MISSING or there.state.is_wrong else there.path
    if old is not None and there.state is State.VERIFIED:
        return Outcome.ALREADY_THERE, old
    target = place_in(first_writable(), checkpoint)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    with _writing(checkpoint, target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        require_space(target.parent, entry.size_bytes, checkpoint.file)
    try:
        sha256 = _copy(entry, checkpoint, unfinished, on_progress, cancel)
        state = _judged(unfinished, checkpoint, sha256)
        if old is not None and _stays(old, checkpoint, sha256, state):
            return Outcome.ALREADY_THERE, old
        with _writing(checkpoint, target.parent):
            put_into_place(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    remember(target, sha256)
    return Outcome.IMPORTED, target


@contextmanager
def _writing(checkpoint: Checkpoint, folder: Path) -> Iterator[None]:
    """Tell trouble of the weights folder from trouble of the source: it ends the import."""
    try:
        yield
    except OSError as error:
        raise ProblemError(disk_problem(error, checkpoint.file, folder)) from error


def _stays(there: Path, checkpoint: Checkpoint, sha256: str, state: State) -> bool:
    """Whether the file that is there already stays.

    Raises:
        _RefusedError: Two different files claim the name, and nothing tells which is right.
    """
    own = sha256_of(there)
    if own == sha256 or judge(checkpoint, there.stat().st_size, own) is State.VERIFIED:
        return True
    if state is State.VERIFIED:
        return False
    raise _RefusedError(f"another file of this name is there already, {there}; remove it first")


def _copy(
    entry: Entry,
    checkpoint: Checkpoint,
    unfinished: Path,
    on_progress: OnProgress | None,
    cancel: threading.Event,
) -> str:
    """Copy a file and return its SHA-256; what is longer than it claims is not copied."""
    digest, done = hashlib.sha256(), 0
    meter = Meter(checkpoint.file, on_progress)
    with ExitStack() as stack:
        file = stack.enter_context(entry.open())
        with _writing(checkpoint, unfinished.parent):
            out = stack.enter_context(unfinished.open("wb"))
        while block := file.read(_BLOCK_BYTES):
            if cancel.is_set():
                raise Cancelled
            done += len(block)
            if done > entry.size_bytes:
                raise _RefusedError(f"it is longer than the {entry.size_bytes} bytes it claims")
            digest.update(block)
            with _writing(checkpoint, unfinished.parent):
                out.write(block)
            meter.at(done, entry.size_bytes)
        with _writing(checkpoint, unfinished.parent):
            out.flush()
    if done < entry.size_bytes:
        raise _RefusedError(f"only {done} of its {entry.size_bytes} bytes could be read")
    return digest.hexdigest()


def _judged(unfinished: Path, checkpoint: Checkpoint, sha256: str) -> State:
    """Return the state of a copy.

    Raises:
        _RefusedError: It is not the checkpoint.
    """
    reason = fault(unfinished, checkpoint.file)
    state = judge(checkpoint, unfinished.stat().st_size, sha256)
    if not reason and state is State.WRONG_CHECKSUM:
        reason = "its checksum is not the one that the publisher gives"
    if not reason and state is State.WRONG_SIZE:
        reason = f"it has not the {checkpoint.size_bytes} bytes of the official file"
    if reason:
        raise _RefusedError(reason)
    return state
