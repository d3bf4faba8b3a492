"""Page 4: names, previews, and that nothing is written before Save."""

from __future__ import annotations

import os

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset_moves import rename_dataset
from omgui.core.metric_spec import Media
from omgui.core.pairing import LeftoverCode
from omgui.core.pairing.result import leftover
from omgui.ui.main_window import MainWindow
from omgui.ui.session import Session
from omgui.ui.wizard.dialog import CHECK, PAIRS, SAVE, DatasetWizard
from omgui.ui.wizard.metric_fit import FitWords, Sizes
from omgui.ui.wizard.saving import first_metrics, folder_text
from omgui.ui.wizard.words import leftover_words
from tests.ui.wizard.conftest import Driver, loaded, make_files


def files_below(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_nothing_is_written_before_save_and_cancel_leaves_nothing(drive, kadid, session):
    before = files_below(session.workspace), files_below(kadid)
    driver = drive(kadid)
    driver.go(SAVE)
    page = driver.wizard.save_page
    driver.until(lambda: "kadid" in page.previews.texts[0].toPlainText())
    assert (files_below(session.workspace), files_below(kadid)) == before
    driver.wizard.cancel.click()
    assert not driver.wizard.isVisible()
    assert driver.wizard.saved_name == ""
    assert (files_below(session.workspace), files_below(kadid)) == before


def test_cancel_asks_only_where_decisions_would_be_lost(drive, kadid):
    driver = drive(kadid)
    driver.go(PAIRS)
    driver.select("I01_01_01.png")
    driver.wizard.pairs_page.placed.actions_["leave"].trigger()
    driver.settle()
    QTest.keyClick(driver.wizard, Qt.Key.Key_Escape)
    assert driver.wizard.isVisible()
    box = driver.wizard._question
    assert isinstance(box, QMessageBox)
    stay = next(button for button in box.buttons() if "Keep" in button.text())
    stay.click()
    assert driver.wizard.isVisible()
    assert driver.wizard.undo_stack.canUndo()
    driver.wizard.cancel.click()
    box = driver.wizard._question
    leave = next(button for button in box.buttons() if "Close" in button.text())
    leave.click()
    assert not driver.wizard.isVisible()


def test_preview_shows_what_is_written(drive, kadid, session):
    driver = drive(kadid)
    driver.go(SAVE)
    page = driver.wizard.save_page
    driver.until(
        lambda: page.previews.isTabVisible(2) and bool(page.previews.texts[2].toPlainText())
    )
    shown = {
        page.previews.tabText(number): page.previews.texts[number].toPlainText()
        for number in range(3)
    }
    driver.save()
    for name, text in shown.items():
        written = (session.workspace / "datasets_configs" / name).read_text()
        assert written.rstrip("\n") == text


def test_folder_in_the_workspace_is_named_relative_to_it(tmp_path):
    shop = tmp_path / "shop"
    (shop / "data").mkdir(parents=True)
    assert folder_text(shop, shop / "data") == "data"
    assert folder_text(shop, shop) == "."
    assert folder_text(shop, tmp_path / "elsewhere") == (tmp_path / "elsewhere").as_posix()


def test_taken_name_keeps_from_saving(drive, kadid, session):
    drive(kadid).save("first")
    session.reload()
    driver = drive(kadid)
    driver.go(SAVE)
    page = driver.wizard.save_page
    page.name.selectAll()
    QTest.keyClicks(page.name, "First")
    assert "first" in page.name_said.text
    assert not driver.wizard.save.isEnabled()
    QTest.keyClicks(page.name, "2")
    assert page.name_said.text == ""
    assert driver.wizard.save.isEnabled()


def test_metrics_that_are_ticked_are_saved(drive, kadid, session):
    driver = drive(kadid)
    driver.go(SAVE)
    boxes = driver.wizard.save_page.metrics.boxes
    assert {name: box.isChecked() for name, box in boxes.items()} == {
        "psnr": True,
        "ssim": True,
        "ms_ssim": False,
        "si": False,
        "cf": False,
    }
    boxes["ssim"].click()
    boxes["cf"].click()
    driver.save("ticked")
    assert [spec.name for spec in loaded(session, "ticked").metrics] == ["psnr", "cf"]


def test_first_metrics_fit_what_there_is():
    assert first_metrics(Media.VIDEO, has_pairs=True)[1] == ("psnr", "ssim", "vmaf")
    assert first_metrics(Media.VIDEO, has_pairs=False)[1] == ("si", "ti", "cf")
    assert first_metrics(Media.IMAGE, has_pairs=True)[1] == ("psnr", "ssim")
    assert first_metrics(Media.IMAGE, has_pairs=False)[1] == ("si", "cf")


def test_run_is_wanted_only_where_it_was_asked_for(drive, kadid, qtbot):
    driver = drive(kadid)
    driver.go(SAVE)
    with qtbot.waitSignal(driver.wizard.accepted, timeout=20_000):
        driver.wizard.save_and_run.click()
    assert driver.wizard.saved_name == "kadid"
    assert driver.wizard.is_run_wanted
    other = drive(kadid)
    other.save("quiet")
    assert not other.wizard.is_run_wanted


@pytest.mark.skipif(os.name == "nt", reason="permission bits")
def test_failure_to_write_is_told_in_place_and_can_be_mended(drive, kadid, session):
    driver = drive(kadid)
    driver.go(SAVE)
    (session.workspace / "datasets_configs").write_text("a file in the way")
    page = driver.wizard.save_page
    driver.wizard.save.click()
    driver.until(driver.wizard.save.isEnabled)
    assert "could not be written" in page.said.text
    assert driver.wizard.isVisible()
    assert driver.wizard.saved_name == ""
    (session.workspace / "datasets_configs").unlink()
    assert driver.save() == "kadid"


def test_workspace_is_chosen_where_none_is_open(kadid, tmp_path, qtbot):
    session = Session()
    wizard = DatasetWizard(session, kadid, None, None)
    wizard.show()
    driver = Driver(wizard, qtbot)
    driver.settle()
    driver.go(SAVE)
    page = wizard.save_page
    assert page.workspace.isVisible()
    page.workspace.setText("")
    assert not wizard.save.isEnabled()
    page.workspace.setText(str(tmp_path / "new place"))
    driver.save("first")
    assert session.workspace == tmp_path / "new place"
    assert session.dataset_names() == ["first"]
    wizard.deleteLater()
    session.close()


def test_window_opens_the_wizard_and_shows_what_it_saved(session, shop, kadid, qtbot, fake_parts):
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    session.open_workspace(shop)
    window.opener.make_dataset(kadid)
    wizard = window.findChild(DatasetWizard)
    driver = Driver(wizard, qtbot)
    driver.settle()
    driver.save("fresh")
    assert session.selected == "fresh"
    assert "fresh" in session.dataset_names()
    window.close()


def test_closing_in_the_middle_of_everything_ends_it(drive, kadid):
    driver = drive(kadid)
    driver.go(CHECK)
    assert driver.wizard.checker.is_looking
    driver.wizard.reject()
    assert not driver.wizard.checker.is_looking
    driver.wizard.reject()
    assert not driver.wizard.isVisible()


def test_workspace_that_cannot_be_made_is_told_in_place(kadid, tmp_path, qtbot):
    (tmp_path / "file").write_text("in the way")
    session = Session()
    wizard = DatasetWizard(session, kadid, None, None)
    wizard.show()
    driver = Driver(wizard, qtbot)
    driver.settle()
    driver.go(SAVE)
    wizard.save_page.workspace.setText(str(tmp_path / "file" / "shop"))
    wizard.save.click()
    driver.until(lambda: "cannot be made" in wizard.save_page.said.text)
    assert session.workspace is None
    assert wizard.save.isEnabled()
    wizard.reject()
    wizard.deleteLater()
    session.close()


@pytest.mark.skipif(os.name == "nt", reason="names of files are always text there")
def test_folder_whose_name_is_no_text_is_told_in_place(drive, tmp_path):
    folder = make_files(tmp_path / os.fsdecode(b"odd\xff"), ["a.png", "a_1.png"])
    driver = drive(folder)
    driver.go(SAVE)
    driver.wizard.save_page.name.setText("odd")
    driver.wizard.save.click()
    driver.until(lambda: "Rename the folder" in driver.wizard.save_page.said.text)
    assert driver.wizard.saved_name == ""


def test_page_says_where_the_dataset_goes(drive, kadid, session):
    driver = drive(kadid)
    driver.go(SAVE)
    page = driver.wizard.save_page
    assert page.workspace.isVisible()
    assert page.workspace.isReadOnly()
    assert page.workspace.text() == str(session.workspace)
    assert not page.choose.isVisible()


def pictures(folder, side):
    folder.mkdir()
    for name in ("a.png", "a_1.png", "a_2.png"):
        Image.new("RGB", (side + 40, side), "grey").save(folder / name)
    return folder


def test_metrics_that_cannot_run_for_these_sizes_are_closed_with_the_reason(
    drive, tmp_path, session
):
    driver = drive(pictures(tmp_path / "tiny", 8))
    driver.checked()
    driver.go(SAVE)
    metrics = driver.wizard.save_page.metrics
    driver.until(lambda: not metrics.boxes["ssim"].isEnabled())
    assert not metrics.boxes["ms_ssim"].isEnabled()
    assert metrics.boxes["psnr"].isEnabled()
    assert metrics.ticked == ("psnr",)
    assert "MS-SSIM (Y) cannot run here" in metrics.fits.text
    assert "161" in metrics.boxes["ms_ssim"].toolTip()
    metrics.note_sizes(Sizes({(200, 0): 2, (8, 0): 1}))
    assert metrics.boxes["ssim"].isChecked()
    assert not metrics.boxes["ms_ssim"].isChecked()
    assert "1 file" in metrics.fits.text
    metrics.note_sizes(Sizes({(8, 0): 3}))
    driver.save("tiny")
    assert [spec.name for spec in loaded(session, "tiny").metrics] == ["psnr"]


def test_videos_of_one_frame_are_too_short_for_a_metric_of_changes(qapp):
    words, spec = FitWords(), load_catalogue()[0]["ti"]
    assert "at least 2 frame" in words.refusal(spec, Sizes({(90, 1): 2}))
    assert words.refusal(spec, Sizes({(90, 0): 2})) == ""
    assert words.refusal(spec, Sizes({(90, 1): 2, (90, 9): 1})) == ""
    assert "too short" in words.warning(spec, Sizes({(90, 1): 2, (90, 9): 1}))
    assert words.refusal(spec, Sizes()) == ""


def test_page_says_what_cannot_be_scored_and_leads_back(drive, kadid):
    driver = drive(kadid)  # pictures with a beginning only
    driver.checked()
    driver.go(SAVE)
    matters = driver.wizard.save_page.open_matters
    assert "15 file" in matters.said.text
    assert "cannot be scored" in matters.said.text
    assert matters.said.kind == "warning"
    matters.back.click()
    assert driver.wizard.page == CHECK
    assert driver.wizard.check_page.odd_only.isChecked()


def test_nothing_is_said_where_everything_is_decided(drive, tmp_path):
    driver = drive(pictures(tmp_path / "fine", 200))
    driver.checked()
    driver.go(SAVE)
    assert not driver.wizard.save_page.open_matters.isVisible()
    assert driver.wizard.save_page.metrics.fits.text == ""


def test_files_are_looked_into_also_where_the_page_of_checks_is_passed_by(drive, tmp_path):
    driver = drive(pictures(tmp_path / "fine", 200))
    driver.wizard.show_page(SAVE)
    driver.until(lambda: driver.wizard.checker.files_progress == (3, 3))


def test_page_repeats_which_files_are_left_over_and_why(drive, kadid):
    make_files(kadid, ["stray.png", "other_thing.png"])
    driver = drive(kadid)
    driver.go(SAVE)
    left = driver.wizard.save_page.left_matters
    assert left.isVisible()
    count = sum(map(len, driver.state.paired.left.values()))
    assert f"{count} file" in left.said.text
    assert "will not be scored: " in left.said.text
    left.back.click()
    assert driver.wizard.page == PAIRS


def test_nothing_is_said_of_files_left_over_where_there_are_none(drive, kadid):
    driver = drive(kadid)
    driver.go(SAVE)
    assert not driver.wizard.save_page.left_matters.isVisible()


def test_results_are_not_mixed_with_those_of_a_renamed_dataset(drive, kadid, session):
    drive(kadid).save("old")
    rename_dataset(session.workspace, "old", "new")
    session.reload()
    driver = drive(kadid)
    driver.go(SAVE)
    page = driver.wizard.save_page
    page.name.selectAll()
    QTest.keyClicks(page.name, "old")
    driver.until(lambda: page.output.text() == "results_2")
    assert driver.wizard.save.isEnabled()
    page.output.selectAll()
    QTest.keyClicks(page.output, "results")
    assert "Another dataset has results of this name" in page.name_said.text
    assert not driver.wizard.save.isEnabled()
    QTest.keyClicks(page.output, "_of_mine")
    driver.save()
    assert loaded(session, "old").config.output == "results_of_mine"
    session.reload()
    again = drive(dataset="new")  # what is its own is not taken by another one
    again.go(SAVE)
    assert again.wizard.save_page.output.text() == "results"
    assert again.wizard.save.isEnabled()


def test_folder_of_datasets_that_is_chosen_on_the_page_is_looked_at_as_well(drive, kadid, session):
    drive(kadid).save("old")
    workspace = session.workspace
    rename_dataset(workspace, "old", "new")
    session._workspace = None  # as in a window that has none open yet
    driver = drive(kadid)
    driver.go(SAVE)
    page = driver.wizard.save_page
    page.workspace.setText(str(workspace))
    page.name.selectAll()
    QTest.keyClicks(page.name, "old")
    driver.until(lambda: page.output.text() == "results_2")


def test_before_there_is_a_rule_no_name_is_said_not_to_fit_it():
    found = leftover("a.png", LeftoverCode.NO_RULE)
    assert "does not fit what pairs the others" in leftover_words(found)
    assert "Nothing says yet" in leftover_words(found, has_rule=False)
