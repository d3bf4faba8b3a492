"""What is said of scores of whole clips: draws and their spread, and scores over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from omgui.core.clip_settings import CLIP_OPTIONS, REPEATS, STRIDE, WINDOW
from omgui.core.results.columns import SpreadColumn, Table
from omgui.core.results.result_table import ResultTable
from omgui.core.results.spreads import SPREAD

_OPTION = "option."
TOLD = frozenset(f"{_OPTION}{name}" for name in CLIP_OPTIONS)


def _short(number: float) -> str:
    return f"{number:.3g}"


class ClipWords(QObject):
    """Finds the words, in the language in force."""

    def made(self, made: Mapping[str, Any]) -> list[str]:
        """Return what a provenance says of draws and windows."""
        said = []
        spread, draws = made.get(SPREAD), made.get(f"{_OPTION}{REPEATS}")
        if isinstance(spread, int | float) and isinstance(draws, int):
            said.append(self._drawn(draws, float(spread)))
        window, stride = made.get(f"{_OPTION}{WINDOW}"), made.get(f"{_OPTION}{STRIDE}")
        if isinstance(window, int | float) and isinstance(stride, int | float):
            words = self.tr("Scored over time, too: windows of {window} s, every {stride} s.")
            words = words.replace("{window}", f"{window:g}")
            said.append(words.replace("{stride}", f"{stride:g}"))
        return said

    def about_cell(self, table: Table, key: str, row: int) -> list[str]:
        """Return what is to be said of a score that is a mean of draws, or of its spread."""
        column = table.columns[key]
        if isinstance(column, SpreadColumn):
            return [self.tr("How far the draws differ, as a standard deviation.")]
        spread = table.spreads.get(key) if isinstance(table, ResultTable) else None
        if spread is None:
            return []
        value = spread.values[row]
        has_spread = value == value  # noqa: PLR0124  # NaN is not
        return [self._drawn(spread.draws, value)] if has_spread else []

    def _drawn(self, draws: int, spread: float) -> str:
        words = self.tr("Mean of %n draw(s), spread {spread}.", "", draws)
        return words.replace("{spread}", _short(spread))
