"""A page of the metric picker on small datasets; files and machine are what the tests say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal

from omgui.ui.metrics import machine, sampling
from omgui.ui.metrics.machine import Machine
from omgui.ui.metrics.page import MetricsPage
from tests.ui.picker.parts import sizes
from tests.workspaces import Workspace

CPU = Machine(4, 16 << 30, is_asked=True)


class Runs(QObject):
    """A run controller with one dataset that may be running."""

    view_changed = Signal()

    def __init__(self, _session: object = None) -> None:
        super().__init__()
        self.running = ""

    def is_running(self, name: str) -> bool:
        return name == self.running


@pytest.fixture
def still(monkeypatch):
    """Let files and the machine be what the tests say; no process is started for them."""
    monkeypatch.setattr(sampling, "make_survey", sizes())
    monkeypatch.setattr(machine._Kept, "machine", CPU)
    monkeypatch.setattr(machine._Kept, "at", float("inf"))


@pytest.fixture
def shop(tmp_path):
    found = Workspace(tmp_path / "shop")
    found.dataset(
        "images",
        "img",
        pairs={"a.png": ["b.png", "c.png"]},
        files=["b.png", "c.png"],
        fr_metrics=["psnr", "of_a_plugin"],
        their_key="stays",
    )
    found.dataset(
        "clips",
        "vid",
        pairs={"a.mp4": [[["b.mp4", "c.mp4"], "same"]]},
        fr_iqa_metrics=["psnr"],
    )
    found.dataset("alone", "img", files=["b.png"], nr_metrics=["si"])
    return found


@pytest.fixture
def open_page(qtbot, session, shop, still):
    made: list[MetricsPage] = []

    def make(name: str = "images") -> MetricsPage:
        session.open_workspace(shop.folder)
        page = MetricsPage(session, name)
        made.append(page)
        qtbot.addWidget(page)
        page.resize(1060, 600)
        page.show()
        qtbot.waitUntil(lambda: page.picker.is_sampled or not page.picker._is_readable)
        return page

    yield make
    for page in made:
        page.close_page()
