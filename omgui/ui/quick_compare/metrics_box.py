"""The metrics of a comparison on the screen: a search, a list to tick, and what else there is."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QGroupBox, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import MetricSpec
from omgui.ui.background import Background
from omgui.ui.check_boxes import BoxDelegate
from omgui.ui.icons import icon
from omgui.ui.metrics.machine import Machine, MachineProbe
from omgui.ui.quick_compare.metrics import MetricsModel, ready_metrics

_SEARCH_MS = 120
_ROWS = 8


class MetricsBox(QGroupBox):
    """Metrics to tick.

    Args:
        background: Where it is found out which are ready.
        parent: What it belongs to.
    """

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self.model = MetricsModel(self)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(BoxDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(_ROWS * self.list.fontMetrics().lineSpacing() + 8)
        self.more = QLabel(wordWrap=True)
        self._probe = MachineProbe(self)
        self._typing = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        layout = QVBoxLayout(self)
        for widget in (self.search, self.list, self.more):
            layout.addWidget(widget)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._on_search)
        self._typing.timeout.connect(self._on_search)
        self.model.changed.connect(self._say)
        self._probe.answered.connect(self._on_machine)
        self.is_seeking = True
        self._work = background.start(
            lambda: ready_metrics(load_catalogue()[0]), self._on_ready, _raise
        )
        self._on_machine(self._probe.known)
        self._probe.start()
        self.retranslate()

    def close_box(self) -> None:
        """End what is going on in the background."""
        self._typing.stop()
        self._background.forget(self._work)
        self._probe.close()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setTitle(self.tr("&Metrics"))
        self.search.setPlaceholderText(self.tr("Search for more metrics"))
        self.search.setAccessibleName(self.tr("Search for more metrics"))
        self.list.setAccessibleName(self.tr("Metrics to compute"))
        self.model.retranslate()

    @Slot()
    def _on_search(self) -> None:
        self._typing.stop()
        self.model.set_search(self.search.text())

    @Slot(object)
    def _on_machine(self, machine: Machine) -> None:
        self.model.set_vmaf_fault(machine.vmaf_fault.rstrip("."))

    def _on_ready(self, ready: tuple[MetricSpec, ...]) -> None:
        self.is_seeking = False
        self.model.set_ready(ready)

    @Slot()
    def _say(self) -> None:
        if self.is_seeking:
            self.more.setText(self.tr("Looking which metrics are ready…"))
            return
        parts = [self.tr("%n ticked.", "", len(self.model.chosen))]
        if self.search.text().strip():
            if self.model.rowCount() == 0:
                parts.append(self.tr("No metric that is ready has these words."))
        elif self.model.hidden:
            parts.append(self.tr("%n more ready: search for them.", "", self.model.hidden))
        parts.append(self.tr("Others need checkpoints first: see the tab Metrics afterwards."))
        self.more.setText(" ".join(parts))


def _raise(error: Exception) -> None:
    raise error  # what the disk can do is expected; anything else is a defect
