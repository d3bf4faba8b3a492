"""How long scores take to compute and how much memory they need: a guess from measured figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from omgui.core.catalogue.costs import measured_costs

# CPU milliseconds for a megapixel of what benchmarks/metric_costs.py cannot measure, with decoding.
OTHER_PROGRAMS: Mapping[str, float] = {"vmaf": 25.0}
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
class FileSize:
    """What of a file decides the time that its scores take.

    Attributes:
        width: In pixels.
        height: In pixels.
        frames: Of a video; 1 for a picture.
        is_video: Whether it is decoded as a video.
    """

    width: int
    height: int
    frames: int = 1
    is_video: bool = False

    @property
    def megapixels(self) -> float:
        """Of one frame."""
        return self.width * self.height / 1e6


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


class Workload:
    """Scores to compute and files to decode, added up.

    Args:
        has_figures: Whether figures of the CPU say how fast metrics are; not on an accelerator.
    """

    def __init__(self, *, has_figures: bool = True) -> None:
        self._has_figures = has_figures
        self.scores = 0
        self._seconds = 0.0
        self._largest = 0.0
        self._metrics: set[str] = set()
        self._unmeasured: set[str] = set()

    def add_scores(
        self, metric: str, size: FileSize | None, count: int = 1, seconds_each: float | None = None
    ) -> None:
        """Add scores of one metric.

        Args:
            metric: Its name.
            size: Of what it looks at; ``None`` where that is not known, which costs nothing.
            count: How many scores.
            seconds_each: CPU seconds of one score, where an earlier run has measured them.
        """
        self.scores += count
        if size is None:
            return
        self._metrics.add(metric)
        self._largest = max(self._largest, size.megapixels)
        if seconds_each is None and self._has_figures:
            seconds_each = seconds_of(metric, size)
        if seconds_each is None:
            self._unmeasured.add(metric)
            seconds_each = _UNKNOWN_MS * size.megapixels * size.frames / 1e3
        self._seconds += seconds_each * count

    def add_files(self, size: FileSize, count: int = 1) -> None:
        """Add files that are decoded once."""
        each = _DECODE_VIDEO_MS if size.is_video else _DECODE_IMAGE_MS
        self._seconds += each * size.megapixels * size.frames * count / 1e3

    def estimate(self, model_bytes: int, workers: int, threads: int, device: str) -> Estimate:
        """Guess what it takes.

        Args:
            model_bytes: Of all models that a worker holds at a time.
            workers: Number of workers.
            threads: Threads of each.
            device: What they compute on, for people.
        """
        has_work = bool(self._seconds)
        work = max(map(_bytes_per_megapixel, self._metrics), default=0.0)
        one = _WORKER_BYTES + model_bytes + self._largest * (work + _PLANES_BYTES)
        return Estimate(
            self.scores,
            _START_S + self._seconds / (workers * threads) if has_work else 0.0,
            workers * one if has_work else 0.0,
            workers,
            device,
            tuple(sorted(self._unmeasured)),
        )


def seconds_of(metric: str, size: FileSize) -> float | None:
    """Return CPU seconds of one score, without decoding; ``None`` where nobody has measured."""
    if metric in OTHER_PROGRAMS:
        each = OTHER_PROGRAMS[metric]
    else:
        cost = measured_costs().by_metric.get(metric)
        if cost is None:
            return None
        each = cost.ms_720p / _MEGAPIXELS_720P
    return each * size.megapixels * size.frames / 1e3


def memory_of(metric: str, model_bytes: int, size: FileSize) -> float | None:
    """Return bytes that one metric needs in a worker; ``None`` where nobody has measured."""
    if metric not in measured_costs().by_metric:
        return None
    return model_bytes + _bytes_per_megapixel(metric) * size.megapixels


def _bytes_per_megapixel(metric: str) -> float:
    cost = measured_costs().by_metric.get(metric)
    return cost.memory_bytes / _MEGAPIXELS_720P if cost is not None else _USUAL_BYTES


def duration_words(seconds: float) -> str:
    """Return a time as a person says it."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    if seconds < 48 * 3600:
        return f"{seconds / 3600:.1f} h"
    return f"{seconds / 86400:.1f} days"


def memory_words(count: float) -> str:
    """Return an amount of memory as a person says it."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{round(count / 1e6)} MB"
