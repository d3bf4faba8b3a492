"""Keys and values of a dataset: all that is wrong at once, with line and remedy."""

from __future__ import annotations

import pytest

from omgui.core.problems import ProblemsError
from tests.core.config_folder import IMAGES, ConfigFolder


def test_numeric_name_is_the_name_that_the_older_tool_made_of_it(workspace: ConfigFolder) -> None:
    workspace.write("set.yaml", IMAGES.replace("dataset_name: kadid", "dataset_name: 2013"))
    dataset = workspace.load()
    assert dataset.config.dataset_name == "2013"
    assert [warning.code for warning in dataset.warnings] == ["name-not-text"]


def test_all_mandatory_keys_are_asked_for(workspace: ConfigFolder) -> None:
    workspace.write("set.yaml", "fr_metrics: [psnr]\n")
    with pytest.raises(ProblemsError) as caught:
        workspace.load()
    assert {problem.message.split("'")[1] for problem in caught.value.problems} == {
        "type",
        "dataset_pth",
        "dataset_name",
        "output",
        "logs_output",
    }


def test_missing_key_is_found_under_a_misspelt_name(workspace: ConfigFolder) -> None:
    error = workspace.error(("dataset_pth:", "dataset_path:"))
    assert error.code == "key-missing"
    assert error.hint == "Did you mean 'dataset_path'?"


@pytest.mark.parametrize(
    ("key_line", "replaced", "message", "hint"),
    [
        ("type: img", "type: IMG", "'IMG' is not a type", "Did you mean 'img'?"),
        ("type: img", "type: 7", "7 is not a type", "Write img for images or vid for videos."),
        ("type: img", "type: [img]", "['img'] is not a type", "Write img for images"),
        ("output: results", "output: 5", "5 is not text", "Put it in quotes."),
        ("output: results", "output: [a]", "['a'] is not text", "Put it in quotes."),
        ("dataset_name: kadid", "dataset_name: [a]", "['a'] is not text", "Put it in quotes."),
        ("fr_metrics: [psnr, ssim]", "fr_metrics: psnr", "must be a list", "fr_metrics: [psnr]"),
        ("fr_metrics: [psnr, ssim]", "fr_metrics: {a: b}", "must be a list", "[name, name]"),
        ("fr_metrics: [psnr, ssim]", "fr_metrics: [psnr, 5]", "5 is not text", "quotes"),
        ("fr_metrics: [psnr, ssim]", "fr_metrics: [psnr, ]\nomgui: 3", "keys of its own", "below"),
    ],
)
def test_value_of_the_wrong_type_is_an_error_with_the_fix(
    workspace: ConfigFolder, key_line: str, replaced: str, message: str, hint: str
) -> None:
    error = workspace.errors((key_line, replaced))[0]
    assert message in error.message
    assert hint in error.hint
    assert ", line " in error.where


@pytest.mark.parametrize(
    ("setting", "hint"),
    [
        ("damaged_videos: scores", "Did you mean 'score'? Write refuse or score."),
        ("compatibility: 1.2", "Write objective-metrics-1.2."),
        ("workers: 0", "Write auto or a whole number from 1."),
        ("workers: true", "Write auto or a whole number from 1."),
        ("workers: 1.5", "Write auto or a whole number from 1."),
        ("device: 0", "Put it in quotes."),
    ],
)
def test_setting_with_an_unknown_value_is_an_error_with_the_choices(
    workspace: ConfigFolder, setting: str, hint: str
) -> None:
    error = workspace.error(added=f"omgui:\n  {setting}\n")
    assert error.hint == hint
    key = setting.partition(":")[0]
    assert error.where == f"datasets_configs/set.yaml, line 10, key omgui.{key}"


def test_unknown_keys_are_warned_about_once_each(workspace: ConfigFolder) -> None:
    dataset = workspace.load_images(added="fr_metric: [psnr]\nomgui:\n  devise: cpu\n7: x\n")
    assert [(warning.hint, warning.where) for warning in dataset.warnings] == [
        ("Did you mean 'fr_metrics'?", "datasets_configs/set.yaml, line 9, key fr_metric"),
        ("", "datasets_configs/set.yaml, line 12, key 7"),
        ("Did you mean 'device'?", "datasets_configs/set.yaml, line 11, key omgui.devise"),
    ]
    assert dataset.config.unknown == {"fr_metric": ["psnr"], 7: "x"}
    assert dataset.config.omgui.unknown == {"devise": "cpu"}
