"""What a metric needs, what of it is there, and in what state."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import Checkpoint, MetricSpec
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.weights import checksums
from omgui.weights.checksums import State
from omgui.weights.places import candidates, weights_folders
from omgui.weights.words import listed, size_text, system_words


@dataclass(frozen=True)
class FileStatus:
    """One checkpoint of a metric on this machine.

    Attributes:
        checkpoint: What it should be.
        path: Where it is, ``None`` where it is not.
        size_bytes: Of the file; where there is none, what it will be (0 where unknown).
        state: What is known of it.
        also_used_by: Other metrics that need it.
    """

    checkpoint: Checkpoint
    path: Path | None
    size_bytes: int
    state: State
    also_used_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class MetricWeights:
    """All checkpoints of a metric on this machine.

    Attributes:
        metric: Its name.
        files: In the order of its row.
    """

    metric: str
    files: tuple[FileStatus, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every file is there and may be loaded."""
        return all(is_usable(one.state) for one in self.files)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where those that are there lie."""
        return tuple(one.path for one in self.files if one.path is not None)

    @property
    def missing_bytes(self) -> int:
        """What is still to be fetched, as far as the sizes are known."""
        return sum(one.size_bytes for one in self.files if one.state is State.MISSING)


def is_usable(state: State) -> bool:
    """Whether there is a file that may be loaded, the official one or another."""
    return state not in {State.MISSING, State.UNREADABLE, State.NO_CHECKPOINT}


def find(checkpoint: Checkpoint) -> FileStatus:
    """Return the best file for a checkpoint: the first that nothing is known against."""
    first: FileStatus | None = None
    for path in candidates(checkpoint):
        state = checksums.glance(checkpoint, path)
        if state is State.MISSING:
            continue
        found = FileStatus(checkpoint, path, _size(path), state)
        if not state.is_wrong:
            return found
        if first is None or (is_usable(state) and not is_usable(first.state)):
            first = found
    return first or FileStatus(checkpoint, None, checkpoint.size_bytes, State.MISSING)


def inventory(spec: MetricSpec, catalogue: Mapping[str, MetricSpec] | None = None) -> MetricWeights:
    """Return what is there of a metric's checkpoints; no file is read for it.

    Args:
        spec: The metric.
        catalogue: Where other users of its files are looked up; the program's own by default.
    """
    rows = load_catalogue()[0] if catalogue is None else catalogue
    files = []
    for checkpoint in spec.checkpoints:
        found = find(checkpoint)
        also = tuple(name for name in used_by(checkpoint, rows) if name != spec.name)
        files.append(FileStatus(checkpoint, found.path, found.size_bytes, found.state, also))
    return MetricWeights(spec.name, tuple(files))


def used_by(checkpoint: Checkpoint, catalogue: Mapping[str, MetricSpec]) -> tuple[str, ...]:
    """Return the names of the metrics that need a checkpoint."""
    key = checkpoint.folder, checkpoint.file
    return tuple(
        row.name
        for row in catalogue.values()
        if any((one.folder, one.file) == key for one in row.checkpoints)
    )


def missing(spec: MetricSpec) -> tuple[Checkpoint, ...]:
    """Return the checkpoints of a metric that no file is found for."""
    return tuple(one for one in spec.checkpoints if find(one).state is State.MISSING)


def problem_for(spec: MetricSpec) -> Problem | None:
    """Return what keeps a metric from starting, ``None`` if all its files are there.

    Returns:
        ``weights-missing``, ``weights-unreadable`` for a file that may not be opened, or
        ``weights-no-checkpoint`` for something else under the name of one.
    """
    found = [find(one) for one in spec.checkpoints]
    name = spec.model  # a part has the files of its metric
    absent = [one.checkpoint for one in found if one.state is State.MISSING]
    if absent:
        return missing_problem(name, absent)
    for one in found:
        if one.state is State.UNREADABLE:
            return _unreadable(name, one)
        if one.state is State.NO_CHECKPOINT:
            return no_checkpoint(name, one)
    return None


def no_checkpoint(metric: str, found: FileStatus) -> Problem:
    """Return the problem of a metric under the name of whose file lies something else."""
    path = found.path or Path(found.checkpoint.file)
    reason = ""
    with contextlib.suppress(OSError):
        reason = checksums.fault_of(found.checkpoint, path)
    return Problem(
        "weights-no-checkpoint",
        f"Metric {metric} cannot use its file {path.name}: {reason or 'it is no checkpoint'}.",
        f"Fetch the right one with `omgui weights fetch {metric}`, or get it elsewhere and use "
        "`omgui weights import FOLDER`.",
        str(path),
    )


def missing_problem(metric: str, absent: Sequence[Checkpoint]) -> Problem:
    """Return the problem of a metric that lacks files."""
    return Problem(
        "weights-missing",
        f"{needs(metric, absent)}; not in {folders_text()}.",
        f"Fetch with `omgui weights fetch {metric}`, or get {'it' if len(absent) == 1 else 'them'} "
        "elsewhere and use `omgui weights import FOLDER`.",
    )


def needs(metric: str, absent: Sequence[Checkpoint]) -> str:
    """Return ``Metric musiq needs musiq….pth, 109 MB``."""
    files = listed([one.file for one in absent])
    total = sum(one.size_bytes for one in absent)
    size = f", {size_text(total)}" if all(one.size_bytes for one in absent) else ""
    return f"Metric {metric} needs {files}{size}"


def folders_text() -> str:
    """Return the names of the folders of this program."""
    return listed([str(folder) for folder in weights_folders()])


def files_of(spec: MetricSpec) -> dict[str, Path]:
    """Return the path of every checkpoint of a metric by its official name.

    A file whose size or checksum is not the publisher's is given all the same, if there is no
    better one: the loader decides, its checksum is part of the score's key, and
    `suspicions` tells the person.

    Raises:
        ProblemError: ``weights-missing``, ``weights-unreadable`` or ``weights-no-checkpoint``.
    """
    problem = problem_for(spec)
    if problem is not None:
        raise ProblemError(problem)
    found = {one.file: find(one).path for one in spec.checkpoints}
    return {name: path for name, path in found.items() if path is not None}


def identity(spec: MetricSpec) -> tuple[str, ...]:
    """Return the SHA-256 of each checkpoint of a metric, in the order of its row.

    A file is read when it is new or has changed; about a second for 500 MB.

    Raises:
        ProblemError: ``weights-missing``, ``weights-unreadable`` or ``weights-no-checkpoint``.
    """
    chosen = list(files_of(spec).values())
    for _ in spec.checkpoints:
        sums = tuple(_sum_of(spec, path) for path in chosen)
        # A file that turns out to be wrong gives way to a better one in a later place.
        again = list(files_of(spec).values())
        if again == chosen:
            return sums
        chosen = again
    return tuple(_sum_of(spec, path) for path in chosen)


def _sum_of(spec: MetricSpec, path: Path) -> str:
    try:
        return checksums.sha256_of(path)
    except OSError as error:
        raise ProblemError(_unreadable_file(spec.name, path, system_words(error))) from error


def suspicions(spec: MetricSpec) -> tuple[Problem, ...]:
    """Return a warning for each file known not to be the publisher's; nothing is read for it."""
    name = spec.model
    return tuple(filter(None, (suspicion(name, find(one)) for one in spec.checkpoints)))


def suspicion(metric: str, found: FileStatus) -> Problem | None:
    """Return the warning that a file deserves; one that is no checkpoint is more than that."""
    if found.state is State.WRONG_SIZE:
        wanted = size_text(found.checkpoint.size_bytes)
        fault = (
            f"it has {found.size_bytes} bytes instead of {found.checkpoint.size_bytes} ({wanted})"
        )
    elif found.state is State.WRONG_CHECKSUM:
        fault = "its checksum is not the one that its publisher gives"
    else:
        return None
    return Problem(
        "weights-suspicious",
        f"Metric {metric}: {found.checkpoint.file} is not the official file: {fault}.",
        f"Delete it and fetch it again with `omgui weights fetch {metric}`, unless it is meant.",
        str(found.path),
        Severity.WARNING,
    )


def _unreadable(metric: str, found: FileStatus) -> Problem:
    path = found.path or Path(found.checkpoint.file)
    return _unreadable_file(metric, path, "you have no right to read it")


def _unreadable_file(metric: str, path: Path, reason: str) -> Problem:
    return Problem(
        "weights-unreadable",
        f"Metric {metric} cannot open its file {path.name}: {reason}.",
        "Change its rights, or ask whoever looks after the folder.",
        str(path),
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
