"""How two frames are compared: what the bars say, and which picture's turn it is in a flicker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from typing_extensions import override

from omgui.ui.viewer.frame_canvas import Arrangement
from omgui.ui.viewer.frame_flicker import Flicker
from omgui.ui.viewer.frame_stage import Look

if TYPE_CHECKING:
    from omgui.ui.viewer.frame_pane import FramePanes


class FrameLooks(QObject):
    """Keeps the look of the panes, and changes it.

    Args:
        panes: What shows the frames.

    Attributes:
        look: The one in force.
        flicker: Takes turns while that is seen.
    """

    def __init__(self, panes: FramePanes) -> None:
        super().__init__(panes)
        self._panes = panes
        self.look = Look()
        self.flicker = Flicker(self)
        self.flicker.turned.connect(self._on_turn)
        panes.toolbar.options_changed.connect(self.read_options)
        panes.map_bar.opacity_changed.connect(self.read_options)
        panes.installEventFilter(self)

    def set_look(self, look: Look) -> None:
        """Compare in another way from now on."""
        self.look = look
        self._panes.stage.set_look(look)
        self._panes.maps.show_bar()
        self.take_turns()

    @Slot()
    def read_options(self) -> None:
        """Compare as the bars say."""
        toolbar, bar = self._panes.toolbar, self._panes.map_bar
        self.set_look(
            replace(
                self.look,
                gain=toolbar.gain,
                is_signed=toolbar.is_signed.isChecked(),
                opacity=bar.opacity.value() / 100,
            )
        )

    def take_turns(self) -> None:
        """Let both pictures follow each other where that is wanted."""
        panes = self._panes
        is_wanted = (
            self.look.arrangement is Arrangement.FLICKER
            and panes.is_pair
            and not panes.commands.is_peeking
            and panes.actions_table["turns"].isChecked()
            and panes.isVisible()
        )
        if not is_wanted:
            self.flicker.stop()
        elif not self.flicker.is_going:
            self.flicker.go()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.flicker.stop()
        elif event.type() == QEvent.Type.Show:
            self.take_turns()
        return False

    @Slot(bool)
    def _on_turn(self, is_reference: bool) -> None:  # a slot
        self.look = replace(self.look, is_reference_turn=is_reference)
        self._panes.stage.set_look(self.look)
