"""The wizard without a mouse and without seeing it, in Russian too; its models by Qt's rules."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QRadioButton,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from omgui.core.metric_spec import Media
from omgui.core.pairing import Pairing
from omgui.core.pairing.result import PairGroup
from omgui.ui.check_boxes import FramedCheckBox, FramedRadioButton
from omgui.ui.languages import apply_language
from omgui.ui.theme import apply_theme
from omgui.ui.wizard.check_book import CheckBook
from omgui.ui.wizard.check_model import CheckModel, branches_of
from omgui.ui.wizard.decisions import Decisions, Way
from omgui.ui.wizard.dialog import CHECK, FOLDER, PAIRS, SAVE
from omgui.ui.wizard.groups_model import GroupsModel
from omgui.ui.wizard.models import FilesModel, PathsModel, Row
from omgui.ui.wizard.move_dialog import MoveDialog
from omgui.ui.wizard.pairs_index import GroupView, PairsIndex

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
_MNEMONIC = re.compile(r"&([^&])")


def nameless(root):
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not (widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value):
            continue
        if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QTabBar):
            continue
        if isinstance(widget.parent(), QComboBox | QFrame) and widget.window() is not root:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(widget)
    return found


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everything_that_tab_reaches_has_a_name(on_pairs, language):
    apply_language(language)
    on_pairs.go(SAVE)
    assert nameless(on_pairs.wizard) == []
    dialog = MoveDialog(["a"], ["b"], ["a", "b", "c"], on_pairs.wizard)
    assert nameless(dialog) == []


def visible_texts(root):
    texts = [
        widget.text()
        for kind in (QAbstractButton, QLabel)
        for widget in root.findChildren(kind)
        if widget.isVisible() and not (isinstance(widget, QLabel) and widget.buddy() is None)
    ]
    for tabs in root.findChildren(QTabWidget):
        if tabs.isVisible():
            shown = (n for n in range(tabs.count()) if tabs.isTabVisible(n))
            texts += [tabs.tabText(n) for n in shown]
    return texts


def repeated(texts):
    keys = Counter(
        found[1].casefold() for text in texts if (found := _MNEMONIC.search(text.replace("&&", "")))
    )
    return [key for key, count in keys.items() if count > 1]


def test_mnemonics_of_every_page_are_unique(on_pairs):
    wizard = on_pairs.wizard
    for page in (FOLDER, PAIRS, CHECK, SAVE):
        wizard.show_page(page)
        assert repeated(visible_texts(wizard)) == [], page
        if page == PAIRS:
            for way in (Way.EXAMPLE, Way.LIST, Way.RULE):
                wizard.pairs_page.ways[way].click()
                on_pairs.settle()
                assert repeated(visible_texts(wizard)) == [], way
            wizard.pairs_page.contents[Way.RULE].expert.click()
            assert repeated(visible_texts(wizard)) == []


def test_tab_leaves_every_table_and_list(on_pairs):
    wizard = on_pairs.wizard
    wizard.activateWindow()
    wizard.pairs_page.placed.tree.setFocus()
    seen = set()
    for _ in range(40):
        focused = wizard.focusWidget()
        seen.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    for widget in (
        wizard.pairs_page.placed.tree,
        wizard.pairs_page.placed.leftovers.table,
        wizard.next,
        wizard.steps,
    ):
        assert widget in seen


def test_pages_are_turned_by_keyboard(on_pairs):
    steps = on_pairs.wizard.steps
    steps.setFocus()
    QTest.keyClick(steps, Qt.Key.Key_Up)
    assert on_pairs.wizard.page == FOLDER
    QTest.keyClick(steps, Qt.Key.Key_Down)
    assert on_pairs.wizard.page == PAIRS


def test_theme_and_language_change_while_it_is_open(on_pairs, qapp):
    on_pairs.wizard.show_page(CHECK)
    for theme in ("dark", "light"):
        apply_theme(qapp, theme)
        qapp.processEvents()
    for language in ("ru", "en"):
        apply_language(language)
        qapp.processEvents()
    assert on_pairs.wizard.next.text() == "&Next >"
    assert on_pairs.wizard.pairs_page.ways[Way.RULE].text()


def test_tool_buttons_show_words_not_only_pictures(on_pairs):
    style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    buttons = [
        button
        for button in on_pairs.wizard.findChildren(QToolButton)
        if button.defaultAction() is not None and button.focusPolicy() == Qt.FocusPolicy.TabFocus
    ]
    assert len(buttons) == 6
    assert all(button.toolButtonStyle() == style and button.text() for button in buttons)


def test_boxes_and_radio_buttons_have_frames_that_dark_ground_does_not_hide(on_pairs, qapp):
    on_pairs.go(SAVE)
    wizard = on_pairs.wizard
    assert all(isinstance(it, FramedCheckBox) for it in wizard.findChildren(QCheckBox))
    assert all(isinstance(it, FramedRadioButton) for it in wizard.findChildren(QRadioButton))
    apply_theme(qapp, "dark")
    brightest = []
    for kind in (QRadioButton, FramedRadioButton):
        button = kind()
        button.resize(40, 30)
        picture = button.grab().toImage()
        places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        brightest.append(max(picture.pixelColor(x, y).lightness() for x, y in places))
    assert brightest[1] > brightest[0] + 40


PAIRING = Pairing(
    groups=(PairGroup("r", ("a", "b")), PairGroup("s", ("c",)), PairGroup("r", ("d",))),
    alone=("x",),
    fields={"a": {"crf": "1"}, "b": {"crf": "2"}},
)


def test_tree_of_groups_keeps_the_rules_of_qt(qapp):
    model = GroupsModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    index = PairsIndex.of(PAIRING)
    model.show(index.groups, PAIRING, frozenset({"b"}), Media.IMAGE)
    assert [model.path_of(model.index(n, 0)) for n in range(2)] == ["r", "s"]
    top = model.index(0, 0)
    assert [model.index(n, 0, top).data() for n in range(3)] == ["a", "b", "d"]
    assert model.index(1, 1, top).data() == "2"
    assert model.index(1, 2, top).data() == "moved by hand"
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert "reference" in top.data(spoken)
    assert model.index_of("nowhere") == QModelIndex()
    model.show((), Pairing(), frozenset(), None)
    assert model.rowCount() == 0
    assert tester is not None


def test_tables_and_lists_keep_the_rules_of_qt(qapp):
    rows, paths = FilesModel(2), PathsModel()
    testers = [QAbstractItemModelTester(model, _FATAL) for model in (rows, paths)]
    rows.show([Row(("a", "b"), "a", "file")])
    paths.show(["one", "Two"])
    paths.show_having("TWO")
    assert paths.rowCount() == 1
    assert paths.row_of("one") == -1
    rows.show([])
    assert len(testers) == 2


def test_table_of_checks_keeps_the_rules_of_qt(qapp):
    book = CheckBook()
    book.show(PairsIndex.of(PAIRING), Decisions(), Media.VIDEO, {})
    model = CheckModel(book)
    tester = QAbstractItemModelTester(model, _FATAL)
    model.show(branches_of(book, is_odd_only=False))
    assert [model.pair_of(model.index(n, 0)) for n in range(3)] == [("", "r"), ("", "s"), ("", "x")]
    model.note_news()
    model.show(branches_of(book, is_odd_only=True))
    assert model.rowCount() == 0
    assert tester is not None


def test_tree_gives_a_view_its_many_groups_bit_by_bit(qapp):
    model = GroupsModel()
    groups = [GroupView(f"r{n}", (f"d{n}",)) for n in range(6000)]
    model.show(groups, Pairing(), frozenset(), None)
    shown = model.rowCount()
    assert 0 < shown < 1000
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * shown
    assert model.index_of("d4000").parent().row() == 4000  # brought within reach
    assert model.indexes_in("r5900", ["d5900"]) == []  # too far down to be worth the wait
    assert model.index_of("r5900") == QModelIndex()
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 6000
    tester = QAbstractItemModelTester(model, _FATAL)  # earlier, it would fetch while rows come
    assert not model.canFetchMore(model.index(0, 0))
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 6000
    assert tester is not None
