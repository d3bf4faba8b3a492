"""Curves of frame scores with everything that belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.results.columns import MetricColumn
from omgui.ui.background import Background
from omgui.ui.viewer.curve_book import CurveSet
from omgui.ui.viewer.curve_data import Curve
from omgui.ui.viewer.curve_options import SCALED, STACKED, CurveOptionsBar
from omgui.ui.viewer.curve_plot import Layout
from omgui.ui.viewer.curve_saving import curves_image, curves_svg, write_curves
from omgui.ui.viewer.curve_stack import CurveStack
from omgui.ui.viewer.curve_styles import MARK_SIGNS
from omgui.ui.viewer.curve_words import CurveWords
from omgui.ui.viewer.viewer_state import ViewerState

_ZOOMS = {"zoom_in": 1, "zoom_out": -1}
_PANS = {"pan_left": -1, "pan_right": 1}


class CurvePanel(QWidget):
    """Draws what was made of the state of the page.

    Attributes:
        ask_path: Asks a person where to save; gets a proposal, gives an empty text for nowhere.

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
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.PicturesLocation
        )
        self.ask_path: Callable[[str], str] = self._ask_path
        self._background = Background(self, threads=1)
        self.bar = CurveOptionsBar()
        self.stack = CurveStack()
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
        self.bar.changed.connect(self._on_options)
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
        """Return what stands beside the axis of a metric."""
        column = self._state.table.metrics.get(metric) if self._state is not None else None
        is_difference = self._made is not None and self._made.plan.base is not None
        return self._axis_title(column, is_difference=is_difference) if column is not None else ""

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
            if name == "save":
                self._save()
            else:
                QGuiApplication.clipboard().setImage(
                    curves_image(self.stack, self._legend(), self._title())
                )
                self.said.emit(self.tr("Copied."))

    def close_page(self) -> None:
        """Take everything apart."""
        self._background.finish()
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
                    self._axis_title(state.table.metrics[name], is_difference=is_difference),
                    tuple(curve for curve in made.curves if curve.metric == name),
                    {},
                    scales,
                    has_zero=is_difference,
                )
                for name in names
            ]
        is_scaled = options.arrangement == SCALED
        titles = [
            self._axis_title(state.table.metrics[name], is_difference=is_difference)
            for name in names
        ]
        title = self.tr("scaled") if is_scaled else ", ".join(titles)
        return [Layout(title, made.curves, self.marks, scales, is_scaled, is_difference)]

    def _axis_title(self, column: MetricColumn, *, is_difference: bool) -> str:
        return self._words.title(column.metric, column.unit, is_difference=is_difference)

    def _mark_worst(self) -> None:
        made = self._made
        if made is None:
            return
        drawn = {(curve.row, curve.metric): curve for curve in made.curves}
        curve = drawn.get(made.plan.active) if made.plan.active is not None else None
        self.stack.set_worst(curve, made.worst)

    def _legend(self) -> list[tuple[int, str]]:
        if self._state is None or self._made is None:
            return []
        rows = self._state.table.rows
        return list(dict.fromkeys((c.number, rows[c.row].name) for c in self._made.curves))

    def _title(self) -> str:
        if self._state is None:
            return ""
        marks = [f"{MARK_SIGNS[number]} {name}" for name, number in self.marks.items()]
        return "   ".join([self._state.reference, *marks]).strip()

    def _describe(self) -> None:
        words = ""
        if self._state is not None and self._made is not None:
            words = self._words.described(self._state, self._made, self._frame)
        self.stack.view.setAccessibleDescription(words)

    @Slot()
    def _on_options(self) -> None:
        self.set_rate(self._fps)
        self.options_changed.emit()

    def _save(self) -> None:
        chosen = self.ask_path(str(Path(self._folder) / "curves.png"))
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in {".png", ".svg"}:
            path = path.with_name(f"{path.name}.png")
        self._folder = str(path.parent)
        made = curves_svg if path.suffix.lower() == ".svg" else curves_image
        picture = made(self.stack, self._legend(), self._title())
        self._background.start(
            partial(write_curves, picture, path),
            partial(self._on_saved, path.name),
            self._on_failed,
        )

    def _on_saved(self, name: str, _result: object) -> None:
        self.said.emit(self.tr("Saved: {names}").replace("{names}", name))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        words = self.tr("It could not be saved: {reason}")
        self.said.emit(words.replace("{reason}", error.strerror or str(error)))

    def _ask_path(self, proposal: str) -> str:
        kinds = (self.tr("PNG pictures (*.png)"), self.tr("SVG drawings (*.svg)"))
        path, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the curves"), proposal, ";;".join(kinds)
        )
        if path and not Path(path).suffix and kind == kinds[1]:
            return f"{path}.svg"
        return path


def _scale(metric: str, curves: Sequence[Curve]) -> tuple[float, float]:
    found = [limits for c in curves if c.metric == metric and (limits := c.limits)]
    if not found:
        return 0.0, 1.0
    return min(low for low, _ in found), max(high for _, high in found)
