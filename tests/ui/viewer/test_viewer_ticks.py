"""What is ticked stays ticked, wherever one looks meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omgui.ui.viewer.shown_files import MOST_FILES
from omgui.ui.viewer.viewer_state import ViewerState, key_of
from tests.ui.viewer.opened import Opened
from tests.ui.viewer.study import HIGH, LATE, LOW


class Row:
    def __init__(self, reference: str, file: str) -> None:
        self.reference, self.file, self.name, self.mode = reference, file, file, "same"


class Table:
    """As many files of two references as are wanted, without scores."""

    is_video = True

    def __init__(self, count: int = 6) -> None:
        self.rows = [Row(ref, f"{ref}{k}.mp4") for ref in "ab" for k in range(count)]
        self.metrics: dict[str, object] = {}


def state_of(table: Table) -> ViewerState:
    return ViewerState(table)  # type: ignore[arg-type]


def keys(state: ViewerState, *rows: int) -> list:
    return [key_of(state.table.rows[row]) for row in rows]


@pytest.fixture
def state() -> ViewerState:
    made = state_of(Table())
    made.show_items(keys(made, 0))
    for row in (1, 2):
        made.tick(row, is_shown=True)
    return made


def test_row_that_is_looked_at_elsewhere_comes_beside_the_ticked_ones(state) -> None:
    state.follow(keys(state, 4))
    assert (state.shown, state.active) == ([1, 2, 4], 4)
    state.follow(keys(state, 5))
    assert (state.shown, state.active) == ([1, 2, 5], 5), "the one before was not ticked"
    state.follow(keys(state, 1))
    assert (state.shown, state.active) == ([1, 2], 1)
    state.follow(keys(state, 3))
    assert state.shown == [1, 2, 3], "a ticked file stays, though it was looked at"


def test_several_rows_that_are_selected_elsewhere_come_beside_the_ticked_ones(state) -> None:
    assert state.follow(keys(state, 4, 3, 7)) == 1
    assert (state.shown, state.active) == ([1, 2, 3, 4], 4)


def test_ticks_of_a_reference_are_there_when_one_comes_back(state) -> None:
    state.tick(0, is_shown=False)  # in front: stays, but is ticked from now on
    state.follow(keys(state, 8))
    assert (state.reference, state.shown) == ("b", [8])
    state.show_reference("a")
    assert (state.shown, state.active) == ([0, 1, 2], 0)
    state.show_reference("b")
    assert (state.shown, state.active) == ([8], 8)
    state.follow(keys(state, 3))
    assert (state.shown, state.active) == ([0, 1, 2, 3], 3)


def test_ticks_outlive_another_reading_of_the_results(state) -> None:
    state.follow(keys(state, 4))
    state.follow(keys(state, 8))
    later = state_of(Table(count=5))  # a file has gone: rows have other numbers
    later.adopt(state)
    assert later.active_row.file == "b2.mp4"
    later.show_reference("a")
    assert later.shown == [1, 2, 4]
    later.follow(keys(later, 3))
    assert later.shown == [1, 2, 3]


def test_nothing_is_shown_of_rows_that_are_gone(state) -> None:
    assert state.follow([("a", "gone", "same")]) == 0
    assert state.shown == [0, 1, 2]


def test_no_more_files_are_shown_than_can_be_told_apart() -> None:
    state = state_of(Table(count=MOST_FILES + 3))
    state.show_items(keys(state, *range(MOST_FILES)))
    state.follow(keys(state, MOST_FILES + 1))
    assert len(state.shown) == MOST_FILES
    assert state.active == MOST_FILES + 1


def test_click_on_a_row_of_the_results_leaves_the_ticks_of_the_viewer(opened: Opened) -> None:
    opened.selection.set_items([LOW, HIGH])
    page = opened.open()
    opened.until(lambda: page.shown.state is not None and page.panes.source is not None)
    page.hide()
    opened.selection.set_items([LATE])
    page.show()
    state = page.shown.state
    assert [key_of(state.table.rows[row]) for row in state.shown] == [LOW, HIGH, LATE]
    assert state.active_row.file == "late.mp4"
    assert page.parts.files.view.currentIndex().row() == state.number_of(state.active)
    page.hide()
    opened.selection.set_items([HIGH])
    page.show()
    assert [key_of(state.table.rows[row]) for row in state.shown] == [LOW, HIGH]
    assert page.parts.files.view.currentIndex().row() == state.number_of(state.active)


def metric_clicked(opened: Opened, page, name: str) -> list[str]:
    """Select a cell of a metric in the Results; return what plots the Viewer has then."""
    page.hide()
    opened.selection.set_metric(name)
    page.show()
    assert page.shown.state.metric == name
    assert page.parts.top.worst_metric.currentText() == name
    return page.shown.state.metrics


def test_click_on_a_cell_of_another_metric_shows_that_metric_alone(opened: Opened) -> None:
    opened.selection.set_items([LOW])
    opened.selection.set_metric("psnr")
    page = opened.open()
    opened.until_curves(page, 1)
    assert page.shown.state.metrics == ["psnr"]
    assert metric_clicked(opened, page, "ssim") == ["ssim"], "psnr was never ticked"
    assert metric_clicked(opened, page, "psnr") == ["psnr"]


def test_click_on_a_cell_of_another_metric_leaves_the_plots_that_are_ticked(
    opened: Opened,
) -> None:
    opened.selection.set_items([LOW])
    opened.selection.set_metric("psnr")
    page = opened.open()
    opened.until_curves(page, 1)
    page.parts.top.metrics_chosen.emit(["psnr", "cf"])
    assert metric_clicked(opened, page, "ssim") == ["psnr", "ssim", "cf"]
    assert metric_clicked(opened, page, "ti") == ["psnr", "cf", "ti"]
    assert metric_clicked(opened, page, "psnr") == ["psnr", "cf"]


def test_plots_that_are_ticked_come_back_where_there_was_no_room_for_them() -> None:
    table = Table()
    table.metrics = dict.fromkeys("abcdefgh")
    state = state_of(table)
    ticked = list("abcdef")
    state.show_metrics(ticked)
    state.follow_metric("h")
    assert state.metrics == ["a", "b", "c", "d", "e", "h"]
    later = state_of(table)
    later.adopt(state)
    assert (later.metrics, later.metric) == (state.metrics, "h")
    for each in (state, later):
        each.follow_metric("a")
        assert each.metrics == ticked


def test_files_that_are_ticked_come_back_where_there_was_no_room_for_them() -> None:
    state = state_of(Table(count=MOST_FILES + 3))
    ticked = list(range(MOST_FILES))
    state.show_items(keys(state, *ticked))
    state.follow(keys(state, MOST_FILES + 1))
    state.follow(keys(state, MOST_FILES + 2))
    assert state.shown == [*ticked[:-1], MOST_FILES + 2]
    state.follow(keys(state, MOST_FILES + 5))  # of another reference
    assert state.shown == [MOST_FILES + 5]
    later = state_of(Table(count=MOST_FILES + 3))
    later.adopt(state)
    for each in (state, later):
        each.show_reference("a")
        each.follow(keys(each, 0))
        assert each.shown == ticked
    state.follow(keys(state, MOST_FILES + 1))
    state.tick(MOST_FILES + 1, is_shown=True)  # now it is ticked instead
    state.follow(keys(state, 0))
    assert state.shown == [*ticked[:-1], MOST_FILES + 1]


def test_keys_stay_on_the_file_that_was_ticked_and_while_scores_come(page) -> None:
    view, shown = page.parts.files.view, page.shown
    view.setFocus()
    assert view.currentIndex().row() == shown.state.number_of(shown.state.active) == 0
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert len(shown.state.shown) == 3
    assert view.currentIndex().row() == 2
    shown._on_rows(())
    assert view.currentIndex().row() == 2
    shown.activate(1)
    assert view.currentIndex().row() == 1


def test_several_rows_that_are_opened_in_the_viewer_are_the_ones_that_are_shown(
    opened: Opened,
) -> None:
    opened.selection.set_items([LOW])
    page = opened.open()
    opened.until(lambda: page.shown.state is not None and page.panes.source is not None)
    page.hide()
    opened.selection.set_items([LATE, HIGH])
    opened.selection.show_in_viewer()
    page.show()
    state = page.shown.state
    assert [key_of(state.table.rows[row]) for row in state.shown] == [HIGH, LATE]


def test_pictures_begin_with_the_worst_version_of_every_reference(opened: Opened) -> None:
    page = opened.open("img")
    opened.until(lambda: page.shown.state is not None and page.panes.source is not None)
    state = page.shown.state
    assert state.active_row.file == "noise3.png"
    page.parts.top.reference_chosen.emit("")
    page.parts.top.reference_chosen.emit("ref.png")
    assert state.active_row.file == "noise3.png"
    state._left.clear()
    state.reference = ""
    page.parts.top.reference_chosen.emit("ref.png")
    assert state.active_row.file == "noise3.png", "not the first in the list"
