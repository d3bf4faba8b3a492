"""The end of a score: its frames are pooled, and what is missing is flagged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from omgui.core.metric_spec import MetricSpec
from omgui.core.pooling import pool_mean
from omgui.core.problems import Problem, Severity
from omgui.engine.store import ScoreTarget
from omgui.engine.tasks import Done


@dataclass(frozen=True)
class FinishedScore:
    """A score as it will be told once it is safe on the disk."""

    target: ScoreTarget
    value: float | None
    frames_scored: int
    frames_expected: int
    problem: Problem | None
    seconds: float


def finished_image(target: ScoreTarget, done: Done) -> FinishedScore:
    """Return the score of an image."""
    value = None if _is_refused(done) else done.value
    return FinishedScore(target, value, int(value is not None), 1, done.problem, done.seconds)


def finished_video(
    target: ScoreTarget, done: Done, spec: MetricSpec, frames: NDArray[np.float64]
) -> FinishedScore:
    """Return the score of a video.

    Args:
        target: Which score.
        done: What the worker said in the end.
        spec: The metric.
        frames: All frame scores, NaN where the metric is not defined.
    """
    pooled = pool_mean(frames.tolist(), max(done.frames_expected, len(frames)))
    value = pooled.value if done.value is None else done.value
    problem = done.problem
    if _is_refused(done):
        value = None
    elif value is None:
        problem = _nothing_defined(spec)
    elif pooled.frames_scored < pooled.frames_expected:
        problem = _fewer_frames(spec, frames, pooled.frames_expected, problem)
    return FinishedScore(
        target, value, pooled.frames_scored, pooled.frames_expected, problem, done.seconds
    )


def finished_clip(target: ScoreTarget, done: Done, spec: MetricSpec) -> FinishedScore:
    """Return the score of a video as a whole; what it is over time does not decide it."""
    value, problem = done.value, done.problem
    if _is_refused(done):
        value = None
    elif value is None:
        problem = _nothing_defined(spec)
    frames = done.frames_expected
    seen = frames if value is not None else 0
    return FinishedScore(target, value, seen, frames, problem, done.seconds)


def _is_refused(done: Done) -> bool:
    return done.problem is not None and done.problem.severity is Severity.ERROR


def _nothing_defined(spec: MetricSpec) -> Problem:
    when = spec.undefined_when or "no frame holds anything to be measured"
    return Problem("undefined", f"{spec.name} is not defined here: {when}.")


def _fewer_frames(
    spec: MetricSpec, frames: NDArray[np.float64], expected: int, known: Problem | None
) -> Problem:
    """Flag a score from fewer frames than there should be."""
    undefined = int(np.isnan(frames).sum())
    parts = [known.message] if known is not None else []
    if undefined:
        parts.append(f"{spec.name} is not defined on {undefined} of {expected} frames.")
    if expected > len(frames):
        parts.append(f"Only {len(frames)} of {expected} frames have a counterpart.")
    return Problem(
        known.code if known is not None else "fewer-frames",
        " ".join(parts) + " The score is the mean of the others.",
        known.hint if known is not None else "Check whether the files belong together.",
        severity=Severity.WARNING,
    )
