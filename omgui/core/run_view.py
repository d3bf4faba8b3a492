"""The state of a run as every front end shows it: events folded into one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from omgui.core.events import (
    Counts,
    DatasetFinished,
    DatasetStarted,
    Finish,
    FramesReached,
    FramesScored,
    ItemFinished,
    ItemName,
    ItemStarted,
    Notice,
    ProblemFound,
    RunEvent,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
)
from omgui.core.problems import Problem, Severity


@dataclass(frozen=True)
class ItemView:
    """An item in hand: how many frames are declared and how many scored by the slowest metric."""

    frames: int | None = None
    scored: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    kept: int = 0

    @property
    def frames_scored(self) -> int:
        """Frames that every metric seen so far has scored, those of earlier runs included."""
        return min(self.scored.values(), default=self.kept)


@dataclass(frozen=True)
class FoundProblem:
    """A problem and what it was said of.

    Attributes:
        problem: What is wrong.
        item: The item whose score is missing or flagged; ``None`` for a problem of a dataset,
            a metric or a worker.
        metric: By which metric that item is not scored; empty with ``item``.
    """

    problem: Problem
    item: ItemName | None = None
    metric: str = ""

    @property
    def placed(self) -> Problem:
        """The problem with a place, which is the item where it names none itself."""
        if self.item is None or self.problem.where:
            return self.problem
        return self.problem.at(f"{self.item}, {self.metric}")


@dataclass(frozen=True)
class DatasetView:
    """One dataset of a run."""

    name: str
    counts: Counts = field(default_factory=Counts)
    metrics: tuple[str, ...] = ()
    items: int = 0
    in_hand: Mapping[ItemName, ItemView] = field(default_factory=lambda: MappingProxyType({}))
    frame_scores: int = 0
    found: tuple[FoundProblem, ...] = ()
    notices: tuple[str, ...] = ()
    finish: Finish | None = None
    files: tuple[str, ...] = ()
    device: str = ""
    workers: int = 0

    @property
    def done(self) -> int:
        """Scores that need no more work."""
        return self.counts.computed + self.counts.kept + self.counts.problems

    @property
    def scored(self) -> int:
        """Scores that there are; what failed is none."""
        return self.counts.computed + self.counts.kept

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, each with its place."""
        return tuple(found.placed for found in self.found)


@dataclass(frozen=True)
class RunView:
    """A whole run."""

    datasets: Mapping[str, DatasetView] = field(default_factory=lambda: MappingProxyType({}))
    is_started: bool = False
    is_paused: bool = False
    finish: Finish | None = None
    counts: Counts = field(default_factory=Counts)
    version: str = ""
    protocol: int = 0


def reduce(view: RunView, event: RunEvent) -> RunView:
    """Fold one event into the view; any order of events leaves a valid view."""
    return reduce_all(view, (event,))


def reduce_all(view: RunView, events: Iterable[RunEvent]) -> RunView:
    """Fold events in their order; in one go, so that many problems cost no more than their number.

    Args:
        view: Before.
        events: What happened since.
    """
    found: dict[str, list[FoundProblem]] = {}
    for event in events:
        view = _reduce(view, event)
        if isinstance(event, ProblemFound):
            found.setdefault(event.dataset, []).append(FoundProblem(event.problem))
        elif isinstance(event, ItemFinished) and event.problem is not None:
            of_item = FoundProblem(event.problem, event.item, event.metric)
            found.setdefault(event.dataset, []).append(of_item)
    if not found:
        return view
    datasets = dict(view.datasets)
    for name, new in found.items():
        datasets[name] = replace(datasets[name], found=(*datasets[name].found, *new))
    return replace(view, datasets=MappingProxyType(datasets))


_OfDataset = (
    DatasetStarted
    | Notice
    | ItemStarted
    | FramesScored
    | FramesReached
    | ItemFinished
    | ProblemFound
    | DatasetFinished
)


def _reduce(view: RunView, event: RunEvent) -> RunView:
    if isinstance(event, RunStarted):
        known = {name: DatasetView(name) for name in event.datasets}
        datasets = MappingProxyType({**known, **view.datasets})
        return replace(
            view,
            is_started=True,
            datasets=datasets,
            version=event.version,
            protocol=event.protocol,
        )
    if isinstance(event, RunPaused | RunResumed):
        return replace(view, is_paused=isinstance(event, RunPaused))
    if isinstance(event, RunFinished):
        return replace(view, is_paused=False, finish=event.finish, counts=event.counts)
    dataset = view.datasets.get(event.dataset, DatasetView(event.dataset))
    folded = _fold(dataset, event)
    return replace(view, datasets=MappingProxyType({**view.datasets, event.dataset: folded}))


def _fold(dataset: DatasetView, event: _OfDataset) -> DatasetView:
    if isinstance(event, DatasetStarted):
        return replace(
            dataset,
            counts=replace(dataset.counts, total=event.scores, kept=event.kept),
            metrics=event.metrics,
            items=event.items,
            device=event.device,
            workers=event.workers,
        )
    if isinstance(event, ItemStarted | FramesScored | FramesReached | ItemFinished):
        return _fold_item(dataset, event)
    if isinstance(event, Notice):
        return replace(dataset, notices=(*dataset.notices, event.message))
    if isinstance(event, ProblemFound):
        return dataset  # problems are gathered by reduce_all
    return replace(
        dataset,
        finish=event.finish,
        counts=event.counts,
        files=event.files,
        in_hand=MappingProxyType({}),
    )


def _fold_item(
    dataset: DatasetView, event: ItemStarted | FramesScored | FramesReached | ItemFinished
) -> DatasetView:
    seen = dataset.in_hand.get(event.item, ItemView())
    if isinstance(event, ItemStarted):
        # A metric that reads the files itself begins the item again, and knows no frames.
        frames = seen.frames if event.frames is None else event.frames
        return _with_item(dataset, event.item, replace(seen, frames=frames, kept=event.frames_kept))
    if isinstance(event, FramesScored):
        reached = {event.metric: event.first_frame + len(event.scores)}
        return _with_frames(dataset, event.item, reached, len(event.scores))
    if isinstance(event, FramesReached):
        reached = {span.metric: span.first_frame + span.count for span in event.spans}
        return _with_frames(dataset, event.item, reached, sum(span.count for span in event.spans))
    return _fold_score(dataset, event, seen)


def _with_item(dataset: DatasetView, item: ItemName, seen: ItemView) -> DatasetView:
    return replace(dataset, in_hand=MappingProxyType({**dataset.in_hand, item: seen}))


def _with_frames(
    dataset: DatasetView, item: ItemName, reached: Mapping[str, int], count: int
) -> DatasetView:
    seen = dataset.in_hand.get(item, ItemView())
    scored = MappingProxyType({**seen.scored, **reached})
    grown = replace(dataset, frame_scores=dataset.frame_scores + count)
    return _with_item(grown, item, replace(seen, scored=scored))


def _fold_score(dataset: DatasetView, event: ItemFinished, seen: ItemView) -> DatasetView:
    counts = dataset.counts
    if event.score is None:
        counts = replace(counts, problems=counts.problems + 1)
    else:
        flagged = event.problem is not None and event.problem.severity is Severity.WARNING
        counts = replace(
            counts, computed=counts.computed + 1, flagged=counts.flagged + int(flagged)
        )
    in_hand = dict(dataset.in_hand)
    # The item stays in hand as long as another metric is known to be at work on it.
    left = {metric: count for metric, count in seen.scored.items() if metric != event.metric}
    if left:
        in_hand[event.item] = replace(seen, scored=MappingProxyType(left))
    else:
        in_hand.pop(event.item, None)
    return replace(dataset, counts=counts, in_hand=MappingProxyType(in_hand))
