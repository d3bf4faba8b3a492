"""The table of a comparison's files: which is the reference, what they are, what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from typing_extensions import override

from omgui.core.media_facts import FileFacts
from omgui.core.mismatch import Weight
from omgui.core.mode_proposal import ModeProposal
from omgui.core.problems import Problem
from omgui.ui.icons import icon
from omgui.ui.quick_compare.files import (
    ComparedFile,
    Why,
    common_folder,
    propose_reference,
    same_file,
)
from omgui.ui.quick_compare.plan import modes_by_place
from omgui.ui.quick_compare.words import Remark, Words
from omgui.ui.rows_model import ROOT, Index, Role, RowsModel

REFERENCE, FILE, FOLDER, FACTS, REMARK = range(5)
_ICONS = {
    Weight.ERROR: ("error", "bad"),
    Weight.WARNING: ("warning", "warning"),
    Weight.NOTE: ("info", "quiet"),
}


class CompareModel(RowsModel[ComparedFile]):
    """Files, one a row.

    Signals:
        changed(): Files came or went, more is known of them, or the reference is another.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(REMARK + 1, parent)
        self.words = Words(self)
        self._rows: list[ComparedFile] = []
        self._pictures: dict[Path, QIcon] = {}
        self._reference: int | None = None
        self._why: Why | None = None
        self._is_alone = False
        self._remarks: list[Remark] = []

    # -- plain data ------------------------------------------------------------------------------

    @property
    def files(self) -> tuple[ComparedFile, ...]:
        """The files in their order."""
        return tuple(self._rows)

    @property
    def reference(self) -> int | None:
        """Row of the reference; ``None`` where every file is scored by itself."""
        return None if self._is_alone else self._reference

    @property
    def broken(self) -> int:
        """How many files will be part of the dataset without getting a score."""
        return sum(file.is_media and file.problem is not None for file in self.files)

    @property
    def is_alone(self) -> bool:
        """Whether a person wants every file scored by itself."""
        return self._is_alone

    @property
    def why(self) -> Why | None:
        """Why the reference is proposed; ``None`` where a person chose it, or there is none."""
        return None if self.reference is None else self._why

    def remark(self, row: int) -> Remark:
        """Return what is said of a file."""
        return self._remarks[row]

    def add(self, files: Iterable[ComparedFile]) -> list[Path]:
        """Add files; return those that were not there already."""
        there = {same_file(file.path) for file in self._rows}
        new: list[ComparedFile] = []
        for file in files:
            if same_file(file.path) not in there:
                there.add(same_file(file.path))
                new.append(file)
        if new:
            first = len(self._rows)
            self.beginInsertRows(ROOT, first, first + len(new) - 1)
            self._rows += new
            self._remarks += [Remark()] * len(new)
            self.endInsertRows()
            self._refresh()
        return [file.path for file in new]

    def remove(self, rows: Iterable[int]) -> None:
        """Take files out of the comparison; nothing happens to them."""
        for row in sorted(set(rows), reverse=True):
            self.beginRemoveRows(ROOT, row, row)
            gone = self._rows.pop(row)
            self._remarks.pop(row)
            self._pictures.pop(gone.path, None)
            self._move_reference(row)
            self.endRemoveRows()
        self._refresh()

    def choose_reference(self, row: int) -> None:
        """Make a file the reference because a person says so."""
        if self._rows[row].problem is None:
            self._reference, self._why, self._is_alone = row, None, False
            self._refresh()

    def score_alone(self, is_alone: bool) -> None:
        """Score every file by itself, or against a reference."""
        if is_alone != self._is_alone:
            self._is_alone = is_alone
            self._refresh()

    def tell(self, answers: Sequence[tuple[str, FileFacts | Problem]]) -> None:
        """Note what was found out about files."""
        told = dict(answers)
        for row, file in enumerate(self._rows):
            found = told.get(str(file.path))
            if isinstance(found, Problem):
                self._rows[row] = replace(file, problem=found, facts=None)
            elif found is not None:
                self._rows[row] = replace(file, facts=found, problem=None)
        self._refresh()

    def draw(self, name: str, picture: QImage) -> None:
        """Show the first frame of a file."""
        for row, file in enumerate(self._rows):
            if str(file.path) == name:
                self._pictures[file.path] = QIcon(QPixmap.fromImage(picture))
                here = self.index(row, FILE)
                self.dataChanged.emit(here, here, [Role.DecorationRole])

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.retitle()
        self._refresh()

    def _move_reference(self, gone: int) -> None:
        if self._reference is None or gone > self._reference:
            return
        if gone == self._reference:
            self._reference, self._why = None, Why.FIRST  # another one is proposed
        else:
            self._reference -= 1

    def _refresh(self) -> None:
        """Propose a reference, unless a person chose one, and say everything of every file."""
        is_chosen = self._reference is not None and self._why is None
        if is_chosen and self._rows[self._reference or 0].problem is not None:
            is_chosen = False
        if not is_chosen:
            proposal = propose_reference(self._rows)
            self._reference, self._why = proposal or (None, Why.FIRST)
        reference = self.reference
        modes = modes_by_place(self._rows, reference)
        for row, file in enumerate(self._rows):
            self._remarks[row] = self._remark_on(row, file, reference, modes)
        self.tell_changed()
        self.changed.emit()

    def _remark_on(
        self, row: int, file: ComparedFile, reference: int | None, modes: dict[int, ModeProposal]
    ) -> Remark:
        if file.problem is not None:
            return self.words.unusable(file)
        if file.facts is None:
            return self.words.unknown()
        if reference is None:
            return self.words.alone(file)
        if row == reference:
            return self.words.reference(file, self._why)
        return self.words.distorted(self._rows[reference], file, modes.get(row))

    # -- QAbstractTableModel ---------------------------------------------------------------------

    @override
    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("Reference"),
            self.tr("File"),
            self.tr("Folder"),
            self.tr("Size"),
            self.tr("How it is scored, and what to look at"),
        )

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == REFERENCE:
            can_be = self._rows[index.row()].problem is None and not self._is_alone
            return flags | Qt.ItemFlag.ItemIsUserCheckable if can_be else flags
        return flags

    @override
    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or index.column() != REFERENCE:
            return False
        if Qt.CheckState(value) is not Qt.CheckState.Checked:
            return False  # one of them is the reference: choose another instead
        self.choose_reference(index.row())
        return True

    @override
    def text(self, number: int, column: int) -> str:
        file = self._rows[number]
        if column == FILE:
            return file.path.name
        if column == FOLDER:
            return self._folder(file)
        if column == FACTS:
            return self.words.facts(file.facts)
        return self._remarks[number].text if column == REMARK else ""

    @override
    def tip(self, number: int, column: int) -> str:
        is_place = column in {FILE, FOLDER}
        return str(self._rows[number].path) if is_place else self._remarks[number].details

    @override
    def spoken(self, number: int, column: int) -> str:
        if column == REFERENCE:
            is_it = number == self.reference
            return self.tr("reference") if is_it else self.tr("not the reference")
        return self._remarks[number].details if column == REMARK else self.text(number, column)

    @override
    def picture(self, number: int, column: int) -> QIcon | None:
        if column == FILE:
            return self._pictures.get(self._rows[number].path) or icon("file")
        weight = self._remarks[number].weight
        return icon(*_ICONS[weight]) if column == REMARK and weight is not None else None

    @override
    def other(self, number: int, column: int, role: int) -> Qt.CheckState | None:
        if role != Role.CheckStateRole or column != REFERENCE:
            return None
        is_it = number == self.reference
        return Qt.CheckState.Checked if is_it else Qt.CheckState.Unchecked

    def _folder(self, file: ComparedFile) -> str:
        """Return the folder below the one that all files share, by which equal names differ."""
        shared = common_folder([one.path for one in self._rows])
        if shared is None or file.path.parent == shared:
            return str(file.path.parent)
        return f"…{shared.name and '/'}{file.path.parent.relative_to(shared).as_posix()}"
