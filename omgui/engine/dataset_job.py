"""One dataset from its lock to its tables: the loop between workers, store and front end."""

from __future__ import annotations

import os
import queue
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from omgui.core.dataset import Dataset
from omgui.core.events import (
    Counts,
    DatasetStarted,
    Finish,
    Notice,
    ProblemFound,
    RunEvent,
)
from omgui.core.file_identity import FileFacts
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem, ProblemError
from omgui.core.words import counted
from omgui.engine import disk
from omgui.engine.dataset_files import locked, opened_store
from omgui.engine.dataset_run import DatasetRun
from omgui.engine.devices import AUTO, Layout, lay_out, resolve_devices
from omgui.engine.dispatch import Dispatcher, EngineBrokenError, drain
from omgui.engine.identity import Identities
from omgui.engine.known_weights import KnownWeights
from omgui.engine.logs import LogFile
from omgui.engine.plan import Plan, make_plan
from omgui.engine.planner import Grouper
from omgui.engine.remarks import kept_frames, remarks, totals
from omgui.engine.store import Store
from omgui.engine.tasks import Control, GroupTask
from omgui.engine.unused_scores import unused_scores
from omgui.engine.worker_process import Heard, WorkerFactory
from omgui.weights.inventory import suspicions

_COMMIT_S = 0.25
_MESSAGES_PER_COMMIT = 2000
_GRACE_S = 3.0


@dataclass(frozen=True)
class JobSettings:
    """What the run says of every dataset.

    Attributes:
        device: Overrides the dataset's own wish.
        workers: Overrides it too.
        is_fresh: Compute everything anew.
    """

    device: str | None
    workers: int | None
    is_fresh: bool


@dataclass(frozen=True)
class JobEnd:
    """How a dataset ended."""

    finish: Finish
    counts: Counts
    files: tuple[str, ...] = ()


class DatasetJob:
    """Scores one dataset.

    Args:
        dataset: The dataset.
        metrics: Its metrics that are to be computed, by name.
        settings: What the run says.
        emit: Hears every event.
        start: Starts a worker.
        is_cancelled: Set when the run is to end.
        wishes: Pause and resume.
    """

    def __init__(  # noqa: PLR0913  # its surroundings
        self,
        dataset: Dataset,
        metrics: Mapping[str, MetricSpec],
        settings: JobSettings,
        emit: Callable[[RunEvent], None],
        *,
        start: WorkerFactory,
        is_cancelled: threading.Event,
        wishes: queue.SimpleQueue[Control],
    ) -> None:
        self._dataset = dataset
        self._metrics = metrics
        self._settings = settings
        self._emit = emit
        self._start = start
        self._is_cancelled = is_cancelled
        self._wishes = wishes
        self._inbox: queue.Queue[Heard] = queue.Queue()
        self._run: DatasetRun | None = None

    def run(self) -> JobEnd:
        """Score it; whatever a file, a disk or a worker does becomes a problem."""
        log = LogFile(self._dataset.log)
        try:
            if log.problem is not None:
                self._problem(log.problem)
            is_fresh = self._settings.is_fresh
            store_of = opened_store(self._dataset, self._metrics, is_fresh=is_fresh)
            with locked(self._dataset), store_of as store:
                return self._scored(store, log)
        except ProblemError as error:
            return self._failed(log, error.problem)
        except (sqlite3.Error, OSError) as error:
            return self._failed(log, disk.explain(error, self._dataset.output, self._dataset.store))
        finally:
            log.close()

    def _failed(self, log: LogFile, problem: Problem) -> JobEnd:
        log.problem_found(problem)
        self._problem(problem)
        if self._run is None:
            return JobEnd(Finish.FAILED, Counts())
        self._say_what_is_kept(self._run, log)
        return JobEnd(Finish.FAILED, self._run.counts)

    def _problem(self, problem: Problem) -> None:
        self._emit(ProblemFound(self._dataset.name, problem))

    def _scored(self, store: Store, log: LogFile) -> JobEnd:
        dataset = self._dataset
        for problem in (*dataset.metric_problems, *dataset.warnings):
            log.problem_found(problem)
            self._problem(problem)
        for found in dataset.item_problems:
            if not found.distorted:
                log.problem_found(found.problem)
                self._problem(found.problem)
        identities = Identities()
        weights = KnownWeights(store.checkpoints_used())
        plan = make_plan(dataset, list(self._metrics.values()), identities, weights)
        run = self._run = DatasetRun(dataset, self._metrics, plan, store, log)
        groups, layout = self._groups(run, plan)
        self._announce(run, plan, layout, log)
        unused = () if self._settings.is_fresh else unused_scores(dataset, plan, store, identities)
        for text in unused:
            self._remark(text, log)
        with store.transaction():
            run_id = store.begin_run(self._said(layout), "")
            store.note_files(self._files(plan, identities), list(self._metrics))
        run.write_tables_so_far()
        doubts = [doubt for spec in self._metrics.values() for doubt in suspicions(spec)]
        for problem in dict.fromkeys((*plan.unavailable.values(), *doubts)):
            log.problem_found(problem)
            self._problem(problem)
        run.refuse_unscorable()
        run.tell(self._emit)
        dispatcher = Dispatcher(run, layout, self._inbox, self._start, self._problem)
        dispatcher.add(groups)
        try:
            self._worked(run, dispatcher)
        except EngineBrokenError as error:
            raise ProblemError(
                Problem(
                    "engine-broken",
                    f"Workers die at their start: {error}",
                    "Run `omgui doctor`; reinstalling omgui's packages may help.",
                )
            ) from error
        is_complete = not self._is_cancelled.is_set()
        finish = Finish.COMPLETED if is_complete else Finish.CANCELLED
        wide = make_plan(dataset, dataset.metrics, identities, weights)
        files = run.write_final_tables(wide, is_complete=is_complete)
        with store.transaction():
            store.end_run(run_id, finish.value)
        self._say_what_is_kept(run, log)
        log.say(f"Run {finish.value}: {totals(run.counts)}.")
        return JobEnd(finish, run.counts, tuple(files))

    def _files(self, plan: Plan, identities: Identities) -> dict[str, FileFacts | None]:
        """Return what the files are like that scores are asked of."""
        asked = ((target.reference, target.file) for target in plan.targets())
        names = dict.fromkeys(name for names in asked for name in names if name)
        return {name: identities.facts(self._dataset.root / name) for name in names}

    def _worked(self, run: DatasetRun, dispatcher: Dispatcher) -> None:
        """Let the workers do it all; Ctrl-C at any moment ends them at once."""
        try:
            try:
                self._loop(run, dispatcher)
            finally:
                dispatcher.close(grace_s=_GRACE_S if self._is_cancelled.is_set() else 0.0)
        except KeyboardInterrupt:
            self._is_cancelled.set()
            dispatcher.close(grace_s=0.0)
            run.catch_up()

    def _say_what_is_kept(self, run: DatasetRun, log: LogFile) -> None:
        said = kept_frames(*run.kept_frames())
        if said:
            self._remark(said, log)

    def _groups(self, run: DatasetRun, plan: Plan) -> tuple[list[GroupTask], Layout]:
        settings = self._dataset.config.omgui
        devices = resolve_devices(self._settings.device or settings.device or AUTO, os.environ)
        wanted = self._settings.workers
        if wanted is None and isinstance(settings.workers, int):
            wanted = settings.workers
        grouper = Grouper(self._dataset, self._metrics, plan, run.stored, run.reached)
        able = [m for m in self._metrics.values() if m.name not in plan.unavailable]
        largest = max((spec.model_bytes for spec in able), default=0)
        # Groups depend a little on the number of workers, and that on the number of groups.
        layout = lay_out(devices, wanted, len(grouper.groups(1)), largest)
        groups = grouper.groups(len(layout.devices), layout.model_bytes)
        # Not more workers than the memory for models was shared out between.
        most = min(len(groups), len(layout.devices))
        return groups, lay_out(devices, wanted, most, largest)

    def _announce(self, run: DatasetRun, plan: Plan, layout: Layout, log: LogFile) -> None:
        items = {row.item.identity for row in (*plan.fr_rows, *plan.nr_rows)}
        left = Counter(t.metric for t, score in run.stored.items() if score.state != "done")
        event = DatasetStarted(
            self._dataset.name,
            tuple(self._metrics),
            len(items),
            run.counts.total,
            run.counts.kept,
            str(layout),
            len(layout.devices),
            open_scores=tuple(left[name] for name in self._metrics),
        )
        self._emit(event)
        log.say(
            f"START {self._dataset.name}: metrics {', '.join(self._metrics) or 'none'}; "
            f"{counted(event.items, 'item')}, {counted(event.scores, 'score')}, {event.kept} of "
            f"them kept from before; {counted(event.workers, 'worker')} on {event.device} with "
            f"{counted(layout.threads, 'thread')} each."
        )
        for text in remarks(self._dataset, self._metrics, plan):
            self._remark(text, log)

    def _remark(self, text: str, log: LogFile) -> None:
        log.say(text)
        self._emit(Notice(self._dataset.name, text))

    def _said(self, layout: Layout) -> dict[str, object]:
        settings = self._dataset.config.omgui
        return {
            "metrics": list(self._metrics),
            "device": str(layout),
            "workers": len(layout.devices),
            "threads": layout.threads,
            "compatibility": settings.compatibility,
            "damaged_videos": settings.damaged_videos,
        }

    def _loop(self, run: DatasetRun, dispatcher: Dispatcher) -> None:
        """Move messages from workers into the store until nothing is left to do."""
        while dispatcher.is_busy and not self._is_cancelled.is_set():
            dispatcher.feed()
            while not self._wishes.empty():
                dispatcher.wish(self._wishes.get())
            heard = self._gather(dispatcher)
            run.apply([one.message for one in heard if one.message is not None])
            dispatcher.check_finished()
            for one in heard:
                if one.message is None:
                    dispatcher.heard(one)
            run.tell(self._emit)
            dispatcher.kill_stalled()

    def _gather(self, dispatcher: Dispatcher) -> list[Heard]:
        """Collect messages for one commit, keeping workers fed meanwhile."""
        heard: list[Heard] = []
        end = time.monotonic() + _COMMIT_S
        while time.monotonic() < end and len(heard) < _MESSAGES_PER_COMMIT:
            some = drain(self._inbox, _COMMIT_S / 5, _MESSAGES_PER_COMMIT)
            heard += some
            for one in some:
                if one.message is not None:
                    dispatcher.heard(one)
            if any(one.message is None for one in some):
                break  # the store must know all that was said before the death is dealt with
            dispatcher.feed()
            if not dispatcher.is_busy:
                break
        return heard
