"""What a comparison tells of its files, and what it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path, PureWindowsPath

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from omgui.core.metric_spec import Media
from omgui.core.mismatch import Weight
from omgui.ui.quick_compare.checks import Blocker
from omgui.ui.quick_compare.files import (
    common_folder,
)
from omgui.ui.quick_compare.model import REFERENCE
from omgui.ui.quick_compare.plan import name_fault, unique_name
from tests.ui.quick_compare.parts import LEFT, Opener, pairs_of, press


def test_short_video_is_pointed_out_in_its_row(compare: Opener, clips: Path) -> None:
    dialog = compare(clips / "ref.mp4", clips / "short.mp4")
    remark = dialog.model.remark(1)
    assert remark.weight is Weight.WARNING
    assert "7 of 12 frames" in remark.text
    dialog.table.selectRow(1)
    assert dialog.details.text() == remark.details
    assert dialog.score.isEnabled(), "a warning forbids nothing"


def test_pictures_and_videos_together_are_refused_and_one_press_mends_it(
    qtbot: QtBot, compare: Opener, pictures: Path, clips: Path
) -> None:
    dialog = compare(
        pictures / "ref.png", clips / "good1.mp4", pictures / "good1.png", clips / "good2.mp4"
    )
    assert not dialog.score.isEnabled()
    assert "cannot be compared with each other" in dialog.status.text()
    qtbot.mouseClick(dialog.remove_videos, LEFT)
    assert [file.path.name for file in dialog.model.files] == ["ref.png", "good1.png"]
    assert dialog.score.isEnabled()
    assert not dialog.remove_videos.isVisible()
    assert pairs_of(press(qtbot, dialog)) == [("ref.png", "good1.png", None)]


def test_broken_file_is_told_in_its_row_and_the_others_go_on(
    qtbot: QtBot, compare: Opener, pictures: Path, tmp_path: Path
) -> None:
    for name in ("ref.png", "good1.png"):
        shutil.copy(pictures / name, tmp_path / name)
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("no picture")
    dialog = compare(
        *(tmp_path / name for name in ("empty.png", "notes.txt", "ref.png", "good1.png"))
    )
    empty, notes = dialog.model.remark(0), dialog.model.remark(1)
    assert "empty" in empty.text
    assert "stays in the dataset" in empty.details
    assert notes.weight is Weight.ERROR
    assert "neither a picture nor a video" in notes.text
    can_be_reference = dialog.model.flags(dialog.model.index(0, REFERENCE))
    assert not can_be_reference & Qt.ItemFlag.ItemIsUserCheckable
    assert "left out" in dialog.status.text()
    sound = compare(tmp_path / "ref.png", tmp_path / "good1.png")
    drawn = dialog.status_icon.pixmap().toImage()
    assert drawn != sound.status_icon.pixmap().toImage(), "not all is well"
    dataset = press(qtbot, dialog)
    assert [pair[:2] for pair in pairs_of(dataset)] == [
        ("ref.png", "empty.png"),
        ("ref.png", "good1.png"),
    ]


def test_wrong_ending_does_not_matter(compare: Opener, pictures: Path, tmp_path: Path) -> None:
    shutil.copy(pictures / "ref.png", tmp_path / "ref.mp4")
    shutil.copy(pictures / "good1.png", tmp_path / "good1.dat")
    dialog = compare(tmp_path / "ref.mp4", tmp_path / "good1.dat")
    assert {file.media for file in dialog.model.files} == {Media.IMAGE}
    assert dialog.score.isEnabled()


def test_missing_file_is_told_and_one_file_is_too_few(compare: Opener, pictures: Path) -> None:
    dialog = compare(pictures / "ref.png")
    assert not dialog.score.isEnabled()
    assert "Add a file to compare" in dialog.status.text()
    gone = compare(pictures / "gone.png", pictures / "lost.png")
    assert "does not exist" in gone.model.remark(0).text
    assert "None of these files can be used" in gone.status.text()


def test_files_on_different_drives_share_no_folder() -> None:
    files = [PureWindowsPath(r"C:\a\x.png"), PureWindowsPath(r"D:\a\y.png")]
    assert common_folder(files) is None
    beside = [PureWindowsPath(r"C:\A\x.png"), PureWindowsPath(r"c:\a\b\y.png")]
    assert common_folder(beside) == PureWindowsPath(r"C:\a")


def test_different_drives_are_told_with_what_to_do(
    compare: Opener, pictures: Path, monkeypatch
) -> None:
    from omgui.ui.quick_compare import checks

    monkeypatch.setattr(checks, "common_folder", lambda _paths: None)
    monkeypatch.setattr(checks, "drives", lambda _paths: ("C:", "D:"))
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    found = dialog._missing()
    assert found is not None
    assert found[0] is Blocker.DRIVES
    assert "C:, D:" in dialog.status.text()
    assert not dialog.score.isEnabled()


@pytest.mark.parametrize("name", ["", " a", "a.", "a/b", "NUL", "x" * 300, "a\nb"])
def test_name_that_no_dataset_can_have_is_refused(name: str) -> None:
    assert name_fault(name)


def test_unusual_names_are_allowed_and_made_unique() -> None:
    assert name_fault("Größe 4:2:0".replace(":", "-")) == ""
    assert unique_name("Ref", {"ref", "REF-2"}) == "Ref-3"
