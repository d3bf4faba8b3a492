"""How far the tables of two tools are apart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.measured import BenchmarkError
from benchmarks.workspaces import Tables, Work


@dataclass(frozen=True)
class Gap:
    """The tables of one metric.

    Attributes:
        largest: Largest score difference of the rows that both tools score.
        only_ours: Rows that only omgui scores.
        only_older: Rows that only the older tool scores.
    """

    largest: float = 0.0
    only_ours: int = 0
    only_older: int = 0

    def joined(self, other: Gap) -> Gap:
        """Return the worst of both."""
        return Gap(
            max(self.largest, other.largest),
            max(self.only_ours, other.only_ours),
            max(self.only_older, other.only_older),
        )


def differences(work: Work, ours: Tables, older: Tables) -> dict[str, Gap]:
    """Return how far the tables of each metric are apart.

    Raises:
        BenchmarkError: They do not have the same rows.
    """
    found: dict[str, Gap] = {}
    for metric in work.names:
        mine, other = ours.scores(metric), older.scores(metric)
        if [name for name, _ in mine] != [name for name, _ in other] or not mine:
            raise BenchmarkError(f"the tables of {metric} do not have the same rows")
        gap = Gap()
        for (_, our_score), (_, older_score) in zip(mine, other, strict=True):
            gap = _with_row(gap, our_score, older_score)
        found[metric] = gap
    return found


def _with_row(gap: Gap, ours: float, older: float) -> Gap:
    if math.isnan(ours):
        lost = 0 if math.isnan(older) else 1
        return Gap(gap.largest, gap.only_ours, gap.only_older + lost)
    if math.isnan(older):
        return Gap(gap.largest, gap.only_ours + 1, gap.only_older)
    return Gap(max(gap.largest, abs(ours - older)), gap.only_ours, gap.only_older)


def in_words(gaps: Mapping[str, Gap]) -> str:
    """Name the two metrics that differ most, and scores that only one tool has."""
    order = sorted(gaps, key=lambda metric: gaps[metric].largest, reverse=True)
    parts = [f"{gaps[metric].largest:.1e} ({metric})" for metric in order[:2]]
    for metric, gap in gaps.items():
        if gap.only_ours:
            parts.append(f"{metric}: the older tool has no score for {gap.only_ours} rows")
        if gap.only_older:
            parts.append(f"**{metric}: omgui has no score for {gap.only_older} rows**")
    return "; ".join(parts)
