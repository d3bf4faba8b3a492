"""A dataset opened again: what was decided is back, and what changed on the disk is told."""

from __future__ import annotations

import json
import os

import pytest

from omgui.core.dataset_config import DatasetConfig
from omgui.ui.wizard.decisions import AloneList, Way
from omgui.ui.wizard.dialog import FOLDER, PAIRS, SAVE
from tests.ui.wizard.conftest import loaded, make_files


def configs(session):
    return session.workspace / "datasets_configs"


def texts(session, name):
    return {path.name: path.read_text() for path in sorted(configs(session).glob(f"{name}*"))}


@pytest.fixture
def saved(on_pairs, session, kadid):
    """The three references saved by a typed rule, with one file left out by hand."""
    page = on_pairs.wizard.pairs_page
    page.ways[Way.RULE].click()
    page.contents[Way.RULE].lines.setPlainText("{content}_{kind}_{level}.png -> {content}.png")
    on_pairs.settle()
    on_pairs.select("I01_01_01.png")
    page.placed.actions_["leave"].trigger()
    on_pairs.settle()
    on_pairs.save("again")
    session.reload()
    return kadid


def test_rule_and_moves_are_back(drive, saved):
    driver = drive(dataset="again")
    assert driver.wizard.page == PAIRS
    assert driver.state.root == saved
    page = driver.wizard.pairs_page
    assert page.ways[Way.RULE].isChecked()
    lines = page.contents[Way.RULE].lines.toPlainText()
    assert lines == "{content}_{kind}_{level}.png -> {content}.png"
    assert driver.pairing.counts.distorted == 11
    assert list(driver.state.decisions.overrules.moves) == ["I01_01_01.png"]
    assert not driver.wizard.undo_stack.canUndo()
    assert page.news.text == ""
    assert not page.ways[Way.WRITTEN].isVisible()


def test_saving_what_was_opened_changes_nothing(drive, saved, session):
    before = texts(session, "again")
    driver = drive(dataset="again")
    driver.save()
    assert texts(session, "again") == before


def test_added_and_vanished_files_are_told_and_paired_by_the_rule(drive, saved, session):
    make_files(saved, ["I02_03_01.png"])
    (saved / "I03_01_01.png").unlink()
    driver = drive(dataset="again")
    page = driver.wizard.pairs_page
    assert "1 file" in page.news.text
    assert "I03_01_01.png" in page.news.text
    assert page.add_new.isVisible()
    assert "I02_03_01.png" in driver.groups["I02.png"]
    driver.save()
    distorted = {item.distorted for item in loaded(session, "again").worklist.fr}
    assert "I02_03_01.png" in distorted
    assert "I03_01_01.png" not in distorted


def test_new_files_can_be_kept_out(drive, saved):
    make_files(saved, ["I02_03_01.png"])
    driver = drive(dataset="again")
    page = driver.wizard.pairs_page
    page.add_new.click()
    driver.settle()
    assert "I02_03_01.png" not in driver.groups["I02.png"]
    (left,) = driver.pairing.unmatched
    assert left.path == "I02_03_01.png"
    driver.wizard.undo_stack.undo()
    driver.settle()
    assert "I02_03_01.png" in driver.groups["I02.png"]


def test_folder_is_looked_into_again_on_wish(drive, saved):
    driver = drive(dataset="again")
    make_files(saved, ["I02_03_01.png"])
    driver.wizard.folder_page.again.click()
    driver.settle()
    assert "I02_03_01.png" in driver.groups["I02.png"]
    assert driver.pairing.counts.distorted == 12  # the one left out by hand still is


def test_another_name_makes_another_dataset(drive, saved, session):
    before = texts(session, "again")
    driver = drive(dataset="again")
    driver.go(SAVE)
    driver.wizard.save_page.name.setText("other")
    driver.wizard.save_page.name.textEdited.emit("other")
    assert "again" in driver.wizard.save_page.name_said.text
    driver.save()
    assert texts(session, "again") == before
    dataset = loaded(session, "other")
    assert dataset.config.dataset_name == "other"
    assert dataset.config.logs_output == "logs/other.log"


def test_examples_are_back(drive, kadid, session):
    driver = drive(kadid)
    driver.go(PAIRS)
    page = driver.wizard.pairs_page
    page.ways[Way.EXAMPLE].click()
    example = page.contents[Way.EXAMPLE]
    example.distorted.choose("I01_01_01.png")
    example.references.choose("I01.png")
    example.add.click()
    driver.settle()
    driver.save("shown")
    session.reload()
    again = drive(dataset="shown")
    assert again.wizard.pairs_page.ways[Way.EXAMPLE].isChecked()
    assert again.state.decisions.examples == (("I01_01_01.png", "I01.png"),)
    assert len(again.groups) == 3


def test_dataset_without_references_is_back(drive, kadid, session):
    driver = drive(kadid)
    driver.go(PAIRS)
    listed = driver.wizard.pairs_page.contents[Way.PROPOSAL].list
    rules = [proposal.rule for proposal in driver.state.proposals]
    listed.setCurrentRow(rules.index(None))
    driver.settle()
    driver.save("alone")
    session.reload()
    dataset = loaded(session, "alone")
    assert len(dataset.worklist.nr) == 15
    assert [spec.name for spec in dataset.metrics] == ["si", "cf"]
    make_files(kadid, ["new.png"])
    again = drive(dataset="alone")
    assert again.pairing.counts.alone == 16
    assert again.wizard.pairs_page.ways[Way.PROPOSAL].isChecked()


@pytest.fixture
def by_hand(session, tmp_path, drive):
    """A dataset that was written by hand: odd pairs, an odd list, keys of others."""
    shop = session.workspace
    make_files(shop / "data", ["r.png", "s.png", "a.png", "b.png", "c.png", "stranger.png"])
    folder = shop / "datasets_configs"
    folder.mkdir()
    (folder / "mine.yaml").write_text(
        "type: img\ndataset_pth: data\ndataset_name: mine\noutput: out\nlogs_output: l.log\n"
        "fr_metrics: [psnr]\nnr_metrics: [si]\nothers_key: {a: 1}\n"
    )
    pairs = {"s.png": ["c.png", "a.png"], "r.png": ["b.png", "a.png"]}
    (folder / "mine_pairs.json").write_text(json.dumps(pairs))
    (folder / "mine_list.json").write_text(json.dumps(["c.png", "r.png"]))
    session.reload()
    return shop


def test_pairs_made_by_hand_are_kept_exactly(drive, by_hand, session):
    driver = drive(dataset="mine")
    page = driver.wizard.pairs_page
    assert page.ways[Way.WRITTEN].isChecked()
    assert page.written.isVisible()
    assert driver.groups == {"s.png": ("c.png", "a.png"), "r.png": ("b.png", "a.png")}
    assert "1 file" in page.news.text
    assert [one.path for one in driver.pairing.unmatched] == ["stranger.png"]
    assert driver.state.decisions.alone is AloneList.DISTORTED
    driver.save()
    folder = configs(session)
    assert json.loads((folder / "mine_pairs.json").read_text()) == {
        "s.png": ["c.png", "a.png"],
        "r.png": ["b.png", "a.png"],
    }
    assert json.loads((folder / "mine_list.json").read_text()) == ["c.png", "r.png"]
    config = loaded(session, "mine").config
    assert config.unknown == {"others_key": {"a": 1}}
    assert config.omgui.pairing == {}
    assert config.fr_metrics == ("psnr",)


def test_leaving_hand_made_pairs_can_be_undone(drive, by_hand):
    driver = drive(dataset="mine")
    page = driver.wizard.pairs_page
    page.ways[Way.PROPOSAL].click()
    driver.settle()
    assert driver.groups != {"s.png": ("c.png", "a.png"), "r.png": ("b.png", "a.png")}
    driver.wizard.undo_stack.undo()
    driver.settle()
    assert page.ways[Way.WRITTEN].isChecked()
    assert driver.groups == {"s.png": ("c.png", "a.png"), "r.png": ("b.png", "a.png")}


def test_new_file_is_moved_into_hand_made_pairs(drive, by_hand, session):
    driver = drive(dataset="mine")
    driver.select("stranger.png")
    placed = driver.wizard.pairs_page.placed
    placed.actions_["move"].trigger()
    placed._dialog.references.choose("r.png")
    placed._dialog.accept()
    driver.settle()
    assert "stranger.png" in driver.groups["r.png"]


def test_dataset_that_cannot_be_read_is_told(drive, session):
    folder = session.workspace / "datasets_configs"
    folder.mkdir()
    (folder / "bad.yaml").write_text("type: img\ndataset_pth: [\n")
    session.reload()
    driver = drive(dataset="bad")
    assert driver.wizard.folder_page.problems.model.rowCount() == 1
    assert not driver.wizard.next.isEnabled()


def test_broken_rule_in_the_file_opens_the_pairs_as_they_are(drive, saved, session):
    path = configs(session) / "again.yaml"
    path.write_text(path.read_text().replace("{content}_{kind}", "{content_{kind}"))
    driver = drive(dataset="again")
    assert driver.wizard.pairs_page.ways[Way.WRITTEN].isChecked()
    assert driver.pairing.counts.distorted == 11
    problems = driver.wizard.folder_page.problems.model
    assert problems.rowCount() == 1
    assert problems.problem(0).where == "again.yaml, omgui: pairing"
    assert "content_{kind" in driver.wizard.pairs_page.notes.text


def test_list_without_references_is_written_on_wish(drive, kadid, session):
    driver = drive(kadid)
    driver.go(SAVE)
    alone = driver.wizard.save_page.alone.box
    alone.setCurrentIndex(alone.findData(AloneList.DISTORTED.value))
    alone.activated.emit(alone.currentIndex())
    driver.save("few")
    listed = json.loads((configs(session) / "few_list.json").read_text())
    assert len(listed) == 12
    assert "I01.png" not in listed
    session.reload()
    assert drive(dataset="few").state.decisions.alone is AloneList.DISTORTED
    assert isinstance(loaded(session, "few").config, DatasetConfig)


def test_folder_that_moved_is_chosen_anew_and_everything_else_stays(drive, saved, session):
    moved = saved.rename(saved.with_name("elsewhere"))
    driver = drive(dataset="again")
    assert driver.wizard.page == FOLDER
    assert driver.wizard.folder_page.problems.model.problem(0).code == "folder-missing"
    assert not driver.wizard.next.isEnabled()
    driver.state.set_folder(moved)
    driver.settle()
    driver.go(PAIRS)
    assert driver.pairing.counts.distorted == 11
    driver.save()
    dataset = loaded(session, "again")
    assert dataset.root == moved
    assert len(dataset.worklist.fr) == 11


def test_file_that_was_left_over_when_saved_is_no_news(drive, saved):
    make_files(saved, ["stranger.png"])
    driver = drive(dataset="again")
    assert [one.path for one in driver.pairing.unused_references] == ["stranger.png"]
    assert "1 file" in driver.wizard.pairs_page.news.text
    driver.save()
    driver = drive(dataset="again")
    assert driver.wizard.pairs_page.news.text == ""


def test_left_over_file_is_no_news_either_where_only_names_were_kept(drive, saved, session):
    (configs(session) / "again_files.json").unlink()
    make_files(saved, ["stranger.png", "I02_03_01.png"])
    driver = drive(dataset="again")
    assert driver.state.paired.added == ("I02_03_01.png",)
    assert driver.state.paired.changed == ()


def test_replaced_and_edited_files_are_told(drive, saved, session):
    with (saved / "I01_01_02.png").open("ab") as file:
        file.write(b"more")
    os.utime(saved / "I02.png", (1_000_000, 1_000_000))
    os.utime(saved / "I01_01_01.png", (1_000_000, 1_000_000))  # left out by hand
    driver = drive(dataset="again")
    assert driver.state.paired.changed == ("I01_01_02.png", "I02.png")
    assert "2 file" in driver.wizard.pairs_page.news.text
    assert "I01_01_02.png, I02.png" in driver.wizard.pairs_page.news.text
    assert not driver.wizard.pairs_page.add_new.isVisible()
    driver.save()
    assert drive(dataset="again").wizard.pairs_page.news.text == ""


def test_files_that_were_held_back_stay_news(drive, saved):
    make_files(saved, ["I02_03_01.png"])
    driver = drive(dataset="again")
    driver.wizard.pairs_page.add_new.click()
    driver.settle()
    driver.save()
    assert drive(dataset="again").state.paired.added == ("I02_03_01.png",)


def test_metrics_that_lose_their_pairs_are_told(drive, saved):
    driver = drive(dataset="again")
    page = driver.wizard.pairs_page
    page.ways[Way.PROPOSAL].click()
    driver.settle()
    rules = [proposal.rule for proposal in driver.state.proposals]
    page.contents[Way.PROPOSAL].list.setCurrentRow(rules.index(None))
    driver.settle()
    driver.go(SAVE)
    assert "no pairs any more" in driver.wizard.save_page.metrics.words.text()
