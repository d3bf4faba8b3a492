"""One thing that ``omgui check`` found, and many of them in the order in which they matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from omgui.cli.checks.headings import heading
from omgui.core.mismatch import Mismatch, Weight
from omgui.core.problems import Problem, Severity

__all__ = ["Finding", "Group", "Weight", "count", "grouped"]

_ORDER = tuple(Weight)

# Warnings of a configuration that change neither a score nor a row of a table.
_HARMLESS = frozenset(
    {
        "config-in-two-folders",
        "key-of-other-type",
        "metric-misplaced",
        "metric-repeated",
        "name-not-text",
        "setting-unused",
        "unknown-key",
    }
)


@dataclass(frozen=True)
class Finding:
    """One thing found.

    Attributes:
        kind: Stable identifier for scripts, that of the problem a run would report.
        weight: How much it matters.
        message: What it is, one sentence.
        hint: What to do; empty where there is nothing to do.
        where: File, item, or file and line of the configuration.
        scores: How many scores it costs or concerns; 0 where that is not known.
    """

    kind: str
    weight: Weight
    message: str
    hint: str = ""
    where: str = ""
    scores: int = 0

    @classmethod
    def of(cls, problem: Problem, *, where: str = "", scores: int = 0) -> Finding:
        """Return a problem as a finding.

        Args:
            problem: The problem.
            where: Where it is, if it does not say so itself, or says it too lengthily.
            scores: How many scores it costs.
        """
        weight = Weight.ERROR if problem.severity is Severity.ERROR else Weight.WARNING
        if weight is Weight.WARNING and problem.code in _HARMLESS:
            weight = Weight.NOTE
        place = where or problem.where
        return cls(problem.code, weight, problem.message, problem.hint, place, scores)

    @classmethod
    def of_mismatch(cls, mismatch: Mismatch, *, where: str, scores: int) -> Finding:
        """Return something odd about a file or a pair as a finding.

        Args:
            mismatch: What is odd.
            where: Of what.
            scores: How many scores it concerns.
        """
        return cls(mismatch.code, mismatch.weight, mismatch.message, mismatch.hint, where, scores)

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return {
            "kind": self.kind,
            "severity": self.weight.value,
            "message": self.message,
            "hint": self.hint,
            "where": self.where,
            "scores": self.scores,
        }


@dataclass(frozen=True)
class Group:
    """All findings of one kind and weight."""

    kind: str
    weight: Weight
    findings: tuple[Finding, ...]

    @property
    def heading(self) -> str:
        """The kind in plain words."""
        return heading(self.kind)

    @property
    def hints(self) -> tuple[str, ...]:
        """Every different hint, once."""
        return tuple(dict.fromkeys(found.hint for found in self.findings if found.hint))


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """Return findings by kind: errors first, and among equals what concerns most scores."""
    kinds: dict[tuple[Weight, str], list[Finding]] = {}
    for found in findings:
        kinds.setdefault((found.weight, found.kind), []).append(found)
    groups = [Group(kind, weight, tuple(found)) for (weight, kind), found in kinds.items()]
    return sorted(groups, key=_place)


def _place(group: Group) -> tuple[int, int]:
    cost = sum(max(found.scores, 1) for found in group.findings)
    return _ORDER.index(group.weight), -cost


def count(findings: Sequence[Finding], weight: Weight) -> int:
    """Return how many findings have a weight."""
    return sum(found.weight is weight for found in findings)
