"""The strip of pictures, which may be very many."""

from __future__ import annotations

import random
from array import array
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QAbstractTableModel, QSize
from PySide6.QtTest import QTest

from omgui.core.metric_spec import Better
from omgui.core.results.columns import PlainTable, empty_metric_column
from omgui.core.results.ordering import SortKey, sort_rows
from omgui.ui.viewer.strip_view import StripView
from omgui.ui.viewer.viewer_state import ViewerState

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
