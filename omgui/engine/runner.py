"""The runner: takes a request, scores its datasets one after the other, tells what happens."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from omgui import __version__
from omgui.core.catalogue import Catalogue, load_catalogue
from omgui.core.dataset import Dataset, find_config, load_dataset
from omgui.core.events import (
    Counts,
    DatasetFinished,
    Finish,
    ProblemFound,
    RunEvent,
    RunFinished,
    RunStarted,
)
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem, ProblemError, ProblemsError, Severity
from omgui.core.yaml_lines import did_you_mean
from omgui.engine.dataset_job import DatasetJob, JobSettings
from omgui.engine.devices import AUTO, resolve_devices
from omgui.engine.logs import LogFile, process_log_path
from omgui.engine.tasks import Control
from omgui.engine.worker_process import WorkerFactory, start_worker


@dataclass(frozen=True)
class RunRequest:
    """What a person asks for.

    Attributes:
        workspace: The folder of the datasets' configurations.
        datasets: Their names.
        metrics: Only these metrics, if any are named.
        device: ``auto``, ``cpu``, ``cuda``, …; overrides the dataset's own setting.
        workers: Number of workers; ``None`` lets the engine choose.
        is_fresh: Compute everything anew.
        is_compatible: Reproduce objective-metrics 1.2 whatever the dataset's YAML says.
    """

    workspace: Path
    datasets: tuple[str, ...]
    metrics: tuple[str, ...] = ()
    device: str | None = None
    workers: int | None = None
    is_fresh: bool = False
    is_compatible: bool = False


@dataclass
class RunOutcome:
    """How a run went.

    Attributes:
        finish: How it ended.
        counts: Of all its datasets.
        bad_configurations: Datasets that could not be read.
        has_problems: Whether any score, metric or dataset has a problem of weight *error*.
        was_refused: Whether the request itself is wrong, so that nothing was begun.
    """

    finish: Finish = Finish.COMPLETED
    counts: Counts = field(default_factory=Counts)
    bad_configurations: int = 0
    has_problems: bool = False
    was_refused: bool = False


class Runner:
    """Runs a request: idle → running ⇄ paused → finished or cancelled.

    :meth:`cancel`, :meth:`pause` and :meth:`resume` may be called from any thread and take effect
    at the next edge of a batch of frames.

    Args:
        request: What to do.
        emit: Hears every event, in the thread of :meth:`run`.
        start: Starts a worker; tests put their own here.
    """

    def __init__(
        self,
        request: RunRequest,
        emit: Callable[[RunEvent], None],
        *,
        start: WorkerFactory = start_worker,
    ) -> None:
        self._request = request
        self._emit_raw = emit
        self._start = start
        self._outcome = RunOutcome()
        self._is_cancelled = threading.Event()
        self._wishes: queue.SimpleQueue[Control] = queue.SimpleQueue()

    def cancel(self) -> None:
        """End the run soon; what is finished stays."""
        self._is_cancelled.set()

    def pause(self) -> None:
        """Let the workers wait."""
        self._wishes.put(Control(word="pause"))

    def resume(self) -> None:
        """Let the workers go on."""
        self._wishes.put(Control(word="resume"))

    def run(self) -> RunOutcome:
        """Do it all; never raises for anything that a file, a disk or a worker can do."""
        request = self._request
        self._emit(RunStarted(request.datasets, __version__))
        if self._is_refused():
            return self._ended(Finish.FAILED)
        log = LogFile(process_log_path(request.workspace))
        log.say(f"STAGE 0: Trying to compute metrics for {list(request.datasets)}")
        catalogue, problems = load_catalogue()
        for problem in problems:
            log.problem_found(problem)
            for name in request.datasets[:1]:
                self._emit(ProblemFound(name, problem))
        try:
            return self._run_all(catalogue, log)
        finally:
            log.close()

    def _is_refused(self) -> bool:
        """Say what is wrong with the request itself; nothing is run then, and nothing written."""
        request = self._request
        wrong: list[tuple[str, Problem]] = []
        for name in request.datasets:
            try:
                find_config(request.workspace, name)
            except ProblemError as error:
                wrong.append((name, error.problem))
        if request.device not in {None, AUTO} and request.datasets:
            try:
                resolve_devices(str(request.device), os.environ)
            except ProblemError as error:
                wrong.append((request.datasets[0], error.problem))
        for name, problem in wrong:
            self._emit(ProblemFound(name, problem))
        if wrong:
            self._outcome.was_refused = True
            for name in request.datasets:
                self._emit(DatasetFinished(name, Finish.FAILED, Counts(), ()))
        return bool(wrong)

    def _run_all(self, catalogue: Catalogue, log: LogFile) -> RunOutcome:
        datasets = self._request.datasets
        for name in datasets:
            if self._is_cancelled.is_set():
                break
            self._run_dataset(name, catalogue, log)
        finish = Finish.COMPLETED
        if self._is_cancelled.is_set():
            finish = Finish.CANCELLED
        elif datasets and self._outcome.bad_configurations == len(datasets):
            finish = Finish.FAILED
        log.say(f"Run {finish.value}.")
        return self._ended(finish)

    def _ended(self, finish: Finish) -> RunOutcome:
        self._outcome.finish = finish
        self._emit(RunFinished(finish, self._outcome.counts))
        return self._outcome

    def _emit(self, event: RunEvent) -> None:
        if isinstance(event, ProblemFound) and event.problem.severity is Severity.ERROR:
            self._outcome.has_problems = True
        self._emit_raw(event)

    def _run_dataset(self, name: str, catalogue: Catalogue, log: LogFile) -> None:
        log.say(f"STAGE 1: Reading {name} config...")
        try:
            dataset = load_dataset(self._request.workspace, name, catalogue)
            dataset, metrics = self._chosen(dataset)
        except (ProblemsError, ProblemError) as error:
            problems = error.problems if isinstance(error, ProblemsError) else [error.problem]
            self._outcome.bad_configurations += 1
            for problem in problems:
                log.problem_found(problem)
                self._emit(ProblemFound(name, problem))
            self._emit(DatasetFinished(name, Finish.FAILED, Counts(), ()))
            return
        log.say(f"STAGE 3: Computing metrics for {name}...")
        end = self._job(dataset, metrics).run()
        self._add(end.counts)
        is_done = end.finish is Finish.COMPLETED
        log.say(f"DONE for {name}." if is_done else f"{name}: {end.finish.value}.")
        self._emit(DatasetFinished(name, end.finish, end.counts, end.files))

    def _job(self, dataset: Dataset, metrics: dict[str, MetricSpec]) -> DatasetJob:
        request = self._request
        return DatasetJob(
            dataset,
            metrics,
            JobSettings(request.device, request.workers, request.is_fresh),
            self._emit,
            start=self._start,
            is_cancelled=self._is_cancelled,
            wishes=self._wishes,
        )

    def _chosen(self, dataset: Dataset) -> tuple[Dataset, dict[str, MetricSpec]]:
        """Return the dataset with the request's settings, and the metrics to compute."""
        request = self._request
        if request.is_compatible:
            settings = dataset.config.omgui.model_copy(
                update={"compatibility": "objective-metrics-1.2"}
            )
            config = dataset.config.model_copy(update={"omgui": settings})
            dataset = replace(dataset, config=config)
        named = {spec.name: spec for spec in dataset.metrics}
        missing = [metric for metric in request.metrics if metric not in named]
        if missing:
            guess = did_you_mean(missing[0], named)
            raise ProblemError(
                Problem(
                    "metric-not-in-dataset",
                    f"--metrics names {', '.join(missing)}, which {dataset.name} does not ask for.",
                    f"{guess and f'{guess} '}It asks for {', '.join(named) or 'none'}; others can "
                    "be added to its YAML.",
                    dataset.name,
                )
            )
        if request.metrics:
            wanted = set(request.metrics)
            named = {
                name: spec
                for name, spec in named.items()
                if name in wanted or spec.part_of in wanted
            }
        return dataset, named

    def _add(self, counts: Counts) -> None:
        total = self._outcome.counts
        self._outcome.counts = Counts(
            total.total + counts.total,
            total.computed + counts.computed,
            total.kept + counts.kept,
            total.problems + counts.problems,
            total.flagged + counts.flagged,
        )
        self._outcome.has_problems |= counts.problems > 0
