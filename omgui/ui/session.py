"""What is open: the workspace, its datasets, the person's preferences, and what is running."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import CONFIG_FOLDERS, Dataset, load_dataset
from omgui.core.preferences import Preferences, load_preferences, save_preferences
from omgui.core.problems import Problem, ProblemsError
from omgui.ui import pages, places
from omgui.ui.background import Background
from omgui.ui.updates import UpdateCheck

_SETTLING_MS = 200  # editors write a file in several steps
_WATCHED_FILES_LIMIT = 400


Stamp = tuple[tuple[str, int, int], ...]
Found = dict[str, Stamp]


def scan_datasets(workspace: Path) -> Found:
    """Return all datasets of a workspace by name, with what changes when their files change.

    Raises:
        OSError: The workspace cannot be read.
    """
    next(workspace.iterdir(), None)  # says why a folder cannot be read
    stamps: dict[str, tuple[int, int]] = {}
    for folder in CONFIG_FOLDERS:
        with contextlib.suppress(FileNotFoundError), os.scandir(workspace / folder) as entries:
            for entry in entries:
                if entry.name.endswith((".yaml", ".json")):
                    status = entry.stat()
                    stamps.setdefault(entry.name, (status.st_mtime_ns, status.st_size))
    names = sorted((name[:-5] for name in stamps if name.endswith(".yaml")), key=str.casefold)
    return {
        name: tuple(
            (file, *stamps[file])
            for file in (f"{name}.yaml", f"{name}_pairs.json", f"{name}_list.json")
            if file in stamps
        )
        for name in names
    }


class Session(QObject):
    """What is open in one window.

    Signals:
        workspace_opened(Path): Another workspace is open; its datasets are known.
        workspace_failed(Path, str): A workspace could not be opened or read, and why.
        datasets_changed(): Datasets came or went, or files of one were changed on the disk.
        dataset_edited(str): The configuration or a list of this dataset was changed on the disk.
        looked(): The disk was looked at again, whether or not datasets changed.
        dataset_selected(str): The window shows another dataset.
        preferences_changed(): A preference has another value.
        preferences_noted(Problem): Something is wrong with the file of the preferences.
    """

    workspace_opened = Signal(object)
    workspace_failed = Signal(object, str)
    datasets_changed = Signal()
    dataset_edited = Signal(str)
    looked = Signal()
    dataset_selected = Signal(str)
    preferences_changed = Signal()
    preferences_noted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Path | None = None
        self._found: Found = {}
        self._selected = ""
        self._runs: Any = None
        self._preferences, self.preferences_problem = load_preferences(places.preferences_file())
        self.background = Background(self)
        self.updates = UpdateCheck(self)
        self._opening = 0
        self._is_closed = False
        self._watcher = QFileSystemWatcher(self)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._watcher.directoryChanged.connect(self._on_disk_changed)
        self._watcher.fileChanged.connect(self._on_disk_changed)
        self._settling.timeout.connect(self.reload_in_background)

    @property
    def workspace(self) -> Path | None:
        """The open workspace."""
        return self._workspace

    @property
    def selected(self) -> str:
        """Name of the dataset that the window shows; empty where it shows none."""
        return self._selected

    @property
    def preferences(self) -> Preferences:
        """What the person likes; change it by :meth:`change_preferences`."""
        return self._preferences

    @property
    def runs(self) -> Any:  # noqa: ANN401 - a class that is imported late
        """The run controller, made when it is first asked for."""
        if self._runs is None:
            self._runs = pages.make_run_controller(self)
        return self._runs

    @property
    def has_runs(self) -> bool:
        """Whether the run controller was asked for already."""
        return self._runs is not None

    def dataset_names(self) -> list[str]:
        """Return the names of all datasets, as of the last look at the disk."""
        return list(self._found)

    def open_workspace(self, workspace: Path) -> bool:
        """Open a workspace at once; the window uses :meth:`open_in_background`.

        Returns:
            Whether it could be read; if not, what was open stays open.
        """
        workspace = workspace.absolute()
        try:
            found = scan_datasets(workspace)
        except OSError as error:
            self.workspace_failed.emit(workspace, _words(error))
            return False
        self._opened(workspace, found)
        return True

    def open_in_background(self, workspace: Path) -> None:
        """Open a workspace that may be on a slow or dead drive; signals say what came of it."""
        workspace = workspace.absolute()
        self.background.forget(self._opening)  # the latest wish counts

        def opened(found: Found) -> None:
            self._opened(workspace, found)

        def failed(error: Exception) -> None:
            self.workspace_failed.emit(workspace, _words(error))

        self._opening = self.background.start(lambda: scan_datasets(workspace), opened, failed)

    def reload(self) -> None:
        """Look at the disk at once: which datasets are there?"""
        if self._workspace is None:
            return
        try:
            self._looked(scan_datasets(self._workspace))
        except OSError as error:
            self.workspace_failed.emit(self._workspace, _words(error))

    @Slot()
    def reload_in_background(self) -> None:
        """Look at the disk without holding up the window."""
        workspace = self._workspace
        if workspace is None:
            return

        def looked(found: Found) -> None:
            if workspace == self._workspace:
                self._looked(found)

        def failed(error: Exception) -> None:
            if workspace == self._workspace:
                self.workspace_failed.emit(workspace, _words(error))

        self.background.start(lambda: scan_datasets(workspace), looked, failed)

    def load(self, name: str) -> Dataset | tuple[Problem, ...]:
        """Read a dataset for a run; what keeps it from running instead, if something does.

        Reads files: large datasets belong into :attr:`background`.
        """
        if self._workspace is None:
            return (Problem("no-workspace", "No workspace is open.", "Open one first."),)
        catalogue, _ = load_catalogue()
        try:
            return load_dataset(self._workspace, name, catalogue)
        except ProblemsError as error:
            return tuple(error.problems)

    def select(self, name: str) -> None:
        """Show a dataset; the empty name shows none."""
        if name != self._selected:
            self._selected = name
            self.dataset_selected.emit(name)

    def change_preferences(self, **changes: object) -> None:
        """Change preferences and keep them for the next start."""
        self._keep(self._preferences.with_changes(**changes))

    def forget_recent(self, workspace: str) -> None:
        """Take a workspace out of the list of recent ones; the folder is not touched."""
        self._keep(self._preferences.without_recent(workspace))

    def close(self) -> None:
        """Stop watching and wait for what is going on in the background; once is enough."""
        if self._is_closed:
            return
        self._is_closed = True
        self._settling.stop()
        self._unwatch()
        if self._runs is not None and hasattr(self._runs, "close"):
            self._runs.close()
        self.updates.close()
        self.background.close()

    def _keep(self, preferences: Preferences) -> None:
        if preferences == self._preferences:
            return
        self._preferences = preferences
        try:
            save_preferences(places.preferences_file(), preferences)
        except OSError as error:
            message = f"The preferences cannot be kept: {_words(error)}."
            where = str(places.preferences_file())
            self.preferences_noted.emit(Problem("preferences-unwritable", message, where=where))
        self.preferences_changed.emit()

    def _opened(self, workspace: Path, found: Found) -> None:
        self._workspace = workspace
        self._found = found
        self._selected = ""
        self._watch()
        self._keep(self._preferences.with_recent(str(workspace)))
        self.workspace_opened.emit(workspace)
        self.datasets_changed.emit()

    def _looked(self, found: Found) -> None:
        before, self._found = self._found, found
        self._watch()  # always: a file that was replaced is watched no more
        if found != before:
            self._tell(before, found)
        self.looked.emit()

    def _tell(self, before: Found, found: Found) -> None:
        """Say which datasets are others than before."""
        if self._selected and self._selected not in found:
            self.select("")
        self.datasets_changed.emit()
        for name, stamp in found.items():
            if name in before and before[name] != stamp:
                self.dataset_edited.emit(name)

    def _unwatch(self) -> None:
        watched = [*self._watcher.directories(), *self._watcher.files()]
        if watched:
            self._watcher.removePaths(watched)

    def _watch(self) -> None:
        """Watch the folders of configurations, and the files in them for edits in place."""
        if self._workspace is None:
            return
        folders = [self._workspace / folder for folder in CONFIG_FOLDERS]
        files = [folder / f"{name}.yaml" for folder in folders for name in self._found]
        wanted = {str(path) for path in [self._workspace, *folders, *files[:_WATCHED_FILES_LIMIT]]}
        watched = {*self._watcher.directories(), *self._watcher.files()}
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        new = sorted(path for path in wanted - watched if Path(path).exists())
        if new:
            self._watcher.addPaths(new)

    @Slot(str)
    def _on_disk_changed(self, _path: str) -> None:
        self._settling.start()


def _words(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
