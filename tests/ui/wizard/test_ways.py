"""Page 2: by proposal, by example, and by a typed rule."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omgui.ui.wizard.decisions import Way
from omgui.ui.wizard.dialog import PAIRS
from omgui.ui.wizard.pairs_index import Reason
from tests.ui.wizard.conftest import loaded, make_files

GROUPS = {
    f"I0{n}.png": tuple(f"I0{n}_{kind:02}_0{level}.png" for kind in (1, 2) for level in (1, 2))
    for n in (1, 2, 3)
}


def panel(driver, way):
    page = driver.wizard.pairs_page
    page.ways[way].click()
    driver.settle()
    return page.contents[way]


def test_best_proposal_is_taken_by_itself_and_can_be_saved(on_pairs, session):
    page = on_pairs.wizard.pairs_page
    assert on_pairs.groups == GROUPS
    assert "3 reference" in page.counts.text
    assert "0 left over" in page.counts.text
    assert page.contents[Way.PROPOSAL].list.currentRow() == 0
    assert on_pairs.save() == "kadid"
    dataset = loaded(session, "kadid")
    pairs = {(item.reference, item.distorted) for item in dataset.worklist.fr}
    assert pairs == {(ref, name) for ref, names in GROUPS.items() for name in names}
    assert [spec.name for spec in dataset.metrics] == ["psnr", "ssim"]
    assert dataset.warnings == ()


def test_other_proposal_is_taken_and_undone(on_pairs):
    listed = on_pairs.wizard.pairs_page.contents[Way.PROPOSAL].list
    alone = next(
        number for number, proposal in enumerate(on_pairs.state.proposals) if proposal.rule is None
    )
    listed.setCurrentRow(alone)
    on_pairs.settle()
    assert on_pairs.pairing.counts.alone == 15
    assert on_pairs.groups == {}
    leftovers = on_pairs.wizard.pairs_page.placed.leftovers
    assert leftovers.reason is Reason.ALONE, "the only tab with files is in front"
    assert leftovers.model.rowCount() == 15
    on_pairs.wizard.undo.click()
    on_pairs.settle()
    assert on_pairs.groups == GROUPS
    assert listed.currentRow() == 0
    on_pairs.wizard.redo.click()
    on_pairs.settle()
    assert on_pairs.pairing.counts.alone == 15


def test_every_proposal_says_what_speaks_for_it(on_pairs):
    listed = on_pairs.wizard.pairs_page.contents[Way.PROPOSAL].list
    words = [listed.item(number).text() for number in range(listed.count())]
    assert any("3 references, 12 distorted, 0 left over" in text for text in words)
    assert any("scored by itself" in text for text in words)


def test_one_example_pairs_all_other_files_in_the_same_way(on_pairs):
    example = panel(on_pairs, Way.EXAMPLE)
    assert on_pairs.groups == {}
    example.distorted.choose("I02_01_02.png")
    example.distorted.chosen.emit("I02_01_02.png")
    example.references.choose("I02.png")
    example.references.chosen.emit("I02.png")
    on_pairs.settle()
    assert on_pairs.groups == GROUPS
    assert on_pairs.state.decisions.examples == (("I02_01_02.png", "I02.png"),)
    assert "rule" in example.result.text


def test_example_by_keyboard(on_pairs):
    example = panel(on_pairs, Way.EXAMPLE)
    for listed, text in ((example.distorted, "I01_02_01"), (example.references, "I01.p")):
        QTest.keyClicks(listed.filter, text)
        on_pairs.until(lambda listed=listed: listed.model.rowCount() == 1)
        listed.view.setCurrentIndex(listed.model.index(0, 0))
    assert example.add.isEnabled()
    QTest.keyClick(example.add, Qt.Key.Key_Space)
    on_pairs.settle()
    assert on_pairs.groups == GROUPS


def test_example_by_dragging_one_file_onto_the_other(on_pairs):
    example = panel(on_pairs, Way.EXAMPLE)
    source = example.distorted.model
    index = source.index(source.row_of("I03_01_01.png"), 0)
    target = example.references.model
    place = target.index(target.row_of("I03.png"), 0)
    data = source.mimeData([index])
    assert target.canDropMimeData(data, Qt.DropAction.CopyAction, -1, -1, place)
    assert target.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, place)
    on_pairs.settle()
    assert on_pairs.groups == GROUPS


def test_contradicting_examples_are_named_and_one_can_be_removed(on_pairs):
    example = panel(on_pairs, Way.EXAMPLE)
    for reference in ("I01.png", "I02.png"):
        example.distorted.choose("I01_01_01.png")
        example.references.choose(reference)
        example.add.click()
        on_pairs.settle()
    assert on_pairs.state.paired.contradictions
    assert "I01_01_01.png" in example.result.text
    example.examples.selectRow(1)
    example.remove.click()
    on_pairs.settle()
    assert on_pairs.groups == GROUPS
    assert on_pairs.state.paired.contradictions == ()
    on_pairs.wizard.undo_stack.undo()
    on_pairs.settle()
    assert on_pairs.state.paired.contradictions


def test_examples_without_a_rule_leave_all_files_over(on_pairs):
    example = panel(on_pairs, Way.EXAMPLE)
    example.distorted.choose("I01_01_01.png")
    example.references.choose("I01_01_01.png")
    example.add.click()
    on_pairs.settle()
    assert on_pairs.state.paired.contradictions
    assert on_pairs.pairing.alone == (), "nobody said that they have no references"
    assert not on_pairs.wizard.next.isEnabled()


def test_typed_rule_pairs_and_its_fields_are_columns(on_pairs):
    rule = panel(on_pairs, Way.RULE)
    rule.lines.selectAll()
    QTest.keyClicks(rule.lines, "{content}_{kind}_{level}.png -> {content}.png")
    on_pairs.settle()
    assert on_pairs.groups == GROUPS
    model = on_pairs.wizard.pairs_page.placed.model
    assert model.field_names == ("content", "kind", "level")
    top = model.index_of("I02_02_01.png")
    shown = [str(top.siblingAtColumn(column).data()) for column in range(1, 4)]
    assert shown == ["I02", "02", "01"]


def test_rule_begins_with_the_one_in_force(on_pairs):
    before = on_pairs.state.paired.rule
    rule = panel(on_pairs, Way.RULE)
    assert rule.lines.toPlainText().splitlines() == list(before.texts)
    assert on_pairs.groups == GROUPS


def test_fault_is_marked_at_its_column_and_keeps_from_going_on(on_pairs):
    rule = panel(on_pairs, Way.RULE)
    rule.lines.setPlainText("\n{content}_{kind}.png ->  {content.png")
    on_pairs.settle()
    fault = on_pairs.state.paired.fault
    line = rule.lines.toPlainText().splitlines()[1]
    assert fault.line == 1
    assert line[fault.column] == "{"
    assert fault.column == line.rindex("{")
    (spot,) = rule.lines.extraSelections()
    assert spot.cursor.selectionStart() == 1 + fault.column
    assert spot.cursor.hasSelection()
    assert "Line 2" in rule.fault.text
    assert not on_pairs.wizard.next.isEnabled()
    rule.lines.setPlainText("{content}_*.png -> {content}.png")
    on_pairs.settle()
    assert rule.lines.extraSelections() == []
    assert rule.fault.isHidden()
    assert on_pairs.wizard.next.isEnabled()


def test_regular_expression_for_experts(on_pairs):
    rule = panel(on_pairs, Way.RULE)
    rule.expert.click()
    assert rule.regex.isVisible()
    assert not rule.lines.isVisible()
    QTest.keyClicks(rule.regex, r"(?P<content>I\d+)_.*\.png")
    QTest.keyClicks(rule.reference, "{content}.png")
    on_pairs.settle()
    assert on_pairs.groups == GROUPS
    QTest.keyClicks(rule.regex, "(")
    on_pairs.settle()
    assert on_pairs.state.paired.fault.side == "regex"
    assert "character" in rule.fault.text


def test_capital_letters_are_ignored_on_wish(drive, tmp_path):
    folder = make_files(tmp_path / "tid", ["I01.png", "i01_1.png", "i01_2.png"])
    driver = drive(folder)
    driver.go(PAIRS)
    rule = panel(driver, Way.RULE)
    rule.lines.setPlainText("{content}_{n}.png -> {content}.png")
    if rule.ignore_case.isChecked():
        rule.ignore_case.click()
    driver.settle()
    assert driver.groups == {}
    rule.ignore_case.click()
    driver.settle()
    assert driver.groups == {"I01.png": ("i01_1.png", "i01_2.png")}


def test_typing_is_undone_in_one_step_with_the_keys_of_the_wizard(on_pairs):
    rule = panel(on_pairs, Way.RULE)
    before = rule.lines.toPlainText()
    rule.lines.setFocus()
    rule.lines.moveCursor(rule.lines.textCursor().MoveOperation.End)
    QTest.keyClicks(rule.lines, "xyz")
    assert rule.lines.toPlainText() == f"{before}xyz"
    QTest.keyClick(rule.lines, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    on_pairs.settle()
    assert rule.lines.toPlainText() == before
    assert on_pairs.groups == GROUPS


def test_leftovers_are_counted_with_a_warning(drive, kadid):
    make_files(kadid, ["stranger.png"])
    driver = drive(kadid)
    driver.go(PAIRS)
    page = driver.wizard.pairs_page
    assert "1 left over" in page.counts.text
    leftovers = page.placed.leftovers
    assert driver.text(leftovers.model, 0) == "stranger.png"
    assert driver.text(leftovers.model, 0, 1)
    assert "(1)" in leftovers.tabs.tabText(leftovers.tabs.currentIndex())
    assert driver.wizard.next.isEnabled()  # it is told, and may be meant


def test_enter_in_a_list_or_a_field_does_not_turn_the_page(on_pairs):
    example = panel(on_pairs, Way.EXAMPLE)
    example.distorted.choose("I01_01_01.png")
    example.references.choose("I01.png")
    QTest.keyClick(example.references.view, Qt.Key.Key_Return)
    on_pairs.settle()
    assert on_pairs.groups == GROUPS
    QTest.keyClick(example.distorted.filter, Qt.Key.Key_Return)
    QTest.keyClick(on_pairs.wizard.pairs_page.placed.filter, Qt.Key.Key_Return)
    assert on_pairs.wizard.page == PAIRS


def test_example_can_be_added_only_where_both_files_are_seen_to_be_chosen(on_pairs):
    example = panel(on_pairs, Way.EXAMPLE)
    example.distorted.choose("I01_01_01.png")
    example.references.choose("I01.png")
    assert example.add.isEnabled()
    QTest.keyClicks(example.distorted.filter, "I02")
    on_pairs.until(lambda: not example.add.isEnabled())
    assert example.distorted.current == ""
    example.references.choose("")
    example.references.view.setFocus()  # makes a row the current one, but does not choose it
    example.distorted.choose("I02_01_01.png")
    assert not example.add.isEnabled()


def test_chosen_file_stays_chosen_while_the_filter_shows_it(on_pairs):
    example = panel(on_pairs, Way.EXAMPLE)
    example.distorted.choose("I02_01_01.png")
    QTest.keyClicks(example.distorted.filter, "I02")
    on_pairs.until(lambda: example.distorted.model.rowCount() == 5)
    assert example.distorted.current == "I02_01_01.png"


def test_field_of_the_right_side_only_is_named(on_pairs):
    rule = panel(on_pairs, Way.RULE)
    rule.lines.setPlainText("{content}_{kind}_{level}.png -> {cntent}.png")
    on_pairs.settle()
    on_pairs.until(lambda: "{cntent}" in rule.fault.text)
    assert "Only on the right" in rule.fault.text
    rule.lines.setPlainText("{content}_{kind}_{level}.png -> {content}.png")
    on_pairs.settle()
    on_pairs.until(lambda: rule.fault.text == "")
