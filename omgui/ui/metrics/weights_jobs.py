"""Checkpoints fetched and imported beside the window: progress, cancelling, the outcome."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem, ProblemError
from omgui.ui.background import Background
from omgui.weights.bring_in import Brought, bring_in
from omgui.weights.checksums import Cancelled
from omgui.weights.download import Progress
from omgui.weights.fetch import Fetched, fetch_all, wanted_by
from omgui.weights.inventory import MetricWeights, inventory

_LOOK_MS = 150


@dataclass(frozen=True)
class Step:
    """How far a metric's files are.

    Attributes:
        metric: Whose.
        done_bytes: Of all files that were missing.
        bytes_per_s: Over the last seconds.
    """

    metric: str
    done_bytes: int
    bytes_per_s: float


class _Meter:
    """What a worker thread tells; the window looks at it when it likes."""

    def __init__(self, metric: str) -> None:
        self.metric = metric
        self.cancel = threading.Event()
        self._lock = threading.Lock()
        self._files: dict[str, int] = {}
        self._speed = 0.0
        self._is_new = False

    def tell(self, progress: Progress) -> None:
        with self._lock:
            self._files[progress.file] = progress.done_bytes
            self._speed = progress.bytes_per_s
            self._is_new = True

    def look(self) -> Step | None:
        """Return how far it is, if that is news."""
        with self._lock:
            if not self._is_new:
                return None
            self._is_new = False
            return Step(self.metric, sum(self._files.values()), self._speed)


class WeightsJobs(QObject):
    """Fetches and imports checkpoints, one after the other.

    Args:
        known: The catalogue by name.
        parent: What it belongs to.

    Signals:
        stood(dict): How the files of metrics stand: `MetricWeights` by name.
        queued(str): A metric waits for its turn.
        progressed(Step): A metric's files are so far; at most seven times a second.
        ended(str, Problem | None): A metric's files are there, or why they are not.
        cancelled(str): Somebody wished it; what was fetched is continued next time.
        imported(list, Problem | None): What became of each file of a source, and what ended it.
    """

    stood = Signal(object)
    queued = Signal(str)
    progressed = Signal(object)
    ended = Signal(str, object)
    cancelled = Signal(str)
    imported = Signal(object, object)

    def __init__(self, known: Mapping[str, MetricSpec], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._background = Background(self, threads=1)
        self._looking = Background(self, threads=1)
        self._meters: dict[str, _Meter] = {}
        self._import: threading.Event | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._on_timer)

    @property
    def is_importing(self) -> bool:
        """Whether an import is going on."""
        return self._import is not None

    def is_busy(self, metric: str) -> bool:
        """Whether a metric's files are being fetched, or wait for it."""
        return metric in self._meters

    def look(self, names: tuple[str, ...] | None = None) -> None:
        """Find out how the files of some metrics, or of all, stand."""
        specs = [self._known[name] for name in (names if names is not None else self._known)]
        self._looking.start(lambda: _look(specs, self._known), self.stood.emit, _raise)

    def fetch(self, metric: str) -> None:
        """Fetch what a metric lacks, when its turn comes."""
        if metric in self._meters:
            return
        meter = self._meters[metric] = _Meter(metric)
        spec = self._known[metric]
        self._timer.start()
        self._background.start(
            lambda: _fetch(spec, meter),
            lambda problem: self._on_ended(metric, problem),
            lambda error: self._on_failed(metric, error),
        )
        self.queued.emit(metric)

    def cancel(self, metric: str) -> None:
        """Stop fetching; what is there is continued next time."""
        meter = self._meters.get(metric)
        if meter is not None:
            meter.cancel.set()

    def bring_in(self, source: Path) -> None:
        """Import the checkpoints of any metric from a folder, a zip archive or a file."""
        if self._import is not None:
            return
        cancel = self._import = threading.Event()
        specs = tuple(self._known.values())
        self._background.start(
            lambda: _bring_in(source, specs, cancel),
            lambda outcome: self._on_imported(*outcome),
            _raise,
        )

    def cancel_import(self) -> None:
        """Stop importing; what was imported stays."""
        if self._import is not None:
            self._import.set()

    def close(self) -> None:
        """Stop everything, and wait for it."""
        for meter in self._meters.values():
            meter.cancel.set()
        self.cancel_import()
        self._timer.stop()
        self._background.close()
        self._looking.close()
        self._meters.clear()

    def _on_ended(self, metric: str, problem: Problem | None) -> None:
        self._leave(metric)
        self.ended.emit(metric, problem)
        self.look()  # other metrics may share the files

    def _on_failed(self, metric: str, error: Exception) -> None:
        self._leave(metric)
        if isinstance(error, Cancelled):
            self.cancelled.emit(metric)
        else:
            said = f"{type(error).__name__}: {error}"
            self.ended.emit(metric, Problem("weights-not-fetched", f"Nothing was fetched: {said}."))
        self.look((metric,))

    def _on_imported(self, brought: list[Brought], problem: Problem | None) -> None:
        self._import = None
        self.imported.emit(brought, problem)
        self.look()

    def _leave(self, metric: str) -> None:
        self._meters.pop(metric, None)
        if not self._meters:
            self._timer.stop()

    @Slot()
    def _on_timer(self) -> None:
        for meter in self._meters.values():
            step = meter.look()
            if step is not None:
                self.progressed.emit(step)


def _look(specs: list[MetricSpec], known: Mapping[str, MetricSpec]) -> dict[str, MetricWeights]:
    return {spec.name: inventory(spec, known) for spec in specs}


def _fetch(spec: MetricSpec, meter: _Meter) -> Problem | None:
    """Fetch one file after the other; return why the first that could not be had was not."""
    if meter.cancel.is_set():
        raise Cancelled
    done: list[Fetched] = list(fetch_all(wanted_by([spec]), meter.tell, meter.cancel))
    return next((one.problem for one in done if one.problem is not None), None)


def _bring_in(
    source: Path, specs: tuple[MetricSpec, ...], cancel: threading.Event
) -> tuple[list[Brought], Problem | None]:
    brought: list[Brought] = []
    try:
        brought.extend(bring_in(source, wanted_by(specs), None, cancel))
    except ProblemError as error:
        return brought, error.problem
    except Cancelled:
        return brought, Problem("cancelled", "The import was cancelled.", "What came in stays.")
    return brought, None


def _raise(error: Exception) -> None:
    raise error
