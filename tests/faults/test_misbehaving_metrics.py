"""Metrics that raise, crash, talk or give nonsense: each costs its own scores and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from omgui.core.problems import Severity
from tests.faults import plugin
from tests.faults.common import (
    assert_flagged,
    assert_plain,
    assert_same_everywhere,
    assert_table,
    assert_unscored,
)
from tests.workspaces import NAN, Finished, Workspace

# What a metric that misbehaves on the dark picture gets there.
ON_DARK = {
    "plug_raises": "metric-failed",
    "plug_nan": "undefined",
    "plug_infinite": "undefined",
    "plug_none": "metric-failed",
    "plug_too_many": "metric-failed",
}
CONTROL = ("psnr", "plug_fine")


def _add_media(workspace: Workspace, pictures: Path, clips: Path) -> None:
    """Put good pictures and clips there, a dark picture, and a clip with frames 3 to 5 dark."""
    import numpy as np
    from PIL import Image

    from tests import media_files, reference_clips

    workspace.add(*pictures.glob("*.png"), *clips.glob("*.mp4"))
    Image.new("RGB", (64, 48), (9, 9, 9)).save(workspace.data / "dark.png")
    frames = [
        np.full_like(frame, 9) if k in {3, 4, 5} else frame
        for k, frame in enumerate(reference_clips.clip("ref12"))
    ]
    media_files.encode(workspace.data / "flicker.mkv", frames, "lossless")


class Study:
    """Pictures and clips scored by misbehaving metrics beside good ones."""

    pairs = ("good1.png", "dark.png", "good2.png")
    clips = ("good1.mp4", "flicker.mkv", "good2.mp4")

    def __init__(self, workspace: Workspace, pictures: Path, clips: Path, package: Path) -> None:
        self.workspace = workspace
        _add_media(workspace, pictures, clips)
        metrics = ["psnr", *plugin.FR, plugin.ABSENT]
        workspace.dataset("img", "img", pairs={"ref.png": list(self.pairs)}, fr_metrics=metrics)
        sets = {"ref.mp4": [[list(self.clips), "same"]]}
        workspace.dataset("vid", "vid", pairs=sets, fr_iqa_metrics=metrics)
        self.run: Finished = workspace.run_as_command("img", "vid", env=plugin.install(package))

    def image(self, name: str, metric: str):
        return self.run.of(name, metric, "ref.png")

    def video(self, name: str, metric: str):
        return self.run.of(name, metric, "ref.mp4")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory, pictures: Path, clips: Path) -> Study:
    folder = tmp_path_factory.mktemp("plugins")
    return Study(Workspace(folder / "workspace"), pictures, clips, folder / "package")


def test_the_run_completes_with_exit_code_1(study: Study) -> None:
    assert study.run.code == 1
    assert {end.finish.value for end in study.run.ends.values()} == {"completed"}
    for name in ("img", "vid"):
        assert_same_everywhere(study.workspace, name, study.run)
    assert "worker-died" not in study.run.codes()


@pytest.mark.parametrize("metric", CONTROL)
def test_metrics_that_behave_are_not_concerned(study: Study, metric: str) -> None:
    for name in study.pairs:
        assert study.image(name, metric).problem is None
    for name in study.clips:
        event = study.video(name, metric)
        assert (event.problem, event.frames_scored) == (None, 12)


@pytest.mark.parametrize("metric", ON_DARK)
def test_a_metric_that_fails_on_one_picture_scores_the_others(study: Study, metric: str) -> None:
    assert_unscored(study.image("dark.png", metric), ON_DARK[metric], may_quote=True)
    fine = {name: repr(study.image(name, "plug_fine").score) for name in study.pairs}
    expected = [(name, NAN if name == "dark.png" else fine[name]) for name in study.pairs]
    assert_table(study.workspace, "img", metric, expected)


@pytest.mark.parametrize("metric", ["plug_nan", "plug_infinite"])
def test_a_video_with_undefined_frames_is_scored_from_the_others_and_says_how_many(
    study: Study, metric: str
) -> None:
    event = study.video("flicker.mkv", metric)
    assert_flagged(event, "fewer-frames")
    assert (event.frames_scored, event.frames_expected) == (9, 12)
    assert event.problem is not None
    assert "3 of 12 frames" in event.problem.message
    row = next(r for r in study.workspace.wide("vid") if r["filename"] == "flicker.mkv")
    assert f"{metric}: fewer-frames" in row["flags"]
    assert "(9/12 frames)" in study.workspace.log("vid")


@pytest.mark.parametrize("metric", ["plug_raises", "plug_none", "plug_too_many"])
def test_a_metric_that_fails_within_a_video_gives_no_score_and_names_the_frame(
    study: Study, metric: str
) -> None:
    event = study.video("flicker.mkv", metric)
    assert_unscored(event, "metric-failed", may_quote=True)
    assert event.problem is not None
    assert "frame 3" in event.problem.message
    assert study.workspace.column("vid", metric)[1] == NAN
    assert study.video("good1.mp4", metric).score == study.video("good1.mp4", "plug_fine").score


def test_the_words_of_a_failed_metric_reach_the_person_and_the_log(study: Study) -> None:
    problem = study.image("dark.png", "plug_raises").problem
    assert problem is not None
    assert "it is too dark here" in problem.message
    assert "it is too dark here" in study.workspace.log("img")


def test_a_metric_whose_code_is_missing_costs_its_own_column(study: Study) -> None:
    for name in study.pairs:
        event = study.image(name, plugin.ABSENT)
        assert_unscored(event, "metric-broken", may_quote=True)
    assert set(study.workspace.column("img", plugin.ABSENT)) == {NAN}
    assert set(study.workspace.column("vid", plugin.ABSENT)) == {NAN}


def test_a_metric_that_prints_does_not_disturb_the_protocol(study: Study) -> None:
    for name in study.pairs:
        assert study.image(name, "plug_chatty").score == study.image(name, "plug_fine").score
    assert study.video("flicker.mkv", "plug_chatty").frames_scored == 12


def test_broken_plugins_are_named_in_the_log_of_the_process(study: Study) -> None:
    logs = list(study.workspace.folder.glob("*_logs.log"))
    assert len(logs) == 1
    text = logs[0].read_text("utf-8")
    assert "The metric plug-in not_there was left out" in text
    assert "The metric plug-in not_a_row was left out" in text


def test_broken_plugins_are_told_to_the_front_end_and_do_not_change_the_exit_code(
    workspace: Workspace, pictures: Path, tmp_path: Path
) -> None:
    workspace.add(*pictures.glob("*.png"))
    pairs = {"ref.png": ["good1.png", "good2.png"]}
    workspace.dataset("calm", "img", pairs=pairs, fr_metrics=["psnr", "plug_fine"])
    done = workspace.run_as_command("calm", env=plugin.install(tmp_path / "package"))
    assert done.code == 0, "every score is there"
    assert done.end.counts.computed == done.end.counts.total == 4
    assert done.codes() == ["plugin-broken", "plugin-broken"]
    for problem, name in zip(done.problems("calm"), ("not_there", "not_a_row"), strict=True):
        assert_plain(problem, "plugin-broken", may_quote=True)
        assert problem.severity is Severity.WARNING
        assert name in problem.message


def test_a_metric_that_crashes_the_worker_costs_its_score_of_that_item_only(
    workspace: Workspace, pictures: Path, clips: Path, tmp_path: Path
) -> None:
    _add_media(workspace, pictures, clips)
    metrics = ["psnr", plugin.CRASHES]
    good = ["good1.mp4", "good2.mp4"]
    for name, files in (("bad", ["good1.mp4", "flicker.mkv", "good2.mp4"]), ("calm", good)):
        sets = {"ref.mp4": [[files, "same"]]}
        workspace.dataset(name, "vid", pairs=sets, fr_iqa_metrics=metrics)
    done = workspace.run_as_command("bad", "calm", env=plugin.install(tmp_path / "package"))
    assert done.code == 1
    assert done.ends["calm"].counts.problems == 0
    values = dict(workspace.table("bad", plugin.CRASHES))
    assert [name for name, value in values.items() if value == NAN] == ["flicker.mkv"]
    event = next(e for e in done.items if e.score is None)
    assert (event.item.file, event.metric) == ("flicker.mkv", plugin.CRASHES)
    assert_unscored(event, "item-kills-worker")
    assert NAN not in workspace.column("bad", "psnr")
    for metric in metrics:  # the very same numbers as without the item
        without = [row for row in workspace.table("bad", metric) if row[0] != "flicker.mkv"]
        assert without == workspace.table("calm", metric)
    found = [p for p in done.problems("bad") if p.code == "worker-died"]
    assert 2 <= len(found) <= 4, "the group, again, the item alone, the metric alone"
    for problem in found:
        assert_plain(problem, "worker-died")
    # The worker's last words name the culprit.
    assert "omgui_misbehaving_kernels.py" in workspace.log("bad")
