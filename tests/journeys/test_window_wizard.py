"""From a folder to scores: the wizard clicked through, and its dataset run by the real engine."""

from __future__ import annotations

import gc
import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import load_dataset
from omgui.ui.session import Session
from omgui.ui.wizard.dialog import CHECK, FOLDER, PAIRS, SAVE, DatasetWizard
from tests import media_files, reference_clips

WAIT_MS = 60_000
FRAMES = 40


@pytest.fixture(autouse=True)
def _collecting_as_the_window_does():
    """Keep Python from collecting widgets in a thread of the wizard, as omgui.ui.collector does."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def films(tmp_path):
    """A reference with a distorted video in step, one that is 3 frames late, and a text."""
    folder = tmp_path / "films"
    (folder / "ref").mkdir(parents=True)
    (folder / "coded").mkdir()
    blurred = reference_clips.clip(f"blur1:{FRAMES}")
    late = [*reference_clips.clip("noise20:3"), *blurred]
    for name, frames in (
        ("ref/walk.mkv", reference_clips.clip(f"ref{FRAMES}")),
        ("coded/walk_x264_1.mkv", blurred),
        ("coded/walk_x264_2.mkv", late),
    ):
        media_files.encode(folder / name, frames, "lossless")
    (folder / "readme.txt").write_text("hello")
    return folder


@pytest.fixture
def session(home, workspace, qapp):
    made = Session()
    made.open_workspace(workspace.folder)
    yield made
    made.close()


def opened(session, qtbot, folder=None, dataset=None):
    wizard = DatasetWizard(session, folder, dataset, None)
    wizard.show()
    qtbot.waitUntil(
        lambda: not wizard.state.is_opening and not wizard.state.is_busy, timeout=WAIT_MS
    )
    return wizard


def checked(wizard, qtbot):
    checker = wizard.checker
    qtbot.waitUntil(
        lambda: (
            len(checker.book.facts) == len(checker.book.index.files)
            and not (checker.is_looking or checker.is_aligning)
        ),
        timeout=WAIT_MS,
    )


def click(button):
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_folder_becomes_a_dataset_whose_scores_honour_the_accepted_offset(
    session, workspace, films, qtbot
):
    wizard = opened(session, qtbot, films)
    assert wizard.page == FOLDER
    click(wizard.next)
    assert wizard.page == PAIRS
    assert "1 reference" in wizard.pairs_page.counts.text
    click(wizard.next)
    assert wizard.page == CHECK
    checked(wizard, qtbot)
    panel = wizard.check_page.alignment
    wizard.check_page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: all(box.has_picture for box in panel.boxes), timeout=WAIT_MS)
    click(panel.accept)
    click(wizard.next)
    assert wizard.page == SAVE
    boxes = wizard.save_page.metrics.boxes
    assert {name for name, box in boxes.items() if box.isChecked()} == {"psnr", "ssim", "vmaf"}
    boxes["vmaf"].click()
    wizard.save_page.output.selectAll()
    QTest.keyClicks(wizard.save_page.output, "results_films")
    with qtbot.waitSignal(wizard.accepted, timeout=WAIT_MS):
        click(wizard.save)
    assert wizard.saved_name == "films"
    wizard.deleteLater()
    finished = workspace.run("films", workers=1)
    assert finished.code == 0
    rows = {row["filename"]: row for row in workspace.wide("films")}
    modes = {name: row["mode"] for name, row in rows.items() if row["reference"]}
    assert modes == {"coded/walk_x264_1.mkv": "same", "coded/walk_x264_2.mkv": "same+3"}
    # Shifted into place, both are the same blur of the same frames.
    scores = {rows[name]["psnr"] for name in modes}
    assert len(scores) == 1


def test_wizard_reopened_after_files_came_and_went(session, workspace, films, qtbot):
    wizard = opened(session, qtbot, films)
    for _ in (PAIRS, CHECK, SAVE):
        click(wizard.next)
    with qtbot.waitSignal(wizard.accepted, timeout=WAIT_MS):
        click(wizard.save)
    wizard.deleteLater()
    session.reload()
    (films / "coded" / "walk_x264_2.mkv").rename(films / "coded" / "walk_x265_9.mkv")
    again = opened(session, qtbot, dataset="films")
    assert again.page == PAIRS
    news = again.pairs_page.news.text
    assert "more in the folder" in news
    assert "walk_x264_2.mkv" in news
    for _ in (CHECK, SAVE):
        click(again.next)
    with qtbot.waitSignal(again.accepted, timeout=WAIT_MS):
        click(again.save)
    again.deleteLater()
    dataset = load_dataset(workspace.folder, "films", load_catalogue()[0])
    distorted = [item.distorted for item in dataset.worklist.fr]
    assert distorted == ["coded/walk_x264_1.mkv", "coded/walk_x265_9.mkv"]
