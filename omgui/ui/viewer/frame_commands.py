"""What the actions of the frame panes do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from typing_extensions import override

from omgui.ui.viewer.frame_actions import ARRANGEMENTS, TABLE
from omgui.ui.viewer.frame_canvas import Arrangement

if TYPE_CHECKING:
    from omgui.ui.viewer.frame_pane import FramePanes

_SPLIT_STEP = 0.05
_ZOOM_STEP = 1.25
_PAN_STEP = 60.0
_STEPS = {"next": 1, "back": -1, "next_ten": 10, "back_ten": -10}
_PANS = {
    "pan_left": (_PAN_STEP, 0.0),
    "pan_right": (-_PAN_STEP, 0.0),
    "pan_up": (0.0, _PAN_STEP),
    "pan_down": (0.0, -_PAN_STEP),
}


class FrameCommands(QObject):
    """Steps, plays, arranges, zooms.

    Args:
        panes: What shows the frames.
    """

    def __init__(self, panes: FramePanes) -> None:
        super().__init__(panes)
        self._panes = panes
        self._arrangement_before: str | None = None
        for name, action in panes.actions_table.all.items():
            action.setData(name)
            action.triggered.connect(self._on_action)

    def allow(self) -> None:
        """Let only that be done which means something with what is shown."""
        panes = self._panes
        source = panes.source
        is_video = source is not None and source.is_video and panes.viewing is not None
        allowed = {"go": is_video, "play": is_video, "look": panes.is_pair}
        for group, names in TABLE.items():
            for name in names:
                panes.actions_table[name].setEnabled(allowed.get(group, source is not None))
        panes.actions_table["save_both"].setEnabled(panes.is_pair)
        panes.actions_table["copy_time"].setEnabled(is_video)

    def perform(self, name: str) -> None:
        """Do what an action stands for.

        Args:
            name: One of the table in ``frame_actions``.
        """
        if name in ARRANGEMENTS:
            if name == "flicker" == self._panes.look.arrangement.value:
                self._panes.actions_table["turns"].toggle()
            self._arrange(name)
        elif name == "turns":
            self._arrange("flicker")
        elif name in _STEPS or name in {"first", "last"}:
            self._go(name)
        elif name.startswith("play") or name == "stop":
            self._play(name)
        elif name in _PANS:
            self._panes.canvas.move_by(*_PANS[name])
        elif not self._zoom(name):
            self._compare_or_keep(name)

    @property
    def is_peeking(self) -> bool:
        """Whether the reference is shown for as long as a key is held."""
        return self._arrangement_before is not None

    @Slot()
    def peek(self) -> None:
        """Show the reference alone until the key or the button is let go."""
        app = QCoreApplication.instance()
        if app is None or self._arrangement_before is not None or not self._panes.is_pair:
            return
        app.installEventFilter(self)  # the key may be let go anywhere
        self._arrangement_before = self._panes.look.arrangement.value
        self._arrange("flicker")
        self._panes.set_look(replace(self._panes.look, is_reference_peeked=True))

    @Slot()
    def unpeek(self) -> None:
        """Show again what was shown before."""
        app = QCoreApplication.instance()
        if app is None or self._arrangement_before is None:
            return
        app.removeEventFilter(self)
        name, self._arrangement_before = self._arrangement_before, None
        self._panes.set_look(replace(self._panes.look, is_reference_peeked=False))
        self._arrange(name)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_let_go = event.type() == QEvent.Type.ApplicationDeactivate
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyRelease:
            is_let_go = event.key() == Qt.Key.Key_R and not event.isAutoRepeat()
        if is_let_go:
            self.unpeek()
        return super().eventFilter(watched, event)

    @Slot()
    def _on_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.perform(str(action.data()))

    def _arrange(self, name: str) -> None:
        panes = self._panes
        panes.actions_table[name].setChecked(True)
        panes.toolbar.show_arrangement(name, is_pair=panes.is_pair)
        panes.set_look(replace(panes.look, arrangement=Arrangement(name)))

    def _go(self, name: str) -> None:
        panes = self._panes
        viewing = panes.viewing
        if viewing is None or panes.frame is None:
            return
        panes.player.stop()
        ends = {"first": viewing.frames[0], "last": viewing.frames[-1]}
        frame = ends[name] if name in ends else viewing.stepped(panes.frame, _STEPS[name])
        panes.show_frame(frame)

    def _play(self, name: str) -> None:
        panes = self._panes
        viewing = panes.viewing
        if name == "stop" or viewing is None or (name == "play" and panes.player.is_playing):
            panes.player.stop()
            return
        direction = -1 if name == "play_back" else 1
        panes.player.play(panes.frame or 0, viewing.frames, panes.fps, direction)

    def _zoom(self, name: str) -> bool:
        canvas = self._panes.canvas
        if name == "fit":
            canvas.set_zoom(replace(canvas.zoom, scale=None))
        elif name == "own_size":
            canvas.zoom_to(1.0)
        elif name == "zoom_in":
            canvas.zoom_to(canvas.scale * _ZOOM_STEP)
        elif name == "zoom_out":
            canvas.zoom_to(canvas.scale / _ZOOM_STEP)
        else:
            return False
        return True

    def _compare_or_keep(self, name: str) -> None:
        panes = self._panes
        if name == "peek":
            self.peek()
        elif name in {"split_left", "split_right"}:
            step = _SPLIT_STEP if name == "split_right" else -_SPLIT_STEP
            panes.canvas.move_split(panes.canvas.split + step)
        elif name in {"stronger", "weaker"}:
            panes.toolbar.change_gain(1 if name == "stronger" else -1)
        else:
            panes.keeper.perform(name)
