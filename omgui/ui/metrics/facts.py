"""What the picker knows of a dataset: its lists, what files it may look at, and its store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from omgui.core.dataset_config import DatasetConfig
from omgui.core.estimates import FileSize
from omgui.core.findings import Findings
from omgui.core.measured_times import MeasuredTime, measured_times, stored_scores
from omgui.core.metric_choice import read_choice
from omgui.core.metric_spec import Kind, Media, MetricSpec
from omgui.core.paths import is_there
from omgui.core.worklist import FrItem, NrItem
from omgui.core.worklist_files import read_list, read_pairs

_SAMPLE = 16  # files looked at; a whole dataset can be hundreds of gigabytes on a network drive


@dataclass(frozen=True)
class DatasetFacts:
    """What the picker knows of one dataset.

    Attributes:
        config: What its YAML file says.
        root: The folder of its files.
        pairs: How many different pairs it lists.
        singles: How many different files are scored by themselves.
        references: How many references it has.
        files: How many different files are decoded for the pairs.
        sample: Names of some files, spread over the lists.
        times: What earlier runs took, by metric.
        stored: How many scores there are already, by metric.
        stamp: What changes when one of its lists does.
    """

    config: DatasetConfig
    root: Path
    pairs: int = 0
    singles: int = 0
    references: int = 0
    files: int = 0
    sample: tuple[str, ...] = ()
    times: dict[str, MeasuredTime] = field(default_factory=dict)
    stored: dict[str, int] = field(default_factory=dict)
    stamp: tuple[int | str, ...] = ()

    @property
    def media(self) -> Media:
        """Images or videos."""
        return self.config.type

    def items_of(self, spec: MetricSpec) -> int:
        """Return how many scores a metric gives."""
        return self.pairs if spec.kind is Kind.FR else self.singles

    def open_of(self, spec: MetricSpec) -> int:
        """Return how many of them are still to be computed."""
        return max(0, self.items_of(spec) - self.stored.get(spec.name, 0))


def read_facts(workspace: Path, name: str, before: DatasetFacts | None = None) -> DatasetFacts:
    """Read the lists of a dataset and what its store knows of times.

    Args:
        workspace: The folder of all datasets.
        name: Of the dataset.
        before: What was read before: long lists that are the same since are not read again.

    Raises:
        ProblemError: There is no such dataset, or its file is no YAML.
        ProblemsError: Its file cannot be understood.
    """
    path, config = read_choice(workspace, name)
    pairs_file, list_file = (path.with_name(f"{name}_{what}.json") for what in ("pairs", "list"))
    stamp = (config.type.value, *_stamp(pairs_file), *_stamp(list_file))
    store = workspace / config.output / f"{config.dataset_name}.omgui"
    root = workspace / config.dataset_pth
    times, stored = measured_times(store), stored_scores(store, root)
    if before is not None and before.stamp == stamp:
        return replace(before, config=config, root=root, times=times, stored=stored)
    findings = Findings()
    pairs: tuple[FrItem, ...] = ()
    singles: tuple[NrItem, ...] = ()
    if is_there(pairs_file):
        pairs = read_pairs(pairs_file, pairs_file.name, config.type, findings)
    if is_there(list_file):
        singles = read_list(list_file, list_file.name, findings)
    references = dict.fromkeys(item.reference for item in pairs)
    distorted = dict.fromkeys(item.distorted for item in pairs)
    alone = dict.fromkeys(item.file for item in singles)
    return DatasetFacts(
        config,
        root,
        len({item.identity for item in pairs}),
        len(alone),
        len(references),
        len({**references, **distorted, **alone}),
        _spread([*(references or alone)]),
        times,
        stored,
        stamp,
    )


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


def _spread(names: Sequence[str]) -> tuple[str, ...]:
    step = max(1.0, len(names) / _SAMPLE)
    return tuple(names[int(k * step)] for k in range(min(_SAMPLE, len(names))))


@dataclass(frozen=True)
class Sample:
    """Sizes of the files that were looked at.

    Attributes:
        sizes: Of those that could be used.
        is_complete: Whether all of the sample were looked at.
    """

    sizes: tuple[FileSize, ...] = ()
    is_complete: bool = False

    @cached_property
    def typical(self) -> FileSize | None:
        """A file that costs as much as they do on average; ``None`` where none is known."""
        if not self.sizes:
            return None
        count = len(self.sizes)
        frames = max(1, round(sum(one.frames for one in self.sizes) / count))
        pixels = sum(one.width * one.height * one.frames for one in self.sizes) / count / frames
        height = max(1, round((pixels * 9 / 16) ** 0.5))
        rates = [one.fps for one in self.sizes if one.fps]
        fps = sum(rates) / len(rates) if rates else None
        return FileSize(round(pixels / height), height, frames, self.sizes[0].is_video, fps)

    def too_small_for(self, spec: MetricSpec) -> int:
        """Return how many of them have a shorter side than a metric needs."""
        return sum(min(one.width, one.height) < spec.min_side for one in self.sizes)

    def too_short_for(self, spec: MetricSpec) -> int:
        """Return how many of them have fewer frames than a metric needs."""
        return sum(one.is_video and one.frames < spec.min_frames for one in self.sizes)


class SizedFile(Protocol):
    """What a survey tells of a picture or a video, as far as its cost goes."""

    @property
    def width(self) -> int:
        """In pixels."""

    @property
    def height(self) -> int:
        """In pixels."""

    @property
    def frames(self) -> int:
        """Of a video; pictures in the file otherwise."""


def size_of(facts: SizedFile, media: Media) -> FileSize:
    """Return what of a file decides its cost."""
    if media is Media.VIDEO:
        fps: float | None = getattr(facts, "fps", None)  # pictures have none
        return FileSize(facts.width, facts.height, facts.frames, is_video=True, fps=fps)
    return FileSize(facts.width, facts.height)
