"""A list of files with a filter above it, for choosing one of many thousand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.ui.icons import icon
from omgui.ui.wizard.models import PATHS_FORMAT, ROOT, Index, paths_of_mime, paths_to_mime
from omgui.ui.wizard.parts import make_table

_FILTER_MS = 150
_LEADING = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PathsModel(QAbstractListModel):
    """Paths, of which those with a text are shown.

    Signals:
        dropped(tuple, str): These files were dropped on this one.
    """

    dropped = Signal(tuple, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[str] = ()
        self._shown: Sequence[str] = ()
        self._text = ""

    def show(self, paths: Sequence[str]) -> None:
        """Show other paths."""
        self.beginResetModel()
        self._all = paths
        self._filter()
        self.endResetModel()

    def show_having(self, text: str) -> None:
        """Show the paths that have a text, capital or small."""
        self.beginResetModel()
        self._text = text.strip().casefold()
        self._filter()
        self.endResetModel()

    def path(self, row: int) -> str:
        """Return the path in a row."""
        return self._shown[row]

    def row_of(self, path: str) -> int:
        """Return the row of a path; -1 where it is not shown."""
        return self._shown.index(path) if path in self._shown else -1

    def _filter(self) -> None:
        text = self._text
        self._shown = [p for p in self._all if text in p.casefold()] if text else self._all

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._shown[index.row()]
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        drag = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | drag

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
        return paths_to_mime(self._shown[index.row()] for index in indexes)

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return parent.isValid() and data.hasFormat(PATHS_FORMAT)

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        paths = paths_of_mime(data)
        if not paths or not parent.isValid():
            return False
        self.dropped.emit(paths, self._shown[parent.row()])
        return True


class PathList(QWidget):
    """A label, a filter and a list.

    Signals:
        chosen(str): A file was clicked, or Enter was pressed on it.
        current_changed(): Another file is the chosen one, or none.

    Attributes:
        is_first_chosen: Whether typing in the filter chooses the first file that fits.
    """

    chosen = Signal(str)
    current_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_first_chosen = False
        self.model = PathsModel(self)
        self.words = QLabel(wordWrap=True)
        self.filter = QLineEdit(clearButtonEnabled=True)
        self.filter.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.view = make_table(self.model)  # a list view would measure every row
        self.view.horizontalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(self.view.fontMetrics().height() + 4)
        self.view.setDragEnabled(True)
        self.view.setAcceptDrops(True)
        self.view.setMinimumHeight(60)
        self.words.setBuddy(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for widget in (self.words, self.filter, self.view):
            layout.addWidget(widget)
        self._waiting = QTimer(self, singleShot=True, interval=_FILTER_MS)
        self.filter.textChanged.connect(self._on_typed)
        self._waiting.timeout.connect(self._apply)
        self.filter.installEventFilter(self)
        self.view.selectionModel().selectionChanged.connect(self.current_changed)
        self.model.modelReset.connect(self.current_changed)
        self.view.clicked.connect(self._on_index)
        self.view.activated.connect(self._on_index)
        self.retranslate()

    @property
    def current(self) -> str:
        """The chosen file, as it can be seen; empty where there is none."""
        rows = self.view.selectionModel().selectedRows()
        return self.model.path(rows[0].row()) if rows else ""

    def set_words(self, text: str, name: str) -> None:
        """Say what is to be chosen here.

        Args:
            text: The label, with a mnemonic.
            name: For screen readers.
        """
        self.words.setText(text)
        self.view.setAccessibleName(name)
        self.filter.setAccessibleName(f"{name}: {self.filter.placeholderText()}")

    def choose(self, path: str) -> None:
        """Make a file the chosen one; an unknown one chooses none."""
        row = self.model.row_of(path)
        if row < 0:
            self.view.clearSelection()
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.filter.setPlaceholderText(self.tr("Search"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the filter lead into the list."""
        if watched is not self.filter or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and event.key() in _LEADING:
            self._apply_now()
            if event.key() == Qt.Key.Key_Down:
                self._go_into_list()
                return True
        return super().eventFilter(watched, event)

    def _go_into_list(self) -> None:
        if not self.current and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_typed(self) -> None:
        self._waiting.start()

    def _apply_now(self) -> None:
        if self._waiting.isActive():
            self._waiting.stop()
            self._apply()

    @Slot()
    def _apply(self) -> None:
        before = self.current
        self.model.show_having(self.filter.text())
        if self.model.row_of(before) >= 0:
            self.choose(before)
        elif self.is_first_chosen and self.filter.text().strip() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    @Slot(QModelIndex)
    def _on_index(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self.chosen.emit(self.model.path(index.row()))
