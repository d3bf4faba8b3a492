"""Which Python packages a metric lacks, found out without importing any of them."""

from __future__ import annotations

from importlib.util import find_spec

from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem


def package_problem(spec: MetricSpec) -> Problem | None:
    """Return ``package-missing`` where this installation lacks a package of a metric."""
    absent = [name for name in spec.packages if not _is_installed(name)]
    if not absent:
        return None
    return Problem(
        "package-missing",
        f"{spec.name} needs the Python package{'s' * (len(absent) > 1)} {', '.join(absent)}, "
        "which this installation lacks.",
        "Install it with `pip install 'omgui[learned]'`.",
    )


def _is_installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except (ImportError, ValueError):  # a broken or half removed installation
        return False
