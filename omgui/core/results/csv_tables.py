"""Tables that are read from CSV files: ours, and those of the older tool."""

from __future__ import annotations

import csv
import math
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem, ProblemError
from omgui.core.results.columns import (
    NOTHING,
    CellState,
    Column,
    MetricColumn,
    PlainTable,
    TextColumn,
    empty_metric_column,
)
from omgui.core.results.exports import without_guard

_NAMES = {"filename": "file"}
_SIZE_LIMIT = 1 << 30


def read_csv_table(path: Path, known_metrics: Mapping[str, MetricSpec]) -> PlainTable:
    """Read ``NAME_scores.csv`` or ``NAME_metric.csv``.

    Columns named like a metric are its scores: ``nan`` says that there is none, an empty cell that
    it was not tried. All others are texts.

    Args:
        path: The file.
        known_metrics: The catalogue by name.

    Raises:
        ProblemError: ``csv-unreadable``.
    """
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise ProblemError(_unreadable(path, "it is larger than 1 GiB"))
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is not a CSV file in UTF-8"
        raise ProblemError(_unreadable(path, reason)) from error
    if not lines or len(set(lines[0])) != len(lines[0]):
        raise ProblemError(_unreadable(path, "its first line does not name columns"))
    header, *rows = lines
    odd = next((number for number, row in enumerate(rows, 2) if len(row) != len(header)), None)
    if odd is not None:
        reason = f"line {odd} has another number of cells than the first line"
        raise ProblemError(_unreadable(path, reason))
    columns: dict[str, Column] = {}
    for place, name in enumerate(header):
        cells = [row[place] for row in rows]
        key = _NAMES.get(name, name)
        spec = known_metrics.get(name)
        scores = None if spec is None else _scores(spec, cells)
        texts = [without_guard(cell) for cell in cells]
        columns[key] = TextColumn(key, name, texts) if scores is None else scores
    return PlainTable(len(rows), columns)


def _scores(spec: MetricSpec, cells: Sequence[str]) -> MetricColumn | None:
    """Return a column of scores; ``None`` where a cell is no number."""
    column = empty_metric_column(spec.name, len(cells), spec.better, spec.score_unit)
    try:
        column.values = array("d", [float(cell) if cell else NOTHING for cell in cells])
    except ValueError:
        return None
    for row, (cell, value) in enumerate(zip(cells, column.values, strict=True)):
        has_score = CellState.PROBLEM if math.isnan(value) else CellState.SCORE
        column.states[row] = has_score if cell else CellState.OPEN
    return column


def _unreadable(path: Path, reason: str) -> Problem:
    message = f"'{path.name}' cannot be read as a table: {reason}."
    return Problem("csv-unreadable", message, "Choose a CSV file of scores.", str(path))
