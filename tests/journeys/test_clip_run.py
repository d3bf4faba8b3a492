"""Checkpoints in the weights folder, lossless clips, ``omgui run``, CSV: metrics of whole clips."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from omgui.core.events import ItemFinished
from omgui.core.results.reader import read_many_frames
from omgui.core.results.store_access import reading
from tests import filled_mdtvsfa, filled_weights, media_files
from tests.engine.vqa import clip_goldens
from tests.workspaces import Finished, Workspace

DRAWN = ("FAST-VQA", "FasterVQA", "dover")
GOLDENS = {"FAST-VQA": "fastvqa", "FasterVQA": "fastervqa", "dover": "dover", "mdtvsfa": "mdtvsfa"}
CLOSE = 1e-5  # relative; equal but for rounding where torch and processor are those of the goldens
FILES = ("c64.mkv", "c240.mkv", "tiny.mkv")
WINDOWS = {"clips": {"window": "0.4s", "stride": "0.2s"}}
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # models of full size


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("weights")
    for name in DRAWN:
        below = folder / filled_weights.PLACES[name][0]
        below.mkdir(exist_ok=True)
        filled_weights.write_checkpoint(name, below)
    filled_mdtvsfa.write_mdtvsfa(folder)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clips")
    for name in ("c64", "c240"):
        media_files.encode(folder / f"{name}.mkv", clip_goldens.clip(name), "lossless")
    tiny = clip_goldens.clip("c64")[:, :24, :40]
    media_files.encode(folder / "tiny.mkv", tiny, "lossless")
    return folder


@pytest.fixture(scope="module")
def scored(weights, clips, tmp_path_factory) -> tuple[Workspace, Finished]:
    """Everything that the tests look at, run once as a person would."""
    workspace = Workspace(tmp_path_factory.mktemp("journey") / "workspace")
    workspace.add(*(clips / name for name in FILES))
    small = ["c64.mkv", "tiny.mkv"]
    workspace.dataset("timed", "vid", files=small, omgui=WINDOWS, nr_vqa_metrics=["mdtvsfa", "ti"])
    workspace.dataset("small", "vid", files=small, nr_vqa_metrics=["dover", "FAST-VQA"])
    drawn = {"files": ["c64.mkv", "c240.mkv"], "nr_vqa_metrics": ["FasterVQA"]}
    workspace.dataset("drawn", "vid", **drawn)
    env = {"OMGUI_WEIGHTS": str(weights)}
    return workspace, workspace.run_as_command("timed", "small", "drawn", workers=2, env=env)


def golden(metric: str, clip: str, rule: str) -> float:
    return float(clip_goldens.golden(GOLDENS[metric], clip, rule)["score"])


@pytest.mark.parametrize(
    ("dataset", "metric", "clip", "rule"),
    [
        ("timed", "mdtvsfa", "c64", "deterministic"),
        ("small", "dover", "c64", "centre"),  # too small and too short for anything to be drawn
        ("small", "FAST-VQA", "c64", "centre"),
        ("drawn", "FasterVQA", "c64", "centre"),
        ("drawn", "FasterVQA", "c240", "fixed"),
    ],
)
def test_csv_equals_the_older_tool(scored, dataset, metric, clip, rule) -> None:
    values = dict(scored[0].table(dataset, metric))
    assert float(values[f"{clip}.mkv"]) == pytest.approx(golden(metric, clip, rule), rel=CLOSE)


def test_branches_of_dover_are_columns_of_their_own(scored) -> None:
    row = next(row for row in scored[0].wide("small") if row["filename"] == "c64.mkv")
    names = [name for name in row if name.startswith("dover")]
    assert names == ["dover", "dover-technical", "dover-aesthetic"]
    low, high = sorted(float(row[name]) for name in names[1:])
    assert 0.0 < low < float(row["dover"]) < high < 1.0


def test_picture_that_is_too_small_is_told_in_words_and_costs_nothing_else(scored) -> None:
    told = [
        event
        for event in scored[1].items
        if isinstance(event, ItemFinished) and event.problem is not None
    ]
    assert {(event.metric, event.item.file) for event in told} == {
        (metric, "tiny.mkv")
        for metric in ("dover", "dover-technical", "dover-aesthetic", "FAST-VQA")
    }
    for event in told:
        assert event.problem.code == "too-small"
        assert "40×24" in event.problem.message
    assert scored[1].code == 1
    assert float(dict(scored[0].table("timed", "mdtvsfa"))["tiny.mkv"]) > 0.0


def test_score_over_time_is_stored_like_frame_scores(scored) -> None:
    with reading(scored[0].store("timed")) as database:
        asked = "SELECT id FROM score WHERE file = 'c64.mkv' AND metric = 'mdtvsfa'"
        ids = [row[0] for row in database.execute(asked)]
        ((_, frames),) = list(read_many_frames(database, ids))
    assert len(frames.scores) == 16
    first, second = dict.fromkeys(frames.scores)  # windows of frames 0 to 9 and 5 to 14
    assert list(frames.scores) == [first] * 7 + [second] * 9


@pytest.mark.parametrize(
    "course",
    [(("c240.mkv", "c64.mkv"), 1), (("c240.mkv",), None)],
    ids=["another order, one worker", "alone, all cores as threads"],
)
def test_score_is_the_same_in_any_order_on_any_number_of_workers(
    scored, weights, clips, tmp_path, course
) -> None:
    files, workers = course
    before = dict(scored[0].table("drawn", "FasterVQA"))
    again = Workspace(tmp_path / "again")
    again.add(*(clips / name for name in FILES))
    # One more metric, which has every frame of the file decoded.
    asked = {"nr_vqa_metrics": ["FasterVQA"], "nr_iqa_metrics": ["si"]}
    again.dataset("drawn", "vid", files=files, **asked)
    env = {"OMGUI_WEIGHTS": str(weights)}
    assert again.run_as_command("drawn", workers=workers, env=env).code == 0
    assert dict(again.table("drawn", "FasterVQA")) == {file: before[file] for file in files}
