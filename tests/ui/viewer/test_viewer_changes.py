"""A score beside the picture of another file than the one that was scored is said to be so."""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path

import pytest

pytest.importorskip("av")

from omgui.core.file_identity import file_facts
from omgui.core.results.file_changes import FileChange
from omgui.core.results.live import CancelledError
from omgui.ui.viewer import viewer_changes
from tests.ui.viewer.opened import Opened
from tests.ui.viewer.study import HIGH, LOW, WORST


def note_files(workspace, *names: str) -> None:
    """Write down what files are like, as a run does."""
    connection = sqlite3.connect(workspace.store("vid"))
    for name in names:
        facts = file_facts(workspace.data / name)
        assert facts is not None
        connection.execute(
            "INSERT INTO file (name, size_bytes, modified_ns, identity) VALUES (?, ?, ?, ?)",
            (name, *facts),
        )
    connection.commit()
    connection.close()


@pytest.fixture
def noted(opened: Opened, workspace) -> Opened:
    note_files(workspace, "ref.mp4", "low.mp4", "high.mp4", "late.mp4")
    opened.selection.set_items([LOW])
    opened.selection.set_metric("psnr")
    return opened


def replace(path: Path, by: Path) -> None:
    shutil.copyfile(by, path)


def test_replaced_file_is_told_at_its_picture_and_marked_in_the_list(
    noted: Opened, workspace
) -> None:
    page = noted.open()
    noted.until_frame(page, WORST)
    files, board = page.parts.files.model, page.panes.board
    noted.until(lambda: page.changes._seen[0] is not None)
    assert not board.changes.isVisible()
    before = page.panes.current_pixels()[1].copy()
    replace(workspace.data / "low.mp4", workspace.data / "high.mp4")
    noted.session.looked.emit()
    noted.until(board.changes.isVisible)
    assert "low.mp4: The file was changed after it was scored" in board.changes.text()
    assert board.changes.text() in board.canvas.accessibleDescription()
    assert [files.text(row, 0)[:2] == "⚠ " for row in range(3)] == [True, False, False]
    assert "changed after it was scored" in files.tip(0, 0)
    noted.until(
        lambda: (
            page.panes.current_pixels()[1] is not None
            and (page.panes.current_pixels()[1] != before).any()
        )
    )
    assert page.panes.frame == WORST


def test_looks_that_nobody_waits_for_are_given_up(noted: Opened, monkeypatch) -> None:
    page = noted.open()
    noted.until_frame(page, WORST)
    noted.until(lambda: page.changes._seen[0] is not None)
    begun: list[int] = []

    def slow(_store, _root, names, is_cancelled):
        begun.append(len(names))
        while len(begun) == 1 and not is_cancelled():
            time.sleep(0.002)
        if is_cancelled():
            raise CancelledError
        return {"low.mp4": FileChange.CONTENT}

    monkeypatch.setattr(viewer_changes, "changed_files", slow)
    page.changes.look()
    noted.until(lambda: bool(begun))
    page.changes.look()
    noted.until(page.panes.board.changes.isVisible)
    assert len(begun) == 2
    page.shown.activate(page.shown.state.row_of(HIGH))
    page.changes.look()
    assert not page.panes.board.changes.isVisible(), "that was said of another file"


def test_file_that_was_deleted_is_no_longer_played_from_memory(noted: Opened, workspace) -> None:
    page = noted.open()
    noted.until_frame(page, WORST)
    noted.until(lambda: page.changes._seen[0] is not None)
    (workspace.data / "low.mp4").unlink()
    noted.session.looked.emit()
    noted.until(
        lambda: (
            page.panes.stage.pair is not None
            and page.panes.stage.pair.distorted.problem is not None
        )
    )
    assert page.panes.stage.pair.distorted.problem.code == "file-missing"


def test_copy_of_a_workspace_is_not_said_to_hold_other_files(noted: Opened, workspace) -> None:
    path = workspace.data / "low.mp4"
    shutil.copyfile(path, path.with_suffix(".copy"))
    path.unlink()
    path.with_suffix(".copy").rename(path)
    page = noted.open()
    noted.until(lambda: page.changes._seen[0] is not None)
    assert not page.panes.board.changes.isVisible()
    assert not page.parts.files.model.text(0, 0).startswith("⚠")
    assert "other" in page.parts.files.model.tip(0, 0).splitlines()[-1]


def test_files_newer_than_an_old_store_are_told_in_one_line(opened: Opened) -> None:
    opened.selection.set_items([LOW])
    page = opened.open()  # its store does not say what files were like
    opened.until(lambda: page.changes._seen[0] is not None)
    row = page.shown.state.active_row
    page.changes._take(row, 2, dict.fromkeys(("ref.mp4", "low.mp4"), FileChange.NEWER))
    assert page.panes.board.changes.text().startswith("⚠ ref.mp4, low.mp4: ")
    assert "\n" not in page.panes.board.changes.text()
    files = page.parts.files.model
    assert not files.text(0, 0).startswith("⚠"), "all were copied together"
    page.changes._take(row, 4, {"low.mp4": FileChange.NEWER})
    assert [files.text(place, 0)[:2] == "⚠ " for place in range(3)] == [True, False, False]
