"""Broken and unusual videos among healthy ones: every one has its reason, the rest its score."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.common import (
    assert_flagged,
    assert_plain,
    assert_same_everywhere,
    assert_table,
    assert_unscored,
)
from tests.workspaces import NAN, Workspace

FR_FRAMES = ("psnr", "ssim")
FR = (*FR_FRAMES, "vmaf")
NR = ("si", "cf", "ti")
KEYS = {
    "fr_iqa_metrics": FR_FRAMES,
    "fr_vqa_metrics": ("vmaf",),
    "nr_iqa_metrics": ("si", "cf"),
    "nr_vqa_metrics": ("ti",),
}
Maker = Callable[[Path, Path], None]


def _truncated(good: Path, target: Path) -> None:
    from tests import media_files

    media_files.truncated(good, target, keep=0.9)


def _cut_in_the_first_frame(good: Path, target: Path) -> None:
    from tests import media_files

    media_files.truncated(good, target, keep=0.6)


def _truncated_without_index(good: Path, target: Path) -> None:
    from tests import media_files

    whole = target.with_name(f"whole_{target.name}")
    media_files.remuxed(good, whole)  # the index at the end
    media_files.truncated(whole, target)
    whole.unlink()


def _corrupt(good: Path, target: Path) -> None:
    from tests import media_files

    media_files.overwritten_middle(good, target)


def _empty(_good: Path, target: Path) -> None:
    target.write_bytes(b"")


def _text(_good: Path, target: Path) -> None:
    target.write_text("The videos are on the other drive.\n" * 50)


def _audio(_good: Path, target: Path) -> None:
    from tests import media_files

    media_files.audio_only(target)


def _folder(_good: Path, target: Path) -> None:
    target.mkdir()


def _picture(_good: Path, target: Path) -> None:
    from PIL import Image

    Image.new("RGB", (96, 72), (10, 200, 30)).save(target, "PNG")


# What is broken: how it is made, and the code of its problem. None: there is nothing at all.
BROKEN: dict[str, tuple[Maker | None, str]] = {
    "truncated.mp4": (_truncated, "video-damaged"),
    "cut_early.mp4": (_cut_in_the_first_frame, "no-frames"),
    "no_index.mp4": (_truncated_without_index, "video-incomplete"),
    "corrupt.mp4": (_corrupt, "video-damaged"),
    "empty.mp4": (_empty, "file-empty"),
    "text.mp4": (_text, "not-a-video"),
    "audio.mp4": (_audio, "no-video-stream"),
    "missing.mp4": (None, "file-missing"),
    "folder.mp4": (_folder, "file-unreadable"),
    "picture.mp4": (_picture, "not-a-video"),
}


def _variable_rate(good: Path, target: Path) -> None:
    """The same packets at uneven times."""
    from tests import media_files

    uneven = "setts=ts='if(lt(N,4),N,3*N-8)*512'"
    media_files.remuxed(good, target, after=("-bsf:v", uneven))


def _one_pixel(_good: Path, target: Path) -> None:
    import numpy as np

    from tests import media_files

    shades = [np.full((1, 1, 3), 100 + 5 * k, dtype=np.uint8) for k in range(12)]
    media_files.encode(target, shades, "lossless")


def _odd(_good: Path, target: Path) -> None:
    from tests import media_files, reference_clips

    frames = [frame[:71, :95] for frame in reference_clips.clip("ref12")]
    media_files.encode(target, frames, "lossless")


class Study:
    """The same clips scored twice: with the faults among them, and without."""

    def __init__(self, workspace: Workspace, clips: Path) -> None:
        self.workspace = workspace
        workspace.add(*clips.glob("*.mp4"))
        good = clips / "good1.mp4"
        for name, (make, _) in BROKEN.items():
            if make is not None:
                make(good, workspace.data / name)
        _variable_rate(good, workspace.data / "variable.mp4")
        _one_pixel(good, workspace.data / "one_pixel.mkv")
        _odd(good, workspace.data / "odd.mkv")
        faulty = list(BROKEN)
        self.sets: dict[str, list[tuple[list[str], str]]] = {
            "ref.mp4": [
                (["good1.mp4", *faulty[:5], "good2.mp4", *faulty[5:]], "same"),
                (["good1.mp4"], "sume"),
                ([], "same"),
                (["missing.mp4", "good1.mp4", "truncated.mp4"], "repeat_each"),
                (["short.mp4", "variable.mp4", "odd.mkv"], "same"),
                (["short.mp4"], "repeat_last"),
                (["good1.mp4", "good1.mp4"], "same"),
            ],
            "text.mp4": [(["good1.mp4"], "same")],
            "missing_ref.mp4": [(["good2.mp4"], "same"), (["good1.mp4"], "repeat_each")],
            "good1.mp4": [(["good2.mp4"], "same")],
            "odd.mkv": [(["odd.mkv"], "same")],
            "one_pixel.mkv": [(["one_pixel.mkv"], "same")],
        }
        self.healthy_sets: dict[str, list[tuple[list[str], str]]] = {
            "ref.mp4": [
                (["good1.mp4", "good2.mp4", "short.mp4", "variable.mp4", "odd.mkv"], "same"),
                (["good1.mp4"], "repeat_each"),
                (["short.mp4"], "repeat_last"),
            ],
            "good1.mp4": [(["good2.mp4"], "same")],
            "odd.mkv": [(["odd.mkv"], "same")],
        }
        self.files = ["good1.mp4", *faulty, "one_pixel.mkv", "odd.mkv", "variable.mp4", "good2.mp4"]
        healthy_files = ["good1.mp4", "odd.mkv", "variable.mp4", "good2.mp4"]
        workspace.dataset("faulty", "vid", pairs=self.sets, files=self.files, **KEYS)
        workspace.dataset("healthy", "vid", pairs=self.healthy_sets, files=healthy_files, **KEYS)
        self.run = workspace.run_as_command("faulty", workers=2)
        self.control = workspace.run("healthy")
        self.healthy = {
            (e.item.reference, e.item.file, e.item.mode, e.metric): NAN
            if e.score is None
            else repr(e.score)
            for e in self.control.items
        }

    def rows(self) -> Iterator[tuple[str, str, str]]:
        for reference, sets in self.sets.items():
            for names, mode in sets:
                for name in names:
                    yield reference, name, mode


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory, clips: Path) -> Study:
    return Study(Workspace(tmp_path_factory.mktemp("videos") / "workspace"), clips)


def test_faults_make_the_exit_code_1_and_the_run_complete(study: Study) -> None:
    assert study.run.code == 1
    assert study.run.ends["faulty"].finish.value == "completed"
    assert study.control.code == 0
    assert NAN not in study.healthy.values()


@pytest.mark.parametrize("metric", FR)
def test_every_full_reference_row_is_exact_or_nan_at_its_place(study: Study, metric: str) -> None:
    expected = [
        (name, study.healthy.get((reference, name, mode, metric), NAN))
        for reference, name, mode in study.rows()
        if reference != "one_pixel.mkv"
    ]
    rows = study.workspace.table("faulty", metric)
    assert rows[-1][0] == "one_pixel.mkv"
    assert rows[:-1] == expected
    assert sum(value != NAN for _, value in expected) == 11


@pytest.mark.parametrize("metric", NR)
def test_every_no_reference_row_is_exact_or_nan_at_its_place(study: Study, metric: str) -> None:
    expected = [
        (name, study.healthy.get((None, name, None, metric), NAN))
        for name in study.files
        if name != "one_pixel.mkv"
    ]
    rows = study.workspace.table("faulty", metric)
    assert [row for row in rows if row[0] != "one_pixel.mkv"] == expected


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_video_says_in_plain_words_what_is_wrong_with_it(study: Study, name: str) -> None:
    code = BROKEN[name][1]
    for metric in FR_FRAMES:
        event = study.run.of(name, metric, "ref.mp4", "same")
        assert_unscored(event, code)
        assert event.problem is not None
        assert "distorted video" in event.problem.message
    for metric in NR:
        assert_unscored(study.run.of(name, metric), code)


@pytest.mark.parametrize("name", BROKEN)
def test_vmaf_gives_the_same_reason_as_the_other_metrics(study: Study, name: str) -> None:
    event = study.run.of(name, "vmaf", "ref.mp4", "same")
    # ffmpeg alone decides about frames, and says damage where the readers found no frame.
    code = BROKEN[name][1]
    assert_unscored(event, "video-damaged" if code == "no-frames" else code)


@pytest.mark.parametrize("reference", ["text.mp4", "missing_ref.mp4"])
def test_a_broken_reference_costs_its_pairs_and_not_the_scores_without_reference(
    study: Study, reference: str
) -> None:
    code = "not-a-video" if reference == "text.mp4" else "file-missing"
    for names, mode in study.sets[reference]:
        for metric in FR:
            event = study.run.of(names[0], metric, reference, mode)
            assert_unscored(event, code)
            assert event.problem is not None
            assert "reference" in event.problem.message
    for metric in NR:
        assert study.run.of("good1.mp4", metric).problem is None


def test_vmaf_of_a_variable_frame_rate_is_by_index_or_flagged(study: Study) -> None:
    even = study.run.of("good1.mp4", "vmaf", "ref.mp4", "same")
    uneven = study.run.of("variable.mp4", "vmaf", "ref.mp4", "same")
    assert uneven.score == even.score or uneven.problem is not None


def test_an_unknown_mode_costs_its_set_and_says_which_modes_there_are(study: Study) -> None:
    for metric in FR:
        rows = [e for e in study.run.items if e.metric == metric and e.item.mode is None]
        refused = [e for e in rows if e.item.reference == "ref.mp4"]
        assert [e.item.file for e in refused] == ["good1.mp4"]
        assert_unscored(refused[0], "unknown-mode")
        problem = refused[0].problem
        assert problem is not None
        assert "'sume'" in problem.message
        assert "Did you mean 'same'?" in problem.hint
        assert "line " in problem.where


def test_an_empty_set_is_mentioned_and_has_no_row(study: Study) -> None:
    found = [p for p in study.run.problems("faulty") if p.code == "set-empty"]
    assert len(found) == 1
    assert_plain(found[0], "set-empty")
    assert "ref.mp4" in found[0].where


def test_a_variable_frame_rate_is_scored_by_the_number_of_the_frame(study: Study) -> None:
    for metric in FR_FRAMES:
        even = study.run.of("good1.mp4", metric, "ref.mp4", "same")
        uneven = study.run.of("variable.mp4", metric, "ref.mp4", "same")
        assert uneven.score == even.score
        assert (uneven.frames_scored, uneven.frames_expected) == (12, 12)
    for metric in NR:
        even = study.run.of("good1.mp4", metric)
        assert study.run.of("variable.mp4", metric).score == even.score


def test_a_shorter_video_is_flagged_with_its_counts(study: Study) -> None:
    for metric in FR_FRAMES:
        event = study.run.of("short.mp4", metric, "ref.mp4", "same")
        assert_flagged(event, "fewer-frames")
        assert (event.frames_scored, event.frames_expected) == (7, 12)
        assert event.problem is not None
        assert "7 of 12" in event.problem.message
        rest = study.run.of("short.mp4", metric, "ref.mp4", "repeat_last")
        assert (rest.frames_scored, rest.problem) == (12, None)
    rows = study.workspace.wide("faulty")
    wide = next(r for r in rows if r["filename"] == "short.mp4" and r["mode"] == "same")
    assert (wide["frames_scored"], wide["frames_expected"]) == ("7", "12")
    assert "psnr: fewer-frames" in wide["flags"]
    assert "7/12 frames" in study.workspace.log("faulty")


def test_vmaf_flags_a_shorter_video_too(study: Study) -> None:
    event = study.run.of("short.mp4", "vmaf", "ref.mp4", "same")
    assert_flagged(event, "fewer-frames")
    assert (event.frames_scored, event.frames_expected) == (7, 12)


def test_a_video_of_one_pixel_is_scored_where_the_definition_allows(study: Study) -> None:
    psnr = study.run.of("one_pixel.mkv", "psnr", "one_pixel.mkv", "same")
    assert psnr.score == 80.0
    assert_unscored(study.run.of("one_pixel.mkv", "ssim", "one_pixel.mkv", "same"), "too-small")
    assert_unscored(study.run.of("one_pixel.mkv", "si"), "too-small")
    assert study.run.of("one_pixel.mkv", "cf").problem is None


def test_vmaf_of_one_pixel_is_refused_in_plain_words(study: Study) -> None:
    event = study.run.of("one_pixel.mkv", "vmaf", "one_pixel.mkv", "same")
    assert_unscored(event, "too-small")


def test_the_same_pair_in_two_sets_is_computed_once(study: Study) -> None:
    rows = study.workspace.table("faulty", "psnr")
    values = {
        rows[k] for k, row in enumerate(study.rows()) if row == ("ref.mp4", "good1.mp4", "same")
    }
    assert len(values) == 1
    study.run.of("good1.mp4", "psnr", "ref.mp4", "same")  # fails if there are two events


def test_events_tables_and_counts_tell_the_same_story(study: Study) -> None:
    assert_same_everywhere(study.workspace, "faulty", study.run)
    assert_table(
        study.workspace,
        "healthy",
        "ti",
        [
            (name, study.healthy[None, name, None, "ti"])
            for name in ("good1.mp4", "odd.mkv", "variable.mp4", "good2.mp4")
        ],
    )


def test_the_log_holds_no_trace(study: Study) -> None:
    assert "Traceback" not in study.workspace.log("faulty")


def test_damaged_videos_can_be_scored_on_demand_and_are_flagged(
    workspace: Workspace, clips: Path
) -> None:
    workspace.add(clips / "ref.mp4", clips / "good1.mp4")
    _truncated(clips / "good1.mp4", workspace.data / "truncated.mp4")
    pairs = {"ref.mp4": [[["truncated.mp4", "good1.mp4"], "same"]]}
    workspace.dataset(
        "tolerant",
        "vid",
        pairs=pairs,
        files=["truncated.mp4"],
        fr_iqa_metrics=["psnr"],
        nr_iqa_metrics=["cf"],
        omgui={"damaged_videos": "score"},
    )
    done = workspace.run("tolerant")
    assert done.code == 0
    event = done.of("truncated.mp4", "psnr", "ref.mp4")
    assert_flagged(event, "video-damaged")
    assert 0 < event.frames_scored < event.frames_expected == 12
    assert_flagged(done.of("truncated.mp4", "cf"), "video-damaged")
    assert done.of("good1.mp4", "psnr", "ref.mp4").problem is None


def test_without_a_working_ffmpeg_only_vmaf_is_missing(
    workspace: Workspace, clips: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = workspace.folder / "my_ffmpeg"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("OMGUI_FFMPEG", str(program))
    workspace.add(clips / "ref.mp4", clips / "good1.mp4")
    pairs = {"ref.mp4": [[["good1.mp4"], "same"]]}
    keys = {"fr_iqa_metrics": ["psnr"], "fr_vqa_metrics": ["vmaf"]}
    workspace.dataset("bare", "vid", pairs=pairs, **keys)
    done = workspace.run("bare")
    assert done.code == 1
    event = done.of("good1.mp4", "vmaf", "ref.mp4")
    assert_unscored(event, "vmaf-unavailable")
    assert str(program) in str(event.problem)
    assert done.of("good1.mp4", "psnr", "ref.mp4").problem is None


def test_an_ffmpeg_that_is_named_but_missing_is_not_replaced_silently(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from omgui.core.problems import ProblemError
    from omgui.engine.ffmpeg import find_ffmpeg

    monkeypatch.setenv("OMGUI_FFMPEG", str(tmp_path / "no_such_ffmpeg"))
    find_ffmpeg.cache_clear()
    try:
        with pytest.raises(ProblemError) as caught:
            find_ffmpeg()
    finally:
        find_ffmpeg.cache_clear()
    assert_plain(caught.value.problem, "ffmpeg-missing")
    assert "no_such_ffmpeg" in str(caught.value.problem)
