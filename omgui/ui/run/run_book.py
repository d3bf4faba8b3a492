"""All runs that the window knows: living ones, past ones, those that another window left behind."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from omgui.core.events import DatasetFinished, Finish, RunEvent, RunFinished
from omgui.core.problems import Problem, ProblemError
from omgui.core.run_folder import Request, RunFolder, find_runs, last_events
from omgui.core.run_view import DatasetView
from omgui.ui.run.engine_process import Command, engine_command, start_engine
from omgui.ui.run.run_state import PHASE_OF, Phase, RunKey, RunState
from omgui.ui.run.watcher import RunWatcher

_MORE_S = 0.005  # where there is much to read; other threads get their turn between two looks
_LIVING_S = 0.1
_IDLE_S = 0.5
_KEPT = 30  # finished runs, beyond the latest of each dataset


@dataclass(frozen=True)
class PastRun:
    """A run that has ended, as its last line tells."""

    id: str
    request: Request
    phase: Phase
    has_problems: bool

    @property
    def key(self) -> RunKey:
        """Workspace and dataset."""
        return self.request.workspace, next(iter(self.request.datasets), "")


class RunBook:
    """Does everything that touches disks and processes; called in the supervisor's thread only.

    Attributes are replaced, never changed, so that another thread may read them at any time.

    Args:
        parent: The folder of all run folders.
        command: Command line of the engine.

    Attributes:
        states: The latest state of every run that is followed, by id.
        past: Runs that have ended, the latest of each dataset.
        called_back: Runs that waited for an engine and wait for the window again.
        started_id: The run that was started last; it is among ``states``.
        is_read: Whether the disk was looked at.
    """

    def __init__(self, parent: Path, command: Command = engine_command) -> None:
        self._parent = parent
        self._command = command
        self._watchers: dict[str, RunWatcher] = {}
        self.states: dict[str, RunState] = {}
        self.past: dict[RunKey, PastRun] = {}
        self.called_back: tuple[Request, ...] = ()
        self.started_id = ""
        self.is_read = False

    def read(self) -> None:
        """Look for runs of earlier windows; attach to what is alive or has ended without a word."""
        past: dict[RunKey, PastRun] = {}
        finished: list[PastRun] = []
        back: list[Request] = []
        for folder in find_runs(self._parent):
            try:
                request = folder.request()
            except ProblemError:
                continue
            if folder.is_waiting and folder.claim():
                back.append(request)
                self._remove(folder)
                continue
            run = _past(folder.id, request, last_events(folder))
            if run is None:
                self._follow(RunWatcher(folder))
            else:
                finished.append(run)
                past[run.key] = run
        self._prune(finished, {run.id for run in past.values()})
        self.past = past
        self.called_back = tuple(back)
        self.is_read = True

    def start(self, request: Request) -> None:
        """Start an engine; if that fails, there is a state of a failed run instead."""
        name = next(iter(request.datasets), "")
        self._close((request.workspace, name))
        try:
            folder = RunFolder.create(self._parent, request)
            process = start_engine(folder, self._command)
        except OSError as error:
            failed = _not_started(request, error)
            self.states = {**self.states, failed.id: failed}
            self.started_id = failed.id
            return
        self._follow(RunWatcher(folder, process))
        self.started_id = folder.id

    def poll(self) -> float:
        """Look at every run.

        Returns:
            Seconds until the next look.
        """
        if not self.is_read:
            self.read()
        has_more = False
        is_living = False
        for id_, watcher in list(self._watchers.items()):
            has_more |= watcher.poll()
            is_living |= not watcher.state.phase.is_over
            if watcher.state is not self.states.get(id_):
                self.states = {**self.states, id_: watcher.state}
        if has_more:
            return _MORE_S
        return _LIVING_S if is_living else _IDLE_S

    def folder(self, id_: str) -> RunFolder:
        """Return the folder of a run; it need not be there."""
        return RunFolder(self._parent / id_)

    def open_past(self, id_: str) -> None:
        """Read a past run again, for its problems and scores."""
        phases = [run.phase for run in self.past.values() if run.id == id_]
        if id_ in self._watchers or not phases:
            return
        with contextlib.suppress(ProblemError):
            self._follow(RunWatcher(RunFolder(self._parent / id_), past=phases[0]))

    def forget(self, id_: str) -> None:
        """Remove what is kept of a run that has ended; its scores lie elsewhere and stay."""
        self._watchers.pop(id_, None)
        self.states = {key: state for key, state in self.states.items() if key != id_}
        self.past = {key: run for key, run in self.past.items() if run.id != id_}
        self._remove(RunFolder(self._parent / id_))

    def tell(self, id_: str, act: Callable[[RunWatcher], None]) -> None:
        """Do something with a run that is followed."""
        watcher = self._watchers.get(id_)
        if watcher is not None:
            act(watcher)

    def hand_over(self, id_: str, requests: tuple[Request, ...]) -> None:
        """Put runs behind one that goes on without the window.

        Raises:
            OSError: They cannot be written.
        """
        watcher = self._watchers[id_]
        for request in requests:
            folder = RunFolder.create(self._parent, request)
            folder.put_to_wait()
            watcher.then(folder)

    def _close(self, key: RunKey) -> None:
        """Put away what is held of earlier runs of a dataset that begins again."""
        over = {s.id for s in self.states.values() if s.key == key and s.phase.is_over}
        self._watchers = {id_: w for id_, w in self._watchers.items() if id_ not in over}
        self.states = {id_: s for id_, s in self.states.items() if id_ not in over}

    def _follow(self, watcher: RunWatcher) -> None:
        self._watchers[watcher.folder.id] = watcher
        self.states = {**self.states, watcher.folder.id: watcher.state}

    def _prune(self, finished: list[PastRun], latest: set[str]) -> None:
        older = [run.id for run in finished if run.id not in latest]
        for id_ in older[: max(0, len(older) - _KEPT)]:
            self._remove(RunFolder(self._parent / id_))

    @staticmethod
    def _remove(folder: RunFolder) -> None:
        shutil.rmtree(folder.path, ignore_errors=True)


def _past(id_: str, request: Request, events: list[RunEvent]) -> PastRun | None:
    """Return a run that has ended; ``None`` if it has not said so."""
    if not events or not isinstance(events[-1], RunFinished):
        return None
    end = events[-1]
    finish = end.finish
    for event in events:
        if isinstance(event, DatasetFinished) and finish is Finish.COMPLETED:
            finish = event.finish
    has_problems = bool(end.counts.problems or end.counts.flagged)
    return PastRun(id_, request, PHASE_OF[finish], has_problems)


def _not_started(request: Request, error: OSError) -> RunState:
    problem = Problem(
        "engine-not-started",
        f"The engine could not be started: {error.strerror or error}.",
        "Free some space on the disk; if that does not help, reinstall omgui.",
        str(error.filename or ""),
    )
    name = next(iter(request.datasets), "")
    view = DatasetView(name, finish=Finish.FAILED)
    return RunState(f"not-started-{id(error)}", request, Phase.FAILED, view, problem=problem)
