"""What can be said about a file before any decoder touches it."""

from __future__ import annotations

import stat
from pathlib import Path

from omgui.core.problems import Problem, ProblemError

HEAD_BYTES = 512


def problem(code: str, message: str, hint: str, path: Path) -> ProblemError:
    """Return an expected trouble with a file, ready to be raised."""
    return ProblemError(Problem(code=code, message=message, hint=hint, where=str(path)))


def read_head(path: Path) -> bytes:
    """Return the first bytes of a file that exists, can be read and is not empty.

    Returns:
        At most ``HEAD_BYTES`` bytes, at least one.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable`` or ``file-empty``.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise problem(
                "file-unreadable",
                "This is a folder, not a file.",
                "Name the file inside the folder.",
                path,
            )
        if not stat.S_ISREG(status.st_mode):
            raise problem(
                "file-unreadable",
                "This is a device or a pipe, not a file.",
                "Save its content to a file first.",
                path,
            )
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except FileNotFoundError as error:
        raise problem(
            "file-missing",
            "The file does not exist.",
            "Check the path, and that the data folder is the right one.",
            path,
        ) from error
    except PermissionError as error:
        raise problem(
            "file-unreadable",
            "There is no permission to read the file.",
            "Change the permissions of the file or its folder.",
            path,
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise problem(
            "file-unreadable",
            f"The file cannot be read: {getattr(error, 'strerror', None) or error}.",
            "Check the disk or the network drive.",
            path,
        ) from error
    if not head:
        raise problem(
            "file-empty",
            "The file is empty (0 bytes).",
            "Copy or export it again.",
            path,
        )
    return head
