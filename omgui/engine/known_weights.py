"""Which weights the metrics of a run are computed with, and which metrics lack theirs."""

from __future__ import annotations

from collections.abc import Mapping

from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem, ProblemError
from omgui.engine.availability import why_unavailable
from omgui.weights.inventory import identity

ABSENT = "absent"


class KnownWeights:
    """Asks for each metric once, before anything of it is built.

    Args:
        remembered: By metric and file, the weights of its newest stored score. Where the files
            are gone, a shared drive that is not mounted for instance, they stand for them:
            what is finished stays finished.
    """

    def __init__(self, remembered: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self._remembered = dict(remembered or {})
        self._known: dict[str, tuple[Problem | None, tuple[str, ...]]] = {}

    def problem(self, spec: MetricSpec) -> Problem | None:
        """Return why the metric cannot start, ``None`` if nothing is known against it."""
        return self._look(spec)[0]

    def identity(self, spec: MetricSpec) -> tuple[str, ...]:
        """Return the SHA-256 of each of its checkpoints; nothing where it needs none."""
        return self._look(spec)[1]

    def _look(self, spec: MetricSpec) -> tuple[Problem | None, tuple[str, ...]]:
        if spec.name not in self._known:
            problem = why_unavailable(spec)
            digests: tuple[str, ...] = ()
            if problem is None and spec.checkpoints:
                try:
                    digests = identity(spec)
                except ProblemError as error:  # a file that cannot be read to its end
                    problem = error.problem
            if problem is not None:
                before = self._remembered.get(spec.name, {})
                digests = tuple(before.get(file.file, ABSENT) for file in spec.checkpoints)
            self._known[spec.name] = problem, digests
        return self._known[spec.name]
