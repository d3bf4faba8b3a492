"""Everything the engine tells its front ends: one union of frozen dataclasses of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from omgui.core.problems import Problem

PROTOCOL = 1


class Finish(str, Enum):
    """How a run, or a dataset, ended."""

    COMPLETED = "completed"  # everything was tried; there may be problems
    CANCELLED = "cancelled"
    FAILED = "failed"  # could not go on, e.g. the disk is full
    CRASHED = "crashed"  # the engine died; said by the front end that saw it


@dataclass(frozen=True)
class ItemName:
    """What is scored: a file, with its reference and mode if it has them."""

    file: str
    reference: str | None = None
    mode: str | None = None

    def __str__(self) -> str:
        beside = f" | {self.reference}" if self.reference is not None else ""
        how = f" ({self.mode})" if self.mode else ""
        return f"{self.file}{beside}{how}"


@dataclass(frozen=True)
class Counts:
    """Scores of a dataset or run, by what became of them."""

    total: int = 0
    computed: int = 0
    kept: int = 0  # found in the store under the same score key
    problems: int = 0  # scores that could not be computed
    flagged: int = 0  # scores that exist and should be looked at


@dataclass(frozen=True)
class RunStarted:
    """A run begins."""

    datasets: tuple[str, ...]
    version: str
    protocol: int = PROTOCOL


@dataclass(frozen=True)
class DatasetStarted:
    """A dataset was read and planned.

    Attributes:
        dataset: Name given to the run.
        metrics: Metrics that will be computed.
        items: Files or pairs to be scored.
        scores: Scores asked for.
        kept: Of these, how many the store already holds.
        device: What the workers compute on.
        workers: Number of worker processes.
        open_scores: Scores still to be computed, for each of ``metrics``; empty where not said.
    """

    dataset: str
    metrics: tuple[str, ...]
    items: int
    scores: int
    kept: int
    device: str
    workers: int
    open_scores: tuple[int, ...] = ()


@dataclass(frozen=True)
class Notice:
    """Something a person should know that is no problem of an item."""

    dataset: str
    message: str


@dataclass(frozen=True)
class ItemStarted:
    """A worker took an item in hand.

    Attributes:
        dataset: Name given to the run.
        item: Which.
        frames: What its container declares, if it does.
        frames_kept: Frames that every open metric has scored in an earlier run; it goes on there.
    """

    dataset: str
    item: ItemName
    frames: int | None
    frames_kept: int = 0


@dataclass(frozen=True)
class FramesScored:
    """Frame scores reached the store; an undefined one is null."""

    dataset: str
    item: ItemName
    metric: str
    first_frame: int
    scores: tuple[float | None, ...]


@dataclass(frozen=True)
class FrameSpan:
    """Consecutive frames that one metric has scored."""

    metric: str
    first_frame: int
    count: int


@dataclass(frozen=True)
class FramesReached:
    """Frame scores reached the store; how many, for front ends that read the scores from it.

    Takes the place of :class:`FramesScored` where events are kept in a file, which the scores of
    a long run would let grow without end.
    """

    dataset: str
    item: ItemName
    spans: tuple[FrameSpan, ...]


@dataclass(frozen=True)
class ItemFinished:
    """One score, or the reason why there is none, reached the store.

    Attributes:
        dataset: Name given to the run.
        item: What was scored.
        metric: By which metric.
        score: The pooled score; ``None`` where there is none.
        frames_scored: Frames that gave a score.
        frames_expected: Frames that should have given one.
        problem: Why there is no score, or why it is flagged.
        seconds: Time of computation, 0 where unknown.
    """

    dataset: str
    item: ItemName
    metric: str
    score: float | None
    frames_scored: int
    frames_expected: int
    problem: Problem | None
    seconds: float


@dataclass(frozen=True)
class ProblemFound:
    """A problem of a dataset, a metric or a worker rather than of one score."""

    dataset: str
    problem: Problem


@dataclass(frozen=True)
class DatasetFinished:
    """A dataset came to its end; ``files`` are the tables that were written."""

    dataset: str
    finish: Finish
    counts: Counts
    files: tuple[str, ...]


@dataclass(frozen=True)
class RunPaused:
    """The engine has told its workers to wait."""


@dataclass(frozen=True)
class RunResumed:
    """The engine has told its workers to go on."""


@dataclass(frozen=True)
class RunFinished:
    """The last event of every run; its absence means a crash."""

    finish: Finish
    counts: Counts


RunEvent = (
    RunStarted
    | DatasetStarted
    | Notice
    | ItemStarted
    | FramesScored
    | FramesReached
    | ItemFinished
    | ProblemFound
    | DatasetFinished
    | RunPaused
    | RunResumed
    | RunFinished
)

EVENT_TYPES: tuple[type[RunEvent], ...] = (
    RunStarted,
    DatasetStarted,
    Notice,
    ItemStarted,
    FramesScored,
    FramesReached,
    ItemFinished,
    ProblemFound,
    DatasetFinished,
    RunPaused,
    RunResumed,
    RunFinished,
)
