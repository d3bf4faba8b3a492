"""Notes on frames: written, listed, jumped to, edited, removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.problems import Problem
from omgui.core.results.notes import TEXT_LIMIT, Note
from omgui.ui.problem_words import problem_text
from omgui.ui.rows_model import ROOT, Index
from omgui.ui.selection import RowKey
from omgui.ui.viewer.notes_book import NotesBook
from omgui.ui.viewer.notes_model import FILE, FRAME, TEXT, NotesModel

_FILE_SHARE = 0.35  # of the width
_ROOM = 4
_LINES_SEEN = 6  # of one note
_ROWS_FITTED = 200  # the more notes there are, the less one reads them all


def key_of_note(note: Note) -> RowKey:
    """Return the item that a note is on."""
    return note.reference, note.file, note.mode


class NotesPanel(QWidget):
    """Shows all notes of the dataset, and takes a new one on the frame that is shown.

    Signals:
        note_chosen(object): A person wants to see the frame of this :class:`Note`.
    """

    note_chosen = Signal(object)

    def __init__(self, book: NotesBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._item: RowKey | None = None
        self._frame: int | None = None
        self.model = NotesModel(self)
        self.view = QTableView(wordWrap=True, showGrid=False)
        self.view.setTabKeyNavigation(False)
        self.view.setModel(self.model)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.view.verticalHeader().hide()
        line = self.fontMetrics().height()
        self.view.verticalHeader().setDefaultSectionSize(line + 6)
        self.view.verticalHeader().setMaximumSectionSize(_LINES_SEEN * line + 6)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._on_resized)
        # A header that is just sharing out its width does not know it yet.
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit_rows)
        self.label = QLabel()
        self.text = QLineEdit(maxLength=TEXT_LIMIT)
        self.label.setBuddy(self.text)
        self.add_button = QPushButton()
        self.edit_button = QPushButton()
        self.remove_button = QPushButton()
        self.problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.text.returnPressed.connect(self._add)
        self.text.textChanged.connect(self._allow)
        self.add_button.clicked.connect(self._add)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self.view.activated.connect(self._on_chosen)
        self.view.clicked.connect(self._on_chosen)
        self.view.selectionModel().currentRowChanged.connect(self._allow)
        self.model.edited.connect(book.change)
        book.changed.connect(self._on_changed)
        book.failed.connect(self.say)
        self.retranslate()
        self._on_changed()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.label)
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(self.add_button)
        layout.addLayout(line)
        layout.addWidget(self.problem)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.edit_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self.problem.hide()

    @property
    def notes(self) -> Sequence[Note]:
        """All notes of the dataset."""
        return self._book.notes

    def show_place(self, item: RowKey | None, frame: int | None, *, is_video: bool) -> None:
        """Take notes on another frame from now on.

        Args:
            item: What it belongs to; ``None`` for nothing.
            frame: Which frame, as scores are counted.
            is_video: Whether there are several frames.
        """
        self._item, self._frame = item, frame
        if self.model.has_frames != is_video:
            self.model.has_frames = is_video
            self.view.setColumnHidden(FRAME, not is_video)
        self._say_place()
        self._allow()

    def focus_text(self) -> None:
        """Let the person write a note."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def say(self, problem: Problem) -> None:
        """Say what kept a note from being kept."""
        self.problem.setText(problem_text(problem))
        self.problem.show()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.text.setAccessibleName(self.tr("Note on the frame that is shown"))
        self.text.setPlaceholderText(self.tr("What is to be seen here"))
        self.add_button.setText(self.tr("&Add"))
        self.edit_button.setText(self.tr("Edit"))
        self.remove_button.setText(self.tr("Remove"))
        self.edit_button.setToolTip(self.tr("Edit the text of the note (F2)"))
        self.remove_button.setToolTip(self.tr("Remove the note; it can be undone (Del)"))
        self.view.setAccessibleName(self.tr("Notes on frames"))
        self.empty.setText(
            self.tr(
                "There are no notes yet. A note stays with its frame, in the results; a star marks "
                "it on the curve."
            )
        )
        self.model.retitle()
        self._say_place()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _say_place(self) -> None:
        if self.model.has_frames and self._frame is not None:
            words = self.tr("Note on frame {frame}").replace("{frame}", str(self._frame))
        else:
            words = self.tr("Note on the picture")
        self.label.setText(words)

    @property
    def _current(self) -> Note | None:
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    @Slot()
    def _allow(self) -> None:
        is_there = self._item is not None and self._frame is not None
        self.text.setEnabled(is_there)
        self.add_button.setEnabled(is_there and bool(self.text.text().strip()))
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(self._current is not None)

    @Slot()
    def _add(self) -> None:
        text = self.text.text().strip()
        if self._item is None or self._frame is None or not text:
            return
        self.problem.hide()
        self._book.add(self._item, self._frame, text)
        self.text.clear()

    @Slot()
    def _edit(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.view.setFocus()
            self.view.edit(index.siblingAtColumn(TEXT))

    @Slot()
    def _remove(self) -> None:
        note = self._current
        if note is not None:
            self.problem.hide()
            self._book.remove(note)

    @Slot()
    def _on_changed(self) -> None:
        current = self._current
        self.model.show(self._book.notes)
        is_there = self.model.rowCount(ROOT) > 0
        self.view.setVisible(is_there)
        self.empty.setVisible(not is_there)
        for button in (self.edit_button, self.remove_button):
            button.setVisible(is_there)
        self._fit()
        ids = [note.id for note in self._book.notes]
        if current is not None and current.id in ids:
            self.view.setCurrentIndex(self.model.index(ids.index(current.id), FRAME))
        self._allow()

    @Slot(object)
    def _on_chosen(self, index: Index) -> None:
        if index.isValid():
            self.note_chosen.emit(self.model.row(index.row()))

    def _fit(self) -> None:
        """Make columns and rows as large as what they say."""
        header = self.view.horizontalHeader()
        self.view.resizeColumnToContents(FRAME)
        width = max(self.view.sizeHintForColumn(FILE), header.sectionSizeHint(FILE)) + _ROOM
        header.resizeSection(FILE, min(width, int(_FILE_SHARE * self.width())))
        self._fitting.start()

    @Slot()
    def _fit_rows(self) -> None:
        for row in range(min(self.model.rowCount(ROOT), _ROWS_FITTED)):
            self.view.resizeRowToContents(row)

    @Slot(int)
    def _on_resized(self, section: int) -> None:
        if section == TEXT:
            self._fitting.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
