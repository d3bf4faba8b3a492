"""Room on the disk, unfinished files, and locks: what fetching and importing share."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from omgui.core.problems import Problem, ProblemError
from omgui.weights.checksums import Cancelled
from omgui.weights.words import size_text, system_words

_POLL_S = 0.2


def part_of(target: Path) -> Path:
    """Return the name under which a file grows until it is complete."""
    return target.with_name(f"{target.name}.part")


def note_of(part: Path) -> Path:
    """Return the file that tells what an unfinished one is a part of."""
    return part.with_name(f"{part.name}.json")


def read_note(part: Path) -> dict[str, Any]:
    """Return what is known of an unfinished file; nothing where that is lost."""
    try:
        said = json.loads(note_of(part).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def write_note(part: Path, note: dict[str, Any]) -> None:
    """Keep what an unfinished file is a part of."""
    unfinished = note_of(part).with_name(f".{note_of(part).name}.{os.getpid()}")
    unfinished.write_text(json.dumps(note), encoding="ascii")
    unfinished.replace(note_of(part))


def discard(part: Path) -> None:
    """Remove an unfinished file with all that belongs to it."""
    leftovers = [part, note_of(part)]
    with contextlib.suppress(OSError):
        # gdown puts eight random letters and its own ending behind the name.
        leftovers += [one for one in part.parent.iterdir() if is_left_by_gdown(one, part)]
    for one in leftovers:
        with contextlib.suppress(OSError):
            one.unlink(missing_ok=True)


def is_left_by_gdown(path: Path, part: Path) -> bool:
    """Whether a file is what gdown left of an earlier try."""
    is_like = path.name.startswith(part.name) and path.suffix == ".part"
    return is_like and len(path.name) == len(part.name) + 8 + len(".part")


def put_into_place(unfinished: Path, target: Path) -> None:
    """Let a complete file take its name, at once and for good."""
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)


def require_space(folder: Path, needed_bytes: int, file: str) -> None:
    """Refuse what the disk has no room for.

    Raises:
        ProblemError: ``disk-full``.
    """
    free = shutil.disk_usage(folder).free
    if needed_bytes > free:
        raise ProblemError(
            Problem(
                "disk-full",
                f"{file} needs {size_text(needed_bytes)} more; on the disk of {folder} only "
                f"{size_text(free) if free else 'nothing'} is free.",
                "Make room, or name a folder on another disk first in OMGUI_WEIGHTS.",
                str(folder),
            )
        )


def disk_problem(error: OSError, file: str, folder: Path) -> Problem:
    """Return the problem of a file that could not be written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        hint = "Make room, or name a folder on another disk first in OMGUI_WEIGHTS; then try again."
        return Problem("disk-full", f"{file} does not fit: the disk is full.", hint, str(folder))
    return Problem(
        "weights-folder-unwritable",
        f"{file} cannot be written: {system_words(error)}.",
        "Name a folder that you may write to first in OMGUI_WEIGHTS.",
        str(folder),
    )


@contextlib.contextmanager
def taking_back_folders(folders: Iterable[Path]) -> Iterator[None]:
    """Remove the folders again that were made for a file that did not come.

    Args:
        folders: Where it might have been put; those that are there now stay.
    """
    places = {place for folder in folders for place in (folder, *folder.parents)}
    absent = sorted((place for place in places if not place.exists()), reverse=True)
    try:
        yield
    except (ProblemError, OSError):
        for folder in absent:
            with contextlib.suppress(OSError):
                left = list(folder.iterdir())
                if all(one.name.endswith(".lock") for one in left):
                    for lock in left:
                        lock.unlink()
                    folder.rmdir()
        raise


@contextlib.contextmanager
def only_one(
    target: Path, cancel: threading.Event, while_waiting: Callable[[], None]
) -> Iterator[None]:
    """Let one process after the other bring a file.

    Args:
        target: The file.
        cancel: Set by whoever wants to stop.
        while_waiting: Called about five times a second while another process is at it.

    Raises:
        Cancelled: Somebody wished it.
        OSError: No lock can be made there.
    """
    lock = FileLock(target.with_name(f".{target.name}.lock"))
    while True:
        if cancel.is_set():
            raise Cancelled
        try:
            lock.acquire(timeout=_POLL_S)
            break
        except Timeout:
            while_waiting()
        except NotImplementedError as error:  # filelock, on a file system without locks
            raise OSError(errno.ENOLCK, "files cannot be locked there") from error
    try:
        yield
    finally:
        lock.release()
