"""What is ticked stays ticked, wherever one looks meanwhile."""

from __future__ import annotations

import pytest

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
