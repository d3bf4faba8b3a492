"""What is scored, in the order of the result files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem


@dataclass(frozen=True, slots=True)
class FrItem:
    """One distorted file beside its reference.

    Attributes:
        reference: Path of the reference as listed, relative to the folder of the dataset.
        distorted: Path of the distorted file as listed.
        mode: How the frames are paired; ``None`` for images.
        group: Index of its set among those of its reference.
        row: Its place in the result files, from 0.
        offset: Distorted frame i + ``offset`` is shown with reference frame i.
    """

    reference: str
    distorted: str
    mode: Mode | None
    group: int
    row: int
    offset: int = 0

    @property
    def how(self) -> str:
        """How the frames are paired, in one word, e.g. ``same`` or ``same+3``; of images empty."""
        mode = self.mode.value if self.mode else ""
        return f"{mode}{self.offset:+d}" if self.offset else mode

    @property
    def identity(self) -> tuple[str, ...]:
        """What decides the score: rows with equal identity are computed once.

        Where the older tool's values are reproduced, the shortest video of the group counts too.
        """
        return (self.reference, self.distorted, self.how)


@dataclass(frozen=True, slots=True)
class NrItem:
    """One file that is scored by itself.

    Attributes:
        file: Its path as listed, relative to the folder of the dataset.
        row: Its place in the result files, from 0.
    """

    file: str
    row: int

    @property
    def identity(self) -> tuple[str, ...]:
        """What decides the score: rows with equal identity are computed once."""
        return (self.file,)


@dataclass(frozen=True)
class Worklist:
    """All items of a dataset, in the order of the files that list them.

    Attributes:
        fr: Pairs for the full-reference metrics. Rows of sets that cannot be scored are missing.
        nr: Files for the no-reference metrics.
    """

    fr: tuple[FrItem, ...] = ()
    nr: tuple[NrItem, ...] = ()


@dataclass(frozen=True)
class ItemProblem:
    """A set that cannot be scored, while the rest of the dataset can.

    Attributes:
        reference: Path of the reference as listed.
        distorted: Paths of the distorted files of the set; may be empty.
        problem: What is wrong with it.
        group: Index of the set among those of its reference.
        row: Place of its first distorted file in the result files.
    """

    reference: str
    distorted: tuple[str, ...]
    problem: Problem
    group: int
    row: int


def csv_name(item: FrItem | NrItem, media: Media, dataset_pth: str | Path) -> str:
    """Return the name of an item in the first column of a metric's result file.

    That of the older tool: the path as listed, but for pairs of videos the distorted file's path
    normalised relative to the folder of the dataset. Always with ``/``.

    Args:
        item: Any item of the dataset.
        media: What the dataset consists of.
        dataset_pth: The folder of the dataset.
    """
    if isinstance(item, NrItem):
        return item.file
    if media is Media.IMAGE:
        return item.distorted
    path = os.path.join(dataset_pth, item.distorted)  # noqa: PTH118 - pathlib drops leading "./"
    try:
        name = os.path.relpath(path, dataset_pth)
    except ValueError:  # on another drive of Windows
        name = os.path.normpath(path)
    return name.replace(os.sep, "/")
