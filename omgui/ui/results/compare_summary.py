"""The differences of two compared tables in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject

from omgui.core.metric_spec import Better
from omgui.core.results.columns import NumberColumn
from omgui.core.results.comparing import ComparedTable, difference_key
from omgui.core.results.sheet import digits_for


@dataclass(frozen=True)
class Differences:
    """What became of a metric from the first table to the second.

    Attributes:
        count: Rows with both scores.
        mean: Of their differences; infinite ones are left out.
        higher: Rows whose score is higher in the second table.
        lower: Rows whose score is lower there.
    """

    count: int
    mean: float
    higher: int
    lower: int

    @property
    def equal(self) -> int:
        """Rows with the same score."""
        return self.count - self.higher - self.lower


def differences(table: ComparedTable, metric: str, rows: Sequence[int]) -> Differences:
    """Sum up the differences of a metric.

    Args:
        table: Both tables as one.
        metric: One that both have.
        rows: Those that count.
    """
    column = table.columns[difference_key(metric)]
    assert isinstance(column, NumberColumn)
    values = np.frombuffer(column.values, dtype=np.float64)[np.asarray(rows, dtype=np.int64)]
    values = values[~np.isnan(values)]
    finite = values[np.isfinite(values)]
    mean = float(finite.mean()) if finite.size else 0.0
    return Differences(values.size, mean, int((values > 0).sum()), int((values < 0).sum()))


class SummaryWords(QObject):
    """Speaks of differences."""

    def said(self, table: ComparedTable, metric: str, rows: Sequence[int]) -> str:
        """Return a metric's differences in one line; of the rows that are shown."""
        one = table.metrics[metric][0]
        found = differences(table, metric, rows)
        if not found.count:
            return self.tr("{metric}: no item has both scores.").replace("{metric}", one.title)
        number = f"{found.mean:+.{digits_for([found.mean])}f} {one.unit}".rstrip()
        words = self.tr("{metric}: mean difference {mean} over %n item(s)", "", found.count)
        words = words.replace("{metric}", one.title).replace("{mean}", number)
        return f"{words}; {self._parts(found, one.better)}"

    def _parts(self, found: Differences, better: Better | None) -> str:
        up, down = str(found.higher), str(found.lower)
        if better is Better.NEITHER or better is None:
            words = self.tr("{up} higher, {down} lower, {equal} equal.")
        else:
            words = self.tr("{up} better, {down} worse, {equal} equal.")
            if better is Better.LOWER:
                up, down = down, up
        words = words.replace("{up}", up).replace("{down}", down)
        return words.replace("{equal}", str(found.equal))
