"""Items in hand and the queue as tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from omgui.core.events import ItemName
from omgui.core.run_view import ItemView
from omgui.ui.run import page
from omgui.ui.run.items_model import PART_ROLE, PROGRESS, ItemsModel
from omgui.ui.run.queue_panel import QueueModel
from omgui.ui.run.run_state import Phase
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
    made = page.StatePanel()
    qtbot.addWidget(made)
    made.show_state(state_of(Phase.RUNNING, part_done=0.27), "")
    assert made.bar.text() == "27 % of the work"


def test_queue_model_is_a_proper_table(tmp_path: Path) -> None:
    from omgui.ui.run.queue_file import QueuedRun

    model = QueueModel()
    tester = checked(model)
    model.show((QueuedRun(workspace=tmp_path, dataset="a", metrics=("psnr",)),))
    assert [model.index(0, k).data() for k in range(3)] == ["1", "a", "psnr"]
    del tester
