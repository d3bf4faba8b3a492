"""One line of CSV as all our files have it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence


def csv_line(cells: Sequence[str], delimiter: str = ",") -> str:
    """Return one line of CSV as Python's csv quotes it, ended by a line feed."""
    text = io.StringIO()
    # Python quotes a character of the line end it was told, so both are told and one is written.
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"
