"""The strip of pictures, which may be very many."""

from __future__ import annotations

import random
from array import array
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QAbstractTableModel, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from omgui.core.metric_spec import Better
from omgui.core.results.columns import PlainTable, empty_metric_column
from omgui.core.results.ordering import SortKey, sort_rows
from omgui.ui.viewer import viewer_top
from omgui.ui.viewer.strip_panel import StripPanel
from omgui.ui.viewer.strip_view import StripView
from omgui.ui.viewer.viewer_actions import ViewerActions
from omgui.ui.viewer.viewer_state import ViewerState
from omgui.ui.viewer.viewer_top import ViewerTopBar
from tests.ui.viewer.opened import WAIT_MS

MANY = 100_000


def made_state(better: Better, count: int = 300) -> ViewerState:
    """Return lone pictures, some of which have no score and some the same one."""
    chance = random.Random(3)
    column = empty_metric_column("cf", count, better)
    scores = (float("nan"), *map(float, range(20)))
    column.values = array("d", [chance.choice(scores) for _ in range(count)])
    rows = [
        SimpleNamespace(reference="", file=f"all/{k}.png", name=f"all/{k}.png", mode="")
        for k in range(count)
    ]
    table = PlainTable(count, {"cf": column})
    table.rows, table.metrics = rows, {"cf": column}
    state = ViewerState(table)
    state.metric = "cf"
    return state


@pytest.mark.parametrize("better", [Better.HIGHER, Better.LOWER])
def test_worst_pictures_come_first_and_those_without_score_last(better) -> None:
    state = made_state(better)
    key = SortKey("cf", is_descending=better is Better.LOWER)
    assert state.by_score() == sort_rows(state.table, state.files, [key])
    assert state.by_score() is state.by_score()  # sorted once
    state.metric = ""
    assert state.by_score() == state.files


def test_names_of_very_many_pictures_are_ready_when_they_are_shown() -> None:
    state = made_state(Better.HIGHER, 3000)
    assert state.names[:2] == ["0", "1"]
    assert state.names is state.names


def test_names_of_very_many_references_are_ready_when_they_are_shown(qtbot, monkeypatch) -> None:
    references = [f"data/refs/{k % 7}/{k}.png" for k in range(3000)]
    rows = [
        SimpleNamespace(reference=name, file=f"{name}.jpg", name=f"{name}.jpg", mode="")
        for name in (*references, "")
    ]
    state = ViewerState(SimpleNamespace(rows=rows, metrics={}, specs={}, is_video=False))
    state.show_reference(references[8])
    owner = QWidget()
    qtbot.addWidget(owner)
    top = ViewerTopBar(ViewerActions(owner), owner)

    def shortened(names: list[str]) -> list[str]:
        assert len(names) < 100, "that takes too long while the window waits"
        return names

    monkeypatch.setattr(viewer_top, "without_common_folder", shortened)
    top.show_state(state)
    assert top.references.count() == 3001
    assert top.references.currentText() == "1/8.png"
    assert top.references.itemText(3000) == "(files without reference)"


class Asked(QAbstractTableModel):
    """Counts what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.places: set[int] = set()
        self.counted = 0

    def rowCount(self, _parent=None) -> int:  # noqa: N802
        self.counted += 1
        return 1

    def columnCount(self, _parent=None) -> int:  # noqa: N802
        return MANY

    def data(self, index, _role=0) -> None:
        self.places.add(index.column())


def test_only_pictures_that_are_seen_are_asked_for(qtbot) -> None:
    view = StripView(QSize(96, 96))
    qtbot.addWidget(view)
    model = Asked()
    view.setModel(model)
    view.resize(800, 180)
    view.show()
    QTest.qWaitForWindowExposed(view)
    model.counted = 0
    view.setCurrentIndex(model.index(0, MANY - 5))
    model.dataChanged.emit(model.index(0, 0), model.index(0, MANY - 1))
    view.repaint()
    assert max(model.places) > MANY - 20
    assert len(model.places) < 100
    assert model.counted < 2000  # not once for each picture


def test_scores_that_come_leave_the_strip_where_a_person_scrolled_it(qtbot, tmp_path) -> None:
    panel = StripPanel()
    qtbot.addWidget(panel)
    panel.resize(500, 200)
    panel.show()
    state = made_state(Better.HIGHER)
    state.activate(state.by_score()[0])
    panel.show_state(state, tmp_path)
    bar = panel.view.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 20_000, timeout=WAIT_MS)
    bar.setValue(9_000)
    resets = []
    panel.model.modelReset.connect(lambda: resets.append(1))
    state.forget_order()
    panel.show_state(state, tmp_path)
    assert (bar.value(), resets) == (9_000, []), "as before"
    state.table.metrics["cf"].values[state.active] = 19.5  # now it is one of the best
    state.forget_order()
    panel.show_state(state, tmp_path)
    assert (bar.value(), resets) == (9_000, [1])
    assert panel.view.currentIndex().column() == panel.model.place_of(state.active) > 200
    state.activate(state.by_score()[3])
    panel.show_state(state, tmp_path)
    assert bar.value() < 500, "another picture is in front"
    panel.close_page()
