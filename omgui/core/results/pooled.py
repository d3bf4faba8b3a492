"""Scores pooled in another way than the mean, from the frame scores in the store."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from omgui.core.metric_spec import Unit
from omgui.core.pooling import Pooling, pool, pooling_label
from omgui.core.problems import Problem
from omgui.core.results.columns import NOTHING, WITH_SCORE, CellState, MetricColumn
from omgui.core.results.live import CancelledError, never
from omgui.core.results.reader import read_many_frames
from omgui.core.results.result_table import ResultTable
from omgui.core.results.store_access import reading

_SCORES_AT_ONCE = 200  # a look into the store is short even where videos are long
_NO_FRAMES = Problem(
    "no-frame-scores",
    "The scores of its frames are not stored, so they cannot be pooled in another way.",
    "Choose the mean.",
)
_UNDEFINED = Problem(
    "pooling-undefined",
    "The harmonic mean is not defined for scores of -1 and less.",
    "Choose another pooling.",
)


class PooledScores:
    """Pooled scores of one way of pooling, each computed once.

    A score from part of its frames stays one, and is marked as such: it is pooled from the frames
    that have a score. Images, which have no frames, keep their scores, and so do metrics of whole
    clips, whose score over time is no part of it.

    Args:
        pooling: How frames are pooled.
    """

    def __init__(self, pooling: Pooling) -> None:
        self.pooling = pooling
        # By row of the store: the stored score that it belongs to, and what became of it.
        self._known: dict[int, tuple[float, float | Problem]] = {}

    def needs_frames(self, table: ResultTable) -> bool:
        """Whether this pooling of this table is anything but the stored scores."""
        return table.is_video and self.pooling is not Pooling.MEAN

    def missing(self, table: ResultTable) -> dict[str, list[int]]:
        """Return, by metric, the rows of the store whose frames are still to be pooled."""
        if not self.needs_frames(table):
            return {}
        found = {
            name: [
                score_id for score_id, value in _finished(column) if not self._has(score_id, value)
            ]
            for name, column in table.metrics.items()
            if _is_pooled(table, name)
        }
        return {name: list(dict.fromkeys(ids)) for name, ids in found.items() if ids}

    def _has(self, score_id: int, value: float) -> bool:
        known = self._known.get(score_id)
        return known is not None and known[0] == value

    def compute(
        self,
        store: Path,
        table: ResultTable,
        is_cancelled: Callable[[], bool] = never,
        progress: Callable[[int, int], object] = lambda _done, _all: None,
    ) -> None:
        """Pool what is missing. Takes time: not for a GUI's thread.

        What was pooled before a cancellation is kept.

        Args:
            store: The file.
            table: With the stored scores; it is only read.
            is_cancelled: Asked often.
            progress: Hears how many scores are pooled, of how many.

        Raises:
            CancelledError: It was cancelled.
            ProblemError: The store cannot be read.
        """
        wanted = self.missing(table)
        total, done = sum(map(len, wanted.values())), 0
        for name, ids in wanted.items():
            stored = dict(_finished(table.metrics[name]))
            better = table.specs[name].better
            for begin in range(0, len(ids), _SCORES_AT_ONCE):
                some = ids[begin : begin + _SCORES_AT_ONCE]
                with reading(store) as database:
                    frames = _frames(database, some)
                for score_id in some:
                    if is_cancelled():
                        raise CancelledError
                    scores = frames.get(score_id)
                    value = None if scores is None else pool(scores, self.pooling, better)
                    reason = _NO_FRAMES if scores is None else _UNDEFINED
                    found = reason if value is None else value
                    self._known[score_id] = stored[score_id], found
                done += len(some)
                progress(done, total)

    def apply(self, table: ResultTable) -> ResultTable:
        """Return the table with the pooled scores under the same keys; quick.

        Scores that are not pooled yet are not yet computed in it.
        """
        if not self.needs_frames(table):
            return table
        return table.with_metrics(
            {
                name: self._column(column) if _is_pooled(table, name) else column
                for name, column in table.metrics.items()
            }
        )

    def _column(self, column: MetricColumn) -> MetricColumn:
        better = column.better
        label = "" if better is None else pooling_label(self.pooling, better)
        pooled = replace(
            column,
            title=f"{column.metric} ({label})",
            pooling=label,
            values=array("d", [NOTHING]) * len(column.values),
            states=bytearray(column.states),
            problems=dict(column.problems),
        )
        for row, (score_id, value) in enumerate(zip(column.ids, column.values, strict=True)):
            if column.states[row] not in WITH_SCORE:
                continue
            if not self._has(score_id, value):
                pooled.states[row] = CellState.OPEN
                continue
            found = self._known[score_id][1]
            if isinstance(found, Problem):
                pooled.states[row] = CellState.PROBLEM
                pooled.problems[row] = found
            else:
                pooled.values[row] = found
        return pooled


def _is_pooled(table: ResultTable, metric: str) -> bool:
    return table.specs[metric].unit is not Unit.CLIP


def _finished(column: MetricColumn) -> list[tuple[int, float]]:
    triples = zip(column.ids, column.values, column.states, strict=True)
    return [(score_id, value) for score_id, value, state in triples if state in WITH_SCORE]


def _frames(database: sqlite3.Connection, ids: list[int]) -> Mapping[int, array[float]]:
    return {score_id: frames.scores for score_id, frames in read_many_frames(database, ids)}
