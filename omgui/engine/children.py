"""Programs that this process has started and must not leave behind."""

from __future__ import annotations

import contextlib
import subprocess

_running: set[subprocess.Popen[bytes]] = set()


def add(process: subprocess.Popen[bytes]) -> None:
    """Note a program that runs now."""
    _running.add(process)


def discard(process: subprocess.Popen[bytes]) -> None:
    """Forget a program that has ended."""
    _running.discard(process)


def kill_all() -> None:
    """End all that still run, before this process ends without ceremony."""
    for process in list(_running):
        with contextlib.suppress(OSError):
            process.kill()
