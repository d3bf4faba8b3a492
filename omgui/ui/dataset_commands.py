"""Rename and delete the dataset that is shown, from the menu and from the list of datasets."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from PySide6.QtCore import QFile, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from omgui.core.dataset_moves import Belongings, belongings, discard, rename_dataset
from omgui.core.problems import Problem, ProblemError
from omgui.ui.dataset_dialogs import DatasetWords, DeleteDialog, RenameDialog
from omgui.ui.kept_by_dataset import carry_over, forget
from omgui.ui.problem_words import problem_text

if TYPE_CHECKING:
    from omgui.ui.main_window import MainWindow

_MENU = ("edit_pairs", "-", "data_folder", "results_folder", "-", "rename", "delete")


class DatasetCommands(QObject):
    """Asks, does it in the background, and shows what came of it.

    Args:
        window: Whose actions are to do something from now on.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._words = DatasetWords(self)
        self.dialog: RenameDialog | DeleteDialog | None = None
        actions = window.actions_
        actions["rename"].triggered.connect(self._on_rename)
        actions["delete"].triggered.connect(self._on_delete)
        listed = window.sidebar.list
        listed.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for name in _MENU:
            listed.addAction(_separator(listed) if name == "-" else actions[name])
        # Only in the list: elsewhere the key deletes letters.
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), listed)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(actions["delete"].trigger)

    @Slot()
    def _on_rename(self) -> None:
        self._look(self._ask_name)

    @Slot()
    def _on_delete(self) -> None:
        self._look(self._ask_to_delete)

    def _look(self, then: Callable[[Path, str, Belongings], None]) -> None:
        """Look for the files of the dataset, unless it is at work, and go on with them."""
        session = self._window.session
        workspace, dataset = session.workspace, session.selected
        if workspace is None or not dataset or self.dialog is not None:
            return
        obstacle = self._obstacle(dataset)
        if obstacle:
            self._window.notice.say(obstacle)
            return

        def looked(found: tuple[Belongings, bool]) -> None:
            if found[1]:
                self._window.notice.say(self._words.locked(dataset))
            elif self.dialog is None:
                then(workspace, dataset, found[0])

        def failed(error: Exception) -> None:
            self._window.notice.say(problem_text(_problem(error)))

        session.background.start(lambda: _looked(workspace, dataset), looked, failed)

    def _obstacle(self, dataset: str) -> str:
        runs = self._window.session.runs
        active = runs.active
        if active is not None and active.key == (self._window.session.workspace, dataset):
            return self._words.running(dataset)
        return self._words.queued(dataset) if runs.is_queued(dataset) else ""

    def _open(self, dialog: RenameDialog | DeleteDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_closed)
        dialog.open()

    @Slot()
    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _ask_name(self, workspace: Path, dataset: str, _found: Belongings) -> None:
        session = self._window.session
        dialog = RenameDialog(dataset, session.dataset_names(), self._window)

        def rename(name: str) -> None:
            obstacle = self._obstacle(dataset)  # the queue went on while the dialog was open
            if obstacle:
                dialog.fail(Problem("dataset-busy", obstacle))
                return
            session.background.start(
                lambda: rename_dataset(workspace, dataset, name),
                lambda _path: self._renamed(dialog, workspace, dataset, name),
                lambda error: dialog.fail(_problem(error)),
            )

        dialog.wanted.connect(rename)
        self._open(dialog)

    def _renamed(self, dialog: QDialog, workspace: Path, before: str, name: str) -> None:
        dialog.accept()
        session = self._window.session
        session.runs.dismiss(before)
        session.reload()  # its page is closed, and writes down how it is left
        carry_over(workspace, before, name)
        if name in session.dataset_names():
            session.select(name)

    def _ask_to_delete(self, workspace: Path, dataset: str, found: Belongings) -> None:
        has_trash = QFile.supportsMoveToTrash()
        dialog = DeleteDialog(dataset, found, workspace, has_trash=has_trash, parent=self._window)
        background = self._window.session.background

        def delete(paths: tuple[Path, ...], is_to_trash: bool) -> None:  # a signal
            obstacle = self._obstacle(dataset)
            if obstacle:
                dialog.fail(Problem("dataset-busy", obstacle), found)
                return
            put_away = _put_into_trash if is_to_trash else _remove
            background.start(
                lambda: discard(paths, put_away),
                lambda _none: self._deleted(dialog, workspace, dataset),
                lambda error: dialog.fail(_problem(error), _left(found)),
            )

        dialog.wanted.connect(delete)
        self._open(dialog)

    def _deleted(self, dialog: QDialog, workspace: Path, dataset: str) -> None:
        dialog.accept()
        session = self._window.session
        session.runs.dismiss(dataset)
        names = session.dataset_names()
        row = names.index(dataset) if dataset in names else 0
        session.reload()
        forget(workspace, dataset)
        rest = session.dataset_names()
        if rest:
            session.select(rest[min(row, len(rest) - 1)])
        words = self.tr("The dataset {name} is deleted.").replace("{name}", dataset)
        self._window.say(words)


def _separator(parent: QObject) -> QAction:
    line = QAction(parent)
    line.setSeparator(True)
    return line


def _looked(workspace: Path, dataset: str) -> tuple[Belongings, bool]:
    """Return the files of a dataset, and whether a run of it is at work anywhere."""
    found = belongings(workspace, dataset)
    if found.lock is None or not found.lock.exists():
        return found, False
    lock = FileLock(found.lock)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError) as error:
        return found, isinstance(error, Timeout)
    lock.release()
    return found, False


def _left(found: Belongings) -> Belongings:
    return Belongings(
        tuple(path for path in found.configuration if path.exists()),
        tuple(path for path in found.results if path.exists()),
    )


def _to_trash(path: Path) -> bool:
    return QFile(str(path)).moveToTrash()


def _put_into_trash(path: Path) -> bool:
    if not _to_trash(path):
        raise OSError(errno.EIO, DatasetWords().no_trash())
    return True


def _remove(path: Path) -> bool:
    path.unlink()
    return True


def _problem(error: Exception) -> Problem:
    """Return an expected trouble; anything else goes on.

    Raises:
        Exception: What nobody expected.
    """
    if isinstance(error, ProblemError):
        return error.problem
    raise error
