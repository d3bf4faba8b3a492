"""A dataset's table from its store, and what is new in it while a run goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from omgui.core.dataset import Dataset
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import ProblemError
from omgui.core.results import reader
from omgui.core.results.bulk import load_in_bulk
from omgui.core.results.columns import WITH_SCORE
from omgui.core.results.reader import ScoreRow
from omgui.core.results.result_table import ResultTable, empty_table
from omgui.core.results.store_access import BUSY, reading

MISSING = "store-missing"
_NO_CHANGE = (0, 0)


class CancelledError(Exception):
    """Whoever asked does not want it any more."""


def never() -> bool:
    """Say that nobody has cancelled."""
    return False


@dataclass(frozen=True)
class News:
    """What changed in a store.

    Attributes:
        scores: For :meth:`ResultTable.apply`.
        has_more: Whether there is more to be had at once.
        must_reload: Whether another store has taken its place: the table is to be loaded again.
        is_busy: Whether the store could not be read just now.
    """

    scores: tuple[ScoreRow, ...] = ()
    has_more: bool = False
    must_reload: bool = False
    is_busy: bool = False


class ResultSource:
    """Where the table of a dataset comes from. Every method may take long: not for a GUI's thread.

    Each look into the store is short, and the file is closed in between.

    Args:
        dataset: The dataset.
        only: Metrics to show; all of them when empty.
        store: Another store than that of the dataset, e.g. the one that ``--fresh`` has kept.
    """

    def __init__(
        self, dataset: Dataset, only: Collection[str] = (), store: Path | None = None
    ) -> None:
        self._dataset = dataset
        self._only = only
        self._store = dataset.store if store is None else store
        self._reached = _NO_CHANGE
        self._birth: str | None = None  # None: there was no store

    def load(
        self,
        is_cancelled: Callable[[], bool] = never,
        progress: Callable[[int], object] = lambda _: None,
    ) -> ResultTable:
        """Return the table with everything that is stored.

        Args:
            is_cancelled: Asked now and then.
            progress: Hears how many scores were read.

        Raises:
            CancelledError: It was cancelled.
            ProblemError: ``store-busy``, ``store-unreadable``, ``store-foreign``,
                ``store-too-new``. A dataset that was never run has a table without scores.
        """
        table = empty_table(self._dataset, frozenset(self._only))
        try:
            with reading(self._store) as database:
                self._take_in(table, database, is_cancelled, progress)
        except ProblemError as error:
            if error.problem.code != MISSING:
                raise
            self._birth, self._reached = None, _NO_CHANGE
        return table

    def _take_in(
        self,
        table: ResultTable,
        database: sqlite3.Connection,
        is_cancelled: Callable[[], bool],
        progress: Callable[[int], object],
    ) -> None:
        # Before the scores: what changes meanwhile is told again by the first news.
        self._birth = reader.read_birth(database)
        self._reached = _last_change(database)
        if not load_in_bulk(table, database, is_cancelled, progress):
            self._one_by_one(table, database, is_cancelled, progress)
        settings = reader.read_last_settings(database)
        made = newest_provenances(table, database)
        for name, column in table.metrics.items():
            column.outdated = outdated(
                self._dataset, table.specs[name], settings, made.get(name, {})
            )

    def _one_by_one(
        self,
        table: ResultTable,
        database: sqlite3.Connection,
        is_cancelled: Callable[[], bool],
        progress: Callable[[int], object],
    ) -> None:
        count = 0
        for block in reader.read_scores(database):
            if is_cancelled():
                raise CancelledError
            table.apply(block)
            count += len(block)
            progress(count)

    def news(self) -> News:
        """Return what changed since the last look, at most 2,000 scores at once.

        Raises:
            ProblemError: As :meth:`load`, but for ``store-busy``.
        """
        try:
            with reading(self._store) as database:
                birth = reader.read_birth(database)
                rows = reader.read_changes(database, self._reached)
        except ProblemError as error:
            if error.problem.code == BUSY:
                return News(is_busy=True)
            if error.problem.code == MISSING:
                return News(must_reload=self._birth is not None)
            raise
        if birth != self._birth:
            return News(must_reload=True)
        if rows:
            self._reached = rows[-1][11], rows[-1][0]
        return News(tuple(rows), len(rows) == reader.NEWS_AT_ONCE)


def newest_provenances(
    table: ResultTable, database: sqlite3.Connection
) -> dict[str, Mapping[str, Any]]:
    """Return, by metric, how the newest score in a table was made; nothing without scores."""
    made: dict[str, Mapping[str, Any]] = {}
    for name, column in table.metrics.items():
        newest = max(column.ids, default=0)
        if newest and column.states[column.ids.index(newest)] not in WITH_SCORE:
            pairs = zip(column.ids, column.states, strict=True)
            newest = max((it for it, state in pairs if state in WITH_SCORE), default=0)
        found = reader.read_score(database, newest) if newest else None
        if found is not None:
            made[name] = found[1].provenance
    return made


def _last_change(database: sqlite3.Connection) -> tuple[int, int]:
    """Return the number of the last change, and the last score that it was of."""
    query = "SELECT changed, id FROM score ORDER BY changed DESC, id DESC LIMIT 1"
    if not reader.knows_changes(database):
        # Once a run has brought the store up, what was there before counts as change 0.
        query = "SELECT 0, id FROM score ORDER BY id DESC LIMIT 1"
    row = database.execute(query).fetchone()
    return _NO_CHANGE if row is None else (row[0], row[1])


def outdated(
    dataset: Dataset, spec: MetricSpec, settings: Mapping[str, Any], made: Mapping[str, Any]
) -> str:
    """Say why a run started now would not use the stored scores of a metric; empty if it would.

    Changed files and weights are not looked at: that takes the time of reading them, and
    ``omgui check`` does it.

    Args:
        dataset: With its present settings.
        spec: The metric as it is now.
        settings: Of the last run.
        made: Provenance of the newest score of the metric.
    """
    now = dataset.config.omgui
    if any(
        key in settings and settings[key] != getattr(now, key)
        for key in ("compatibility", "damaged_videos")
    ):
        return "The settings of the dataset were changed after these scores were made."
    if made.get("metric_version", spec.version) != spec.version:
        return "These scores were made with an earlier version of the metric."
    options = {key.removeprefix("option."): made[key] for key in made if key.startswith("option.")}
    is_known = "metric_version" in made
    if is_known and options != now.options(spec):
        return "These scores were made with other options of the metric."
    return ""
