"""Broken and unusual pictures among healthy ones: every one has its reason, the rest its score."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.common import (
    POSIX,
    assert_flagged,
    assert_same_everywhere,
    assert_table,
    assert_unscored,
)
from tests.workspaces import NAN, Workspace

FR = ("psnr", "ssim", "vif")
NR = ("si", "cf")
Maker = Callable[[Path, Path], None]


def _empty(_good: Path, target: Path) -> None:
    target.write_bytes(b"")


def _text(_good: Path, target: Path) -> None:
    target.write_text("Dear reviewer, the pictures are in the other folder.\n" * 20)


def _folder(_good: Path, target: Path) -> None:
    target.mkdir()


def _cut_jpeg(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("RGB").save(target, "JPEG", quality=90)
    data = target.read_bytes()
    target.write_bytes(data[: len(data) // 2])


def _cut_png(good: Path, target: Path) -> None:
    data = good.read_bytes()
    target.write_bytes(data[: len(data) // 2])


def _overwritten_png(good: Path, target: Path) -> None:
    data = bytearray(good.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    target.write_bytes(data)


def _video(_good: Path, target: Path) -> None:
    from tests import media_files

    media_files.audio_only(target.with_suffix(".mp4"))
    target.with_suffix(".mp4").rename(target)


# What is broken: how it is made, and the code of its problem. None: there is nothing at all.
BROKEN: dict[str, tuple[Maker | None, str]] = {
    "missing.png": (None, "file-missing"),
    "empty.png": (_empty, "file-empty"),
    "text.png": (_text, "not-an-image"),
    "folder.png": (_folder, "file-unreadable"),
    "cut.jpg": (_cut_jpeg, "image-truncated"),
    "cut.png": (_cut_png, "image-truncated"),
    "overwritten.png": (_overwritten_png, "image-truncated"),
    "sound.png": (_video, "not-an-image"),
}


def _rgba(good: Path, target: Path) -> None:
    from PIL import Image

    picture = Image.open(good).convert("RGB")
    picture.putalpha(77)
    picture.save(target)


def _palette(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("RGB").quantize(64).save(target)


def _cmyk(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("RGB").convert("CMYK").save(target, "JPEG", quality=95)


def _gray16(good: Path, target: Path) -> None:
    import numpy as np
    from PIL import Image

    gray = np.asarray(Image.open(good).convert("L")).astype(np.uint16)
    Image.fromarray(gray * 257).save(target)


def _gray(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("L").save(target)


def _rotated(good: Path, target: Path) -> None:
    from PIL import Image

    picture = Image.open(good).convert("RGB")
    exif = picture.getexif()
    exif[0x0112] = 6  # turn by 90 degrees to see it upright
    picture.save(target, "JPEG", quality=95, exif=exif)


def _smaller(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("RGB").resize((32, 24), Image.Resampling.BICUBIC).save(target)


def _one_pixel(_good: Path, target: Path) -> None:
    from PIL import Image

    Image.new("RGB", (1, 1), (90, 120, 30)).save(target)


def _as_rgb(picture: Path, target: Path) -> None:
    from PIL import Image

    with Image.open(picture) as image:
        image.convert("RGB").save(target)


def _odd(good: Path, target: Path) -> None:
    from PIL import Image

    Image.open(good).convert("RGB").crop((0, 0, 63, 47)).save(target)


# What is unusual but has a score: how it is made, and how the score is flagged.
UNUSUAL: dict[str, tuple[Maker, str | None]] = {
    "rgba.png": (_rgba, "pixels-changed"),
    "palette.png": (_palette, None),
    "cmyk.jpg": (_cmyk, "pixels-changed"),
    "gray16.png": (_gray16, "pixels-changed"),
    "gray.png": (_gray, None),
    "rotated.jpg": (_rotated, "pixels-changed"),
    "smaller.png": (_smaller, None),
    "one_pixel.png": (_one_pixel, None),
    "odd.png": (_odd, None),
}


AS_RGB = ("palette.png", "gray.png", "cmyk.jpg", "rgba.png")


class Study:
    """The same pictures scored twice: with the faults among them, and without."""

    def __init__(self, workspace: Workspace, pictures: Path) -> None:
        self.workspace = workspace
        workspace.add(*pictures.glob("*.png"))
        good = pictures / "good1.png"
        for name, (make, _) in BROKEN.items():
            if make is not None:
                make(good, workspace.data / name)
        for name, (make_unusual, _) in UNUSUAL.items():
            make_unusual(good, workspace.data / name)
        for name in AS_RGB:
            _as_rgb(workspace.data / name, workspace.data / f"{name}.rgb.png")
        workspace.place(pictures / "ref.png", "ref_too.png")
        _odd(pictures / "ref.png", workspace.data / "odd_ref.png")
        _one_pixel(good, workspace.data / "one_pixel_ref.png")
        # The healthy between the faulty, so that a row that slips is seen.
        faulty = list(BROKEN)
        self.pairs: dict[str, list[str]] = {
            "ref.png": [
                "good1.png",
                *faulty[:3],
                "good2.png",
                *faulty[3:],
                *UNUSUAL,
                "good3.png",
                "good1.png",
            ],
            "absent_ref.png": ["good1.png", "good2.png"],
            "text.png": ["good3.png"],
            "ref2.png": ["ref2_good1.png", "ref2_good2.png"],
            "ref_too.png": [f"{name}.rgb.png" for name in AS_RGB],
            "odd_ref.png": ["odd.png", "good1.png"],
            "one_pixel_ref.png": ["one_pixel.png", "good1.png"],
        }
        self.files = [
            "ref.png",
            *faulty,
            "good1.png",
            "one_pixel.png",
            *(name for name in UNUSUAL if name != "one_pixel.png"),
            "good1.png",
            "ref2.png",
        ]
        self.healthy_pairs = {
            "ref.png": ["good1.png", "good2.png", *UNUSUAL, "good3.png"],
            "ref2.png": ["ref2_good1.png", "ref2_good2.png"],
            "ref_too.png": [f"{name}.rgb.png" for name in AS_RGB],
            "odd_ref.png": ["odd.png", "good1.png"],
        }
        self.healthy_files = ["ref.png", "good1.png", *UNUSUAL, "ref2.png"]
        keys = {"fr_metrics": FR, "nr_metrics": NR}
        workspace.dataset("faulty", "img", pairs=self.pairs, files=self.files, **keys)
        workspace.dataset(
            "healthy", "img", pairs=self.healthy_pairs, files=self.healthy_files, **keys
        )
        self.run = workspace.run_as_command("faulty")
        self.control = workspace.run("healthy")

    def healthy_scores(self, metric: str) -> dict[tuple[str | None, str], str]:
        return {
            (event.item.reference, event.item.file): NAN
            if event.score is None
            else repr(event.score)
            for event in self.control.items
            if event.metric == metric
        }


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory, pictures: Path) -> Study:
    return Study(Workspace(tmp_path_factory.mktemp("images") / "workspace"), pictures)


def _pairs(study: Study) -> Iterator[tuple[str, str]]:
    for reference, names in study.pairs.items():
        for name in names:
            yield reference, name


def test_faults_make_the_exit_code_1_and_the_healthy_run_0(study: Study) -> None:
    assert study.run.code == 1
    assert study.control.code in {0, 1}  # one_pixel is too small for si
    assert study.run.ends["faulty"].finish.value == "completed"


@pytest.mark.parametrize("metric", FR)
def test_every_full_reference_row_is_exact_or_nan_at_its_place(study: Study, metric: str) -> None:
    healthy = study.healthy_scores(metric)
    expected = [
        (name, healthy.get((reference, name), NAN))
        for reference, name in _pairs(study)
        if reference != "one_pixel_ref.png"
    ]
    rows = study.workspace.table("faulty", metric)
    places = [k for k, (r, _) in enumerate(_pairs(study)) if r != "one_pixel_ref.png"]
    assert [rows[k] for k in places] == expected
    assert sum(value != NAN for _, value in expected) == len(healthy) + 1  # good1 is there twice


@pytest.mark.parametrize("metric", NR)
def test_every_no_reference_row_is_exact_or_nan_at_its_place(study: Study, metric: str) -> None:
    healthy = study.healthy_scores(metric)
    expected = [(name, healthy.get((None, name), NAN)) for name in study.files]
    assert_table(study.workspace, "faulty", metric, expected)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_says_in_plain_words_what_is_wrong_with_it(
    study: Study, name: str
) -> None:
    code = BROKEN[name][1]
    for metric in FR:
        event = study.run.of(name, metric, "ref.png")
        assert_unscored(event, code)
        assert event.problem is not None
        assert "distorted image" in event.problem.message
    for metric in NR:
        assert_unscored(study.run.of(name, metric), code)


@pytest.mark.parametrize("reference", ["absent_ref.png", "text.png"])
def test_a_broken_reference_costs_its_pairs_only(study: Study, reference: str) -> None:
    code = "file-missing" if reference == "absent_ref.png" else "not-an-image"
    for name in study.pairs[reference]:
        for metric in FR:
            event = study.run.of(name, metric, reference)
            assert_unscored(event, code)
            assert event.problem is not None
            assert "reference" in event.problem.message
    assert study.run.of("good1.png", "si").score is not None


@pytest.mark.parametrize("name", UNUSUAL)
def test_an_unusual_picture_is_scored_and_what_was_changed_is_said(study: Study, name: str) -> None:
    flag = UNUSUAL[name][1]
    event = study.run.of(name, "psnr", "ref.png")
    if flag is None:
        assert event.problem is None
        assert event.score is not None
    else:
        assert_flagged(event, flag)


@pytest.mark.parametrize("name", AS_RGB)
def test_a_picture_of_another_kind_scores_as_its_rgb_version(study: Study, name: str) -> None:
    for metric in FR:
        plain = study.run.of(f"{name}.rgb.png", metric, "ref_too.png")
        assert plain.problem is None
        assert plain.score == study.run.of(name, metric, "ref.png").score


def test_another_size_is_brought_to_the_references_and_the_log_says_so(study: Study) -> None:
    log = study.workspace.log("faulty")
    assert "smaller.png: resized from 32x24 to 64x48" in log
    assert "the size of ref.png (distorted to reference, bicubic)" in log


def test_a_reference_of_one_pixel_is_too_small_for_metrics_with_windows(study: Study) -> None:
    for name in ("one_pixel.png", "good1.png"):
        assert study.run.of(name, "psnr", "one_pixel_ref.png").score is not None
        for metric in ("ssim", "vif"):
            assert_unscored(study.run.of(name, metric, "one_pixel_ref.png"), "too-small")
    assert_unscored(study.run.of("one_pixel.png", "si"), "too-small")


def test_a_duplicate_has_two_equal_rows_and_is_computed_once(study: Study) -> None:
    rows = study.workspace.table("faulty", "psnr")
    places = [k for k, pair in enumerate(_pairs(study)) if pair == ("ref.png", "good1.png")]
    assert len(places) == 2
    assert rows[places[0]] == rows[places[1]]
    study.run.of("good1.png", "psnr", "ref.png")  # fails if there are two events
    assert study.workspace.column("faulty", "si").count(repr(study.run.of("good1.png", "si").score))
    assert "listed-twice" in study.run.codes("faulty")


def test_events_tables_and_counts_tell_the_same_story(study: Study) -> None:
    assert_same_everywhere(study.workspace, "faulty", study.run)


def test_the_wide_table_names_every_problem(study: Study) -> None:
    rows = {
        row["filename"]: row
        for row in study.workspace.wide("faulty")
        if row["reference"] == "ref.png"
    }
    for name, (_, code) in BROKEN.items():
        assert f"psnr: {code}" in rows[name]["flags"]
        assert rows[name]["psnr"] == rows[name]["si"] == NAN
    assert rows["good2.png"]["flags"] == ""


def test_the_log_says_why_each_score_is_missing_without_a_trace(study: Study) -> None:
    log = study.workspace.log("faulty")
    for name in BROKEN:
        assert f"{name} | ref.png: psnr has no score. " in log
    assert "Traceback" not in log


@pytest.mark.skipif(not POSIX, reason="named pipes are POSIX")
@pytest.mark.timeout(60)
def test_a_named_pipe_in_the_worklist_does_not_stop_the_run(
    workspace: Workspace, pictures: Path
) -> None:
    workspace.add(pictures / "ref.png", pictures / "good1.png")
    os.mkfifo(workspace.data / "pipe.png")
    pairs = {"ref.png": ["pipe.png", "good1.png"]}
    workspace.dataset("pipes", "img", pairs=pairs, fr_metrics=["psnr"])
    done = workspace.run_as_command("pipes")
    assert done.code == 1
    assert_unscored(done.of("pipe.png", "psnr", "ref.png"), "file-unreadable")
    assert done.of("good1.png", "psnr", "ref.png").score is not None


def test_a_file_deleted_between_planning_and_scoring_costs_its_own_row(
    workspace: Workspace, pictures: Path
) -> None:
    from omgui.core.events import DatasetStarted

    workspace.add(*pictures.glob("*.png"))
    pairs = {
        "ref.png": ["good1.png", "good2.png", "good3.png"],
        "ref2.png": ["ref2_good1.png", "ref2_good2.png"],
    }
    workspace.dataset("deleted", "img", pairs=pairs, fr_metrics=["psnr"])

    def delete(event: object) -> None:
        if isinstance(event, DatasetStarted):
            (workspace.data / "good2.png").unlink()
            (workspace.data / "ref2.png").unlink()

    done = workspace.run("deleted", on_event=delete)
    assert done.code == 1
    assert_unscored(done.of("good2.png", "psnr", "ref.png"), "file-missing")
    for name in pairs["ref2.png"]:
        assert_unscored(done.of(name, "psnr", "ref2.png"), "file-missing")
    values = workspace.column("deleted", "psnr")
    assert [value == NAN for value in values] == [False, True, False, True, True]
    # Put back, the next run scores what was missing, and nothing else.
    shutil.copy2(pictures / "good2.png", workspace.data)
    shutil.copy2(pictures / "ref2.png", workspace.data)
    again = workspace.run("deleted")
    assert again.code == 0
    assert again.started[0].kept == 2
    assert {event.item.file for event in again.items} == {
        "good2.png",
        "ref2_good1.png",
        "ref2_good2.png",
    }
    assert NAN not in workspace.column("deleted", "psnr")
