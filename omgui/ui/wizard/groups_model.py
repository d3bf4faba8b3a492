"""The tree of groups: references with their distorted files and the fields of their names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from omgui.core.metric_spec import Media
from omgui.core.pairing import Pairing
from omgui.core.words import one_line
from omgui.ui.icons import icon
from omgui.ui.rows_model import ROOT, Index
from omgui.ui.wizard.long_tree import LongTree
from omgui.ui.wizard.models import DRAG_AND_DROP, DragsPaths
from omgui.ui.wizard.pairs_index import GroupView


class GroupsModel(DragsPaths, LongTree):
    """References, each with its distorted files.

    Signals:
        dropped(tuple, str): These files were dropped on the group of this reference.
    """

    dropped = Signal(tuple, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[GroupView] = ()
        self._fields: Mapping[str, Mapping[str, str]] = {}
        self._names: tuple[str, ...] = ()
        self._moved: frozenset[str] = frozenset()
        self._picture = "picture"

    def show(
        self,
        groups: Sequence[GroupView],
        pairing: Pairing,
        moved: frozenset[str],
        media: Media | None,
    ) -> None:
        """Show other groups.

        Args:
            groups: What is to be seen of the pairing.
            pairing: Where the fields of names are.
            moved: Files that were moved by hand.
            media: Which icon files have.
        """
        self.beginResetModel()
        self._groups = groups
        self._fields = pairing.fields
        self._names = pairing.field_names
        self._moved = moved
        self._picture = "film" if media is Media.VIDEO else "picture"
        self.start_again()
        self.endResetModel()

    @property
    def field_names(self) -> tuple[str, ...]:
        """Names of the columns behind the first."""
        return self._names

    def path_of(self, index: Index) -> str:
        """Return the file of a row."""
        if not index.isValid():
            return ""
        group = self._groups[self.top_of(index)]
        return group.reference if self.is_top(index) else group.files[index.row()]

    def reference_of(self, index: Index) -> str:
        """Return the reference of the group that a row belongs to."""
        return self._groups[self.top_of(index)].reference if index.isValid() else ""

    def index_of(self, path: str) -> QModelIndex:
        """Return the row of a file; an invalid one where it is not shown, or is far down."""
        for number, group in enumerate(self._groups):
            is_one = group.reference == path
            if is_one or path in group.files:
                if not self.reach(number):
                    break
                top = self.index(number, 0)
                return top if is_one else self.index(group.files.index(path), 0, top)
        return QModelIndex()

    def indexes_in(self, reference: str, paths: Collection[str]) -> list[QModelIndex]:
        """Return the rows of some files in the group of a reference, as far as they are shown."""
        wanted = frozenset(paths)
        for number, group in enumerate(self._groups):
            if group.reference == reference and self.reach(number):
                top = self.index(number, 0)
                rows = (row for row, path in enumerate(group.files) if path in wanted)
                return [self.index(row, 0, top) for row in rows]
        return []

    def is_reference(self, index: Index) -> bool:
        """Whether a row is that of a reference."""
        return index.isValid() and self.is_top(index)

    @override
    def total(self) -> int:
        return len(self._groups)

    @override
    def count_below(self, top: int) -> int:
        return len(self._groups[top].files)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 1 + len(self._names) + bool(self._moved)

    @override
    def titles(self) -> tuple[str, ...]:
        first = self.tr("Reference, and its distorted files")
        return (first, *self._names, *((self.tr("By hand"),) if self._moved else ()))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(self._text(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.path_of(index)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon("pairs" if self.is_top(index) else self._picture)
        return None

    def _text(self, index: Index) -> str:
        path = self.path_of(index)
        column = index.column()
        if column == 0:
            if not self.is_top(index):
                return path
            count = len(self._groups[index.row()].files)
            return f"{path}  ({count})"
        if column <= len(self._names):
            is_top = self.is_top(index)
            return "" if is_top else self._fields.get(path, {}).get(self._names[column - 1], "")
        return self.tr("moved by hand") if path in self._moved else ""

    def _spoken(self, index: Index) -> str:
        if index.column() or not self.is_top(index):
            return self._text(index)
        group = self._groups[index.row()]
        words = self.tr("{file}, reference of %n file(s)", "", len(group.files))
        return words.replace("{file}", group.reference)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return DRAG_AND_DROP if index.isValid() else Qt.ItemFlag.NoItemFlags

    @override
    def path_at(self, index: Index) -> str:
        return self.path_of(index)

    @override
    def takes_at(self, parent: Index) -> bool:
        return parent.isValid()

    @override
    def take(self, paths: tuple[str, ...], parent: Index) -> bool:
        reference = self.reference_of(parent)
        others = tuple(path for path in paths if path != reference)
        if others:
            self.dropped.emit(others, reference)
        return bool(others)
