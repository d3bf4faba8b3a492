"""Above the table: search, which metrics are shown, presets, and ticks for all that is shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from omgui.core.metric_spec import MetricSpec
from omgui.ui.icons import icon
from omgui.ui.metrics.presets_menu import PresetsMenu
from omgui.ui.metrics.rows import Show
from omgui.ui.search_line import SearchLine

_SEARCH_MS = 120


class TopBar(QWidget):
    """The row of controls above the table.

    Signals:
        search_changed(str, Show): Other metrics are to be shown.
        all_wanted(bool): All that are shown are to be ticked, or unticked.
    """

    search_changed = Signal(str, object)
    all_wanted = Signal(bool)

    def __init__(self, known: Mapping[str, MetricSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchLine(self)
        self.show_box = QComboBox(self)
        self.presets = PresetsMenu(known, self)
        self.presets_button = QToolButton(self)
        self.tick_all = QPushButton(self)
        self.untick_all = QPushButton(self)
        self.search_label = QLabel(self)
        self.show_label = QLabel(self)
        self._typing = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self.search.setClearButtonEnabled(True)
        self.search_label.setBuddy(self.search)
        self.show_label.setBuddy(self.show_box)
        for show in Show:
            self.show_box.addItem("", show)
        self.presets_button.setMenu(self.presets)
        self.presets_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.presets_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.presets_button.setIcon(icon("metrics"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.search_label)
        layout.addWidget(self.search, 1)
        layout.addWidget(self.show_label)
        layout.addWidget(self.show_box)
        layout.addWidget(self.presets_button)
        layout.addWidget(self.tick_all)
        layout.addWidget(self.untick_all)
        self._typing.timeout.connect(self._on_search)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._on_search)
        self.show_box.currentIndexChanged.connect(self._on_search)
        self.tick_all.clicked.connect(self._on_tick_all)
        self.untick_all.clicked.connect(self._on_untick_all)
        self.retranslate()

    def close_bar(self) -> None:
        """Forget a search that is being typed."""
        self._typing.stop()

    def search_now(self) -> None:
        """Search for what is typed without waiting for more of it."""
        if self._typing.isActive():
            self._on_search()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.search_label.setText(self.tr("Se&arch:"))
        self.show_label.setText(self.tr("Sho&w:"))
        self.search.setAccessibleName(self.tr("Search metrics"))
        self.search.setPlaceholderText(self.tr("name, title, paper, what it measures"))
        clear = self.search.findChild(QToolButton)
        if clear is not None:
            clear.setAccessibleName(self.tr("Clear the search"))
        self.show_box.setAccessibleName(self.tr("Which metrics are shown"))
        words = {
            Show.ALL: self.tr("All metrics"),
            Show.FULL_REFERENCE: self.tr("With reference"),
            Show.NO_REFERENCE: self.tr("Without reference"),
            Show.TICKED: self.tr("Ticked"),
            Show.RUNNABLE: self.tr("Can run now"),
            Show.WITHOUT_FILES: self.tr("Need no checkpoint"),
        }
        for number, show in enumerate(Show):
            self.show_box.setItemText(number, words[show])
        self.presets_button.setText(self.tr("&Presets"))
        self.tick_all.setText(self.tr("&Tick all shown"))
        self.untick_all.setText(self.tr("&Untick all shown"))

    @Slot()
    def _on_search(self) -> None:
        self._typing.stop()
        self.search_changed.emit(self.search.text(), self.show_box.currentData())

    @Slot()
    def _on_tick_all(self) -> None:
        self.all_wanted.emit(True)

    @Slot()
    def _on_untick_all(self) -> None:
        self.all_wanted.emit(False)
