"""What CI runs: every check, all of them even when one fails, and a summary."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from devtools.console import closing_line, run, run_pytest, say
from devtools.environment import MAIN, WITHOUT_TORCH, Environment, set_up

# (files, percent of lines and branches that the tests must reach). The vocabulary and the store
# carry every number that leaves the program, hence all of them.
COVERAGE_FLOORS = (
    ("omgui/core/*", 100),
    ("omgui/engine/store*,omgui/engine/store/*", 100),
    ("omgui/engine/*", 90),
)

# Rooms whose tests must pass where no torch, decord or OpenCV is installed.
ROOMS_WITHOUT_TORCH = ("tests/core", "tests/media", "tests/ui")
# Of those, what imports all their modules, opens all pages and decodes: the import contracts say
# the rest, and running every test twice would double the time that everybody waits.
TRIED_WITHOUT_TORCH = (
    "tests/ui/test_rooms.py",
    "tests/ui/test_whole_window.py",
    "tests/ui/test_shell_window.py",
    "tests/media/test_probe.py",
)


@dataclass(frozen=True)
class Outcome:
    """What became of one check."""

    name: str
    is_good: bool
    took_s: float
    closing: str = ""


def module(name: str, *arguments: str, environment: Environment = MAIN) -> list[str | Path]:
    """Return the command that runs a module of an environment."""
    return [environment.python, "-m", name, *arguments]


def lint_commands(arguments: Sequence[str] = ()) -> list[tuple[str, list[str | Path]]]:
    """Return the commands that judge the form of the code."""
    return [
        ("ruff check", module("ruff", "check", *arguments)),
        ("ruff format", module("ruff", "format", *(() if "--fix" in arguments else ("--check",)))),
    ]


def types_command() -> tuple[str, list[str | Path]]:
    """Return the command that checks the types."""
    return "mypy", module("mypy")


def rooms_command() -> tuple[str, list[str | Path]]:
    """Return the command that checks which room imports which."""
    # Has no __main__, and a script's first line breaks when the checkout moves.
    start = "from importlinter.cli import lint_imports_command as m; m(['--no-logo'])"
    return "import contracts", [MAIN.python, "-c", start]


def coverage_commands() -> list[tuple[str, list[str | Path]]]:
    """Return the commands that judge how much of each room the tests reached."""
    return [
        (
            f"coverage {files.partition(',')[0]} >= {percent} %",
            module(
                "coverage",
                "report",
                f"--include={files}",
                f"--fail-under={percent}",
                "--show-missing",
                "--skip-covered",
            ),
        )
        for files, percent in COVERAGE_FLOORS
    ]


def run_steps(steps: Sequence[tuple[str, list[str | Path]]]) -> list[Outcome]:
    """Run commands one after the other, the rest too when one fails."""
    return [
        _timed(name, lambda command=command: (run(command), ""))  # type: ignore[misc]
        for name, command in steps
    ]


def run_tests(arguments: Sequence[str]) -> list[Outcome]:
    """Run the whole suite; with arguments of your own, without judging the coverage.

    Args:
        arguments: For pytest, e.g. ``-k store``.
    """
    if arguments:
        return [_timed("tests", lambda: run_pytest(module("pytest", *arguments)))]
    # Models and studies are made once for a file of tests, so a file stays in one process.
    spread = ("-n", "logical", "--maxprocesses=4", "--dist=loadfile")
    measured = module("pytest", *spread, "--cov=omgui", "--cov-branch", "--cov-report=")
    return [_timed("tests", lambda: run_pytest(measured)), *run_steps(coverage_commands())]


def run_tests_without_torch(
    arguments: Sequence[str] = (), tests_of: Sequence[str] = ROOMS_WITHOUT_TORCH
) -> list[Outcome]:
    """Run the tests of the rooms that know no torch where there is none.

    Args:
        arguments: For pytest.
        tests_of: Folders and files of tests.
    """
    set_up(WITHOUT_TORCH)
    absent = (
        "import importlib.util, sys; sys.exit(any(map(importlib.util.find_spec, sys.argv[1:])))"
    )
    proof: list[str | Path] = [WITHOUT_TORCH.python, "-c", absent, "torch", "cv2", "decord"]
    tests = module("pytest", *tests_of, *arguments, environment=WITHOUT_TORCH)
    return [
        *run_steps([("no torch, no decoder there", proof)]),
        _timed("tests without torch", lambda: run_pytest(tests)),
    ]


def _timed(name: str, work: Callable[[], tuple[int, str]]) -> Outcome:
    say(f"\n--- {name}")
    started = time.monotonic()
    code, closing = work()
    return Outcome(name, code == 0, time.monotonic() - started, closing)


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return a table of the checks; pytest's own closing lines stand last.

    The suite that closes the text is the largest one, not the last.
    """
    lines = ["", "--- summary"]
    for outcome in outcomes:
        verdict = "ok    " if outcome.is_good else "FAILED"
        lines.append(f"{verdict}  {outcome.name:<34} {outcome.took_s:7.1f} s")
    closings = [outcome for outcome in outcomes if closing_line(outcome.closing)]
    for outcome in sorted(closings, key=lambda outcome: outcome.name == "tests"):
        lines.append(f"{outcome.name}:")
        lines.append(outcome.closing)
    return "\n".join(lines)
