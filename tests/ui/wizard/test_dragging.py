"""What is seen while files are dragged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from omgui.ui.wizard import dragging
from omgui.ui.wizard.models import paths_of_mime
from tests.ui.wizard.conftest import make_files


class FakeDrag:
    """Notes what would be dragged."""

    made: list[FakeDrag] = []  # noqa: RUF012  # of one test

    def __init__(self, source) -> None:
        self.source = source
        self.made.append(self)

    def setMimeData(self, data) -> None:  # noqa: N802
        self.data = data

    def setPixmap(self, picture) -> None:  # noqa: N802
        self.picture = picture

    def setHotSpot(self, place) -> None:  # noqa: N802
        self.place = place

    def exec(self, actions, _usual) -> None:
        self.actions = actions


@pytest.fixture
def drags(monkeypatch):
    monkeypatch.setattr(dragging, "QDrag", FakeDrag)
    monkeypatch.setattr(FakeDrag, "made", [])
    return FakeDrag.made


def test_dragged_files_do_not_hide_where_they_go(on_pairs, drags):
    view = on_pairs.wizard.pairs_page.placed
    on_pairs.select("I01_01_01.png", "I01_01_02.png")
    view.tree.startDrag(Qt.DropAction.CopyAction)
    (drag,) = drags
    paths = paths_of_mime(drag.data)
    assert paths == ("I01_01_01.png", "I01_01_02.png")
    assert drag.picture.width() < 300
    assert drag.place.x() < 0  # beside the pointer, not below it
    assert drag.place.y() < 0


def test_what_cannot_be_dragged_is_not(on_pairs, drags):
    view = on_pairs.wizard.pairs_page.placed
    view.tree.clearSelection()
    view.tree.startDrag(Qt.DropAction.CopyAction)
    assert not drags


def test_file_that_is_left_over_is_dragged_alike(drive, kadid, drags):
    make_files(kadid, ["stray.png"])
    driver = drive(kadid)
    driver.go(1)
    driver.settle()
    table = driver.wizard.pairs_page.placed.leftovers.table
    table.selectRow(0)
    table.startDrag(Qt.DropAction.CopyAction)
    assert paths_of_mime(drags[0].data) == ("stray.png",)
