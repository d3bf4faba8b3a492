"""The commands of ``dev.py``."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devtools import bundle, checks
from devtools.console import SetupProblem, run, say
from devtools.environment import MAIN, set_up

BAD_SETUP = 2
CANCELLED = 130


@dataclass(frozen=True)
class Command:
    """One chore: what it does, in words and as a function of its arguments."""

    help: str
    start: Callable[[list[str]], int]


def _report(outcomes: Sequence[checks.Outcome]) -> int:
    say(checks.summary(outcomes))
    return 0 if all(outcome.is_good for outcome in outcomes) else 1


def _setup(arguments: list[str]) -> int:
    if "--fresh" in arguments and MAIN.folder.exists():
        shutil.rmtree(MAIN.folder)
    set_up()
    say(f"Everything is installed in {MAIN.folder}.")
    return 0


def _demo(arguments: list[str]) -> int:
    set_up()
    return run(checks.module("omgui.cli.main", "demo", *arguments))


def _test(arguments: list[str]) -> int:
    set_up()
    outcomes = checks.run_steps(
        [*checks.lint_commands(), checks.types_command(), checks.rooms_command()]
    )
    outcomes += checks.run_tests(arguments)
    outcomes += checks.run_tests_without_torch(tests_of=checks.TRIED_WITHOUT_TORCH)
    return _report(outcomes)


def _lint(arguments: list[str]) -> int:
    set_up()
    return _report(checks.run_steps(checks.lint_commands(arguments)))


def _types(arguments: list[str]) -> int:
    set_up()
    name, command = checks.types_command()
    return _report(checks.run_steps([(name, [*command, *arguments])]))


def _rooms(_arguments: list[str]) -> int:
    set_up()
    return _report(checks.run_steps([checks.rooms_command()]))


def _bench(arguments: list[str]) -> int:
    set_up()
    return run(checks.module("benchmarks", *arguments))


def _test_without_torch(arguments: list[str]) -> int:
    return _report(checks.run_tests_without_torch(arguments))


COMMANDS = {
    "demo": Command("score a small real dataset and print the table", _demo),
    "test": Command("everything that CI runs; arguments go to pytest", _test),
    "setup": Command("only install; --fresh starts over", _setup),
    "lint": Command("ruff check and format; --fix repairs what it can", _lint),
    "types": Command("mypy", _types),
    "rooms": Command("which room may import which (import-linter)", _rooms),
    "bundle": Command("build the packaged program in dist and test it; takes --help", bundle.main),
    "bench": Command("the benchmarks; arguments go to them", _bench),
    "test-without-torch": Command(
        "tests of core, media and the window where no torch is installed", _test_without_torch
    ),
}


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:<{width}}  {command.help}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="Sets the project up in .venv, then does one chore.",
        epilog=f"commands:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to the command")
    return parser


def main(arguments: Sequence[str]) -> int:
    """Do one chore.

    Args:
        arguments: Command and its arguments.

    Returns:
        The chore's exit code; 2 where the set-up failed, 130 where it was cancelled.
    """
    chosen = _parser().parse_args(arguments)
    try:
        return COMMANDS[chosen.command].start(list(chosen.arguments))
    except SetupProblem as problem:
        sys.stdout.flush()
        sys.stderr.write(f"\ndev.py: {problem}\n")
        return BAD_SETUP
    except KeyboardInterrupt:
        return CANCELLED
