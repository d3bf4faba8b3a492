"""Data sets of the older tool and ours, read as a whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omgui.core.dataset import find_config, load_dataset
from omgui.core.frame_mapping import Mode
from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.core.worklist import FrItem, NrItem
from tests.core.config_folder import IMAGES, KNOWN, VIDEOS, ConfigFolder

yaml_marks = st.text("-:[]{}&*!?#|>'\"%@`,ab \n\t0.~<=", max_size=60)


def _break_yaml(folder: Path, data: bytes) -> None:
    (folder / "set.yaml").write_bytes(data)


def _break_keys(folder: Path, data: bytes) -> None:
    (folder / "set.yaml").write_bytes(IMAGES.encode() + b"fr_metrics: " + data)


def _break_pairs(folder: Path, data: bytes) -> None:
    (folder / "set_pairs.json").write_bytes(b'{"r": ' + data + b"}")


def test_image_data_set_of_the_older_tool_is_read(workspace: ConfigFolder) -> None:
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


def test_video_data_set_of_the_older_tool_is_read(workspace: ConfigFolder) -> None:
    workspace.videos()
    dataset = workspace.load()
    assert [row.name for row in dataset.metrics] == ["psnr", "si", "vmaf", "ti"]
    assert dataset.worklist.fr[0].mode is Mode.SAME
    assert dataset.root == workspace.root / "data"
    assert dataset.warnings == ()


def test_folder_name_of_the_older_tools_manual_works_too(workspace: ConfigFolder) -> None:
    workspace.folder.rename(workspace.root / "dataset_configs")
    dataset = workspace.load()
    assert dataset.config.dataset_name == "kadid"
    assert dataset.warnings == ()


def test_second_file_in_the_other_folder_is_warned_about(workspace: ConfigFolder) -> None:
    (workspace.root / "dataset_configs").mkdir()
    (workspace.root / "dataset_configs" / "set.yaml").write_text(VIDEOS)
    warning = workspace.warning()
    assert warning.code == "config-in-two-folders"


def test_lists_that_no_metric_needs_need_not_exist(workspace: ConfigFolder) -> None:
    (workspace.folder / "set_pairs.json").unlink()
    dataset = workspace.load_images(("fr_metrics: [psnr, ssim]", "fr_metrics:"))
    assert dataset.worklist.fr == ()
    assert [row.name for row in dataset.metrics] == ["niqe"]


def test_unknown_data_set_is_answered_with_the_nearest_name(workspace: ConfigFolder) -> None:
    with pytest.raises(ProblemsError) as caught:
        load_dataset(workspace.root, "sett", KNOWN)
    (problem,) = caught.value.problems
    assert problem.code == "dataset-missing"
    assert "Did you mean 'set'?" in problem.hint


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "nothing"])
def test_workspace_without_data_sets_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError) as caught:
        find_config(tmp_path, name)
    problem = caught.value.problem
    assert f"'{tmp_path}' holds no folder 'datasets_configs'" in problem.message
    (tmp_path / "datasets_configs").mkdir()
    with pytest.raises(ProblemError) as caught:
        find_config(tmp_path, name)
    assert f"'{tmp_path}' has none." in caught.value.problem.hint


def test_folder_that_is_no_workspace_is_said_with_the_one_that_is(workspace: ConfigFolder) -> None:
    said = {}
    (workspace.root / "file").touch()
    for name in ("nowhere", "file", "datasets_configs"):
        with pytest.raises(ProblemError) as caught:
            find_config(workspace.root / name, "set")
        said[name] = caught.value.problem
    assert "does not exist" in said["nowhere"].message
    assert "is no folder" in said["file"].message
    assert f"the folder above it: '{workspace.root}'" in said["datasets_configs"].hint
    with pytest.raises(ProblemError) as caught:
        find_config(workspace.root, "set.yaml")
    assert caught.value.problem.hint == "Write its name without the ending: set."


def test_everything_wrong_is_reported_at_once_with_lines(workspace: ConfigFolder) -> None:
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


def test_set_with_an_unknown_mode_does_not_stop_the_rest(workspace: ConfigFolder) -> None:
    workspace.videos()
    pairs = {"r.mp4": [[["a.mp4"], "same"], [["b.mp4"], "repeat"]]}
    workspace.write("set_pairs.json", pairs)
    dataset = workspace.load()
    assert [item.distorted for item in dataset.worklist.fr] == ["a.mp4"]
    assert [lost.distorted for lost in dataset.item_problems] == [("b.mp4",)]


def test_unknown_modes_are_told_with_the_errors_that_stop_the_run(workspace: ConfigFolder) -> None:
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
    workspace: ConfigFolder, file: str, code: str, key: str
) -> None:
    (workspace.folder / file).unlink()
    error = workspace.error()
    assert error.code == code
    assert file in error.message
    assert f"'{key}" in error.message


@pytest.mark.parametrize("break_file", [_break_yaml, _break_keys, _break_pairs])
@given(data=st.binary(max_size=60) | yaml_marks.map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_content_ends_in_anything_but_words(
    workspace: ConfigFolder, break_file: Callable[[Path, bytes], None], data: bytes
) -> None:
    break_file(workspace.folder, data)
    problems: list[Problem] | None = None
    try:
        workspace.load()
    except ProblemsError as error:
        problems = error.problems
    assert problems != []
    assert all(problem.message and problem.where for problem in problems or ())


def test_reading_leaves_the_workspace_as_it_was(workspace: ConfigFolder) -> None:
    before = sorted(os.walk(workspace.root))
    workspace.load()
    assert sorted(os.walk(workspace.root)) == before
