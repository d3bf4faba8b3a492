"""Pairs read from a list of text that comes with the dataset."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from omgui.ui.wizard.decisions import Way
from omgui.ui.wizard.dialog import FOLDER, PAIRS
from tests.ui.wizard.conftest import loaded, make_files


@pytest.fixture
def folder(tmp_path):
    """Pictures whose names do not tell their references, and what does."""
    made = make_files(
        tmp_path / "scans", ["orig/sea.png", "orig/hill.png", *(f"x{n}.png" for n in range(1, 5))]
    )
    lines = ("x1.png,sea.png,3.2", "x2.png,sea.png,1", "x3.png,hill.png,5", "gone.png,hill.png,2")
    (made / "scores.csv").write_text("\n".join(["image,original,mos", *lines]))
    (made / "notes.txt").write_text("Recorded on a rainy day.\n")
    (made / "photo.doc").write_text("no list")
    return made


@pytest.fixture
def driver(drive, folder):
    made = drive(folder)
    made.go(PAIRS)
    made.wizard.pairs_page.ways[Way.LIST].click()
    made.settle()
    return made


def panel_of(driver):
    return driver.wizard.pairs_page.contents[Way.LIST]


def tick(driver, name):
    files = panel_of(driver).files
    (item,) = files.findItems(name, Qt.MatchFlag.MatchExactly)
    files.itemActivated.emit(item)
    driver.settle()


def test_lists_of_the_folder_are_offered_and_the_ticked_one_is_read(driver):
    panel = panel_of(driver)
    names = [panel.files.item(row).text() for row in range(panel.files.count())]
    assert names == ["notes.txt", "scores.csv"]
    assert "Tick" in panel.said.text
    tick(driver, "scores.csv")
    assert driver.groups == {"orig/hill.png": ("x3.png",), "orig/sea.png": ("x1.png", "x2.png")}
    assert "references in column 2, distorted files in column 1" in panel.said.text
    assert "scores.csv, line 5" in driver.wizard.pairs_page.notes.text
    assert "'gone.png'" in driver.wizard.pairs_page.notes.text
    (left,) = driver.pairing.unmatched
    assert left.path == "x4.png"
    driver.wizard.undo_stack.undo()
    driver.settle()
    assert driver.groups == {}


def test_text_that_names_no_pairs_is_told_in_place(driver):
    tick(driver, "notes.txt")
    assert driver.groups == {}
    assert "No two of its columns" in driver.wizard.pairs_page.notes.text
    assert not driver.wizard.next.isEnabled()


def test_list_is_kept_with_the_dataset_and_read_again_when_it_is_opened(
    driver, session, drive, folder
):
    tick(driver, "scores.csv")
    driver.save("scanned")
    session.reload()
    dataset = loaded(session, "scanned")
    assert dataset.config.omgui.pairing == {"lists": ["scores.csv"]}
    assert len(dataset.worklist.fr) == 3
    with (folder / "scores.csv").open("a") as file:
        file.write("\nx4.png,hill.png,4\n")
    again = drive(dataset="scanned")
    assert again.wizard.page != FOLDER
    assert again.wizard.pairs_page.ways[Way.LIST].isChecked()
    assert again.groups["orig/hill.png"] == ("x3.png", "x4.png")
    assert again.wizard.pairs_page.news.text == ""
    (folder / "scores.csv").unlink()
    last = drive(dataset="scanned")
    assert "cannot be read" in last.wizard.pairs_page.notes.text


def test_list_that_lies_elsewhere_can_be_chosen(driver, tmp_path, folder):
    other = tmp_path / "other.txt"
    other.write_text("orig/sea x4\norig/sea x1\n")
    panel = panel_of(driver)
    panel.take([str(other)])
    driver.settle()
    assert driver.groups == {"orig/sea.png": ("x1.png", "x4.png")}
    panel.take([str(folder / "scores.csv")])
    driver.settle()
    assert driver.state.decisions.lists == (str(other), "scores.csv")
    assert len(driver.groups["orig/sea.png"]) == 3
    assert panel.files.item(0).checkState() is Qt.CheckState.Checked
    tick(driver, str(other))
    assert driver.state.decisions.lists == ("scores.csv",)


def test_folder_without_texts_says_what_to_do(drive, tmp_path):
    made = make_files(tmp_path / "plain", ["a.png", "a_1.png"])
    driver = drive(made)
    driver.go(PAIRS)
    driver.wizard.pairs_page.ways[Way.LIST].click()
    driver.settle()
    assert "choose another file" in panel_of(driver).said.text


def test_recipe_with_lists_is_proposed_saved_and_restored(drive, tmp_path, session):
    contents = ("bikes", "ocean", "sailing1", "caps", "house")
    files = [f"refimgs/{name}.bmp" for name in contents]
    kinds = ("jp2k", "wn")
    files += [f"{kind}/img{number}.bmp" for kind in kinds for number in range(1, 6)]
    made = make_files(tmp_path / "live", files)
    for kind in kinds:
        lines = (f"{name}.bmp img{n}.bmp 0.5" for n, name in enumerate(contents, start=1))
        (made / kind / "info.txt").write_text("\n".join(lines))
    driver = drive(made)
    driver.go(PAIRS)
    assert driver.groups["refimgs/caps.bmp"] == ("jp2k/img4.bmp", "wn/img4.bmp")
    driver.save("live")
    session.reload()
    pairing = loaded(session, "live").config.omgui.pairing
    assert pairing == {"recipe": "live-iqa", "lists": ["jp2k/info.txt", "wn/info.txt"]}
    again = drive(dataset="live")
    assert again.wizard.pairs_page.ways[Way.PROPOSAL].isChecked()
    assert len(again.groups) == 5
    assert again.wizard.pairs_page.news.text == ""
