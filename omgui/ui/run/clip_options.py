"""How metrics of whole clips are asked: how often they draw, and whether over time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLabel, QSpinBox, QWidget
from typing_extensions import override

from omgui.core.clip_settings import LONGEST_S, MOST_REPEATS
from omgui.ui.check_boxes import FramedCheckBox

_DIGITS = 3
_WINDOW_S, _STRIDE_S = 8.0, 2.0


class SecondsBox(QDoubleSpinBox):
    """A duration, without digits that say nothing.

    Args:
        usual_s: What it shows where nothing is chosen.
        step_s: By which a key goes up or down.
    """

    def __init__(self, usual_s: float, step_s: float) -> None:
        super().__init__()
        self.setDecimals(_DIGITS)
        self.setRange(10.0**-_DIGITS, LONGEST_S)
        self.setSingleStep(step_s)
        self.setValue(usual_s)
        self.setKeyboardTracking(False)
        self._exact = usual_s

    @override
    def textFromValue(self, value: float) -> str:
        text = self.locale().toString(value, "f", self.decimals())
        return text.rstrip("0").rstrip(self.locale().decimalPoint())

    def show_seconds(self, seconds: float) -> None:
        """Show a duration, which may have more digits than are shown."""
        self._exact = seconds
        self.setValue(seconds)

    def seconds(self) -> float:
        """Return the duration, with all digits as long as nobody has changed it."""
        value = self.value()
        return self._exact if round(self._exact, _DIGITS) == value else value


class ClipOptions(QWidget):
    """One line of options.

    Signals:
        changed(): The person chose something else.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        self.draws_label, self.draws = QLabel(), QSpinBox()
        self.draws.setRange(1, MOST_REPEATS)
        self.draws.setKeyboardTracking(False)
        self.over_time = FramedCheckBox()
        self.window_label, self.window_s = QLabel(), SecondsBox(_WINDOW_S, 1.0)
        self.stride_label, self.stride_s = QLabel(), SecondsBox(_STRIDE_S, 0.5)
        self.draws_label.setBuddy(self.draws)
        self.window_label.setBuddy(self.window_s)
        self.stride_label.setBuddy(self.stride_s)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self.heading,
            self.draws_label,
            self.draws,
            self.over_time,
            self.window_label,
            self.window_s,
            self.stride_label,
            self.stride_s,
        ):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.draws.valueChanged.connect(self._on_chosen)
        self.window_s.valueChanged.connect(self._on_chosen)
        self.stride_s.valueChanged.connect(self._on_chosen)
        self.over_time.toggled.connect(self._on_over_time)
        self.retranslate()
        self._enable_windows()

    def values(self) -> tuple[int, float | None, float | None]:
        """Return the number of draws, the length of a window and the stride."""
        if not self.over_time.isChecked():
            return self.draws.value(), None, None
        return self.draws.value(), self.window_s.seconds(), self.stride_s.seconds()

    def show_values(self, draws: int, window_s: float | None, stride_s: float | None) -> None:
        """Show these."""
        was_blocked = self.blockSignals(True)
        self.draws.setValue(draws)
        self.over_time.setChecked(window_s is not None)
        if window_s is not None:
            self.window_s.show_seconds(window_s)
        if stride_s is not None:
            self.stride_s.show_seconds(stride_s)
        self.blockSignals(was_blocked)

    def show_what_counts(self, *, has_clips: bool, has_draws: bool) -> None:
        """Offer what counts for the metrics of the dataset, and no more."""
        self.setVisible(has_clips)
        self.draws_label.setVisible(has_draws)
        self.draws.setVisible(has_draws)

    def take_typed(self) -> None:
        """Take numbers that are typed, but that nobody has confirmed."""
        for box in (self.draws, self.window_s, self.stride_s):
            box.interpretText()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.heading.setText(self.tr("Clip metrics:"))
        self.draws_label.setText(self.tr("draws"))
        self.over_time.setText(self.tr("Score over time"))
        self.window_label.setText(self.tr("window"))
        self.stride_label.setText(self.tr("stride"))
        for box in (self.window_s, self.stride_s):
            box.setSuffix(self.tr(" s"))
        tips = (
            (
                self.draws,
                self.tr("Number of draws of clip metrics"),
                self.tr(
                    "The score is the mean of so many independent draws of frames and places; how "
                    "far they differ is kept as the spread. More draws take more time. MDTVSFA "
                    "draws nothing."
                ),
            ),
            (
                self.over_time,
                "",
                self.tr(
                    "Scores windows of each video, too, and the viewer draws them as a curve. The "
                    "one score of the whole video stays the same."
                ),
            ),
            (
                self.window_s,
                self.tr("Length of a window"),
                self.tr("How long the part of the video is that one point of the curve scores"),
            ),
            (
                self.stride_s,
                self.tr("Stride of the windows"),
                self.tr("How much later the next window begins; less gives more points"),
            ),
        )
        for widget, name, tip in tips:
            widget.setToolTip(tip)
            widget.setAccessibleName(name)
            widget.setAccessibleDescription(tip)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _enable_windows(self) -> None:
        for widget in (self.window_label, self.window_s, self.stride_label, self.stride_s):
            widget.setEnabled(self.over_time.isChecked())

    @Slot()
    def _on_over_time(self) -> None:
        self._enable_windows()
        self.changed.emit()

    @Slot()
    def _on_chosen(self) -> None:
        self.changed.emit()
