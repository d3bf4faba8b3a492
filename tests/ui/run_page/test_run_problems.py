"""The problems of a run: one row for equal ones, filtered, copied, quick."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from omgui.core.events import ItemName
from omgui.core.problems import Problem, Severity
from omgui.core.run_view import FoundProblem
from omgui.ui.run.page import RunPage
from omgui.ui.run.problems_model import FILE, KIND, METRIC, ProblemsModel
from omgui.ui.run.problems_panel import ProblemsPanel
from tests.ui.run_page.parts import ITEM, LOST, SHORT, checked, click
from tests.ui.run_windows import WAIT_MS


def test_equal_problems_share_a_row_that_unfolds_to_each_file() -> None:
    model = ProblemsModel()
    tester = checked(model)
    found = tuple(FoundProblem(LOST, ItemName(f"{k}.png"), "psnr") for k in range(5))
    model.show(found[:1])
    assert model.index(0, FILE).data() == "0.png"
    assert model.rowCount(model.index(0, 0)) == 0, "a single one needs no unfolding"
    model.show(found)
    more = (*found, FoundProblem(SHORT), FoundProblem(LOST, ItemName("4.png"), "ssim"))
    model.show(more)
    assert model.rowCount() == 2
    row = model.index(0, 0)
    assert model.rowCount(row) == 6
    assert model.index(0, FILE).data().startswith("5 file")
    assert model.index(0, METRIC).data() == "psnr, ssim"
    assert model.index(1, KIND).data() == "Note"
    assert model.index(3, FILE, row).data() == "3.png"
    assert model.index(5, METRIC, row).data() == "ssim"
    assert model.words(row).startswith("5 file")
    assert "Put it back." in model.words(model.index(3, 0, row))
    del tester


def test_problems_grow_and_are_filtered() -> None:
    model = ProblemsModel()
    tester = checked(model)
    found = tuple(FoundProblem(LOST, ItemName(f"{k}.png"), "psnr") for k in range(5))
    more = (*found, FoundProblem(SHORT))
    model.show(more)
    model.set_filter("3.PNG exist")
    assert model.shown_count == 1
    assert "Put it back." in model.words(model.index(0, 0))
    model.show((*more, FoundProblem(LOST, ItemName("13.png"), "ssim")))
    assert model.shown_count == 2, "what comes later is filtered, too"
    model.set_filter("", lambda one: one.problem.severity is Severity.WARNING)
    assert model.shown_count == 1
    model.show((FoundProblem(SHORT),))
    assert model.total == 1
    del tester


def test_search_that_fits_nothing_says_so_and_is_taken_back(
    panel: ProblemsPanel, qtbot: QtBot
) -> None:
    assert panel.count_words == "6"
    assert not panel.clear.isVisible()
    panel.search.setText("Tennis")
    qtbot.waitUntil(panel.clear.isVisible, timeout=WAIT_MS)
    assert panel.empty.text() == "No problem fits the search."
    assert panel.count_words == "0 of 6", "the tab counts what is in the table"
    click(panel.clear)
    assert panel.search.text() == ""
    assert panel.model.rowCount() == 2
    assert not panel.empty.isVisible()


def test_words_of_a_problem_go_with_it(panel: ProblemsPanel) -> None:
    panel.table.setCurrentIndex(panel.model.index(1, 0))
    assert "ends early" in panel.words.text()
    panel.show_problems(())
    assert panel.words.text() == ""
    assert not panel.go.isEnabled()


def test_problems_are_copied_one_a_line(panel: ProblemsPanel) -> None:
    panel.copy_rows()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 6
    row = panel.model.index(0, 0)
    panel.table.setCurrentIndex(row)
    panel.copy_rows()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 5, "all that the row stands for"
    panel.table.expand(row)
    panel.table.setCurrentIndex(panel.model.index(2, 0, row))
    panel.copy_rows()
    assert QGuiApplication.clipboard().text().startswith("2.png")
    assert panel.file_of(panel.table.currentIndex()) == Path("2.png")
    assert panel.file_of(row) is None


def test_page_of_a_hundred_thousand_problems_is_shown_quickly(
    shown: Callable[[str], RunPage],
) -> None:
    made = shown("set")
    found = tuple(FoundProblem(LOST, ItemName(f"{k}.png"), "psnr") for k in range(50_000))
    made.problems.show_problems(found)
    start = time.perf_counter()
    made.problems.show_problems((*found, FoundProblem(SHORT)))
    assert made.problems.model.shown_count == 50_001
    assert time.perf_counter() - start < 0.5, "one more problem costs one row"


def test_problems_send_nobody_to_a_terminal(qtbot: QtBot) -> None:
    model = ProblemsModel()
    lacking = Problem("weights-missing", "lpips needs a file.", "`omgui weights fetch lpips`.")
    model.show((FoundProblem(lacking, ITEM, "lpips"),))
    texts = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    texts.append(model.words(model.index(0, 0)))
    assert not any("`omgui" in text for text in texts)
    assert sum("Fetch" in text for text in texts) == 2
