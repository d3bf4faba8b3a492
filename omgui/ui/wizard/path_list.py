"""A list of files with a filter above it, for choosing one of many thousand."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
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
from omgui.ui.wizard.models import PathsModel
from omgui.ui.wizard.parts import make_table

_FILTER_MS = 150
_LEADING = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
        return self.model.row(rows[0].row()) if rows else ""

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
        self.view.setCurrentIndex(self.model.index(row, 0) if row >= 0 else QModelIndex())

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
            self.view.setCurrentIndex(self.model.index(0, 0))
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
            self.view.setCurrentIndex(self.model.index(0, 0))

    @Slot(QModelIndex)
    def _on_index(self, index: QModelIndex) -> None:
        self.view.setCurrentIndex(index)
        self.chosen.emit(self.model.row(index.row()))
