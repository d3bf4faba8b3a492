"""``omgui scores`` as a table: a row for each item, filtered, sorted, grouped, compared."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from omgui.cli.output import say
from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import Dataset, load_dataset
from omgui.core.pooling import Pooling
from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.core.results.columns import NumberColumn, SpreadColumn, Table, TextColumn
from omgui.core.results.common_facts import common_facts
from omgui.core.results.comparing import ComparedTable, JoinBy, compare, difference_key
from omgui.core.results.csv_tables import read_csv_table
from omgui.core.results.exports import ExportFormat
from omgui.core.results.filters import parse_filter
from omgui.core.results.grouping import group_rows
from omgui.core.results.live import ResultSource
from omgui.core.results.ordering import SortKey, sort_rows
from omgui.core.results.pooled import PooledScores
from omgui.core.results.result_table import ResultTable
from omgui.core.results.sheet import make_sheet, provenance_rows
from omgui.core.results.store_access import reading
from omgui.core.yaml_lines import did_you_mean
from omgui.core.yaml_lines import shown as quoted
from omgui.tables.files import table_bytes

_LONG = {ExportFormat.CSV.value, ExportFormat.JSON.value, ExportFormat.PARQUET.value}


def is_chosen(arguments: argparse.Namespace) -> bool:
    """Whether an option says that a row is an item, not a score."""
    given = (arguments.wide, arguments.pooling, arguments.filter, arguments.sort)
    return any(given) or bool(arguments.group_by or arguments.compare)


def is_wanted(arguments: argparse.Namespace) -> bool:
    """Whether a table of items is wanted, by an option or by a format that is for people."""
    return is_chosen(arguments) or arguments.format not in _LONG


def content(arguments: argparse.Namespace) -> bytes:
    """Return the table that is asked for.

    Args:
        arguments: Of the command line.

    Raises:
        ProblemError: It cannot be made.
    """
    workspace = arguments.workspace.absolute()
    pooling = Pooling(arguments.pooling or Pooling.MEAN.value)
    shown = _read(workspace, arguments.name, arguments.metric, pooling)
    table: Table = shown.table
    if arguments.compare:
        table = _compared(workspace, arguments, shown, pooling)
    rows = parse_filter(arguments.filter, table).rows(table)
    items = _items(table, rows)
    by = [_known(table, name) for name in arguments.group_by]
    if by:
        numbers = _measured(table)
        table = group_rows(table, rows, by, numbers)
        rows = list(range(table.row_count))
    rows = sort_rows(table, rows, [_sort_key(table, text) for text in arguments.sort])
    facts = {
        "dataset": arguments.name,
        "compared with": arguments.compare or "",
        "pooling": pooling.value,
        "filter": arguments.filter,
        "grouped by": ", ".join(by),
        "sorted by": ", ".join(arguments.sort),
        "rows": f"{len(rows)} of {table.row_count}",
    }
    sheet = make_sheet(table, rows, title=arguments.name, provenance=shown.provenance(facts, items))
    return table_bytes(sheet, ExportFormat(arguments.format))


@dataclass(frozen=True)
class _Shown:
    table: ResultTable
    store: Path
    dataset: Dataset

    def provenance(self, facts: dict[str, str], rows: Sequence[int]) -> list[tuple[str, str, str]]:
        with reading(self.store) as database:
            made = common_facts(self.table, rows, database)
        return provenance_rows(self.table.specs, made, facts)


def _items(table: Table, rows: Sequence[int]) -> list[int]:
    """Return the rows of the dataset's own table; those of a comparison stand for them."""
    if not isinstance(table, ComparedTable):
        return list(rows)
    return [found for row in rows if (found := table.first_rows[row]) >= 0]


def _read(workspace: Path, name: str, metrics: Sequence[str], pooling: Pooling) -> _Shown:
    try:
        dataset = load_dataset(workspace, name, load_catalogue()[0])
    except ProblemsError as error:
        raise ProblemError(error.problems[0]) from error
    names = [spec.name for spec in dataset.metrics if not spec.features]
    for metric in metrics:
        if metric not in names:
            hint = f"{did_you_mean(metric, names)} There are: {', '.join(names) or 'none'}.".strip()
            message = f"The dataset does not ask for the metric {quoted(metric)}."
            raise ProblemError(Problem("metric-not-stored", message, hint))
    found = _pooled(dataset, metrics, pooling, dataset.store)
    for column in found.table.metrics.values():
        if column.outdated:
            say(f"{column.metric}: {column.outdated} `omgui run {name}` makes them anew.")
    return found


def _pooled(dataset: Dataset, metrics: Sequence[str], pooling: Pooling, store: Path) -> _Shown:
    with reading(store):  # of a dataset that was never run, it is said
        table = ResultSource(dataset, metrics, store).load()
    pooled = PooledScores(pooling)
    pooled.compute(store, table)
    return _Shown(pooled.apply(table), store, dataset)


def _compared(
    workspace: Path, arguments: argparse.Namespace, first: _Shown, pooling: Pooling
) -> ComparedTable:
    name, path = arguments.compare, Path(arguments.compare)
    second: Table
    if path.suffix.casefold() == ".csv":
        second = read_csv_table(path, load_catalogue()[0])
    elif path.is_file():
        second = _pooled(first.dataset, [], pooling, path).table
    else:
        second = _read(workspace, name, [], pooling).table
    found = compare(first.table, second)
    if not any(row >= 0 for row in found.second_rows[: first.table.row_count]):
        found = compare(first.table, second, JoinBy.NAME)
        say("No row is in both under the same path; files of the same name are compared.")
    if not found.metrics:
        message = f"There is no metric that both {quoted(arguments.name)} and {quoted(name)} have."
        raise ProblemError(Problem("nothing-to-compare", message, "Compare other ones."))
    return found


def _measured(table: Table) -> list[str]:
    """Return the columns that statistics are made of: scores, or differences of scores."""
    if isinstance(table, ComparedTable):
        return [difference_key(metric) for metric in table.metrics]
    columns = table.columns.items()
    numbers = [(key, it) for key, it in columns if isinstance(it, NumberColumn)]
    return [key for key, it in numbers if not (it.is_count or isinstance(it, SpreadColumn))]


def _known(table: Table, name: str) -> str:
    column = table.columns.get(name)
    if isinstance(column, TextColumn):
        return name
    texts = [key for key, other in table.columns.items() if isinstance(other, TextColumn)]
    message = f"Rows cannot be grouped by {quoted(name)}."
    hint = f"{did_you_mean(name, texts)} There are: {', '.join(texts)}.".strip()
    raise ProblemError(Problem("column-unknown", message, hint))


def _sort_key(table: Table, text: str) -> SortKey:
    name = text.removeprefix("-")
    if name not in table.columns:
        message = f"There is no column {quoted(name)} to sort by."
        hint = f"{did_you_mean(name, table.columns)} There are: {', '.join(table.columns)}."
        raise ProblemError(Problem("column-unknown", message, hint.strip()))
    return SortKey(name, is_descending=text.startswith("-"))
