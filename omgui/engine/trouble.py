"""What keeps a metric from giving a score, in words. Needs no torch."""

from __future__ import annotations

from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem, Severity


def is_error(problem: Problem | None) -> bool:
    """Whether there is no score because of it."""
    return problem is not None and problem.severity is Severity.ERROR


def too_small(spec: MetricSpec, width: int, height: int) -> Problem | None:
    """Return a problem if the frames are smaller than the metric's minimum."""
    if min(width, height) >= spec.min_side:
        return None
    return too_few_pixels(spec.name, width, height, spec.min_side)


def too_few_pixels(metric: str, width: int, height: int, min_side: int) -> Problem:
    """Return the problem of frames that are smaller than a metric's minimum."""
    return Problem(
        "too-small",
        f"{width}×{height} pixels are too few for {metric}, which needs at least "
        f"{min_side} on each side.",
        "Leave the metric out for such files, or use larger ones.",
    )


def undefined(spec: MetricSpec) -> Problem:
    """Return the problem of an item whose frames all have no defined score."""
    when = spec.undefined_when or "the frames hold nothing to be measured"
    return Problem("undefined", f"{spec.name} is not defined here: {when}.")


def metric_failed(spec: MetricSpec, error: BaseException, where: str) -> Problem:
    """Return the problem of a metric that raised."""
    return Problem(
        "metric-failed",
        f"{spec.name} failed at {where}: {type(error).__name__}: {str(error)[:500]}",
        "The other metrics are not concerned. Please report it with the log.",
    )


def out_of_memory(spec: MetricSpec) -> Problem:
    """Return the problem of a metric for which a single frame is too large everywhere."""
    return Problem(
        "out-of-memory",
        f"{spec.name} does not fit into the memory, not even alone, with a single frame, "
        "on the CPU.",
        "Close other programs, use fewer workers (--workers 1), or leave the metric out.",
    )
