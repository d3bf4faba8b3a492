"""Pairs put in order for looking things up, so that the window need not search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from omgui.core.frame_mapping import Mode
from omgui.core.pairing import IsCancelled, Leftover, LeftoverCode, Pairing, never, watched
from omgui.ui.wizard.decisions import Pair


class Reason(Enum):
    """Why files are in no group, as far as a person has to tell it apart."""

    UNMATCHED = 0
    AMBIGUOUS = 1
    UNUSED = 2
    LEFT_OUT = 3
    ALONE = 4


_REASONS = {
    LeftoverCode.NO_RULE.value: Reason.UNMATCHED,
    LeftoverCode.NOT_LISTED.value: Reason.UNMATCHED,
    LeftoverCode.REFERENCE_MISSING.value: Reason.UNMATCHED,
    LeftoverCode.REFERENCE_MOVED.value: Reason.UNMATCHED,
    LeftoverCode.AMBIGUOUS.value: Reason.AMBIGUOUS,
    LeftoverCode.BOTH_ROLES.value: Reason.AMBIGUOUS,
    LeftoverCode.REFERENCE_UNUSED.value: Reason.UNUSED,
}


def by_reason(
    leftovers: Sequence[Leftover], is_cancelled: IsCancelled = never
) -> dict[Reason, tuple[Leftover, ...]]:
    """Part leftovers by their reason; what omgui does not score anyway counts as left out.

    Raises:
        PairingCancelled: They are wanted no more.
    """
    found: dict[Reason, list[Leftover]] = {}
    for one in watched(leftovers, is_cancelled):
        found.setdefault(_REASONS.get(one.problem.code, Reason.LEFT_OUT), []).append(one)
    return {reason: tuple(those) for reason, those in found.items()}


@dataclass(frozen=True)
class GroupView:
    """One reference with all its distorted files, whatever their modes."""

    reference: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class PairsIndex:
    """Pairs, put in order for looking things up.

    Attributes:
        groups: Each reference once, with all its distorted files.
        alone: Files that are scored without reference only.
        said: Of every pair: the mode that names or the rule say, which of them, number of its set.
        rows: All rows of a table: pairs, and '' beside references and files scored alone.
        rows_of: The rows that a file decides.
    """

    groups: tuple[GroupView, ...] = ()
    alone: tuple[str, ...] = ()
    said: Mapping[Pair, tuple[Mode | None, str, int]] = field(default_factory=dict)
    rows: tuple[Pair, ...] = ()
    rows_of: Mapping[str, Sequence[Pair]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairing: Pairing, is_cancelled: IsCancelled = never) -> PairsIndex:
        """Return the index of a pairing.

        Raises:
            PairingCancelled: It is wanted no more.
        """
        groups = group_views(pairing, is_cancelled)
        rows: list[Pair] = []
        rows_of: dict[str, list[Pair]] = {}
        for view in watched(groups, is_cancelled):
            own = [("", view.reference), *((view.reference, name) for name in view.files)]
            rows += own
            rows_of[view.reference] = own
            for row in own[1:]:
                rows_of.setdefault(row[1], []).append(row)
        for name in pairing.alone:
            rows.append(("", name))
            rows_of[name] = [("", name)]
        said = {
            (group.reference, name): (group.mode, group.mode_reason, number)
            for number, group in enumerate(watched(pairing.groups, is_cancelled))
            for name in group.distorted
        }
        return cls(groups, pairing.alone, said, tuple(rows), rows_of)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file that is scored, once."""
        return tuple(self.rows_of)


def group_views(pairing: Pairing, is_cancelled: IsCancelled = never) -> tuple[GroupView, ...]:
    """Put the sets of each reference together.

    Raises:
        PairingCancelled: They are wanted no more.
    """
    files: dict[str, dict[str, None]] = {}
    for group in watched(pairing.groups, is_cancelled):
        files.setdefault(group.reference, {}).update(dict.fromkeys(group.distorted))
    return tuple(GroupView(reference, tuple(names)) for reference, names in files.items())


def groups_having(
    groups: Sequence[GroupView], text: str, is_cancelled: IsCancelled = never
) -> tuple[GroupView, ...]:
    """Return what has a text in its path: a reference that has it keeps all of its files.

    Raises:
        PairingCancelled: They are wanted no more.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return tuple(groups)
    found = []
    for group in watched(groups, is_cancelled):
        if wanted in group.reference.casefold():
            found.append(group)
        elif kept := tuple(name for name in group.files if wanted in name.casefold()):
            found.append(GroupView(group.reference, kept))
    return tuple(found)
