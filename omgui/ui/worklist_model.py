"""The worklist of a dataset as a tree: references with their distorted files, and its list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon
from typing_extensions import override

from omgui.core.metric_spec import Media
from omgui.core.results.file_changes import MARKED, FileChange
from omgui.core.words import one_line
from omgui.core.worklist import FrItem, NrItem
from omgui.ui.change_words import ChangeWords
from omgui.ui.icons import icon

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
PAIRS, FILES = 0, 1
_TOP = 0  # what internal ids below _GROUP mean
_GROUP = 2
FILE_COLUMN, MODE_COLUMN = 0, 1


@dataclass(frozen=True)
class Group:
    """A reference with the distorted files that are compared with it."""

    reference: str
    distorted: tuple[FrItem, ...]


@dataclass(frozen=True)
class Lists:
    """What the tree shows.

    Attributes:
        media: What the files are.
        groups: Pairs, for metrics with reference.
        files: The list, for metrics without reference: files of pairs as well, as a rule.
        lone: How many of the list are in no pair.
        is_filtered: Whether this is only what a person searches for.
    """

    media: Media | None = None
    groups: tuple[Group, ...] = ()
    files: tuple[str, ...] = ()
    lone: int = field(default=0, compare=False)
    is_filtered: bool = field(default=False, compare=False)

    @property
    def distorted(self) -> int:
        """How many pairs there are."""
        return sum(len(group.distorted) for group in self.groups)

    def having(self, text: str) -> Lists:
        """Return what has a text in its path: a reference that has it keeps all of its files."""
        wanted = text.strip().casefold()
        if not wanted:
            return self
        groups = []
        for group in self.groups:
            if wanted in group.reference.casefold():
                groups.append(group)
            elif kept := tuple(i for i in group.distorted if wanted in i.distorted.casefold()):
                groups.append(Group(group.reference, kept))
        files = tuple(file for file in self.files if wanted in file.casefold())
        return Lists(self.media, tuple(groups), files, is_filtered=True)


def make_lists(media: Media | None, pairs: Iterable[FrItem], files: Iterable[NrItem]) -> Lists:
    """Put pairs into groups, in the order of the worklist."""
    by_reference: dict[str, list[FrItem]] = {}
    for item in pairs:
        by_reference.setdefault(item.reference, []).append(item)
    groups = tuple(Group(reference, tuple(items)) for reference, items in by_reference.items())
    listed = tuple(item.file for item in files)
    paired = {item.distorted for group in groups for item in group.distorted}
    paired |= by_reference.keys()
    return Lists(media, groups, listed, sum(file not in paired for file in listed))


class WorklistModel(QAbstractItemModel):
    """Two sections: pairs by reference, and the list for metrics without reference."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lists = Lists()
        self._sections: list[int] = []
        self._folder: Path | None = None
        self._changes: Mapping[str, FileChange] = {}
        self._words = ChangeWords(self)

    @property
    def lists(self) -> Lists:
        """What is shown."""
        return self._lists

    def show(self, lists: Lists, folder: Path | None) -> None:
        """Show other lists, whose files are relative to a folder."""
        self.beginResetModel()
        self._lists = lists
        self._folder = folder
        self._sections = [PAIRS] * bool(lists.groups) + [FILES] * bool(lists.files)
        self.endResetModel()

    def mark(self, changes: Mapping[str, FileChange]) -> None:
        """Mark files that are no longer what they were."""
        if changes == self._changes:
            return
        self._changes = changes
        if self._sections:
            last = self.index(len(self._sections) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def path_of(self, index: Index) -> Path | None:
        """Return the file that a row stands for; ``None`` for a section."""
        name = self._file(index)
        return self._folder / name if name and self._folder is not None else None

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._sections)
        if parent.column() != FILE_COLUMN:
            return 0
        if parent.internalId() == _TOP:
            is_pairs = self._sections[parent.row()] == PAIRS
            return len(self._lists.groups) if is_pairs else len(self._lists.files)
        if self._is_group(parent):
            return len(self._lists.groups[parent.row()].distorted)
        return 0

    @override
    def columnCount(self, _parent: Index = _ROOT) -> int:
        return 2 if self._lists.media is Media.VIDEO and self._lists.groups else 1

    @override
    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, _TOP)
        if parent.internalId() == _TOP:
            return self.createIndex(row, column, 1 + parent.row())
        return self.createIndex(row, column, 1 + _GROUP + parent.row())

    @override
    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        number = index.internalId() - 1
        if number < _GROUP:
            return self.createIndex(number, 0, _TOP)
        return self.createIndex(number - _GROUP, 0, 1 + self._sections.index(PAIRS))

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr("Frames are matched") if section == MODE_COLUMN else self.tr("File")
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(self._text(index))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == FILE_COLUMN:
            return self._icon(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        return None

    def _tip(self, index: Index) -> str | None:
        path, change = self.path_of(index), self._changes.get(self._file(index))
        said = self._words.about_file(change) if change is not None else ""
        return "\n".join(filter(None, [str(path), said])) if path is not None else None

    def _is_group(self, index: Index) -> bool:
        section = index.internalId() - 1
        return 0 <= section < _GROUP and self._sections[section] == PAIRS

    def _item(self, index: Index) -> FrItem | None:
        number = index.internalId() - 1 - _GROUP
        return self._lists.groups[number].distorted[index.row()] if number >= 0 else None

    def _file(self, index: Index) -> str:
        if not index.isValid() or index.internalId() == _TOP:
            return ""
        item = self._item(index)
        if item is not None:
            return item.distorted
        if self._is_group(index):
            return self._lists.groups[index.row()].reference
        return self._lists.files[index.row()]

    def _text(self, index: Index) -> str:
        if index.column() == MODE_COLUMN:
            item = self._item(index)
            return self._mode(item) if item is not None and item.mode else ""
        if index.internalId() != _TOP:
            name = self._file(index)
            change = self._changes.get(name)
            return f"{name} – {self._words.mark(change)}" if change in MARKED else name
        if self._sections[index.row()] == FILES:
            return self._listed_words()
        return self.tr("Compared with a reference: %n file(s)", "", self._lists.distorted)

    def _listed_words(self) -> str:
        lists = self._lists
        words = self.tr("For metrics without reference: %n file(s)", "", len(lists.files))
        if not lists.groups or not lists.lone:
            return words
        lone = self.tr("{files}, %n of them in no pair", "", lists.lone)
        return lone.replace("{files}", words)

    def _mode(self, item: FrItem) -> str:
        words = {
            "same": self.tr("one to one (same)"),
            "repeat_each": self.tr("each frame repeated (repeat_each)"),
            "repeat_last": self.tr("last frame repeated (repeat_last)"),
        }
        mode = item.mode.value if item.mode is not None else ""
        said = words.get(mode, mode)
        if not item.offset:
            return said
        shifted = self.tr("{mode}, offset {frames}").replace("{mode}", said)
        return shifted.replace("{frames}", f"{item.offset:+d}")

    def _icon(self, index: Index) -> QIcon:
        if index.internalId() == _TOP:
            return icon("pairs" if self._sections[index.row()] == PAIRS else "file")
        if self._changes.get(self._file(index)) in MARKED:
            return icon("warning", "warning")
        return icon("film" if self._lists.media is Media.VIDEO else "picture")

    def _spoken(self, index: Index) -> str:
        text = self._text(index)
        if index.column() == FILE_COLUMN and index.internalId() != _TOP:
            if self._item(index) is not None:
                return self.tr("{file}, distorted").replace("{file}", text)
            if self._is_group(index):
                return self.tr("{file}, reference").replace("{file}", text)
        return text
