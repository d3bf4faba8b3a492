"""What ``omgui weights`` shows: tables, bars and sentences, or a line of JSON for each event."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from omgui.cli.output import one_line, print_text
from omgui.core.problems import Problem
from omgui.core.words import counted
from omgui.weights.bring_in import Brought, Outcome
from omgui.weights.checksums import State
from omgui.weights.download import Progress
from omgui.weights.fetch import Fetched
from omgui.weights.inventory import (
    FileStatus,
    MetricWeights,
    is_usable,
    no_checkpoint,
    suspicion,
)
from omgui.weights.places import weights_folders
from omgui.weights.words import size_text

if TYPE_CHECKING:
    from rich.console import Console

_WIDTH_OF_FILES = 180  # where there is no terminal to fit
_NARROW = 120
_NARROW_STATE = 16  # the longest word of a state is not to be broken
_STATES: Mapping[State, tuple[str, str]] = {
    State.VERIFIED: ("verified", "green"),
    State.UNREAD: ("there, not yet read", "green"),
    State.UNCHECKED: ("there, no checksum to compare", "green"),
    State.WRONG_SIZE: ("wrong size", "bold red"),
    State.WRONG_CHECKSUM: ("wrong checksum", "bold red"),
    State.NO_CHECKPOINT: ("not a checkpoint", "bold red"),
    State.UNREADABLE: ("unreadable", "bold red"),
    State.MISSING: ("missing", "yellow"),
}


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
        self._say("verified", metric=metric, **_file_json(found))

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

        self._console = _console()
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
        words, style = _STATES[found.state]
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


def print_inventory(found: Sequence[MetricWeights], *, is_json: bool) -> None:
    """Print what is there of some metrics' checkpoints."""
    folders = [str(folder) for folder in weights_folders()]
    if is_json:
        metrics = [
            {
                "metric": one.metric,
                "is_complete": one.is_complete,
                "files": [_file_json(file) for file in one.files],
            }
            for one in found
        ]
        said = {"folders": folders, "metrics": metrics}
        sys.stdout.write(f"{json.dumps(said, ensure_ascii=False, indent=1)}\n")
        return
    console = _console()
    _print_table(console, found)
    for line in _summary(found, folders):
        print_text(console, line)


def _print_table(console: Console, found: Sequence[MetricWeights]) -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    if not found:
        return
    is_narrow = console.width < _NARROW
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 0, 0, 1), pad_edge=False)
    table.add_column("metric", no_wrap=True, style="bold")
    table.add_column("file", overflow="fold")
    table.add_column("size", justify="right", no_wrap=True)
    table.add_column("state", min_width=_NARROW_STATE)
    if not is_narrow:
        table.add_column("where", overflow="fold")
    for metric in found:
        for number, one in enumerate(metric.files):
            words, style = _STATES[one.state]
            name = "" if number else metric.metric
            size = size_text(one.size_bytes) if one.size_bytes else "?"
            state = f"[{style}]{words}[/{style}]"
            where = "" if one.path is None else one_line(str(one.path.parent))
            cells = [escape(name), escape(one.checkpoint.file), size, state, escape(where)]
            table.add_row(*cells[: len(table.columns)])
    console.print(table)
    if is_narrow:
        for folder in dict.fromkeys(str(p.parent) for m in found for p in m.paths):
            print_text(console, f"Found in {folder}")


def _summary(found: Iterable[MetricWeights], folders: Sequence[str]) -> list[str]:
    files = {one.checkpoint: one for metric in found for one in metric.files}
    absent = [one for one in files.values() if one.state is State.MISSING]
    unusable = [one for one in files.values() if one not in absent and not is_usable(one.state)]
    total = counted(len(files), "file")
    said: list[str] = []
    if not files:
        return ["No files are needed."]
    if unusable:
        said.append(f"{len(unusable)} of {total} {_are(unusable)} not usable.")
    if absent:
        size = size_text(sum(one.size_bytes for one in absent))
        said.append(f"{len(absent)} of {total} {_are(absent)} missing, at least {size}.")
    if not said:
        return ["The file is there." if len(files) == 1 else f"All {total} are there."]
    said.append(
        f"They belong into {folders[0]}; `omgui weights fetch` gets them, "
        "`omgui weights import` takes them from a folder or zip archive."
    )
    return said


def _are(files: Sequence[FileStatus]) -> str:
    return "is" if len(files) == 1 else "are"


def _file_json(found: FileStatus) -> dict[str, object]:
    checkpoint = found.checkpoint
    return {
        "file": checkpoint.file,
        "folder": checkpoint.folder,
        "state": found.state.value,
        "path": None if found.path is None else str(found.path),
        "size_bytes": found.size_bytes or None,
        "url": checkpoint.url,
        "is_backbone": checkpoint.backbone,
        "licence": checkpoint.licence,
        "also_used_by": found.also_used_by,
    }


def _problem_json(problem: Problem | None) -> dict[str, str] | None:
    if problem is None:
        return None
    return {"code": problem.code, "message": problem.message, "hint": problem.hint}


def _console() -> Console:
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH_OF_FILES)
