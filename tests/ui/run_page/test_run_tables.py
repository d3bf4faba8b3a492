"""Items in hand and the queue as tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from omgui.core.dataset_state import DatasetState
from omgui.core.events import Counts, ItemName
from omgui.core.run_view import ItemView
from omgui.ui.run.items_model import PART_ROLE, PROGRESS, ItemsModel
from omgui.ui.run.page import RunPage
from omgui.ui.run.queue_panel import QueueModel
from omgui.ui.run.run_state import Phase
from omgui.ui.run.state_panel import StatePanel
from tests.ui.run_page.parts import ITEM, checked, state_of


def test_items_keep_their_rows_while_they_are_in_hand() -> None:
    model = ItemsModel()
    tester = checked(model)
    names = [ItemName(f"{k}.mp4") for k in range(4)]
    model.show_items({name: ItemView(100, {"psnr": 10 * k}) for k, name in enumerate(names)})
    assert model.index(2, PROGRESS).data() == "20 of 100 frames"
    assert model.index(2, PROGRESS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.index(2, PROGRESS).data(PART_ROLE) == pytest.approx(0.2)
    model.show_items(
        {names[3]: ItemView(None, {"psnr": 7}), names[1]: ItemView(), ITEM: ItemView()}
    )
    assert [model.row(row) for row in range(model.rowCount())] == [names[1], names[3], ITEM]
    assert model.index(1, PROGRESS).data() == "7 frames"
    assert model.index(1, PROGRESS).data(PART_ROLE) is None
    model.show_items({})
    assert model.rowCount() == 0
    del tester


def test_bar_says_what_it_measures(qtbot: QtBot) -> None:
    made = StatePanel()
    qtbot.addWidget(made)
    anew = state_of(Phase.RUNNING, part_done=0.27)
    made.show_state(replace(anew, view=replace(anew.view, counts=Counts(10, 4))), "")
    assert made.bar.text() == "27 % of the work"
    made.show_state(anew, "")
    assert made.bar.text() == "27 % of what was missing", "one score was kept from before"
    made.show_state(state_of(Phase.COMPLETED, part_done=1.0), "")
    assert made.bar.text() == "100 % of the work"


def test_nothing_is_counted_before_the_work_is_known(qtbot: QtBot) -> None:
    made = StatePanel()
    qtbot.addWidget(made)
    state = state_of(Phase.STARTING)
    made.show_state(replace(state, view=replace(state.view, counts=Counts())), "")
    assert made.values["scores"].text() == "–"
    assert made.bar.maximum() == 0, "it moves without saying how far it is"
    made.show_state(None, "")
    assert made.bar.maximum() > 0
    assert (made.bar.value(), made.bar.text()) == (0, "")
    made.show_state(None, "", DatasetState.COMPLETE)
    assert made.bar.value() == made.bar.maximum(), "the command line has done it"


def test_table_of_items_in_hand_says_what_it_is_for_while_it_is_empty(
    shown: Callable[[str], RunPage],
) -> None:
    tabs = shown("set").tabs
    assert tabs.in_hand.currentWidget() is tabs.nothing
    assert "During a run" in tabs.nothing.text()
    tabs.show_items({ITEM: ItemView(300, {"psnr": 30})}, is_running=True)
    assert tabs.in_hand.currentWidget() is tabs.items_table
    tabs.show_items({}, is_running=True)
    assert tabs.in_hand.currentWidget() is tabs.items_table, "it does not flicker between groups"
    tabs.show_items({}, is_running=False)
    assert tabs.in_hand.currentWidget() is tabs.nothing


def test_queue_model_is_a_proper_table(tmp_path: Path) -> None:
    from omgui.ui.run.queue_file import QueuedRun

    model = QueueModel()
    tester = checked(model)
    model.show((QueuedRun(workspace=tmp_path, dataset="a", metrics=("psnr",)),))
    assert [model.index(0, k).data() for k in range(3)] == ["1", "a", "psnr"]
    del tester
