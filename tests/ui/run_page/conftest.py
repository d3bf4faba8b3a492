"""Pages of runs, and windows whose engines are fakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omgui.core.events import ItemName
from omgui.core.run_view import FoundProblem
from omgui.ui.run.page import RunPage
from omgui.ui.run.problems_panel import ProblemsPanel
from tests.ui.run_page.parts import LOST, SHORT, FakeSession
from tests.ui.run_windows import WAIT_MS, Windows
from tests.workspaces import Workspace


@pytest.fixture
def windows(qtbot: QtBot, tmp_path: Path) -> Iterator[Windows]:
    made = Windows(qtbot, tmp_path)
    made.workspace = Workspace(tmp_path / "ws").folder
    yield made
    made.close()


@pytest.fixture
def shown(windows: Windows, qtbot: QtBot) -> Iterator[Callable[[str], RunPage]]:
    """Shows pages of datasets."""
    pages: list[RunPage] = []

    def show(dataset: str) -> RunPage:
        config = windows.workspace / "datasets_configs" / f"{dataset}.yaml"
        config.write_text(
            f"# my study\ntype: vid\ndataset_pth: data\ndataset_name: {dataset}\noutput: out\n"
            f"logs_output: logs/{dataset}.log\nfr_iqa_metrics: [psnr]  # cheap\nomgui:\n"
            "  workers: 3\n\n# the end\n"
        )
        runs = windows.opened[-1] if windows.opened else windows.open()
        made = RunPage(FakeSession(windows.workspace, runs), dataset)
        qtbot.addWidget(made)
        made.resize(1000, 600)
        made.show()
        pages.append(made)
        qtbot.waitUntil(lambda: made.options.options().workers == 3, timeout=WAIT_MS)
        return made

    yield show
    for made in pages:
        made.close_page()


@pytest.fixture
def panel(qtbot: QtBot) -> ProblemsPanel:
    made = ProblemsPanel()
    qtbot.addWidget(made)
    found = [FoundProblem(LOST, ItemName(f"{k}.png"), "psnr") for k in range(5)]
    made.show_problems((*found, FoundProblem(SHORT)))
    made.show()
    return made
