"""What the picker knows, gathered in the background and kept in its rows; no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset_metrics import with_parts
from omgui.core.metric_spec import MetricSpec
from omgui.core.presets import Preset
from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.ui.background import Background
from omgui.ui.metrics.choice import Choice
from omgui.ui.metrics.facts import DatasetFacts, Sample, read_facts
from omgui.ui.metrics.forecast import Forecast, forecast, memory_for, place_of, time_of
from omgui.ui.metrics.machine import Machine, MachineProbe
from omgui.ui.metrics.reasons import Reasons
from omgui.ui.metrics.rows import Files, MetricRow, Reason, is_offered
from omgui.ui.metrics.sampling import Sampling
from omgui.ui.metrics.standing import Packages, offered_rows, packages_of, stand_of
from omgui.ui.metrics.totals import lacking_files
from omgui.ui.metrics.weights_jobs import Step, WeightsJobs
from omgui.ui.problem_words import in_window_words, why_not_fetched
from omgui.weights.inventory import MetricWeights


class Picker(QObject):
    """The rows of the picker of one dataset.

    Signals:
        rows_replaced(): There are other rows.
        rows_changed(): Contents of many rows changed.
        row_changed(str): Contents of one row changed.
        unreadable(Problem): The dataset's file cannot be understood, so nothing can be ticked.
    """

    rows_replaced = Signal()
    rows_changed = Signal()
    row_changed = Signal(str)
    unreadable = Signal(object)

    def __init__(self, workspace: Path, dataset: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._dataset = dataset
        self.known, _ = load_catalogue()
        self._reasons = Reasons(self)
        self._background = Background(self, threads=1)
        self._sampling = Sampling(self)
        self._probe = MachineProbe(self)
        self._machine: Machine = self._probe.known
        self._facts: DatasetFacts | None = None
        self._packages: Packages = {}
        self._sample = Sample()
        self._weights: dict[str, MetricWeights] = {}
        self._is_readable = True
        self._is_reading = False
        self.rows: list[MetricRow] = []
        self.forecast: Forecast | None = None
        self.choice = Choice(workspace, dataset, self.known, self)
        self.jobs = WeightsJobs(self.known, self)
        self.choice.changed.connect(self._on_choice)
        self._sampling.changed.connect(self._on_sample)
        self._probe.answered.connect(self._on_machine)
        self.jobs.stood.connect(self._on_stood)
        self.jobs.queued.connect(self._on_queued)
        self.jobs.progressed.connect(self._on_progress)
        self.jobs.ended.connect(self._on_ended)
        self.jobs.cancelled.connect(self._on_cancelled)

    @property
    def is_readable(self) -> bool:
        """Whether the dataset's file was read and can be changed."""
        return self._is_readable and self._facts is not None

    @property
    def is_sampled(self) -> bool:
        """Whether the sizes of some files are known."""
        return self._sample.is_complete

    def start(self) -> None:
        """Gather everything, in the background."""
        self._replace_rows()
        self._probe.start()
        self.jobs.look()
        self.reload()

    def reload(self) -> None:
        """Read the dataset's files again."""
        workspace, dataset, specs = self._workspace, self._dataset, tuple(self.known.values())
        packages, before = self._packages, self._facts
        self._background.start(
            lambda: (read_facts(workspace, dataset, before), packages or packages_of(specs)),
            self._on_facts,
            self._on_unreadable,
        )

    def close(self) -> None:
        """End everything; ticks that are not saved yet are saved."""
        self._sampling.close()
        self._probe.close()
        self.jobs.close()
        self._background.close()
        self.choice.close()

    def weights_of(self, row: MetricRow | None) -> MetricWeights | None:
        """Return how each file of a metric stands."""
        return None if row is None else self._weights.get(row.name)

    def tick(self, names: Sequence[str], *, is_wanted: bool) -> None:
        """Tick metrics, or take ticks out; one step of the undo stack."""
        if not self.is_readable:
            return
        now = self.choice.names
        if is_wanted:
            wanted = [*now, *names]
            text = self.tr("tick {what}").format(what=self._said(names))
        else:
            wanted = [name for name in now if name not in set(names)]
            text = self.tr("untick {what}").format(what=self._said(names))
        self.choice.choose(wanted, text)

    def apply(self, preset: Preset) -> str:
        """Tick exactly what a preset holds and this dataset can compute.

        What the catalogue does not know stays ticked: nobody asked to lose it.

        Returns:
            What was left out and why; empty where all of it is ticked.
        """
        rows = {row.name: row for row in self.rows}
        fits = [name for name in preset.metrics if name in rows and rows[name].reason is None]
        kept = [name for name in self.choice.names if name not in self.known]
        text = self.tr("preset {name}").format(name=preset.name)
        self.choice.choose([*kept, *fits], text)
        left = [name for name in preset.metrics if name not in fits]
        said = [self._left_out(name, rows.get(name)) for name in left[:3]]
        more = [self.tr("and %n more", "", len(left) - 3)] if len(left) > 3 else []
        return " ".join([*said, *more])

    @Slot()
    def fetch_missing(self) -> None:
        """Fetch the checkpoints that ticked metrics lack."""
        for row in lacking_files(self.rows):
            self.jobs.fetch(row.name)

    def retell(self) -> None:
        """Put everything into words again, in another language."""
        self._update_rows()

    # -- what comes in ---------------------------------------------------------------------------

    def _on_facts(self, came: tuple[DatasetFacts, Packages]) -> None:
        before = self._facts
        self._facts, self._packages = came
        self._is_readable = True
        facts = self._facts
        self._is_reading = True  # rows are replaced once, below
        self.choice.read(facts.config)
        self._is_reading = False
        has_other_files = before is None or (before.root, before.sample) != (
            facts.root,
            facts.sample,
        )
        if has_other_files:
            self._sample = Sample()
            self._sampling.start(facts.root, facts.sample, facts.media)
        self._replace_rows()

    def _on_unreadable(self, error: Exception) -> None:
        self._is_readable = False
        if isinstance(error, ProblemError):
            self.unreadable.emit(error.problem)
        elif isinstance(error, ProblemsError):
            self.unreadable.emit(error.problems[0])
        else:
            said = f"{type(error).__name__}: {error}"
            self.unreadable.emit(Problem("dataset-unreadable", said, where=self._dataset))

    @Slot()
    def _on_choice(self) -> None:
        if self._is_reading:
            return
        ticked = set(self.choice.names)
        if {row.name for row in self.rows if not is_offered(row.spec)} != {
            name for name in ticked if not is_offered(self.known.get(name))
        }:
            self._replace_rows()
            return
        for row in self.rows:
            row.is_ticked = row.name in ticked
        self._update_rows()

    @Slot(object)
    def _on_sample(self, sample: Sample) -> None:
        self._sample = sample
        self._update_rows()

    @Slot(object)
    def _on_machine(self, machine: Machine) -> None:
        self._machine = machine
        self._update_rows()

    @Slot(object)
    def _on_stood(self, found: dict[str, MetricWeights]) -> None:
        self._weights.update(found)
        for row in self.rows:
            if row.name in found and not self.jobs.is_busy(row.name):
                row.files = stand_of(found[row.name], row.files)
        self._update_rows()

    @Slot(str)
    def _on_queued(self, name: str) -> None:
        self._set_files(name, state=Files.QUEUED, done_bytes=0, said="")

    @Slot(object)
    def _on_progress(self, step: Step) -> None:
        self._set_files(
            step.metric,
            state=Files.FETCHING,
            done_bytes=step.done_bytes,
            bytes_per_s=step.bytes_per_s,
        )

    @Slot(str, object)
    def _on_ended(self, name: str, problem: Problem | None) -> None:
        if problem is None:
            self._set_files(name, state=Files.READY, said="")
        else:
            self._set_files(name, state=Files.FAILED, said=self._said_of(problem))

    @Slot(str)
    def _on_cancelled(self, name: str) -> None:
        said = self.tr("Cancelled; fetching goes on where it stopped.")
        self._set_files(name, state=Files.MISSING, said=said)

    # -- rows ------------------------------------------------------------------------------------

    def _set_files(self, name: str, **changes: object) -> None:
        for row in self.rows:
            if row.name == name:
                row.files = replace(row.files, **changes)  # type: ignore[arg-type]
                self.row_changed.emit(name)

    def _replace_rows(self) -> None:
        ticked = self.choice.names
        self.rows = offered_rows(self.known, ticked, self.rows)
        for name in ticked:
            if name not in self.known:
                reason = self._reasons.unknown(name, self.known)
                self.rows.append(MetricRow(name, None, True, reason))
        self._judge_rows()
        self.rows_replaced.emit()

    def _update_rows(self) -> None:
        self._judge_rows()
        self.rows_changed.emit()

    def _judge_rows(self) -> None:
        """Find out of every row whether it can run and what it takes."""
        facts = self._facts
        if facts is None:
            return
        for row in self.rows:
            if row.spec is None:
                row.reason = self._reasons.unknown(row.name, self.known)
            else:
                row.reason = self._reason(row.spec, facts)
                is_fine = row.reason is None
                row.remark = self._reasons.remark(row.spec, self._sample) if is_fine else ""
        asked = [row.spec for row in self.rows if row.is_ticked and row.spec and row.reason is None]
        chosen = with_parts(asked, self.known)
        place = place_of(facts, self._machine, chosen)
        for row in self.rows:
            if row.spec is not None and row.reason is None:
                row.seconds, row.basis = time_of(row.spec, facts, self._sample, place)
                row.memory_bytes = memory_for(row.spec, self._sample)
        self.forecast = forecast(chosen, facts, self._sample, self._machine)

    def _reason(self, spec: MetricSpec, facts: DatasetFacts) -> Reason | None:
        package = self._packages.get(spec.name)
        return self._reasons.of(spec, facts, self._sample, self._machine, package)

    def _said(self, names: Sequence[str]) -> str:
        return names[0] if len(names) == 1 else self.tr("%n metric(s)", "", len(names))

    def _said_of(self, problem: Problem) -> str:
        reason = why_not_fetched(problem)
        return self.tr("Fetching failed: {reason}. {hint}").format(
            reason=reason, hint=in_window_words(problem).hint
        )

    def _left_out(self, name: str, row: MetricRow | None) -> str:
        why = row.reason.text if row is not None and row.reason is not None else ""
        if not why:
            why = self.tr("The catalogue has no metric of this name, so it is not computed.")
        return self.tr("{name} was left out: {why}").format(name=name, why=why)
