"""Page 1: the folder, what is in it, and what is ignored and why."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from omgui.core.metric_spec import Media
from omgui.ui.wizard.dialog import FOLDER, PAIRS
from tests.ui.wizard.conftest import make_files, press


def test_files_are_counted_and_ignored_ones_named_with_the_reason(drive, kadid):
    driver = drive(kadid)
    page = driver.wizard.folder_page
    assert "15 image" in page.found.text
    assert "1 " in page.show_ignored.text()
    assert not page.ignored.isVisible()
    page.show_ignored.click()
    assert page.ignored.isVisible()
    assert driver.text(page.ignored_model, 0) == "dmos.csv"
    assert "text" in driver.text(page.ignored_model, 0, 1)


def test_nothing_can_be_gone_on_with_before_a_folder_is_chosen(drive, kadid):
    driver = drive()
    assert not driver.wizard.next.isEnabled()
    assert "folder" in driver.wizard.hint.text()
    page = driver.wizard.folder_page
    page.path.setText(str(kadid))
    press(page.path, Qt.Key.Key_Return)
    driver.settle()
    assert driver.wizard.next.isEnabled()
    assert driver.wizard.page == FOLDER  # Enter in the field does not turn the page


def test_folder_without_media_says_so(drive, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "readme.txt").write_text("hello")
    driver = drive(tmp_path / "texts")
    assert "no image and no video" in driver.wizard.folder_page.found.text
    assert not driver.wizard.next.isEnabled()


def test_folder_that_is_not_there_is_told_in_place(drive, tmp_path):
    driver = drive(tmp_path / "nowhere")
    page = driver.wizard.folder_page
    assert page.problems.model.problem(0).code == "folder-missing"
    assert not driver.wizard.next.isEnabled()


def test_images_or_videos_are_chosen_where_there_are_both(drive, tmp_path):
    names = ["a.png", "b.png", "c.png", "film.mp4"]
    driver = drive(make_files(tmp_path / "both", names))
    page = driver.wizard.folder_page
    assert page.images.isChecked()
    assert driver.state.media is Media.IMAGE
    page.videos.click()
    driver.settle()
    assert driver.state.paths == ("film.mp4",)
    driver.wizard.undo_stack.undo()
    driver.settle()
    assert driver.state.media is Media.IMAGE
    assert page.images.isChecked()


def test_folders_of_one_kind_ask_no_question(drive, kadid):
    page = drive(kadid).wizard.folder_page
    assert not page.images.isVisible()
    assert not page.videos.isVisible()


def test_stopped_search_says_that_files_are_missing(drive, tmp_path):
    folder = make_files(tmp_path / "many", [f"{n:04}.png" for n in range(900)])
    driver = drive()
    driver.state.set_folder(folder)
    assert driver.state.is_listing
    assert driver.wizard.folder_page.stop.isVisible()
    driver.wizard.folder_page.stop.click()
    driver.settle()
    assert "stopped" in driver.wizard.folder_page.found.text
    assert len(driver.state.paths) < 900
    driver.wizard.folder_page.again.click()
    driver.settle()
    assert len(driver.state.paths) == 900


def test_folder_dropped_on_the_wizard_is_taken(drive, kadid):
    driver = drive()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(kadid))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    where, keys = QPoint(9, 9), Qt.KeyboardModifier.NoModifier
    driver.wizard.dropEvent(QDropEvent(where, action, data, button, keys))
    driver.settle()
    assert driver.state.root == kadid
    driver.go(PAIRS)
    assert len(driver.groups) == 3


def test_another_folder_forgets_what_was_decided_of_the_first(drive, kadid, tmp_path):
    driver = drive(kadid)
    driver.go(PAIRS)
    driver.select("I01_01_01.png")
    driver.wizard.pairs_page.placed.actions_["leave"].trigger()
    driver.settle()
    driver.state.set_folder(make_files(tmp_path / "other", ["x.png", "x_1.png"]))
    driver.settle()
    assert driver.state.decisions.overrules.moves == {}
    assert not driver.wizard.undo_stack.canUndo()


def test_folder_is_chosen_in_the_dialog_of_the_system(drive, kadid, qtbot):
    driver = drive()
    page = driver.wizard.folder_page
    page.choose.click()
    dialog = page.findChild(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(kadid))
    dialog.reject()
    driver.settle()
    assert driver.state.root == kadid
    assert page.path.text() == str(kadid)


def test_unreadable_folder_after_a_good_one_is_said(drive, kadid, tmp_path):
    driver = drive(kadid)
    driver.go(PAIRS)
    driver.state.set_folder(tmp_path / "gone")
    driver.settle()
    assert driver.wizard.page == FOLDER
    assert "cannot be read" in driver.wizard.hint.text()
