"""Pictures that are missing, broken or unfit, and those that nobody listed, are found."""

from __future__ import annotations

import pytest

from tests.cli.check.reports import PAIR, check, kinds, only
from tests.cli.workspaces import configure, picture


def test_missing_file_says_how_many_scores_it_costs(images, capsys):
    (images / "data" / "a_1.png").unlink()
    code, report = check(images, "x", capsys)
    found = only(report, "file-missing")
    assert code == 1
    assert (found["where"], found["scores"], found["severity"]) == ("a_1.png", 2, "error")


def test_file_written_with_other_letters_is_suggested(images, capsys):
    (images / "data" / "a_1.png").rename(images / "data" / "A_1.PNG")
    if (images / "data" / "a_1.png").exists():
        pytest.skip("this file system ignores case")
    _, report = check(images, "x", capsys)
    assert "'A_1.PNG'" in only(report, "file-missing")["hint"]


def test_unreadable_files_are_told_apart(images, capsys):
    (images / "data" / "a_1.png").write_bytes(b"")
    (images / "data" / "a_2.png").write_text("no picture at all")
    _, report = check(images, "x", capsys)
    assert kinds(report) == ["file-empty", "not-an-image"]


def test_pictures_of_another_size_are_noted_and_of_another_shape_doubted(images, capsys):
    picture(images / "data" / "a_1.png", 100, 90)
    picture(images / "data" / "a_2.png", 180, 200)
    code, report = check(images, "x", capsys)
    assert code == 1
    assert only(report, "size-differs")["severity"] == "note"
    assert only(report, "shape-differs")["severity"] == "warning"


def test_pictures_smaller_than_a_metric_needs(tmp_path, capsys):
    for name in ("a.png", "a_1.png", "a_2.png"):
        picture(tmp_path / "data" / name, 100, 8)
    configure(tmp_path, "x", pairs=PAIR, files=["a.png"], fr_metrics=["psnr", "ssim"])
    code, report = check(tmp_path, "x", capsys)
    found = only(report, "too-small")
    assert code == 1
    assert "ssim (11)" in found["message"]
    assert "psnr" not in found["message"]
    assert found["scores"] == 2


def test_deep_pictures_and_turned_ones_are_told(tmp_path, capsys):
    from PIL import Image

    picture(tmp_path / "data" / "a.png")
    Image.new("I;16", (200, 180)).save(tmp_path / "data" / "deep.png")
    Image.new("RGBA", (200, 180)).save(tmp_path / "data" / "clear.png")
    configure(tmp_path, "x", files=["a.png", "deep.png", "clear.png"], nr_metrics=["si"])
    _, report = check(tmp_path, "x", capsys)
    said = {one["where"]: one["severity"] for one in report["findings"]}
    assert said == {"deep.png": "warning", "clear.png": "note"}


def test_files_in_no_list_and_in_no_pair_are_noted(images, capsys):
    for name in ("left.png", ".DS_Store", "Thumbs.db"):
        (images / "data" / name).touch()
    picture(images / "data" / "elsewhere" / "unused.png")
    picture(images / "data" / "single.png")
    configure(
        images,
        "x",
        pairs=PAIR,
        files=["a.png", "single.png"],
        fr_metrics=["psnr"],
        nr_metrics=["si"],
    )
    code, report = check(images, "x", capsys)
    assert code == 0
    assert only(report, "file-unlisted")["where"] == "left.png"
    assert only(report, "file-in-no-pair")["where"] == "single.png"
