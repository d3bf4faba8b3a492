"""What people wanted of the Viewer: scores that can be read, and everything where they left it."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("av")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from omgui.ui.rows_model import Role
from omgui.ui.selection import Selection
from omgui.ui.viewer.viewer_page import ViewerPage
from omgui.ui.viewer.viewer_parts import NOTES, SCORES, SPREAD
from tests.ui.viewer.opened import Opened
from tests.ui.viewer.study import FRAMES, HIGH, LATE, LOW, WORST


def settled(page: ViewerPage) -> ViewerPage:
    QApplication.processEvents()
    return page


# -- lists beside the pictures --------------------------------------------------------------------


def test_names_are_what_tells_files_apart_and_numbers_are_never_cut(opened: Opened, page) -> None:
    page.parts.top.metrics_chosen.emit(["psnr", "ssim", "cf", "ti"])
    opened.until(lambda: page.parts.files.model.columnCount() == 5)
    page.resize(900, 620)
    settled(page)
    files = page.parts.files
    assert page.shown.state.names == ["low", "high", "late"]
    assert files.model.text(0, 0).endswith("low")
    assert files.view.columnWidth(0) >= files.view.sizeHintForColumn(0)
    opened.until(lambda: files.model.text(0, 2) == "0.917")
    for column in (1, 2):
        needed = files.fontMetrics().horizontalAdvance("0.0000" if column == 2 else "00.0000")
        assert files.view.columnWidth(column) > needed


def test_column_that_a_person_pulled_stays_as_wide_while_scores_come(opened, page) -> None:
    files = page.parts.files
    files.view.setColumnWidth(0, 205)
    files.model.scores_came.emit()
    assert files.view.columnWidth(0) == 205


def test_file_that_is_not_ticked_shows_its_score_too(opened: Opened, page) -> None:
    model = page.parts.files.model
    late = model.index(2, 1)
    opened.until(lambda: bool(late.data()))
    assert late.data() == str(40 + WORST)
    assert late.data(Role.ForegroundRole) is not None
    assert model.index(0, 1).data(Role.ForegroundRole) is None
    page.panes.show_frame(3)
    assert late.data() == "43"
    page.parts.top.metrics_chosen.emit(["ssim"])
    opened.until_curves(page, 1)
    opened.until(lambda: late.data() == "–")  # there is none


def test_scores_are_seen_beside_their_frames_without_scrolling(opened: Opened, page) -> None:
    page.parts.top.metrics_chosen.emit(["psnr", "ssim"])
    opened.until_curves(page, 3)
    page.parts.side.setCurrentIndex(SCORES)
    settled(page)
    view, model = page.parts.scores.view, page.parts.scores.model
    assert model.titles()[2:] == ("psnr\nlow", "psnr\nhigh", "ssim\nlow")
    ends = [view.columnViewportPosition(k) + view.columnWidth(k) for k in range(4)]
    assert ends[3] <= view.viewport().width()
    assert model.headerData(2, Qt.Orientation.Horizontal, Role.ToolTipRole) == "psnr low.mp4"


def test_words_on_the_tabs_are_never_cut(opened: Opened, page) -> None:
    page.resize(700, 500)
    settled(page)
    bar = page.parts.side.tabBar()
    assert bar.sizeHint().width() <= page.parts.side.width()
    for tab in range(4):
        assert bar.tabRect(tab).width() >= bar.fontMetrics().horizontalAdvance(bar.tabText(tab))


def test_distribution_of_a_short_clip_is_no_comb(opened: Opened, page) -> None:
    page.parts.side.setCurrentIndex(SPREAD)
    spread = page.parts.spread
    opened.until(lambda: len(spread.view.listDataItems()) == 2)
    counts = spread.view.listDataItems()[0].getData()[1]
    assert len(counts) <= 6
    assert counts.sum() == FRAMES


def test_times_are_said_as_soon_as_the_frame_rate_is_known(opened: Opened) -> None:
    for items in ([LOW], [("", "ref.mp4", "")]):
        opened.selection.set_items(items)
        page = opened.open()
        page.parts.curves.bar.axis.setCurrentIndex(1)
        opened.until(lambda page=page: "0:00:00.000" in page.parts.files.place.text())
        assert page.parts.curves._fps
        assert page.parts.scores.model.text(1, 1) == "0:00:00.040"


# -- curves ---------------------------------------------------------------------------------------


def test_baseline_is_named_in_its_list_and_in_the_plot(opened: Opened, page) -> None:
    curves = page.parts.curves
    assert [curves.bar.base.itemText(k) for k in range(3)] == ["none", "low", "high"]
    curves.bar.base.setCurrentIndex(1)
    opened.until_curves(page, 1)
    assert curves.stack.plots[0].layout_shown.title == "Δ psnr to low (dB)"
    proposals = []
    curves.keeper.ask_path = lambda proposal: proposals.append(proposal) or ""
    curves.perform("save")
    assert proposals[0].endswith("ref_psnr_minus_low.png")


def test_metric_that_is_tried_takes_the_place_of_the_one_tried_before(opened, page) -> None:
    top, state = page.parts.top, page.shown.state
    top.metric_chosen.emit("ssim")
    assert state.metrics == ["psnr", "ssim"]
    top.metric_chosen.emit("cf")
    assert state.metrics == ["psnr", "cf"]
    top.metrics_chosen.emit(["psnr", "ssim", "cf"])
    top.metric_chosen.emit("ti")
    assert state.metrics == ["psnr", "ssim", "cf", "ti"], "what was chosen stays"
    top.metric_chosen.emit("psnr")
    assert state.metric == "psnr"


def test_files_without_frame_scores_are_named(opened: Opened, page, workspace) -> None:
    page.shown.state.tick(2, is_shown=True)
    page.parts.top.metrics_chosen.emit(["ssim"])
    opened.until_curves(page, 1)
    said = page.parts.curves.hint
    opened.until(lambda: "for high, late" in said.text())
    assert "come with a run" in said.text()


def test_metrics_that_need_a_reference_are_not_asked_to_be_chosen_again(opened, page) -> None:
    page.parts.top.reference_chosen.emit("")
    page.parts.top.metrics_chosen.emit(["psnr", "ssim"])
    said = page.parts.curves.nothing
    opened.until(lambda: "psnr, ssim: these need a reference" in said.text())
    assert "Choose others above: cf, ti" in said.text()


def test_words_on_scene_cuts_go_with_the_tick(opened: Opened, page) -> None:
    said = page.panes.board.pixel
    page.parts.curves.bar.cuts.setChecked(True)
    opened.until(lambda: "Scene cuts" in said.text())
    page.parts.curves.bar.cuts.setChecked(False)
    assert said.text() == ""
    assert "found" not in page.parts.curves.bar.cuts.toolTip()


def test_picture_of_the_curves_says_what_is_below_and_is_white_by_default(opened, page) -> None:
    curves = page.parts.curves
    sheet = curves._sheet(page.shown.state, page.shown.made)
    assert sheet.axis == "Frame"
    assert [name for _, name in sheet.legend] == ["low.mp4", "high.mp4"]
    assert sheet.palette is not None
    curves.bar.actions_by_name["light"].trigger()
    curves.bar.axis.setCurrentIndex(1)
    opened.until(lambda: page.panes.fps is not None)
    sheet = curves._sheet(page.shown.state, page.shown.made)
    assert (sheet.axis, sheet.palette) == ("Time", None)


# -- notes ----------------------------------------------------------------------------------------


def test_whole_note_can_be_read_and_a_star_marks_it(opened: Opened, page) -> None:
    words = "blocky rabbit face near the left ear, and ringing along the whole horizon behind it"
    page.parts.side.setCurrentIndex(NOTES)
    notes = page.parts.notes
    assert notes.empty.geometry().bottom() > notes.add_button.geometry().bottom()
    page.book.add(LOW, WORST, words)
    page.book.add(HIGH, 3, "short")
    opened.until(lambda: notes.model.rowCount() == 2)
    settled(page)
    view = notes.view
    rows = [k for k in range(2) if notes.model.text(k, 1) == words]
    assert view.rowHeight(rows[0]) >= 3 * view.fontMetrics().height()
    assert not view.horizontalScrollBar().isVisible()
    assert {notes.model.text(k, 2) for k in range(2)} == {"low", "high"}
    stars = page.parts.curves.stack.plots[0]._noted.getData()
    assert sorted(zip(*(each.tolist() for each in stars), strict=True)) == [(3, 45.0), (WORST, 20)]
    page.book.remove(page.book.notes[rows[0]])
    opened.until(lambda: len(page.parts.curves.stack.plots[0]._noted.getData()[0]) == 1)


# -- over a restart -------------------------------------------------------------------------------


def test_viewer_begins_where_it_was_left(opened: Opened, page) -> None:
    page.shown.state.tick(2, is_shown=True)
    page.parts.top.metrics_chosen.emit(["psnr", "ssim"])
    page.shown.activate(2)
    opened.until_curves(page, 4)
    opened.until(lambda: page.panes.source is not None and page.panes.source.offset == 2)
    page.panes.show_frame(8)
    page.close_page()
    opened.selection = Selection()
    again = opened.open()
    opened.until_curves(again, 4)
    state = again.shown.state
    assert (state.shown, state.active, state.metrics) == ([0, 1, 2], 2, ["psnr", "ssim"])
    opened.until(lambda: again.panes.frame == 8)


def test_viewer_begins_anew_where_what_it_showed_is_gone(opened: Opened, page, workspace) -> None:
    page.close_page()
    for file in workspace.folder.rglob("*.json"):
        file.write_text(re.sub(r'"low\.mp4", ?', "", file.read_text()))
    opened.selection = Selection()
    again = opened.open()
    opened.until(lambda: again.shown.state is not None and again.shown.state.active is not None)
    names = [again.shown.state.table.rows[row].name for row in again.shown.state.shown]
    assert "low.mp4" not in names
    assert again.shown.state.reference == "ref.mp4"


def test_selection_of_another_page_comes_before_what_was_left(opened: Opened, page) -> None:
    page.panes.show_frame(4)
    page.close_page()
    opened.selection = Selection()
    opened.selection.set_items([LATE])
    again = opened.open()
    opened.until_curves(again, 3)
    assert again.shown.state.active == 2
    assert again.shown.state.shown == [0, 1, 2]
    assert again.panes.frame != 4
