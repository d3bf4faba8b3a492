"""From what a person drops or chooses to a workspace, the wizard or a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from omgui.core.pairing.ignored import IMAGE_ENDINGS, VIDEO_ENDINGS
from omgui.ui import pages, places
from omgui.ui.demo_maker import DemoMaker
from omgui.ui.drops import Drop, Meaning, understand
from omgui.ui.problem_words import error_text, spoken
from omgui.ui.session import Session


class Opener(QObject):
    """Opens what a person points at.

    Signals:
        said(str): Something in words, for the line at the bottom.
        demo_progressed(str, bool): How the making of the demo goes; whether it is going on.
        run_wanted(str): A dataset was made that is to be run at once.

    Args:
        session: What is open.
        window: Parent of dialogs.
    """

    said = Signal(str)
    demo_progressed = Signal(str, bool)
    run_wanted = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._wanted = ""
        self._dialog: QDialog | None = None
        self.demo = DemoMaker(self)
        self.demo.made.connect(self._on_demo_made)
        self.demo.failed.connect(self._on_demo_failed)

    @property
    def dialog(self) -> QDialog | None:
        """The wizard, comparison or choice of files that is open."""
        return self._dialog

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Do what is meant by dropping these."""
        if paths:
            looked = list(paths)
            self._session.background.start(
                lambda: understand(looked), self.open_drop, self._on_failed
            )

    def open_drop(self, drop: Drop) -> None:
        """Do what was understood."""
        if drop.meaning is Meaning.WORKSPACE:
            self._wanted = drop.dataset
            if drop.paths[0] == self._session.workspace:
                self.select_wanted()
            else:
                self._session.open_in_background(drop.paths[0])
        elif drop.meaning is Meaning.NEW_DATASET:
            self.make_dataset(drop.paths[0])
        elif drop.meaning is Meaning.COMPARE:
            self.compare(drop.paths)
        elif drop.meaning is Meaning.ONE_FILE:
            self.said.emit(
                self.tr("One file has nothing to be compared with: drop two or more, or a folder.")
            )
        else:
            self.said.emit(
                self.tr("There is no such file or folder: {path}").replace(
                    "{path}", ", ".join(map(str, drop.paths))
                )
            )

    @Slot()
    def choose_folder(self) -> None:
        """Let the person choose a folder of files for a new dataset."""
        dialog = self._folder_dialog(self.tr("Choose a folder of images or videos"))
        dialog.fileSelected.connect(self._on_folder)

    @Slot()
    def choose_workspace(self) -> None:
        """Let the person choose a workspace."""
        dialog = self._folder_dialog(self.tr("Open a workspace"))
        dialog.fileSelected.connect(self._on_workspace)

    @Slot()
    def choose_files(self) -> None:
        """Let the person choose a few files to compare."""
        dialog = QFileDialog(self._window, self.tr("Choose two or more files to compare"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
        endings = " ".join(f"*.{ending}" for ending in sorted(IMAGE_ENDINGS | VIDEO_ENDINGS))
        media = self.tr("Pictures and videos ({endings})").replace("{endings}", endings)
        dialog.setNameFilters([media, self.tr("All files (*)")])
        dialog.filesSelected.connect(self._on_files)
        self._open(dialog)

    def make_dataset(self, folder: Path | None) -> None:
        """Open the wizard for a folder."""
        if self._has_workspace():
            self._open_maker(pages.make_wizard(self._session, folder, None, self._window))

    def edit_dataset(self, dataset: str) -> None:
        """Open the wizard for a dataset that exists."""
        self._open_maker(pages.make_wizard(self._session, None, dataset, self._window))

    def compare(self, files: Sequence[Path]) -> None:
        """Open the comparison of a few files."""
        if self._has_workspace():
            self._open_maker(pages.make_quick_compare(self._session, files, self._window))

    @Slot()
    def make_demo(self) -> None:
        """Make the demo and open it."""
        self.demo.start(places.demo_folder())
        words = self.tr("Making the demo in {folder}…")
        self.demo_progressed.emit(words.replace("{folder}", str(places.demo_folder())), True)

    def _has_workspace(self) -> bool:
        """See to it that new datasets have a place: without a workspace, a folder in documents."""
        if self._session.workspace is not None:
            return True
        folder = places.default_workspace()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            words = self.tr("The folder {folder} cannot be made: {reason}")
            reason = error_text(error)
            self.said.emit(words.replace("{folder}", str(folder)).replace("{reason}", reason))
            return False
        return self._session.open_workspace(folder)

    def _folder_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog)
        return dialog

    def _open(self, dialog: QDialog) -> None:
        if self._dialog is not None:
            dialog.deleteLater()
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        self._dialog = dialog
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _open_maker(self, dialog: QDialog) -> None:
        dialog.accepted.connect(self._on_made)
        self._open(dialog)

    @Slot()
    def _on_closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()

    @Slot()
    def _on_made(self) -> None:
        dialog = self.sender()
        name = str(getattr(dialog, "saved_name", ""))
        self._session.reload()
        if name in self._session.dataset_names():
            self._session.select(name)
            if getattr(dialog, "is_run_wanted", False):
                self.run_wanted.emit(name)

    @Slot(str)
    def _on_folder(self, folder: str) -> None:
        self.open_paths([Path(folder)])

    @Slot(str)
    def _on_workspace(self, folder: str) -> None:
        self._session.open_in_background(Path(folder))

    @Slot(list)
    def _on_files(self, files: list[str]) -> None:
        self.open_paths([Path(file) for file in files])

    def select_wanted(self, usual: str = "") -> None:
        """Show the dataset that was pointed at, or the usual one, or the first."""
        names = self._session.dataset_names()
        pointed_at, self._wanted = self._wanted, ""
        wanted = pointed_at if pointed_at in names else usual
        if wanted in names and (pointed_at or not self._session.selected):
            self._session.select(wanted)
        elif names and not self._session.selected:
            self._session.select(names[0])

    @Slot(object)
    def _on_demo_made(self, folder: Path) -> None:
        self._session.open_in_background(folder)

    @Slot(str)
    def _on_demo_failed(self, reason: str) -> None:
        words = self.tr("The demo could not be made: {reason}").replace("{reason}", spoken(reason))
        self.demo_progressed.emit(words if reason else "", False)

    def _on_failed(self, error: Exception) -> None:
        self.said.emit(error_text(error))
