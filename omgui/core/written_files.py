"""Small files of text, written complete and then put into place: nobody reads half of one."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from omgui.core.problems import Problem, ProblemError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Let a file be written completely beside its place, then put it there.

    Raises:
        OSError: The disk is full or gone, or it is a folder; what was there before still is.
    """
    if path.is_dir():  # of "." and "..", no name could be made for the unfinished file
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    # One name, so that what a crash leaves behind is written over and not added to.
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def replace_text(path: Path, text: str) -> None:
    """Write a file of UTF-8 text, in place of the one that may be there.

    Raises:
        ProblemError: ``file-unwritable``; what was there is as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as out:
            out.write(text.encode("utf-8"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ProblemError(
            Problem(
                "file-unwritable",
                f"'{path}' cannot be written: {reason}.",
                "Make room on the disk, or change the rights on the file and its folder.",
                path.name,
            )
        ) from error
