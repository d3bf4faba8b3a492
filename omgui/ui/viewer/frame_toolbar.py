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
    QSlider,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from omgui.media.picture_math import GAINS
from omgui.ui.icons import icon
from omgui.ui.viewer.frame_actions import ARRANGEMENTS, FrameActions

_SAVING = ("save_distorted", "save_both", "save_view", "copy_image", "copy_time")
_USUAL_GAIN = GAINS.index(8)
_USUAL_OPACITY = 60
_MAP_LETTERS = 16  # names of maps are long; the list that opens shows them whole
_WIDE = 1150  # points at which everything fits in with names, in every language


class FrameToolbar(QWidget):
    """The bar above the pictures.

    Signals:
        options_changed(): Amplification, sign or opacity changed.
        map_chosen(str): Another map is wanted; empty for none.
    """

    options_changed = Signal()
    map_chosen = Signal(str)

    def __init__(self, actions: FrameActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.arrangements = {name: self._button(name) for name in ARRANGEMENTS}
        self.peek = QToolButton()
        self.gain_label = QLabel()
        self.gains = QComboBox()
        self.gain_label.setBuddy(self.gains)
        for gain in GAINS:
            self.gains.addItem(f"×{gain}", gain)
        self.gains.setCurrentIndex(_USUAL_GAIN)
        self.is_signed = QCheckBox()
        self.map_label = QLabel()
        self.maps = QComboBox()
        self.maps.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.maps.setMinimumContentsLength(_MAP_LETTERS)
        self.map_label.setBuddy(self.maps)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setValue(_USUAL_OPACITY)
        self.opacity.setFixedWidth(90)
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
        self.opacity.valueChanged.connect(self.options_changed)
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
        for part in (*self.arrangements.values(), self.peek, self.gain_label, self.gains):
            layout.addWidget(part)
        layout.addWidget(self.is_signed)
        layout.addStretch(1)
        for part in (self.map_label, self.maps, self.opacity, self.zoom, self.fit, self.own_size):
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
        for part in (self.map_label, self.maps):
            part.setVisible(bool(names))
        self._show_opacity()
        if self.chosen_map != chosen:
            self.map_chosen.emit(self.chosen_map)

    def show_arrangement(self, name: str, *, is_pair: bool) -> None:
        """Show what belongs to an arrangement."""
        is_difference = name == "difference" and is_pair
        for part in (self.gain_label, self.gains, self.is_signed):
            part.setVisible(is_difference)
        self.peek.setVisible(is_pair and name == "flicker")
        for each, button in self.arrangements.items():
            button.setVisible(is_pair)
            font = button.font()
            font.setBold(each == name)  # a button with the focus looks as if it were chosen
            button.setFont(font)

    def show_zoom(self, scale: float | None) -> None:
        """Show the scale of the pictures; ``None`` for none."""
        self.zoom.setText(f"{100 * scale:.0f} %" if scale is not None else "")

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        for name in (*ARRANGEMENTS, "fit", "own_size"):
            button = self.arrangements.get(name) or getattr(self, name)
            button.setAccessibleName(self._actions[name].text())
        self._actions["fit"].setIconText(self.tr("Fit"))
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
        self.opacity.setAccessibleName(self.tr("Opacity of the error map"))
        self.opacity.setToolTip(self.tr("Opacity of the error map"))
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

    def _show_opacity(self) -> None:
        self.opacity.setVisible(bool(self.chosen_map))

    @Slot(int)
    def _on_map(self, _index: int) -> None:
        self._show_opacity()
        self.map_chosen.emit(self.chosen_map)
