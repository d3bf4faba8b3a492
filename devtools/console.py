"""Talking to the person at the terminal, and starting child processes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Settings of a shell that would reach into the environment, or make it behave unlike anyone
# else's. PYTHONDONTWRITEBYTECODE is here because without .pyc files each start costs seconds.
STRAY_VARIABLES = (
    "CONDA_PREFIX",
    "COVERAGE_PROCESS_START",
    "MYPYPATH",
    "PIP_PREFIX",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_TARGET",
    "PIP_USER",
    "PYTEST_ADDOPTS",
    "PYTEST_PLUGINS",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONOPTIMIZE",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
    "UV_PROJECT_ENVIRONMENT",
    "UV_PYTHON",
    "UV_TARGET",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
)

# What steers a run on purpose; kept for the demo, taken away from tests.
RUN_VARIABLES = ("DEBUG_VIDEO", "DECORD_GPU", "OMGUI_WEIGHTS", "USE_CV2", "VMAF_N_THREADS")

_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
_CLOSING = re.compile(
    r"^=*\s*(\d+ (passed|failed|errors?|skipped|deselected|xfailed)|no tests ran)\b.* in \d"
)


class SetupProblem(Exception):  # noqa: N818 - it is a problem in words, not a fault of the code
    """Something that the person has to do before we can go on."""


def say(text: str = "") -> None:
    """Print a line at once, so that it stands before what a child process prints."""
    print(text, flush=True)  # noqa: T201


def command_line(command: Sequence[str | Path]) -> str:
    """Write a command the way a person types it."""
    return shlex.join(str(part) for part in command)


def clean_environment(
    environment: Mapping[str, str], without: Sequence[str] = ()
) -> dict[str, str]:
    """Return the environment of child processes: nothing strays in from the shell.

    Args:
        environment: The present one.
        without: More variables to leave out.
    """
    dropped = {*STRAY_VARIABLES, *without}
    kept = {name: value for name, value in environment.items() if name not in dropped}
    return {**kept, "PYTHONNOUSERSITE": "1"}


def run(command: Sequence[str | Path], extra: Mapping[str, str] | None = None) -> int:
    """Run a command in the project's root, with its output shown.

    Args:
        command: Program and arguments.
        extra: Environment variables to add.

    Returns:
        Its exit code.
    """
    environment = {**clean_environment(os.environ), **(extra or {})}
    return subprocess.run(
        list(map(str, command)), cwd=ROOT, env=environment, check=False
    ).returncode


def run_quietly(
    command: Sequence[str | Path], extra: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run a command, and return its exit code and what it printed."""
    environment = {**clean_environment(os.environ), **(extra or {})}
    try:
        done = subprocess.run(
            list(map(str, command)),
            cwd=ROOT,
            env=environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout


def closing_line(line: str) -> str:
    """Return the line if it is the one with which pytest closes, else an empty string."""
    plain = _ESCAPE.sub("", line).strip()
    return plain if _CLOSING.match(plain) else ""


def run_pytest(command: Sequence[str | Path]) -> tuple[int, str]:
    """Run pytest with its output shown, and remember how it closed.

    Returns:
        Its exit code and its closing line (``3 passed in 0.12s``), empty where it died before.
    """
    environment = clean_environment(os.environ, RUN_VARIABLES)
    closed = ""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    with subprocess.Popen(
        [*map(str, command), *colour],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            closed = closing_line(line) or closed
    return process.returncode, closed
