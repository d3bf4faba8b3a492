"""What both packaged programs do before anything else."""

import multiprocessing
import os
import sys
from pathlib import Path


def prepare() -> None:
    """Make this process what it would be with an ordinary Python."""
    multiprocessing.freeze_support()
    _give_library_path_back()
    # A program without a console has no streams at all on Windows, and libraries write to them.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # until the end
            setattr(sys, name, nowhere)


def _give_library_path_back() -> None:
    """Let programs of the system that are started from here find their own libraries, not ours.

    The linker read the variable when this process began, so nothing changes for ourselves.
    """
    if not sys.platform.startswith("linux"):
        return
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
