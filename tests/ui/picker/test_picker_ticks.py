"""Ticks are saved and undone, also beside a run, and nothing that nobody knows is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt

from omgui.core.presets import Preset
from omgui.ui import pages
from tests.ui.picker.conftest import Runs
from tests.ui.picker.parts import press_space, row, said, wait_for


def test_space_ticks_a_metric_and_the_file_says_so(open_page, qtbot, shop):
    page = open_page()
    press_space(page, "ssim")
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin", "ssim"])
    assert said(shop, "images")["their_key"] == "stays"
    qtbot.waitUntil(lambda: "saved" in page.footer.saved.text())
    press_space(page, "ssim")
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin"])


def test_a_click_on_the_box_ticks_a_metric(open_page, qtbot, shop):
    page = open_page()
    index = page.model.index_of("gmsd")
    assert page.model.setData(index, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin", "gmsd"])
    assert page.model.data(index, Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked


def test_undo_and_redo_reach_the_file(open_page, qtbot, shop):
    page = open_page()
    press_space(page, "ssim")
    press_space(page, "si")
    wait_for(qtbot, shop, "images", "nr_metrics", ["si"])
    assert page.undo_stack.undoText() == "tick si"
    page.undo_stack.undo()
    wait_for(qtbot, shop, "images", "nr_metrics", None)
    page.undo_stack.undo()
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin"])
    assert not row(page, "ssim").is_ticked
    page.undo_stack.redo()
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin", "ssim"])


def test_many_quick_ticks_end_in_a_file_with_all_of_them(open_page, qtbot, shop):
    page = open_page()
    wanted = ["ssim", "ms_ssim", "fsim", "gmsd", "nlpd", "vsi", "mdsi"]
    for name in wanted:
        press_space(page, name)
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin", *wanted])


def test_ticks_that_are_on_their_way_when_the_page_closes_are_saved(open_page, shop):
    page = open_page()
    for name in ("ssim", "vsi"):
        press_space(page, name)
    page.close_page()
    assert said(shop, "images")["fr_metrics"] == ["psnr", "of_a_plugin", "ssim", "vsi"]


def test_all_that_are_shown_are_ticked_in_one_step(open_page, qtbot, shop):
    page = open_page()
    page.bar.search.setText("Wang 2004")
    qtbot.waitUntil(lambda: page.table.accessibleDescription() != "")
    shown = {one.name for one in page.model.shown}
    assert "ssim" in shown
    assert "vif" not in shown
    page.bar.tick_all.click()
    can_run = {one.name for one in page.model.shown if one.reason is None}
    qtbot.waitUntil(lambda: can_run <= set(said(shop, "images")["fr_metrics"]))
    assert page.undo_stack.count() == 1
    page.bar.untick_all.click()
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin"])


def test_a_metric_that_nobody_knows_is_shown_and_kept(open_page, qtbot, shop):
    page = open_page()
    unknown = row(page, "of_a_plugin")
    assert unknown.is_ticked
    assert unknown.reason.code == "unknown-metric"
    page.picker.apply(Preset("p", ("ssim",)))
    wait_for(qtbot, shop, "images", "fr_metrics", ["of_a_plugin", "ssim"])
    press_space(page, "of_a_plugin")
    wait_for(qtbot, shop, "images", "fr_metrics", ["ssim"])
    assert "of_a_plugin" not in [one.name for one in page.picker.rows]
    page.undo_stack.undo()
    wait_for(qtbot, shop, "images", "fr_metrics", ["of_a_plugin", "ssim"])


def test_a_file_that_cannot_be_written_keeps_the_ticks_and_offers_to_save(
    open_page, qtbot, shop, monkeypatch
):
    page = open_page()

    def refuse(_number):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("omgui.core.written_files.os.fsync", refuse)
        press_space(page, "ssim")
        qtbot.waitUntil(page.footer.again.isVisible)
        assert "No space left" in page.footer.saved.text()
        assert row(page, "ssim").is_ticked
    page.footer.again.click()
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin", "ssim"])
    qtbot.waitUntil(lambda: not page.footer.again.isVisible())


def test_what_another_program_writes_is_shown(open_page, qtbot, session, shop):
    page = open_page()
    press_space(page, "ssim")
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin", "ssim"])
    qtbot.waitUntil(lambda: page.picker.choice.is_saved)
    path = shop.configs / "images.yaml"
    path.write_text(path.read_text("utf-8").replace("- ssim", "- vif"), "utf-8")
    session.dataset_edited.emit("images")
    qtbot.waitUntil(lambda: row(page, "vif").is_ticked)
    assert not row(page, "ssim").is_ticked
    assert page.undo_stack.count() == 0, "its steps would undo what somebody else wrote"


def test_a_file_that_cannot_be_understood_bars_ticks_and_says_why(open_page, shop, qtbot):
    (shop.configs / "images.yaml").write_text("type: img\n", "utf-8")
    page = open_page()
    qtbot.waitUntil(page.banner.isVisible)
    assert "missing" in page.banner.text()
    assert not page.bar.tick_all.isEnabled()
    press_space(page, "ssim")
    assert (shop.configs / "images.yaml").read_text("utf-8") == "type: img\n"


def test_ticks_are_locked_while_the_dataset_runs(open_page, qtbot, session, shop):
    pages.replace(pages.RUNS, Runs)
    page = open_page()
    assert page.bar.tick_all.isEnabled()
    session.runs.running = "images"
    page.lock.watch()
    assert page.banner.isVisible()
    assert "Locked" in page.banner.text()
    assert not page.bar.tick_all.isEnabled()
    assert not page.bar.presets_button.isEnabled()
    press_space(page, "ssim")
    index = page.model.index_of("ssim")
    assert not page.model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable
    assert not row(page, "ssim").is_ticked
    session.runs.running = ""
    session.runs.view_changed.emit()
    assert not page.banner.isVisible()
    press_space(page, "ssim")
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin", "ssim"])


def test_an_undo_during_a_run_is_written_after_it(open_page, qtbot, session, shop):
    pages.replace(pages.RUNS, Runs)
    page = open_page()
    press_space(page, "ssim")
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin", "ssim"])
    qtbot.waitUntil(lambda: page.picker.choice.is_saved)
    session.runs.running = "images"
    page.lock.watch()
    page.undo_stack.undo()
    assert "when the run has ended" in page.footer.saved.text()
    assert said(shop, "images")["fr_metrics"] == ["psnr", "of_a_plugin", "ssim"]
    session.runs.running = ""
    session.runs.view_changed.emit()
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin"])
