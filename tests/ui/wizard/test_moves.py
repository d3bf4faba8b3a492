"""Page 2: files moved by hand, with the keyboard and by dragging, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omgui.core.pairing import LeftoverCode
from omgui.ui.wizard.decisions import Way
from omgui.ui.wizard.dialog import PAIRS
from omgui.ui.wizard.pairs_index import Reason
from tests.ui.wizard.conftest import loaded, make_files

COPY = Qt.DropAction.CopyAction


@pytest.fixture
def placed(on_pairs):
    return on_pairs.wizard.pairs_page.placed


def drag(model, path):
    """Return what is dragged when a row of the tree is."""
    return model.mimeData([model.index_of(path)])


def test_file_is_left_out_by_keyboard_undone_and_done_again(on_pairs, placed):
    on_pairs.select("I01_01_01.png")
    placed.tree.setFocus()
    QTest.keyClick(placed.tree, Qt.Key.Key_Delete)
    on_pairs.settle()
    assert "I01_01_01.png" not in on_pairs.groups["I01.png"]
    (left,) = on_pairs.pairing.of(LeftoverCode.BY_HAND)
    assert left.path == "I01_01_01.png"
    on_pairs.wizard.undo_stack.undo()
    on_pairs.settle()
    assert "I01_01_01.png" in on_pairs.groups["I01.png"]
    on_pairs.wizard.undo_stack.redo()
    on_pairs.settle()
    assert on_pairs.pairing.of(LeftoverCode.BY_HAND)


def test_file_is_moved_to_another_reference_by_the_dialog(on_pairs, placed):
    on_pairs.select("I01_01_01.png")
    placed.buttons["move"].click()
    dialog = placed._dialog
    references = [dialog.references.model.row(row) for row in range(3)]
    assert references == ["I01.png", "I02.png", "I03.png"]
    dialog.references.choose("I03.png")
    dialog.accept()
    on_pairs.settle()
    assert "I01_01_01.png" in on_pairs.groups["I03.png"]
    index = placed.model.index_of("I01_01_01.png")
    last = index.siblingAtColumn(placed.model.columnCount() - 1)
    assert last.data() == "moved by hand"


def test_any_file_can_become_a_reference(on_pairs, placed):
    on_pairs.select("I01_01_01.png")
    placed.buttons["move"].click()
    dialog = placed._dialog
    dialog.all.click()
    assert dialog.references.model.rowCount() == 14
    dialog.references.choose("I01_01_02.png")
    dialog.accept()
    on_pairs.settle()
    assert on_pairs.groups["I01_01_02.png"] == ("I01_01_01.png",)


def test_cancelled_dialog_moves_nothing(on_pairs, placed):
    on_pairs.select("I01_01_01.png")
    placed.buttons["move"].click()
    placed._dialog.reject()
    assert not on_pairs.wizard.undo_stack.canUndo()


def test_file_is_dragged_to_another_group(on_pairs, placed):
    data = drag(placed.model, "I01_01_01.png")
    target = placed.model.index_of("I02_01_01.png")  # a distorted file stands for its group
    assert placed.model.canDropMimeData(data, COPY, -1, -1, target)
    assert placed.model.dropMimeData(data, COPY, -1, -1, target)
    on_pairs.settle()
    assert "I01_01_01.png" in on_pairs.groups["I02.png"]


def test_reference_is_not_dropped_on_its_own_group(on_pairs, placed):
    data = drag(placed.model, "I02.png")
    assert not placed.model.dropMimeData(data, COPY, -1, -1, placed.model.index_of("I02.png"))
    assert not on_pairs.wizard.undo_stack.canUndo()


@pytest.mark.parametrize(
    ("reason", "place"), [(Reason.LEFT_OUT, "leftovers"), (Reason.ALONE, "alone")]
)
def test_file_is_dragged_to_a_tab_below(on_pairs, placed, reason, place):
    placed.leftovers.show_reason(reason)
    data = drag(placed.model, "I01_01_01.png")
    model = placed.leftovers.model
    from PySide6.QtCore import QModelIndex

    assert model.canDropMimeData(data, COPY, -1, -1, QModelIndex())
    assert model.dropMimeData(data, COPY, -1, -1, QModelIndex())
    on_pairs.settle()
    if place == "alone":
        assert on_pairs.pairing.alone == ("I01_01_01.png",)
    else:
        assert [one.path for one in on_pairs.pairing.leftovers] == ["I01_01_01.png"]


def test_left_out_file_is_dragged_back_into_a_group(on_pairs, placed):
    on_pairs.select("I01_01_01.png")
    placed.actions_["leave"].trigger()
    on_pairs.settle()
    placed.leftovers.show_reason(Reason.LEFT_OUT)
    table = placed.leftovers.model
    data = table.mimeData([table.index(0, 0)])
    assert placed.model.dropMimeData(data, COPY, -1, -1, placed.model.index_of("I03.png"))
    on_pairs.settle()
    assert "I01_01_01.png" in on_pairs.groups["I03.png"]


def test_several_files_are_moved_at_once_and_taken_back_one_by_one(on_pairs, placed):
    on_pairs.select("I01_01_01.png", "I01_01_02.png")
    placed.actions_["alone"].trigger()
    on_pairs.settle()
    assert on_pairs.pairing.alone == ("I01_01_01.png", "I01_01_02.png")
    placed.leftovers.show_reason(Reason.ALONE)
    on_pairs.select("I01_01_02.png")
    assert placed.actions_["back"].isEnabled()
    placed.actions_["back"].trigger()
    on_pairs.settle()
    assert on_pairs.pairing.alone == ("I01_01_01.png",)
    on_pairs.select("I02_01_02.png")
    assert not placed.actions_["back"].isEnabled()


def test_moves_survive_another_rule(on_pairs, placed, session):
    on_pairs.select("I01_01_01.png")
    placed.actions_["leave"].trigger()
    on_pairs.settle()
    page = on_pairs.wizard.pairs_page
    page.ways[Way.RULE].click()
    page.contents[Way.RULE].lines.setPlainText("{content}_{x:number}_*.png -> {content}.png")
    on_pairs.settle()
    assert on_pairs.pairing.counts.distorted == 11
    on_pairs.save("moved")
    dataset = loaded(session, "moved")
    assert len(dataset.worklist.fr) == 11
    assert "I01_01_01.png" not in {item.distorted for item in dataset.worklist.fr}


def test_file_that_fits_two_references_is_shown_with_both(drive, tmp_path):
    names = ["a/x.png", "b/x.png", "out/x_1.png", "a/y.png", "out/y_1.png"]
    driver = drive(make_files(tmp_path / "two", names))
    driver.go(PAIRS)
    page = driver.wizard.pairs_page
    page.ways[Way.RULE].click()
    page.contents[Way.RULE].lines.setPlainText("out/{c}_{n}.png -> (a|b)/{c}.png")
    driver.settle()
    leftovers = page.placed.leftovers
    leftovers.show_reason(Reason.AMBIGUOUS)
    row = leftovers.model.row_of("out/x_1.png")
    assert "a/x.png" in driver.text(leftovers.model, row, 1)
    assert "b/x.png" in driver.text(leftovers.model, row, 1)
    driver.select("out/x_1.png")
    page.placed.actions_["move"].trigger()
    likely = page.placed._dialog.references.model
    assert [likely.row(row) for row in range(2)] == ["a/x.png", "b/x.png"]
    page.placed._dialog.references.choose("b/x.png")
    page.placed._dialog.accept()
    driver.settle()
    assert driver.groups["b/x.png"] == ("out/x_1.png",)
    assert [one.path for one in driver.pairing.unused_references] == ["a/x.png"]


def test_file_dropped_on_an_unused_reference_joins_it(on_pairs, placed):
    on_pairs.select(*on_pairs.groups["I03.png"])
    placed.actions_["leave"].trigger()
    on_pairs.settle()
    placed.leftovers.show_reason(Reason.UNUSED)
    table = placed.leftovers.model
    data = drag(placed.model, "I01_01_01.png")
    assert table.dropMimeData(data, COPY, -1, -1, table.index(table.row_of("I03.png"), 0))
    on_pairs.settle()
    assert on_pairs.groups["I03.png"] == ("I01_01_01.png",)


def test_search_shows_groups_that_have_the_text(on_pairs, placed):
    on_pairs.wizard.focus_search()
    QTest.keyClicks(placed.filter, "I02_01")
    on_pairs.until(lambda: placed.model.rowCount() == 1)
    assert placed.model.rowCount(placed.model.index(0, 0)) == 2
    placed.filter.clear()
    on_pairs.until(lambda: placed.model.rowCount() == 3)


def test_moved_file_is_shown_and_chosen_in_its_new_place(on_pairs, placed):
    on_pairs.select("I01_01_01.png")
    placed.buttons["move"].click()
    placed._dialog.references.choose("I03.png")
    placed._dialog.accept()
    on_pairs.settle()
    on_pairs.until(lambda: placed.chosen() == ["I01_01_01.png"])
    (index,) = placed.tree.selectionModel().selectedRows()
    assert placed.model.reference_of(index) == "I03.png"
    assert placed.tree.isExpanded(index.parent())


def test_several_moved_files_are_chosen_together(on_pairs, placed):
    moved = ["I01_01_01.png", "I01_02_01.png"]
    on_pairs.select(*moved)
    placed.buttons["move"].click()
    placed._dialog.references.choose("I02.png")
    placed._dialog.accept()
    on_pairs.settle()
    on_pairs.until(lambda: sorted(placed.chosen()) == moved)


def test_reference_is_found_and_taken_by_keyboard(on_pairs, placed):
    on_pairs.select("I01_01_01.png")
    placed.buttons["move"].click()
    dialog = placed._dialog
    assert dialog.focusWidget() is dialog.references.filter
    QTest.keyClicks(dialog.references.filter, "I0")
    QTest.keyClick(dialog.references.filter, Qt.Key.Key_Down)
    assert dialog.reference == "I01.png"
    assert dialog.focusWidget() is dialog.references.view
    QTest.keyClick(dialog.references.view, Qt.Key.Key_Down)
    assert dialog.reference == "I02.png"
    QTest.keyClicks(dialog.references.filter, "3")
    QTest.keyClick(dialog.references.filter, Qt.Key.Key_Return)
    on_pairs.settle()
    assert "I01_01_01.png" in on_pairs.groups["I03.png"]


def test_enter_takes_nothing_where_nothing_fits(on_pairs, placed):
    on_pairs.select("I01_01_01.png")
    placed.buttons["move"].click()
    dialog = placed._dialog
    QTest.keyClicks(dialog.references.filter, "nowhere")
    QTest.keyClick(dialog.references.filter, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.reference == ""
    dialog.reject()


def test_search_without_a_hit_says_so(on_pairs, placed):
    QTest.keyClicks(placed.filter, "nowhere")
    on_pairs.until(placed.empty.isVisible)
    assert placed.empty.text() == "Nothing fits the search."
    placed.filter.clear()
    on_pairs.until(placed.tree.isVisible)


def test_column_of_moves_is_there_only_while_a_group_has_a_moved_file(on_pairs, placed):
    before = placed.model.columnCount()
    on_pairs.select("I01_01_01.png")
    placed.actions_["leave"].trigger()
    on_pairs.settle()
    assert placed.model.columnCount() == before
    placed.model.dropped.emit(("I01_01_01.png",), "I03.png")
    on_pairs.settle()
    assert placed.model.columnCount() == before + 1
    on_pairs.wizard.undo_stack.undo()
    on_pairs.wizard.undo_stack.undo()
    on_pairs.settle()
    assert placed.model.columnCount() == before


def test_what_was_left_out_on_purpose_is_named_without_a_warning(on_pairs, placed):
    page = on_pairs.wizard.pairs_page
    on_pairs.select("I01_01_01.png")
    placed.actions_["leave"].trigger()
    on_pairs.settle()
    assert "“Left out”" in page.counts.text
    assert page.counts.kind == "info"
    assert placed.leftovers.reason is Reason.LEFT_OUT
    on_pairs.select("I02.png")
    placed.actions_["leave"].trigger()
    on_pairs.settle()
    assert "“Unmatched”" in page.counts.text
    assert page.counts.kind == "warning"
