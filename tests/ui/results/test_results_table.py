"""The table of the Results page: what cells say, sorting, filtering, grouping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QAbstractItemModelTester, QTest

from omgui.core.results.columns import CellState
from omgui.core.results.views import TableView
from tests.ui.results.conftest import WAIT_MS, column, settle

Role = Qt.ItemDataRole
FILES = ["a_x264_23.mp4", "a_x264_37.mp4", "a_x265_37.mp4", "b_x264_23.mp4", "b_x265_9.mp4"]
FILES += ["ref/a.mp4", "ref/a.mp4"]  # listed twice, and scored alone


def cell(page, row, key, role=Role.DisplayRole):
    model = page.panel.model
    return model.index(row, model.arranged.keys.index(key)).data(role)


def test_model_keeps_the_rules_of_models(page, qtbot):
    tester = QAbstractItemModelTester(
        page.panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    page.panel.change(filter="a_")
    settle(qtbot, page)
    page.panel.change(group_by=("codec",))
    settle(qtbot, page)
    del tester


def test_cells_show_scores_and_why_there_is_none(page):
    assert column(page, "psnr")[:4] == ["40.00", "30.00 ◐", "35.00", "file missing"]
    assert cell(page, 4, "psnr") == "not yet"
    assert "1 of 2" in cell(page, 1, "psnr", Role.ToolTipRole)
    assert "does not exist" in cell(page, 3, "psnr", Role.ToolTipRole)
    assert "does not exist" in cell(page, 3, "psnr", Role.AccessibleTextRole)
    assert "Rank 1 of 3" in cell(page, 0, "psnr", Role.ToolTipRole)
    assert cell(page, 1, "niqe") == "–"


def test_heading_names_unit_and_direction(page):
    model = page.panel.model
    heads = [
        model.headerData(number, Qt.Orientation.Horizontal) for number in range(model.columnCount())
    ]
    assert "psnr (dB) ↑" in heads
    assert "lpips ↓" in heads


def test_scores_that_a_run_would_make_anew_are_marked(page):
    page.feed.table.metrics["psnr"].outdated = "These scores were made with other options."
    model = page.panel.model
    model.retitle()
    number = model.arranged.keys.index("psnr")
    assert model.headerData(number, Qt.Orientation.Horizontal).startswith("⚠ psnr")
    assert "other options" in model.headerData(number, Qt.Orientation.Horizontal, Role.ToolTipRole)
    assert "other options" in cell(page, 0, "psnr", Role.ToolTipRole)


def test_click_on_a_heading_sorts_and_a_second_turns_it_round(page, qtbot):
    table = page.panel.table
    number = page.panel.arranged.keys.index("psnr")
    header = table.horizontalHeader()
    table.scrollTo(page.panel.model.index(0, number))
    x = header.sectionViewportPosition(number) + header.sectionSize(number) // 2
    place = header.viewport().rect().center()
    place.setX(x)
    for expected in (
        ["30.00 ◐", "35.00", "40.00", "file missing", "not yet"],
        ["40.00", "35.00", "30.00 ◐", "file missing", "not yet"],
    ):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle(qtbot, page)
        assert column(page, "psnr")[:5] == expected
    assert "▼" in page.panel.model.headerData(number, Qt.Orientation.Horizontal)


def test_second_key_sorts_within_the_first(page, qtbot):
    page.panel.sort("crf")
    settle(qtbot, page)
    page.panel.sort("psnr", is_more=True)
    settle(qtbot, page)
    assert column(page, "crf") == ["9", "23", "23", "37", "37", "", ""]
    assert column(page, "psnr")[3:5] == ["30.00 ◐", "35.00"]
    page.panel.sort("psnr", is_more=True)
    settle(qtbot, page)
    assert column(page, "psnr")[3:5] == ["35.00", "30.00 ◐"]


def test_typed_filter_leaves_the_rows_that_pass(page, qtbot):
    page.focus_search()
    QTest.keyClicks(page.panel.filter, "codec=x265 crf>30")
    QTest.keyClick(page.panel.filter, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert column(page, "file") == ["a_x265_37.mp4"]
    assert "1 of" in page.panel.count.text()


def test_wrong_filter_is_said_where_it_is_and_the_rows_stay(page, qtbot):
    page.panel.filter.setText("codec=x265")
    settle_filter(qtbot, page, "codec=x265")
    page.panel.filter.setText("codec=x265 crff>30")
    qtbot.waitUntil(page.panel.guide.words.isVisible)
    assert "“crff”" in page.panel.guide.words.text()
    assert "crf" in page.panel.guide.words.text()
    assert "Edit Pairs" in page.panel.guide.words.text()
    assert column(page, "codec") == ["x265", "x265"]
    assert looks(page) == {QPalette.ColorRole.PlaceholderText}
    assert "not applied" in page.panel.count.text()
    page.panel.filter.setText("codec=x265 crf>30")
    settle_filter(qtbot, page, "codec=x265 crf>30")
    assert looks(page) == {None}
    assert "1 of" in page.panel.count.text()
    assert not page.panel.guide.words.isVisible()
    assert len(column(page, "codec")) == 1


def test_filter_that_was_refused_counts_once_the_table_has_its_column(page, session, study, qtbot):
    page.panel.filter.setText("ssim<2")
    qtbot.waitUntil(page.panel.guide.words.isVisible, timeout=WAIT_MS)
    assert "not applied" in page.panel.count.text()
    config = study / "datasets_configs" / "set.yaml"
    config.write_text(config.read_text().replace("lpips", "lpips, ssim"))
    session.reload()
    qtbot.waitUntil(lambda: "ssim" in page.panel.items.columns, timeout=WAIT_MS)
    settle_filter(qtbot, page, "ssim<2")
    assert not page.panel.guide.words.isVisible()
    assert "not applied" not in page.panel.count.text()
    assert column(page, "file") == [], "none has a score yet"
    config.write_text(config.read_text().replace("lpips, ssim", "lpips"))
    session.reload()
    qtbot.waitUntil(lambda: "ssim" not in page.panel.items.columns, timeout=WAIT_MS)
    settle(qtbot, page)
    assert page.panel.guide.words.isVisible()
    assert "not applied" in page.panel.count.text()
    assert column(page, "file") == FILES


def test_view_whose_filter_names_no_column_of_this_table_says_so(page, qtbot):
    page.show_view(TableView(name="of another dataset", filter="bitrate>3"))
    settle(qtbot, page)
    assert "“bitrate”" in page.panel.guide.words.text()
    assert "not applied" in page.panel.count.text()
    page.show_view(TableView(name="-", filter="codec=x265"))
    settle(qtbot, page)
    assert "not applied" not in page.panel.count.text()


def looks(page):
    """Return by which colours the names of files are written."""
    model, quiet = page.panel.model, page.palette().color(QPalette.ColorRole.PlaceholderText)
    number = model.arranged.keys.index("file")
    brushes = [
        model.data(model.index(row, number), Qt.ItemDataRole.ForegroundRole)
        for row in range(model.rowCount())
    ]
    roles = {quiet.rgba(): QPalette.ColorRole.PlaceholderText}
    return {None if brush is None else roles[brush.color().rgba()] for brush in brushes}


def test_example_of_a_filter_can_be_answered_by_the_table(page, qtbot):
    example = page.panel.filter.placeholderText().removeprefix("e.g. ")
    assert example == "codec=x264 crf=23 psnr<40"
    page.panel.filter.setText(example)
    settle_filter(qtbot, page, example)
    assert not page.panel.guide.words.isVisible()


def test_emptied_filter_lays_nothing_over_the_table(page, qtbot):
    line = page.panel.filter
    page.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "c")
    qtbot.waitUntil(line.choices.isVisible)
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert not line.choices.isVisible()
    qtbot.waitUntil(lambda: not page._side.is_busy)
    assert not line.choices.isVisible()


def settle_filter(qtbot, page, text):
    qtbot.waitUntil(lambda: page.panel.wish.view.filter == text)
    settle(qtbot, page)


def test_filter_without_rows_offers_to_clear_it(page, qtbot):
    page.panel.filter.setText("nothing_is_called_so")
    settle_filter(qtbot, page, "nothing_is_called_so")
    assert page.panel.empty.isVisible()
    page.panel.clear.click()
    settle_filter(qtbot, page, "")
    assert column(page, "file") == FILES
    assert not page.panel.clear.isVisible()


def test_filter_offers_columns_and_values_to_go_on_with(page, qtbot):
    page.activateWindow()
    line = page.panel.filter
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "codec=")
    qtbot.waitUntil(line.popup.popup().isVisible)
    words = line.popup.model().stringList()
    assert words == ["x264", "x265"]
    line.put("x265")
    line.popup.popup().hide()
    settle_filter(qtbot, page, "codec=x265")
    assert column(page, "codec") == ["x265", "x265"]


def test_filter_that_is_still_being_typed_is_not_called_wrong(page, qtbot):
    page.activateWindow()
    line = page.panel.filter
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "codec=")
    qtbot.waitUntil(line.choices.isVisible)
    with qtbot.waitSignal(line.filter_changed):
        pass
    assert not page.panel.guide.words.isVisible()
    line.choices.hide()
    qtbot.waitUntil(page.panel.guide.words.isVisible)
    assert "codec=" in page.panel.guide.words.text()


def test_groups_show_statistics_and_open_to_their_members(page, qtbot):
    page.panel.change(group_by=("codec",))
    settle(qtbot, page)
    assert column(page, "codec") == ["x264", "x265", ""]
    assert column(page, "count") == ["3", "2", "2"]
    assert column(page, "psnr mean")[:2] == ["35.00 ◐", "35.00 ◐"]
    assert column(page, "psnr std")[0] == "7.071 ◐"
    assert "of this group have no score" in cell(page, 0, "psnr mean", Role.ToolTipRole)
    page.panel.table.setCurrentIndex(page.panel.model.index(1, 0))
    QTest.keyClick(page.panel.table, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert column(page, "file") == ["a_x265_37.mp4", "b_x265_9.mp4"]
    assert page.panel.group.text() == "Only the group codec = x265"
    assert page.panel.group.isVisible()
    page.panel.back.click()
    settle(qtbot, page)
    assert not page.panel.group.isVisible()
    assert column(page, "codec") == ["x264", "x265", ""]


def test_group_menu_ticks_fields_and_statistics(page, qtbot):
    menu = page.tools.group_menu
    menu.aboutToShow.emit()
    named = {action.text(): action for action in menu.actions()}
    named["codec"].trigger()
    named["crf"].trigger()
    named["items without score"].trigger()
    settle(qtbot, page)
    assert page.panel.arranged.keys[:3] == ("codec", "crf", "count")
    assert column(page, "psnr missing") == ["1", "0", "1", "0", "2"]
    assert page.tools.group.text() == "&Group: codec, crf"
    named["&No groups"].trigger()
    settle(qtbot, page)
    assert column(page, "file") == FILES


def test_colours_follow_the_direction_of_the_metric_and_can_be_switched_off(page, qtbot):
    def ground(row, key):
        brush = cell(page, row, key, Role.BackgroundRole)
        return None if brush is None else brush.color()

    best, worst = ground(0, "psnr"), ground(1, "psnr")
    assert best.blue() > best.red()
    assert worst.red() > worst.blue()
    assert ground(0, "lpips") == best
    assert ground(3, "psnr") is None
    page.tools.colours.click()
    settle(qtbot, page)
    assert ground(0, "psnr") is None


def test_selection_stays_with_its_rows_when_they_are_sorted(page, qtbot):
    table, model = page.panel.table, page.panel.model
    table.select_places([1], 1, "psnr")
    page.panel.sort_by("psnr", is_descending=True)
    settle(qtbot, page)
    assert table.currentIndex().row() == 2
    assert table.current_key() == "psnr"
    assert [model.table_row(place) for places in table.selected_ranges() for place in places] == [1]


def test_copied_rows_are_a_table_for_spreadsheets(page, qtbot):
    page.panel.change(columns=("file", "psnr"))
    settle(qtbot, page)
    page.panel.table.setCurrentIndex(page.panel.model.index(0, 0))
    with qtbot.waitSignal(page.panel.said):
        QTest.keyClick(page.panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "filename\tpsnr\na_x264_23.mp4\t40.0\n"


def test_selected_items_are_shared_with_the_viewer(page, qtbot):
    table = page.panel.table
    table.select_places([2], 2, "lpips")
    assert page.selection.items == (("ref/a.mp4", "a_x265_37.mp4", "same"),)
    assert page.selection.metric == "lpips"
    with qtbot.waitSignal(page.selection.viewer_wanted):
        QTest.keyClick(table, Qt.Key.Key_Return)
    table.selectAll()
    assert len(page.selection.items) == 7
    assert page.selection.items[0] == ("ref/a.mp4", "a_x265_37.mp4", "same")


def test_only_what_a_person_chooses_here_is_shared(page, store, qtbot):
    table, viewed = page.panel.table, (("ref/a.mp4", "a_x264_37.mp4", "same"),)
    table.select_places([2], 2, "lpips")
    page.selection.set_items(viewed)  # chosen in the viewer
    page.panel.sort("psnr")
    settle(qtbot, page)
    page.feed.look()
    assert page.selection.items == viewed
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.selection.items == (("ref/a.mp4", "a_x265_37.mp4", "same"),)


def test_page_that_is_opened_later_leaves_the_viewer_alone(open_page, store, qtbot):
    page = open_page()
    viewed = (("ref/a.mp4", "a_x265_37.mp4", "same"),)
    page.selection.set_items(viewed)
    settle(qtbot, page)
    assert page.panel.table.current_row() == 0
    assert page.selection.items == viewed
    page.panel.table.select_places([1], 1, "psnr")
    assert page.selection.items == (("ref/a.mp4", "a_x264_37.mp4", "same"),)


def test_menu_of_a_cell_filters_by_what_stands_in_it(page, qtbot):
    from omgui.ui.results.table_menu import TableMenu

    model = page.panel.model
    page.panel.table.setCurrentIndex(model.index(2, model.arranged.keys.index("codec")))
    menu = TableMenu(page.panel)
    named = {action.text(): action for action in menu.actions()}
    named["&Only “x265”"].trigger()
    settle_filter(qtbot, page, "codec=x265")
    assert column(page, "codec") == ["x265", "x265"]
    named["&Hide this column"].trigger()
    settle(qtbot, page)
    assert "codec" not in page.panel.arranged.keys
    menu.close()


@pytest.mark.parametrize("state", list(CellState))
def test_every_state_has_words(page, state):
    psnr = page.feed.table.metrics["psnr"]
    psnr.states[0] = state
    shown = cell(page, 0, "psnr")
    assert shown
    if state is not CellState.SCORE:
        assert shown != "40.00"
