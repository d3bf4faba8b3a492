"""Small files of text, written complete and then put into place: nobody reads half of one."""

from __future__ import annotations

import os
from pathlib import Path

from omgui.core.problems import Problem, ProblemError


def replace_text(path: Path, text: str) -> None:
    """Write a file of UTF-8 text, in place of the one that may be there.

    Raises:
        ProblemError: ``file-unwritable``; what was there is as it was.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise ProblemError(
            Problem(
                "file-unwritable",
                f"'{path}' cannot be written: {reason}.",
                "Make room on the disk, or change the rights on the file and its folder.",
                path.name,
            )
        ) from error
