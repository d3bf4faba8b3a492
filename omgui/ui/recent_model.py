"""Recent workspaces, each with the run in it that is not done with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon
from typing_extensions import override

from omgui.ui.icons import icon
from omgui.ui.rows_model import RowsModel
from omgui.ui.run.elsewhere import OpenRun, Standing

PATH_ROLE = Qt.ItemDataRole.UserRole
_ICONS = {
    Standing.RUNNING: ("state_running", "busy"),
    Standing.PAUSED: ("pause", "quiet"),
    Standing.UNFINISHED: ("state_unfinished", "warning"),
}


class RecentModel(RowsModel[str]):
    """Paths of workspaces, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(1, parent)
        self._runs: Mapping[Path, OpenRun] = {}

    def show_runs(self, runs: Mapping[Path, OpenRun]) -> None:
        """Say of each workspace what runs or rests there."""
        if runs != self._runs:
            self._runs = runs
            self.tell_changed()

    @override
    def text(self, number: int, column: int) -> str:
        path, run = self.row(number), self._run(number)
        return path if run is None else f"{path}  –  {self.words(run)}"

    @override
    def picture(self, number: int, column: int) -> QIcon:
        run = self._run(number)
        return icon("folder") if run is None else icon(*_ICONS[run.standing])

    @override
    def other(self, number: int, column: int, role: int) -> str | None:
        return self.row(number) if role == PATH_ROLE else None

    def words(self, run: OpenRun) -> str:
        """Return what is said of a run, in the language in force."""
        words = {
            Standing.RUNNING: self.tr("running: {name}"),
            Standing.PAUSED: self.tr("paused run: {name}"),
            Standing.UNFINISHED: self.tr("unfinished run: {name}"),
        }
        said = words[run.standing].replace("{name}", run.dataset)
        return f"{said}, {self.tr('%n more', '', run.others)}" if run.others else said

    def _run(self, number: int) -> OpenRun | None:
        return self._runs.get(Path(self.row(number)))
