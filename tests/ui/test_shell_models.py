"""The lists and trees of the window keep Qt's rules, and say what the dataset says."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem, Severity
from omgui.core.worklist import FrItem, NrItem
from omgui.ui.data_tab import DataTab
from omgui.ui.dataset_reading import read_dataset
from omgui.ui.problem_list import ProblemList, ProblemModel
from omgui.ui.sidebar import DatasetListModel
from omgui.ui.states import DatasetStates
from omgui.ui.worklist_model import MODE_COLUMN, WorklistModel, make_lists

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def pair(reference, distorted, row, mode=None):
    return FrItem(reference, distorted, mode, 0, row)


_ROOT = QModelIndex()


def texts(model, parent=_ROOT, column=0):
    rows = range(model.rowCount(parent))
    return [model.index(row, column, parent).data() for row in rows]


@pytest.fixture
def tree(qapp):
    model = WorklistModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    yield model
    del tester


@pytest.fixture
def videos():
    pairs = [
        pair("r/One.mp4", "d/one_a.mp4", 0, Mode.SAME),
        pair("r/One.mp4", "d/one_b.mp4", 1, Mode.REPEAT_EACH),
        pair("r/two.mp4", "d/two_a.mp4", 2, Mode.SAME),
    ]
    return make_lists(Media.VIDEO, pairs, [NrItem("x.mp4", 0)])


def test_tree_shows_references_with_their_files(tree, videos, tmp_path):
    tree.show(videos, tmp_path)
    assert tree.rowCount() == 2
    first = tree.index(0, 0)
    assert texts(tree, first) == ["r/One.mp4", "r/two.mp4"]
    one = tree.index(0, 0, first)
    assert texts(tree, one) == ["d/one_a.mp4", "d/one_b.mp4"]
    assert [text.split()[-1] for text in texts(tree, one, MODE_COLUMN)] == [
        "(same)",
        "(repeat_each)",
    ]
    leaf = tree.index(1, 0, one)
    assert tree.parent(leaf) == one
    assert tree.path_of(leaf) == tmp_path / "d/one_b.mp4"
    assert leaf.data(SPOKEN) == "d/one_b.mp4, distorted"
    assert one.data(SPOKEN) == "r/One.mp4, reference"
    assert texts(tree, tree.index(1, 0)) == ["x.mp4"]
    assert tree.path_of(first) is None


def test_tree_of_single_files_only(tree, tmp_path):
    tree.show(make_lists(Media.IMAGE, [], [NrItem("a.png", 0), NrItem("b.png", 1)]), tmp_path)
    assert tree.columnCount() == 1
    assert texts(tree, tree.index(0, 0)) == ["a.png", "b.png"]
    tree.show(make_lists(None, [], []), None)
    assert tree.rowCount() == 0


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", (2, 3, 1)),
        ("ONE", (1, 2, 0)),  # a reference that is found keeps its files
        ("one_b", (1, 1, 0)),
        ("x.mp", (0, 0, 1)),
        ("nothing", (0, 0, 0)),
    ],
)
def test_search_keeps_what_has_the_text(tree, videos, text, counts):
    found = videos.having(text)
    assert (len(found.groups), found.distorted, len(found.files)) == counts
    tree.show(found, None)


def test_problems_are_shown_the_severe_first_with_words(qtbot):
    widget = ProblemList()
    qtbot.addWidget(widget)
    tester = QAbstractItemModelTester(widget.model, _FATAL)
    assert widget.isHidden()
    note = Problem("n", "Odd.", where="b", severity=Severity.WARNING)
    error = Problem("e", "Broken.", "Mend it.", "a")
    widget.show_problems([note, error])
    assert not widget.isHidden()
    assert texts(widget.model) == ["Problem", "Note"]
    assert widget.model.index(0, 0).data(SPOKEN) == "Problem"
    assert widget.words.text() == "a: Broken. Mend it."
    widget.table.selectAll()
    widget._copy()
    assert QGuiApplication.clipboard().text() == "a: Broken. Mend it.\nb: Odd."
    widget.show_problems([])
    assert widget.isHidden()
    del tester


def test_problem_model_keeps_the_rules_when_it_is_filled(qapp):
    model = ProblemModel()
    tester = QAbstractItemModelTester(model, _FATAL)
    model.show([Problem("a", "x")])
    model.show([])
    del tester


@pytest.mark.usefixtures("fake_parts")
def test_dataset_list_keeps_the_rules_when_datasets_come_and_go(session, shop):
    model = DatasetListModel(session, DatasetStates(session))
    tester = QAbstractItemModelTester(model, _FATAL)
    session.open_workspace(shop)
    assert texts(model) == ["first", "second"]
    (shop / "datasets_configs" / "first.yaml").unlink()
    session.reload()
    assert texts(model) == ["second"]
    assert (model.row_of("second"), model.row_of("first")) == (0, -1)
    del tester


def read(session, shop, name, qtbot):
    session.open_workspace(shop)
    tab = DataTab(session, name)
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.was_read):
        pass
    return tab


def test_dataset_without_metrics_shows_its_files_all_the_same(session, shop, qtbot):
    path = shop / "datasets_configs" / "first.yaml"
    path.write_text(path.read_text().replace('["psnr", "ssim"]', "[]"))
    tab = read(session, shop, "first", qtbot)
    assert tab.model.lists.distorted == 2
    assert tab.model.lists.files == ("other.png",)
    assert "no metric chosen yet" in tab.summary.text()
    assert not tab.problems.isVisibleTo(tab)


def test_both_lists_are_shown_whichever_the_metrics_need(shop):
    found = read_dataset(shop, "first")
    assert (len(found.pairs), len(found.files)) == (2, 1)
    assert [metric.name for metric in found.metrics] == ["psnr", "ssim"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "yaml-invalid"),
        ("type: img\n", "key-missing"),
    ],
)
def test_broken_configuration_is_told_in_place(session, shop, qtbot, text, code):
    (shop / "datasets_configs" / "first.yaml").write_text(text)
    tab = read(session, shop, "first", qtbot)
    assert tab.problems.isVisibleTo(tab)
    assert code in [problem.code for problem in tab.read.problems]


def test_broken_list_is_told_once(shop):
    (shop / "datasets_configs" / "first_pairs.json").write_text("[")
    problems = read_dataset(shop, "first").problems
    assert len(problems) == len(set(problems)) == 1


def test_missing_folder_of_files_is_told_first(session, shop, qtbot):
    (shop / "data").rename(shop / "elsewhere")
    tab = read(session, shop, "first", qtbot)
    assert tab.read.problems[0].code == "data-folder-missing"
    assert tab.model.lists.distorted == 2


def test_dataset_that_is_not_there_is_told(shop):
    assert [one.code for one in read_dataset(shop, "none").problems] == ["dataset-missing"]


def test_large_dataset_is_read_off_the_gui_thread(session, shop, qtbot):
    pairs = {f"r{i}.png": [f"d{i}_{j}.png" for j in range(25)] for i in range(405)}
    (shop / "datasets_configs" / "first_pairs.json").write_text(json.dumps(pairs))
    session.open_workspace(shop)
    tab = DataTab(session, "first")
    qtbot.addWidget(tab)
    assert tab.read is None
    assert "Reading" in tab.summary.text()
    qtbot.waitUntil(lambda: tab.model.lists.distorted == 10_125)
    assert "405 reference" in tab.summary.text()


def test_list_says_what_it_is_for_and_how_many_files_are_in_no_pair():
    pairs = [pair("a.png", "a1.png", 0), pair("a.png", "a2.png", 1)]
    both = [NrItem(name, n) for n, name in enumerate(["a.png", "a1.png", "a2.png", "lone.png"])]
    model = WorklistModel()
    QAbstractItemModelTester(model)
    model.show(make_lists(Media.IMAGE, pairs, both), None)
    assert "For metrics without reference: 4 file" in model.index(1, 0).data()
    assert model.index(1, 0).data().endswith(", 1 of them in no pair")
    model.show(make_lists(Media.IMAGE, pairs, both[:3]), None)
    assert "no pair" not in model.index(1, 0).data()
    model.show(make_lists(Media.IMAGE, [], both), None)
    assert "no pair" not in model.index(0, 0).data()
    lists = make_lists(Media.IMAGE, pairs, both)
    model.show(lists.having("lone"), None)
    assert "no pair" not in model.index(0, 0).data()


def test_accepted_offset_of_a_pair_is_seen(tree):
    pairs = [replace(pair("r.mp4", "a.mp4", 0, Mode.SAME), offset=-4)]
    tree.show(make_lists(Media.VIDEO, pairs, []), None)
    group = tree.index(0, 0, tree.index(0, 0))
    assert tree.index(0, 1, group).data() == "one to one (same), offset -4"
