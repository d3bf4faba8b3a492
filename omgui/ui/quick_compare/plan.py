"""From the files of a comparison to the dataset that is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from omgui.core.dataset_config import DatasetConfig, metric_key, usable_prefix
from omgui.core.media_facts import VideoFacts
from omgui.core.metric_spec import Media, MetricSpec
from omgui.core.mode_proposal import ModeProposal, ProposedSet, propose_sets
from omgui.core.pairing.result import Leftover, LeftoverCode, PairGroup, Pairing
from omgui.ui.quick_compare.files import ComparedFile, common_folder, kinds_of

_UNUSABLE = re.compile(r"""[\x00-\x1f<>:"/\\|?*\ud800-\udfff]+""")
_LONGEST_NAME = 100
_PLAIN_NAME = "comparison"


@dataclass(frozen=True)
class Plan:
    """What is written.

    Attributes:
        name: Of the dataset.
        config: The content of its YAML file.
        pairing: Which file is compared with which.
    """

    name: str
    config: DatasetConfig
    pairing: Pairing


def proposed_sets(
    files: Sequence[ComparedFile], reference: int | None
) -> tuple[tuple[ProposedSet, tuple[int, ...]], ...]:
    """Return how the videos beside the reference are paired, with the places of each set."""
    if reference is None or files[reference].media is not Media.VIDEO:
        return ()
    others = {
        str(place): _facts(file)
        for place, file in enumerate(files)
        if place != reference and file.media is Media.VIDEO
    }
    sets = propose_sets(_facts(files[reference]), others)
    return tuple((one, tuple(int(place) for place in one.files)) for one in sets)


def modes_by_place(files: Sequence[ComparedFile], reference: int | None) -> dict[int, ModeProposal]:
    """Return how each video is paired with the reference, by its place."""
    return {
        place: ModeProposal(one.mode, one.code, one.reason, one.is_sure)
        for one, places in proposed_sets(files, reference)
        for place in places
    }


def _facts(file: ComparedFile) -> VideoFacts | None:
    return file.facts if isinstance(file.facts, VideoFacts) else None


def make_plan(
    name: str,
    workspace: Path,
    files: Sequence[ComparedFile],
    reference: int | None,
    metrics: Sequence[MetricSpec],
) -> Plan:
    """Return what is to be written.

    Args:
        name: Of the dataset.
        workspace: The folder it goes to.
        files: Pictures or videos, not both; what is neither becomes a leftover.
        reference: The place of the reference; ``None`` scores every file by itself.
        metrics: What is to be scored; those that do not fit the files are left out.

    Raises:
        ValueError: The files share no drive, or there is none.
    """
    listed = {place: file for place, file in enumerate(files) if file.is_media}
    folder = common_folder([file.path for file in listed.values()])
    if folder is None:
        raise ValueError(name)
    media = kinds_of(files)[0]
    names = {place: file.path.relative_to(folder).as_posix() for place, file in listed.items()}
    config = DatasetConfig(
        type=media,
        dataset_pth=_root_text(folder, workspace),
        dataset_name=name,
        output=f"results/{name}",
        logs_output=f"logs/{name}.log",
        **_metric_lists(metrics, media, has_reference=reference is not None),
    )
    leftovers = tuple(
        Leftover(str(file.path), replace(file.problem, code=LeftoverCode.NOT_MEDIA.value))
        for file in files
        if file.problem is not None and not file.is_media
    )
    groups = () if reference is None else _groups(files, reference, names)
    alone = tuple(names.values()) if reference is None else ()
    return Plan(name, config, Pairing(groups=groups, alone=alone, leftovers=leftovers))


def _groups(
    files: Sequence[ComparedFile], reference: int, names: dict[int, str]
) -> tuple[PairGroup, ...]:
    if files[reference].media is Media.IMAGE:
        distorted = tuple(name for place, name in names.items() if place != reference)
        return (PairGroup(names[reference], distorted),)
    return tuple(
        PairGroup(names[reference], tuple(names[place] for place in places), one.mode)
        for one, places in proposed_sets(files, reference)
    )


def _root_text(folder: Path, workspace: Path) -> str:
    inside = folder.is_relative_to(workspace)
    return (folder.relative_to(workspace) if inside else folder).as_posix()


def _metric_lists(
    metrics: Sequence[MetricSpec], media: Media, *, has_reference: bool
) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for spec in metrics:
        key = metric_key(spec, media)
        if key is not None and (has_reference or key.startswith("nr_")):
            lists[key] = (*lists.get(key, ()), spec.name)
    return lists


def proposed_name(
    files: Sequence[ComparedFile], reference: int | None, taken: Collection[str]
) -> str:
    """Return a name for the dataset that none has yet, from that of the reference."""
    stem = files[reference or 0].path.stem if files else ""
    plain = _UNUSABLE.sub("-", stem).strip(" .-")[:_LONGEST_NAME]
    name = plain if name_fault(plain) == "" else _PLAIN_NAME
    return unique_name(name, taken)


def unique_name(name: str, taken: Collection[str]) -> str:
    """Return the name, with a number where another dataset has it; letter case does not count."""
    others = {one.casefold() for one in taken}
    number, found = 2, name
    while found.casefold() in others:
        found = f"{name}-{number}"
        number += 1
    return found


def name_fault(name: str) -> str:
    """Return why a dataset cannot have this name, as the end of a sentence; empty if it can."""
    if name.startswith((".", "-", " ")) or name.endswith((" ", ".")):
        return "begins or ends with a character that hides or loses files"
    try:
        usable_prefix(name)
    except ValueError as error:
        return str(error.args[0])
    return ""
