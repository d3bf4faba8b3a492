"""A dataset with a store as the engine would have written it, and its page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import load_dataset
from omgui.ui.results.page import ResultsPage
from omgui.ui.selection import Selection
from tests.core.results.made import A23, A37, A65, B23, LOST, MadeStore, configure

WAIT_MS = 10_000
MADE = {
    "device": "cpu",
    "reader": "decord",
    "metric_version": 1,
    "checkpoint.net.pth": "abcdef0123",
}


@pytest.fixture
def study(tmp_path):
    """A workspace with the dataset ``set`` of five pairs of videos."""
    configure(tmp_path)
    return tmp_path


@pytest.fixture
def store(study):
    made = MadeStore(load_dataset(study, "set", load_catalogue()[0]).store)
    made.run()
    for place, value in ((A23, 40.0), (A65, 35.0)):
        number = made.put(place, "psnr", value, made=MADE)
        made.frames(number, [value - 5, value + 5])
    made.frames(made.put(A37, "psnr", 30.0, frames=(1, 2), problem=LOST, made=MADE), [30.0])
    made.put(B23, "psnr", None, state="problem", frames=(0, 0), problem=LOST)
    made.put(A23, "lpips", 0.1, made=MADE)
    made.put(A37, "lpips", 0.5)
    yield made
    made.close()


@pytest.fixture
def open_page(session, study, qtbot):
    """Open the Results page of ``set``; it is closed in the end."""
    opened = []

    def make(name="set"):
        if session.workspace is None:
            assert session.open_workspace(study)
        page = ResultsPage(session, name, Selection())
        qtbot.addWidget(page)
        opened.append(page)
        page.resize(1100, 600)
        page.show()
        return page

    yield make
    for page in opened:
        page.close_page()


@pytest.fixture
def page(open_page, store, qtbot):
    made = open_page()
    settle(qtbot, made)
    return made


def settle(qtbot, page):
    """Wait until the page shows what is wanted."""

    def is_settled():
        feed, panel = page.feed, page.panel
        return (
            panel.arranged is not None
            and panel.is_settled
            and not feed.is_reading
            and feed.pooled_scores is None
            and panel.arranged.wish == panel.wish
        )

    qtbot.waitUntil(is_settled, timeout=WAIT_MS)
    QApplication.processEvents()


def column(page, key):
    """Return what the cells of a column show, from the top."""
    model = page.panel.model
    number = model.arranged.keys.index(key)
    return [model.index(row, number).data() for row in range(model.rowCount())]
