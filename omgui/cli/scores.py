"""``omgui scores``: stored scores of items, or of the frames of one file."""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from omgui.cli import exit_codes, score_table
from omgui.cli.listed import Rows, Shown, shown
from omgui.cli.output import say, say_problem, write_stdout
from omgui.cli.stored import reading, store_path
from omgui.core.problems import Problem, ProblemError
from omgui.core.results.exports import ExportFormat
from omgui.core.results.sheet import Sheet, SheetColumn, digits_for
from omgui.core.written_files import whole_file
from omgui.core.yaml_lines import did_you_mean
from omgui.core.yaml_lines import shown as quoted
from omgui.engine.store import ScoreTarget, Store, StoredScore
from omgui.tables.files import table_bytes, unwritable
from omgui.tables.parquet import require_pyarrow

Columns = dict[str, list[Any]]
_TEXTS = frozenset({"reference", "file", "mode", "metric", "problem", "listed"})
_COUNTS = frozenset({"frame", "frames_scored", "frames_expected"})


def command(arguments: argparse.Namespace) -> int:
    """Print stored scores, or write them to a file.

    Args:
        arguments: Of the command line.

    Returns:
        0, 1 where there is nothing to show or to write to, 2 where there is no such dataset or
        the options do not fit together.
    """
    try:
        path = store_path(arguments.workspace.absolute(), arguments.name)
        _refuse_conflict(arguments)
    except ProblemError as error:
        say_problem(error.problem)
        return exit_codes.BAD_CONFIGURATION
    try:
        if arguments.format == ExportFormat.PARQUET.value:
            _require_pyarrow()
        if arguments.frames is None and score_table.is_wanted(arguments):
            content = score_table.content(arguments)
        else:
            with reading(path) as store:
                content = _content(store, arguments)
        if arguments.output is None:
            write_stdout(content)
        else:
            with whole_file(arguments.output) as out:
                out.write(content)
    except ProblemError as error:
        say_problem(error.problem)
        return exit_codes.PROBLEMS
    except OSError as error:
        say_problem(unwritable(arguments.output or Path("-"), error))
        return exit_codes.PROBLEMS
    return exit_codes.COMPLETE


def _require_pyarrow() -> None:
    try:
        require_pyarrow()
    except ProblemError as error:
        hint = f"Install it: {Path(sys.executable)} -m pip install pyarrow"
        raise ProblemError(replace(error.problem, hint=hint)) from error


def _refuse_conflict(arguments: argparse.Namespace) -> None:
    is_table = score_table.is_chosen(arguments)
    other = "--frames" if arguments.frames is not None else "--all" if arguments.all else ""
    if is_table and other:
        message = f"{other} goes with a row for each score, not with a table of items."
        hint = "Leave out --wide, --pooling, --filter, --sort, --group-by and --compare."
        raise ProblemError(Problem("options-conflict", message, hint))


def _content(store: Store, arguments: argparse.Namespace) -> bytes:
    workspace = arguments.workspace.absolute()
    found = shown(workspace, arguments.name, store, with_others=arguments.all)
    rows = _chosen(found, arguments.metric)
    content = (
        _items(rows, found.listed, arguments)
        if arguments.frames is None
        else _frames(store, rows, found.listed, arguments)
    )
    if found.note:
        say(found.note)
    return content


def _chosen(found: Shown, metrics: Sequence[str]) -> Rows:
    if not metrics:
        return found.rows
    names = list(dict.fromkeys(target.metric for target in found.rows))
    for metric in metrics:
        if metric not in names:
            more = " --all shows those that the dataset no longer lists." if found.left_out else ""
            listed = f"There are scores of: {', '.join(names) or 'none'}.{more}"
            message = f"No scores of the metric {quoted(metric)} are stored."
            hint = f"{did_you_mean(metric, names)} {listed}".strip()
            raise ProblemError(Problem("metric-not-stored", message, hint))
    return {target: score for target, score in found.rows.items() if target.metric in metrics}


def _items(rows: Rows, listed: frozenset[ScoreTarget], arguments: argparse.Namespace) -> bytes:
    if arguments.format == "json":
        said = [_item_json(target, score, listed) for target, score in rows.items()]
        return _json({"dataset": arguments.name, "scores": said})
    columns: Columns = {
        "reference": [target.reference for target in rows],
        "file": [target.file for target in rows],
        "mode": [target.mode for target in rows],
        "metric": [target.metric for target in rows],
        "score": [score.value for score in rows.values()],
        "frames_scored": [score.frames_scored for score in rows.values()],
        "frames_expected": [score.frames_expected for score in rows.values()],
        "problem": [_said(score) for score in rows.values()],
    }
    if arguments.all:
        columns["listed"] = ["yes" if target in listed else "no" for target in rows]
    if arguments.format == "parquet":
        return _exported(columns, arguments)
    # As in the result files, "nan" says that there is none; an empty cell, that it was not tried.
    columns["score"] = [
        "nan" if score.state == "problem" else score.value for score in rows.values()
    ]
    return _csv(columns)


def _said(score: StoredScore) -> str:
    return "" if score.problem is None else f"{score.problem.code}: {score.problem.message}"


def _item_json(
    target: ScoreTarget, score: StoredScore, listed: frozenset[ScoreTarget]
) -> dict[str, Any]:
    return {
        "reference": target.reference or None,
        "file": target.file,
        "mode": target.mode or None,
        "metric": target.metric,
        "state": score.state,
        "score": score.value,
        "frames_scored": score.frames_scored,
        "frames_expected": score.frames_expected,
        "problem": None if score.problem is None else asdict(score.problem),
        "seconds": score.seconds,
        "score_key": target.score_key,
        "provenance": dict(score.provenance),
        "is_listed": target in listed,
    }


def _frames(
    store: Store, rows: Rows, listed: frozenset[ScoreTarget], arguments: argparse.Namespace
) -> bytes:
    rows = _of_file(rows, arguments.frames)
    read = {target: store.frame_scores(score.id) for target, score in rows.items()}
    series = {
        target: (first, [None if math.isnan(value) else float(value) for value in values])
        for target, (first, values) in read.items()
        if len(values)
    }
    if not series:
        message = f"No scores of single frames are stored of {quoted(arguments.frames)}."
        hint = "Pictures have none; of a video, they are there once its run has begun."
        raise ProblemError(Problem("frames-not-stored", message, hint))
    if arguments.format == "json":
        scores = [
            {**_item_json(target, rows[target], listed), "first_frame": first, "frames": values}
            for target, (first, values) in series.items()
        ]
        return _json({"dataset": arguments.name, "file": arguments.frames, "scores": scores})
    columns = _frame_columns(series)
    return _csv(columns) if arguments.format == "csv" else _exported(columns, arguments)


def _of_file(rows: Rows, name: str) -> Rows:
    """Return the scores of a file, named as it is listed or by the end of its path."""
    files = list(dict.fromkeys(target.file for target in rows))
    wanted = name.replace("\\", "/").removeprefix("./")
    matching = [file for file in files if name == file]
    matching = matching or [file for file in files if f"/{file}".endswith(f"/{wanted}")]
    if len(matching) > 1:
        message = f"{quoted(name)} means {len(matching)} files."
        hint = f"Write one of: {', '.join(matching[:5])}."
        raise ProblemError(Problem("file-ambiguous", message, hint))
    if not matching:
        hint = did_you_mean(name, files) or "`omgui scores NAME` lists every file."
        message = f"No scores of the file {quoted(name)} are stored."
        raise ProblemError(Problem("file-not-stored", message, hint))
    return {target: score for target, score in rows.items() if target.file == matching[0]}


def _frame_columns(series: Mapping[ScoreTarget, tuple[int, list[float | None]]]) -> Columns:
    """Return a column with the number of the frame and one for each series."""
    begin = min(first for first, _ in series.values())
    end = max(first + len(values) for first, values in series.values())
    metrics = [target.metric for target in series]
    columns: Columns = {"frame": list(range(begin, end))}
    for target, (first, values) in series.items():
        name = target.metric
        if metrics.count(name) > 1:  # the file is compared with several references, or in two modes
            name = f"{name} | {target.reference} ({target.mode})"
        before, after = [None] * (first - begin), [None] * (end - first - len(values))
        columns[name] = [*before, *values, *after]
    return columns


def _csv(columns: Columns) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*(_cells(column) for column in columns.values()), strict=True))
    return text.getvalue().encode("utf-8", "backslashreplace")


def _cells(column: Sequence[Any]) -> list[Any]:
    return [repr(value) if isinstance(value, float) else value for value in column]


def _json(said: object) -> bytes:
    text = json.dumps(said, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _exported(columns: Columns, arguments: argparse.Namespace) -> bytes:
    made = (
        SheetColumn(
            title=name,
            cells=tuple(column),
            is_text=name in _TEXTS,
            is_count=name in _COUNTS,
            digits=digits_for([cell for cell in column if isinstance(cell, float)]),
        )
        for name, column in columns.items()
    )
    return table_bytes(Sheet(arguments.name, tuple(made)), ExportFormat(arguments.format))
