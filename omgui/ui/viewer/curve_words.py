"""What is said of curves."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

from omgui.core.metric_spec import Unit
from omgui.core.results.columns import CellState
from omgui.core.viewing import time_text
from omgui.ui.viewer.curve_book import CurveSet
from omgui.ui.viewer.viewer_state import ViewerState


def number_text(value: float) -> str:
    """Return a score as it is shown; a dash where there is none."""
    return "–" if math.isnan(value) else f"{value:.6g}"


class CurveWords(QObject):
    """Finds the words, in the language in force."""

    def place(self, frame: int | None, fps: float | None) -> str:
        """Say which frame it is, and when it is shown."""
        if frame is None:
            return self.tr("No frame")
        said = self.tr("Frame {frame}").replace("{frame}", str(frame))
        return f"{said} · {time_text(frame / fps)}" if fps else said

    def title(self, name: str, unit: str, *, is_difference: bool) -> str:
        """Return what stands beside an axis."""
        words = f"{name} ({unit})" if unit else name
        return f"Δ {words}" if is_difference else words

    def nothing(self, state: ViewerState, made: CurveSet) -> str:
        """Say why some curves are missing, all in one sentence each; empty where none is."""
        said = [
            self._without(state, metric) for metric in dict.fromkeys(m for _, m in made.without)
        ]
        if made.unplaced:
            said.append(
                self.tr(
                    "Scores of a file alone can be laid on the frames of its reference once a "
                    "metric that compares the two has been computed."
                )
            )
        return " ".join(said)

    def _without(self, state: ViewerState, metric: str) -> str:
        table = state.table
        column = table.metrics.get(metric)
        states = {column.state(row) for row in state.shown} if column is not None else set()
        if column is not None and table.specs[metric].unit is not Unit.FRAME:
            words = self.tr("{metric} gives one score for the whole video, none for single frames.")
        elif states & {CellState.OPEN}:
            words = self.tr(
                "Frame scores of {metric} come with a run: start one on the tab Run. Frames can be "
                "looked at already."
            )
        elif states & {CellState.PROBLEM}:
            words = self.tr("{metric} could not be computed for every file; the Results say why.")
        else:
            words = self.tr("There are no stored frame scores of {metric}.")
        return words.replace("{metric}", metric)

    def described(self, state: ViewerState, made: CurveSet, frame: int | None) -> str:
        """Say what the curves show, for those who do not see them."""
        parts = [self.tr("Curves: {metrics}.").replace("{metrics}", ", ".join(state.metrics))]
        for curve in made.curves:
            limits = curve.limits
            words = self.tr("{metric} of {file}: {low} to {high}, here {value}.")
            low, high = limits if limits is not None else (math.nan, math.nan)
            here = curve.at(frame) if frame is not None else math.nan
            for key, text in (
                ("{metric}", curve.metric),
                ("{file}", state.table.rows[curve.row].name),
                ("{low}", number_text(low)),
                ("{high}", number_text(high)),
                ("{value}", number_text(here)),
            ):
                words = words.replace(key, text)
            parts.append(words)
        if made.worst:
            words = self.tr("Worst frames of {metric}: {frames}.")
            frames = ", ".join(map(str, made.worst[:10]))
            parts.append(words.replace("{metric}", state.metric).replace("{frames}", frames))
        return " ".join(parts)
