"""Notes on frames, kept in the store and undone step by step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from omgui.core.problems import ProblemError
from omgui.core.results.notes import (
    Note,
    add_note,
    change_note,
    read_notes,
    remove_note,
    restore_note,
)
from omgui.ui.background import Background
from omgui.ui.selection import RowKey


class NotesBook(QObject):
    """Reads and writes the notes of one store, one thing after the other.

    Signals:
        changed(): There are other notes; see :attr:`notes`.
        failed(object): The :class:`Problem` that kept something from being done.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notes: list[Note] = []
        self.undo_stack = QUndoStack(self)
        self._background = Background(self, threads=1)
        self._store: Path | None = None

    def open(self, store: Path) -> None:
        """Read the notes of a store; what was done with another one is forgotten."""
        if store != self._store:
            self.undo_stack.clear()
        self._store = store
        self._read()

    def add(self, item: RowKey, frame: int, text: str) -> None:
        """Write a note on a frame."""
        words = self.tr("a note on frame {frame}").replace("{frame}", str(frame))
        self.undo_stack.push(_Add(self, (item, frame, text), words))

    def change(self, note: Note, text: str) -> None:
        """Say something else in a note."""
        if text.strip() != note.text:
            self.undo_stack.push(_Change(self, note, text, self.tr("the text of a note")))

    def remove(self, note: Note) -> None:
        """Remove a note."""
        self.undo_stack.push(_Remove(self, note, self.tr("the removal of a note")))

    def close(self) -> None:
        """Wait for what is being written."""
        self._background.finish()

    def do(self, function: Callable[[Path], object], command: QUndoCommand) -> None:
        """Do something with the store, then read the notes anew.

        Args:
            function: Gets the store, in a thread; one thing is done after the other.
            command: What is undone by it, or can be undone from then on.
        """
        store = self._store
        if store is None:
            return

        def failed(error: Exception) -> None:
            command.setObsolete(True)  # nothing was done that could be undone
            stack = self.undo_stack
            if stack.index() == stack.count() and stack.command(stack.index() - 1) is command:
                stack.undo()  # takes it off the stack
            self._fail(error)

        self._background.start(partial(function, store), lambda _: self._read(), failed)

    def _read(self) -> None:
        store = self._store
        if store is not None:
            self._background.start(partial(read_notes, store), self._on_read, self._fail)

    def _on_read(self, notes: list[Note]) -> None:
        if notes != self.notes:
            self.notes = notes
            self.changed.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ProblemError):
            raise error
        self.failed.emit(error.problem)


class _Add(QUndoCommand):
    def __init__(self, book: NotesBook, place: tuple[RowKey, int, str], words: str) -> None:
        super().__init__(words)
        self._book = book
        self._place = place
        self._note: Note | None = None

    @override
    def redo(self) -> None:
        item, frame, text = self._place
        if self._note is not None:
            self._book.do(partial(_restore, self._note), self)
            return
        self._book.do(partial(self._write, item, frame, text), self)

    @override
    def undo(self) -> None:
        # The note is known by the time at which this is done: one thing is done after the other.
        self._book.do(self._take_back, self)

    def _take_back(self, store: Path) -> None:
        if self._note is not None:
            remove_note(store, self._note)

    def _write(self, item: RowKey, frame: int, text: str, store: Path) -> None:
        self._note = add_note(store, item, frame, text)


class _Change(QUndoCommand):
    def __init__(self, book: NotesBook, note: Note, text: str, words: str) -> None:
        super().__init__(words)
        self._book, self._note, self._text = book, note, text

    @override
    def redo(self) -> None:
        note, text = self._note, self._text
        self._book.do(lambda store: change_note(store, note, text), self)

    @override
    def undo(self) -> None:
        self._book.do(partial(_restore, self._note), self)


class _Remove(QUndoCommand):
    def __init__(self, book: NotesBook, note: Note, words: str) -> None:
        super().__init__(words)
        self._book, self._note = book, note

    @override
    def redo(self) -> None:
        note = self._note
        self._book.do(lambda store: remove_note(store, note), self)

    @override
    def undo(self) -> None:
        self._book.do(partial(_restore, self._note), self)


def _restore(note: Note, store: Path) -> None:
    restore_note(store, note)
