"""The programs that omgui starts as child processes: by Python, or packaged without one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

# The packaged program has no Python that takes ``-m``: its second executable takes this word and
# the name of a program instead.
SWITCH = "--program"
PACKAGED_COMMAND_LINE = "omgui-cli"


class Program(str, Enum):
    """What can be started; the value is its name on a command line."""

    COMMAND_LINE = "cli"
    ENGINE = "engine"
    WORKER = "worker"
    DEVICES = "devices"
    SELFTEST = "selftest"
    SURVEY = "survey"
    FRAMES = "frames"


# All of them, and nothing else can be started by name.
MODULES = {
    Program.COMMAND_LINE: "omgui.cli.main",
    Program.ENGINE: "omgui.engine",
    Program.WORKER: "omgui.engine.worker",
    Program.DEVICES: "omgui.engine.device_probe",
    Program.SELFTEST: "omgui.cli.selftest",
    Program.SURVEY: "omgui.media.survey_worker",
    Program.FRAMES: "omgui.media.frame_server",
}


def is_packaged() -> bool:
    """Whether this is the packaged program, which needs no Python."""
    return bool(getattr(sys, "frozen", False))


def command_of(program: Program, *arguments: str) -> list[str]:
    """Return the command line of a program.

    Args:
        program: Which one.
        arguments: For it.
    """
    if is_packaged():
        own = Path(sys.executable)
        started = str(own.with_name(PACKAGED_COMMAND_LINE + own.suffix))
        return [started, *_named(program), *arguments]
    return [sys.executable, "-m", MODULES[program], *arguments]


def asked_for(words: Sequence[str]) -> tuple[Program, list[str]]:
    """Return which program the words of a packaged command line start, and its arguments.

    Args:
        words: Without the program's name.

    Raises:
        ValueError: There is no program of this name.
    """
    if words[:1] == [SWITCH]:
        return Program(words[1] if len(words) > 1 else ""), list(words[2:])
    return Program.COMMAND_LINE, list(words)


def _named(program: Program) -> list[str]:
    return [] if program is Program.COMMAND_LINE else [SWITCH, program.value]
