"""What is said of curves."""

from __future__ import annotations

import math
from enum import Enum

from PySide6.QtCore import QObject

from omgui.core.results.columns import CellState
from omgui.core.viewing import time_text
from omgui.ui.change_words import shortened
from omgui.ui.viewer.curve_plan import CurveSet
from omgui.ui.viewer.viewer_state import ViewerState

_NAMED = 4  # files


class _Why(Enum):
    """Why there is no curve."""

    CLIP = "one score for all frames"
    OPEN = "not yet computed"
    PROBLEM = "could not be computed"
    NOT_KEPT = "no scores of frames"


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

    def title(self, name: str, unit: str, base: str = "") -> str:
        """Return what stands above a plot.

        Args:
            name: Of the metric.
            unit: Of its scores; empty for none.
            base: Name of the file whose scores are subtracted; empty for none.
        """
        words = name
        if base:
            words = self.tr("Δ {metric} to {file}")
            words = words.replace("{metric}", name).replace("{file}", base)
        return f"{words} ({unit})" if unit else words

    def nothing(self, state: ViewerState, made: CurveSet) -> str:
        """Say why some curves are missing, all in one sentence each; empty where none is."""
        reasons: dict[tuple[_Why, tuple[int, ...]], list[str]] = {}
        for metric in dict.fromkeys(metric for _, metric in made.without):
            rows = [row for row, each in made.without if each == metric]
            for why, some in _by_reason(state, metric, rows).items():
                reasons.setdefault((why, tuple(some)), []).append(metric)
        said = [self._without(state, metrics, *key) for key, metrics in reasons.items()]
        said += self._not_asked(state, made)
        if made.unplaced:
            said.append(
                self.tr(
                    "Scores of a file alone can be laid on the frames of its reference once a "
                    "metric that compares the two has been computed."
                )
            )
        return " ".join(said)

    def windows(self, made: CurveSet) -> str:
        """Say of which curves a point is the score of a window; empty where of none."""
        names = dict.fromkeys(curve.metric for curve in made.curves if curve.is_stepped)
        if not names:
            return ""
        words = self.tr(
            "{metrics}: a frame has the score of the window around it. These curves are steps and "
            "are not smoothed."
        )
        return words.replace("{metrics}", ", ".join(names))

    def _without(
        self, state: ViewerState, metrics: list[str], why: _Why, rows: tuple[int, ...]
    ) -> str:
        """Say why metrics have no curves of some files, which are named unless it is all."""
        is_all = set(rows) >= set(state.shown)
        if why is _Why.CLIP:
            words = self.tr(
                "{metric} gives one score for the whole video. A run with Score over time, on the "
                "tab Run, gives its curve, too."
            )
        elif why is _Why.OPEN and is_all:
            words = self.tr(
                "Frame scores of {metric} come with a run: start one on the tab Run. Frames can be "
                "looked at already."
            )
        elif why is _Why.OPEN:
            words = self.tr(
                "Frame scores of {metric} for {files} come with a run: start one on the tab Run."
            )
        elif why is _Why.PROBLEM:
            words = self.tr("{metric} could not be computed for {files}; the Results say why.")
        elif is_all:
            words = self.tr("There are no stored frame scores of {metric}.")
        else:
            words = self.tr("There are no stored frame scores of {metric} for {files}.")
        names = self._named([state.name_of(row) for row in rows])
        return words.replace("{metric}", ", ".join(metrics)).replace("{files}", names)

    def _named(self, names: list[str]) -> str:
        said = ", ".join(map(shortened, names[:_NAMED]))
        if len(names) <= _NAMED:
            return said
        more = self.tr("and %n more", "", len(names) - _NAMED)
        return f"{said} {more}"

    def _not_asked(self, state: ViewerState, made: CurveSet) -> list[str]:
        """Say what to choose where none of the files is asked for the metrics that are chosen."""
        if not state.metrics or made.curves or made.without or made.unplaced:
            return []
        if not state.reference:
            words = self.tr("{metric}: these need a reference, and these files have none.")
        else:
            words = self.tr("The dataset does not ask for {metric} for these files.")
        if state.asked:
            words += " "
            words += self.tr("Choose others above: {others}.")
        words = words.replace("{metric}", ", ".join(state.metrics))
        return [words.replace("{others}", ", ".join(state.asked))]

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
        parts.append(self.windows(made))
        return " ".join(part for part in parts if part)


def _by_reason(state: ViewerState, metric: str, rows: list[int]) -> dict[_Why, list[int]]:
    column = state.table.metrics.get(metric)
    found: dict[_Why, list[int]] = {}
    for row in rows:
        kind = column.state(row) if column is not None else None
        if column is not None and state.is_of_windows(metric):
            why = _Why.CLIP
        elif kind is CellState.OPEN:
            why = _Why.OPEN
        elif kind is CellState.PROBLEM:
            why = _Why.PROBLEM
        else:
            why = _Why.NOT_KEPT
        found.setdefault(why, []).append(row)
    return found
