"""The tree of groups: references with their distorted files and the fields of their names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from omgui.core.metric_spec import Media
from omgui.core.pairing import Pairing
from omgui.ui.icons import icon
from omgui.ui.wizard.models import PATHS_FORMAT, ROOT, Index, paths_of_mime, paths_to_mime
from omgui.ui.wizard.pairs_index import GroupView

_TOP = 0  # internal id of references; that of distorted files is 1 + the row of their reference


class GroupsModel(QAbstractItemModel):
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
        self.endResetModel()

    @property
    def field_names(self) -> tuple[str, ...]:
        """Names of the columns behind the first."""
        return self._names

    def path_of(self, index: Index) -> str:
        """Return the file of a row."""
        if not index.isValid():
            return ""
        if index.internalId() == _TOP:
            return self._groups[index.row()].reference
        return self._groups[index.internalId() - 1].files[index.row()]

    def reference_of(self, index: Index) -> str:
        """Return the reference of the group that a row belongs to."""
        if not index.isValid():
            return ""
        row = index.row() if index.internalId() == _TOP else index.internalId() - 1
        return self._groups[row].reference

    def index_of(self, path: str) -> QModelIndex:
        """Return the row of a file; an invalid one where it is not shown."""
        for number, group in enumerate(self._groups):
            if group.reference == path:
                return self.index(number, 0)
            if path in group.files:
                return self.index(group.files.index(path), 0, self.index(number, 0))
        return QModelIndex()

    def indexes_in(self, reference: str, paths: Collection[str]) -> list[QModelIndex]:
        """Return the rows of some files in the group of a reference, as far as they are shown."""
        wanted = frozenset(paths)
        for number, group in enumerate(self._groups):
            if group.reference == reference:
                top = self.index(number, 0)
                rows = (row for row, path in enumerate(group.files) if path in wanted)
                return [self.index(row, 0, top) for row in rows]
        return []

    def is_reference(self, index: Index) -> bool:
        """Whether a row is that of a reference."""
        return index.isValid() and index.internalId() == _TOP

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() == _TOP and parent.column() == 0:
            return len(self._groups[parent.row()].files)
        return 0

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 1 + len(self._names) + bool(self._moved)

    @override
    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, 1 + parent.row() if parent.isValid() else _TOP)

    @override
    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return self.tr("Reference, and its distorted files")
        if section <= len(self._names):
            return self._names[section - 1]
        return self.tr("By hand")

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.path_of(index)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon("pairs" if index.internalId() == _TOP else self._picture)
        return None

    def _text(self, index: Index) -> str:
        path = self.path_of(index)
        column = index.column()
        if column == 0:
            if index.internalId() != _TOP:
                return path
            count = len(self._groups[index.row()].files)
            return f"{path}  ({count})"
        if column <= len(self._names):
            is_top = index.internalId() == _TOP
            return "" if is_top else self._fields.get(path, {}).get(self._names[column - 1], "")
        return self.tr("moved by hand") if path in self._moved else ""

    def _spoken(self, index: Index) -> str:
        if index.column() or index.internalId() != _TOP:
            return self._text(index)
        group = self._groups[index.row()]
        words = self.tr("{file}, reference of %n file(s)", "", len(group.files))
        return words.replace("{file}", group.reference)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return flags | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def mimeTypes(self) -> list[str]:
        return [PATHS_FORMAT]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return paths_to_mime(self.path_of(index) for index in indexes)

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return parent.isValid() and data.hasFormat(PATHS_FORMAT)

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        reference = self.reference_of(parent)
        paths = tuple(path for path in paths_of_mime(data) if path != reference)
        if not paths or not reference:
            return False
        self.dropped.emit(paths, reference)
        return True
