"""The Viewer: one cursor for curves, pictures and lists; worst frames, notes, and the strip."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("av")

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget

from omgui.core.results.notes import read_notes
from omgui.ui import languages
from omgui.ui.theme import apply_theme
from omgui.ui.viewer import viewer_reading
from omgui.ui.viewer.curve_data import Curve
from omgui.ui.viewer.curve_plan import CurvePlan, CurveSet
from omgui.ui.viewer.curve_table import ScoresTable
from omgui.ui.viewer.viewer_keys import KeysDialog
from omgui.ui.viewer.viewer_parts import NOTES, SCORES, SPREAD
from tests.ui.access import mnemonics, nameless, on_page, repeated
from tests.ui.viewer import study
from tests.ui.viewer.opened import WAIT_MS, Opened
from tests.ui.viewer.study import FRAMES, HIGH, LATE, LOW, WORST
from tests.workspaces import Workspace

# -- one cursor ---------------------------------------------------------------------------------


def test_cell_of_a_table_leads_to_the_worst_frame_behind_it(opened: Opened, page) -> None:
    assert page.panes.frame == WORST
    assert opened.selection.frame == WORST
    assert page.parts.curves.stack.plots[0].cursor.value() == WORST
    assert page.parts.top.place.text() == "1 of 10"
    assert page.parts.files.model.text(0, 1) == "20"
    assert "Frame 17" in page.parts.files.place.text()


def test_every_way_to_a_frame_moves_everything(opened: Opened, page) -> None:
    parts = page.parts
    parts.side.setCurrentIndex(SCORES)
    ways = (
        (3, lambda: parts.curves.frame_chosen.emit(3, False)),
        (5, lambda: parts.panes.transport.slider.setValue(5)),
        (8, lambda: parts.panes.transport.number.setValue(8)),
        (9, lambda: page.panes.perform("next")),
        (12, lambda: opened.selection.set_frame(12)),
        (20, lambda: parts.top.place_typed.emit("20")),
        (25, lambda: parts.top.place_typed.emit("0:01.0")),
    )
    for frame, go in ways:
        go()
        assert page.panes.frame == frame
        assert opened.selection.frame == frame
        assert parts.curves.stack.plots[0].cursor.value() == frame
        assert parts.panes.transport.slider.value() == frame
        assert parts.scores.view.currentIndex().row() == frame
        assert parts.files.model.text(0, 1) == f"{study.psnr(frame):g}"
    opened.until_frame(page, 25)


def test_row_of_the_scores_leads_to_its_frame(opened: Opened, page) -> None:
    page.parts.side.setCurrentIndex(SCORES)
    page.activateWindow()
    page.parts.scores.view.setFocus()
    opened.until(page.parts.scores.view.hasFocus)
    page.parts.scores.view.selectRow(6)
    assert page.panes.frame == 6


def test_place_that_does_not_exist_is_said_where_it_was_typed(page) -> None:
    top = page.parts.top
    top.place_typed.emit("400")
    assert "from 0 to 29" in page.parts.message.text()
    assert page.parts.message.isVisible()
    assert top.jump.accessibleDescription() == page.parts.message.text()
    top.place_typed.emit("soon")
    assert "0:10.5" in page.parts.message.text()
    assert page.panes.frame == WORST
    top.jump.setText("1")
    top.jump.textEdited.emit("1")
    assert not page.parts.message.isVisible()
    page.parts.say("Something else.")
    top.place_typed.emit("1")
    assert page.parts.message.text() == "Something else."


def test_hovering_reads_every_curve_without_moving_the_pictures(page) -> None:
    page.parts.curves.frame_hovered.emit(4)
    assert page.panes.frame == WORST
    assert [page.parts.files.model.text(row, 1) for row in range(2)] == ["39", "46"]
    page.parts.curves.frame_hovered.emit(None)
    assert page.parts.files.model.text(0, 1) == "20"


def test_keys_step_through_the_worst_frames(qtbot, opened: Opened, page) -> None:
    page.activateWindow()
    page.panes.canvas.setFocus()
    worst = page.shown.made.worst
    qtbot.keyClick(page.panes.canvas, Qt.Key.Key_PageDown)
    assert page.panes.frame == worst[1]
    qtbot.keyClick(page.panes.canvas, Qt.Key.Key_PageDown)
    assert page.panes.frame == worst[2]
    qtbot.keyClick(page.panes.canvas, Qt.Key.Key_PageUp)
    qtbot.keyClick(page.panes.canvas, Qt.Key.Key_PageUp)
    qtbot.keyClick(page.panes.canvas, Qt.Key.Key_PageUp)
    assert page.panes.frame == WORST
    qtbot.keyClick(page.panes.canvas, Qt.Key.Key_Right)
    assert page.panes.frame == WORST + 1
    opened.until_frame(page, WORST + 1)


def test_metric_that_does_not_judge_has_no_worst_frames_and_says_so(opened, page) -> None:
    page.parts.top.metric_chosen.emit("cf")
    opened.until(lambda: page.shown.made.plan.active[1] == "cf" and page.shown.made.worst == ())
    page.perform("next_worst")
    assert "cf describes frames" in page.parts.message.text()
    page.parts.top.metric_chosen.emit("psnr")
    assert not page.parts.message.isVisible()


# -- what is shown ------------------------------------------------------------------------------


def test_ticking_a_file_draws_it_in_its_own_look_and_enter_shows_it(opened: Opened, page) -> None:
    files = page.parts.files
    index = files.model.index(2, 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Unchecked
    files.model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    opened.until_curves(page, 3)
    late = page.shown.made.curves[-1]
    assert (late.number, late.first) == (2, 0)
    files.view.activated.emit(index)
    assert page.shown.state.active == 2
    opened.until(lambda: page.panes.source is not None and page.panes.source.offset == 2)
    assert opened.selection.items[0] == LATE
    opened.until_frame(page, WORST)
    assert page.panes.stage.pair.numbers.distorted == WORST + 2


def test_several_metrics_are_stacked_overlaid_and_subtracted(opened: Opened, page) -> None:
    page.parts.top.metrics_chosen.emit(["psnr", "ssim", "cf"])
    opened.until_curves(page, 4)
    curves = page.parts.curves
    assert [plot.layout_shown.title for plot in curves.stack.plots] == ["psnr (dB)", "ssim", "cf"]
    curves.bar.arrangement.setCurrentIndex(2)
    opened.until(lambda: len(curves.stack.plots) == 1)
    assert curves.stack.plots[0].layout_shown.marks == {"psnr": 0, "ssim": 1, "cf": 2}
    assert page.parts.files.model.titles()[1:] == ("○ psnr", "□ ssim", "▽ cf")
    curves.bar.arrangement.setCurrentIndex(0)
    curves.bar.base.setCurrentIndex(1)
    opened.until_curves(page, 1)
    (difference,) = page.shown.made.curves
    assert difference.at(WORST) == 45.0 + WORST % 3 - 20.0
    assert curves.stack.plots[0].layout_shown.has_zero


def test_metric_of_whole_clips_says_that_it_has_no_curve(opened: Opened, page) -> None:
    page.parts.top.metrics_chosen.emit(["mdtvsfa"])
    opened.until_curves(page, 0)
    opened.until(lambda: "one score for the whole video" in page.parts.curves.nothing.text())
    assert "Score over time" in page.parts.curves.nothing.text()


def test_metric_of_frames_is_not_said_to_score_whole_videos(opened: Opened, page) -> None:
    page.parts.top.metrics_chosen.emit(["ti"])
    opened.until_curves(page, 0)
    opened.until(lambda: "no stored frame scores of ti" in page.parts.curves.nothing.text())


def test_smoothing_changes_what_is_drawn_and_not_the_scores(opened: Opened, page) -> None:
    page.parts.curves.bar.smoothing.setCurrentIndex(4)
    opened.until(lambda: page.shown.made.plan.window == 5)
    assert page.shown.made.curves[0].at(WORST) > 30
    assert page.parts.files.model.text(0, 1) == "20"
    assert page.shown.made.worst[0] == WORST


def test_new_frames_of_a_run_appear(
    opened: Opened, workspace: Workspace, page, monkeypatch
) -> None:
    monkeypatch.setattr(viewer_reading, "_EVERY_QUIET_MS", 50)
    page.reading._timer.setInterval(50)
    page.parts.top.metrics_chosen.emit(["ssim"])
    opened.until_curves(page, 1)
    store = study.MadeStore.__new__(study.MadeStore)
    store.database = sqlite3.connect(workspace.store("vid"), isolation_level=None)
    number = store.put(HIGH, "ssim", state="open", frames=(0, 0))
    store.frames(number, [0.5] * 4)
    opened.until_curves(page, 2)
    store.frames(number, [0.6] * 5, first=4)
    opened.until(lambda: len(page.shown.made.curves[-1].values) == 9)
    store.close()


def test_distribution_and_table_follow_the_curves(opened: Opened, page) -> None:
    page.parts.side.setCurrentIndex(SPREAD)
    spread = page.parts.spread
    opened.until(lambda: len(spread.view.listDataItems()) == 2)
    counts = spread.view.listDataItems()[0].getData()[1]
    assert counts.sum() == FRAMES
    spread.kind.setCurrentIndex(1)
    opened.until(lambda: spread.view.listDataItems()[0].getData()[1].max() == 1.0)
    scores = page.parts.scores
    QAbstractItemModelTester(scores.model)
    QAbstractItemModelTester(page.parts.files.model)
    assert scores.model.rowCount() == FRAMES
    assert scores.model.text(WORST, 2) == "20"
    opened.until(lambda: page.panes.fps is not None)  # is known after the first frames
    assert scores.model.text(25, 1) == "0:00:01.000"
    assert copied_from(opened, scores, WORST)[1].split("\t")[:3] == [
        *(str(WORST), "0:00:00.680", "20"),
    ]
    lines = copied_from(opened, scores, 3, 9, 4)
    assert [line.partition("\t")[0] for line in lines] == ["Frame", "3", "4", "9"]


def copied_from(opened: Opened, scores, *rows: int) -> list[str]:
    """Select rows of the scores, copy them, and return the lines that come."""
    QGuiApplication.clipboard().clear()
    scores.view.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for row in rows:
        index = scores.model.index(row, 0)
        scores.view.selectionModel().select(index, flags.Select | flags.Rows)
    scores.copy()
    opened.until(lambda: bool(QGuiApplication.clipboard().text()))
    return QGuiApplication.clipboard().text().splitlines()


def test_very_many_scores_are_copied_without_holding_up_the_window(qtbot) -> None:
    table = ScoresTable()
    qtbot.addWidget(table)
    count = 20_000
    curve = Curve(0, 0, "psnr", 0, np.arange(count) / 8)
    made = CurveSet(CurvePlan(Path()), (curve,), {(0, "psnr"): curve})
    table.model.show_curves(None, made, range(count))
    table.view.selectAll()
    QGuiApplication.clipboard().clear()
    began = time.thread_time()
    table.copy()
    assert time.thread_time() - began < 0.05
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()), timeout=WAIT_MS)
    assert QGuiApplication.clipboard().text().count("\n") == count
    table.close_page()


def test_scene_cuts_are_searched_for_when_they_are_wanted(opened: Opened, page) -> None:
    page.parts.curves.bar.cuts.setChecked(True)
    opened.until(lambda: "Scene cuts" in page.panes.board.pixel.text())
    opened.until(lambda: page.shown.cuts._search is not None and page.shown.cuts._search.has_ended)
    assert len(page.shown.cuts._search.changes) == FRAMES
    page.parts.curves.bar.cuts.setChecked(False)
    assert page.parts.curves.stack.plots[0]._cuts.getData()[0] is None or not len(
        page.parts.curves.stack.plots[0]._cuts.getData()[0]
    )


def test_screen_reader_hears_what_the_curves_show(page) -> None:
    said = page.parts.curves.stack.view.accessibleDescription()
    assert "psnr of low.mp4: 20 to 39, here 20" in said
    assert "Worst frames of psnr: 17" in said
    page.panes.show_frame(4)
    assert "here 39" in page.parts.curves.stack.view.accessibleDescription()


def test_curves_are_saved_and_copied(opened: Opened, page, tmp_path) -> None:
    curves = page.parts.curves
    curves.keeper.ask_path = lambda _proposal: str(tmp_path / "plot")
    curves.perform("save")
    opened.until(lambda: "plot.png" in page.panes.board.pixel.text())
    assert not QImage(str(tmp_path / "plot.png")).isNull()
    curves.keeper.ask_path = lambda _proposal: str(tmp_path / "nowhere" / "plot.svg")
    curves.perform("save")
    opened.until(lambda: "could not be saved" in page.panes.board.pixel.text())
    curves.perform("copy")
    opened.until(lambda: page.panes.board.pixel.text() == "Copied.")
    assert not QGuiApplication.clipboard().image().isNull()


# -- notes --------------------------------------------------------------------------------------


def test_notes_are_kept_edited_removed_and_undone(opened: Opened, workspace, page) -> None:
    notes, store = page.parts.notes, workspace.store("vid")

    def texts() -> list[tuple[int, str]]:
        return [(note.frame, note.text) for note in read_notes(store)]

    page.perform("note")
    assert page.parts.side.currentIndex() == NOTES
    notes.text.setText("ringing")
    notes.text.returnPressed.emit()
    opened.until(lambda: notes.model.rowCount() == 1)
    QAbstractItemModelTester(notes.model)
    assert texts() == [(WORST, "ringing")]
    index = notes.model.index(0, 1)
    notes.model.setData(index, "blocks")
    opened.until(lambda: notes.model.rowCount() == 1 and notes.model.text(0, 1) == "blocks")
    page.undo_stack.undo()
    opened.until(lambda: notes.model.text(0, 1) == "ringing")
    notes.view.setCurrentIndex(index)
    notes.remove_button.click()
    opened.until(lambda: notes.model.rowCount() == 0)
    assert texts() == []
    page.undo_stack.undo()
    opened.until(lambda: notes.model.rowCount() == 1)
    page.undo_stack.undo()
    opened.until(lambda: notes.model.rowCount() == 0)
    page.undo_stack.redo()
    opened.until(lambda: texts() == [(WORST, "ringing")])


def test_note_leads_back_to_its_frame_of_its_file(opened: Opened, page) -> None:
    page.book.add(HIGH, 3, "here")
    opened.until(lambda: page.parts.notes.model.rowCount() == 1)
    page.parts.notes.view.clicked.emit(page.parts.notes.model.index(0, 0))
    assert page.shown.state.active == 1
    opened.until_frame(page, 3)
    assert page.panes.source.distorted.name == "high.mp4"
    page.book.add(("gone.mp4", "gone.mp4", "same"), 3, "gone")
    opened.until(lambda: page.parts.notes.model.rowCount() == 2)
    page.parts.notes.view.clicked.emit(page.parts.notes.model.index(0, 0))
    assert "not in the dataset any more" in page.parts.message.text()


def test_note_that_is_written_at_the_end_is_not_lost(opened: Opened, workspace, page) -> None:
    page.book.add(LOW, 1, "last words")
    page.close_page()
    assert [note.text for note in read_notes(workspace.store("vid"))] == ["last words"]


def test_note_that_cannot_be_kept_is_said_in_place(opened: Opened, workspace, page) -> None:
    workspace.store("vid").unlink()
    page.book.add(LOW, 1, "nowhere")
    opened.until(lambda: page.parts.notes.problem.isVisibleTo(page.parts.notes))
    assert page.parts.notes.problem.text()
    assert not page.undo_stack.canUndo()


# -- pictures -----------------------------------------------------------------------------------


def test_strip_shows_versions_from_the_worst_and_leads_to_them(opened: Opened, tmp_path) -> None:
    page = opened.open("img")
    strip = page.parts.strip
    opened.until(lambda: strip.model.columnCount() == 4)
    assert [strip.model.index(0, k).data().split("\n")[0] for k in range(4)] == [
        f"noise{k}" for k in (3, 1, 2, 0)
    ]
    assert strip.model.index(0, 0).data().endswith("psnr 25")
    opened.until_frame(page, 0)
    assert page.panes.source.distorted.name == "noise3.png"
    opened.until(lambda: len(strip.model._pictures) == 4)
    page.perform("next_worst")
    opened.until(lambda: page.panes.source.distorted.name == "noise1.png")
    opened.until_frame(page, 0)
    strip.view.setCurrentIndex(strip.model.index(0, 3))
    opened.until(lambda: page.panes.source.distorted.name == "noise0.png")
    opened.until(lambda: all(one is not None for one in page.panes.current_pixels()))
    reference, distorted = page.panes.current_pixels()
    assert reference.shape == distorted.shape == (72, 96, 3)
    assert not page.parts.curves.isVisible()
    QAbstractItemModelTester(strip.model)


def test_picture_that_cannot_be_read_is_marked_and_told_of(opened: Opened, workspace) -> None:
    (workspace.data / "noise3.png").write_bytes(b"no picture")
    page = opened.open("img")
    opened.until(lambda: page.panes.source is not None)
    opened.until(lambda: len(page.parts.strip.model._pictures) == 4)
    opened.until(lambda: page.panes.stage.pair is not None)
    assert page.panes.stage.pair.distorted.problem is not None


# -- states of the page -------------------------------------------------------------------------


def test_without_a_selection_the_first_files_are_shown(opened: Opened) -> None:
    page = opened.open()
    opened.until_curves(page, 3)
    assert page.shown.state.reference == "ref.mp4"
    opened.until_frame(page, 0)


def test_dataset_that_was_never_run_shows_its_frames(opened: Opened, workspace) -> None:
    workspace.store("vid").unlink()
    page = opened.open()
    opened.until_frame(page, 0)
    opened.until(lambda: "come with a run" in page.parts.curves.nothing.text())


def test_dataset_that_cannot_be_read_says_why(opened: Opened, workspace) -> None:
    (workspace.configs / "vid.yaml").write_text("type: [")
    page = opened.open()
    opened.until(lambda: bool(page.parts.message.text()))
    assert page.parts.message.isVisible()


def test_damaged_store_is_said_on_the_page(opened: Opened, workspace) -> None:
    workspace.store("vid").write_bytes(b"no database at all" * 100)
    page = opened.open()
    opened.until(lambda: "damaged" in page.parts.message.text())


def test_missing_file_is_said_in_its_pane_and_curves_stay(opened: Opened, workspace) -> None:
    (workspace.data / "low.mp4").unlink()
    opened.selection.set_items([LOW])
    page = opened.open()
    opened.until_curves(page, 1)
    opened.until(
        lambda: (
            page.panes.stage.pair is not None
            and page.panes.stage.pair.distorted.problem is not None
        )
    )
    assert page.panes.stage.pair.distorted.problem.code == "file-missing"


def test_selected_rows_of_other_references_are_named(opened: Opened) -> None:
    opened.selection.set_items([LOW, ("", "ref.mp4", "")])
    page = opened.open()
    opened.until(lambda: "other references" in page.parts.message.text())
    page.parts.top.reference_chosen.emit("")
    opened.until(lambda: page.panes.source is not None and page.panes.source.reference is None)
    assert not page.parts.message.isVisible()


def test_page_that_is_not_seen_takes_up_the_selection_later(opened: Opened, page) -> None:
    page.hide()
    opened.selection.set_items([HIGH])
    assert page.shown.state.active == 0
    page.show()
    assert page.shown.state.active == 1


def test_all_keys_are_listed_and_none_has_two_meanings(opened: Opened, page) -> None:
    page.perform("keys")
    dialog = page.findChild(KeysDialog)
    text = dialog.text.toPlainText()
    for words in ("Next worst frame", "PgDown", "Next frame", "Side by side", "See all frames"):
        assert words in text
    dialog.reject()
    keys = [
        key.toString()
        for _, actions in page.groups()
        for action in actions
        for key in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_bars_fit_beside_each_other_in_a_small_window(page, language) -> None:
    languages.apply_language(language)
    page.panes.map_names([("psnr", "PSNR (Y): squared error")])
    page.panes.toolbar.maps.setCurrentIndex(1)
    page.panes.map_bar.top.setCurrentIndex(2)
    for look in ("side", "wipe", "flicker", "difference"):
        page.panes.perform(look)
        QApplication.processEvents()
        assert page.panes.minimumSizeHint().width() <= 700, look  # beside the lists, of 1280


@pytest.mark.parametrize("name", ["vid", "img"])
def test_everything_has_a_name_and_a_key_of_its_own(opened: Opened, name) -> None:
    page = opened.open(name)
    opened.until(lambda: page.panes.source is not None)
    assert nameless(page) == []
    hidden = page.parts.strip if name == "vid" else page.parts.curves
    other = set(on_page(hidden)) | ({"b&y", "Wors&t", "Fi&le"} if name == "img" else set())
    texts = [text for text in on_page(page) if text not in other]
    assert repeated(texts) == []
    # Those of the menus and of the tabs of the window.
    own = {text for text in texts if text not in on_page(page.panes)}
    assert not set(mnemonics(own)) & set("fesnvhdmruw")


def test_page_is_painted_anew_in_another_theme(opened: Opened, page) -> None:
    before = np.array(page.grab().toImage().pixelColor(5, 600).lightness())
    apply_theme(QApplication.instance(), "dark")
    QApplication.processEvents()
    assert page.grab().toImage().pixelColor(5, 600).lightness() < before


def test_closing_ends_everything_at_once(opened: Opened, page) -> None:
    began = time.monotonic()
    page.close_page()
    page.close_page()
    assert time.monotonic() - began < 1.0


def test_closed_page_hears_of_another_language_and_theme_without_harm(opened: Opened, page) -> None:
    page.close_page()  # its widgets live on until the event loop has turned
    for kind in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
        for widget in (page, *page.findChildren(QWidget)):
            QApplication.sendEvent(widget, QEvent(kind))


def test_hint_below_the_files_speaks_another_language_at_once(page) -> None:
    hint = page.parts.files.hint
    assert hint.text().startswith("Tick files")
    languages.apply_language("ru")
    QApplication.processEvents()
    assert hint.text().startswith("Отметьте файлы")
