"""How long scores take to compute and how much memory they need: a guess from measured figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from omgui.core.catalogue import load_catalogue
from omgui.core.catalogue.costs import measured_costs
from omgui.core.clip_settings import ClipSettings

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
USUAL_CLIPS = ClipSettings()


@dataclass(frozen=True)
class FileSize:
    """What of a file decides the time that its scores take.

    Attributes:
        width: In pixels.
        height: In pixels.
        frames: Of a video; 1 for a picture.
        is_video: Whether it is decoded as a video.
        fps: Frames per second of a video; ``None`` where that is not known.
    """

    width: int
    height: int
    frames: int = 1
    is_video: bool = False
    fps: float | None = None

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
        clips: How metrics of whole clips are asked.
    """

    def __init__(self, *, has_figures: bool = True, clips: ClipSettings = USUAL_CLIPS) -> None:
        self._has_figures = has_figures
        self._clips = clips
        self.scores = 0
        self._decode_s = 0.0
        self._largest = 0.0
        # By model: parts of a score take no time beside their metric, or beside each other.
        self._seconds: dict[str, dict[str, float]] = {}
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
        model = whole_of(metric) or metric
        self._largest = max(self._largest, size.megapixels)
        if not seconds_each:
            seconds_each = seconds_of(model, size, self._clips) if self._has_figures else None
        if seconds_each is None:
            self._unmeasured.add(model)
            seconds_each = _UNKNOWN_MS * size.megapixels * size.frames / 1e3
        times = self._seconds.setdefault(model, {})
        times[metric] = times.get(metric, 0.0) + seconds_each * count

    def add_files(self, size: FileSize, count: int = 1) -> None:
        """Add files that are decoded once."""
        each = _DECODE_VIDEO_MS if size.is_video else _DECODE_IMAGE_MS
        self._decode_s += each * size.megapixels * size.frames * count / 1e3

    def estimate(self, model_bytes: int, workers: int, threads: int, device: str) -> Estimate:
        """Guess what it takes.

        Args:
            model_bytes: Of all models that a worker holds at a time.
            workers: Number of workers.
            threads: Threads of each.
            device: What they compute on, for people.
        """
        seconds = self._decode_s + sum(
            times.get(model, max(times.values())) for model, times in self._seconds.items()
        )
        has_work = bool(seconds)
        work = max((_work_bytes(name, self._largest) for name in self._seconds), default=0.0)
        one = _WORKER_BYTES + model_bytes + work + self._largest * _PLANES_BYTES
        return Estimate(
            self.scores,
            _START_S + seconds / (workers * threads) if has_work else 0.0,
            workers * one if has_work else 0.0,
            workers,
            device,
            tuple(sorted(self._unmeasured)),
        )


def seconds_of(metric: str, size: FileSize, clips: ClipSettings = USUAL_CLIPS) -> float | None:
    """Return CPU seconds of one score, without decoding; ``None`` where nobody has measured.

    A part of another metric's score takes none, since its metric gives it.

    Args:
        metric: Its name.
        size: Of what it looks at.
        clips: How metrics of whole clips are asked.
    """
    each_clip = 0.0
    if metric in OTHER_PROGRAMS:
        each = OTHER_PROGRAMS[metric]
    elif whole_of(metric):
        return 0.0
    else:
        cost = measured_costs().by_metric.get(metric)
        if cost is None:
            return None
        each = cost.ms_720p / _MEGAPIXELS_720P
        each_clip = cost.ms_clip * clips.scored_clips(size.frames, size.fps) if cost.ms_clip else 0
    return (each * size.megapixels * size.frames + each_clip) / 1e3


def whole_of(metric: str) -> str:
    """Return the metric that a metric is a part of; empty where it is none."""
    spec = load_catalogue()[0].get(metric)
    return "" if spec is None else spec.part_of


def memory_of(metric: str, model_bytes: int, size: FileSize) -> float | None:
    """Return bytes that one metric needs in a worker; ``None`` where nobody has measured."""
    if metric not in measured_costs().by_metric:
        return None
    return model_bytes + _work_bytes(metric, size.megapixels)


def _work_bytes(metric: str, megapixels: float) -> float:
    cost = measured_costs().by_metric.get(metric)
    if cost is None:
        return _USUAL_BYTES * megapixels
    if cost.ms_clip:  # a fixed number of small pictures
        return float(cost.memory_bytes)
    return cost.memory_bytes / _MEGAPIXELS_720P * megapixels


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
