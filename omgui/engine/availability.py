"""What keeps a metric from starting, known before its model is built. Needs no torch."""

from __future__ import annotations

from omgui.core.metric_spec import MetricSpec
from omgui.core.packages import package_problem
from omgui.core.problems import Problem
from omgui.weights.inventory import problem_for

# Codes of the problems that say nothing against what a metric computed before.
CANNOT_START = frozenset(
    {"package-missing", "weights-missing", "weights-unreadable", "weights-no-checkpoint"}
)


def why_unavailable(spec: MetricSpec) -> Problem | None:
    """Return why a metric cannot start on this machine, ``None`` if nothing is known against it.

    Returns:
        ``package-missing``, ``weights-missing``, ``weights-unreadable`` or
        ``weights-no-checkpoint``.
    """
    problem = package_problem(spec)
    if problem is not None or not spec.checkpoints:
        return problem
    return problem_for(spec)
