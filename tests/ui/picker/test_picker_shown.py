"""What the picker shows: search, order, details, names for screen readers, themes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from omgui.ui.metrics.rows import Column, Show
from omgui.ui.theme import apply_theme
from tests.ui.picker.parts import press_space


def test_the_model_obeys_qt_whatever_happens_to_it(open_page, qtbot):
    page = open_page()
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    for column in (*Column, None):
        page.model.sort(-1 if column is None else column.value, Qt.SortOrder.DescendingOrder)
    page.bar.search.setText("lpips")
    qtbot.waitUntil(lambda: len(page.model.shown) < 20)
    press_space(page, "lpips")
    page.bar.search.setText("nothing is called this")
    qtbot.waitUntil(lambda: not page.model.shown)
    assert page.model.rowCount() == 0
    page.bar.search.clear()
    qtbot.waitUntil(lambda: len(page.model.shown) > 100)
    assert tester is not None


def test_every_metric_is_found_by_name_title_paper_or_meaning(open_page, qtbot):
    page = open_page()
    for text, name in (
        ("LPIPS", "lpips"),
        ("perceptual index", "pi"),
        ("mittal 2013", "niqe"),
        ("under water", "uranker"),
        ("phase congruency", "fsim"),
    ):
        page.bar.search.setText(text)
        page.bar.search.returnPressed.emit()
        assert name in [one.name for one in page.model.shown], text


def test_each_choice_of_what_is_shown_shows_only_that(open_page):
    page = open_page()
    for show, is_right in (
        (Show.FULL_REFERENCE, lambda one: one.spec.kind.value == "FR"),
        (Show.NO_REFERENCE, lambda one: one.spec.kind.value == "NR"),
        (Show.TICKED, lambda one: one.is_ticked),
        (Show.RUNNABLE, lambda one: one.reason is None),
        (Show.WITHOUT_FILES, lambda one: one.spec is None or not one.spec.checkpoints),
    ):
        page.bar.show_box.setCurrentIndex(page.bar.show_box.findData(show))
        assert page.model.shown
        assert all(is_right(one) for one in page.model.shown), show


def test_rows_are_ordered_within_their_group(open_page):
    page = open_page()
    page.table.sortByColumn(Column.TIME.value, Qt.SortOrder.AscendingOrder)
    group = page.model.index(1, 0)
    count = page.model.rowCount(group)
    times = [page.model.row_at(page.model.index(k, 0, group)).seconds for k in range(count)]
    # What is not known, such as that of a package that is missing, comes last.
    assert times == sorted(times, key=lambda time: (time is None, time or 0.0))
    assert count > 10


def test_every_row_can_be_shown_in_the_panel(open_page):
    page = open_page()
    for one in page.picker.rows:
        page.table.setCurrentIndex(page.model.index_of(one.name))
        text = page.details.text.toPlainText()
        assert one.name in text
        if one.spec is not None:
            assert one.spec.about in text
            assert ("not for commercial use" in text) == ("Noncommercial" in one.spec.licence)


def test_a_screen_reader_hears_name_tick_and_reason(open_page):
    page = open_page()
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert page.model.data(page.model.index_of("psnr"), spoken) == "psnr, ticked"
    heard = page.model.data(page.model.index_of("vmaf"), spoken)
    assert heard.startswith("vmaf, cannot be ticked, It scores videos")


def test_every_control_has_a_name_and_its_own_mnemonic(open_page):
    page = open_page()
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(page):
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or text, widget
    letters = [
        widget.text().replace("&&", "").split("&")[1][0].lower()
        for widget in (
            *page.findChildren(QAbstractButton),
            page.bar.search_label,
            page.bar.show_label,
        )
        if "&" in widget.text().replace("&&", "")
    ]
    assert len(letters) == len(set(letters)), letters


def test_search_can_be_reached_by_the_window(open_page, qtbot):
    page = open_page()
    page.activateWindow()
    page.focus_search()
    assert page.focusWidget() is page.bar.search


def test_light_and_dark_show_readable_text(open_page, qapp):
    page = open_page()
    for theme in ("dark", "light"):
        apply_theme(qapp, theme)
        qapp.processEvents()
        base = page.table.palette().base().color()
        brush = page.model.data(page.model.index_of("vmaf"), Qt.ItemDataRole.ForegroundRole)
        assert abs(brush.color().lightness() - base.lightness()) > 70


def test_search_that_finds_nothing_says_so_in_the_place_of_the_table(open_page):
    page = open_page()
    assert page.left.currentWidget() is page.table
    page.bar.search.setText("nothing is called so")
    page.bar.search_now()
    assert page.nothing.isVisible()
    assert "No metric fits the search" in page.nothing.text()
    page.bar.search.setText("psnr")
    page.bar.search_now()
    assert page.table.isVisible()


def test_down_goes_from_the_search_to_the_first_metric_found(open_page, qtbot):
    page = open_page()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.focus_search()
    QTest.keyClicks(page.bar.search, "ms_ssim")
    QTest.keyClick(page.bar.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    assert page.table.current_row is page.model.shown[0]
    assert "ms_ssim" in page.table.current_row.name
