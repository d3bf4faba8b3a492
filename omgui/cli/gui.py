"""``omgui gui``: the window, where there is a screen to show it on."""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
from collections.abc import Collection, Sequence
from importlib.util import find_spec
from pathlib import Path

from omgui.cli import exit_codes
from omgui.cli.output import say_problem
from omgui.core.problems import Problem

_CURSOR_LIBRARY = "libxcb-cursor.so.0"
_SCREENLESS = frozenset({"offscreen", "minimal"})  # for tests and pictures


def command(arguments: argparse.Namespace) -> int:
    """Show the window.

    Args:
        arguments: Of the command line.

    Returns:
        0 when the window is closed; 2 where none can be shown.
    """
    problem = what_is_missing()
    if problem is not None:
        say_problem(problem)
        return exit_codes.BAD_CONFIGURATION
    from omgui.ui.app import run_window

    return run_window(arguments.paths)


def is_wanted(argv: Sequence[str], commands: Collection[str]) -> bool:
    """Whether the words of a command line mean the window without saying so.

    Args:
        argv: Arguments without the program's name.
        commands: Words that are commands, even where a file has the same name.
    """
    if not argv:
        is_for_the_eye = os.environ.get("QT_QPA_PLATFORM", "") not in _SCREENLESS
        return is_for_the_eye and what_is_missing() is None
    return all(word not in commands and Path(word).exists() for word in argv)


def say_why_no_window() -> None:
    """Tell somebody who typed nothing why there is no window."""
    problem = what_is_missing()
    if problem is not None:
        say_problem(problem)


def what_is_missing() -> Problem | None:
    """Return why no window can be shown here; ``None`` if one can."""
    if not _has_screen():
        hint = "Use the other commands, such as `omgui run`; `omgui --help` lists them."
        return Problem("no-screen", "There is no screen to show the window on.", hint)
    if find_spec("PySide6") is None:
        hint = 'Install it: python -m pip install "omgui[gui]"'
        return Problem("no-qt", "The window needs PySide6, which is not installed.", hint)
    if _lacks_cursor_library():
        hint = "Install it: sudo apt install libxcb-cursor0 (Fedora: xcb-util-cursor)."
        return Problem("no-xcb-cursor", f"The window needs {_CURSOR_LIBRARY}.", hint)
    return None


def _has_screen() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def _lacks_cursor_library() -> bool:
    """Whether Qt would end the process because of a library that fresh systems lack."""
    is_x11 = sys.platform == "linux" and not os.environ.get("WAYLAND_DISPLAY")
    if not is_x11 or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return False
    try:
        ctypes.CDLL(_CURSOR_LIBRARY)
    except OSError:
        return True
    return False
