from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from omgui.core import yaml_lines
from omgui.core.dataset import Dataset, find_config, load_dataset
from omgui.core.dataset_config import (
    DatasetConfig,
    OmguiSettings,
    dump_config,
    metric_key,
)
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Better, Kind, Media, MetricSpec
from omgui.core.problems import Problem, ProblemError, ProblemsError, Severity
from omgui.core.worklist import FrItem, NrItem

BOTH = (Media.IMAGE, Media.VIDEO)


def spec(name: str, kind: Kind, media: tuple[Media, ...] = BOTH) -> MetricSpec:
    return MetricSpec(
        name, name, kind, "nowhere:nothing", Better.HIGHER, (None, None), "", "", "", media=media
    )


KNOWN = {
    row.name: row
    for row in (
        spec("psnr", Kind.FR),
        spec("ssim", Kind.FR),
        spec("niqe", Kind.NR),
        spec("si", Kind.NR),
        spec("vmaf", Kind.FR, (Media.VIDEO,)),
        spec("ti", Kind.NR, (Media.VIDEO,)),
        spec("still", Kind.NR, (Media.IMAGE,)),
    )
}
IMAGES = """\
type: img
dataset_pth: /data/kadid
dataset_name: kadid
output: results
logs_output: logs/kadid.log
fr_metrics: [psnr, ssim]
nr_metrics:
  - niqe
"""
VIDEOS = """\
type: vid
dataset_pth: data
dataset_name: clips
output: results
logs_output: clips.log
fr_iqa_metrics: [psnr]
nr_iqa_metrics: [si]
fr_vqa_metrics: [vmaf]
nr_vqa_metrics: [ti]
"""


class Workspace:
    """A workspace with one data set, that a test breaks in one way."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "datasets_configs"
        self.folder.mkdir()
        self.write("set.yaml", IMAGES)
        self.write("set_list.json", ["a.png"])
        self.write("set_pairs.json", {"r.png": ["a.png"]})

    def write(self, file: str, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        (self.folder / file).write_text(text, encoding="utf-8")

    def videos(self) -> None:
        self.write("set.yaml", VIDEOS)
        self.write("set_pairs.json", {"r.mp4": [[["a.mp4"], "same"]]})

    def load(self) -> Dataset:
        return load_dataset(self.root, "set", KNOWN)

    def load_images(self, *changes: tuple[str, str], added: str = "") -> Dataset:
        text = IMAGES
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.write("set.yaml", text + added)
        return self.load()

    def errors(self, *changes: tuple[str, str], added: str = "") -> list[Problem]:
        with pytest.raises(ProblemsError) as caught:
            self.load_images(*changes, added=added)
        assert all(problem.severity is Severity.ERROR for problem in caught.value.problems)
        return caught.value.problems

    def error(self, *changes: tuple[str, str], added: str = "") -> Problem:
        (error,) = self.errors(*changes, added=added)
        return error

    def warning(self, *changes: tuple[str, str], added: str = "") -> Problem:
        dataset = self.load_images(*changes, added=added)
        assert not dataset.metric_problems
        assert not dataset.item_problems
        (warning,) = dataset.warnings
        assert warning.severity is Severity.WARNING
        return warning


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


# What works


def test_image_data_set_of_the_older_tool_is_read(workspace: Workspace) -> None:
    dataset = workspace.load()
    assert [row.name for row in dataset.metrics] == ["psnr", "ssim", "niqe"]
    assert dataset.worklist.fr == (FrItem("r.png", "a.png", None, 0, 0),)
    assert dataset.worklist.nr == (NrItem("a.png", 0),)
    assert (dataset.warnings, dataset.metric_problems, dataset.item_problems) == ((), (), ())
    assert dataset.root == Path("/data/kadid")
    assert dataset.output == workspace.root / "results"
    assert dataset.log == workspace.root / "logs/kadid.log"
    assert dataset.store == workspace.root / "results/kadid.omgui"
    assert not dataset.config.omgui.is_compatible


def test_video_data_set_of_the_older_tool_is_read(workspace: Workspace) -> None:
    workspace.videos()
    dataset = workspace.load()
    assert [row.name for row in dataset.metrics] == ["psnr", "si", "vmaf", "ti"]
    assert dataset.worklist.fr[0].mode is Mode.SAME
    assert dataset.root == workspace.root / "data"
    assert dataset.warnings == ()


def test_folder_name_of_the_older_tools_manual_works_too(workspace: Workspace) -> None:
    workspace.folder.rename(workspace.root / "dataset_configs")
    dataset = workspace.load()
    assert dataset.config.dataset_name == "kadid"
    assert dataset.warnings == ()


def test_second_file_in_the_other_folder_is_warned_about(workspace: Workspace) -> None:
    (workspace.root / "dataset_configs").mkdir()
    (workspace.root / "dataset_configs" / "set.yaml").write_text(VIDEOS)
    warning = workspace.warning()
    assert warning.code == "config-in-two-folders"


def test_lists_that_no_metric_needs_need_not_exist(workspace: Workspace) -> None:
    (workspace.folder / "set_pairs.json").unlink()
    dataset = workspace.load_images(("fr_metrics: [psnr, ssim]", "fr_metrics:"))
    assert dataset.worklist.fr == ()
    assert [row.name for row in dataset.metrics] == ["niqe"]


def test_settings_of_omgui_are_read(workspace: Workspace) -> None:
    added = (
        "omgui:\n  compatibility: objective-metrics-1.2\n  device: cuda:0\n  workers: 2\n"
        "  damaged_videos: score\n"
    )
    config = workspace.load_images(added=added).config
    assert config.omgui == OmguiSettings(
        compatibility="objective-metrics-1.2", device="cuda:0", workers=2, damaged_videos="score"
    )
    assert config.omgui.is_compatible


@pytest.mark.parametrize("added", ["omgui:\n", "omgui: {device: , workers: auto}\n"])
def test_settings_without_a_value_keep_their_default(workspace: Workspace, added: str) -> None:
    assert workspace.load_images(added=added).config.omgui.damaged_videos == "refuse"


def test_numeric_name_is_the_name_that_the_older_tool_made_of_it(workspace: Workspace) -> None:
    workspace.write("set.yaml", IMAGES.replace("dataset_name: kadid", "dataset_name: 2013"))
    dataset = workspace.load()
    assert dataset.config.dataset_name == "2013"
    assert [warning.code for warning in dataset.warnings] == ["name-not-text"]


# The file itself


def test_unknown_data_set_is_answered_with_the_nearest_name(workspace: Workspace) -> None:
    with pytest.raises(ProblemsError) as caught:
        load_dataset(workspace.root, "sett", KNOWN)
    (problem,) = caught.value.problems
    assert problem.code == "dataset-missing"
    assert "Did you mean 'set'?" in problem.hint


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "nothing"])
def test_workspace_without_data_sets_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError) as caught:
        find_config(tmp_path, name)
    assert str(tmp_path) in caught.value.problem.hint


def test_folder_in_place_of_the_file_is_refused(workspace: Workspace) -> None:
    (workspace.folder / "set.yaml").unlink()
    (workspace.folder / "set.yaml").mkdir()
    with pytest.raises(ProblemsError, match="not a file"):
        workspace.load()


def test_file_that_may_not_be_read_is_refused(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ProblemsError, match="cannot be read: Permission denied"):
        workspace.load()


def test_yaml_error_is_placed_to_the_character(workspace: Workspace) -> None:
    error = workspace.error(("type: img", "type: [img"))
    assert error.code == "yaml-invalid"
    assert error.where == "datasets_configs/set.yaml, line 2, column 12"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "yaml-not-a-mapping", "empty"),
        ("- a\n", "yaml-not-a-mapping", "not a list of keys"),
        ("a: 1\nb: \x07\n", "yaml-invalid", "U+0007"),
        ("a: !!python/object/apply:os.getcwd []\n", "yaml-invalid", "python/object"),
        ("a: 2024-13-45\n", "yaml-invalid", "month must be"),
        ('a: !!int "-"\n', "yaml-invalid", "cannot be read"),
        ("a: !!bool perhaps\n", "yaml-invalid", "perhaps"),
        ("? [a, b]\n: 1\n", "yaml-invalid", "unhashable"),
        ("a: &a [*a]\n", "yaml-too-complex", "aliases"),
        ("a: " + "[" * 5000, "yaml-too-complex", "nested"),
        ("a: 1\n---\nb: 2\n", "yaml-invalid", "document"),
        ("a: " + "x" * yaml_lines.YAML_LIMIT_BYTES, "file-too-large", "1 MiB"),
    ],
)
def test_yaml_that_cannot_be_a_data_set_is_refused_in_words(
    workspace: Workspace, text: str, code: str, words: str
) -> None:
    workspace.write("set.yaml", text)
    with pytest.raises(ProblemsError) as caught:
        workspace.load()
    (problem,) = caught.value.problems
    assert problem.code == code
    assert words in problem.message
    assert problem.where.startswith("datasets_configs/set.yaml")


def test_forbidden_character_is_placed_to_the_line(workspace: Workspace) -> None:
    assert workspace.error(("results", "res\x07ults")).where == "datasets_configs/set.yaml, line 4"


def test_yaml_bomb_is_refused_before_it_goes_off(workspace: Workspace) -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    error = workspace.error(added="\n".join(["a0: &a0 [lol]", *levels]))
    assert error.code == "yaml-too-complex"


def test_anchors_and_merge_keys_of_ordinary_files_work(workspace: Workspace) -> None:
    text = IMAGES.replace("fr_metrics: [psnr, ssim]", "fr_metrics: &names [psnr]")
    workspace.write("set.yaml", text + "omgui: {<<: &more {device: cpu}, workers: 1}\n")
    assert workspace.load().config.omgui.device == "cpu"


# Keys


def test_everything_wrong_is_reported_at_once_with_lines(workspace: Workspace) -> None:
    (workspace.folder / "set_pairs.json").unlink()
    workspace.write("set_list.json", ["", 3])
    errors = workspace.errors(
        ("dataset_pth: /data/kadid\n", ""),
        ("dataset_name: kadid", "dataset_name: a/b"),
        ("fr_metrics: [psnr, ssim]", "fr_metrics: [psnr, smis]"),
        ("output: results", "output: ''"),
    )
    assert [(error.code, error.where) for error in errors] == [
        ("key-missing", "datasets_configs/set.yaml, key dataset_pth"),
        ("value-unusable", "datasets_configs/set.yaml, line 2, key dataset_name"),
        ("value-unusable", "datasets_configs/set.yaml, line 3, key output"),
        ("pairs-missing", "datasets_configs/set.yaml, line 5, key fr_metrics"),
        ("path-empty", "datasets_configs/set_list.json, list[0]"),
        ("entry-not-text", "datasets_configs/set_list.json, list[1]"),
        ("unknown-metric", "datasets_configs/set.yaml, line 5, key fr_metrics"),
    ]


def test_all_mandatory_keys_are_asked_for(workspace: Workspace) -> None:
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


def test_missing_key_is_found_under_a_misspelt_name(workspace: Workspace) -> None:
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
    workspace: Workspace, key_line: str, replaced: str, message: str, hint: str
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
    workspace: Workspace, setting: str, hint: str
) -> None:
    error = workspace.error(added=f"omgui:\n  {setting}\n")
    assert error.hint == hint
    key = setting.partition(":")[0]
    assert error.where == f"datasets_configs/set.yaml, line 10, key omgui.{key}"


@pytest.mark.parametrize(
    "name",
    [
        "a/b",
        "a\\\\b",
        "a:b",
        "what?",
        "a\\tb",
        "",
        "  ",
        "\\ud800",
        "x" * 151,
        "con",
        "NUL.a",
        "LPT¹",
    ],
)
def test_name_that_some_system_cannot_write_is_refused(workspace: Workspace, name: str) -> None:
    error = workspace.error(("dataset_name: kadid", f'dataset_name: "{name}"'))
    assert error.code == "value-unusable"
    assert error.where == "datasets_configs/set.yaml, line 3, key dataset_name"


@pytest.mark.parametrize("name", ["content", "LIVE-WC VQD (2021)", "ü", "x" * 150, "v1.0"])
def test_ordinary_names_are_accepted(workspace: Workspace, name: str) -> None:
    dataset = workspace.load_images(("dataset_name: kadid", f'dataset_name: "{name}"'))
    assert dataset.config.dataset_name == name


@pytest.mark.parametrize("path", ["", " ", "a\\0b", "\\udc80"])
def test_path_that_no_system_has_is_refused(workspace: Workspace, path: str) -> None:
    error = workspace.error(("dataset_pth: /data/kadid", f'dataset_pth: "{path}"'))
    assert error.code == "value-unusable"


def test_unknown_keys_are_warned_about_once_each(workspace: Workspace) -> None:
    dataset = workspace.load_images(added="fr_metric: [psnr]\nomgui:\n  devise: cpu\n7: x\n")
    assert [(warning.hint, warning.where) for warning in dataset.warnings] == [
        ("Did you mean 'fr_metrics'?", "datasets_configs/set.yaml, line 9, key fr_metric"),
        ("", "datasets_configs/set.yaml, line 12, key 7"),
        ("Did you mean 'device'?", "datasets_configs/set.yaml, line 11, key omgui.devise"),
    ]
    assert dataset.config.unknown == {"fr_metric": ["psnr"], 7: "x"}
    assert dataset.config.omgui.unknown == {"devise": "cpu"}


def test_key_given_twice_is_warned_about_with_both_lines(workspace: Workspace) -> None:
    warning = workspace.warning(added="output: elsewhere\n")
    assert warning.code == "key-repeated"
    assert "lines 4 and 9" in warning.message


def test_keys_of_the_other_type_are_warned_about(workspace: Workspace) -> None:
    warning = workspace.warning(added="fr_iqa_metrics: [psnr]\nimage_feature_extractors:\n")
    assert warning.code == "key-of-other-type"
    assert "videos" in warning.message


# Metrics


def test_data_set_without_metrics_is_refused(workspace: Workspace) -> None:
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
    workspace: Workspace, name: str, code: str, hint: str
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
    workspace: Workspace,
) -> None:
    dataset = workspace.load_images(("- niqe", "- niqe\n  - psnr"), ("[psnr, ssim]", "[ssim]"))
    (problem,) = dataset.metric_problems
    assert "needs a reference" in problem.message
    assert problem.where.endswith("line 9, key nr_metrics")


def test_metric_in_a_wrong_list_and_the_right_one_is_scored(workspace: Workspace) -> None:
    dataset = workspace.load_images(("[psnr, ssim]", "[psnr, niqe]"))
    assert [row.name for row in dataset.metrics] == ["psnr", "niqe"]
    assert [problem.code for problem in dataset.metric_problems] == ["metric-wrong-list"]


def test_nothing_runs_when_no_metric_is_known(workspace: Workspace) -> None:
    workspace.write("set_pairs.json", {"r.png": "a.png"})
    errors = workspace.errors(("[psnr, ssim]", "[pnsr]"), ("- niqe", "- niqee"))
    assert [error.code for error in errors] == ["pairs-shape", "unknown-metric", "unknown-metric"]


def test_metric_listed_three_times_is_scored_once_and_warned_about_once(
    workspace: Workspace,
) -> None:
    warning = workspace.warning(("[psnr, ssim]", "[psnr, ssim, psnr, psnr]"))
    assert warning.code == "metric-repeated"
    assert [row.name for row in workspace.load().metrics] == ["psnr", "ssim", "niqe"]


def test_frame_metric_among_video_metrics_is_scored_with_a_warning(workspace: Workspace) -> None:
    workspace.videos()
    workspace.write("set.yaml", VIDEOS.replace("[vmaf]", "[vmaf, ssim]"))
    dataset = workspace.load()
    assert "ssim" in [row.name for row in dataset.metrics]
    assert [warning.code for warning in dataset.warnings] == ["metric-misplaced"]
    assert "fr_iqa_metrics" in dataset.warnings[0].message


def test_feature_extractors_are_known_and_said_to_be_missing(workspace: Workspace) -> None:
    dataset = workspace.load_images(added="feature_extractors: [inception_v3]\n")
    assert [problem.code for problem in dataset.metric_problems] == ["extractor-unavailable"]
    assert dataset.warnings == ()
    assert dataset.config.feature_extractors == ("inception_v3",)


@pytest.mark.parametrize(
    ("name", "media", "key"),
    [
        ("psnr", Media.IMAGE, "fr_metrics"),
        ("psnr", Media.VIDEO, "fr_iqa_metrics"),
        ("vmaf", Media.VIDEO, "fr_vqa_metrics"),
        ("ti", Media.VIDEO, "nr_vqa_metrics"),
        ("ti", Media.IMAGE, None),
        ("still", Media.VIDEO, None),
    ],
)
def test_metric_knows_the_key_it_belongs_under(name: str, media: Media, key: str | None) -> None:
    assert metric_key(KNOWN[name], media) == key


# Worklists


def test_set_with_an_unknown_mode_does_not_stop_the_rest(workspace: Workspace) -> None:
    workspace.videos()
    pairs = {"r.mp4": [[["a.mp4"], "same"], [["b.mp4"], "repeat"]]}
    workspace.write("set_pairs.json", pairs)
    dataset = workspace.load()
    assert [item.distorted for item in dataset.worklist.fr] == ["a.mp4"]
    assert [lost.distorted for lost in dataset.item_problems] == [("b.mp4",)]


def test_unknown_modes_are_told_with_the_errors_that_stop_the_run(workspace: Workspace) -> None:
    workspace.videos()
    workspace.write("set_pairs.json", {"r": [[["a"], "sane"], [[], "same"]]})
    workspace.write("set_list.json", [7])
    with pytest.raises(ProblemsError) as caught:
        workspace.load()
    assert [problem.code for problem in caught.value.problems] == ["entry-not-text", "unknown-mode"]


@pytest.mark.parametrize(
    ("file", "code", "key"),
    [("set_list.json", "list-missing", "nr_metrics"), ("set_pairs.json", "pairs-missing", "fr_")],
)
def test_missing_worklist_names_the_metrics_that_need_it(
    workspace: Workspace, file: str, code: str, key: str
) -> None:
    (workspace.folder / file).unlink()
    error = workspace.error()
    assert error.code == code
    assert file in error.message
    assert f"'{key}" in error.message


# Outputs


def test_results_folder_that_is_a_file_is_refused(workspace: Workspace) -> None:
    (workspace.root / "results").write_text("")
    (workspace.root / "logs/kadid.log").mkdir(parents=True)
    assert [(error.code, error.where.split()[-1]) for error in workspace.errors()] == [
        ("output-unusable", "output"),
        ("output-unusable", "logs_output"),
    ]


def test_existing_results_are_no_problem(workspace: Workspace) -> None:
    (workspace.root / "results").mkdir()
    assert workspace.load().warnings == ()


def test_path_too_long_for_the_system_is_left_to_the_run(workspace: Workspace) -> None:
    assert workspace.load_images(("output: results", f"output: {'x' * 5000}")).warnings == ()


def test_log_in_the_place_of_a_result_is_warned_about(workspace: Workspace) -> None:
    warning = workspace.warning(("logs/kadid.log", "./results/KADID_psnr.csv"))
    assert warning.code == "output-collision"
    assert warning.where.endswith("key logs_output")


def test_data_sets_with_the_same_results_are_warned_about(workspace: Workspace) -> None:
    workspace.write("twin.yaml", IMAGES.replace("output: results", "output: ./results/"))
    workspace.write("other.yaml", VIDEOS)
    workspace.write("broken.yaml", "[")
    warning = workspace.warning()
    assert warning.code == "output-collision"
    assert "twin.yaml" in warning.message


# Writing back


def test_configuration_survives_writing_back(workspace: Workspace) -> None:
    added = (
        "omgui:\n  workers: auto\n  damaged_videos: refuse\n  later: [1, {a: b}]\n"
        "name_rules: {ref: '*.png'}\n1: 2024-05-06\n"
    )
    config = workspace.load_images(("dataset_name: kadid", "dataset_name: '2013'"), added=added)
    text = dump_config(config.config)
    workspace.write("set.yaml", text)
    again = workspace.load().config
    assert again == config.config
    assert dump_config(again) == text
    assert list(yaml.safe_load(text)) == [
        *("type", "dataset_pth", "dataset_name", "output", "logs_output"),
        *("fr_metrics", "nr_metrics", "omgui", "name_rules", 1),
    ]
    assert "damaged_videos: refuse" in text


def test_empty_lists_and_untouched_settings_are_not_written(workspace: Workspace) -> None:
    config = workspace.load_images(("fr_metrics: [psnr, ssim]", "fr_metrics: []")).config
    assert set(yaml.safe_load(dump_config(config))) == {
        *("type", "dataset_pth", "dataset_name", "output", "logs_output", "nr_metrics")
    }


def test_configuration_cannot_be_changed_or_made_unusable() -> None:
    good: dict[str, Any] = {
        "type": "img",
        "dataset_pth": ".",
        "dataset_name": "a",
        "output": "o",
        "logs_output": "l",
    }
    config = DatasetConfig(**good)
    with pytest.raises(ValidationError):
        config.dataset_name = "b"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        DatasetConfig(**{**good, "dataset_name": "a/b"})
    with pytest.raises(ValidationError):
        DatasetConfig(**{**good, "unheard_of": 1})


plain = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)
yaml_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=5,
)


@given(
    names=st.lists(plain),
    unknown=st.dictionaries(plain, yaml_values),
    folder=plain.filter(str.strip),
    workers=st.none() | st.just("auto") | st.integers(1, 64),
)
def test_any_configuration_is_read_back_as_it_was_written(
    names: list[str], unknown: dict[str, Any], folder: str, workers: Any
) -> None:
    unknown = {
        key: value for key, value in unknown.items() if key not in DatasetConfig.model_fields
    }
    config = DatasetConfig(
        type=Media.VIDEO,
        dataset_pth=folder,
        dataset_name="n",
        output=folder,
        logs_output="l",
        nr_iqa_metrics=tuple(names),
        omgui=OmguiSettings(workers=workers, unknown={"later": 1}),
        unknown=unknown,
    )
    values = yaml.safe_load(dump_config(config))
    assert values["dataset_pth"] == values["output"] == folder
    assert values.get("nr_iqa_metrics", []) == names
    assert values["omgui"] == {"workers": workers, "later": 1}
    assert {key: values[key] for key in unknown} == unknown


def _break_yaml(folder: Path, data: bytes) -> None:
    (folder / "set.yaml").write_bytes(data)


def _break_keys(folder: Path, data: bytes) -> None:
    (folder / "set.yaml").write_bytes(IMAGES.encode() + b"fr_metrics: " + data)


def _break_pairs(folder: Path, data: bytes) -> None:
    (folder / "set_pairs.json").write_bytes(b'{"r": ' + data + b"}")


yaml_marks = st.text("-:[]{}&*!?#|>'\"%@`,ab \n\t0.~<=", max_size=60)


@pytest.mark.parametrize("break_file", [_break_yaml, _break_keys, _break_pairs])
@given(data=st.binary(max_size=60) | yaml_marks.map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_content_ends_in_anything_but_words(
    workspace: Workspace, break_file: Callable[[Path, bytes], None], data: bytes
) -> None:
    break_file(workspace.folder, data)
    problems: list[Problem] | None = None
    try:
        workspace.load()
    except ProblemsError as error:
        problems = error.problems
    assert problems != []
    assert all(problem.message and problem.where for problem in problems or ())


def test_reading_leaves_the_workspace_as_it_was(workspace: Workspace) -> None:
    before = sorted(os.walk(workspace.root))
    workspace.load()
    assert sorted(os.walk(workspace.root)) == before
