"""What pairing comes to: groups, files scored alone, and leftovers with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from omgui.core.frame_mapping import Mode
from omgui.core.problems import Problem, Severity


class LeftoverCode(str, Enum):
    """Why a file is in no group."""

    SYSTEM_FILE = "system-file"
    OWN_FILE = "own-file"
    NOT_MEDIA = "not-media"
    NO_RULE = "no-rule-matches"
    NOT_LISTED = "not-listed"
    REFERENCE_MISSING = "reference-missing"
    AMBIGUOUS = "two-references"
    BOTH_ROLES = "both-roles"
    REFERENCE_UNUSED = "reference-unused"
    BY_HAND = "left-out-by-hand"
    REFERENCE_MOVED = "reference-moved"


_IGNORED = frozenset({LeftoverCode.SYSTEM_FILE, LeftoverCode.OWN_FILE, LeftoverCode.NOT_MEDIA})
_UNMATCHED = frozenset(
    {
        LeftoverCode.NO_RULE,
        LeftoverCode.NOT_LISTED,
        LeftoverCode.REFERENCE_MISSING,
        LeftoverCode.REFERENCE_MOVED,
    }
)
_AMBIGUOUS = frozenset({LeftoverCode.AMBIGUOUS, LeftoverCode.BOTH_ROLES})


@dataclass(frozen=True, slots=True)
class PairGroup:
    """One reference with distorted files whose frames are mapped in one way.

    Attributes:
        reference: Path of the reference.
        distorted: Paths of the distorted files, at least one.
        mode: How frames are mapped; ``None`` where names do not say, and for images.
        mode_reason: ``rule`` (the rule says it), ``fps-in-names``, or empty.
    """

    reference: str
    distorted: tuple[str, ...]
    mode: Mode | None = None
    mode_reason: str = ""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file that is not scored, and why.

    Attributes:
        path: The file.
        problem: The reason in words; its code is one of :class:`LeftoverCode`.
        candidates: References that fit, where there are several.
    """

    path: str
    problem: Problem
    candidates: tuple[str, ...] = ()

    @property
    def code(self) -> LeftoverCode:
        """The reason."""
        return LeftoverCode(self.problem.code)


@dataclass(frozen=True)
class Counts:
    """How many files landed where.

    Attributes:
        references: Different references with distorted files.
        distorted: Distorted files in groups.
        alone: Files that are scored without reference only.
        leftovers: Files that are not scored, without the ignored ones.
        ambiguous: Those of them that fit two references, or both roles.
        unused_references: Those of them that are references without distorted files.
        ignored: Files that no metric could score.
    """

    references: int
    distorted: int
    alone: int
    leftovers: int
    ambiguous: int
    unused_references: int
    ignored: int


@dataclass(frozen=True)
class Pairing:
    """Where every file of a dataset landed. Each is in exactly one place.

    Attributes:
        groups: Pairs; groups of one reference are neighbours.
        alone: Files that are scored without reference only.
        leftovers: Everything else, with the reason.
        notes: What should be looked at, although it costs no score.
        fields: What the rule found in the names of distorted files.
    """

    groups: tuple[PairGroup, ...] = ()
    alone: tuple[str, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    notes: tuple[Problem, ...] = ()
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def references(self) -> tuple[str, ...]:
        """The references that have distorted files."""
        return tuple(dict.fromkeys(group.reference for group in self.groups))

    @cached_property
    def distorted(self) -> tuple[str, ...]:
        """The distorted files of all groups."""
        return tuple(path for group in self.groups for path in group.distorted)

    @cached_property
    def reference_of(self) -> Mapping[str, str]:
        """The reference of every distorted file."""
        return {path: group.reference for group in self.groups for path in group.distorted}

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """Names of all fields found."""
        return tuple(dict.fromkeys(name for values in self.fields.values() for name in values))

    def of(self, *codes: LeftoverCode) -> tuple[Leftover, ...]:
        """Return the leftovers with one of these reasons."""
        return tuple(leftover for leftover in self.leftovers if leftover.code in codes)

    @cached_property
    def unmatched(self) -> tuple[Leftover, ...]:
        """Leftovers whose reference was not found."""
        return self.of(*_UNMATCHED)

    @cached_property
    def ambiguous(self) -> tuple[Leftover, ...]:
        """Leftovers that fit two references, or both roles."""
        return self.of(*_AMBIGUOUS)

    @cached_property
    def unused_references(self) -> tuple[Leftover, ...]:
        """References without distorted files."""
        return self.of(LeftoverCode.REFERENCE_UNUSED)

    @cached_property
    def ignored(self) -> tuple[Leftover, ...]:
        """Files that no metric could score."""
        return self.of(*_IGNORED)

    @cached_property
    def counts(self) -> Counts:
        """How many files landed where."""
        return Counts(
            references=len(self.references),
            distorted=len(self.distorted),
            alone=len(self.alone),
            leftovers=len(self.leftovers) - len(self.ignored),
            ambiguous=len(self.ambiguous),
            unused_references=len(self.unused_references),
            ignored=len(self.ignored),
        )


def leftover(
    path: str, code: LeftoverCode, candidates: tuple[str, ...] = (), expected: str = ""
) -> Leftover:
    """Make a leftover with its reason in words.

    Args:
        path: The file.
        code: The reason.
        candidates: References that fit, or the file that is in the way.
        expected: Where the reference should be, if that is the reason.
    """
    named = " and ".join(f"'{name}'" for name in candidates[:3])
    if len(candidates) > 3:
        named += f" and {len(candidates) - 3} more"
    message, hint = _WORDS[code]
    message = message.format(named=named, expected=expected)
    severity = Severity.ERROR if code in _AMBIGUOUS else Severity.WARNING
    return Leftover(path, Problem(code.value, message, hint, path, severity), candidates)


_WORDS = {
    LeftoverCode.NO_RULE: (
        "The name fits no rule, neither as a distorted file nor as a reference.",
        "Add a rule or an example for it, or move it by hand.",
    ),
    LeftoverCode.NOT_LISTED: (
        "No line of the list pairs it with another file.",
        "Add it to the list, or move it by hand.",
    ),
    LeftoverCode.REFERENCE_MISSING: (
        "Its reference would be '{expected}', which is not there.",
        "Add that file, change the rule, or choose a reference by hand.",
    ),
    LeftoverCode.AMBIGUOUS: (
        "It fits several references: {named}.",
        "Make the rule more exact, for example with folders, or choose one by hand.",
    ),
    LeftoverCode.BOTH_ROLES: (
        "It and {named} would be the reference of each other.",
        "Make the rule more exact, so that it says which of them is the reference.",
    ),
    LeftoverCode.REFERENCE_UNUSED: (
        "It fits the rule as a reference, but no distorted file belongs to it.",
        "Check that its distorted files are in the folder and fit the rule.",
    ),
    LeftoverCode.BY_HAND: ("It was left out by hand.", "Take that back to score it."),
    LeftoverCode.REFERENCE_MOVED: (
        "Its reference {named} was moved elsewhere by hand.",
        "Choose another reference for it, or take that move back.",
    ),
}
