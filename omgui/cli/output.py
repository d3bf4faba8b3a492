"""What several commands say and write: problems to the error stream, tables to a file or a pipe."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from omgui.core.problems import Problem


def say_problem(problem: Problem) -> None:
    """Write a problem to the error stream."""
    sys.stderr.write(f"omgui: {problem}\n")


def write_stdout(content: bytes) -> None:
    """Write to the standard output; a reader that has seen enough is no error."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python would complain once more when it flushes at its end.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(path: Path, content: bytes) -> None:
    """Write a file completely beside its place, then put it there.

    Raises:
        OSError: It cannot be written; what was there before still is.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
