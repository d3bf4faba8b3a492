"""``omgui run``: a run in the terminal, as progress bars or as lines of JSON."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType

from omgui.cli import exit_codes
from omgui.core import wire
from omgui.core.events import Finish, RunEvent
from omgui.engine.runner import Runner, RunOutcome, RunRequest


def command(arguments: argparse.Namespace) -> int:
    """Run datasets.

    Args:
        arguments: Of the command line.

    Returns:
        The exit code.
    """
    request = RunRequest(
        workspace=arguments.workspace.absolute(),
        datasets=tuple(dict.fromkeys(arguments.names)),
        metrics=arguments.metrics,
        device=arguments.device,
        workers=arguments.workers,
        is_fresh=arguments.fresh,
        is_compatible=arguments.compat,
    )
    if arguments.json:
        return exit_code(perform(request, _print_line), request)
    from omgui.cli.progress import ProgressScreen

    with ProgressScreen() as screen:
        outcome = perform(request, screen.show)
    return exit_code(outcome, request)


def perform(request: RunRequest, emit: Callable[[RunEvent], None]) -> RunOutcome:
    """Run a request; Ctrl-C and a polite kill cancel it, a second Ctrl-C ends it at once."""
    runner = Runner(request, emit)
    with _signals(runner.cancel):
        return runner.run()


def exit_code(outcome: RunOutcome, request: RunRequest) -> int:
    """Return what the outcome of a run means to a script."""
    if outcome.finish is Finish.CANCELLED:
        return exit_codes.CANCELLED
    if outcome.bad_configurations == len(request.datasets):
        return exit_codes.BAD_CONFIGURATION
    if outcome.has_problems or outcome.bad_configurations:
        return exit_codes.PROBLEMS
    return exit_codes.COMPLETE


def _print_line(event: RunEvent) -> None:
    sys.stdout.write(f"{wire.encode(event)}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def _signals(cancel: Callable[[], None]) -> Iterator[None]:
    """Turn the first Ctrl-C into a cancel, and leave the second to Python."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        cancel()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, on_signal)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
