"""The page of a dataset that shows curves of frame scores and the frames behind them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QAction, QHideEvent, QShowEvent, QUndoStack
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.curves import stepped_worst
from omgui.core.metric_spec import Better
from omgui.ui.save_folder import SaveFolder
from omgui.ui.selection import Selection
from omgui.ui.session import Session
from omgui.ui.viewer.focus_keys import FocusKeys
from omgui.ui.viewer.map_provider import connect_maps
from omgui.ui.viewer.notes_book import NotesBook
from omgui.ui.viewer.viewer_actions import ViewerActions
from omgui.ui.viewer.viewer_changes import ViewerChanges
from omgui.ui.viewer.viewer_keys import KeysDialog
from omgui.ui.viewer.viewer_memory import ViewerMemory
from omgui.ui.viewer.viewer_parts import NOTES, ViewerParts
from omgui.ui.viewer.viewer_reading import Loaded, ViewerReading
from omgui.ui.viewer.viewer_show import ViewerShow


class ViewerPage(QWidget):
    """Curves, frames and notes of one dataset.

    Args:
        session: What is open.
        dataset: Name of the dataset.
        selection: What is selected on all pages of the dataset.
        parent: Owner.
    """

    def __init__(
        self, session: Session, dataset: str, selection: Selection, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = dataset
        self._is_closed = False
        self.book = NotesBook(self)
        self.page_actions = ViewerActions(self)
        self.parts = ViewerParts(self.page_actions, self.book, self)
        self.panes = self.parts.panes
        self.reading = ViewerReading(session, dataset, self)
        self.maps = connect_maps(self.panes)
        memory = ViewerMemory(session.workspace, dataset)
        self.shown = ViewerShow(self.parts, self.reading, selection, memory, self)
        self.changes = ViewerChanges(session, self.parts, self.shown, self)
        for keeper in (self.panes.keeper, self.parts.curves.keeper):
            keeper.folder = SaveFolder(session.workspace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts)
        for _, actions in self.groups():
            self.addActions(actions)
        for name, action in self.page_actions.all.items():
            action.setData(name)
            action.triggered.connect(self._on_action)
        self.reading.loaded.connect(self._on_loaded)
        session.dataset_edited.connect(self._on_edited)
        FocusKeys(self, frozenset({self.panes.transport.slider}))
        self.reading.load()

    @property
    def undo_stack(self) -> QUndoStack:
        """Where edits of notes can be undone."""
        return self.book.undo_stack

    def groups(self) -> list[tuple[str, list[QAction]]]:
        """Return all that has keys, with the title of each group."""
        own = (self.page_actions.title(), list(self.page_actions.all.values()))
        curves = (self.tr("Curves"), list(self.parts.curves.bar.actions_by_name.values()))
        return [own, *self.panes.actions_by_group(), curves]

    def focus_search(self) -> None:
        """Let the person type where to go."""
        if self.shown.is_video:
            self.parts.top.jump.setFocus()
            self.parts.top.jump.selectAll()

    def close_page(self) -> None:
        """End everything that is going on."""
        if self._is_closed:
            return
        self._is_closed = True
        self.parts.close_page()
        for part in (self.maps, self.reading, self.shown, self.changes, self.book):
            part.close()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.page_actions.retranslate(is_video=self.shown.is_video)
        self.parts.top.retranslate()

    def perform(self, name: str) -> None:
        """Do what an action of the page stands for."""
        if name in {"next_worst", "last_worst"}:
            self._step_worst(1 if name == "next_worst" else -1)
        elif name in {"next_file", "last_file"}:
            self._step_file(1 if name == "next_file" else -1)
        elif name == "jump":
            self.focus_search()
        elif name == "note":
            self.parts.side.setCurrentIndex(NOTES)
            self.parts.notes.focus_text()
        else:
            KeysDialog(self.groups(), self).open()

    @override
    def changeEvent(self, event: QEvent) -> None:
        # A page that is closed may live on until the event loop turns, without its plots.
        if event.type() == QEvent.Type.LanguageChange and not self._is_closed:
            self.retranslate()
            self.shown.show_curves()
            self.changes.retranslate()
        super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.set_seen(True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.panes.player.stop()
        self.shown.set_seen(False)

    def _step_worst(self, by: int) -> None:
        if not self.shown.is_video:
            row = self.parts.strip.step(by)
            if row is not None:
                self.shown.activate(row)
            return
        worst = self.shown.made.worst if self.shown.made is not None else ()
        place = stepped_worst(worst, self.panes.frame, by)
        if place is None:
            self.parts.say(self._no_worst())
        else:
            self.panes.player.stop()
            self.shown.cursor.go(worst[place])

    def _no_worst(self) -> str:
        """Say why there are no worst frames."""
        state = self.shown.state
        spec = state.table.specs.get(state.metric) if state is not None else None
        if spec is not None and spec.better is Better.NEITHER:
            words = self.tr(
                "{metric} describes frames and does not judge them, so none is the worst. Choose "
                "another metric beside “Worst”."
            )
            return words.replace("{metric}", spec.name)
        return self.tr("There are no frame scores yet that could say which frame is the worst.")

    def _step_file(self, by: int) -> None:
        state = self.shown.state
        if state is not None and self.shown.is_video:
            row = state.neighbour(by)
        else:
            row = self.parts.strip.step(by)
        if row is not None:
            self.shown.activate(row)

    @Slot(object)
    def _on_loaded(self, loaded: Loaded) -> None:
        self.book.open(loaded.dataset.store)
        self.retranslate()

    @Slot(str)
    def _on_edited(self, name: str) -> None:
        if name == self._name:
            self.reading.load()

    @Slot()
    def _on_action(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.perform(str(action.data()))
