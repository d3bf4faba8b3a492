"""All CSV files of one dataset: one for each metric, and the wide table of them all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omgui.core.dataset import Dataset
from omgui.core.metric_spec import MetricSpec
from omgui.core.results.spreads import draws_asked
from omgui.engine.feature_table import FeatureTable
from omgui.engine.plan import Plan
from omgui.engine.store import ScoreTarget, Store, StoredScore
from omgui.engine.tables import MetricTable, wide_lines, write_then_rename


class DatasetTables:
    """Grows while scores come, and is put into the order of the worklist in the end.

    Args:
        dataset: The dataset.
        metrics: Metrics that are computed, by name.
        plan: What is asked for.
        store: Where scores and features are; open.
        stored: What it knew of the scores when the run began.
    """

    def __init__(
        self,
        dataset: Dataset,
        metrics: Mapping[str, MetricSpec],
        plan: Plan,
        store: Store,
        stored: Mapping[ScoreTarget, StoredScore],
    ) -> None:
        self._dataset = dataset
        self._plan = plan
        self._store = store
        self._stored = stored
        self._tables = {spec.name: self._table(spec) for spec in metrics.values()}

    def append(self, target: ScoreTarget, value: float | None) -> None:
        """Add the line of a score.

        Raises:
            OSError: The disk is full or gone.
        """
        self._tables[target.metric].append(target, value)

    def rewrite(self, finished: Mapping[ScoreTarget, float | None], *, is_complete: bool) -> None:
        """Write every metric's file anew from what is finished.

        Raises:
            OSError: The disk is full or gone.
        """
        for table in self._tables.values():
            table.rewrite(finished, is_complete=is_complete)

    def write_all(
        self, finished: Mapping[ScoreTarget, float | None], wide: Plan, *, is_complete: bool
    ) -> list[str]:
        """Write every metric's file, and the wide table of what the dataset asks for.

        Returns:
            The files written.

        Raises:
            OSError: The disk is full or gone.
        """
        self.rewrite(finished, is_complete=is_complete)
        path = self._path("scores")
        known = {t: score for t, score in self._store.scores().items() if score.state != "open"}
        scored = [spec for spec in self._dataset.metrics if not spec.features]
        drawn = draws_asked(self._dataset)
        write_then_rename(path, wide_lines(wide, scored, known, drawn))
        return [*(str(table.path) for table in self._tables.values()), str(path)]

    def _table(self, spec: MetricSpec) -> MetricTable | FeatureTable:
        rows = self._plan.rows(spec)
        if spec.features:
            path = self._path(f"{spec.name}-features").with_suffix(".npz")
            return FeatureTable(path, spec.name, rows, self._features)
        return MetricTable(self._path(spec.name), spec, rows)

    def _features(self, target: ScoreTarget) -> NDArray[np.float32] | None:
        return self._store.features(self._stored[target].id)

    def _path(self, name: str) -> Path:
        return self._dataset.output / f"{self._dataset.config.dataset_name}_{name}.csv"
