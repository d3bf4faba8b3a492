"""Page 1 of the wizard: the folder, and what is in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.metric_spec import Media
from omgui.ui.check_boxes import FramedRadioButton
from omgui.ui.icons import icon
from omgui.ui.problem_list import ProblemList
from omgui.ui.problem_words import spoken
from omgui.ui.wizard.models import FilesModel, Row
from omgui.ui.wizard.parts import Notice, make_table, make_title
from omgui.ui.wizard.state import WizardState
from omgui.ui.wizard.words import files_words

_FILE_WIDTH = 420


class FolderPage(QWidget):
    """Which folder, and whether its images or its videos."""

    def __init__(self, state: WizardState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.title = make_title()
        self.explanation = QLabel(wordWrap=True)
        self.path = QLineEdit()
        self.path.setAcceptDrops(False)  # a folder dropped on it is for the wizard
        self.path_words = QLabel()
        self.path_words.setBuddy(self.path)
        self.choose = QPushButton(icon("folder_open"), "")
        self.choose.setAutoDefault(False)
        self.again = QPushButton(icon("reload"), "")
        self.again.setAutoDefault(False)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.stop = QPushButton(icon("stop"), "")
        self.stop.setAutoDefault(False)
        self.found = Notice()
        self.images = FramedRadioButton()
        self.videos = FramedRadioButton()
        self.media_words = QLabel(wordWrap=True)
        self._media = QButtonGroup(self)
        self._media.addButton(self.images)
        self._media.addButton(self.videos)
        self.problems = ProblemList()
        self.show_ignored = QPushButton(autoDefault=False)
        self.show_ignored.setCheckable(True)
        self.ignored_model = FilesModel(2, self)
        self.ignored = make_table(self.ignored_model)
        self.ignored.setColumnWidth(0, _FILE_WIDTH)
        self._lay_out()
        self.path.returnPressed.connect(self._on_typed)
        self.path.editingFinished.connect(self._on_typed)
        self.choose.clicked.connect(self._on_choose)
        self.again.clicked.connect(state.list_again)
        self.stop.clicked.connect(state.cancel_listing)
        self.images.clicked.connect(self._on_media)
        self.videos.clicked.connect(self._on_media)
        self.show_ignored.toggled.connect(self._say)
        state.folder_changed.connect(self._on_folder)
        state.listing_progressed.connect(self._on_progress)
        state.decided.connect(self._say)
        state.opened_changed.connect(self._on_folder)
        self.retranslate()

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.addWidget(self.path_words)
        where.addWidget(self.path, 1)
        where.addWidget(self.choose)
        where.addWidget(self.again)
        going = QHBoxLayout()
        going.addWidget(self.progress, 1)
        going.addWidget(self.stop)
        media = QHBoxLayout()
        media.addWidget(self.media_words)
        media.addWidget(self.images)
        media.addWidget(self.videos)
        media.addStretch(1)
        toggle = QHBoxLayout()
        toggle.addWidget(self.show_ignored)
        toggle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.title)
        layout.addWidget(self.explanation)
        layout.addLayout(where)
        layout.addLayout(going)
        layout.addWidget(self.found)
        layout.addLayout(media)
        layout.addWidget(self.problems)
        layout.addLayout(toggle)
        layout.addWidget(self.ignored, 3)
        layout.addStretch(1)

    def obstacle(self) -> str:
        """Return why there is nothing to go on with; empty where there is."""
        state = self._state
        if state.is_opening:
            return self.tr("The dataset is still being read.")
        if state.root is None:
            return self.tr("Choose a folder first.")
        if state.is_listing:
            return self.tr("The files are still being listed.")
        if state.listing is None:
            return self.tr("The folder cannot be read. Choose another one.")
        if not state.paths and state.opened is None:
            return self.tr("There is no image and no video in this folder.")
        return ""

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.title.setText(self.tr("Which folder holds the images or videos?"))
        self.explanation.setText(
            self.tr(
                "References and distorted files may lie together or in folders of their own below "
                "it. Files are only read, never changed."
            )
        )
        self.path_words.setText(self.tr("F&older:"))
        self.path.setPlaceholderText(self.tr("Drop a folder anywhere here, or type its path"))
        self.choose.setText(self.tr("C&hoose…"))
        self.again.setText(self.tr("&Look again"))
        self.again.setToolTip(self.tr("List the files of the folder again"))
        self.stop.setText(self.tr("S&top"))
        self.stop.setToolTip(self.tr("Stop looking for files"))
        self.progress.setAccessibleName(self.tr("Looking for files"))
        self.media_words.setText(self.tr("The folder holds both. Score its:"))
        self.images.setText(self.tr("I&mages"))
        self.videos.setText(self.tr("&Videos"))
        self.ignored.setAccessibleName(self.tr("Ignored files"))
        self.ignored_model.set_headers(self.tr("File"), self.tr("Why it is ignored"))
        self._say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_folder(self) -> None:
        state = self._state
        if state.root is not None:
            self.path.setText(str(state.root))
        listing = state.listing
        ignored = listing.ignored if listing is not None else ()
        self.ignored_model.show(
            [
                Row((one.path, spoken(one.problem.message)), one.path, "file", "quiet")
                for one in ignored
            ]
        )
        self.problems.show_problems(state.problems)
        self._say()

    @Slot()
    def _on_typed(self) -> None:
        text = self.path.text().strip()
        if not text:
            return
        root = Path(text).expanduser()
        if root != self._state.root:
            self._state.set_folder(root.absolute())

    @Slot()
    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the folder of the images or videos"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if self._state.root is not None:
            dialog.setDirectory(str(self._state.root))
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, folder: str) -> None:
        self._state.set_folder(Path(folder).absolute())

    @Slot()
    def _on_media(self) -> None:
        media = Media.VIDEO if self.videos.isChecked() else Media.IMAGE
        decisions = replace(self._state.decisions, media=media, chosen=None)
        self._state.decide(self.tr("kind of files"), decisions)

    @Slot(int)
    def _on_progress(self, count: int) -> None:
        self.progress.setFormat(files_words(None, count))
        self._say()

    @Slot()
    def _say(self) -> None:
        state, listing = self._state, self._state.listing
        self.progress.setVisible(state.is_listing)
        self.stop.setVisible(state.is_listing)
        self.again.setEnabled(state.root is not None and not state.is_listing)
        is_mixed = listing is not None and bool(listing.images) and bool(listing.videos)
        for widget in (self.media_words, self.images, self.videos):
            widget.setVisible(is_mixed)
        self.images.setChecked(state.media is Media.IMAGE)
        self.videos.setChecked(state.media is Media.VIDEO)
        count = len(listing.ignored) if listing is not None else 0
        is_open = self.show_ignored.isChecked()
        words = self.tr("Hide the &ignored files") if is_open else self._ignored_words(count)
        self.show_ignored.setText(words)
        self.show_ignored.setVisible(bool(count))
        self.ignored.setVisible(bool(count) and is_open)
        self._say_found()

    def _ignored_words(self, count: int) -> str:
        return self.tr("Show %Ln &ignored file(s), and why", "", count)

    def _say_found(self) -> None:
        state, listing = self._state, self._state.listing
        if state.is_listing:
            text = self.tr("Looking for files: {found} found by now…")
            found = self.progress.format() if "%" not in self.progress.format() else "0"
            self.found.say(text.replace("{found}", found))
            return
        if listing is None:
            self.found.say("")
            return
        parts = []
        if listing.images:
            parts.append(files_words(Media.IMAGE, listing.images))
        if listing.videos:
            parts.append(files_words(Media.VIDEO, listing.videos))
        text = self.tr("Found: {files}.").replace("{files}", ", ".join(parts))
        if listing.is_cancelled:
            self.found.warn(self.tr("You stopped the search, so files are missing.") + f" {text}")
        elif parts:
            self.found.say(text, "state_complete", "good")
        else:
            self.found.warn(
                self.tr("There is no image and no video in this folder. Choose another one.")
            )
