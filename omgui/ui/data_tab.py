"""The tab Data: what a dataset consists of, as it was saved, and what is wrong with it."""

from __future__ import annotations

import shutil
import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.dataset_changes import DatasetChanges
from omgui.core.metric_spec import Kind, Media
from omgui.ui.change_words import ChangeWords
from omgui.ui.dataset_reading import ReadDataset, read_dataset
from omgui.ui.icons import icon
from omgui.ui.problem_list import ProblemList
from omgui.ui.search_line import SearchLine
from omgui.ui.session import Session
from omgui.ui.worklist_model import MODE_COLUMN, Lists, WorklistModel, make_lists

_FILTER_MS = 150
_FEW_GROUPS = 12  # so many are shown unfolded
_ROWS_UNFOLDED = 500
_MODE_WIDTH = 240
# What Qt itself asks on Linux; without one of them it would try a web browser, or do nothing.
_LAUNCHERS = ("xdg-open", "kde-open5", "kde-open", "gnome-open")


class DataTab(QWidget):
    """What a dataset consists of.

    Signals:
        edit_wanted(): The person wants to change the pairs.
        was_read(): What the tab shows is up to date.
    """

    edit_wanted = Signal()
    was_read = Signal()

    def __init__(self, session: Session, dataset: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._dataset = dataset
        self._work = 0
        self.read: ReadDataset | None = None
        self._all = Lists()
        self.summary = QLabel(wordWrap=True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.edit = QPushButton(icon("pairs"), "")
        self.folder = QPushButton(icon("folder"), "")
        self.problems = ProblemList()
        self.changed = QLabel(wordWrap=True)
        self.changed.setTextFormat(Qt.TextFormat.PlainText)
        self.changed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.changed.hide()
        self._changes = DatasetChanges()
        self._change_words = ChangeWords(self)
        self.filter = SearchLine(clearButtonEnabled=True)
        self.filter.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.filter_words = QLabel()
        self.model = WorklistModel(self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.header().setStretchLastSection(False)
        self.empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._waiting = QTimer(self, singleShot=True, interval=_FILTER_MS)
        self._lay_out()
        self.edit.clicked.connect(self.edit_wanted)
        self.folder.clicked.connect(self.show_folder)
        self.filter.textChanged.connect(self._on_typed)
        self.filter.list_wanted.connect(self._on_list_wanted)
        self._waiting.timeout.connect(self._apply_filter)
        self.tree.doubleClicked.connect(self._on_double_click)
        session.dataset_edited.connect(self._on_edited)
        self.retranslate()
        self.reload()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.edit)
        top.addWidget(self.folder)
        search = QHBoxLayout()
        search.addWidget(self.filter, 1)
        search.addWidget(self.filter_words)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.changed)
        layout.addWidget(self.problems)
        layout.addLayout(search)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.empty, 1)

    @Slot()
    def reload(self) -> None:
        """Read the files of the dataset again, without holding up the window."""
        workspace = self._session.workspace
        if workspace is None:
            return
        dataset = self._dataset
        background = self._session.background
        background.forget(self._work)

        def read() -> tuple[ReadDataset, Lists]:
            found = read_dataset(workspace, dataset)
            return found, make_lists(found.media, found.pairs, found.files)

        self._work = background.start(read, self._on_read, self._failed)

    def show_changes(self, changes: DatasetChanges) -> None:
        """Say what is another than in the last run, and mark the files."""
        self._changes = changes
        self.model.mark(changes.files)
        self._say_changes()

    def _say_changes(self) -> None:
        lines = self._change_words.lines(self._changes)
        whole = self._change_words.lines(self._changes, is_whole=True)
        self.changed.setText("\n".join(f"⚠ {line}" for line in lines))
        self.changed.setToolTip("\n".join(whole) if whole != lines else "")
        self.changed.setVisible(bool(lines))

    def close_page(self) -> None:
        """Want nothing more of what is being read."""
        self._session.background.forget(self._work)
        self._waiting.stop()

    def focus_search(self) -> None:
        """Let the person type what to search for."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    @Slot()
    def show_folder(self) -> None:
        """Show the folder of the files in the system's own window."""
        if self.read is not None and self.read.root is not None:
            open_path(self.read.root)

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.edit.setText(self.tr("Edit &Pairs…"))
        self.edit.setToolTip(self.tr("Change which file is compared with which reference"))
        self.folder.setText(self.tr("Show F&older"))
        self.folder.setToolTip(self.tr("Show the folder of the files"))
        self.filter.setPlaceholderText(self.tr("Search for files"))
        self.filter.setAccessibleName(self.tr("Search for files"))
        self.tree.setAccessibleName(self.tr("Files of the dataset"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, MODE_COLUMN)
        self.changed.setAccessibleName(self.tr("What changed since the last run"))
        self._say_changes()
        self._say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_read(self, outcome: tuple[ReadDataset, Lists]) -> None:
        self.read, self._all = outcome
        self.problems.show_problems(self.read.problems)
        self._apply_filter()
        self._say()
        self.was_read.emit()

    def _failed(self, error: Exception) -> None:
        raise error  # read_dataset turns what it expects into problems

    @Slot(str)
    def _on_edited(self, dataset: str) -> None:
        if dataset == self._dataset:
            self.reload()

    @Slot()
    def _on_typed(self) -> None:
        self._waiting.start()

    @Slot()
    def _on_list_wanted(self) -> None:
        if self.model.rowCount():
            self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.tree.currentIndex().isValid():
                self.tree.setCurrentIndex(self.model.index(0, 0))

    @Slot()
    def _apply_filter(self) -> None:
        shown = self._all.having(self.filter.text())
        self.model.show(shown, self.read.root if self.read is not None else None)
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        if self.model.columnCount() > 1:
            header.resizeSection(MODE_COLUMN, _MODE_WIDTH)
        self._unfold(shown)
        self._say_found(shown)

    def _unfold(self, shown: Lists) -> None:
        """Unfold what is short; thousands of rows would hold up the window."""
        is_short = len(shown.groups) <= _FEW_GROUPS and shown.distorted <= _ROWS_UNFOLDED
        for row in range(self.model.rowCount()):
            section = self.model.index(row, 0)
            groups = self.model.rowCount(section)
            if groups <= _ROWS_UNFOLDED:
                self.tree.expand(section)
            for group in range(groups if is_short and groups <= _FEW_GROUPS else 0):
                self.tree.expand(self.model.index(group, 0, section))

    def _say_found(self, shown: Lists) -> None:
        has_files = bool(self._all.groups or self._all.files)
        self.tree.setVisible(has_files)
        self.filter.setVisible(has_files)
        self.empty.setVisible(not has_files)
        count = shown.distorted + len(shown.files)
        found = self.tr("%n found", "", count) if shown.is_filtered else ""
        self.filter_words.setText(found)
        self.filter_words.setVisible(bool(found))

    def _say(self) -> None:
        read = self.read
        self.folder.setEnabled(read is not None and read.root is not None)
        if read is None:
            self.summary.setText(self.tr("Reading the dataset…"))
            self.empty.setText("")
            return
        self.empty.setText(self.tr("No files yet. Press “Edit Pairs…” to choose a folder."))
        parts = [self._media_words(read.media)]
        if self._all.groups:
            parts.append(self.tr("%n reference(s)", "", len(self._all.groups)))
            parts.append(self.tr("%n distorted", "", self._all.distorted))
        if self._all.files:
            parts.append(self._single_words(read))
        if read.is_waiting_for_metrics:
            parts.append(self.tr("no metric chosen yet: see the tab Metrics"))
        else:
            parts.append(self.tr("%n metric(s)", "", len(read.metrics)))
        where = str(read.root) if read.root is not None else ""
        self.summary.setText("\n".join([" · ".join(filter(None, parts)), where]).strip())
        self._say_found(self.model.lists)

    def _single_words(self, read: ReadDataset) -> str:
        words = self.tr("%n for metrics without reference", "", len(self._all.files))
        if any(spec.kind is Kind.NR for spec in read.metrics):
            return words
        return self.tr("{files} (none of which is ticked)").replace("{files}", words)

    def _media_words(self, media: Media | None) -> str:
        words = {Media.IMAGE: self.tr("Images"), Media.VIDEO: self.tr("Videos")}
        return words[media] if media is not None else ""

    @Slot(QModelIndex)
    def _on_double_click(self, index: QModelIndex) -> None:
        path = self.model.path_of(index)
        if path is not None and not self.model.hasChildren(index):
            open_path(path)


class Unopened(QObject):
    """Tells the window of what could not be opened.

    Signals:
        failed(Path): The system has no program that shows this file or folder.
    """

    failed = Signal(object)


@cache
def unopened() -> Unopened:
    """Return what tells of paths that could not be opened."""
    return Unopened()


def open_path(path: Path) -> bool:
    """Open a file or folder in the program that the system has for it.

    Where nothing can open it, the window says so with the path: see `unopened`.

    Returns:
        Whether there was something to open it with.
    """
    is_opened = _has_launcher() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    if not is_opened:
        unopened().failed.emit(path)
    return is_opened


def _has_launcher() -> bool:
    return not sys.platform.startswith("linux") or any(map(shutil.which, _LAUNCHERS))
