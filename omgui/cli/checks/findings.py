"""One thing that ``omgui check`` found, and many of them in the order in which they matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
        "unknown-key",
    }
)

_HEADINGS = {
    "damaged": "Damaged files",
    "depth-differs": "Distorted files with another number of bits per sample",
    "distorted-longer": "Distorted videos that are longer than their reference",
    "file-empty": "Empty files",
    "file-in-no-pair": "Listed files that are in no pair",
    "file-missing": "Missing files",
    "file-unlisted": "Files beside the listed ones that are in no list",
    "file-unreadable": "Files that cannot be read",
    "fps-differ": "Frame rates that do not fit the mode",
    "frames-differ": "Videos that end before their reference",
    "hdr": "Videos of high dynamic range",
    "hdr-differs": "High dynamic range on one side only",
    "image-cut-off": "Pictures that seem to be cut off",
    "kinds-differ": "Pictures paired with videos",
    "last-run-flagged": "Scores of the last run that should be looked at",
    "last-run-problem": "Scores that the last run could not compute",
    "listed-twice": "Files that are listed twice",
    "metric-unavailable": "Metrics that cannot be computed on this machine",
    "more-than-8-bit": "Files with more than 8 bits per sample",
    "package-missing": "Metrics whose Python packages are not installed",
    "weights-suspicious": "Weights that are not the official files",
    "weights-unreadable": "Weights that cannot be read",
    "weights-missing": "Metrics whose weights are missing",
    "not-an-image": "Files that are no pictures",
    "not-a-video": "Files that are no videos",
    "no-overlap": "Offsets that leave nothing to compare",
    "pixel-shape-differs": "Distorted files whose pixels have another shape",
    "pixels-changed": "Pictures that are not scored as they are shown",
    "repeat-last": "Videos whose last frame stands for the end of the reference",
    "repeat-uneven": "Videos whose frames cannot all be repeated equally often",
    "shifted": "Pairs with an offset",
    "shape-differs": "Distorted files of another shape than their reference",
    "size-differs": "Distorted files of another size than their reference",
    "too-few-frames": "Videos with too few frames for a metric",
    "too-small": "Files that are too small for a metric",
    "two-references": "Distorted files under two references",
    "unfinished": "Unfinished work",
    "unknown-metric": "Unknown metrics",
    "unknown-mode": "Unknown modes",
    "variable-rate": "Videos with a variable frame rate",
    "video-damaged": "Videos with frames missing",
}


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
        return _HEADINGS.get(self.kind, self.kind.replace("-", " ").capitalize())

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
