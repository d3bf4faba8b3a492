"""One cursor for curves, pictures, slider, tables and notes: wherever it is moved, all follow."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from omgui.core.curves import parse_place
from omgui.ui.selection import Selection
from omgui.ui.viewer.curve_plan import CurveSet
from omgui.ui.viewer.curve_words import CurveWords
from omgui.ui.viewer.frame_source import FrameSource
from omgui.ui.viewer.notes_panel import key_of_note
from omgui.ui.viewer.viewer_parts import ViewerParts
from omgui.ui.viewer.viewer_state import ViewerState, key_of


class ViewerCursor(QObject):
    """Moves everything to the frame that is wanted.

    Args:
        parts: What is moved.
        selection: What the other pages of the dataset know of it.
        parent: Owner.

    Attributes:
        frame_at_start: Frame that the next source is to begin with; ``None`` for the one that is
            shown.
    """

    def __init__(self, parts: ViewerParts, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._panes = parts.panes
        self._selection = selection
        self._words = CurveWords(self)
        self._state: ViewerState | None = None
        self._made: CurveSet | None = None
        self._frames = range(0)
        self._fps: float | None = None
        self._hovered: int | None = None
        self.frame_at_start: int | None = None
        self._panes.frame_wanted.connect(self._on_frame)
        self._panes.source_ready.connect(self._on_ready)
        self._panes.rate_known.connect(self._look_at_rate)
        parts.curves.frame_chosen.connect(self._on_chosen)
        parts.curves.frame_hovered.connect(self._on_hovered)
        parts.curves.said.connect(self._panes.board.pixel.setText)
        parts.scores.frame_chosen.connect(self.go)
        parts.top.place_typed.connect(self._on_typed)
        parts.top.jump.textEdited.connect(self._on_typing)
        parts.notes.model.modelReset.connect(self._mark_notes)
        selection.frame_changed.connect(self._on_selected)

    @property
    def frames(self) -> range:
        """Numbers of all frames that are known to be there, or to have a score."""
        viewing = self._panes.viewing
        return self._frames if viewing is None else _joined(self._frames, viewing.frames)

    def show_source(self, source: FrameSource) -> None:
        """Show the frames of something else; where one was is kept."""
        frame = self.frame_at_start
        if frame is None:
            frame = self._panes.frame if self._panes.frame is not None else self._selection.frame
        self.frame_at_start = None
        self._panes.show_source(source, frame)
        self._say_place()

    def show_curves(self, state: ViewerState, made: CurveSet) -> None:
        """Draw other curves."""
        self._state, self._made = state, made
        self._frames = range(0)
        for curve in made.scores.values():
            self._frames = _joined(self._frames, range(curve.first, curve.end))
        self._draw()

    @Slot(int)
    def go(self, frame: int) -> None:
        """Go to a frame."""
        if self._panes.source is None:
            self.frame_at_start = frame
        self._panes.show_frame(frame)

    def _draw(self) -> None:
        state, made = self._state, self._made
        if state is None or made is None:
            return
        parts = self._parts
        parts.curves.show_curves(state, made, self.frames)
        parts.curves.set_frame(self._panes.frame)
        self._mark_notes()
        parts.files.model.show_curves(made, parts.curves.marks)
        parts.scores.model.show_curves(state, made, self.frames)
        parts.scores.show_frame(self._panes.frame)
        shown = [curve for curve in made.curves if curve.metric == state.metric]
        parts.spread.show_curves(shown, parts.curves.axis_title(state.metric))
        self._say_place()

    @Slot()
    def _mark_notes(self) -> None:
        state = self._state
        if state is not None:
            places = (
                (state.row_of(key_of_note(note)), note.frame) for note in self._parts.notes.notes
            )
            self._parts.curves.stack.set_notes(
                [(row, frame) for row, frame in places if row in state.shown]
            )

    @Slot(int)
    def _on_frame(self, frame: int) -> None:
        self._parts.curves.set_frame(frame)
        self._parts.scores.show_frame(frame)
        self._selection.set_frame(frame)
        self._say_place()

    @Slot()
    def _on_ready(self) -> None:
        self._look_at_rate()
        self._draw()
        self._say_place()

    @Slot()
    def _look_at_rate(self) -> None:
        """Say times once the frame rate is known, which may come after the first frames."""
        fps = self._panes.fps
        if fps != self._fps:
            self._fps = fps
            self._parts.curves.set_rate(fps)
            self._parts.scores.model.set_rate(fps)
            self._say_place()

    @Slot(int, bool)
    def _on_chosen(self, frame: int, is_dragging: bool) -> None:  # a slot
        self._panes.player.stop()
        self._panes.show_frame(frame, is_dragging=is_dragging)

    @Slot(object)
    def _on_hovered(self, frame: int | None) -> None:
        self._hovered = frame
        self._say_place()

    @Slot(object)
    def _on_selected(self, frame: int | None) -> None:
        if frame is not None and frame != self._panes.frame and self._parts.isVisible():
            self.go(frame)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        frame = parse_place(text, self._panes.fps)
        frames = self._panes.viewing.frames if self._panes.viewing is not None else self.frames
        if frame is None:
            self._refuse(self.tr("Type a frame such as 250, or a time such as 0:10.5."))
        elif frame not in frames:
            words = self.tr("There is no frame {frame}: they go from {first} to {last}.")
            ends = (frames[0], frames[-1]) if len(frames) else (0, 0)
            for key, number in zip(("{frame}", "{first}", "{last}"), (frame, *ends), strict=True):
                words = words.replace(key, str(number))
            self._refuse(words)
        else:
            self._refuse("")
            self._panes.player.stop()
            self.go(frame)
            self._panes.canvas.setFocus()

    def _refuse(self, words: str) -> None:
        """Say why one cannot go there, or nothing any more."""
        top = self._parts.top
        if words or self._parts.message.text() == top.jump.toolTip():
            self._parts.say(words)
        top.say_place_unknown(words)
        if words:
            top.jump.selectAll()  # the next thing that is typed takes its place

    @Slot()
    def _on_typing(self) -> None:
        self._refuse("")

    def _say_place(self) -> None:
        """Say everywhere which frame it is: the one below the pointer, else the one shown."""
        parts, shown = self._parts, self._panes.frame
        frame = self._hovered if self._hovered is not None else shown
        is_video = self._state is None or self._state.table.is_video
        parts.files.show_place(self._words.place(frame, self._panes.fps) if is_video else "", frame)
        parts.top.show_worst(self._made.worst if self._made is not None else (), shown)
        row = self._state.active_row if self._state is not None else None
        parts.notes.show_place(key_of(row) if row is not None else None, shown, is_video=is_video)

    def take_state(self, state: ViewerState) -> None:
        """Work for another state of the page."""
        if state is not self._state:  # the rows that curves name are those of another table
            self._made = None
        self._state = state


def _joined(one: range, other: range) -> range:
    if not len(one) or not len(other):
        return one or other
    return range(min(one.start, other.start), max(one.stop, other.stop))
