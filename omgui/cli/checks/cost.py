"""How long a run will take and how much memory it will need: an estimate from measured figures."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from omgui.cli.checks.files import Facts
from omgui.core.catalogue.costs import measured_costs
from omgui.core.dataset import Dataset
from omgui.core.problems import Problem, ProblemError
from omgui.engine.devices import AUTO, CPU, lay_out, resolve_devices
from omgui.engine.store import ScoreTarget
from omgui.media.video_probe import VideoFacts

# CPU milliseconds for a megapixel of what benchmarks/metric_costs.py cannot measure, with decoding.
_OTHER_PROGRAMS: Mapping[str, float] = {"vmaf": 45.0}
_MEGAPIXELS_720P = 1280 * 720 / 1e6
_UNKNOWN_MS = 100.0
_DECODE_VIDEO_MS = 5.0
_DECODE_IMAGE_MS = 25.0
_START_S = 3.0
# Bytes of a worker: torch and decoders, then for each megapixel the planes kept and the work.
_WORKER_BYTES = 300e6
_PLANES_BYTES = 120e6
_USUAL_BYTES = 100e6


@dataclass(frozen=True)
class Estimate:
    """What a run would take; a guess, and said to be one.

    Attributes:
        scores: Scores to compute.
        seconds: Time by the clock.
        memory_bytes: Most memory of all workers together.
        workers: Number of workers.
        device: What it was estimated for.
        unmeasured: Metrics of which the speed is not known.
    """

    scores: int
    seconds: float
    memory_bytes: float
    workers: int
    device: str
    unmeasured: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return {
            "scores": self.scores,
            "seconds": round(self.seconds, 1),
            "memory_bytes": round(self.memory_bytes),
            "workers": self.workers,
            "device": self.device,
            "unmeasured": list(self.unmeasured),
        }


def estimate(
    dataset: Dataset, targets: Iterable[ScoreTarget], facts: Mapping[str, Facts | Problem]
) -> Estimate:
    """Guess what computing these scores takes on the CPU.

    Args:
        dataset: The dataset, for its wishes about workers.
        targets: Scores that are still to be computed.
        facts: What is known of the files; those that cannot be used cost nothing.
    """
    milliseconds = 0.0
    scores = 0
    largest = 0.0
    files: dict[str, Facts] = {}
    metrics: set[str] = set()
    for target in targets:
        shown = facts.get(target.reference or target.file)
        own = facts.get(target.file)
        scores += 1
        if shown is None or own is None or isinstance(shown, Problem) or isinstance(own, Problem):
            continue
        megapixels = shown.width * shown.height / 1e6
        frames = shown.frames if isinstance(shown, VideoFacts) else 1
        milliseconds += (_ms_per_megapixel(target.metric) or _UNKNOWN_MS) * megapixels * frames
        largest = max(largest, megapixels)
        files[target.file] = own
        files[target.reference or target.file] = shown
        metrics.add(target.metric)
    milliseconds += sum(_decoding_ms(found) for found in files.values())
    settings = dataset.config.omgui
    wanted = settings.workers if isinstance(settings.workers, int) else None
    layout = lay_out((CPU,), wanted, max(1, len(files)))
    workers = len(layout.devices)
    work = max(map(_bytes_per_megapixel, metrics), default=0.0)
    models = sum(spec.model_bytes for spec in dataset.metrics if spec.name in metrics)
    memory = workers * (_WORKER_BYTES + models + largest * (work + _PLANES_BYTES))
    return Estimate(
        scores,
        _START_S + milliseconds / 1e3 / (workers * layout.threads) if files else 0.0,
        memory if files else 0.0,
        workers,
        CPU,
        tuple(sorted(name for name in metrics if _ms_per_megapixel(name) is None)),
    )


def _ms_per_megapixel(metric: str) -> float | None:
    """Return CPU milliseconds for a megapixel of one frame; ``None`` where nobody has measured."""
    if metric in _OTHER_PROGRAMS:
        return _OTHER_PROGRAMS[metric]
    cost = measured_costs().by_metric.get(metric)
    return None if cost is None else cost.ms_720p / _MEGAPIXELS_720P


def _bytes_per_megapixel(metric: str) -> float:
    cost = measured_costs().by_metric.get(metric)
    return cost.memory_bytes / _MEGAPIXELS_720P if cost is not None else _USUAL_BYTES


def device_problem(dataset: Dataset) -> Problem | None:
    """Return what is wrong with the device that the dataset asks for."""
    wanted = dataset.config.omgui.device or AUTO
    if wanted == AUTO:
        return None  # there is always one, and asking torch would take seconds
    try:
        resolve_devices(wanted, os.environ)
    except ProblemError as error:
        return error.problem
    return None


def _decoding_ms(facts: Facts) -> float:
    megapixels = facts.width * facts.height / 1e6
    if isinstance(facts, VideoFacts):
        return _DECODE_VIDEO_MS * megapixels * facts.frames
    return _DECODE_IMAGE_MS * megapixels


def duration(seconds: float) -> str:
    """Return a time as a person says it."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    if seconds < 48 * 3600:
        return f"{seconds / 3600:.1f} h"
    return f"{seconds / 86400:.1f} days"


def size(count: float) -> str:
    """Return an amount of memory as a person says it."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{round(count / 1e6)} MB"
