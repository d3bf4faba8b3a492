"""Choosing how two frames are compared: arrangement, amplification, map, zoom, saving."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from omgui.media.picture_math import GAINS
from omgui.ui.icons import icon
from omgui.ui.viewer.frame_actions import ARRANGEMENTS, FrameActions

_SAVING = ("save_distorted", "save_both", "save_view", "save_map", "copy_image", "copy_time")
_USUAL_GAIN = GAINS.index(8)
_MAP_LETTERS = 8  # names of maps are long; the list that opens shows them whole
_MAP_WIDTH = 280
_WIDE = 1150  # points at which everything fits in with names, in every language


class FrameToolbar(QWidget):
    """The bar above the pictures.

    Signals:
        options_changed(): Amplification or sign changed.
        map_chosen(str): Another map is wanted; empty for none.
    """

    options_changed = Signal()
    map_chosen = Signal(str)

    def __init__(self, actions: FrameActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.arrangements = {name: self._button(name) for name in ARRANGEMENTS}
        self.peek = QToolButton()
        self.turns = self._button("turns")
        self.gain_label = QLabel()
        self.gains = QComboBox()
        self.gain_label.setBuddy(self.gains)
        for gain in GAINS:
            self.gains.addItem(f"×{gain}", gain)
        self.gains.setCurrentIndex(_USUAL_GAIN)
        self.is_signed = QCheckBox()
        self.map_label = QLabel()
        self.maps = QComboBox()
        self._is_difference = False
        self.maps.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.maps.setMinimumContentsLength(_MAP_LETTERS)
        self.maps.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.maps.setMaximumWidth(_MAP_WIDTH)
        self.map_label.setBuddy(self.maps)
        self.zoom = QLabel()
        self.fit = self._button("fit")
        self.own_size = self._button("own_size")
        self.saving = QToolButton(autoRaise=True)
        self.saving.setIcon(icon("save"))
        self.saving.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.saving)
        menu.addActions([actions[name] for name in _SAVING])
        self.saving.setMenu(menu)
        self._lay_out()
        self.gains.currentIndexChanged.connect(self.options_changed)
        self.is_signed.toggled.connect(self.options_changed)
        self.maps.currentIndexChanged.connect(self._on_map)
        self.offer_maps(())
        self.retranslate()
        self.show_arrangement("side", is_pair=True)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setDefaultAction(self._actions[name])
        return button

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for button in (*self.arrangements.values(), self.turns, self.peek):
            layout.addWidget(button)
        layout.addWidget(self.gain_label)
        layout.addWidget(self.gains)
        layout.addWidget(self.is_signed)
        layout.addStretch(1)
        layout.addWidget(self.map_label)
        layout.addWidget(self.maps, 3)
        for part in (self.zoom, self.fit, self.own_size):
            layout.addWidget(part)
        layout.addWidget(self.saving)

    @property
    def gain(self) -> int:
        """By how much a difference is amplified."""
        return int(self.gains.currentData())

    @property
    def chosen_map(self) -> str:
        """Which map is wanted; empty for none."""
        return str(self.maps.currentData() or "")

    def change_gain(self, by: int) -> None:
        """Amplify more or less."""
        self.gains.setCurrentIndex(
            min(max(self.gains.currentIndex() + by, 0), self.gains.count() - 1)
        )

    def offer_maps(self, names: Sequence[tuple[str, str]]) -> None:
        """Offer these maps; the one that was chosen stays so if it is among them.

        Args:
            names: Key and title of each.
        """
        chosen = self.chosen_map
        with QSignalBlocker(self.maps):
            self.maps.clear()
            self.maps.addItem(self.tr("None"), "")
            for key, title in names:
                self.maps.addItem(title, key)
            self.maps.setCurrentIndex(max(0, self.maps.findData(chosen)))
        self._show_maps()
        if self.chosen_map != chosen:
            self.map_chosen.emit(self.chosen_map)

    def show_arrangement(self, name: str, *, is_pair: bool) -> None:
        """Show what belongs to an arrangement."""
        is_difference = name == "difference" and is_pair
        for part in (self.gain_label, self.gains, self.is_signed):
            part.setVisible(is_difference)
        for turn in (self.turns, self.peek):
            turn.setVisible(is_pair and name == "flicker")
        self._is_difference = is_difference
        self._show_maps()
        for each, button in self.arrangements.items():
            button.setVisible(is_pair)
            font = button.font()
            font.setBold(each == name)  # a button with the focus looks as if it were chosen
            button.setFont(font)

    def _show_maps(self) -> None:
        """Offer maps where there are any; they lie over pictures and not over their difference."""
        for part in (self.map_label, self.maps):
            part.setVisible(self.maps.count() > 1 and not self._is_difference)

    def show_zoom(self, scale: float | None) -> None:
        """Show the scale of the pictures; ``None`` for none."""
        self.zoom.setText(f"{100 * scale:.0f} %" if scale is not None else "")

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        for name in (*ARRANGEMENTS, "fit", "own_size", "turns"):
            button = self.arrangements.get(name) or getattr(self, name)
            button.setAccessibleName(self._actions[name].text())
        self._actions["fit"].setIconText(self.tr("Fit"))
        self._actions["turns"].setIconText(self.tr("Auto"))
        self._actions["own_size"].setIconText(self.tr("1:1"))
        self.peek.setText(self.tr("Hold for the reference"))
        self.peek.setAccessibleName(self.tr("Show the reference while it is held"))
        self.gain_label.setText(self.tr("Am&plify"))
        self.gains.setAccessibleName(self.tr("Amplification of the difference"))
        self.is_signed.setText(self.tr("Si&gned"))
        self.is_signed.setToolTip(
            self.tr("Grey is no difference, lighter is lighter than the reference")
        )
        self.map_label.setText(self.tr("Error map"))
        self.maps.setItemText(0, self.tr("None"))
        self.maps.setAccessibleName(self.tr("Error map"))
        self.saving.setText(self.tr("Save and copy"))
        self.saving.setAccessibleName(self.tr("Save and copy"))
        self.saving.setToolTip(self.tr("Save and copy"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the arrangements where there is room, else show their icons alone."""
        super().resizeEvent(event)
        styles = Qt.ToolButtonStyle
        is_wide = event.size().width() >= _WIDE
        style = styles.ToolButtonTextBesideIcon if is_wide else styles.ToolButtonIconOnly
        for button in self.arrangements.values():
            button.setToolButtonStyle(style)

    @Slot(int)
    def _on_map(self, _index: int) -> None:
        self.map_chosen.emit(self.chosen_map)
