"""The state of a run as every front end shows it: events folded into one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from omgui.core.events import (
    Counts,
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
    RunStarted,
)
from omgui.core.problems import Problem, Severity


@dataclass(frozen=True)
class ItemView:
    """An item in hand: how many frames are declared and how many scored by the slowest metric."""

    frames: int | None = None
    scored: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def frames_scored(self) -> int:
        """Frames that every metric seen so far has scored."""
        return min(self.scored.values(), default=0)


@dataclass(frozen=True)
class DatasetView:
    """One dataset of a run."""

    name: str
    counts: Counts = field(default_factory=Counts)
    metrics: tuple[str, ...] = ()
    items: int = 0
    in_hand: Mapping[ItemName, ItemView] = field(default_factory=lambda: MappingProxyType({}))
    frame_scores: int = 0
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    finish: Finish | None = None
    files: tuple[str, ...] = ()

    @property
    def done(self) -> int:
        """Scores that need no more work."""
        return self.counts.computed + self.counts.kept + self.counts.problems


@dataclass(frozen=True)
class RunView:
    """A whole run."""

    datasets: Mapping[str, DatasetView] = field(default_factory=lambda: MappingProxyType({}))
    is_started: bool = False
    finish: Finish | None = None
    counts: Counts = field(default_factory=Counts)


def reduce(view: RunView, event: RunEvent) -> RunView:  # one return per event
    """Fold one event into the view; any order of events leaves a valid view."""
    if isinstance(event, RunStarted):
        known = {name: DatasetView(name) for name in event.datasets}
        return replace(view, is_started=True, datasets=MappingProxyType({**known, **view.datasets}))
    if isinstance(event, RunFinished):
        return replace(view, finish=event.finish, counts=event.counts)
    dataset = view.datasets.get(event.dataset, DatasetView(event.dataset))
    folded = _fold(dataset, event)
    return replace(view, datasets=MappingProxyType({**view.datasets, event.dataset: folded}))


def _fold(
    dataset: DatasetView,
    event: DatasetStarted
    | Notice
    | ItemStarted
    | FramesScored
    | ItemFinished
    | ProblemFound
    | DatasetFinished,
) -> DatasetView:
    if isinstance(event, DatasetStarted):
        counts = replace(dataset.counts, total=event.scores, kept=event.kept)
        return replace(dataset, counts=counts, metrics=event.metrics, items=event.items)
    if isinstance(event, ItemStarted | FramesScored | ItemFinished):
        return _fold_item(dataset, event)
    if isinstance(event, Notice):
        return replace(dataset, notices=(*dataset.notices, event.message))
    if isinstance(event, ProblemFound):
        return replace(dataset, problems=(*dataset.problems, event.problem))
    return replace(
        dataset,
        finish=event.finish,
        counts=event.counts,
        files=event.files,
        in_hand=MappingProxyType({}),
    )


def _fold_item(
    dataset: DatasetView, event: ItemStarted | FramesScored | ItemFinished
) -> DatasetView:
    if isinstance(event, ItemStarted):
        return _with_item(dataset, event.item, ItemView(event.frames))
    if isinstance(event, FramesScored):
        return _fold_frames(dataset, event)
    return _fold_score(dataset, event)


def _with_item(dataset: DatasetView, item: ItemName, seen: ItemView) -> DatasetView:
    return replace(dataset, in_hand=MappingProxyType({**dataset.in_hand, item: seen}))


def _fold_frames(dataset: DatasetView, event: FramesScored) -> DatasetView:
    seen = dataset.in_hand.get(event.item, ItemView())
    reached = event.first_frame + len(event.scores)
    scored = MappingProxyType({**seen.scored, event.metric: reached})
    grown = replace(dataset, frame_scores=dataset.frame_scores + len(event.scores))
    return _with_item(grown, event.item, replace(seen, scored=scored))


def _fold_score(dataset: DatasetView, event: ItemFinished) -> DatasetView:
    counts = dataset.counts
    if event.score is None:
        counts = replace(counts, problems=counts.problems + 1)
    else:
        flagged = event.problem is not None and event.problem.severity is Severity.WARNING
        counts = replace(
            counts, computed=counts.computed + 1, flagged=counts.flagged + int(flagged)
        )
    problems = dataset.problems
    if event.problem is not None:
        where = event.problem.where or f"{event.item}, {event.metric}"
        problems = (*problems, event.problem.at(where))
    in_hand = dict(dataset.in_hand)
    in_hand.pop(event.item, None)
    return replace(dataset, counts=counts, problems=problems, in_hand=MappingProxyType(in_hand))
