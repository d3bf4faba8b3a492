"""Small parts of the Results page: ranks, orders, lines of buttons, the shared selection."""

from __future__ import annotations

import math
import random
from array import array

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from omgui.core.metric_spec import Better
from omgui.core.results.columns import PlainTable, TextColumn, empty_metric_column
from omgui.core.results.ordering import ranks
from omgui.core.results.views import TableView, ViewSort
from omgui.ui.dataset_page import RESULTS, RUN, DatasetPage
from omgui.ui.results.arranging import Wish, arrange, clicked_sort
from omgui.ui.results.flow_layout import FlowLayout
from omgui.ui.results.model import shade_brushes
from omgui.ui.results.shades import STEPS, ShadeBook, place_among, quick_ranks
from omgui.ui.selection import Selection
from omgui.ui.states import DatasetStates
from omgui.ui.theme import own_palette
from tests.ui.test_shell_access import contrast


def scores(values, better=Better.HIGHER):
    column = empty_metric_column("m", len(values), better)
    column.values = array("d", values)
    return column


@pytest.mark.parametrize("better", [Better.HIGHER, Better.LOWER])
@pytest.mark.parametrize("count", [0, 1, 2, 300])
def test_quick_ranks_are_those_of_the_core(better, count):
    chance = random.Random(count)
    values = [chance.choice((math.nan, math.inf, *map(float, range(40)))) for _ in range(count)]
    column = scores(values, better)
    assert list(quick_ranks(column)) == pytest.approx(list(ranks(column)), nan_ok=True)


def test_shades_go_from_the_worst_to_the_best_and_are_computed_once():
    table = PlainTable(4, {"m": scores([3.0, 1.0, math.nan, 2.0], Better.LOWER)})
    book = ShadeBook()
    first = book.shades(table, "m")
    assert list(first) == [1, STEPS, 0, (STEPS + 1) // 2]
    assert book.shades(table, "m") is first
    book.forget()
    assert book.shades(table, "m") == first
    assert list(book.shades(PlainTable(1, {"m": scores([1.0], Better.NEITHER)}), "m")) == [0]


def test_rank_counts_the_better_ones():
    column = scores([3.0, 1.0, math.nan, 3.0])
    assert [place_among(column, row) for row in range(4)] == [(1, 3), (3, 3), None, (1, 3)]


@pytest.mark.parametrize("dark", [False, True])
def test_scores_can_be_read_on_every_shade(dark):
    palette = own_palette(is_dark=dark)
    text = palette.color(QPalette.ColorRole.Text)
    for brush in shade_brushes(palette):
        if brush is not None:
            assert contrast(text, brush.color()) >= 4.5


def test_clicks_on_headings_make_an_order():
    up, down = ViewSort(column="a"), ViewSort(column="a", descending=True)
    other = ViewSort(column="b")
    assert clicked_sort((), "a", is_more=False) == (up,)
    assert clicked_sort((up, other), "a", is_more=False) == (down,)
    assert clicked_sort((down,), "a", is_more=False) == ()
    assert clicked_sort((other,), "a", is_more=True) == (other, up)
    assert clicked_sort((up, other), "a", is_more=True) == (down, other)
    assert clicked_sort((other, down), "a", is_more=True) == (other,)


def test_rows_that_are_kept_stay_and_new_ones_come_behind():
    table = PlainTable(4, {"m": scores([3.0, 1.0, 5.0, 2.0])})
    wish = Wish(TableView(name="v", filter="m<4", sort=(ViewSort(column="m"),)))
    found = arrange(table, wish, ShadeBook(), kept=(3, 2, 0))
    assert found.rows == [3, 0, 1]
    assert list(found.places) == [1, 2, -1, 0]
    assert found.matching == 3
    assert arrange(table, wish, ShadeBook()).rows == [1, 3, 0]


def test_rows_are_found_by_their_names():
    names = TextColumn("file", "File", ["a", "b", "b"])
    table = PlainTable(3, {"file": names})
    wanted = [("", "b", ""), ("", "gone", ""), ("", "a", "")]
    found = arrange(table, Wish(TableView(name="v")), ShadeBook(), looked_for=wanted)
    assert found.found == (1, 0)


def test_buttons_go_on_in_a_second_line_where_the_window_is_narrow(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    line = FlowLayout(holder)
    buttons = [QPushButton(f"A button with words {number}") for number in range(4)]
    for button in buttons:
        line.addWidget(button)
    hidden = QPushButton("nobody sees it")
    hidden.hide()
    line.addWidget(hidden)
    width = buttons[0].sizeHint().width()
    holder.resize(4 * width + 3 * line.spacing() + 1, 100)
    holder.show()
    assert len({button.y() for button in buttons}) == 1
    assert line.heightForWidth(width) > 3 * line.heightForWidth(9 * width)
    holder.resize(QSize(2 * width + line.spacing() + 1, 200))
    assert [button.y() == buttons[0].y() for button in buttons] == [True, True, False, False]
    assert line.itemAt(9) is None
    assert line.takeAt(9) is None


def test_selection_tells_only_what_is_new(qtbot):
    selection = Selection()
    said = []
    selection.items_changed.connect(said.append)
    selection.metric_changed.connect(said.append)
    selection.frame_changed.connect(said.append)
    for _ in range(2):
        selection.set_items([("r", "f", "same")])
        selection.set_metric("psnr")
        selection.set_frame(7)
    selection.set_frame(None)
    assert said == [(("r", "f", "same"),), "psnr", 7, None]
    assert (selection.items, selection.metric, selection.frame) == (said[0], "psnr", None)


def test_page_of_a_dataset_leads_from_its_results_to_its_run(session, study, qtbot):
    assert session.open_workspace(study)
    page = DatasetPage(session, DatasetStates(session), "set")
    qtbot.addWidget(page)
    page.show()
    page.show_tab(RESULTS)
    results = page.content
    qtbot.waitUntil(results.run.isVisible)
    with qtbot.waitSignal(page.said):
        results.said.emit("words")
    results.run.click()
    assert page.tabs.currentIndex() == RUN
    page.close_page()
