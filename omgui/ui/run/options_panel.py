"""How to run: device, workers, what to reproduce, how clips are scored; locked while it is used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.device_words import device_text
from omgui.ui.run.clip_options import ClipOptions
from omgui.ui.run.options import RunOptions, Settings

_MOST_WORKERS = 64
_DEVICES = ("CPU", "cuda", "mps")


class OptionsPanel(QWidget):
    """One line of options, and a second one for datasets with metrics of whole clips.

    Signals:
        changed(): The person chose something else.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.device_label = QLabel()
        self.device = QComboBox(editable=True)
        self.device.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.device.addItems(["", *_DEVICES])
        self.device.setMinimumContentsLength(10)
        self.device.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.workers_label = QLabel()
        self.workers = QComboBox()
        self.workers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.workers.addItem("", None)
        for count in range(1, _MOST_WORKERS + 1):
            self.workers.addItem(str(count), count)
        self.compatible = FramedCheckBox()
        self.fresh = FramedCheckBox()
        self.clips = ClipOptions()
        self.clips.hide()
        self.device_label.setBuddy(self.device)
        self.workers_label.setBuddy(self.workers)
        layout = QHBoxLayout()
        for widget in (
            self.device_label,
            self.device,
            self.workers_label,
            self.workers,
            self.compatible,
            self.fresh,
        ):
            layout.addWidget(widget)
        layout.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(layout)
        lines.addWidget(self.clips)
        line = self.device.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._on_chosen)
        self.device.activated.connect(self._on_chosen)
        self.workers.activated.connect(self._on_chosen)
        self.compatible.clicked.connect(self._on_chosen)
        self.clips.changed.connect(self._on_chosen)
        self._shown = RunOptions()
        self.retranslate()

    def options(self) -> RunOptions:
        """Return what is chosen."""
        device = self.device.currentText().strip()
        return RunOptions(
            None if device in {"", self._auto} else device.lower(),
            self.workers.currentData(),
            self.compatible.isChecked(),
            *self.clips.values(),
        )

    def show_settings(self, settings: Settings) -> None:
        """Show what a dataset's file says, and what counts for its metrics."""
        self.show_options(settings.options)
        self.clips.show_what_counts(has_clips=settings.has_clips, has_draws=settings.has_draws)

    def take_typed(self) -> None:
        """Take what is typed, but what nobody has confirmed."""
        self.clips.take_typed()
        self._on_chosen()

    def show_options(self, options: RunOptions) -> None:
        """Show these."""
        self._shown = options
        self.device.setCurrentText(device_text(options.device or "") or self._auto)
        place = self.workers.findData(options.workers) if options.workers else 0
        if place < 0:
            self.workers.addItem(str(options.workers), options.workers)
            place = self.workers.count() - 1
        self.workers.setCurrentIndex(place)
        self.compatible.setChecked(options.is_compatible)
        self.clips.show_values(options.repeats, options.window_s, options.stride_s)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        is_auto = not hasattr(self, "_auto") or self.options().device is None
        self._auto = self.tr("automatic")
        self.device.setItemText(0, self._auto)
        if is_auto:
            self.device.setCurrentText(self._auto)
        self.workers.setItemText(0, self._auto)
        self.device_label.setText(self.tr("Compute on"))
        self.workers_label.setText(self.tr("Workers"))
        self.compatible.setText(self.tr("&Like objective-metrics 1.2"))
        self.fresh.setText(self.tr("Compute everything &anew"))
        tips = (
            (self.device, self.tr("CPU, cuda, cuda:0,cuda:1 or mps; automatic takes the fastest")),
            (self.workers, self.tr("How many programs score side by side")),
            (
                self.compatible,
                self.tr(
                    "Reproduces the values of the older tool with its defects, for studies that "
                    "are continued; such scores are kept apart from all others"
                ),
            ),
            (
                self.fresh,
                self.tr("Puts the stored scores aside in a file and computes all of them again"),
            ),
        )
        for widget, tip in tips:
            widget.setToolTip(tip)
            widget.setAccessibleDescription(tip)
        for box in (self.device, self.workers):
            box.setMinimumWidth(box.sizeHint().width())  # no word is cut, in any language
        self.device.setAccessibleName(self.tr("Device to compute on"))
        self.workers.setAccessibleName(self.tr("Number of workers"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_chosen(self) -> None:
        if not self.device.currentText().strip():
            self.device.setCurrentText(self._auto)
        if self.options() != self._shown:
            self._shown = self.options()
            self.changed.emit()
