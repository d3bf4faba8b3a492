"""What keeps a metric from starting, known before its model is built. Needs no torch."""

from __future__ import annotations

from importlib.util import find_spec

from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem
from omgui.weights.inventory import problem_for

# Codes of the problems that say nothing against what a metric computed before.
CANNOT_START = frozenset({"package-missing", "weights-missing", "weights-unreadable"})


def why_unavailable(spec: MetricSpec) -> Problem | None:
    """Return why a metric cannot start on this machine, ``None`` if nothing is known against it.

    Returns:
        ``package-missing`` or ``weights-missing``.
    """
    absent = [name for name in spec.packages if not _is_installed(name)]
    if absent:
        return Problem(
            "package-missing",
            f"{spec.name} needs the Python package{'s' * (len(absent) > 1)} {', '.join(absent)}, "
            "which this installation lacks.",
            "Install it with `pip install 'omgui[learned]'`.",
        )
    return problem_for(spec) if spec.checkpoints else None


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except (ImportError, ValueError):  # a broken or half removed installation
        return False
