"""The line below the pictures that says what the colours of an error map stand for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRect, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QWidget,
)
from typing_extensions import override

from omgui.media.picture_math import scale_colours
from omgui.ui.viewer.frame_layers import Layer
from omgui.ui.viewer.frame_map import FrameMap, MapRange, Top

_USUAL_OPACITY = 60
_DIGITS = 6
_MOST = 1e6
_SCALE = QSize(170, 12)
_NARROWEST = 110
_VALUE_WIDTH = 110
_GAP = 6


class MapBar(QWidget):
    """Shows the colours of a map, and chooses their range and how much of the picture is seen.

    Signals:
        range_changed(): The colours are to stand for other values.
        opacity_changed(): More or less of the picture is to be seen through the map.
    """

    range_changed = Signal()
    opacity_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = ColourScale()
        self.top = QComboBox()
        for top in Top:
            self.top.addItem("", top)
        self.top_label = QLabel()
        self.top_label.setBuddy(self.top)
        self.value = QDoubleSpinBox(decimals=_DIGITS, minimum=-_MOST, maximum=_MOST)
        self.value.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.value.setKeyboardTracking(False)
        self.value.setLocale(QLocale.c())  # numbers are written as everywhere else
        self.value.setValue(1.0)
        self.value.setFixedWidth(_VALUE_WIDTH)  # its range is wider than what is ever shown
        self.value.hide()
        self.is_log = QCheckBox()
        self.opacity_label = QLabel()
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setValue(_USUAL_OPACITY)
        self.opacity.setFixedWidth(90)
        self.opacity_label.setBuddy(self.opacity)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scale, 1)
        for part in (self.top_label, self.top, self.value, self.is_log):
            layout.addWidget(part)
        layout.addWidget(self.opacity_label)
        layout.addWidget(self.opacity)
        self.top.currentIndexChanged.connect(self._on_top)
        self.value.valueChanged.connect(self.range_changed)
        self.is_log.toggled.connect(self.range_changed)
        self.opacity.valueChanged.connect(self.opacity_changed)
        self.retranslate()

    @property
    def range(self) -> MapRange:
        """Which values the colours are to stand for."""
        return MapRange(Top(self.top.currentData()), self.value.value(), self.is_log.isChecked())

    def show_map(self, shown: FrameMap | None) -> None:
        """Say what the colours of this map stand for; ``None`` while there is none."""
        self.scale.show_map(shown)
        is_free = Top(self.top.currentData()) is not Top.FIXED
        if shown is not None and is_free:
            with QSignalBlocker(self.value):
                self.value.setValue(shown.high)  # what is kept once that is chosen

    def say(self, words: str) -> None:
        """Say something in the place of the colours; empty for the colours."""
        self.scale.say(words)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.top_label.setText(self.tr("Range"))
        texts = (self.tr("Automatic"), self.tr("99 % of the frame"), self.tr("Fixed"))
        for place, text in enumerate(texts):
            self.top.setItemText(place, text)
        words = self.tr(
            "What the lightest colour stands for. Automatic: the largest error of the frame, or "
            "the end of the metric's own range. Fixed: the same for all frames and files"
        )
        self.top.setToolTip(words)
        self.top.setAccessibleName(self.tr("Range of the error map"))
        self.top.setAccessibleDescription(words)
        self.value.setAccessibleName(self.tr("Value of the lightest colour"))
        self.value.setToolTip(self.tr("Value of the lightest colour"))
        self.is_log.setText(self.tr("Log"))
        self.is_log.setToolTip(self.tr("Logarithmic colours show small errors, too"))
        self.is_log.setAccessibleName(self.tr("Logarithmic colours"))
        self.opacity_label.setText(self.tr("Opacity"))
        self.opacity.setAccessibleName(self.tr("Opacity of the error map"))
        self.opacity.setToolTip(self.tr("Opacity of the error map"))
        self.scale.setAccessibleName(self.tr("Colours of the error map"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_top(self) -> None:
        self.value.setVisible(Top(self.top.currentData()) is Top.FIXED)
        self.range_changed.emit()


class ColourScale(QWidget):
    """Colours with the values at their ends, or words."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_NARROWEST)
        self._shown: FrameMap | None = None
        self._words = ""

    @property
    def words(self) -> str:
        """What is said, be it in words or by the ends of the colours."""
        if self._words or self._shown is None:
            return self._words
        return "{} – {}".format(*self._shown.ends)

    def show_map(self, shown: FrameMap | None) -> None:
        """Show the colours of a map."""
        if shown is not self._shown:
            self._shown = shown
            self.setToolTip("" if shown is None else shown.title)
            self._tell()

    def say(self, words: str) -> None:
        """Say something in the place of the colours."""
        if words != self._words:
            self._words = words
            self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_SCALE.width() + 120, self.fontMetrics().height() + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = painter.fontMetrics()
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self._words:
            words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.rect(), int(flags), words)
        elif self._shown is not None:
            low, high = self._shown.ends
            left = metrics.horizontalAdvance(low) + _GAP
            right = metrics.horizontalAdvance(high) + _GAP
            width = min(_SCALE.width(), self.width() - left - right)
            top = (self.height() - _SCALE.height()) // 2
            bar = QRect(left, top, max(width, 0), _SCALE.height())
            painter.drawText(self.rect(), int(flags), low)
            painter.drawImage(bar, Layer(scale_colours(self._shown.colours)[None]).image)
            rest = self.rect().adjusted(bar.right() + 1 + _GAP, 0, 0, 0)
            painter.drawText(rest, int(flags), high)
        painter.end()
