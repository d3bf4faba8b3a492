"""The whole way in one window: a folder dropped on it becomes a table of scores."""

from __future__ import annotations

import csv
import gc
import os

import psutil
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from omgui.cli.demo_data import make_images
from omgui.core.dataset_state import DatasetState
from omgui.ui.dataset_page import METRICS, RESULTS, RUN
from omgui.ui.main_window import MainWindow
from omgui.ui.run.engine_process import find_process, kill_tree
from omgui.ui.run.run_state import Phase
from omgui.ui.session import Session
from omgui.ui.wizard.dialog import CHECK, PAIRS, SAVE

WAIT_MS = 120_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def open_window(home, tmp_path, qtbot):
    """Open windows of one person, one after the other; in the end no engine is left."""
    (tmp_path / "shop").mkdir()
    opened = []
    gc.disable()

    def make():
        window = MainWindow(Session())
        qtbot.addWidget(window)
        window.show()
        assert window.session.open_workspace(tmp_path / "shop")
        opened.append(window)
        return window

    yield make
    for window in opened:
        active = window.session.runs.active if window.session.has_runs else None
        window.close()
        window.session.close()
        process = find_process(active.folder.mark) if active is not None else None
        if process is not None:
            kill_tree(process)
            psutil.wait_procs([process], timeout=10)
    gc.collect()
    gc.enable()


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, none))


def click(button):
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def through_wizard(window, qtbot):
    """Press Next to the last page, then Save."""
    qtbot.waitUntil(lambda: window.opener.dialog is not None, timeout=WAIT_MS)
    wizard = window.opener.dialog
    qtbot.waitUntil(lambda: not wizard.state.is_busy, timeout=WAIT_MS)
    for page in (PAIRS, CHECK, SAVE):
        qtbot.waitUntil(wizard.next.isEnabled, timeout=WAIT_MS)
        click(wizard.next)
        assert wizard.page == page
    with qtbot.waitSignal(wizard.accepted, timeout=WAIT_MS):
        click(wizard.save)


def tick(window, qtbot, metric):
    """Search for a metric, and tick it with the space bar."""
    window.page.show_tab(METRICS)
    page = window.page.content

    def row():
        return next((one for one in page.picker.rows if one.name == metric), None)

    qtbot.waitUntil(lambda: page.picker.is_readable, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: row() is not None and row().can_be_ticked, timeout=WAIT_MS)
    page.focus_search()
    QTest.keyClicks(page.bar.search, metric)
    qtbot.waitUntil(lambda: not page.model.index_of("lpips").isValid(), timeout=WAIT_MS)
    page.table.setCurrentIndex(page.model.index_of(metric))
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert row().is_ticked


def test_dropped_folder_becomes_scores_and_the_next_window_knows_them(open_window, qtbot, tmp_path):
    pictures = tmp_path / "pictures"
    demo = make_images(pictures, lambda _name: None)
    window = open_window()
    drop(window, pictures)
    through_wizard(window, qtbot)
    qtbot.waitUntil(
        lambda: window.page is not None and window.session.selected == "pictures", timeout=WAIT_MS
    )
    tick(window, qtbot, "gmsd")
    yaml = tmp_path / "shop" / "datasets_configs" / "pictures.yaml"
    qtbot.waitUntil(lambda: "gmsd" in yaml.read_text(encoding="utf-8"), timeout=WAIT_MS)
    window.page.show_tab(RUN)
    run = window.page.content
    qtbot.waitUntil(lambda: run.start.isVisible() and run.start.isEnabled(), timeout=WAIT_MS)
    click(run.start)

    def is_complete():
        state = window.session.runs.state("pictures")
        return state is not None and state.phase is Phase.COMPLETED

    qtbot.waitUntil(is_complete, timeout=WAIT_MS)
    table = tmp_path / "shop" / "results" / "pictures_scores.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["reference"]]
    assert {row["filename"] for row in rows} == {name for all_ in demo.values() for name in all_}
    assert all(float(row[metric]) >= 0 for row in rows for metric in ("psnr", "ssim", "gmsd"))
    qtbot.waitUntil(run.results.scores.isVisible, timeout=WAIT_MS)
    click(run.results.scores)
    assert window.page.tabs.currentIndex() == RESULTS
    shown = window.page.content.panel.model
    qtbot.waitUntil(lambda: shown.rowCount() >= len(rows), timeout=WAIT_MS)
    window.close()
    window.session.close()

    again = open_window()
    qtbot.waitUntil(
        lambda: again.states.state("pictures") is DatasetState.COMPLETE, timeout=WAIT_MS
    )
