"""The table of a dataset: a row for each item, a column for each metric."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from omgui.core.dataset import Dataset
from omgui.core.metric_spec import Kind, Media, MetricSpec
from omgui.core.problems import Problem
from omgui.core.results.columns import (
    NOTHING,
    WITH_SCORE,
    CellState,
    Column,
    MetricColumn,
    NumberColumn,
    SpreadColumn,
    TextColumn,
    empty_metric_column,
)
from omgui.core.results.reader import ScoreRow
from omgui.core.results.spreads import empty_spreads, spread_of
from omgui.core.results.stored import problem_from_json
from omgui.core.results.table_rows import RowIndex, TableRow, name_fields, table_rows

if TYPE_CHECKING:
    from omgui.core.results.file_changes import FileChange

REFERENCE, FILE, MODE = "reference", "file", "mode"
FRAMES_SCORED, FRAMES_EXPECTED = "frames_scored", "frames_expected"
_OPEN, _DONE = "open", "done"
_NO_FILTER: frozenset[str] = frozenset()


@dataclass(eq=False)
class ResultTable:
    """Scores of a dataset as rows and columns; not for several threads at once.

    Attributes:
        dataset: Name of the dataset.
        rows: What each row shows.
        columns: Reference, file, mode, fields of the names, the metrics, and of videos the counts
            of frames, by key.
        metrics: Columns of the metrics, by name, in the order of the dataset.
        spreads: Columns beside those of metrics of which several draws are asked, by their names.
        specs: Rows of the catalogue, by name.
        is_video: Whether items have frames.
        index: Finds the rows that show a score.
        file_changes: What became of files since they were scored, by name, where that is looked
            for.
    """

    dataset: str
    rows: list[TableRow]
    columns: dict[str, Column]
    metrics: dict[str, MetricColumn]
    specs: Mapping[str, MetricSpec]
    is_video: bool
    index: RowIndex = field(repr=False, default_factory=lambda: RowIndex([]))
    spreads: dict[str, SpreadColumn] = field(repr=False, default_factory=dict)
    _frames: tuple[NumberColumn, ...] = field(repr=False, default=())
    _problems: dict[str, Problem | None] = field(repr=False, default_factory=dict)
    file_changes: dict[str, FileChange] = field(repr=False, default_factory=dict)

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def fields(self) -> tuple[str, ...]:
        """Keys of the columns that come from the names of files."""
        fixed = {REFERENCE, FILE, MODE}
        texts = (key for key, column in self.columns.items() if isinstance(column, TextColumn))
        return tuple(key for key in texts if key not in fixed)

    def apply(self, scores: Iterable[ScoreRow]) -> set[int]:
        """Take in what the store says of scores; returns the rows that changed."""
        changed: set[int] = set()
        places = {name: self.index.of(self.specs[name].kind) for name in self.metrics}
        for score in scores:
            column = self.metrics.get(score[4])
            if column is None:
                continue
            for row in places[score[4]].get(score[1:4], ()):
                if self._put(column, row, score):
                    changed.add(row)
        self._count_frames(changed)
        return changed

    def _put(self, column: MetricColumn, row: int, score: ScoreRow) -> bool:
        score_id, state, is_superseded = score[0], score[5], score[10]
        if is_superseded:
            is_shown = column.ids[row] == score_id
            if not is_shown and column.ids[row] and column.states[row] != CellState.STALE:
                return False
            found = CellState.STALE if state == _DONE else CellState.OPEN
            if found is CellState.OPEN and not is_shown:
                return False
        else:
            found = _state_of(score)
        column.states[row] = found
        column.ids[row] = score_id if found is not CellState.OPEN or not is_superseded else 0
        is_tried = found not in {CellState.OPEN, CellState.STALE}
        value = score[6]
        column.values[row] = NOTHING if value is None or found not in WITH_SCORE else value
        spread = self.spreads.get(column.metric)
        if spread is not None:
            spread.values[row] = spread_of(score[12]) if found in WITH_SCORE else NOTHING
        column.scored[row], column.expected[row] = (score[7], score[8]) if is_tried else (0, 0)
        problem = self._problem(score[9]) if is_tried else None
        if problem is not None:
            column.problems[row] = problem
        else:
            column.problems.pop(row, None)
        return True

    def _problem(self, text: str | None) -> Problem | None:
        if text is None:
            return None
        if text not in self._problems:  # the same few are said of many scores
            self._problems[text] = problem_from_json(text)
        return self._problems[text]

    def _count_frames(self, rows: Collection[int]) -> None:
        """Note the frames of the metric that lost most of them, as the wide CSV does."""
        for row in rows if self._frames else ():
            worst = (NOTHING, NOTHING)
            share = 2.0
            for column in self.metrics.values():
                if column.expected[row] and column.scored[row] / column.expected[row] < share:
                    worst = (float(column.scored[row]), float(column.expected[row]))
                    share = worst[0] / worst[1]
            for counts, count in zip(self._frames, worst, strict=True):
                counts.values[row] = count

    def count_all_frames(self) -> None:
        """Note the frames of every row, where all scores come from all of their frames."""
        for counts in self._frames:
            for column in reversed(self.metrics.values()):
                for row, count in enumerate(column.expected):
                    if count:
                        counts.values[row] = count

    def flags(self, row: int) -> str:
        """Return every problem of a row as ``metric: code``, as the wide CSV has them."""
        return "; ".join(
            f"{name}: {column.problems[row].code}"
            for name, column in self.metrics.items()
            if row in column.problems
        )

    def with_metrics(self, metrics: Mapping[str, MetricColumn]) -> ResultTable:
        """Return the same rows with other columns of scores, those of another pooling."""
        columns = {key: metrics.get(key, column) for key, column in self.columns.items()}
        return replace(self, columns=columns, metrics=dict(metrics))


def _state_of(score: ScoreRow) -> CellState:
    state, scored, expected, problem = score[5], score[7], score[8], score[9]
    if state == _OPEN:
        return CellState.OPEN
    if state != _DONE:
        return CellState.PROBLEM
    if scored < expected:
        return CellState.PARTIAL
    return CellState.SCORE if problem is None else CellState.FLAGGED


def empty_table(dataset: Dataset, only: Collection[str] = _NO_FILTER) -> ResultTable:
    """Return the table of a dataset before anything is known of its scores.

    Args:
        dataset: The dataset.
        only: Metrics to show; all of them when empty.
    """
    rows = table_rows(dataset)
    scored = [spec for spec in dataset.metrics if not spec.features]
    specs = {spec.name: spec for spec in scored if not only or spec.name in only}
    asked = _asked(rows)
    metrics = {name: _column(spec, asked[spec.kind]) for name, spec in specs.items()}
    columns: dict[str, Column] = {}
    columns[REFERENCE] = TextColumn(REFERENCE, "Reference", [row.reference for row in rows])
    columns[FILE] = TextColumn(FILE, "File", [row.name for row in rows])
    is_video = dataset.config.type is Media.VIDEO
    if is_video:
        columns[MODE] = TextColumn(MODE, "Mode", [row.mode for row in rows])
    spreads = {
        name: spread for name, spread in empty_spreads(dataset, len(rows)).items() if name in specs
    }
    scores: dict[str, Column] = {}
    for name, column in metrics.items():
        scores[name] = column
        if name in spreads:
            scores[spreads[name].key] = spreads[name]
    taken = {REFERENCE, FILE, MODE, FRAMES_SCORED, FRAMES_EXPECTED, *scores}
    for name, values in name_fields(dataset, rows).items():
        key = name
        while key in taken:
            key += "_"
        taken.add(key)
        columns[key] = TextColumn(key, name, values)
    columns |= scores
    titles = (
        {FRAMES_SCORED: "Frames scored", FRAMES_EXPECTED: "Frames expected"} if is_video else {}
    )
    frames = tuple(
        NumberColumn(key, title, _nothing(len(rows)), is_count=True)
        for key, title in titles.items()
    )
    columns |= {column.key: column for column in frames}
    index = RowIndex(rows)
    return ResultTable(
        dataset.name, rows, columns, metrics, specs, is_video, index, spreads, frames
    )


def _nothing(count: int) -> array[float]:
    return array("d", [NOTHING]) * count


def _asked(rows: Sequence[TableRow]) -> dict[Kind, bytes]:
    """Return, for metrics of a kind, the state of every cell as long as nothing is stored."""
    states = {True: CellState.OPEN, False: CellState.NOT_ASKED}
    return {
        Kind.FR: bytes([states[bool(row.reference)] for row in rows]),
        Kind.NR: bytes([states[row.has_alone] for row in rows]),
    }


def _column(spec: MetricSpec, asked: bytes) -> MetricColumn:
    column = empty_metric_column(spec.name, len(asked), spec.better, spec.score_unit)
    column.states[:] = asked
    return column
