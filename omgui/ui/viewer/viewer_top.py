"""The bar above the pictures: which reference, file and metrics, worst frames, and where to go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from omgui.core.words import without_common_folder
from omgui.ui.icons import icon
from omgui.ui.viewer.viewer_actions import ViewerActions
from omgui.ui.viewer.viewer_state import MOST_METRICS, ViewerState

_WORST = 10
_MOST_WORST = 100


class ViewerTopBar(QWidget):
    """Chooses what is shown.

    Signals:
        reference_chosen(str): The files of another reference are to be shown.
        file_chosen(int): The pictures of this row of the table are to be shown.
        metrics_chosen(object): Names of the metrics to be drawn.
        metric_chosen(str): Worst frames are to be those of this metric.
        worst_changed(): Another number of worst frames is wanted.
        place_typed(str): A person typed where to go.
    """

    reference_chosen = Signal(str)
    file_chosen = Signal(int)
    metrics_chosen = Signal(object)
    metric_chosen = Signal(str)
    worst_changed = Signal()
    place_typed = Signal(str)

    def __init__(self, actions: ViewerActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._groups: Mapping[str, list[int]] = {}
        self._references: list[str] = []
        self.references = _chooser()
        self.files = _chooser()
        self.worst_metric = _chooser()
        self.metrics = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.metrics.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.metrics.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.menu = QMenu(self.metrics)
        self.metrics.setMenu(self.menu)
        self.count = QSpinBox(minimum=1, maximum=_MOST_WORST, value=_WORST)
        self.count.setKeyboardTracking(False)
        self.place = QLabel()
        self.place.setMinimumWidth(self.fontMetrics().horizontalAdvance("99 of 99"))
        self.jump = QLineEdit()
        self.jump.setMinimumWidth(100)
        self.jump.setMaximumWidth(130)
        self.labels = {name: QLabel() for name in ("reference", "file", "worst", "by", "jump")}
        for name, widget in (
            ("reference", self.references),
            ("file", self.files),
            ("worst", self.count),
            ("by", self.worst_metric),
            ("jump", self.jump),
        ):
            self.labels[name].setBuddy(widget)
        self._lay_out()
        self.references.activated.connect(self._on_reference)
        self.files.activated.connect(self._on_file)
        self.worst_metric.activated.connect(self._on_metric)
        self.count.valueChanged.connect(self.worst_changed)
        self.jump.returnPressed.connect(self._on_jump)
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.buttons: list[QToolButton] = []
        for name, drawing in (
            ("last_worst", "frame_back"),
            ("next_worst", "frame_next"),
            ("keys", "help"),
        ):
            button = QToolButton(autoRaise=True)
            button.setDefaultAction(self._actions[name])
            self._actions[name].setIcon(icon(drawing))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            self.buttons.append(button)
        back, on, keys = self.buttons
        for part, stretch in (
            (self.labels["reference"], 0),
            (self.references, 2),
            (self.labels["file"], 0),
            (self.files, 2),
            (self.metrics, 0),
            (self.labels["worst"], 0),
            (self.count, 0),
            (self.labels["by"], 0),
            (self.worst_metric, 2),
            (back, 0),
            (on, 0),
            (self.place, 0),
            (self.labels["jump"], 0),
            (self.jump, 1),
            (keys, 0),
        ):
            layout.addWidget(part, stretch)

    def show_state(self, state: ViewerState | None) -> None:
        """Show what is chosen, and what can be."""
        self.setEnabled(state is not None)
        if state is None:
            return
        if state.groups is not self._groups:
            self._groups = state.groups
            self._references = list(state.groups)
            alone = self.tr("(files without reference)")
            words = [state.reference_names.get(name, alone) for name in self._references]
            self.references.setModel(QStringListModel(words, self.references))
        if state.reference in state.groups:
            self.references.setCurrentIndex(self._references.index(state.reference))
        rows = sorted({*state.shown, *([state.active] if state.active is not None else [])})
        seen = without_common_folder([state.table.rows[row].name for row in rows])
        names = list(zip(rows, seen, strict=True))
        if names != [
            (self.files.itemData(k), self.files.itemText(k)) for k in range(self.files.count())
        ]:
            self.files.clear()
            for row, name in names:
                self.files.addItem(name, row)
        self.files.setCurrentIndex(self.files.findData(state.active))
        self._offer_metrics(state)

    def show_video(self, *, is_video: bool) -> None:
        """Show only what means something for pictures, or all of it for videos."""
        for part in (
            self.files,
            self.metrics,
            self.count,
            self.worst_metric,
            self.place,
            self.jump,
            *(self.labels[name] for name in ("file", "worst", "by", "jump")),
        ):
            part.setVisible(is_video)

    def show_worst(self, worst: Sequence[int], frame: int | None) -> None:
        """Say which of the worst frames one is on."""
        words = ""
        if frame is not None and frame in worst:
            words = self.tr("{place} of {count}")
            place = worst.index(frame) + 1
            words = words.replace("{place}", str(place)).replace("{count}", str(len(worst)))
        self.place.setText(words)

    def say_place_unknown(self, words: str) -> None:
        """Say why one cannot go there, in the box itself."""
        self.jump.setToolTip(words)
        self.jump.setAccessibleDescription(words)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        for name, text in (
            ("reference", self.tr("Referen&ce")),
            ("file", self.tr("Fi&le")),
            ("worst", self.tr("Wors&t")),
            ("by", self.tr("b&y")),
            ("jump", self.tr("&Jump to")),
        ):
            self.labels[name].setText(text)
        self.references.setAccessibleName(self.tr("Reference"))
        self.files.setAccessibleName(self.tr("File whose frames are shown"))
        self.worst_metric.setAccessibleName(self.tr("Metric of the worst frames"))
        self.worst_metric.setToolTip(
            self.tr("Worst frames are those with the worst scores of this metric")
        )
        self.metrics.setText(self.tr("Metr&ics"))
        self.metrics.setAccessibleName(self.tr("Metrics that are drawn"))
        self.metrics.setToolTip(self.tr("Choose the metrics whose curves are drawn"))
        self.count.setAccessibleName(self.tr("Number of worst frames"))
        self.count.setToolTip(
            self.tr("So many worst frames are marked; near a bad one, less bad ones are left out")
        )
        self.jump.setAccessibleName(self.tr("Frame or time to go to"))
        self.jump.setPlaceholderText(self.tr("250 or 0:10.5"))
        for button in self.buttons:
            button.setAccessibleName(button.defaultAction().text())

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _offer_metrics(self, state: ViewerState) -> None:
        names = list(state.table.metrics)
        with QSignalBlocker(self.worst_metric):
            if [self.worst_metric.itemText(k) for k in range(self.worst_metric.count())] != names:
                self.worst_metric.clear()
                self.worst_metric.addItems(names)
            self.worst_metric.setCurrentText(state.metric)
        if [action.text() for action in self.menu.actions()] != names:
            self.menu.clear()
            for name in names:
                action = QAction(name, self.menu, checkable=True)
                action.toggled.connect(self._on_ticked)
                self.menu.addAction(action)
        is_full = len(state.metrics) >= MOST_METRICS
        for action in self.menu.actions():
            is_shown = action.text() in state.metrics
            with QSignalBlocker(action):
                action.setChecked(is_shown)
            action.setEnabled(is_shown or not is_full)
        self.menu.setToolTipsVisible(True)

    @Slot(bool)
    def _on_ticked(self, _is_on: bool) -> None:
        self.metrics_chosen.emit([a.text() for a in self.menu.actions() if a.isChecked()])

    @Slot(int)
    def _on_reference(self, number: int) -> None:
        self.reference_chosen.emit(self._references[number])

    @Slot(int)
    def _on_file(self, number: int) -> None:
        self.file_chosen.emit(int(self.files.itemData(number)))

    @Slot(int)
    def _on_metric(self, number: int) -> None:
        self.metric_chosen.emit(self.worst_metric.itemText(number))

    @Slot()
    def _on_jump(self) -> None:
        self.place_typed.emit(self.jump.text())


def _chooser() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    view = QListView(uniformItemSizes=True)  # a dataset may have 100,000 references
    box.setView(view)
    box.setMaxVisibleItems(20)
    return box
