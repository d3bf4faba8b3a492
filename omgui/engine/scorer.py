"""Metrics at work on one device: built once, timed, and patient with too little memory."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from omgui.core.catalogue import Catalogue
from omgui.core.metric_spec import Batching, MetricSpec, OptionValue
from omgui.core.problems import Problem, ProblemError
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.metric import LoadedMetric
from omgui.engine.tasks import ScoreTask

_CPU = torch.device("cpu")
_MEMORY_WORDS = ("out of memory", "can't allocate memory", "not enough memory", "alloc_failed")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means too little memory, in whichever of torch's ways of saying so."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(
        words in str(error).lower() for words in _MEMORY_WORDS
    )


def is_beyond_device(error: BaseException) -> bool:
    """Whether an error means that an accelerator lacks what a metric needs.

    Apple's has no double precision, in which most classic metrics compute, and not every operation.
    """
    words = str(error)
    if isinstance(error, NotImplementedError):
        return "not currently implemented for the MPS device" in words
    return isinstance(error, TypeError | RuntimeError) and "MPS" in words and "float64" in words


@dataclass(frozen=True)
class _Steps:
    """Frames of a clip, each with the one before it."""

    current: Planes
    previous: Planes

    @property
    def count(self) -> int:
        return self.current.count

    def part(self, first: int, count: int) -> _Steps:
        return _Steps(self.current.part(first, count), self.previous.part(first, count))

    def moved(self, device: torch.device) -> _Steps:
        return _Steps(self.current.moved(device), self.previous.moved(device))


def _steps_scorer(metric: LoadedMetric) -> Callable[[_Steps], NDArray[np.float64]]:
    return lambda steps: metric.score_frames(steps.current, steps.previous)


Batch = TypeVar("Batch", Pair, Planes, _Steps)


class MetricOutOfMemoryError(Exception):
    """Even a single frame does not fit beside what else is loaded.

    Args:
        metric: Name of the metric.
    """

    def __init__(self, metric: str) -> None:
        super().__init__(f"{metric}: not enough memory for a single frame")
        self.metric = metric


class Scorer:
    """Builds metrics at first use and scores batches with them.

    Args:
        catalogue: The rows.
        device: Where to compute, in torch's words.
    """

    def __init__(self, catalogue: Catalogue, device: str) -> None:
        self.device = torch.device(device)
        self._catalogue = catalogue
        self._loaded: dict[tuple[str, tuple[tuple[str, OptionValue], ...]], LoadedMetric] = {}
        self._refused: dict[tuple[str, tuple[tuple[str, OptionValue], ...]], Problem] = {}
        self._on_cpu: set[str] = set()
        self._loading = threading.Lock()
        self.seconds: dict[int, float] = {}
        self.draws: dict[int, list[float]] = {}  # of clips in work, by score
        self.batch_limits: dict[str, int] = {}

    def spec(self, task: ScoreTask) -> MetricSpec:
        """Return the metric's row."""
        return self._catalogue[task.metric]

    def device_of(self, task: ScoreTask) -> torch.device:
        """Return where a metric is computed: the CPU for one that the device is not able to."""
        return _CPU if task.metric in self._on_cpu else self.device

    def load(self, task: ScoreTask) -> LoadedMetric:
        """Return the metric, built if it is not yet.

        Raises:
            ProblemError: ``metric-broken``.
            MetricOutOfMemoryError: Its weights do not fit.
        """
        key = (task.metric, tuple(sorted(task.options.items())))
        with self._loading:
            if key in self._refused:  # it would take as long and say the same for every file
                raise ProblemError(self._refused[key])
            if key not in self._loaded:
                try:
                    self._loaded[key] = self._built(task)
                except ProblemError as error:
                    self._refused[key] = error.problem
                    raise
                except Exception as error:
                    if is_out_of_memory(error):
                        raise MetricOutOfMemoryError(task.metric) from error
                    raise
            return self._loaded[key]

    def _built(self, task: ScoreTask) -> LoadedMetric:
        try:
            return LoadedMetric(self.spec(task), task.options, self.device_of(task))
        except ProblemError as error:
            cause = error.__cause__
            if self.device.type == "cpu" or cause is None or not is_beyond_device(cause):
                raise
        self._on_cpu.add(task.metric)
        return LoadedMetric(self.spec(task), task.options, self.device_of(task))

    def unload(self) -> None:
        """Forget all metrics and give their memory back."""
        self._loaded.clear()
        self._free()

    def keep_only(self, names: Collection[str]) -> None:
        """Forget the models that the present pass does not need."""
        others = [key for key in self._loaded if key[0] not in names]
        for key in others:
            del self._loaded[key]
        if others:
            self._free()

    def score_pair(self, task: ScoreTask, pair: Pair) -> NDArray[np.float64]:
        """Return N scores of the pair's frames.

        Raises:
            MetricOutOfMemoryError: Not even one frame fits.
        """
        return self._timed(
            task, lambda: self._somewhere(task, pair, lambda metric: metric.score_pair)
        )

    def score_frames(
        self, task: ScoreTask, current: Planes, previous: Planes | None
    ) -> NDArray[np.float64]:
        """Return N scores of the frames.

        Raises:
            MetricOutOfMemoryError: Not even one frame fits.
        """
        if previous is None:
            return self._timed(
                task, lambda: self._somewhere(task, current, lambda metric: metric.score_frames)
            )
        steps = _Steps(current, previous)
        return self._timed(task, lambda: self._somewhere(task, steps, _steps_scorer))

    def _somewhere(
        self,
        task: ScoreTask,
        batch: Batch,
        how: Callable[[LoadedMetric], Callable[[Batch], NDArray[np.float64]]],
    ) -> NDArray[np.float64]:
        """Score on the device, or on the CPU from the first frame on that the device cannot."""
        metric = self.load(task)
        if task.metric in self._on_cpu:
            return self._patiently(task, batch.moved(_CPU), how(metric))
        try:
            return self._patiently(task, batch, how(metric))
        except (TypeError, RuntimeError) as error:
            if self.device.type == "cpu" or not is_beyond_device(error):
                raise
        with self._loading:
            self._on_cpu.add(task.metric)
            for key in [key for key in self._loaded if key[0] == task.metric]:
                del self._loaded[key]
        return self._somewhere(task, batch, how)

    def _timed(
        self, task: ScoreTask, score: Callable[[], NDArray[np.float64]]
    ) -> NDArray[np.float64]:
        started = time.perf_counter()
        try:
            with torch.inference_mode():
                return score()
        finally:
            spent = time.perf_counter() - started
            self.seconds[task.id] = self.seconds.get(task.id, 0.0) + spent

    def _patiently(
        self, task: ScoreTask, batch: Batch, score: Callable[[Batch], NDArray[np.float64]]
    ) -> NDArray[np.float64]:
        """Score the batch, in halves where it does not fit."""
        count = batch.count
        limit = self.batch_limits.get(task.metric, self._most(task, count))
        if count > limit:
            return self._in_parts(task, batch, score, limit)
        try:
            return score(batch)
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
            self._free()
            if count == 1:
                raise MetricOutOfMemoryError(task.metric) from error
        self.batch_limits[task.metric] = max(1, count // 2)
        return self._in_parts(task, batch, score, max(1, count // 2))

    def _most(self, task: ScoreTask, count: int) -> int:
        """Return how many frames the metric may see at once without changing their scores."""
        return 1 if self.spec(task).batching is Batching.ONE_BY_ONE else count

    def _in_parts(
        self,
        task: ScoreTask,
        batch: Batch,
        score: Callable[[Batch], NDArray[np.float64]],
        size: int,
    ) -> NDArray[np.float64]:
        parts = [
            self._patiently(task, batch.part(first, min(size, batch.count - first)), score)
            for first in range(0, batch.count, size)
        ]
        return np.concatenate(parts)

    def _free(self) -> None:
        gc.collect()
        if self.device.type == "cuda":
            torch.cuda.empty_cache()
        elif self.device.type == "mps":
            torch.mps.empty_cache()
