"""The frames of a score: reference and distorted picture, stepped, played and compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.viewing import Viewing
from omgui.ui.viewer.frame_actions import FrameActions
from omgui.ui.viewer.frame_board import FrameBoard
from omgui.ui.viewer.frame_commands import FrameCommands
from omgui.ui.viewer.frame_feed import FrameFeed, ShownPair
from omgui.ui.viewer.frame_keeper import FrameKeeper
from omgui.ui.viewer.frame_layers import Pixels
from omgui.ui.viewer.frame_looks import FrameLooks
from omgui.ui.viewer.frame_map import FrameMap, MapRange
from omgui.ui.viewer.frame_map_bar import MapBar
from omgui.ui.viewer.frame_maps import FrameMaps
from omgui.ui.viewer.frame_source import FrameSource
from omgui.ui.viewer.frame_stage import Look
from omgui.ui.viewer.frame_toolbar import FrameToolbar
from omgui.ui.viewer.frame_transport import FrameTransport
from omgui.ui.viewer.player import Player


class FramePanes(QWidget):
    """Shows the frames that belong to a score.

    Signals:
        frame_wanted(int): Another frame is to be shown, as scores are counted.
        frame_shown(int): Its exact pixels are on the canvas.
        source_ready(): It is known which frames there are; see :attr:`viewing`.
        rate_known(): It is known how many frames a second there are; see :attr:`fps`.
        map_chosen(str): Another error map is wanted; empty for none.
        map_wanted(object): A :class:`MapRequest`: two frames are shown and a map is switched on.
        map_range_changed(): The colours of the map are to stand for other values.
    """

    frame_wanted = Signal(int)
    frame_shown = Signal(int)
    source_ready = Signal()
    rate_known = Signal()
    map_chosen = Signal(str)
    map_wanted = Signal(object)
    map_range_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: FrameSource | None = None
        self._frame: int | None = None
        self._is_dragging = False
        self._told: object = None
        self._shown: object = None
        self._feed = FrameFeed(self)
        self.player = Player(self)
        self.actions_table = FrameActions(self)
        self.board = FrameBoard()
        self.canvas = self.board.canvas
        self.stage = self.board.stage
        self.toolbar = FrameToolbar(self.actions_table)
        self.map_bar = MapBar()
        self.transport = FrameTransport(self.actions_table)
        self.keeper = FrameKeeper(self)
        self.commands = FrameCommands(self)
        self.maps = FrameMaps(self, self.map_bar)
        self.looks = FrameLooks(self)
        self._lay_out()
        self.setFocusProxy(self.canvas)
        self._connect()
        self.retranslate()
        self.show_source(None)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.board, 1)
        layout.addWidget(self.map_bar)
        layout.addWidget(self.transport)

    def _connect(self) -> None:
        self._feed.came.connect(self._look_for_frame)
        self._feed.ready.connect(self._on_ready)
        self._feed.rate_known.connect(self.rate_known)
        self.stage.shown.connect(self._on_shown)
        self.player.due.connect(self.show_frame)
        self.player.changed.connect(self._on_player)
        self.transport.frame_chosen.connect(self._on_chosen)
        self.transport.speed_chosen.connect(self.player.set_speed)
        self.toolbar.peek.pressed.connect(self.commands.peek)
        self.toolbar.peek.released.connect(self.commands.unpeek)
        self.canvas.zoom_changed.connect(self._on_zoom)
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.canvas.customContextMenuRequested.connect(self._on_menu)

    @property
    def frame(self) -> int | None:
        """The frame that is wanted, as scores are counted; ``None`` for none."""
        return self._frame

    @property
    def viewing(self) -> Viewing | None:
        """Which frames there are; ``None`` until that is known."""
        return self._feed.viewing

    @property
    def chosen_map(self) -> str:
        """Which error map is wanted; empty for none."""
        return self.toolbar.chosen_map

    @property
    def map_range(self) -> MapRange:
        """Which values the colours of a map are to stand for."""
        return self.map_bar.range

    @property
    def fps(self) -> float | None:
        """Frames per second; ``None`` until that is known."""
        return self._feed.fps

    @property
    def is_pair(self) -> bool:
        """Whether there is a reference."""
        return self._source is not None and self._source.reference is not None

    @property
    def look(self) -> Look:
        """How frames are compared."""
        return self.looks.look

    @property
    def source(self) -> FrameSource | None:
        """What is shown."""
        return self._source

    def show_source(self, source: FrameSource | None, frame: int | None = None) -> None:
        """Show the frames of something else.

        Args:
            source: What; ``None`` for nothing.
            frame: Where to begin, as scores are counted; ``None`` for the beginning.
        """
        self.player.stop()
        self._source = source
        self._told = self._shown = None
        is_pair = self.is_pair
        is_video = source is not None and source.is_video
        self._feed.show(source)
        self.board.turn_to(source)
        self.toolbar.show_arrangement(self.look.arrangement.value, is_pair=is_pair)
        self.transport.show_frames(None)
        self.transport.setVisible(is_video)
        self.toolbar.setEnabled(source is not None)
        self.commands.allow()
        self.maps.show_bar()
        self._frame = None
        if source is not None:
            self.show_frame(frame if frame is not None else max(0, -source.offset))

    @Slot(int)
    def show_frame(self, frame: int, *, is_dragging: bool = False) -> None:
        """Show a frame, or the nearest that there is.

        Args:
            frame: As scores are counted.
            is_dragging: Whether one near it helps, since another will be wanted in a moment.
        """
        if self._source is None:
            return
        viewing = self.viewing
        if viewing is not None:
            frame = viewing.clamped(frame)
        is_other = frame != self._frame
        direction = self.player.direction or (-1 if is_other and frame < (self._frame or 0) else 1)
        self._frame = frame
        self._is_dragging = is_dragging
        self._feed.want(frame, direction, is_dragging=is_dragging)
        if is_other:
            self._show_place()
            self.frame_wanted.emit(frame)
        self._look_for_frame()

    def set_map(self, shown: FrameMap | None) -> None:
        """Lay an error map over the distorted picture; one of another frame is not shown."""
        self.stage.set_map(shown)

    def say_of_map(self, words: str) -> None:
        """Say how it stands with the map, in its own line; empty for nothing."""
        self.map_bar.say(words)

    def map_names(self, names: Sequence[tuple[str, str]]) -> None:
        """Offer error maps.

        Args:
            names: Key and title of each.
        """
        self.toolbar.offer_maps(names)

    def actions_by_group(self) -> list[tuple[str, list[QAction]]]:
        """Return what can be done, by titled groups; a page adds the actions to itself."""
        return self.actions_table.by_group()

    def current_pixels(self) -> tuple[Pixels | None, Pixels | None]:
        """Return the pixels that are shown of reference and distorted file, H×W×3 RGB."""
        return self.board.pixels()

    def time_text(self) -> str:
        """Return when the frame is shown, as people write it; empty where not known."""
        return self.board.time_text()

    def perform(self, name: str) -> None:
        """Do what an action stands for.

        Args:
            name: One of the table in ``frame_actions``.
        """
        self.commands.perform(name)

    def close_page(self) -> None:
        """End what decodes and computes."""
        self.player.stop()
        self.looks.flicker.stop()
        self.commands.unpeek()
        self._feed.close()
        self.stage.close()
        self.keeper.close()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.actions_table.retranslate()
        self.board.retranslate()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_ready(self) -> None:
        viewing = self.viewing
        if viewing is None:
            return
        self.transport.show_frames(viewing.frames)
        self.commands.allow()
        self.source_ready.emit()
        if self._frame is not None:
            self.show_frame(self._frame)
            self._show_place()

    @Slot()
    def _look_for_frame(self) -> None:
        """Show what has come of the frame that is wanted."""
        if self._frame is None or self._source is None:
            return
        if self._feed.trouble is not None:
            self.board.say_problem(self._feed.trouble)
            return
        pair = self._feed.pair(self._frame, is_near_enough=self._is_dragging)
        if pair is None or not pair.is_settled or pair == self._told:
            return
        self._told = pair
        self.stage.show_pair(pair)

    @Slot(object)
    def _on_shown(self, pair: ShownPair) -> None:
        self._on_zoom()
        self._show_place()
        is_new = pair is not self._shown
        if is_new and pair.is_exact and pair.numbers.frame == self._frame:
            self._shown = pair
            self.frame_shown.emit(pair.numbers.frame)
            self.maps.ask(pair)

    def _show_place(self) -> None:
        if self._frame is not None:
            self.transport.show_frame(self._frame, self.time_text())

    @Slot()
    def _on_player(self) -> None:
        self.transport.show_playing(self.player.pace)
        pair = self.stage.pair
        if not self.player.is_playing and pair is not None and pair.is_exact:
            self.maps.ask(pair)

    @Slot(int, bool)
    def _on_chosen(self, frame: int, is_dragging: bool) -> None:
        self.player.stop()
        self.show_frame(frame, is_dragging=is_dragging)

    def set_look(self, look: Look) -> None:
        """Compare in another way from now on."""
        self.looks.set_look(look)

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        if self._source is not None:
            self.toolbar.saving.menu().popup(self.canvas.mapToGlobal(place))

    @Slot()
    def _on_zoom(self) -> None:
        is_there = self.stage.pair is not None
        self.toolbar.show_zoom(self.canvas.scale if is_there else None)
