"""What a person decides in the wizard: plain values, so that every step can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.pairing import Overrules, PairingRule

Pair = tuple[str, str]  # reference, distorted


class Way(str, Enum):
    """How pairs are found."""

    PROPOSAL = "proposal"
    EXAMPLE = "example"
    RULE = "rule"
    LIST = "list"
    WRITTEN = "written"  # as the files of the dataset say, without a rule


class AloneList(str, Enum):
    """Which files no-reference metrics score."""

    ALL = "all"
    DISTORTED = "distorted"  # without the references
    NONE = "none"  # only those that have no reference


@dataclass(frozen=True)
class Chosen:
    """A proposal that was taken.

    Attributes:
        rule: Its rule; ``None`` where every file is scored by itself.
        recipe: Name of the recipe it comes from, or empty.
        lists: Files of text that say it instead.
    """

    rule: PairingRule | None
    recipe: str = ""
    lists: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decisions:
    """Everything decided so far.

    Attributes:
        media: What is scored where a folder holds both; ``None`` to take what there is more of.
        way: How pairs are found.
        chosen: The proposal taken; ``None`` for the best one.
        lines: Rules as typed, one a line.
        is_expert: Whether the regular expression counts instead.
        regex: Regular expression for distorted files.
        regex_reference: Template of their references.
        ignore_case: Whether capital and small letters are the same.
        mode: The mode that the rule asks for, which only a saved rule can have.
        examples: Pairs shown as examples, the distorted file first.
        lists: Files of text that name the pairs, relative to the folder or absolute.
        overrules: Files moved by hand.
        alone: Which files no-reference metrics score.
        modes: Modes chosen by hand, by distorted file.
        offsets: Offsets decided by hand; 0 for pairs that are to stay as they are.
        is_adding_new: Whether files that came after the dataset was saved take part.
    """

    media: Media | None = None
    way: Way = Way.PROPOSAL
    chosen: Chosen | None = None
    lines: str = ""
    is_expert: bool = False
    regex: str = ""
    regex_reference: str = ""
    ignore_case: bool = False
    mode: Mode | None = None
    examples: tuple[Pair, ...] = ()
    lists: tuple[str, ...] = ()
    overrules: Overrules = field(default_factory=Overrules)
    alone: AloneList = AloneList.ALL
    modes: Mapping[str, Mode] = field(default_factory=dict)
    offsets: Mapping[Pair, int] = field(default_factory=dict)
    is_adding_new: bool = True

    def with_rule(self, rule: PairingRule | None) -> Decisions:
        """Return the same with a rule written where it can be edited."""
        if rule is None:
            return self
        line = rule.lines[0]
        if line.regex:
            return replace(
                self,
                is_expert=True,
                regex=line.regex,
                regex_reference=line.reference,
                ignore_case=rule.ignore_case,
                mode=rule.mode,
            )
        lines = "\n".join(rule.texts)
        return replace(
            self, is_expert=False, lines=lines, ignore_case=rule.ignore_case, mode=rule.mode
        )

    def with_modes(self, files: Iterable[str], mode: Mode | None) -> Decisions:
        """Return the same with a mode for some distorted files; ``None`` for what is proposed."""
        wanted = dict.fromkeys(files)
        modes = {name: kept for name, kept in self.modes.items() if name not in wanted}
        if mode is not None:
            modes |= dict.fromkeys(wanted, mode)
        return replace(self, modes=modes)

    def with_offsets(self, offsets: Mapping[Pair, int | None]) -> Decisions:
        """Return the same with other offsets; ``None`` where nothing is decided any more."""
        merged = {**self.offsets, **offsets}
        return replace(
            self, offsets={pair: frames for pair, frames in merged.items() if frames is not None}
        )
