"""``omgui run``: a run in the terminal, as progress bars or as lines of JSON."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from omgui.cli import exit_codes
from omgui.cli.output import say
from omgui.core import wire
from omgui.core.events import Finish, RunEvent
from omgui.engine.runner import Runner, RunOutcome, RunRequest

_STOPPING = "Stopping; what is finished stays. Ctrl-C again stops at once."
_STOPPED = "Stopped at once; the next run goes on from what is stored."


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
        return exit_code(perform(request, _print_line, say), request)
    from omgui.cli.progress import ProgressScreen

    with ProgressScreen() as screen:
        outcome = perform(request, screen.show, screen.say)
    return exit_code(outcome, request)


def perform(
    request: RunRequest, emit: Callable[[RunEvent], None], say: Callable[[str], None]
) -> RunOutcome:
    """Run a request; Ctrl-C and a polite kill cancel it, a second Ctrl-C ends it at once.

    Args:
        request: What to run.
        emit: Hears every event.
        say: Tells a person what a Ctrl-C does; called from a thread of its own.
    """
    runner = Runner(request, emit)
    with _signals(runner.cancel, say):
        try:
            return runner.run()
        except KeyboardInterrupt:
            say(_STOPPED)
            return RunOutcome(finish=Finish.CANCELLED)


def exit_code(outcome: RunOutcome, request: RunRequest) -> int:
    """Return what the outcome of a run means to a script."""
    if outcome.finish is Finish.CANCELLED:
        return exit_codes.CANCELLED
    if outcome.was_refused or outcome.bad_configurations == len(request.datasets):
        return exit_codes.BAD_CONFIGURATION
    if outcome.has_problems or outcome.bad_configurations:
        return exit_codes.PROBLEMS
    return exit_codes.COMPLETE


def _print_line(event: RunEvent) -> None:
    sys.stdout.write(f"{wire.encode(event)}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def _signals(cancel: Callable[[], None], say: Callable[[str], None]) -> Iterator[None]:
    """Turn the first Ctrl-C into a cancel, and leave the second to Python."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        cancel()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # Not from here: the main thread may be in the middle of writing to the same stream.
        threading.Thread(target=say, args=(_STOPPING,), daemon=True).start()

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, on_signal)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
