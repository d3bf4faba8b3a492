"""The table of a comparison's files: which is the reference, what they are, what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
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

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()
REFERENCE, FILE, FOLDER, FACTS, REMARK = range(5)
_ICONS = {
    Weight.ERROR: ("error", "bad"),
    Weight.WARNING: ("warning", "warning"),
    Weight.NOTE: ("info", "quiet"),
}


class CompareModel(QAbstractTableModel):
    """Files, one a row.

    Signals:
        changed(): Files came or went, more is known of them, or the reference is another.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = Words(self)
        self._files: list[ComparedFile] = []
        self._pictures: dict[Path, QIcon] = {}
        self._reference: int | None = None
        self._why: Why | None = None
        self._is_alone = False
        self._remarks: list[Remark] = []

    # -- plain data ------------------------------------------------------------------------------

    @property
    def files(self) -> tuple[ComparedFile, ...]:
        """The files in their order."""
        return tuple(self._files)

    @property
    def reference(self) -> int | None:
        """Row of the reference; ``None`` where every file is scored by itself."""
        return None if self._is_alone else self._reference

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
        there = {same_file(file.path) for file in self._files}
        new: list[ComparedFile] = []
        for file in files:
            if same_file(file.path) not in there:
                there.add(same_file(file.path))
                new.append(file)
        if new:
            first = len(self._files)
            self.beginInsertRows(_ROOT, first, first + len(new) - 1)
            self._files += new
            self._remarks += [Remark()] * len(new)
            self.endInsertRows()
            self._refresh()
        return [file.path for file in new]

    def remove(self, rows: Iterable[int]) -> None:
        """Take files out of the comparison; nothing happens to them."""
        for row in sorted(set(rows), reverse=True):
            self.beginRemoveRows(_ROOT, row, row)
            gone = self._files.pop(row)
            self._remarks.pop(row)
            self._pictures.pop(gone.path, None)
            self._move_reference(row)
            self.endRemoveRows()
        self._refresh()

    def choose_reference(self, row: int) -> None:
        """Make a file the reference because a person says so."""
        if self._files[row].problem is None:
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
        for row, file in enumerate(self._files):
            found = told.get(str(file.path))
            if isinstance(found, Problem):
                self._files[row] = replace(file, problem=found, facts=None)
            elif found is not None:
                self._files[row] = replace(file, facts=found, problem=None)
        self._refresh()

    def draw(self, name: str, picture: QImage) -> None:
        """Show the first frame of a file."""
        for row, file in enumerate(self._files):
            if str(file.path) == name:
                self._pictures[file.path] = QIcon(QPixmap.fromImage(picture))
                here = self.index(row, FILE)
                self.dataChanged.emit(here, here, [_Role.DecorationRole])

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, REMARK)
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
        if is_chosen and self._files[self._reference or 0].problem is not None:
            is_chosen = False
        if not is_chosen:
            proposal = propose_reference(self._files)
            self._reference, self._why = proposal or (None, Why.FIRST)
        reference = self.reference
        modes = modes_by_place(self._files, reference)
        for row, file in enumerate(self._files):
            self._remarks[row] = self._remark_on(row, file, reference, modes)
        if self._files:
            last = self.index(len(self._files) - 1, REMARK)
            self.dataChanged.emit(self.index(0, 0), last)
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
        return self.words.distorted(self._files[reference], file, modes.get(row))

    # -- QAbstractTableModel ---------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._files)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else REMARK + 1

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        return (
            self.tr("Reference"),
            self.tr("File"),
            self.tr("Folder"),
            self.tr("Size"),
            self.tr("How it is scored, and what to look at"),
        )[section]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == REFERENCE:
            can_be = self._files[index.row()].problem is None and not self._is_alone
            return flags | Qt.ItemFlag.ItemIsUserCheckable if can_be else flags
        return flags

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == _Role.CheckStateRole and column == REFERENCE:
            is_it = row == self.reference
            return Qt.CheckState.Checked if is_it else Qt.CheckState.Unchecked
        if role == _Role.DecorationRole:
            return self._icon(row, column)
        texts = {
            _Role.DisplayRole: self._text,
            _Role.ToolTipRole: self._hint,
            _Role.AccessibleTextRole: self._spoken,
        }
        return texts[_Role(role)](row, column) if role in texts else None

    @override
    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole or index.column() != REFERENCE:
            return False
        if Qt.CheckState(value) is not Qt.CheckState.Checked:
            return False  # one of them is the reference: choose another instead
        self.choose_reference(index.row())
        return True

    def _text(self, row: int, column: int) -> str:
        file = self._files[row]
        if column == FILE:
            return file.path.name
        if column == FOLDER:
            return self._folder(file)
        if column == FACTS:
            return self.words.facts(file.facts)
        return self._remarks[row].text if column == REMARK else ""

    def _folder(self, file: ComparedFile) -> str:
        """Return the folder below the one that all files share, by which equal names differ."""
        shared = common_folder([one.path for one in self._files])
        if shared is None or file.path.parent == shared:
            return str(file.path.parent)
        return f"…{shared.name and '/'}{file.path.parent.relative_to(shared).as_posix()}"

    def _icon(self, row: int, column: int) -> QIcon | None:
        if column == FILE:
            return self._pictures.get(self._files[row].path) or icon("file")
        weight = self._remarks[row].weight
        return icon(*_ICONS[weight]) if column == REMARK and weight is not None else None

    def _hint(self, row: int, column: int) -> str:
        is_place = column in {FILE, FOLDER}
        return str(self._files[row].path) if is_place else self._remarks[row].details

    def _spoken(self, row: int, column: int) -> str:
        if column == REFERENCE:
            return self.tr("reference") if row == self.reference else self.tr("not the reference")
        return self._remarks[row].details if column == REMARK else self._text(row, column)
