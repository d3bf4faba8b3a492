"""The engine as a process of its own: starting it, seeing that it lives, ending it."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from omgui.core.programs import Program, command_of
from omgui.core.run_folder import EngineMark, RunFolder

Command = Callable[[Path], list[str]]

_BIRTH_TOLERANCE_S = 1.0
# The window may end before the engine. Its Popen objects wait here to be asked for their end, so
# that no dead process stays unburied as long as this one lives.
_started: list[subprocess.Popen[bytes]] = []


def engine_command(folder: Path) -> list[str]:
    """Return the command that serves a run folder."""
    return command_of(Program.ENGINE, "--folder", str(folder))


def start_engine(folder: RunFolder, command: Command = engine_command) -> subprocess.Popen[bytes]:
    """Start an engine that does not end with this process.

    Args:
        folder: What it is to do.
        command: Its command line; tests put their own here.

    Raises:
        OSError: It cannot be started.
    """
    flags = 0
    for name in ("CREATE_NO_WINDOW", "CREATE_NEW_PROCESS_GROUP"):
        flags |= int(getattr(subprocess, name, 0))
    # A frozen program that starts itself again must not take over what was unpacked for this one.
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    with folder.stderr.open("ab") as stderr:
        process = subprocess.Popen(  # an argument list, no shell
            command(folder.path),
            stdin=subprocess.DEVNULL,
            stdout=stderr,
            stderr=stderr,
            cwd=folder.path,
            env=environment,
            start_new_session=True,
            creationflags=flags,
        )
    _started[:] = [one for one in _started if one.poll() is None]
    _started.append(process)
    return process


def is_served(folder: RunFolder) -> bool:
    """Whether a living engine holds the folder."""
    if not folder.lock.exists():
        return False
    lock = FileLock(folder.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def find_process(mark: EngineMark | None) -> psutil.Process | None:
    """Return the engine's process, if it still is the one that left the mark."""
    if mark is None:
        return None
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(mark.pid)
        if abs(process.create_time() - mark.started_s) < _BIRTH_TOLERANCE_S:
            return process
    return None


def kill_tree(process: psutil.Process) -> None:
    """End a process and everything that it has started, at once."""
    try:
        family = [*process.children(recursive=True), process]
    except psutil.Error:
        family = [process]
    for member in reversed(family):  # the parent first, or it would start others
        with contextlib.suppress(psutil.Error):
            member.kill()


def memory_bytes(process: psutil.Process) -> int:
    """Return the memory of a process and everything that it has started."""
    total = 0
    with contextlib.suppress(psutil.Error):
        for member in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += member.memory_info().rss
    return total
