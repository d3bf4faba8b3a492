"""What stays: names while one scrolls through scores, and how the table was left."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from omgui.core.pooling import Pooling
from omgui.core.results.views import TableView
from omgui.ui.results.table_layouts import TableLayout, TableLayouts
from tests.ui.results.conftest import WAIT_MS, column, settle


def scrolled(page, width=420):
    """Make the page narrow and scroll to its right end."""
    page.resize(width, 500)
    QApplication.processEvents()
    bar = page.panel.table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    return page.panel.table


def names_seen(table):
    """Return the headings of the columns that lie over the table's left edge."""
    names, model = table.names, table.model()
    count = model.columnCount()
    return [model.heading(it) for it in range(count) if not names.isColumnHidden(it)]


def test_names_stay_in_sight_while_scores_are_scrolled(page):
    table = scrolled(page)
    assert table.names.isVisible()
    assert names_seen(table) == ["File"]
    assert table.names.covered < table.viewport().width()
    table.horizontalScrollBar().setValue(0)
    assert not table.names.isVisible()
    assert table.names.covered == 0


def test_names_of_groups_stay_in_sight_too(page, qtbot):
    page.panel.change(group_by=("codec",))
    settle(qtbot, page)
    table = scrolled(page, 260)
    assert names_seen(table) == ["codec"]


def test_row_is_chosen_and_sorted_by_its_name_that_stays(page, qtbot):
    table = scrolled(page)
    far = table.horizontalScrollBar().value()
    height = table.rowHeight(0)
    QTest.mouseClick(
        table.names.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 2 * height + 4)
    )
    assert table.currentIndex().row() == 2
    assert table.selected_rows() == [table.model().table_row(2)]
    assert table.horizontalScrollBar().value() == far
    header = table.names.horizontalHeader()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 5))
    settle(qtbot, page)
    assert page.panel.wish.view.sort[0].column == "file"


def test_current_cell_is_not_hidden_below_the_names(page):
    table = scrolled(page)
    for number in reversed(range(3, table.model().columnCount())):
        table.setCurrentIndex(table.model().index(1, number))
        assert table.columnViewportPosition(number) >= table.names.covered


def test_names_scroll_up_and_down_with_the_scores(page):
    table = scrolled(page)
    page.resize(420, 260)
    QApplication.processEvents()
    table.verticalScrollBar().setValue(2)
    assert table.names.verticalScrollBar().value() == 2
    table.names.verticalScrollBar().setValue(1)
    assert table.verticalScrollBar().value() == 1


def shown_keys(page):
    return page.panel.arranged.keys


def test_table_is_opened_as_it_was_left(open_page, page, qtbot):
    table = page.panel.table
    page.panel.change(columns=("file", "lpips", "psnr", "mode"), coloured=False)
    page.panel.sort_by("psnr", is_descending=True)
    page.panel.change(filter="x264")
    page.pooling.chosen.emit(Pooling.MIN)
    settle(qtbot, page)
    table.horizontalHeader().resizeSection(0, 222)
    page.close_page()
    again = open_page()
    settle(qtbot, again)
    qtbot.waitUntil(lambda: again.feed.pooling is Pooling.MIN)
    settle(qtbot, again)
    assert shown_keys(again) == ("file", "lpips", "psnr", "mode")
    assert again.panel.table.columnWidth(0) == 222
    assert column(again, "psnr")[:2] == ["35.00", "30.00 ◐"]
    assert again.pooling.box.currentText() == "Worst frame"
    assert not again.panel.wish.view.coloured
    assert again.panel.filter.text() == ""  # else rows would be missing without a reason


def test_filter_that_is_typed_while_the_table_is_read_stays(open_page, page, qtbot):
    page.panel.change(columns=("file", "psnr"))
    settle(qtbot, page)
    page.close_page()
    again = open_page()
    assert again.panel.items is None
    again.panel.filter.setText("codec=x265")
    settle(qtbot, again)
    expected = ["a_x265_37.mp4", "b_x265_9.mp4"]
    qtbot.waitUntil(lambda: column(again, "file") == expected, timeout=WAIT_MS)
    assert again.panel.filter.text() == "codec=x265"
    assert shown_keys(again) == ("file", "psnr")


def test_groups_are_opened_as_they_were_left(open_page, page, qtbot):
    page.panel.change(group_by=("codec",))
    settle(qtbot, page)
    page.close_page()
    again = open_page()
    settle(qtbot, again)
    assert column(again, "codec") == ["x264", "x265", ""]


def test_metric_that_is_new_is_shown_though_columns_were_chosen():
    left = TableLayout.of(
        TableView(name="-", columns=("file", "psnr")), ["file", "psnr", "ssim"], {}
    )
    view = left.view_of(["file", "psnr", "ssim", "vmaf"], ["file"])
    assert view.columns == ("file", "psnr", "vmaf")
    grouped = TableLayout.of(TableView(name="-", group_by=("codec", "crf")), ["file"], {})
    assert grouped.view_of(["file", "crf"], ["file", "crf"]).group_by == ("crf",)


def test_table_that_is_as_usual_leaves_no_trace(tmp_path):
    layouts = TableLayouts(tmp_path / "layouts.json")
    layouts.keep(tmp_path, "one", None)
    assert not (tmp_path / "layouts.json").exists()
    layout = TableLayout(view=TableView(name="-"), widths={"file": 90})
    layouts.keep(tmp_path, "one", layout)
    assert layouts.find(tmp_path, "one") == layout
    assert layouts.find(tmp_path, "two") is None
    layouts.keep(tmp_path, "one", None)
    assert layouts.find(tmp_path, "one") is None


@pytest.mark.parametrize("text", ["{", "[]", '{"x\\none": 3}'])
def test_damaged_layouts_are_as_none(tmp_path, text):
    path = tmp_path / "layouts.json"
    path.write_text(text)
    layouts = TableLayouts(path)
    assert layouts.find(tmp_path, "one") is None
    layouts.keep(tmp_path, "one", TableLayout(view=TableView(name="-"), widths={"file": 90}))
    assert json.loads(path.read_text())


def test_layouts_that_cannot_be_written_are_forgotten(tmp_path):
    (tmp_path / "file").write_text("")
    layouts = TableLayouts(tmp_path / "file" / "layouts.json")
    layouts.keep(tmp_path, "one", TableLayout(view=TableView(name="-"), widths={"file": 90}))
    assert layouts.find(tmp_path, "one") is None
