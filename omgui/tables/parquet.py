"""Tables as Parquet, by pyarrow, which is loaded only for it."""

from __future__ import annotations

import importlib.util
import json

from omgui.core.problems import Problem, ProblemError
from omgui.core.results.sheet import Sheet


def require_pyarrow() -> None:
    """Refuse where the package is not installed.

    Raises:
        ProblemError: ``pyarrow-missing``.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise ProblemError(
            Problem(
                "pyarrow-missing",
                "Parquet files need the package pyarrow, which is not installed.",
                "Choose another format, or install the package.",
            )
        )


def parquet_bytes(sheet: Sheet) -> bytes:
    """Return a table as Parquet: texts, whole numbers and float64, with null where there is none.

    How the numbers were made is in the file's metadata, as JSON under ``omgui``.

    Raises:
        ProblemError: ``pyarrow-missing``.
    """
    require_pyarrow()
    import pyarrow  # noqa: PLC0415  # half a second, and not installed everywhere
    from pyarrow import parquet  # noqa: PLC0415

    arrays = {}
    for column in sheet.columns:
        if column.is_text:
            kind = pyarrow.string()
        elif column.is_count:
            kind = pyarrow.int64()
        else:
            kind = pyarrow.float64()
        arrays[column.title] = pyarrow.array(column.cells, type=kind)
    said = [{"of": what, "key": key, "value": value} for what, key, value in sheet.provenance]
    facts = {b"omgui": json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace")}
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.table(arrays).replace_schema_metadata(facts), sink)
    return bytes(sink.getvalue().to_pybytes())
