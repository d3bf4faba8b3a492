"""What ``omgui weights`` shows: tables, bars and sentences, or a line of JSON for each event."""

from __future__ import annotations

import json
import sys
from types import TracebackType
from typing import Protocol

from omgui.cli.output import print_text
from omgui.cli.weights_table import STATES, file_json, screen
from omgui.core.problems import Problem
from omgui.weights.bring_in import Brought, Outcome
from omgui.weights.checksums import State
from omgui.weights.download import Progress
from omgui.weights.fetch import Fetched
from omgui.weights.inventory import FileStatus, no_checkpoint, suspicion
from omgui.weights.words import size_text


class Screen(Protocol):
    """Where the commands say what happens."""

    def __enter__(self) -> Screen: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def progress(self, progress: Progress) -> None:
        """Show how far the file in hand is."""

    def fetched(self, done: Fetched) -> None:
        """Show what became of a fetch."""

    def brought(self, brought: Brought) -> None:
        """Show what became of a file of an import."""

    def verified(self, found: FileStatus, metric: str) -> None:
        """Show the state of a file that was read."""

    def note(self, text: str) -> None:
        """Say something in general."""


def open_screen(*, is_json: bool) -> Screen:
    """Return where a command says what happens."""
    return _JsonLines() if is_json else _Terminal()


class _JsonLines:
    """One JSON object a line; ``type`` tells what it is."""

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sys.stdout.flush()

    def progress(self, progress: Progress) -> None:
        self._say(
            "progress",
            file=progress.file,
            done_bytes=progress.done_bytes,
            total_bytes=progress.total_bytes or None,
            bytes_per_s=round(progress.bytes_per_s),
        )

    def fetched(self, done: Fetched) -> None:
        self._say(
            "fetched" if done.path is not None else "not-fetched",
            file=done.checkpoint.file,
            metrics=done.metrics,
            path=None if done.path is None else str(done.path),
            was_there=done.was_there,
            problem=_problem_json(done.problem),
        )

    def brought(self, brought: Brought) -> None:
        self._say(
            brought.outcome.value,
            source=brought.source,
            file=None if brought.checkpoint is None else brought.checkpoint.file,
            path=None if brought.path is None else str(brought.path),
            reason=brought.reason,
        )

    def verified(self, found: FileStatus, metric: str) -> None:
        self._say("verified", metric=metric, **file_json(found))

    def note(self, text: str) -> None:
        self._say("note", text=text)

    def _say(self, kind: str, **said: object) -> None:
        line = json.dumps({"type": kind, **said}, ensure_ascii=False)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


class _Terminal:
    """Sentences, and a bar for the file in hand."""

    def __init__(self) -> None:
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.progress import Progress as Bars

        self._console = screen()
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            DownloadColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(),
        )
        # Without a terminal, bars would only fill a log.
        disable = not self._console.is_terminal
        self._bars = Bars(*columns, console=self._console, transient=True, disable=disable)
        self._bar = self._bars.add_task("", total=None, visible=False, speed="")
        self._file = ""

    def __enter__(self) -> Screen:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def progress(self, progress: Progress) -> None:
        from rich.markup import escape

        total = progress.total_bytes or None
        if progress.file != self._file:
            self._file = progress.file
            self._bars.reset(self._bar, description=escape(self._file), visible=True)
        speed = f"{size_text(round(progress.bytes_per_s))}/s" if progress.bytes_per_s >= 1 else ""
        self._bars.update(self._bar, completed=progress.done_bytes, total=total, speed=speed)

    def fetched(self, done: Fetched) -> None:
        self._end_bar()
        if done.problem is not None:
            self._print(str(done.problem), "red")
        elif done.was_there:
            self._print(f"{done.checkpoint.file} was there already: {done.path}", "dim")
        else:
            self._print(f"{done.checkpoint.file} fetched: {done.path}", "green")

    def brought(self, brought: Brought) -> None:
        self._end_bar()
        file = "" if brought.checkpoint is None else brought.checkpoint.file
        if brought.outcome is Outcome.IMPORTED:
            self._print(f"{brought.source}: imported as {brought.path}", "green")
        elif brought.outcome is Outcome.ALREADY_THERE:
            self._print(f"{brought.source}: {file} was there already: {brought.path}", "dim")
        elif brought.outcome is Outcome.REFUSED:
            taken_for = f" as {file}" if file else ""
            self._print(f"{brought.source}: refused{taken_for}: {brought.reason}", "red")
        else:
            self._print(f"{brought.source}: no checkpoint that any metric needs", "dim")

    def verified(self, found: FileStatus, metric: str) -> None:
        self._end_bar()
        words, style = STATES[found.state]
        self._print(f"{found.checkpoint.file}: {words} ({found.path or 'nowhere found'})", style)
        is_checkpoint = found.state is not State.NO_CHECKPOINT
        problem = suspicion(metric, found) if is_checkpoint else no_checkpoint(metric, found)
        if not is_checkpoint and problem is not None:
            self._print(f"  {problem.message}", "")
        if problem is not None:
            self._print(f"  {problem.hint}", "")

    def note(self, text: str) -> None:
        self._print(text, "")

    def _end_bar(self) -> None:
        self._file = ""
        self._bars.update(self._bar, visible=False)

    def _print(self, text: str, style: str) -> None:
        print_text(self._console, text, style)


def _problem_json(problem: Problem | None) -> dict[str, str] | None:
    if problem is None:
        return None
    return {"code": problem.code, "message": problem.message, "hint": problem.hint}
