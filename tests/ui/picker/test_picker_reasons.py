"""What cannot run stays in sight, cannot be ticked, and says why and how to mend it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from omgui.ui.metrics import machine, sampling
from omgui.ui.metrics.page import MetricsPage
from tests.ui.picker.conftest import CPU
from tests.ui.picker.parts import press_space, row, sizes


def reason_of(page: MetricsPage, name: str) -> str:
    found = row(page, name)
    assert found.reason is not None, f"{name} can be ticked"
    index = page.model.index_of(name)
    tip = page.model.data(index, Qt.ItemDataRole.ToolTipRole)
    page.table.setCurrentIndex(index)
    assert found.reason.text in tip
    assert found.reason.text in page.details.text.toPlainText()
    assert not page.model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable
    assert found.reason.hint
    press_space(page, name)
    assert not row(page, name).is_ticked
    return found.reason.code


def test_a_video_metric_is_barred_from_pictures(open_page):
    page = open_page()
    assert reason_of(page, "vmaf") == "other-media"
    assert reason_of(page, "ti") == "other-media"
    assert row(open_page("clips"), "vmaf").reason is None


def test_without_pairs_only_metrics_without_reference_can_be_ticked(open_page):
    page = open_page("alone")
    assert reason_of(page, "psnr") == "no-pairs"
    assert row(page, "si").reason is None


def test_without_a_list_only_metrics_with_reference_can_be_ticked(open_page):
    page = open_page("clips")
    assert reason_of(page, "si") == "no-list"
    assert row(page, "psnr").reason is None


def test_pictures_that_are_too_small_bar_a_metric(open_page, monkeypatch):
    monkeypatch.setattr(sampling, "make_survey", sizes(100, 60))
    page = open_page()
    assert reason_of(page, "ms_ssim") == "too-small"
    assert row(page, "ssim").reason is None


def test_videos_that_are_too_short_bar_a_metric(open_page, monkeypatch, shop):
    shop.dataset("short", "vid", files=["b.mp4"], nr_iqa_metrics=["si"])
    monkeypatch.setattr(sampling, "make_survey", sizes(frames=1))
    assert reason_of(open_page("short"), "ti") == "too-short"


def test_a_missing_package_bars_a_metric(open_page, monkeypatch):
    monkeypatch.setattr("omgui.core.packages._is_installed", lambda name: name != "timm")
    page = open_page()
    assert reason_of(page, "topiq_nr") == "package-missing"
    assert "timm" in row(page, "topiq_nr").reason.text


def test_an_ffmpeg_without_libvmaf_bars_vmaf(open_page, monkeypatch):
    without = replace(CPU, vmaf_fault="not in this ffmpeg", vmaf_hint="Install imageio-ffmpeg.")
    monkeypatch.setattr(machine._Kept, "machine", without)
    assert reason_of(open_page("clips"), "vmaf") == "no-libvmaf"
