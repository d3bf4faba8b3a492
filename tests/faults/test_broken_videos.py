"""Broken and unusual videos among healthy ones: every one has its reason, the rest its score."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.broken_videos import BROKEN, FR, FR_FRAMES, NR, Study, truncated
from tests.faults.common import (
    assert_flagged,
    assert_plain,
    assert_same_everywhere,
    assert_table,
    assert_unscored,
)
from tests.workspaces import NAN, Workspace


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
    truncated(clips / "good1.mp4", workspace.data / "truncated.mp4")
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
