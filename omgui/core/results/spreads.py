"""Spreads of scores that are means of several draws: kept in the provenance, shown as columns."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Mapping

from omgui.core.clip_settings import REPEATS
from omgui.core.dataset import Dataset
from omgui.core.results import reader
from omgui.core.results.columns import NOTHING, WITH_SCORE, MetricColumn, SpreadColumn

SPREAD = "spread"  # in a provenance


def spread_key(metric: str) -> str:
    """Return what the column beside a metric is called."""
    return f"{metric}_{SPREAD}"


def draws_asked(dataset: Dataset) -> dict[str, int]:
    """Return how many draws a dataset asks for, of metrics with more than one."""
    settings = dataset.config.omgui
    asked = {spec.name: settings.options(spec).get(REPEATS, 1) for spec in dataset.metrics}
    return {name: int(count) for name, count in asked.items() if int(count) > 1}


def empty_spreads(dataset: Dataset, rows: int) -> dict[str, SpreadColumn]:
    """Return columns without any spread, by the names of their metrics."""
    return {
        metric: SpreadColumn(
            key=spread_key(metric),
            title=f"{metric} {SPREAD}",
            values=array("d", [NOTHING]) * rows,
            metric=metric,
            draws=draws,
        )
        for metric, draws in draws_asked(dataset).items()
    }


def spread_of(provenance: str | None) -> float:
    """Return the spread that a provenance names, NaN where it names none."""
    found = json.loads(provenance).get(SPREAD) if provenance else None
    return float(found) if isinstance(found, int | float) else NOTHING


def load_spreads(
    spreads: Mapping[str, SpreadColumn],
    metrics: Mapping[str, MetricColumn],
    database: sqlite3.Connection,
) -> None:
    """Put the spreads of stored scores into their columns.

    Args:
        spreads: The columns, by metric.
        metrics: Columns of the scores, which are there already.
        database: Open for reading.
    """
    for metric, spread in spreads.items():
        column = metrics[metric]
        known: dict[int, float] = {}
        for block in reader.read_spreads(database, metric):
            known.update((number, spread_of(text)) for number, text in block)
        for row, number in enumerate(column.ids):
            if number in known and column.state(row) in WITH_SCORE:
                spread.values[row] = known[number]
