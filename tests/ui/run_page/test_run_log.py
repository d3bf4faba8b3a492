"""The log of a run: followed, filtered, bounded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from omgui.ui.run import log_view
from omgui.ui.run.details_tabs import LOG
from omgui.ui.run.log_feed import Level, LogFeed, LogLine, parse_line
from omgui.ui.run.log_view import LogModel, LogView
from omgui.ui.run.page import RunPage
from tests.ui.run_page.parts import checked
from tests.ui.run_windows import WAIT_MS, Windows


def test_log_keeps_the_newest_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_view, "_LIMIT", 100)
    model = LogModel()
    tester = checked(model)
    for start in range(0, 250, 50):
        levels = (Level.INFO, Level.ERROR)
        model.add([LogLine("", levels[k % 2], f"line {k}") for k in range(start, start + 50)])
    assert model.total <= 100
    assert model.row(model.rowCount() - 1).text == "line 249"
    model.set_filter("", lambda line: line.level >= Level.ERROR)
    model.add([LogLine("", Level.ERROR, f"late {k}") for k in range(90)])
    assert model.row(model.rowCount() - 1).text == "late 89"
    assert model.index(0, log_view.LEVEL).data() == "Error"
    del tester


def test_hundred_thousand_lines_are_filtered_at_once() -> None:
    model = LogModel()
    model.add([LogLine("", Level.INFO, f"line {k} of the log") for k in range(100_000)])
    assert model.total == 100_000
    model.set_filter("line 99999")
    assert model.rowCount() == 1


def test_log_is_followed_while_it_is_written(
    windows: Windows, shown: Callable[[str], RunPage], qtbot: QtBot
) -> None:
    made = shown("set")
    made.tabs.setCurrentIndex(LOG)
    path = windows.workspace / "logs" / "set.log"
    path.parent.mkdir()
    path.write_text("2026-01-02 03:04:05,678 - ERROR - a.png: no score\nhalf")
    view = made.log
    qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=WAIT_MS)
    assert view.model.row(0) == LogLine("2026-01-02 03:04:05", Level.ERROR, "a.png: no score")
    with path.open("a") as stream:
        stream.write(" a line\n2026-01-02 03:04:06,678 - INFO - b.png = 3\n")
    qtbot.waitUntil(lambda: view.model.rowCount() == 3, timeout=WAIT_MS)
    view.level.setCurrentIndex(3)
    assert view.model.rowCount() == 1
    view.level.setCurrentIndex(0)
    view.search.setText("B.PNG")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=WAIT_MS)
    view.table.selectAll()
    view._copy()
    assert QGuiApplication.clipboard().text() == "2026-01-02 03:04:06 b.png = 3"


def test_lines_without_form_are_told_from_reports() -> None:
    assert parse_line("boom", is_log=False) == LogLine("", Level.PRINTED, "boom")
    assert parse_line("tail of a line", is_log=True).level is Level.INFO
    assert parse_line("2026-01-02 03:04:05,1 - ODD - x", is_log=True).level is Level.ERROR


def test_feed_reads_the_end_of_a_long_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from omgui.ui.run import log_feed

    monkeypatch.setattr(log_feed, "_LAST_BYTES", 40)
    path = tmp_path / "log"
    path.write_text("".join(f"line {k:03}\n" for k in range(100)))
    feed = LogFeed()
    feed.follow(path)
    feed.follow(path)
    feed.poll()
    assert [line.text for line in feed.take(10)][-1] == "line 099"
    assert feed.take(10) == []


def test_closed_log_begins_no_thread_anew(tmp_path: Path, qtbot: QtBot) -> None:
    made = LogView()
    qtbot.addWidget(made)
    made.follow(tmp_path / "a.log")
    reader = made.findChild(QThread)
    assert reader.isRunning()
    made.close_page()
    made.follow(tmp_path / "b.log")  # as the last news of a run do
    assert not reader.isRunning()
