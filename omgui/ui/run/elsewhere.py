"""Which workspaces have a run that goes on, rests or is unfinished; asks the own disk only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from omgui.core.events import DatasetFinished, Finish, RunEvent, RunFinished, RunPaused, RunResumed
from omgui.core.problems import ProblemError
from omgui.core.run_folder import find_runs, last_events
from omgui.ui.run.engine_process import is_served
from omgui.ui.run.run_state import RunKey


class Standing(IntEnum):
    """How the latest run of a dataset stands; what matters more is larger."""

    UNFINISHED = 1
    PAUSED = 2
    RUNNING = 3


@dataclass(frozen=True)
class OpenRun:
    """A run that is not done with.

    Attributes:
        dataset: Whose it is.
        standing: How it stands.
        others: How many more of the workspace there are.
    """

    dataset: str
    standing: Standing
    others: int = 0


def open_runs(parent: Path) -> dict[Path, OpenRun]:
    """Return by workspace the run that matters most.

    Reads the folders that runs leave with a person's own files, and so never waits for the drive
    of a workspace. A run that waits for another counts as little as one that is finished.

    Args:
        parent: The folder of all run folders.
    """
    latest: dict[RunKey, Standing | None] = {}
    for folder in find_runs(parent):
        try:
            request = folder.request()
        except ProblemError:
            continue
        if not folder.is_waiting:
            key = request.workspace, next(iter(request.datasets), "")
            latest.pop(key, None)  # the newest run comes last
            latest[key] = standing_of(last_events(folder), is_served=is_served(folder))
    found: dict[Path, OpenRun] = {}
    newest_first = reversed([(key, one) for key, one in latest.items() if one is not None])
    by_weight = sorted(newest_first, key=lambda one: -one[1])
    for (workspace, dataset), standing in by_weight:
        before = found.get(workspace)
        if before is None:
            found[workspace] = OpenRun(dataset, standing)
        else:
            found[workspace] = OpenRun(before.dataset, before.standing, before.others + 1)
    return found


def standing_of(events: Iterable[RunEvent], *, is_served: bool) -> Standing | None:
    """Return how a run stands by the last that was said of it; ``None`` if it is done with.

    Args:
        events: The last events.
        is_served: Whether its engine lives.
    """
    finishes: list[Finish] = []
    is_paused = has_begun = False
    for event in events:
        has_begun = True
        if isinstance(event, RunFinished | DatasetFinished):
            finishes.append(event.finish)
        elif isinstance(event, RunPaused | RunResumed):
            is_paused = isinstance(event, RunPaused)
    if not has_begun or (finishes and all(one is Finish.COMPLETED for one in finishes)):
        return None
    if is_served and not finishes:
        return Standing.PAUSED if is_paused else Standing.RUNNING
    return Standing.UNFINISHED
