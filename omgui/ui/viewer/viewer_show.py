"""What the Viewer shows, and everything that has it changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from omgui.core.metric_spec import Better
from omgui.core.problems import Problem
from omgui.core.results.notes import Note
from omgui.ui.problem_words import problem_text
from omgui.ui.selection import Selection
from omgui.ui.viewer.curve_cuts import SceneCuts
from omgui.ui.viewer.curve_plan import CurvePlan, CurveSet
from omgui.ui.viewer.frame_source import FrameSource
from omgui.ui.viewer.notes_panel import key_of_note
from omgui.ui.viewer.viewer_cursor import ViewerCursor
from omgui.ui.viewer.viewer_memory import ViewerMemory
from omgui.ui.viewer.viewer_opening import SourceOpening
from omgui.ui.viewer.viewer_parts import ViewerParts
from omgui.ui.viewer.viewer_reading import Loaded, ViewerReading
from omgui.ui.viewer.viewer_state import ViewerState, key_of


class ViewerShow(QObject):
    """Brings choices, results, curves and pictures together.

    Args:
        parts: Where it is shown.
        reading: Where it comes from.
        selection: What is selected on all pages of the dataset.
        memory: What was shown the last time.
        parent: Owner.

    Attributes:
        state: What is shown; ``None`` until the results are read.
        made: The curves that came last.
    """

    def __init__(
        self,
        parts: ViewerParts,
        reading: ViewerReading,
        selection: Selection,
        memory: ViewerMemory,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._reading = reading
        self._selection = selection
        self._memory = memory
        self.loaded: Loaded | None = None
        self.state: ViewerState | None = None
        self.made: CurveSet | None = None
        self._is_seen = False
        self._is_stale = True  # another selection is to be shown once the page is seen
        self._is_worst_wanted = bool(selection.metric) and selection.frame is None
        self._is_wanted = False  # the person asked to see what is selected, and nothing else
        self._is_own_choice = False
        self._has_failed = False
        self.opening = SourceOpening(self)
        self.cuts = SceneCuts(self)
        self.cursor = ViewerCursor(parts, selection, self)
        self._connect()
        self._show_empty(self.tr("Reading the results…"))

    def _connect(self) -> None:
        parts, top = self._parts, self._parts.top
        self._reading.loaded.connect(self._on_loaded)
        self._reading.rows_changed.connect(self._on_rows)
        self._reading.curves_made.connect(self._on_made)
        self._reading.scores_listed.connect(parts.files.model.show_listed)
        self._reading.failed.connect(self._on_failed)
        self.opening.opened.connect(self._on_opened)
        self.cuts.found.connect(self._on_cuts)
        self.cuts.failed.connect(self._on_failed)
        self._selection.items_changed.connect(self._on_selection)
        self._selection.metric_changed.connect(self._on_selection)
        self._selection.viewer_wanted.connect(self._on_wanted)
        top.reference_chosen.connect(self._on_reference)
        top.file_chosen.connect(self.activate)
        top.metrics_chosen.connect(self._on_metrics)
        top.metric_chosen.connect(self._on_metric)
        top.worst_changed.connect(self.plan)
        parts.files.activated.connect(self.activate)
        parts.files.ticked.connect(self._on_ticked)
        parts.strip.activated.connect(self.activate)
        parts.strip.metric_chosen.connect(self._on_metric)
        parts.curves.options_changed.connect(self.plan)
        parts.notes.note_chosen.connect(self._on_note)

    @property
    def is_video(self) -> bool:
        """Whether there are frames."""
        return self.loaded is None or self.loaded.table.is_video

    def set_seen(self, is_seen: bool) -> None:  # a plain fact
        """Follow the other pages while the page is seen."""
        self._is_seen = is_seen
        self._reading.set_watching(is_seen)
        if is_seen and self._is_stale:
            self._take_selection()

    def show_curves(self) -> None:
        """Draw the curves anew, e.g. in other words."""
        if self.state is not None and self.made is not None:
            self.cursor.show_curves(self.state, self.made)

    def close(self) -> None:
        """End everything."""
        self._memory.keep(self.state, self._parts.panes.frame if self.is_video else None)
        self.opening.close()
        self.cuts.close()

    @Slot(int)
    def activate(self, row: int) -> None:
        """Show the pictures of another file."""
        if self.state is not None and row != self.state.active:
            self.state.activate(row)
            self._show_state()

    @Slot()
    def plan(self) -> None:
        """Ask for the curves of what is shown."""
        state, loaded = self.state, self.loaded
        if state is None or loaded is None or not loaded.table.is_video:
            return
        options = self._parts.curves.bar.options
        column = state.table.metrics.get(state.metric)
        better = column.better if column is not None else None
        self._reading.show_plan(
            CurvePlan(
                loaded.dataset.store,
                state.wishes(),
                options.smoothing,
                options.window,
                options.base if options.base in state.shown else None,
                (state.active, state.metric) if state.active is not None else None,
                better or Better.NEITHER,
                self._parts.top.count.value(),
                state.listed(),
            )
        )
        self._want_cuts()

    # -- what came -------------------------------------------------------------------------------

    @Slot(object)
    def _on_loaded(self, loaded: Loaded) -> None:
        before, self.loaded = self.state, loaded
        self.state, self.made = loaded.state, None
        self._parts.say("")
        self._parts.show_video(is_video=loaded.table.is_video)
        if before is not None:
            self.state.adopt(before)
        if self._is_stale or self.state.active is None:
            self._take_selection()
        else:
            self._show_state(is_new_file=False)

    @Slot(object)
    def _on_rows(self, _rows: object) -> None:
        if self.state is not None:
            self.state.forget_order()
        self._show_state(is_new_file=False)

    @Slot(object)
    def _on_made(self, made: CurveSet) -> None:
        self.made = made
        if self._has_failed:
            self._has_failed = False
            self._parts.say("")
        self.show_curves()
        if self._is_worst_wanted and made.worst:
            self._is_worst_wanted = False
            self.cursor.go(made.worst[0])

    @Slot(object)
    def _on_failed(self, problem: Problem) -> None:
        self._has_failed = True
        self._parts.say(problem_text(problem))
        if self.state is None:
            self._show_empty("")

    @Slot(object)
    def _on_opened(self, source: FrameSource) -> None:
        self.cursor.show_source(source)
        self._want_cuts()

    @Slot(object, int, bool)
    def _on_cuts(self, cuts: list[int], looked: int, is_all: bool) -> None:  # a slot
        self._parts.curves.show_cuts(cuts, looked, is_all=is_all)

    # -- what is shown ---------------------------------------------------------------------------

    def _take_selection(self) -> None:
        """Show what is selected on the other pages, or the beginning of the dataset."""
        state = self.state
        if state is None:
            return
        self._is_stale = False
        items = self._selection.items
        if state.active is None:
            frame = self._memory.recall(state)
            self.cursor.frame_at_start = None if items else frame
        state.follow_metric(self._selection.metric)
        is_fresh = state.active is None or (self._is_wanted and len(items) > 1)
        others = (state.show_items if is_fresh else state.follow)(items)
        self._is_wanted = False
        if state.active is None:
            state.show_reference(next(iter(state.groups), ""))
        if state.active is None:
            self._show_empty(
                self.tr("This dataset has nothing to show yet: add files and metrics first.")
            )
            return
        self._show_state()
        words = self.tr(
            "Of other references: %n selected row(s). Choose those references above.", "", others
        )
        self._parts.say(words if others else "")

    def _show_empty(self, words: str) -> None:
        self._parts.top.show_state(None)
        self._parts.files.model.show_state(None)
        self._parts.curves.say_nothing(words)

    def _show_state(self, *, is_new_file: bool = True) -> None:
        """Show everything anew after a choice."""
        state, loaded = self.state, self.loaded
        if state is None or loaded is None:
            return
        is_video, parts = loaded.table.is_video, self._parts
        self.cursor.take_state(state)
        parts.top.show_state(state)
        parts.files.model.show_state(state, has_curves=is_video)
        parts.files.say(is_video, len(state.files))
        parts.files.show_active(state)
        names = [(row, state.name_of(row)) for row in state.shown]
        parts.curves.bar.offer_bases(names)
        if not is_video:
            parts.strip.show_state(state, loaded.dataset.root)
        row = state.active_row
        if row is not None and state.active is not None and is_new_file:
            store, root = loaded.dataset.store, loaded.dataset.root
            ids = state.pair_score(state.active), state.alone_score(state.active)
            self.opening.want(store, root, row, *ids, is_video=is_video)
        self._share()
        self.plan()

    def _share(self) -> None:
        """Let the other pages know what is selected here."""
        state = self.state
        if state is None or state.active is None or not self._is_seen:
            return
        rows = [state.active, *(row for row in state.shown if row != state.active)]
        self._is_own_choice = True
        try:
            self._selection.set_items(key_of(state.table.rows[row]) for row in rows)
            self._selection.set_metric(state.metric)
        finally:
            self._is_own_choice = False

    def _want_cuts(self) -> None:
        source = self._parts.panes.source
        is_wanted = self._parts.curves.bar.options.has_cuts
        if source is None or not is_wanted or not source.is_video:
            self.cuts.want(None)
            self._parts.curves.stack.set_cuts(())
            return
        self.cuts.want((source.reference or source.distorted).path)

    # -- choices ---------------------------------------------------------------------------------

    @Slot(str)
    def _on_reference(self, reference: str) -> None:
        if self.state is not None and reference != self.state.reference:
            self.state.show_reference(reference)
            self._parts.say("")
            self._show_state()

    @Slot(object)
    def _on_metrics(self, names: list[str]) -> None:
        if self.state is not None:
            self.state.show_metrics(names)
            self._show_state(is_new_file=False)

    @Slot(str)
    def _on_metric(self, name: str) -> None:
        if self.state is not None and name:
            self.state.select_metric(name)
            self._parts.say("")
            self._show_state(is_new_file=False)

    @Slot(int, bool)
    def _on_ticked(self, row: int, is_shown: bool) -> None:  # a slot
        if self.state is not None:
            self.state.tick(row, is_shown=is_shown)
            self._show_state(is_new_file=False)

    @Slot(object)
    def _on_selection(self, _value: object) -> None:
        if self._is_own_choice:
            return
        self._is_stale = True
        if self._is_seen:
            self._take_selection()

    @Slot()
    def _on_wanted(self) -> None:
        self._is_worst_wanted = bool(self._selection.metric)
        self._is_stale = self._is_wanted = True
        if self._is_seen:
            self._take_selection()

    @Slot(object)
    def _on_note(self, note: Note) -> None:
        state = self.state
        row = state.row_of(key_of_note(note)) if state is not None else None
        if state is None or row is None:
            self._parts.say(self.tr("The file of this note is not in the dataset any more."))
        elif row == state.active:
            self.cursor.go(note.frame)
        else:
            self.cursor.frame_at_start = note.frame
            if row in state.files:
                state.activate(row)
            else:
                state.show_items([key_of_note(note)])
            self._show_state()
