"""What the window knows of one run, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from omgui.core.events import Finish
from omgui.core.problems import Problem
from omgui.core.run_folder import Request
from omgui.core.run_view import DatasetView


class Phase(str, Enum):
    """Where a run is."""

    STARTING = "starting"
    RUNNING = "running"
    PAUSING = "pausing"
    PAUSED = "paused"
    CANCELLING = "cancelling"
    SILENT = "silent"  # the engine lives and gives no sign of it
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    FAILED = "failed"
    CRASHED = "crashed"

    @property
    def is_over(self) -> bool:
        """Whether the run has ended."""
        return self in _OVER

    @property
    def can_go_on(self) -> bool:
        """Whether it ended before everything was tried."""
        return self in {Phase.CANCELLED, Phase.CRASHED, Phase.FAILED}


_OVER = frozenset({Phase.COMPLETED, Phase.CANCELLED, Phase.FAILED, Phase.CRASHED})
PHASE_OF = {
    Finish.COMPLETED: Phase.COMPLETED,
    Finish.CANCELLED: Phase.CANCELLED,
    Finish.FAILED: Phase.FAILED,
    Finish.CRASHED: Phase.CRASHED,
}
RunKey = tuple[Path, str]


@dataclass(frozen=True)
class RunState:
    """One run of one dataset.

    Attributes:
        id: Name of its folder.
        request: What was asked for.
        phase: Where it is.
        view: What its events amount to.
        active_s: Time since its start without pauses.
        left_s: Time left, ``None`` where unknown.
        part_done: Part of the work that is done, 0 to 1.
        frames_per_second: Lately.
        memory_bytes: Of the engine and its workers, 0 where unknown.
        can_stop_now: A cancel was not obeyed in time, or the engine gives no sign of life.
        last_words: What a crashed engine printed last.
        nonsense: Lines of the engine that could not be understood.
        newer_version: Version of the engine where its protocol is newer than ours; else empty.
        problem: Why the run could not be started or told anything.
    """

    id: str
    request: Request
    phase: Phase
    view: DatasetView
    active_s: float = 0.0
    left_s: float | None = None
    part_done: float = 0.0
    frames_per_second: float = 0.0
    memory_bytes: int = 0
    can_stop_now: bool = False
    last_words: str = ""
    nonsense: int = 0
    newer_version: str = ""
    problem: Problem | None = None

    @property
    def dataset(self) -> str:
        """Name of the dataset."""
        return self.view.name

    @property
    def key(self) -> RunKey:
        """Workspace and dataset."""
        return self.request.workspace, self.view.name

    @property
    def has_problems(self) -> bool:
        """Whether anything is missing, flagged or wrong."""
        return bool(self.view.found)
