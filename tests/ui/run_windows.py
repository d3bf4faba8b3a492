"""Opens run controllers on fake engines, and ends whatever they have started."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import psutil
from pytestqt.qtbot import QtBot

from omgui.core.run_folder import RunFolder, find_runs
from omgui.ui.run.controller import RunController
from omgui.ui.run.engine_process import find_process, kill_tree
from omgui.ui.run.run_state import Phase, RunState

ENGINE = Path(__file__).with_name("fake_engine.py")
WAIT_MS = 30_000


class Windows:
    """The windows of one person, one after the other or at once.

    Args:
        qtbot: Waits.
        home: The person's state folder.
    """

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.qtbot = qtbot
        self.home = home
        self.workspace = home / "workspace"
        self.manner = "steady"
        self.opened: list[RunController] = []

    def open(self, manner: str = "steady") -> RunController:
        """Open a window whose engines behave like that; it has looked for earlier runs."""
        self.manner = manner
        session = SimpleNamespace(workspace=self.workspace)
        runs = RunController(session, folder=self.home, command=self.command)
        self.opened.append(runs)
        self.qtbot.waitUntil(lambda: runs.is_attached, timeout=WAIT_MS)
        return runs

    def command(self, folder: Path) -> list[str]:
        return [sys.executable, str(ENGINE), self.manner, str(folder)]

    def start(self, runs: RunController, *datasets: str) -> None:
        for dataset in datasets:
            runs.enqueue(self.workspace, dataset)
        runs.start()

    def until(
        self, runs: RunController, wanted: Callable[[RunState], bool], dataset: str = "set"
    ) -> RunState:
        """Wait until the latest run of a dataset is as wanted."""
        found: list[RunState] = []

        def look() -> bool:
            state = runs.state(dataset)
            if state is not None and wanted(state):
                found.append(state)
            return bool(found)

        self.qtbot.waitUntil(look, timeout=WAIT_MS)
        return found[0]

    def until_phase(self, runs: RunController, phase: Phase, dataset: str = "set") -> RunState:
        return self.until(runs, lambda state: state.phase is phase, dataset)

    def until_frames(self, runs: RunController, dataset: str = "set") -> RunState:
        return self.until(runs, lambda state: state.view.frame_scores > 2, dataset)

    def folders(self) -> list[RunFolder]:
        return find_runs(self.home / "runs")

    def kill_engines(self) -> None:
        for folder in self.folders():
            process = find_process(folder.mark)
            if process is not None:
                kill_tree(process)
                psutil.wait_procs([process], timeout=10)

    def close(self) -> None:
        for runs in self.opened:
            runs.close()
        self.kill_engines()
