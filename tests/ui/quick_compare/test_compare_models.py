"""The tables of a comparison, and which file is proposed as the reference."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from omgui.core.catalogue import load_catalogue
from omgui.core.media_facts import ImageFacts, VideoFacts
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem
from omgui.ui.quick_compare.files import (
    NOT_MEDIA,
    ComparedFile,
    Why,
    propose_reference,
)
from omgui.ui.quick_compare.metrics import Asked, Limits, MetricsModel
from omgui.ui.quick_compare.model import REMARK, CompareModel


def picture(name: str, size: int = 1000, form: str = "JPEG") -> ComparedFile:
    return ComparedFile(Path(name), size, ImageFacts(64, 48, "RGB", form, 1, False, False))


def video(name: str, size: int = 1000, codec: str = "h264") -> ComparedFile:
    facts = VideoFacts(64, 48, 25.0, 50, None, 2.0, codec, "yuv420p", 0, False)
    return ComparedFile(Path(name), size, facts)


@pytest.mark.parametrize(
    ("files", "row", "why"),
    [
        ([picture("/a/x.jpg"), picture("/a/x_gt.jpg")], 1, Why.NAME),
        ([picture("/dist/x.jpg"), picture("/src/x.jpg")], 1, Why.FOLDER),
        (
            [video("/a/clip_crf30.mp4"), video("/a/clip.mp4"), video("/a/clip_crf40.mp4")],
            1,
            Why.BEGINNING,
        ),
        ([video("/a/p.mkv"), video("/a/q.mkv", codec="ffv1")], 1, Why.LOSSLESS),
        ([picture("/a/p.jpg"), picture("/a/q.png", form="PNG")], 1, Why.LOSSLESS),
        ([video("/a/p.mkv", 1000), video("/a/q.mkv", 2000)], 1, Why.RATE),
        ([video("/a/p.mkv", 1000), video("/a/q.mkv", 1010)], 0, Why.FIRST),
        ([picture("/a/ref1.jpg"), picture("/a/ref2.jpg")], 0, Why.FIRST),
    ],
)
def test_reference_is_proposed_by_what_tells_it_apart(
    files: list[ComparedFile], row: int, why: Why
) -> None:
    assert propose_reference(files) == (row, why)


def test_unusable_file_is_never_proposed_as_the_reference() -> None:
    broken = ComparedFile(Path("/a/ref.png"), 0, None, Problem("file-empty", "Empty."))
    assert propose_reference([broken]) is None
    assert propose_reference([broken, picture("/a/b.png")]) == (1, Why.FIRST)


def test_model_of_files_keeps_the_rules_of_models(qapp: object) -> None:
    model = CompareModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.add([picture("/a/ref.jpg"), picture("/a/b.jpg"), picture("/a/c/b.jpg")])
    model.add([picture("/a/b.jpg")])
    assert model.rowCount() == 3
    model.tell([("/a/b.jpg", Problem(NOT_MEDIA, "No.", "", "/a/b.jpg"))])
    model.choose_reference(1)
    assert model.reference == 0, "what cannot be used is no reference"
    model.score_alone(True)
    assert model.index(2, REMARK).data() == "Scored by itself"
    model.remove([0, 2])
    assert model.rowCount() == 1


def test_model_of_metrics_keeps_ticks_for_each_kind_of_question(qapp: object) -> None:
    known, _ = load_catalogue()
    model = MetricsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ready([known[name] for name in ("psnr", "ssim", "vmaf", "si", "cf", "mad")])
    videos = Asked(Media.VIDEO, has_reference=True)
    model.set_asked(videos, Limits(64, 50))
    assert [spec.name for spec in model.chosen] == ["psnr", "ssim", "vmaf"]
    model.set_vmaf_fault("this ffmpeg has no libvmaf")
    assert [spec.name for spec in model.chosen] == ["psnr", "ssim"]
    lines = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert any("[vmaf]" in line and "no libvmaf" in line for line in lines)
    assert not any("[mad]" in line for line in lines), "not among the usual ones"
    assert model.hidden == 1
    model.set_search("apparent")
    assert model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    model.set_search("")
    assert [spec.name for spec in model.chosen] == ["psnr", "ssim", "mad"]
    model.set_asked(Asked(Media.VIDEO, has_reference=False), Limits(64, 50))
    assert {spec.name for spec in model.chosen} == {"si", "cf"}
    model.set_asked(videos, Limits(4, 50))
    assert "ssim" not in {spec.name for spec in model.chosen}, "too small for it"
