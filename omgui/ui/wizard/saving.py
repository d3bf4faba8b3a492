"""From what was decided to the files of a dataset."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from omgui.core.dataset_config import DatasetConfig, FrameOffset
from omgui.core.dataset_writer import dataset_files, listed_files, write_dataset
from omgui.core.metric_choice import lists_of, with_chosen
from omgui.core.metric_spec import Media, MetricSpec
from omgui.core.pairing import Pairing, PairingSettings
from omgui.core.problems import Problem, ProblemError
from omgui.core.seen_files import Seen
from omgui.media.listing import FolderListing
from omgui.ui.wizard.check_book import CheckBook
from omgui.ui.wizard.decisions import AloneList, Decisions, Pair, Way
from omgui.ui.wizard.opened import Opened
from omgui.ui.wizard.pairing_work import Paired

PREVIEW_LINES = 200


@dataclass(frozen=True)
class Plan:
    """A dataset that is about to be written.

    Attributes:
        workspace: The folder of all datasets.
        name: Of the dataset.
        config: The content of its YAML file.
        pairing: Its pairs.
        listed: What its list file names; ``None`` for every file that is scored.
        seen: What the files of the folder are like, to tell later what has changed.
        is_replacing: Whether it takes the place of the dataset of that name.
    """

    workspace: Path
    name: str
    config: DatasetConfig
    pairing: Pairing
    listed: tuple[str, ...] | None
    seen: Mapping[str, Seen]
    is_replacing: bool

    def write(self) -> tuple[Path, ...]:
        """Write all files, or none.

        Raises:
            ProblemError: They cannot be written.
        """
        return write_dataset(
            self.workspace,
            self.name,
            self.config,
            self.pairing,
            self.listed,
            seen=self.seen,
            replace=self.is_replacing,
        )

    def preview(self) -> list[tuple[Path, str, int]]:
        """Return the path, the first lines and the number of lines of every file.

        A path whose file would be removed has no lines.

        Raises:
            ProblemError: The name is unusable.
        """
        found = dataset_files(
            *(self.workspace, self.name, self.config, self.pairing, self.listed), seen=self.seen
        )
        shown = []
        for file in found:
            text = file.text or ""  # may have 200,000 lines, of which few are seen
            lines = text.split("\n", PREVIEW_LINES)[:PREVIEW_LINES]
            shown.append((file.path, "\n".join(lines).rstrip("\n"), text.count("\n")))
        return shown


@dataclass(frozen=True)
class Wishes:
    """What is typed and ticked on the last page.

    Attributes:
        name: Of the dataset.
        output: Folder of the results.
        metrics: Names of metrics to begin with; those of a dataset that exists stay.
    """

    name: str
    output: str
    metrics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """What the other pages came to.

    Attributes:
        listing: The folder of the files and what is in it.
        media: What they are.
        decisions: What the person decided.
        paired: What that comes to.
        book: What the checks found out.
        opened: The dataset as it was; ``None`` for a new one.
    """

    listing: FolderListing
    media: Media
    decisions: Decisions
    paired: Paired
    book: CheckBook
    opened: Opened | None


def make_plan(workspace: Path, wishes: Wishes, work: Work, known: Mapping[str, MetricSpec]) -> Plan:
    """Put a dataset together.

    Args:
        workspace: The folder of all datasets.
        wishes: What is typed and ticked.
        work: What the other pages came to.
        known: The catalogue by name.
    """
    decisions, opened = work.decisions, work.opened
    is_as_written = decisions.way is Way.WRITTEN and not decisions.overrules.moves
    groups = work.book.sets()
    if is_as_written and not decisions.modes:
        groups = work.paired.pairing.groups
    pairing = replace(work.paired.pairing, groups=groups)
    return Plan(
        workspace=workspace,
        name=wishes.name,
        config=_config(workspace, wishes, work, known),
        pairing=pairing,
        listed=_listed(decisions, pairing, opened if is_as_written else None),
        seen=_seen(work),
        is_replacing=opened is not None and opened.name == wishes.name,
    )


def write_planned(planner: Callable[[], Plan]) -> Plan:
    """Put a dataset together and write it, with the workspace if that is not there yet.

    Raises:
        ProblemError: It cannot be written; nothing was.
    """
    plan = planner()
    try:
        plan.workspace.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"The folder of the datasets cannot be made: {reason}."
        where = str(plan.workspace)
        problem = Problem("workspace-unwritable", message, "Choose another folder.", where)
        raise ProblemError(problem) from error
    plan.write()
    return plan


def _config(
    workspace: Path, wishes: Wishes, work: Work, known: Mapping[str, MetricSpec]
) -> DatasetConfig:
    root, media, opened = work.listing.root, work.media, work.opened
    changes: dict[str, Any] = {"output": wishes.output}
    if opened is None:
        config = _new_config(workspace, root, media, wishes)
        changes |= with_chosen(lists_of(config), wishes.metrics, media, known)
    else:
        config = opened.config
        if root != opened.root:
            changes["dataset_pth"] = folder_text(workspace, root)
        if wishes.name != opened.name:
            changes |= {"dataset_name": wishes.name, "logs_output": f"logs/{wishes.name}.log"}
    settings: dict[str, Any] = {}
    offsets = _offsets(work.decisions, work.book, opened)
    if offsets or config.omgui.offsets:
        settings["offsets"] = offsets
    if work.decisions.way is not Way.WRITTEN:
        settings["pairing"] = _settings(work.decisions, work.paired).to_config()
    if settings:
        changes["omgui"] = config.omgui.model_copy(update=settings)
    return config.model_copy(update=changes)


def _new_config(workspace: Path, root: Path, media: Media, wishes: Wishes) -> DatasetConfig:
    try:
        return DatasetConfig(
            type=media,
            dataset_pth=folder_text(workspace, root),
            dataset_name=wishes.name,
            output=wishes.output,
            logs_output=f"logs/{wishes.name}.log",
        )
    except ValidationError as error:
        message = "The name of a folder contains characters that a file of text cannot hold."
        problem = Problem("path-unusable", message, "Rename the folder.", ascii(str(root)))
        raise ProblemError(problem) from error


def _offsets(
    decisions: Decisions, book: CheckBook, opened: Opened | None
) -> tuple[FrameOffset, ...]:
    """Return the offsets of the pairs that there are; the others would keep it from loading."""
    before: dict[Pair, FrameOffset] = {}
    if opened is not None:
        before = {(one.reference, one.distorted): one for one in opened.config.omgui.offsets}
    found = []
    for pair, frames in decisions.offsets.items():
        if pair not in book.index.said or book.offset_of(pair) != frames:
            continue
        kept = before.get(pair)
        is_same = kept is not None and kept.frames == frames
        entry = FrameOffset(reference=pair[0], distorted=pair[1], frames=frames)
        found.append(kept if is_same and kept is not None else entry)
    return tuple(found)


def _settings(decisions: Decisions, paired: Paired) -> PairingSettings:
    examples = decisions.examples if decisions.way is Way.EXAMPLE else ()
    return PairingSettings(
        rule=paired.rule,
        overrules=decisions.overrules,
        examples=examples,
        recipe=paired.recipe,
        lists=paired.lists,
    )


def _listed(
    decisions: Decisions, pairing: Pairing, as_written: Opened | None
) -> tuple[str, ...] | None:
    if as_written is not None and decisions.alone is as_written.decisions().alone:
        return tuple(item.file for item in as_written.files)
    if decisions.alone is AloneList.ALL:
        return None
    if decisions.alone is AloneList.NONE:
        return pairing.alone
    references = set(pairing.references)
    return tuple(path for path in listed_files(pairing) if path not in references)


def _seen(work: Work) -> dict[str, Seen]:
    """Return what the files are like; those that were held back stay news."""
    decisions, seen = work.decisions, work.listing.seen
    is_holding_back = decisions.way is not Way.WRITTEN and not decisions.is_adding_new
    out = frozenset(work.paired.added if is_holding_back else ())
    return {path: seen[path] for path in work.listing.paths(work.media) if path not in out}


def folder_text(workspace: Path, root: Path) -> str:
    """Return how a folder is named in the YAML file: relative where it lies in the workspace."""
    try:
        return root.resolve().relative_to(workspace.resolve()).as_posix()
    except (ValueError, OSError):
        return root.absolute().as_posix()


def first_metrics(media: Media, *, has_pairs: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the metrics that are offered, and those of them that are ticked at first."""
    is_video = media is Media.VIDEO
    plain: Sequence[str] = ("si", "ti", "cf") if is_video else ("si", "cf")
    if not has_pairs:
        return tuple(plain), tuple(plain)
    full = ("psnr", "ssim", "ms_ssim", "vmaf") if is_video else ("psnr", "ssim", "ms_ssim")
    ticked = tuple(name for name in full if name != "ms_ssim")
    return (*full, *plain), ticked
