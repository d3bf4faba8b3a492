"""The run in a terminal: a bar per dataset, the items in hand, and every problem as it comes."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from omgui.cli.output import one_line, print_text
from omgui.core.events import (
    DatasetFinished,
    DatasetStarted,
    Finish,
    FramesScored,
    ItemFinished,
    ItemName,
    ItemStarted,
    Notice,
    ProblemFound,
    RunEvent,
    RunFinished,
)
from omgui.core.problems import Problem, Severity
from omgui.core.run_view import DatasetView, RunView, reduce
from omgui.core.words import counted

_SPEED_WINDOW_S = 5.0
_NAME_WIDTH = 40
_PROBLEMS_SHOWN = 20
_OF_FILE = re.compile("^The distorted [a-z]+ cannot be used: ")
# What is wrong with a metric is found at its first item and true of all.
_OF_METRICS = frozenset({"metric-broken", "package-missing", "weights-missing", "weights-wrong"})


class _Speed:
    """Frame scores per second over the last seconds, so that the figure follows the run."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, int]] = []

    def add(self, count: int) -> None:
        now = time.monotonic()
        self._seen.append((now, count))
        while self._seen and now - self._seen[0][0] > _SPEED_WINDOW_S:
            self._seen.pop(0)

    def __str__(self) -> str:
        if not self._seen:
            return ""
        span = max(time.monotonic() - self._seen[0][0], 1.0)
        return f"{sum(count for _, count in self._seen) / span:.1f} frames/s"


class ProgressScreen(AbstractContextManager["ProgressScreen"]):
    """Folds events into a view and shows it.

    Args:
        console: Where to; the terminal by default.
    """

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=False, highlight=False)
        self._progress = Progress(
            SpinnerColumn(finished_text=" "),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            # Of the dataset's bar, a part is scores in hand: the number counts finished ones.
            TextColumn("{task.fields[done]}/{task.total:.0f}"),
            TextColumn("{task.fields[unit]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[speed]}"),
            console=self._console,
        )
        self._view = RunView()
        self._datasets: dict[str, TaskID] = {}
        self._items: dict[tuple[str, ItemName], TaskID] = {}
        self._speeds: dict[str, _Speed] = {}
        self._leading: dict[str, str] = {}
        self._problems_shown = 0
        self._said: set[tuple[str, str]] = set()
        self._of_all_items: set[Problem | None] = set()

    def __enter__(self) -> ProgressScreen:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def show(self, event: RunEvent) -> None:
        """Take an event."""
        self._view = reduce(self._view, event)
        if isinstance(event, DatasetStarted):
            self._start(event)
        elif isinstance(event, ItemStarted):
            self._start_item(event)
        elif isinstance(event, FramesScored):
            self._advance(event)
        elif isinstance(event, ItemFinished):
            self._finish_item(event)
        elif isinstance(event, ProblemFound):
            self._of_all_items.add(event.problem)
            self._say(event.problem)
        elif isinstance(event, Notice):
            self._print(event.message, "dim")
        elif isinstance(event, DatasetFinished):
            self._finish(event)
        elif isinstance(event, RunFinished):
            self._progress.stop()

    def _start(self, event: DatasetStarted) -> None:
        if event.kept:
            self._print(
                f"{event.dataset}: {event.kept} of {counted(event.scores, 'score')} "
                f"{'is' if event.scores == 1 else 'are'} there already."
            )
        self._leading[event.dataset] = event.metrics[0] if event.metrics else ""
        self._speeds[event.dataset] = _Speed()
        self._datasets[event.dataset] = self._progress.add_task(
            f"[bold]{escape(event.dataset)}[/bold]",
            total=event.scores,
            completed=event.kept,
            done=event.kept,
            unit="scores",
            speed="",
        )

    def _start_item(self, event: ItemStarted) -> None:
        key = event.dataset, event.item
        if event.frames and event.frames > 1 and key not in self._items:
            name = one_line(event.item.file)
            shown = name if len(name) <= _NAME_WIDTH else f"…{name[1 - _NAME_WIDTH :]}"
            self._items[key] = self._progress.add_task(
                f"  {escape(shown)}",
                total=event.frames,
                completed=event.frames_kept,
                done=event.frames_kept,
                unit="frames",
                speed="",
            )

    def _advance(self, event: FramesScored) -> None:
        view = self._view.datasets[event.dataset].in_hand.get(event.item)
        key = event.dataset, event.item
        if view is not None and key in self._items:
            frames = view.frames_scored
            self._progress.update(self._items[key], completed=frames, done=frames)
        speed = self._speeds.get(event.dataset)
        if speed is not None and view is not None and next(iter(view.scored)) == event.metric:
            speed.add(len(event.scores))
        self._show_dataset(event.dataset)

    def _finish_item(self, event: ItemFinished) -> None:
        key = event.dataset, event.item
        if key in self._items:
            self._progress.remove_task(self._items.pop(key))
        # One trouble of an item mostly concerns all its metrics; it is said once. So is a metric
        # that cannot start, which concerns all items.
        problem = event.problem
        if problem is not None and problem not in self._of_all_items:
            self._say_of_item(event, problem)
        self._show_dataset(event.dataset)

    def _say_of_item(self, event: ItemFinished, problem: Problem) -> None:
        # What is wrong with a file is said of it alone, and again of each pair.
        of_file = _OF_FILE.sub("", problem.message)
        if problem.code in _OF_METRICS:
            about, said = event.metric, problem
        elif event.item.reference is None or of_file != problem.message:
            about, said = event.item.file, problem.at(str(event.item))
        else:
            about, said = str(event.item), problem.at(str(event.item))
        if (about, of_file) not in self._said:
            self._said.add((about, of_file))
            self._say(said)

    def _show_dataset(self, dataset: str) -> None:
        """Move the dataset's bar; scores in hand count by their frames, so that there is an ETA."""
        view = self._view.datasets[dataset]
        if dataset not in self._datasets:
            return
        in_hand = sum(
            min(scored / item.frames, 1.0)
            for item in view.in_hand.values()
            for scored in item.scored.values()
            if item.frames
        )
        self._progress.update(
            self._datasets[dataset],
            completed=min(view.done + in_hand, view.counts.total),
            done=view.done,
            speed=str(self._speeds[dataset]),
        )

    def _say(self, problem: Problem) -> None:
        self._problems_shown += 1
        if self._problems_shown > _PROBLEMS_SHOWN:
            return
        style = "yellow" if problem.severity is Severity.WARNING else "red"
        self._print(str(problem), style)
        if self._problems_shown == _PROBLEMS_SHOWN:
            self._print("More problems follow; all of them are in the log.")

    def _finish(self, event: DatasetFinished) -> None:
        for key in [key for key in self._items if key[0] == event.dataset]:
            self._progress.remove_task(self._items.pop(key))
        if event.dataset in self._datasets:
            task = self._datasets[event.dataset]
            self._progress.update(task, speed="")
            self._progress.stop_task(task)
        for line in summary(self._view.datasets[event.dataset]):
            self._print(line)

    def say(self, text: str) -> None:
        """Tell the person something, from any thread."""
        self._print(text)

    def _print(self, text: str, style: str = "") -> None:
        print_text(self._progress.console, text, style)


def summary(view: DatasetView) -> Iterator[str]:
    """Return what is to be said of a dataset at its end."""
    words = {
        Finish.COMPLETED: "finished",
        Finish.CANCELLED: "cancelled; run it again to continue",
        Finish.FAILED: "could not be finished",
        Finish.CRASHED: "crashed; run it again to continue",
        None: "unfinished",
    }
    counts = view.counts
    if view.finish is Finish.FAILED and not view.metrics:
        yield f"{view.name} was not started."
        return
    yield (
        f"{view.name} {words[view.finish]}: "
        f"{counted(counts.computed, 'score')} computed, {counts.kept} kept, "
        f"{counts.problems} not possible, {counts.flagged} flagged."
    )
    if view.files:
        folder = Path(view.files[0]).parent
        yield f"{counted(len(view.files), 'table')} in {folder}"
