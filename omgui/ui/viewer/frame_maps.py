"""Which error map is wanted of the frames that are shown, and the line that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from omgui.ui.viewer.frame_feed import ShownPair
from omgui.ui.viewer.frame_map import MapRequest, Top
from omgui.ui.viewer.frame_map_bar import MapBar

if TYPE_CHECKING:
    from omgui.ui.viewer.frame_pane import FramePanes


class FrameMaps(QObject):
    """Asks for maps on behalf of the panes.

    Args:
        panes: What shows the frames.
        bar: What says what the colours stand for.
    """

    def __init__(self, panes: FramePanes, bar: MapBar) -> None:
        super().__init__(panes)
        self._panes = panes
        self._bar = bar
        bar.hide()
        bar.range_changed.connect(panes.map_range_changed)
        panes.toolbar.map_chosen.connect(self._on_chosen)
        panes.stage.map_shown.connect(bar.show_map)

    def ask(self, pair: ShownPair) -> None:
        """Ask for the map of two frames, if one is switched on."""
        panes = self._panes
        key = panes.chosen_map
        reference, distorted = panes.current_pixels()
        if key and distorted is not None and not panes.player.is_playing:
            place = pair.numbers.frame
            panes.map_wanted.emit(MapRequest(key, place, reference, distorted, panes.stage.turn))

    def show_bar(self) -> None:
        """Show the line where there is a map to explain."""
        panes = self._panes
        is_difference = panes.look.arrangement.value == "difference" and panes.is_pair
        self._bar.setVisible(bool(panes.chosen_map) and panes.is_pair and not is_difference)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        panes, top = self._panes, self._bar.top
        if self._bar.range.top is Top.FIXED:  # a value of another metric means nothing here
            top.setCurrentIndex(top.findData(Top.LARGEST))
        self._bar.say("")
        panes.stage.set_map(None)
        self.show_bar()
        panes.map_chosen.emit(key)
        pair = panes.stage.pair
        if key and pair is not None and pair.is_exact:
            self.ask(pair)
