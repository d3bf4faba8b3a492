"""Metrics that a dataset asks for: each that cannot be scored costs itself only."""

from __future__ import annotations

import pytest

from tests.core.config_folder import VIDEOS, ConfigFolder


def test_keys_of_the_other_type_are_warned_about(workspace: ConfigFolder) -> None:
    warning = workspace.warning(added="fr_iqa_metrics: [psnr]\nimage_feature_extractors:\n")
    assert warning.code == "key-of-other-type"
    assert "videos" in warning.message


def test_data_set_without_metrics_is_refused(workspace: ConfigFolder) -> None:
    error = workspace.error(("fr_metrics: [psnr, ssim]\n", ""), ("nr_metrics:\n  - niqe\n", ""))
    assert error.code == "no-metrics"
    assert "fr_metrics or nr_metrics" in error.hint


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("SSIM", "unknown-metric", "Did you mean 'ssim'?"),
        ("qqqq", "unknown-metric", "'omgui metrics' lists all names."),
        ("si", "metric-wrong-list", "Put it under 'nr_metrics'."),
        ("vmaf", "metric-not-for-media", "Remove it."),
    ],
)
def test_metric_that_cannot_be_scored_costs_itself_only(
    workspace: ConfigFolder, name: str, code: str, hint: str
) -> None:
    dataset = workspace.load_images(("[psnr, ssim]", f"[psnr, {name}, {name}]"))
    (problem,) = dataset.metric_problems
    assert problem.code == code
    assert hint in problem.hint
    assert f"'{name}'" in problem.message
    assert problem.where == "datasets_configs/set.yaml, line 6, key fr_metrics"
    assert [row.name for row in dataset.metrics] == ["psnr", "niqe"]
    assert [warning.code for warning in dataset.warnings] == ["metric-repeated"]


def test_full_reference_metric_in_a_list_without_reference_is_told_its_place(
    workspace: ConfigFolder,
) -> None:
    dataset = workspace.load_images(("- niqe", "- niqe\n  - psnr"), ("[psnr, ssim]", "[ssim]"))
    (problem,) = dataset.metric_problems
    assert "needs a reference" in problem.message
    assert problem.where.endswith("line 9, key nr_metrics")


def test_metric_in_a_wrong_list_and_the_right_one_is_scored(workspace: ConfigFolder) -> None:
    dataset = workspace.load_images(("[psnr, ssim]", "[psnr, niqe]"))
    assert [row.name for row in dataset.metrics] == ["psnr", "niqe"]
    assert [problem.code for problem in dataset.metric_problems] == ["metric-wrong-list"]


def test_nothing_runs_when_no_metric_is_known(workspace: ConfigFolder) -> None:
    workspace.write("set_pairs.json", {"r.png": "a.png"})
    errors = workspace.errors(("[psnr, ssim]", "[pnsr]"), ("- niqe", "- niqee"))
    assert [error.code for error in errors] == ["pairs-shape", "unknown-metric", "unknown-metric"]


def test_metric_listed_three_times_is_scored_once_and_warned_about_once(
    workspace: ConfigFolder,
) -> None:
    warning = workspace.warning(("[psnr, ssim]", "[psnr, ssim, psnr, psnr]"))
    assert warning.code == "metric-repeated"
    assert [row.name for row in workspace.load().metrics] == ["psnr", "ssim", "niqe"]


def test_frame_metric_among_video_metrics_is_scored_with_a_warning(workspace: ConfigFolder) -> None:
    workspace.videos()
    workspace.write("set.yaml", VIDEOS.replace("[vmaf]", "[vmaf, ssim]"))
    dataset = workspace.load()
    assert "ssim" in [row.name for row in dataset.metrics]
    assert [warning.code for warning in dataset.warnings] == ["metric-misplaced"]
    assert "fr_iqa_metrics" in dataset.warnings[0].message


def test_feature_extractors_are_known_and_said_to_be_missing(workspace: ConfigFolder) -> None:
    dataset = workspace.load_images(added="feature_extractors: [inception_v3, resnet]\n")
    (problem,) = dataset.metric_problems
    assert problem.code == "unknown-extractor"
    assert "'inception_v3'" in problem.message
    assert "resnet" in problem.hint
    assert problem.where == "datasets_configs/set.yaml, line 9, key feature_extractors"
    assert dataset.warnings == ()
    assert dataset.config.feature_extractors == ("inception_v3", "resnet")
    assert [row.name for row in dataset.metrics] == ["psnr", "ssim", "niqe", "resnet"]


def test_feature_extractor_among_the_metrics_is_told_its_place(workspace: ConfigFolder) -> None:
    dataset = workspace.load_images(("- niqe", "- niqe\n  - resnet"))
    (problem,) = dataset.metric_problems
    assert problem.code == "metric-wrong-list"
    assert problem.hint == "Put it under 'feature_extractors'."


def test_metric_among_the_feature_extractors_is_no_extractor(workspace: ConfigFolder) -> None:
    dataset = workspace.load_images(added="feature_extractors: [si]\n")
    assert [problem.code for problem in dataset.metric_problems] == ["unknown-extractor"]
    assert [row.name for row in dataset.metrics] == ["psnr", "ssim", "niqe"]


def test_feature_extractor_that_is_listed_twice_is_computed_once(workspace: ConfigFolder) -> None:
    dataset = workspace.load_images(added="feature_extractors: [resnet, resnet]\n")
    (warning,) = dataset.warnings
    assert warning.code == "metric-repeated"
    assert [row.name for row in dataset.metrics] == ["psnr", "ssim", "niqe", "resnet"]


def test_metric_brings_the_parts_of_its_score(workspace: ConfigFolder) -> None:
    asked = VIDEOS.replace("nr_vqa_metrics: [ti]", "nr_vqa_metrics: [whole, whole-half, ti]")
    workspace.videos()
    workspace.write("set.yaml", asked)
    dataset = workspace.load()
    names = [row.name for row in dataset.metrics]
    assert names[2:] == ["vmaf", "whole", "whole-half", "whole-rest", "ti"]


def test_part_can_be_asked_alone(workspace: ConfigFolder) -> None:
    workspace.videos()
    workspace.write("set.yaml", VIDEOS.replace("[ti]", "[whole-half]"))
    assert [row.name for row in workspace.load().metrics][-1] == "whole-half"
