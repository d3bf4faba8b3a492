"""How metrics stand on this machine: packages, and files of weights."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from omgui.core.metric_spec import MetricSpec
from omgui.core.packages import package_problem
from omgui.core.problems import Problem
from omgui.ui.metrics.rows import Files, FileState, MetricRow, is_offered
from omgui.weights.checksums import State
from omgui.weights.inventory import MetricWeights

Packages = Mapping[str, Problem | None]


def packages_of(specs: Sequence[MetricSpec]) -> Packages:
    """Return which Python package each metric lacks; looks at the disk."""
    return {spec.name: package_problem(spec) for spec in specs}


def unseen(spec: MetricSpec) -> FileState:
    """Return how files stand before anybody has looked."""
    return FileState(Files.UNSEEN if spec.checkpoints else Files.NONE_NEEDED)


def stand_of(found: MetricWeights, before: FileState) -> FileState:
    """Return how a metric's files stand by what was found of them."""
    if not found.files:
        return FileState(Files.NONE_NEEDED)
    if any(one.state in {State.UNREADABLE, State.NO_CHECKPOINT} for one in found.files):
        return FileState(Files.WRONG)
    if not found.is_complete:
        state = Files.FAILED if before.state is Files.FAILED else Files.MISSING
        absent = [one for one in found.files if one.state is State.MISSING]
        # A sum of which a part is unknown would look like the whole.
        size = found.missing_bytes if all(one.size_bytes for one in absent) else 0
        return FileState(state, size, said=before.said)
    if any(one.state.is_wrong for one in found.files):
        return FileState(Files.WRONG)
    return FileState(Files.READY)


def offered_rows(
    known: Mapping[str, MetricSpec], ticked: Collection[str], before: Iterable[MetricRow]
) -> list[MetricRow]:
    """Return a row for each metric that can be asked for, or that a dataset's file names.

    Args:
        known: The catalogue by name.
        ticked: What the file names.
        before: Earlier rows, which know how their files stand.
    """
    files = {row.name: row.files for row in before}
    return [
        MetricRow(name, spec, name in ticked, files=files.get(name) or unseen(spec))
        for name, spec in known.items()
        if is_offered(spec) or name in ticked
    ]
