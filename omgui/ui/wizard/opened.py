"""A dataset that exists, read so that the wizard can go on where it was saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from omgui.core.dataset_config import DatasetConfig
from omgui.core.findings import Findings
from omgui.core.frame_mapping import Mode
from omgui.core.metric_choice import read_choice
from omgui.core.pairing import (
    IsCancelled,
    LeftoverCode,
    PairGroup,
    Pairing,
    PairingSettings,
    never,
    watched,
)
from omgui.core.pairing.ignored import why_ignored
from omgui.core.pairing.result import Leftover
from omgui.core.paths import is_there
from omgui.core.problems import Problem, ProblemError, ProblemsError, Severity
from omgui.core.seen_files import Seen, read_seen
from omgui.core.worklist import FrItem, NrItem
from omgui.core.worklist_files import read_list, read_pairs
from omgui.ui.wizard.decisions import AloneList, Chosen, Decisions, Way


@dataclass(frozen=True)
class Opened:
    """A dataset as it was saved.

    Attributes:
        name: Of the YAML file.
        root: The folder of its files.
        config: What the YAML file says.
        pairs: What the pairs file says.
        files: What the list file says.
        settings: How the pairs were found; ``None`` where they were written by hand.
        seen: What the files of the folder were like; empty where that was not kept.
        problems: What could not be restored.
    """

    name: str
    root: Path
    config: DatasetConfig
    pairs: tuple[FrItem, ...] = ()
    files: tuple[NrItem, ...] = ()
    settings: PairingSettings | None = None
    seen: Mapping[str, Seen] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every file that the dataset names."""
        named = {path for item in self.pairs for path in (item.reference, item.distorted)}
        return frozenset(named | {item.file for item in self.files})

    @cached_property
    def modes(self) -> dict[str, Mode]:
        """The mode of every distorted video as it was saved."""
        return {item.distorted: item.mode for item in self.pairs if item.mode is not None}

    def decisions(self) -> Decisions:
        """Return the decisions that lead to this dataset."""
        offsets = {(one.reference, one.distorted): one.frames for one in self.config.omgui.offsets}
        start = Decisions(media=self.config.type, offsets=offsets, alone=self._alone())
        if self.settings is None:
            return replace(start, way=Way.WRITTEN)
        start = replace(start, overrules=self.settings.overrules)
        settings = self.settings
        if settings.examples:
            return replace(start, way=Way.EXAMPLE, examples=settings.examples)
        if settings.lists and not settings.recipe:
            return replace(start, way=Way.LIST, lists=settings.lists)
        if settings.rule is None or settings.recipe:
            chosen = Chosen(settings.rule, settings.recipe, settings.lists)
            return replace(start, chosen=chosen)
        return replace(start.with_rule(settings.rule), way=Way.RULE)

    def _alone(self) -> AloneList:
        listed = {item.file for item in self.files}
        references = {item.reference for item in self.pairs}
        distorted = {item.distorted for item in self.pairs}
        if not self.pairs or references <= listed:
            return AloneList.ALL
        return AloneList.DISTORTED if distorted & listed else AloneList.NONE


def read_opened(workspace: Path, name: str) -> Opened:
    """Read a dataset that the wizard is to change.

    Raises:
        ProblemError: Its YAML file is not there or is no YAML.
        ProblemsError: Its YAML file cannot be understood.
    """
    path, config = read_choice(workspace, name)
    findings = Findings()
    pairs_file, list_file, seen_file = (
        path.with_name(f"{path.stem}_{what}.json") for what in ("pairs", "list", "files")
    )
    pairs: tuple[FrItem, ...] = ()
    files: tuple[NrItem, ...] = ()
    if is_there(pairs_file):
        pairs = read_pairs(pairs_file, pairs_file.name, config.type, findings)
    if is_there(list_file):
        files = read_list(list_file, list_file.name, findings)
    if findings.errors:
        raise ProblemsError(findings.errors)
    lost = [found.problem for found in findings.item_problems]
    settings: PairingSettings | None = None
    if "pairing" in config.omgui.model_fields_set:
        try:
            settings = PairingSettings.from_config(config.omgui.pairing)
        except ProblemError as error:
            lost.append(error.problem.at(f"{path.name}, omgui: pairing"))
    root = workspace / config.dataset_pth
    seen = read_seen(seen_file)
    return Opened(name, root, config, pairs, files, settings, seen, tuple(lost))


def written_pairing(
    opened: Opened, found: tuple[str, ...], is_cancelled: IsCancelled = never
) -> Pairing:
    """Return the pairs exactly as they were saved.

    Args:
        opened: The dataset.
        found: The files that are in its folder now. Those that it does not name are left over.
        is_cancelled: Asked now and then.

    Raises:
        PairingCancelled: They are wanted no more.
    """
    groups: dict[tuple[str, int], list[FrItem]] = {}
    for item in watched(opened.pairs, is_cancelled):
        groups.setdefault((item.reference, item.group), []).append(item)
    paired = {path for item in opened.pairs for path in (item.reference, item.distorted)}
    alone = (item.file for item in opened.files)
    named = opened.paths
    return Pairing(
        groups=tuple(
            PairGroup(reference, tuple(item.distorted for item in items), items[0].mode)
            for (reference, _), items in groups.items()
        ),
        alone=tuple(dict.fromkeys(path for path in alone if path not in paired)),
        leftovers=tuple(
            new_file(path) for path in watched(found, is_cancelled) if path not in named
        ),
    )


def new_file(path: str) -> Leftover:
    """Return a leftover for a file that came after the dataset was saved."""
    ignored = why_ignored(path)
    message = "The dataset was saved without it."
    hint = "Move it to a reference by hand, or choose a rule."
    problem = Problem(LeftoverCode.NO_RULE.value, message, hint, path, Severity.WARNING)
    return Leftover(path, ignored or problem)
