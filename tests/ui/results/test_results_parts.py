"""Small parts of the Results page: ranks, orders, lines of buttons, the shared selection."""

from __future__ import annotations

import math
import random
import re
from array import array

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from omgui.core.metric_spec import Better
from omgui.core.results.columns import (
    CellState,
    PlainTable,
    SpreadColumn,
    TextColumn,
    empty_metric_column,
)
from omgui.core.results.comparing import SIDE
from omgui.core.results.ordering import ranks
from omgui.core.results.result_table import ResultTable
from omgui.core.results.stored import StoredScore
from omgui.core.results.table_rows import TableRow
from omgui.core.results.views import TableView, ViewSort
from omgui.ui.dataset_page import RESULTS, RUN, DatasetPage
from omgui.ui.flow_layout import FlowLayout
from omgui.ui.results.arranging import Wish, arrange, clicked_sort
from omgui.ui.results.cell_words import CellWords
from omgui.ui.results.made_words import MadeWords
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


def test_what_can_be_wider_shares_the_room_that_a_line_has_left(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    line = FlowLayout(holder, is_filling=True)
    fixed, *wide = (QPushButton(text) for text in ("fixed", "one", "two"))
    for button in wide:
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for button in (fixed, *wide):
        line.addWidget(button)
    holder.resize(600, 100)
    holder.show()
    assert fixed.width() == fixed.sizeHint().width()
    assert wide[0].width() - wide[0].sizeHint().width() > 50
    assert 600 - 2 <= wide[1].geometry().right() + 1 <= 600
    wide[1].hide()
    holder.resize(601, 100)
    assert 601 - 1 <= wide[0].geometry().right() + 1 <= 601


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


def stored(**made):
    return StoredScore(1, "done", 1.0, 24, 24, None, made, 0.09)


def test_how_a_score_was_made_is_said_in_plain_words(qapp):
    words = MadeWords()
    videos = {
        "device": "cpu",
        "decord": "0.6.0",
        "omgui": "0.1.0",
        "mode": "repeat_each",
        "reference.frames": 24,
        "distorted.frames_read": 12,
        "reference.reader": "opencv",
        "distorted.reader": "opencv",
        "distorted.passed_over": ["decord"],
        "reference.size": "640x360",
        "distorted.size": "320x180",
        "resized": "distorted to reference, bicubic",
        "offset": 2,
    }
    said = words.said(stored(**videos))
    assert said == (
        "Frames of the reference: 24; of the distorted file: 12; compared in the mode "
        "repeat_each. The accepted offset of 2 frames was applied. Size of the reference: "
        "640 × 360; of the distorted file: 320 × 180. The distorted file was brought to the size "
        "of the reference. Read with OpenCV. It could not be read with decord. Computed on CPU. "
        "Made by omgui 0.1.0. It took 0.09 s."
    )
    assert "decord: 0.6.0" in words.record(stored(**videos))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({"reference.frames": 24, "distorted.frames_read": 24}, "Frames compared: 24."),
        ({"frames": 1}, "Frames looked at: 1."),
        ({"size": "512x512", "reader": "pillow 13"}, "Size: 512 × 512. Read with Pillow 13."),
        ({"option.order": "first"}, "Settings: order = first."),
        ({"model": "vmaf_v0.6.1", "device": "cuda:0"}, "Model: vmaf_v0.6.1. Computed on cuda:0."),
    ],
)
def test_what_is_known_of_a_score_is_said(qapp, made, said):
    assert MadeWords().said(stored(**made)).startswith(said)


def test_draws_and_windows_of_a_clip_are_said_and_are_no_settings(qapp):
    made = {"option.repeats": 4, "spread": 0.0123, "draws": ["0.5", "0.6", "0.5", "0.6"]}
    said = MadeWords().said(stored(**made))
    assert re.fullmatch(r"Mean of 4 draw\S+ spread 0\.0123\. It took 0\.09 s\.", said)
    made = {"option.window_s": 8.0, "option.stride_s": 0.5, "option.order": "first"}
    assert MadeWords().said(stored(**made)) == (
        "Scored over time, too: windows of 8 s, every 0.5 s. Settings: order = first. It took "
        "0.09 s."
    )


def test_cell_of_a_mean_of_draws_says_its_spread(qapp):
    score = empty_metric_column("dover", 2, Better.HIGHER)
    score.values[0] = score.values[1] = 0.5
    score.states[:] = bytes([CellState.SCORE, CellState.SCORE])
    spread = SpreadColumn("dover_spread", "dover spread", array("d", [0.0123, math.nan]))
    spread.metric, spread.draws = "dover", 4
    columns = {"dover": score, "dover_spread": spread}
    rows = [TableRow("", name, name, "", has_alone=True) for name in ("a", "b")]
    table = ResultTable(
        "set", rows, columns, {"dover": score}, {}, is_video=True, spreads={"dover": spread}
    )
    words = CellWords()
    assert re.search(r"Mean of 4 draw\S+ spread 0\.0123\.", words.tip(table, "dover", 0))
    assert "Mean of" not in words.tip(table, "dover", 1)
    assert words.title(spread) == "dover spread"
    assert words.text(table, "dover_spread", 0, 4) == "0.0123"
    assert words.text(table, "dover_spread", 1, 4) == "–"
    assert "standard deviation" in words.tip(table, "dover_spread", 0)
    plain = PlainTable(2, columns)
    assert "Mean of" not in words.tip(plain, "dover", 0)


def test_of_a_score_without_a_record_nothing_is_said(qapp):
    assert MadeWords().said(stored()) == ""
    assert MadeWords().record(stored()) == ""


def test_side_of_a_compared_row_is_said_in_the_window_s_language(qapp, monkeypatch):
    monkeypatch.setattr(CellWords, "tr", lambda _self, text, *_: text.upper())
    sides = TextColumn(SIDE, "Side", ["both", "first only", "second only"])
    names = TextColumn("file", "File", ["both", "b", "c"])
    table = PlainTable(3, {SIDE: sides, "file": names})
    words = CellWords()
    assert [words.text(table, SIDE, row, 0) for row in range(3)] == [
        "BOTH",
        "FIRST ONLY",
        "SECOND ONLY",
    ]
    assert words.tip(table, SIDE, 1) == "FIRST ONLY"
    assert words.text(table, "file", 0, 0) == "both"
