"""A table written to a file, completely or not at all."""

from __future__ import annotations

from pathlib import Path

from omgui.core.problems import Problem, ProblemError
from omgui.core.results.exports import ExportFormat, as_bytes
from omgui.core.results.sheet import Sheet
from omgui.core.written_files import whole_file
from omgui.tables.parquet import parquet_bytes

SUFFIXES = {
    ".csv": ExportFormat.CSV,
    ".tsv": ExportFormat.TSV,
    ".json": ExportFormat.JSON,
    ".md": ExportFormat.MARKDOWN,
    ".tex": ExportFormat.LATEX,
    ".xlsx": ExportFormat.XLSX,
    ".parquet": ExportFormat.PARQUET,
}


def format_of(path: Path) -> ExportFormat | None:
    """Return the format that the ending of a name says; ``None`` for any other."""
    return SUFFIXES.get(path.suffix.casefold())


def table_bytes(sheet: Sheet, wanted: ExportFormat) -> bytes:
    """Return a table as a file of any format.

    Raises:
        ProblemError: ``pyarrow-missing``, ``xlsx-too-large``.
    """
    return parquet_bytes(sheet) if wanted is ExportFormat.PARQUET else as_bytes(sheet, wanted)


def write_table(sheet: Sheet, path: Path, wanted: ExportFormat) -> None:
    """Write a table to a file; what was there before stays where it cannot be written.

    Raises:
        ProblemError: ``pyarrow-missing``, ``xlsx-too-large``, ``file-unwritable``.
    """
    content = table_bytes(sheet, wanted)
    try:
        with whole_file(path) as out:
            out.write(content)
    except OSError as error:
        raise ProblemError(unwritable(path, error)) from error


def unwritable(path: Path, error: OSError) -> Problem:
    """Return the problem of a file that cannot be written."""
    if path.is_dir():
        message = "The scores cannot be written there: it is a folder."
        return Problem("file-unwritable", message, "Name a file in it.", str(path))
    message = f"The file cannot be written: {error.strerror or error}."
    return Problem("file-unwritable", message, where=str(path))
