"""Files that were replaced after they were scored are told where their scores stand."""

from __future__ import annotations

import os
import threading

import pytest
from PySide6.QtCore import Qt

from omgui.core.file_identity import file_facts
from omgui.core.results.file_changes import FileChange
from omgui.ui.dataset_page import DatasetPage
from omgui.ui.results import feed, file_watch
from omgui.ui.states import DatasetStates
from tests.core.results.made import A23
from tests.ui.results.conftest import WAIT_MS, column, settle

FILES = ("ref/a.mp4", "ref/b.mp4", "a_x264_23.mp4", "a_x264_37.mp4", "a_x265_37.mp4")
MORE = ("b_x264_23.mp4", "b_x265_9.mp4")


@pytest.fixture
def root(study, store):
    """The files of the study, which the store knows as they are."""
    for name in (*FILES, *MORE):
        path = study / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
        store.database.execute(
            "INSERT INTO file VALUES (?, ?, ?, ?)", (name, *file_facts(study / "data" / name))
        )
    return study / "data"


def looked(qtbot, page, changes):
    """Wait until the page knows of changes."""
    qtbot.waitUntil(lambda: page.feed.table.file_changes == changes, timeout=WAIT_MS)


def index(page, row, key):
    return page.panel.model.index(row, page.panel.arranged.keys.index(key))


def sign(page, row, key):
    return page.panel.model.data(index(page, row, key), Qt.ItemDataRole.DecorationRole)


def test_replaced_file_is_marked_at_its_row_its_scores_and_in_the_details(
    root, page, session, qtbot
):
    settle(qtbot, page)
    assert column(page, "psnr")[0] == "40.00"
    (root / "a_x264_23.mp4").write_bytes(b"the other encode")
    session.reload_in_background()  # F5
    looked(qtbot, page, {"a_x264_23.mp4": FileChange.CONTENT})
    assert column(page, "psnr")[:2] == ["40.00 ⚠", "30.00 ◐"]
    assert sign(page, 0, "file") is not None
    assert sign(page, 1, "file") is None
    assert sign(page, 0, "reference") is None
    for key in ("psnr", "file"):
        page.panel.table.setCurrentIndex(index(page, 0, key))
        assert "changed after it was scored" in page.details.text.text()
        spoken = page.panel.model.data(index(page, 0, key), Qt.ItemDataRole.AccessibleTextRole)
        assert "changed after it was scored" in spoken
    page.panel.table.setCurrentIndex(index(page, 1, "psnr"))
    assert "changed after" not in page.details.text.text()


def test_mark_of_a_file_goes_while_scores_still_come(root, page, store, qtbot, monkeypatch):
    settle(qtbot, page)
    (root / "a_x264_23.mp4").write_bytes(b"the other encode")
    page.watch.look()
    looked(qtbot, page, {"a_x264_23.mp4": FileChange.CONTENT})
    monkeypatch.setattr(file_watch, "_LIVE_MS", 150)
    page.watch._rest_ms = 150
    monkeypatch.setattr(feed, "_IDLE_MS", 20)  # scores come more often than files are looked at
    facts = file_facts(root / "a_x264_23.mp4")  # the run has begun to score it anew
    store.database.execute("DELETE FROM file WHERE name = 'a_x264_23.mp4'")
    store.database.execute("INSERT INTO file VALUES (?, ?, ?, ?)", ("a_x264_23.mp4", *facts))

    def come():
        store.put(A23, "psnr", 30.0 + store.database.total_changes % 7)
        page.feed.look()
        return not page.feed.table.file_changes

    qtbot.waitUntil(come, timeout=WAIT_MS)


def test_look_that_is_wanted_meanwhile_comes_after_the_one_that_goes_on(
    root, page, session, qtbot, monkeypatch
):
    settle(qtbot, page)
    qtbot.waitUntil(lambda: not page.watch._is_looking, timeout=WAIT_MS)
    held, asked = threading.Event(), []

    def slow(*_args):
        asked.append(1)
        held.wait(10)
        return {}

    monkeypatch.setattr(file_watch, "changed_files", slow)
    for _ in range(5):
        page.watch.look()
    held.set()
    qtbot.waitUntil(lambda: len(asked) == 2 and not page.watch._is_looking, timeout=WAIT_MS)


def test_copied_file_is_told_quietly(root, page, session, qtbot):
    os.utime(root / "ref/a.mp4", ns=(5, 5))
    session.reload_in_background()
    looked(qtbot, page, {"ref/a.mp4": FileChange.TIME})
    assert column(page, "psnr")[0] == "40.00"
    assert sign(page, 0, "reference") is None
    page.panel.table.setCurrentIndex(index(page, 0, "psnr"))
    assert "another time than when it was scored" in page.details.text.text()


def test_click_on_a_name_says_where_to_see_more(page, qtbot):
    page.panel.table.setCurrentIndex(index(page, 0, "file"))
    assert "Choose a score of this row" in page.details.text.text()
    page.panel.table.setCurrentIndex(index(page, 0, "psnr"))
    assert "Choose a score" not in page.details.text.text()


@pytest.fixture
def dataset_page(root, study, session, qtbot):
    """The dataset and its states, in a window of their own."""
    with qtbot.waitSignal(session.workspace_opened, timeout=WAIT_MS):
        assert session.open_workspace(study)
    states = DatasetStates(session)
    page = DatasetPage(session, states, "set")
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    states.look_again()
    qtbot.waitUntil(lambda: page.data.model.rowCount() > 0, timeout=WAIT_MS)
    yield page, states
    page.close_page()
    states.close()


def texts(model, parent=None):
    """Return what a tree shows."""
    found = []
    parent = parent or model.index(-1, -1)
    for row in range(model.rowCount(parent)):
        child = model.index(row, 0, parent)
        found += [child.data(), *texts(model, child)]
    return found


def test_data_list_and_states_name_files_that_are_gone_or_changed(
    dataset_page, root, session, qtbot
):
    page, states = dataset_page
    (root / "a_x264_37.mp4").unlink()
    (root / "ref/b.mp4").write_bytes(b"another reference")
    session.reload_in_background()
    qtbot.waitUntil(lambda: len(states.changes("set").files) == 2, timeout=WAIT_MS)
    shown = texts(page.data.model)
    assert "a_x264_37.mp4 – not found" in shown
    assert "ref/b.mp4 – changed since it was scored" in shown
    assert "a_x264_23.mp4" in shown
    said = page.data.changed.text()
    assert page.data.changed.isVisible()
    assert "not found: a_x264_37.mp4." in said
    assert "changed after being scored: ref/b.mp4." in said
    assert said.replace("⚠ ", "") == page.state.toolTip() == "\n".join(states.why("set"))
