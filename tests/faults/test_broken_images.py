"""Broken and unusual pictures among healthy ones: every one has its reason, the rest its score."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.broken_images import AS_RGB, BROKEN, FR, NR, UNUSUAL, Study
from tests.faults.common import (
    assert_flagged,
    assert_same_everywhere,
    assert_table,
    assert_unscored,
)
from tests.workspaces import NAN, Workspace


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
