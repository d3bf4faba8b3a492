"""What can be said about a file before any decoder touches it."""

from __future__ import annotations

import stat
from pathlib import Path

from omgui.core.problems import Problem, ProblemError

_HEAD_BYTES = 512


def file_problem(path: Path, code: str, message: str, hint: str) -> ProblemError:
    """Return an expected trouble with a file, ready to be raised."""
    return ProblemError(Problem(code, message, hint, str(path)))


def read_head(path: Path) -> bytes:
    """Return the first bytes of a file that exists, can be read and is not empty.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable`` or ``file-empty``.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            message = "This is a folder or a device, not a file."
            raise file_problem(path, "file-unreadable", message, "Name a file.")
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except FileNotFoundError as error:
        hint = "Check the path, and that 'dataset_pth' is the right folder."
        raise file_problem(path, "file-missing", "The file does not exist.", hint) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        hint = "Check the rights on the file, and the disk or network drive."
        message = f"The file cannot be read: {reason}."
        raise file_problem(path, "file-unreadable", message, hint) from error
    if not head:
        hint = "Copy or export it again."
        raise file_problem(path, "file-empty", "The file is empty (0 bytes).", hint)
    return head
