"""The table that another one is compared with: of a dataset, of a store's file, of a CSV file."""

from __future__ import annotations

import threading
from dataclasses import dataclass, fields
from pathlib import Path

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import Dataset, load_dataset
from omgui.core.pooling import Pooling
from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.core.results.columns import PlainTable, Table
from omgui.core.results.comparing import ComparedTable, JoinBy, compare, mark_same_keys
from omgui.core.results.csv_tables import read_csv_table
from omgui.core.results.live import ResultSource
from omgui.core.results.pooled import PooledScores


@dataclass(frozen=True)
class _Elsewhere(Dataset):
    """A dataset whose store is another file: a backup, or that of an earlier run."""

    place: Path = Path()

    @property
    def store(self) -> Path:
        """The file that keeps every score."""
        return self.place


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two tables side by side.

    Attributes:
        table: Both as one.
        first: Name of the first.
        second: Name of the second.
        is_by_name: Whether folders were passed over, because no path is in both.
    """

    table: ComparedTable
    first: str
    second: str
    is_by_name: bool


def compared(
    first: Table,
    dataset: Dataset,
    other: str | Path,
    *,
    pooling: Pooling,
    cancel: threading.Event,
) -> Comparison:
    """Read the other table, and join both.

    Args:
        first: The table that differences are counted from.
        dataset: Its dataset.
        other: Name of another dataset of the workspace, or a file of a store or of CSV.
        pooling: How frames of the other one are pooled; that of the first.
        cancel: Set to stop.

    Raises:
        CancelledError: It was stopped.
        ProblemError: The other one cannot be read, or has no metric in common.
    """
    catalogue, _ = load_catalogue()
    store: Path | None = None
    second: Table
    if isinstance(other, Path) and other.suffix.casefold() == ".csv":
        second = read_csv_table(other, catalogue)
    else:
        if isinstance(other, Path):
            values = {field.name: getattr(dataset, field.name) for field in fields(dataset)}
            wanted: Dataset = _Elsewhere(**values, place=other)
        else:
            try:
                wanted = load_dataset(dataset.workspace, other, catalogue)
            except ProblemsError as error:
                raise ProblemError(error.problems[0]) from error
        store = wanted.store
        if not store.is_file():
            hint = "Run it first, or choose another one."
            problem = Problem("store-missing", "There are no stored scores yet.", hint, str(store))
            raise ProblemError(problem)
        table = ResultSource(wanted).load(cancel.is_set)
        pooled = PooledScores(pooling)
        pooled.compute(store, table, cancel.is_set)
        second = pooled.apply(table)
    name = other.name if isinstance(other, Path) else other
    found, is_by_name = _joined(first, second, (dataset.name, name))
    if store is not None and dataset.store.is_file():
        mark_same_keys(found, dataset.store, store, cancel.is_set)
    return Comparison(found, dataset.name, name, is_by_name)


def _joined(first: Table, second: Table, names: tuple[str, str]) -> tuple[ComparedTable, bool]:
    first = _with_names_of(first, second)
    found = compare(first, second, names=names)
    is_by_name = not any(row >= 0 for row in found.second_rows[: first.row_count])
    if is_by_name:
        found = compare(first, second, JoinBy.NAME, names)
    if not found.metrics:
        message = "The two have no metric in common."
        raise ProblemError(Problem("nothing-to-compare", message, "Compare other ones."))
    if not any(one >= 0 and two >= 0 for one, two in _pairs(found)):
        message = "The two have no file in common, neither by path nor by name."
        raise ProblemError(Problem("nothing-to-compare", message, "Compare other ones."))
    return found, is_by_name


def _with_names_of(first: Table, second: Table) -> Table:
    """Return a table without the names that the other lacks: CSV files of one metric say less."""
    lacking = [name for name in ("reference", "mode") if name not in second.columns]
    if not lacking:
        return first
    kept = {key: column for key, column in first.columns.items() if key not in lacking}
    return PlainTable(first.row_count, kept)


def _pairs(table: ComparedTable) -> list[tuple[int, int]]:
    return list(zip(table.first_rows, table.second_rows, strict=True))
