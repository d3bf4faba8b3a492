"""From a few files to a dataset that can be run."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem
from omgui.ui.quick_compare import QuickCompare
from omgui.ui.quick_compare.files import (
    Why,
)
from omgui.ui.quick_compare.model import FOLDER, REFERENCE
from omgui.ui.session import Session
from tests.ui.quick_compare.parts import LEFT, Opener, pairs_of, press


def tick(dialog: QuickCompare, name: str, *, is_wanted: bool = True) -> None:
    """Tick a metric after searching for it."""
    dialog.metrics.search.setText(name)
    dialog.metrics._on_search()
    model = dialog.metrics.model
    lines = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    rows = [row for row, line in enumerate(lines) if f"[{name}]" in line]
    state = Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked
    assert model.setData(model.index(rows[0], 0), state, Qt.ItemDataRole.CheckStateRole)


def test_two_images_become_a_dataset_that_can_be_run(
    qtbot: QtBot, compare: Opener, pictures: Path
) -> None:
    dialog = compare(pictures / "good1.png", pictures / "ref.png")
    assert dialog.model.reference == 1
    assert dialog.model.why is Why.NAME
    dataset = press(qtbot, dialog)
    assert dataset.name == "ref"
    assert dataset.root == pictures
    assert pairs_of(dataset) == [("ref.png", "good1.png", None)]
    assert [metric.name for metric in dataset.metrics] == ["psnr", "ssim"]
    assert dataset.warnings == ()


def test_three_videos_are_compared_with_the_one_that_is_chosen(
    qtbot: QtBot, compare: Opener, clips: Path
) -> None:
    dialog = compare(clips / "good1.mp4", clips / "good2.mp4", clips / "short.mp4")
    cell = dialog.table.visualRect(dialog.model.index(1, REFERENCE)).center()
    qtbot.mouseClick(dialog.table.viewport(), LEFT, pos=cell)
    assert dialog.model.reference == 1
    assert dialog.model.why is None
    tick(dialog, "vmaf", is_wanted=False)
    dataset = press(qtbot, dialog, run=False)
    assert dataset.config.type is Media.VIDEO
    assert pairs_of(dataset) == [
        ("good2.mp4", "good1.mp4", Mode.SAME),
        ("good2.mp4", "short.mp4", Mode.SAME),
    ]
    assert [item.group for item in dataset.worklist.fr] == [0, 1], "another length, another set"


def test_files_without_reference_are_scored_by_themselves(
    qtbot: QtBot, compare: Opener, pictures: Path
) -> None:
    dialog = compare(pictures / "good1.png", pictures / "good2.png")
    dialog.alone.click()
    assert dialog.model.reference is None
    assert dialog.model.remark(0).text.startswith("Scored by itself")
    dataset = press(qtbot, dialog)
    assert [item.file for item in dataset.worklist.nr] == ["good1.png", "good2.png"]
    assert dataset.worklist.fr == ()
    assert {metric.name for metric in dataset.metrics} >= {"si", "cf"}


def test_no_reference_metrics_score_the_files_of_a_comparison_too(
    qtbot: QtBot, compare: Opener, pictures: Path
) -> None:
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    tick(dialog, "si")
    dataset = press(qtbot, dialog)
    assert [metric.name for metric in dataset.metrics] == ["psnr", "ssim", "si"]
    assert {item.file for item in dataset.worklist.nr} >= {"good1.png"}


def test_files_of_equal_name_keep_their_folders(
    qtbot: QtBot, compare: Opener, pictures: Path, tmp_path: Path
) -> None:
    for folder, source in (("original", "ref"), ("mine", "good1"), ("yours", "good2")):
        (tmp_path / folder).mkdir()
        shutil.copy(pictures / f"{source}.png", tmp_path / folder / "shot.png")
    dialog = compare(*(tmp_path / name / "shot.png" for name in ("mine", "original", "yours")))
    assert dialog.model.why is Why.FOLDER
    shown = [dialog.model.index(row, FOLDER).data() for row in range(3)]
    assert shown == ["…/mine", "…/original", "…/yours"]
    dataset = press(qtbot, dialog)
    assert dataset.name == "shot"
    assert dataset.root == tmp_path
    assert [pair[:2] for pair in pairs_of(dataset)] == [
        ("original/shot.png", "mine/shot.png"),
        ("original/shot.png", "yours/shot.png"),
    ]


def test_files_inside_the_workspace_are_named_relative_to_it(
    qtbot: QtBot, compare: Opener, opened: Session, pictures: Path
) -> None:
    assert opened.workspace is not None
    data = opened.workspace / "data"
    shutil.copytree(pictures, data)
    dialog = compare(data / "ref.png", data / "good1.png")
    assert press(qtbot, dialog).config.dataset_pth == "data"


def test_name_is_another_one_where_a_dataset_has_it(
    qtbot: QtBot, compare: Opener, opened: Session, pictures: Path
) -> None:
    files = pictures / "ref.png", pictures / "good1.png"
    press(qtbot, compare(*files))
    opened.reload()
    second = compare(*files)
    assert second.name.text() == "ref-2"
    second.name.selectAll()
    qtbot.keyClicks(second.name, "REF")
    assert not second.score.isEnabled()
    assert "already" in second.status.text()
    qtbot.keyClicks(second.name, " again")
    assert press(qtbot, second).name == "REF again"


def test_without_a_workspace_the_dataset_goes_to_the_documents(
    qtbot: QtBot, compare: Opener, pictures: Path, monkeypatch, tmp_path: Path
) -> None:
    from omgui.ui import places

    monkeypatch.setattr(places, "default_workspace", lambda: tmp_path / "documents" / "omgui")
    other = Session()
    try:
        dialog = compare(pictures / "ref.png", pictures / "good1.png", session=other)
        dataset = press(qtbot, dialog)
        assert dataset.workspace == tmp_path / "documents" / "omgui"
        assert other.workspace == dataset.workspace
    finally:
        other.close()


def test_nothing_ticked_cannot_be_saved(compare: Opener, pictures: Path) -> None:
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    for name in ("psnr", "ssim"):
        tick(dialog, name, is_wanted=False)
    assert not dialog.save_only.isEnabled()
    assert dialog.status.text() == "Tick at least one metric."


def test_failed_saving_is_told_in_place_and_can_be_tried_again(
    qtbot: QtBot, compare: Opener, pictures: Path, monkeypatch
) -> None:
    from omgui.core.problems import ProblemError
    from omgui.ui.quick_compare import dialog as module

    real = module.save_plan

    def full(*_arguments: object) -> None:
        raise ProblemError(Problem("file-unwritable", "The disk is full.", "Make room."))

    monkeypatch.setattr(module, "save_plan", full)
    dialog = compare(pictures / "ref.png", pictures / "good1.png")
    qtbot.mouseClick(dialog.score, LEFT)
    qtbot.waitUntil(lambda: "The disk is full. Make room." in dialog.status.text())
    assert dialog.isVisible()
    assert dialog.saved_name == ""
    monkeypatch.setattr(module, "save_plan", real)
    assert press(qtbot, dialog).name == "ref"


def test_cancelled_dialog_writes_nothing_and_leaves_nothing_running(
    qtbot: QtBot, opened: Session, clips: Path
) -> None:
    dialog = QuickCompare(opened, [clips / "ref.mp4", clips / "good1.mp4"])
    dialog.open()
    qtbot.waitUntil(lambda: len(dialog.model.files) == 2)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.saved_name == ""
    assert opened.workspace is not None
    assert list((opened.workspace / "datasets_configs").iterdir()) == []
    dialog.deleteLater()
