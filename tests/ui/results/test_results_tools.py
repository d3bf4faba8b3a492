"""The buttons, menus and headings of the Results page, used as a person uses them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog

from omgui.core.results.views import TableView
from omgui.ui.results.columns_dialog import ColumnsDialog
from omgui.ui.results.export_dialog import ExportDialog
from omgui.ui.results.table_menu import TableMenu
from tests.ui.results.conftest import WAIT_MS, column, settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def press_ok(monkeypatch):
    """Let dialogs that wait for an answer be answered by a function."""

    def answer(kind, act):
        def run(dialog):
            act(dialog)
            return dialog.result()

        monkeypatch.setattr(kind, "exec", run)

    return answer


def actions(menu):
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if action.text()}


def test_chosen_columns_are_shown(page, qtbot, press_ok):
    def choose(dialog):
        dialog.none.click()
        dialog.search.setText("psnr")
        dialog.all.click()
        dialog.accept()

    press_ok(ColumnsDialog, choose)
    page.tools.columns.click()
    settle(qtbot, page)
    assert page.panel.arranged.keys == ("psnr",)


def test_table_is_exported_by_the_button_and_it_is_said_where(
    page, qtbot, press_ok, tmp_path, monkeypatch
):
    path = tmp_path / "scores.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def export(dialog):
        with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
            dialog.save.click()

    press_ok(ExportDialog, export)
    with qtbot.waitSignal(page.said) as said:
        page.tools.export.click()
    assert said.args == [f"Written: {path}"]
    assert path.read_text(encoding="utf-8").startswith("reference,filename,mode,")


@pytest.mark.parametrize(
    ("words", "begin"),
    [("For &spreadsheets", "filename\tpsnr"), ("As &Markdown", "| file"), ("As &LaTeX", "%")],
)
def test_rows_are_copied_in_the_chosen_way(page, qtbot, words, begin):
    page.panel.change(columns=("file", "psnr"))
    settle(qtbot, page)
    assert page.panel.table.selected_count() == 1  # the first row, by nobody's choice
    with qtbot.waitSignal(page.said):
        actions(page.tools.copy_menu)[words].trigger()
    assert QGuiApplication.clipboard().text().startswith(begin)
    for name in ("23", "37", "9"):
        assert name in QGuiApplication.clipboard().text()


def test_copy_says_before_which_rows_it_takes(page, qtbot):
    page.panel.change(columns=("file", "psnr"))
    settle(qtbot, page)
    page.tools.copy_menu.aboutToShow.emit()
    assert "7" in page.tools.copied.text()
    assert "shown" in page.tools.copied.text()
    page.panel.table.select_places([1, 2], 1, "psnr")
    page.tools.copy_menu.aboutToShow.emit()
    assert "2" in page.tools.copied.text()
    assert "selected" in page.tools.copied.text()
    with qtbot.waitSignal(page.said):
        actions(page.tools.copy_menu)["For &spreadsheets"].trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 3


def test_boxes_of_the_group_menu_are_ticked_by_clicks_and_it_stays_open(page, qtbot):
    menu = page.tools.group_menu
    menu.aboutToShow.emit()
    menu.popup(QPoint(0, 0))
    for name in ("codec", "median"):
        action = next(one for one in menu.actions() if one.text() == name)
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    assert menu.isVisible()
    menu.close()
    settle(qtbot, page)
    assert page.panel.arranged.keys[:4] == ("codec", "count", "psnr mean", "psnr std")


def test_saved_views_stand_in_their_menu(page, qtbot, monkeypatch):
    menu = page.views_menu
    menu.views = menu.views.with_view(TableView(name="low & bad", filter="psnr<35"))
    actions(menu)["low && bad"].trigger()
    settle(qtbot, page)
    assert column(page, "psnr") == ["30.00 ◐"]
    renaming = next(one for one in menu.actions() if one.text() == "&Rename").menu()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("low", True))
    renaming.actions()[0].trigger()
    assert [view.name for view in menu.views.views] == ["low"]
    menu.aboutToShow.emit()
    deleting = next(one for one in menu.actions() if one.text() == "&Delete").menu()
    deleting.actions()[0].trigger()
    assert menu.views.views == ()
    page.undo_stack.undo()
    assert [view.name for view in menu.views.views] == ["low"]
    page.views_menu._background.close()


def test_view_that_cannot_be_saved_is_said_on_the_page(page, qtbot, study, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("mine", True))
    (study / "datasets_configs" / "set.yaml").unlink()
    page.views_menu.save_as()
    qtbot.waitUntil(page.problems.isVisible, timeout=WAIT_MS)
    assert "set" in page.problems.words.text()


def test_menu_of_a_number_filters_up_to_it_and_sorts(page, qtbot):
    page.panel.table.select_places([2], 2, "psnr")
    menu = TableMenu(page.panel)
    actions(menu)["Only up to &this"].trigger()
    qtbot.waitUntil(lambda: page.panel.wish.view.filter == "psnr<=35.0", timeout=WAIT_MS)
    settle(qtbot, page)
    assert column(page, "psnr") == ["30.00 ◐", "35.00"]
    actions(menu)["Sort &downwards"].trigger()
    settle(qtbot, page)
    assert column(page, "psnr") == ["35.00", "30.00 ◐"]
    menu.close()
    menu = TableMenu(page.panel)
    actions(menu)["D&o not sort"].trigger()
    settle(qtbot, page)
    assert column(page, "psnr") == ["30.00 ◐", "35.00"]
    menu.close()


def test_menu_key_opens_the_menu_at_the_current_cell(page, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(TableMenu, "popup", lambda _menu, place: opened.append(place))
    table = page.panel.table
    table.select_places([1], 1, "psnr")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(table.viewport(), event)
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    assert len(opened) == 2
    assert table.current_key() == "reference", "the heading that was clicked"


def test_pulled_column_keeps_its_width_when_others_come_and_go(page, qtbot):
    header = page.panel.table.horizontalHeader()
    header.resizeSection(page.panel.arranged.keys.index("psnr"), 233)
    page.panel.change(columns=("psnr", "file"))
    settle(qtbot, page)
    assert header.sectionSize(0) == 233
    page.panel.change(columns=())
    settle(qtbot, page)
    assert header.sectionSize(page.panel.arranged.keys.index("psnr")) == 233


def test_escape_clears_the_filter_and_down_goes_to_the_table(page, qtbot):
    page.activateWindow()
    page.focus_search()
    line = page.panel.filter
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "zzz")
    line.choices.hide()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
    QTest.keyClick(line, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(line.choices.isVisible)
    assert {"codec", "psnr"} <= {word.rstrip("=<:") for word in line.popup.model().stringList()}
    line.choices.hide()
    QTest.keyClick(line, Qt.Key.Key_Down)
    qtbot.waitUntil(page.panel.table.hasFocus)


def test_dialogs_have_titles(page, press_ok):
    seen = []

    def look(dialog):
        seen.append(dialog.windowTitle())
        dialog.reject()

    press_ok(ColumnsDialog, look)
    press_ok(ExportDialog, look)
    page.tools.columns.click()
    page.tools.export.click()
    assert seen == ["Columns", "Export"]
