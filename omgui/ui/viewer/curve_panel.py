"""Curves of frame scores with everything that belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.words import without_common_folder
from omgui.ui.theme import own_palette
from omgui.ui.viewer.curve_data import Curve
from omgui.ui.viewer.curve_keeper import CurveKeeper
from omgui.ui.viewer.curve_options import SCALED, STACKED, CurveOptionsBar
from omgui.ui.viewer.curve_plan import CurveSet
from omgui.ui.viewer.curve_plot import Layout
from omgui.ui.viewer.curve_saving import Sheet
from omgui.ui.viewer.curve_stack import CurveStack
from omgui.ui.viewer.curve_styles import MARK_SIGNS
from omgui.ui.viewer.curve_words import CurveWords
from omgui.ui.viewer.viewer_state import ViewerState

_ZOOMS = {"zoom_in": 1, "zoom_out": -1}
_PANS = {"pan_left": -1, "pan_right": 1}
_METRICS_NAMED = 3  # in the proposed name of a file


class CurvePanel(QWidget):
    """Draws what was made of the state of the page.

    Attributes:
        keeper: Saves and copies them.

    Signals:
        frame_chosen(int, bool): As of :class:`CurveStack`.
        frame_hovered(object): Likewise.
        options_changed(): Curves are to be drawn in another way.
        said(str): What came of saving or copying.
    """

    frame_chosen = Signal(int, bool)
    frame_hovered = Signal(object)
    options_changed = Signal()
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = CurveWords(self)
        self._state: ViewerState | None = None
        self._made: CurveSet | None = None
        self._frame: int | None = None
        self._fps: float | None = None
        self.bar = CurveOptionsBar()
        self.stack = CurveStack()
        self.keeper = CurveKeeper(self.stack, self)
        self.nothing = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.hint = QLabel(wordWrap=True)
        self.hint.hide()
        self._pages = QStackedLayout()
        self._pages.addWidget(self.stack)
        self._pages.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.bar)
        layout.addLayout(self._pages, 1)
        layout.addWidget(self.hint)
        self.keeper.said.connect(self.said)
        self.bar.changed.connect(self._on_options)
        self.bar.cuts.toggled.connect(self._on_cuts)
        self.stack.frame_chosen.connect(self.frame_chosen)
        self.stack.frame_hovered.connect(self.frame_hovered)
        for name, action in self.bar.actions_by_name.items():
            action.triggered.connect(partial(self.perform, name))
        self.retranslate()
        self.say_nothing("")

    @property
    def marks(self) -> dict[str, int]:
        """Which mark each metric has in a plot that it shares with others."""
        is_shared = self.bar.options.arrangement != STACKED
        names = self._state.metrics if self._state is not None else []
        return {name: k for k, name in enumerate(names)} if is_shared and len(names) > 1 else {}

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.stack.view.setAccessibleName(self.tr("Curves of frame scores"))
        self.stack.view.setToolTip("")
        self._describe()

    def say_nothing(self, words: str) -> None:
        """Show words instead of curves."""
        self._made = None
        self.nothing.setText(words)
        self.hint.hide()
        self._pages.setCurrentWidget(self.nothing)

    def show_curves(self, state: ViewerState, made: CurveSet, frames: range) -> None:
        """Draw curves.

        Args:
            state: What is shown.
            made: What was made of it.
            frames: Numbers of all frames that may have a score.
        """
        self._state, self._made = state, made
        words = self._words.nothing(state, made)
        if not made.curves:
            self.nothing.setText(words or self.tr("Choose metrics above to draw their curves."))
            self.hint.hide()
            self._pages.setCurrentWidget(self.nothing)
            return
        words = f"{words} {self._words.windows(made)}".strip()
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self._pages.setCurrentWidget(self.stack)
        self.stack.draw(self._layouts(state, made), frames)
        self._mark_worst()
        self._describe()

    def set_frame(self, frame: int | None) -> None:
        """Show where one is."""
        if frame != self._frame:
            self._frame = frame
            self.stack.set_cursor(frame)
            self._describe()

    def axis_title(self, metric: str) -> str:
        """Return what is said of the scores of a metric, as they are drawn."""
        state = self._state
        column = state.table.metrics.get(metric) if state is not None else None
        if state is None or column is None:
            return ""
        base = self._made.plan.base if self._made is not None else None
        name = state.name_of(base) if base is not None and base in state.files else ""
        return self._words.title(column.metric, column.unit, name)

    def show_cuts(self, cuts: Sequence[int], looked: int, *, is_all: bool) -> None:
        """Mark where scenes begin, and say how far was looked.

        Args:
            cuts: First frames of scenes.
            looked: Frames that were looked at.
            is_all: Whether nothing more will be looked at.
        """
        self.stack.set_cuts(cuts)
        words = self.tr("Scene cuts: %n found.", "", len(cuts))
        if not is_all:
            more = self.tr("{frames} frames looked at so far.").replace("{frames}", str(looked))
            words = f"{words} {more}"
        self.bar.cuts.setToolTip(words)
        self.said.emit(words)

    def set_rate(self, fps: float | None) -> None:
        """Say times by this rate, where times are wanted."""
        self._fps = fps
        self.stack.set_rate(fps if self.bar.options.is_time else None)

    @Slot(str)
    def perform(self, name: str, _is_checked: bool = False) -> None:  # a slot
        """Do what an action stands for."""
        if name in _ZOOMS:
            self.stack.zoom(_ZOOMS[name])
        elif name in _PANS:
            self.stack.pan(_PANS[name])
        elif name == "reset":
            self.stack.reset()
        elif name == "box":
            self.stack.set_boxing(self.bar.actions_by_name["box"].isChecked())
        elif self._made is not None and self._made.curves:
            self._keep(name, self._state, self._made)

    def _keep(self, name: str, state: ViewerState | None, made: CurveSet) -> None:
        if state is None:
            return
        sheet = self._sheet(state, made)
        if name == "save":
            self.keeper.save(sheet, self._proposal(state, made))
        elif name == "copy":
            self.keeper.copy(sheet)

    def close_page(self) -> None:
        """Take everything apart."""
        self.keeper.close()
        self.stack.close_page()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _layouts(self, state: ViewerState, made: CurveSet) -> list[Layout]:
        options = self.bar.options
        is_difference = made.plan.base is not None
        names = [name for name in state.metrics if any(c.metric == name for c in made.curves)]
        scales = {name: _scale(name, made.curves) for name in names}
        if options.arrangement == STACKED:
            return [
                Layout(
                    self.axis_title(name),
                    tuple(curve for curve in made.curves if curve.metric == name),
                    {},
                    scales,
                    has_zero=is_difference,
                )
                for name in names
            ]
        is_scaled = options.arrangement == SCALED
        title = self.tr("scaled") if is_scaled else ", ".join(map(self.axis_title, names))
        return [Layout(title, made.curves, self.marks, scales, is_scaled, is_difference)]

    def _mark_worst(self) -> None:
        made = self._made
        if made is None:
            return
        drawn = {(curve.row, curve.metric): curve for curve in made.curves}
        curve = drawn.get(made.plan.active) if made.plan.active is not None else None
        self.stack.set_worst(curve, made.worst)

    def _sheet(self, state: ViewerState, made: CurveSet) -> Sheet:
        """Return what is said around the plots where they are saved."""
        seen = list(dict.fromkeys((curve.number, curve.row) for curve in made.curves))
        names = without_common_folder([state.table.rows[row].name for _, row in seen])
        marks = [f"{MARK_SIGNS[number]} {name}" for name, number in self.marks.items()]
        is_light = self.bar.actions_by_name["light"].isChecked()
        return Sheet(
            "   ".join([state.reference, *marks]).strip(),
            self.tr("Time") if self.bar.options.is_time and self._fps else self.tr("Frame"),
            [(number, name) for (number, _), name in zip(seen, names, strict=True)],
            own_palette(is_dark=False) if is_light else None,
        )

    def _proposal(self, state: ViewerState, made: CurveSet) -> str:
        """Return a name for what is saved: whose curves these are, and of which metrics."""
        names = dict.fromkeys(curve.metric for curve in made.curves)
        parts = [PurePosixPath(state.reference).stem or "files", *list(names)[:_METRICS_NAMED]]
        base = made.plan.base
        if base is not None and base in state.files:
            parts += ["minus", PurePosixPath(state.name_of(base)).stem]
        return "_".join(parts)

    def _describe(self) -> None:
        words = ""
        if self._state is not None and self._made is not None:
            words = self._words.described(self._state, self._made, self._frame)
        self.stack.view.setAccessibleDescription(words)

    @Slot(bool)
    def _on_cuts(self, is_on: bool) -> None:  # a slot
        if not is_on:  # what was said of them is over
            self.bar.retranslate()
            self.said.emit("")

    @Slot()
    def _on_options(self) -> None:
        self.set_rate(self._fps)
        self.options_changed.emit()


def _scale(metric: str, curves: Sequence[Curve]) -> tuple[float, float]:
    found = [limits for c in curves if c.metric == metric and (limits := c.limits)]
    if not found:
        return 0.0, 1.0
    return min(low for low, _ in found), max(high for _, high in found)
