"""Notes on frames as rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from PySide6.QtCore import QObject, Qt, Signal
from typing_extensions import override

from omgui.core.results.notes import Note
from omgui.core.words import distinct_parts
from omgui.ui.rows_model import Index, Role, RowsModel

FRAME, TEXT, FILE = range(3)


class NotesModel(RowsModel[Note]):
    """A row for each note; its text can be edited.

    Signals:
        edited(object, str): A note is to say something else.
    """

    edited = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(3, parent)
        self.has_frames = True
        self._names: dict[str, str] = {}

    @override
    def show(self, rows: Sequence[Note]) -> None:
        files = list(dict.fromkeys(note.file for note in rows))
        shown = distinct_parts(files) if len(files) > 1 else [PurePosixPath(f).name for f in files]
        self._names = dict(zip(files, shown, strict=True))
        super().show(rows)

    @override
    def titles(self) -> Sequence[str]:
        return (self.tr("Frame"), self.tr("Note"), self.tr("File"))

    @override
    def text(self, number: int, column: int) -> str:
        note = self.row(number)
        frame = str(note.frame) if self.has_frames else ""
        return (frame, note.text, self._names[note.file])[column]

    @override
    def tip(self, number: int, column: int) -> str:
        note = self.row(number)
        return f"{note.text}\n{note.file} {note.mode}\n{note.written}"

    @override
    def other(self, number: int, column: int, role: int) -> object:
        if role == Role.EditRole and column == TEXT:
            return self.row(number).text
        if role == Role.TextAlignmentRole and column == FRAME:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and index.column() == TEXT:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    @override
    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.EditRole or not index.isValid() or index.column() != TEXT:
            return False
        text = str(value).strip()
        if text and text != self.row(index.row()).text:
            self.edited.emit(self.row(index.row()), text)
        return False  # what is shown changes once it is kept
