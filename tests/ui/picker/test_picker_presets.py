"""Presets: those of the program, and those that a person saves."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox

from tests.ui.picker.parts import press_space, wait_for


def test_a_preset_ticks_what_can_run_and_says_what_was_left_out(open_page, qtbot, shop):
    page = open_page()
    page.bar.presets.aboutToShow.emit()
    action = next(a for a in page.bar.presets.actions() if "Codec" in a.text())
    action.trigger()
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin", "ssim", "ms_ssim", "vif"])
    assert "vmaf was left out" in page.footer.warnings.text()
    page.undo_stack.undo()
    wait_for(qtbot, shop, "images", "fr_metrics", ["psnr", "of_a_plugin"])


def test_an_own_preset_is_saved_renamed_used_and_deleted(open_page, qtbot, shop, monkeypatch):
    page = open_page("alone")
    answers = iter([("Mine & yours", True), ("Ours", True)])
    monkeypatch.setattr(
        "omgui.ui.metrics.presets_menu.QInputDialog.getText", lambda *_a, **_k: next(answers)
    )
    monkeypatch.setattr(
        "omgui.ui.metrics.presets_menu.QMessageBox.question",
        lambda *_a: page.presets_yes,
    )
    page.presets_yes = QMessageBox.StandardButton.No
    page.bar.presets.aboutToShow.emit()
    page.bar.presets.save_as()
    page.bar.presets.aboutToShow.emit()
    assert "Mine && yours" in [action.text() for action in page.bar.presets.actions()]
    (preset,) = page.bar.presets.own
    page.bar.presets.rename(preset)
    (preset,) = page.bar.presets.own
    assert (preset.name, preset.metrics) == ("Ours", ("si",))
    press_space(page, "cf")
    wait_for(qtbot, shop, "alone", "nr_metrics", ["si", "cf"])
    page.bar.presets.aboutToShow.emit()
    next(a for a in page.bar.presets.actions() if a.text() == "Ours").trigger()
    wait_for(qtbot, shop, "alone", "nr_metrics", ["si"])
    page.bar.presets.delete(preset)
    assert list(page.bar.presets.own) == [preset], "the person said no"
    page.presets_yes = QMessageBox.StandardButton.Yes
    page.bar.presets.delete(preset)
    assert list(page.bar.presets.own) == []


def test_a_name_that_cannot_be_one_is_told_in_place(open_page, monkeypatch):
    page = open_page()
    monkeypatch.setattr(
        "omgui.ui.metrics.presets_menu.QInputDialog.getText", lambda *_a, **_k: ("x" * 99, True)
    )
    page.bar.presets.aboutToShow.emit()
    page.bar.presets.save_as()
    assert "cannot be the name" in page.footer.warnings.text()


def test_why_nothing_can_be_saved_as_a_preset_is_told(open_page):
    menu = open_page().bar.presets
    menu.set_ticked(())
    menu._fill()
    (save,) = [action for action in menu.actions() if action.text().startswith("&Save")]
    assert not save.isEnabled()
    assert "tick the metrics" in save.toolTip()
    menu.set_ticked(("psnr",))
    menu._fill()
    (save,) = [action for action in menu.actions() if action.text().startswith("&Save")]
    assert save.isEnabled()
    assert "tick the metrics" not in save.toolTip()
