"""Page 3: facts and findings, how frames are matched, and offsets that a person accepts."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from omgui.core.frame_mapping import Mode
from omgui.core.media_facts import VideoFacts
from omgui.core.mismatch import Weight
from omgui.core.pairing import Pairing
from omgui.core.pairing.result import PairGroup
from omgui.core.problems import Problem
from omgui.media.alignment import Alignment, Verdict
from omgui.ui.wizard.check_book import CheckBook
from omgui.ui.wizard.check_model import FRAMES, LOOK, MODE
from omgui.ui.wizard.checking import Checker
from omgui.ui.wizard.decisions import Decisions
from omgui.ui.wizard.dialog import CHECK, SAVE
from omgui.ui.wizard.pairs_index import PairsIndex
from tests import media_files, reference_clips
from tests.ui.wizard.conftest import loaded

FRAMES_ALL = 40


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """A reference; a copy in step, one 3 frames late, one at half the rate, and a broken one."""
    folder = tmp_path_factory.mktemp("films")
    frames = reference_clips.clip(f"ref{FRAMES_ALL}")
    late = [*reference_clips.clip("noise20:3"), *reference_clips.clip(f"blur1:{FRAMES_ALL}")]
    for name, pictures, rate in (
        ("walk.mkv", frames, 24),
        ("walk_1.mkv", reference_clips.clip(f"blur1:{FRAMES_ALL}"), 24),
        ("walk_2.mkv", late, 24),
        ("walk_3.mkv", reference_clips.clip(f"blur1:{FRAMES_ALL}/2")[: FRAMES_ALL // 2], 12),
    ):
        media_files.encode(folder / name, pictures, "lossless", fps=rate)
    (folder / "walk_4.mkv").write_bytes((folder / "walk.mkv").read_bytes()[:40])
    return folder


@pytest.fixture
def checked(drive, films):
    driver = drive(films)
    driver.checked()
    return driver


def row_of(model, name):
    for row in range(model.rowCount(model.index(0, 0))):
        index = model.index(row, 0, model.index(0, 0))
        if index.data() == name:
            return index
    raise AssertionError(name)


def cell(model, name, what):
    return row_of(model, name).siblingAtColumn(model.column_of(what)).data()


def choose(driver, *names):
    tree = driver.wizard.check_page.tree
    tree.clearSelection()
    flags = tree.selectionModel().SelectionFlag
    for name in names:
        index = row_of(driver.wizard.check_page.model, name)
        tree.selectionModel().select(index, flags.Select | flags.Rows)


def test_facts_modes_and_findings_are_shown_by_file(checked):
    page = checked.wizard.check_page
    model = page.model
    assert model.index(0, 0).data() == "walk.mkv"
    assert cell(model, "walk_1.mkv", FRAMES) == "40"
    assert cell(model, "walk_1.mkv", LOOK) == ""
    assert cell(model, "walk_1.mkv", MODE) == "one to one"
    assert cell(model, "walk_3.mkv", MODE) == "each repeated"
    assert cell(model, "walk_4.mkv", LOOK)
    assert checked.wizard.checker.book.tally[Weight.ERROR] == 1
    assert "1 " in page.summary.text
    choose(checked, "walk_4.mkv")
    assert "Cannot be scored" in page.details.text
    choose(checked, "walk_3.mkv")
    assert "2 times" in page.reason.text()


def test_only_what_should_be_looked_at_is_shown_on_wish(checked):
    page = checked.wizard.check_page
    page.odd_only.click()
    top = page.model.index(0, 0)
    shown = [page.model.index(n, 0, top).data() for n in range(page.model.rowCount(top))]
    assert shown == ["walk_2.mkv", "walk_4.mkv"]
    page.odd_only.click()
    assert page.model.rowCount(page.model.index(0, 0)) == 4


def test_mode_is_chosen_by_hand_undone_and_saved_in_sets(checked, session):
    page = checked.wizard.check_page
    choose(checked, "walk_1.mkv")
    row = page.mode.findData(Mode.REPEAT_LAST.value)
    page.mode.setCurrentIndex(row)
    page.mode.activated.emit(row)
    assert cell(page.model, "walk_1.mkv", MODE) == "last repeated"
    assert "You chose it" in page.reason.text()
    checked.wizard.undo_stack.undo()
    assert cell(page.model, "walk_1.mkv", MODE) == "one to one"
    checked.wizard.undo_stack.redo()
    checked.save("films")
    written = json.loads((session.workspace / "datasets_configs/films_pairs.json").read_text())
    sets = {name: mode for names, mode in written["walk.mkv"] for name in names}
    assert sets == {
        "walk_1.mkv": "repeat_last",
        "walk_2.mkv": "same",
        "walk_3.mkv": "repeat_each",
        "walk_4.mkv": "same",
    }
    # 43 frames and an unknown number of frames are no set of equal length
    assert len(written["walk.mkv"]) == 4


def test_accepted_offset_is_written_and_kept_when_opened_again(checked, drive, session):
    page = checked.wizard.check_page
    panel = page.alignment
    assert panel.undecided == 1
    assert "(1)" in page.tabs.tabText(1)
    page.tabs.setCurrentIndex(1)
    assert checked.text(panel.model, 0) == "walk_2.mkv"
    assert "+3" in panel.accept.text()
    checked.until(lambda: all(box.has_picture for box in panel.boxes))
    panel.accept.click()
    assert panel.undecided == 0
    assert "+3" in checked.text(panel.model, 0, 2)
    assert cell(page.model, "walk_2.mkv", MODE) == "one to one +3"
    checked.save("films")
    dataset = loaded(session, "films")
    offsets = {item.distorted: item.offset for item in dataset.worklist.fr if item.offset}
    assert offsets == {"walk_2.mkv": 3}
    session.reload()
    again = drive(dataset="films")
    again.checked()
    assert again.wizard.check_page.alignment.undecided == 0
    assert again.state.decisions.offsets == {("walk.mkv", "walk_2.mkv"): 3}


def test_nothing_is_shifted_silently(checked, session):
    checked.save("films")
    assert loaded(session, "films").config.omgui.offsets == ()


def test_pair_kept_unshifted_is_not_asked_about_again(checked, drive, session):
    panel = checked.wizard.check_page.alignment
    panel.keep.click()
    assert panel.undecided == 0
    assert "unshifted" in checked.text(panel.model, 0, 2).lower()
    checked.wizard.undo_stack.undo()
    assert panel.undecided == 1
    checked.wizard.undo_stack.redo()
    checked.save("films")
    session.reload()
    again = drive(dataset="films")
    again.checked()
    assert again.wizard.check_page.alignment.undecided == 0
    assert all(item.offset == 0 for item in loaded(session, "films").worklist.fr)


def test_offset_of_repeated_frames_is_not_offered(checked):
    page = checked.wizard.check_page
    choose(checked, "walk_2.mkv")
    row = page.mode.findData(Mode.REPEAT_EACH.value)
    page.mode.activated.emit(row)
    assert page.alignment.model.rowCount() == 0
    assert not page.alignment.accept.isEnabled()


def test_other_moment_shows_other_frames(checked):
    panel = checked.wizard.check_page.alignment
    checked.until(lambda: panel.boxes[2].has_picture)
    before = panel.captions[0].text()
    panel.moment.click()
    assert panel.captions[0].text() != before


def test_checks_can_be_stopped_and_gone_on_with(drive, films):
    driver = drive(films)
    driver.go(CHECK)
    page = driver.wizard.check_page
    assert page.stop.isVisible()
    assert "still running" in driver.wizard.hint.text()
    assert driver.wizard.next.isEnabled()
    page.stop.click()
    assert not driver.wizard.checker.is_looking
    assert page.again.isVisible()
    page.again.click()
    driver.checked()
    assert page.model.index(0, 0).data() == "walk.mkv"


def test_files_are_looked_into_once_whatever_the_pairs(checked):
    facts = dict(checked.wizard.checker.book.facts)
    checked.wizard.show_page(1)
    checked.select("walk_1.mkv")
    checked.wizard.pairs_page.placed.actions_["leave"].trigger()
    checked.settle()
    checked.checked()
    now = checked.wizard.checker.book.facts
    assert all(now[name] is facts[name] for name in facts)
    model = checked.wizard.check_page.model
    assert model.rowCount(model.index(0, 0)) == 3


def test_pictures_have_no_modes_and_no_beginnings(drive, pictures):
    driver = drive(pictures)
    driver.checked()
    page = driver.wizard.check_page
    assert not page.tabs.isTabVisible(1)
    assert not page.mode.isVisible()
    assert page.model.column_of(MODE) == -1
    driver.go(SAVE)


def facts(frames, fps=25.0):
    return VideoFacts(64, 48, fps, frames, None, frames / fps, "h264", "yuv420p", 0, False)


def book(*groups, decisions=None, saved=None):
    from omgui.core.metric_spec import Media

    made = CheckBook()
    index = PairsIndex.of(Pairing(groups=groups))
    made.show(index, decisions or Decisions(), Media.VIDEO, saved or {})
    return made


def test_what_says_the_mode_in_order():
    pair = ("r", "d")
    named = PairGroup("r", ("d",), Mode.REPEAT_EACH, "fps-in-names")
    ruled = PairGroup("r", ("d",), Mode.REPEAT_LAST, "rule")
    by_hand = Decisions(modes={"d": Mode.REPEAT_EACH})
    assert book(PairGroup("r", ("d",))).mode_choice(pair).source == "by-default"
    assert book(named).mode_choice(pair).source == "by-name"
    assert book(named, saved={"d": Mode.SAME}).mode_choice(pair).source == "as-saved"
    assert book(ruled, saved={"d": Mode.SAME}).mode_choice(pair).mode is Mode.REPEAT_LAST
    assert book(ruled, decisions=by_hand).mode_choice(pair).source == "by-hand"
    known = book(named)
    known.take("r", facts(100))
    known.take("d", facts(100))
    assert known.mode_choice(pair).source == "by-facts"
    assert known.mode_choice(pair).mode is Mode.SAME


def test_tally_follows_what_becomes_known_and_what_is_decided():
    made = book(PairGroup("r", ("d", "e")))
    for name in ("r", "d", "e"):
        made.take(name, facts(100))
    made.settle(5)
    assert made.is_settled
    assert sum(made.tally.values()) == 0
    made.take("e", Problem("file-empty", "It is empty."))
    made.take_alignment(("r", "d"), alignment(Verdict.SHIFTED, 3))
    made.settle(5)
    assert made.tally[Weight.ERROR] == 1
    assert made.tally[Weight.WARNING] == 1
    assert made.is_odd(("r", "d"))
    accepted = Decisions(offsets={("r", "d"): 0})
    from omgui.core.metric_spec import Media

    made.show(made.index, accepted, Media.VIDEO, {})
    made.settle(5)
    assert made.tally[Weight.WARNING] == 0
    assert not made.is_odd(("r", "d"))


def alignment(verdict, frames=0):
    from dataclasses import fields

    values = {
        "verdict": verdict,
        "frames": frames,
        "seconds": None,
        "confidence": 0.9,
        "agreeing": 9,
        "informative": 10,
        "best": frames,
        "second_best": None,
        "is_zero_possible": False,
        "reason": "In words.",
    }
    known = {field.name for field in fields(Alignment)}
    return Alignment(**{name: value for name, value in values.items() if name in known})


@pytest.mark.parametrize(
    ("verdict", "weight"),
    [(Verdict.DIFFERENT, Weight.WARNING), (Verdict.CANNOT_TELL, Weight.NOTE)],
)
def test_other_verdicts_are_said_in_words(verdict, weight):
    made = book(PairGroup("r", ("d",)))
    made.take("r", facts(100))
    made.take("d", facts(100))
    made.take_alignment(("r", "d"), alignment(verdict))
    (found,) = made.findings(("r", "d"))
    assert (found.weight, found.message) == (weight, "In words.")
    assert made.shifted() == []


def test_video_in_step_needs_no_words():
    made = book(PairGroup("r", ("d",)))
    made.take("r", facts(100))
    made.take("d", facts(100))
    made.take_alignment(("r", "d"), alignment(Verdict.IN_STEP))
    assert made.findings(("r", "d")) == []


def test_checker_that_was_closed_does_nothing(checked):
    checker = checked.wizard.checker
    assert isinstance(checker, Checker)
    checker.close()
    checked.state.paired_changed.emit()
    assert not checker.is_looking
    assert checked.wizard.check_page.tree.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_file_that_cannot_be_scored_has_no_mode(checked):
    page = checked.wizard.check_page
    assert cell(page.model, "walk_4.mkv", MODE) == ""
    choose(checked, "walk_4.mkv")
    assert not page.mode.isEnabled()
    assert "not looked at" not in page.reason.text()
    assert "cannot be scored" in page.reason.text()
    choose(checked, "walk_1.mkv")
    assert page.mode.isEnabled()


def test_save_page_names_what_is_undecided(checked):
    checked.go(SAVE)
    matters = checked.wizard.save_page.open_matters
    assert "1 video may be shifted" in matters.said.text
    assert "1 file cannot be scored" in matters.said.text
    matters.back.click()
    panel = checked.wizard.check_page.alignment
    assert panel.isVisible()
    panel.keep.click()
    checked.go(SAVE)
    checked.until(lambda: matters.said.text == "1 file cannot be scored.")


def test_sentences_are_cut_at_their_end_and_names_in_the_middle(drive, kadid):
    driver = drive(kadid)
    driver.checked()
    tree = driver.wizard.check_page.tree
    index = tree.model().index(0, 0)
    last = index.siblingAtColumn(tree.model().columnCount() - 1)
    modes = []
    for one in (index, last):
        option = QStyleOptionViewItem()
        option.textElideMode = tree.textElideMode()
        tree.itemDelegate().initStyleOption(option, one)
        modes.append(option.textElideMode)
    assert modes == [Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight]
