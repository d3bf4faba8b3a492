"""Going through frames: buttons, a slider, a number to type, and the speed of playing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from omgui.ui.icons import icon
from omgui.ui.viewer.frame_actions import FrameActions
from omgui.ui.viewer.player import SPEEDS

_BUTTONS = ("first", "back", "play", "next", "last")


class FrameTransport(QWidget):
    """The bar below the pictures.

    Signals:
        frame_chosen(int, bool): A frame was chosen; whether the slider is still being dragged.
        speed_chosen(float): Playing is to go slower, or at the real rate.
    """

    frame_chosen = Signal(int, bool)
    speed_chosen = Signal(float)

    def __init__(self, actions: FrameActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._frames: range | None = None
        self.buttons: dict[str, QToolButton] = {}
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setMinimumWidth(80)
        self.number = QSpinBox()
        self.number.setKeyboardTracking(False)
        self.number_label = QLabel()
        self.number_label.setBuddy(self.number)
        self.count = QLabel()
        self.time = QLabel()
        self.speeds = QComboBox()
        self.speeds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for speed in SPEEDS:
            self.speeds.addItem("", speed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for name in _BUTTONS:
            button = QToolButton(autoRaise=True)
            button.setDefaultAction(actions[name])
            self.buttons[name] = button
            layout.addWidget(button)
        layout.addWidget(self.slider, 1)
        for part in (self.number_label, self.number, self.count, self.time, self.speeds):
            layout.addWidget(part)
        self.slider.valueChanged.connect(self._on_slider)
        self.slider.sliderReleased.connect(self._on_released)
        self.number.valueChanged.connect(self._on_number)
        self.speeds.currentIndexChanged.connect(self._on_speed)
        self.show_frames(None)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.slider.setAccessibleName(self.tr("Frame"))
        self.number_label.setText(self.tr("Frame"))
        self.number.setAccessibleName(self.tr("Number of the frame"))
        self.number.setToolTip(self.tr("Type the number of a frame to go there"))
        self.speeds.setAccessibleName(self.tr("Speed of playing"))
        self.speeds.setToolTip(self.tr("Speed of playing"))
        for index, text in enumerate(
            (self.tr("Real rate"), self.tr("Half rate"), self.tr("Quarter rate"))
        ):
            self.speeds.setItemText(index, text)
        self._say_count()
        for name, button in self.buttons.items():
            button.setAccessibleName(self._actions[name].toolTip())

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_frames(self, frames: range | None) -> None:
        """Offer these frames; ``None`` as long as they are not known."""
        is_known = frames is not None and len(frames) > 0
        with QSignalBlocker(self.slider), QSignalBlocker(self.number):
            first, last = (frames[0], frames[-1]) if frames else (0, 0)
            for part in (self.slider, self.number):
                part.setRange(first, last)
                part.setEnabled(is_known)
            self.slider.setPageStep(max(1, (last - first) // 20))
        self._frames = frames
        self._say_count()
        self.speeds.setEnabled(is_known)

    def _say_count(self) -> None:
        """Say from where to where frames go: the number of the last is not how many there are."""
        frames = self._frames
        if not frames:
            self.count.clear()
            return
        self.count.setText(f"({frames[0]}–{frames[-1]})")
        self.count.setToolTip(self.tr("%n frame(s)", "", len(frames)))
        self.count.setAccessibleName(self.count.toolTip())

    def show_frame(self, frame: int, time: str) -> None:
        """Show where one is."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.number):
            if not self.slider.isSliderDown():
                self.slider.setValue(frame)
            self.number.setValue(frame)
        self.time.setText(time)

    def show_playing(self, pace: float) -> None:
        """Show whether and how it plays."""
        action: QAction = self._actions["play"]
        action.setIcon(icon("pause" if pace else "run"))
        self.retranslate()

    @Slot(int)
    def _on_slider(self, value: int) -> None:
        self.frame_chosen.emit(value, self.slider.isSliderDown())

    @Slot()
    def _on_released(self) -> None:
        self.frame_chosen.emit(self.slider.value(), False)

    @Slot(int)
    def _on_number(self, value: int) -> None:
        self.frame_chosen.emit(value, False)

    @Slot(int)
    def _on_speed(self, _index: int) -> None:
        self.speed_chosen.emit(float(self.speeds.currentData()))
