"""Tables written for other programs and for papers: CSV, TSV, JSON, Markdown, LaTeX."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from enum import Enum

from omgui.core.metric_spec import Better
from omgui.core.results.csv_lines import csv_line
from omgui.core.results.sheet import Cell, Sheet, SheetColumn
from omgui.core.results.xlsx import xlsx_bytes

_NO_SCORE = "nan"
_FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9.]+$)")  # what spreadsheets take for the start of one
_GUARD = "'"
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
}
_ARROWS = {Better.HIGHER: r" $\uparrow$", Better.LOWER: r" $\downarrow$"}
_MARKS = {Better.HIGHER: " ↑", Better.LOWER: " ↓"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#~])")


class ExportFormat(str, Enum):
    """A format that tables are written in."""

    CSV = "csv"
    TSV = "tsv"  # what spreadsheets take from the clipboard
    JSON = "json"
    MARKDOWN = "markdown"
    LATEX = "latex"
    XLSX = "xlsx"
    PARQUET = "parquet"


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with ``'`` before ``=``, ``+``, ``@``.

    So does a name that begins with ``-`` and is no number, or with a tab.
    """
    return f"{_GUARD}{text}" if _FORMULA.match(text) else text


def without_guard(text: str) -> str:
    """Return a text as it was before :func:`guarded`."""
    is_guarded = text.startswith(_GUARD) and _FORMULA.match(text, 1) is not None
    return text[1:] if is_guarded else text


def as_bytes(sheet: Sheet, wanted: ExportFormat) -> bytes:
    """Return a table as a file of a format.

    Args:
        sheet: The table.
        wanted: Any but Parquet, which ``omgui.tables`` writes.

    Raises:
        KeyError: Parquet.
    """
    if wanted is ExportFormat.XLSX:
        return xlsx_bytes(sheet)
    return as_text(sheet, wanted).encode("utf-8", "backslashreplace")


def as_text(sheet: Sheet, wanted: ExportFormat) -> str:
    """Return a table as text.

    Args:
        sheet: The table.
        wanted: A format of text.

    Raises:
        KeyError: The format is none of text.
    """
    return _TEXTS[wanted](sheet)


def _csv(sheet: Sheet) -> str:
    return _separated(sheet, ",")


def _tsv(sheet: Sheet) -> str:
    return _separated(sheet, "\t")


def _separated(sheet: Sheet, mark: str) -> str:
    heads = [guarded(column.title) for column in sheet.columns]
    cells = [
        [_exact(column, row, cell) for row, cell in enumerate(column.cells)]
        for column in sheet.columns
    ]
    return "".join(csv_line(line, mark) for line in [heads, *zip(*cells, strict=True)])


def _exact(column: SheetColumn, row: int, cell: Cell) -> str:
    if cell is None:
        return _NO_SCORE if row in column.lost else ""
    return guarded(cell) if isinstance(cell, str) else repr(cell)


def _json(sheet: Sheet) -> str:
    titles = [column.title for column in sheet.columns]
    cells = [[_plain(cell) for cell in column.cells] for column in sheet.columns]
    said = {
        "table": sheet.title,
        "rows": [dict(zip(titles, row, strict=True)) for row in zip(*cells, strict=True)],
        "provenance": [
            {"of": what, "key": key, "value": value} for what, key, value in sheet.provenance
        ],
    }
    return f"{json.dumps(said, ensure_ascii=False, indent=1, allow_nan=False)}\n"


def _plain(cell: Cell) -> Cell:
    """Return a cell that JSON has: infinity as text."""
    return str(cell) if isinstance(cell, float) and math.isinf(cell) else cell


def rounded(column: SheetColumn, row: int) -> str:
    """Return a number as people read it, an empty text where there is none."""
    cell = column.cells[row]
    if isinstance(cell, float):
        return f"{cell:.{column.digits}f}"
    return "" if cell is None else str(cell)


def best_two(column: SheetColumn) -> tuple[str, str]:
    """Return the best and the second best number of a column, as they are shown; may be empty.

    Numbers that look the same are the same.
    """
    if column.better in {None, Better.NEITHER}:
        return "", ""
    numbers = {cell: rounded(column, row) for row, cell in enumerate(column.cells)}
    there = sorted(
        (cell for cell in numbers if isinstance(cell, float)),
        reverse=column.better is Better.HIGHER,
    )
    shown = [*dict.fromkeys(numbers[cell] for cell in there), "", ""]
    return (shown[0], shown[1]) if shown[1] else ("", "")


def _markdown(sheet: Sheet) -> str:
    heads = [
        _markdown_text(column.title) + _MARKS.get(_way(column), "") for column in sheet.columns
    ]
    rules = [":---" if column.is_text else "---:" for column in sheet.columns]
    bodies = [_marked(column, _markdown_text, ("**{}**", "{}"), "–") for column in sheet.columns]
    lines = [heads, rules, *zip(*bodies, strict=True)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _way(column: SheetColumn) -> Better:
    return column.better or Better.NEITHER


def _markdown_text(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _latex(sheet: Sheet) -> str:
    heads = [
        _latex_text(column.title)
        + (f" ({_latex_text(column.unit)})" if column.unit else "")
        + _ARROWS.get(_way(column), "")
        for column in sheet.columns
    ]
    kinds = "".join("l" if column.is_text else "r" for column in sheet.columns)
    marks = (r"\textbf{{{}}}", r"\underline{{{}}}")
    bodies = [_marked(column, _latex_text, marks, "--") for column in sheet.columns]
    lines = [
        r"% \usepackage{booktabs}",
        f"\\begin{{tabular}}{{{kinds}}}",
        r"\toprule",
        f"{' & '.join(heads)} \\\\",
        r"\midrule",
        *(f"{' & '.join(cells)} \\\\" for cells in zip(*bodies, strict=True)),
        r"\bottomrule",
        r"\end{tabular}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _latex_text(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in " ".join(text.split()))


def _marked(
    column: SheetColumn, escape: Callable[[str], str], marks: tuple[str, str], nothing: str
) -> list[str]:
    """Return the cells of a column as text, with the best and the second best marked."""
    if column.is_text:
        return [escape(str(cell)) for cell in column.cells]
    best, second = best_two(column)
    shown: list[str] = []
    for row in range(len(column.cells)):
        text = rounded(column, row)
        if not text:
            shown.append(nothing)
        elif text == best:
            shown.append(marks[0].format(text))
        else:
            shown.append(marks[1].format(text) if text == second else text)
    return shown


_TEXTS: dict[ExportFormat, Callable[[Sheet], str]] = {
    ExportFormat.CSV: _csv,
    ExportFormat.TSV: _tsv,
    ExportFormat.JSON: _json,
    ExportFormat.MARKDOWN: _markdown,
    ExportFormat.LATEX: _latex,
}
