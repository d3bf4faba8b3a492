"""Metrics with weights, with draws and with features, through the command line."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests import media_files, reference_clips, toy_metrics
from tests.workspaces import Workspace

LEVELS = {"dark.png": 10, "middle.png": 100, "bright.png": 200}


@pytest.fixture
def toys(tmp_path: Path) -> dict[str, str]:
    return {
        **toy_metrics.install(tmp_path / "toys"),
        "OMGUI_WEIGHTS": str(tmp_path / "weights"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }


@pytest.fixture
def pictures(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "workspace")
    for name, level in LEVELS.items():
        Image.new("RGB", (24, 16), (level, level, level)).save(workspace.data / name)
    return workspace


def weigh(workspace: Workspace, *files: str) -> None:
    workspace.dataset("img", "img", files=files or list(LEVELS), nr_metrics=["toy_weighted", "si"])


def weights(env: Mapping[str, str]) -> Path:
    return Path(env["OMGUI_WEIGHTS"]) / toy_metrics.WEIGHTS


def test_missing_weights_cost_their_metric_only_and_fetching_them_completes_the_run(
    pictures: Workspace, toys: dict[str, str]
) -> None:
    weigh(pictures)
    first = pictures.run_as_command("img", env=toys)
    assert first.code == 1
    (said,) = [p for p in first.problems("img") if p.code == "weights-missing"]
    assert toy_metrics.WEIGHTS in said.message
    assert "omgui weights fetch toy_weighted" in said.hint
    assert pictures.column("img", "toy_weighted") == ["nan"] * 3
    assert "nan" not in pictures.column("img", "si")

    toy_metrics.write_weights(weights(toys), 2.0)
    second = pictures.run_as_command("img", env=toys)
    assert second.code == 0
    assert {event.metric for event in second.items} == {"toy_weighted"}, "si is kept"
    assert pictures.column("img", "toy_weighted") == ["40.0", "400.0", "800.0"]


def test_scores_stay_when_their_weights_are_out_of_reach_and_other_weights_compute_anew(
    pictures: Workspace, toys: dict[str, str]
) -> None:
    weigh(pictures, "dark.png", "middle.png")
    toy_metrics.write_weights(weights(toys), 1.0)
    assert pictures.run_as_command("img", env=toys).code == 0

    weights(toys).unlink()  # a drive that is not mounted today
    weigh(pictures)
    away = pictures.run_as_command("img", env=toys)
    assert away.code == 1
    assert pictures.column("img", "toy_weighted") == ["10.0", "100.0", "nan"]

    toy_metrics.write_weights(weights(toys), 3.0)
    other = pictures.run_as_command("img", env=toys)
    assert other.code == 0
    assert pictures.column("img", "toy_weighted") == ["90.0", "900.0", "1800.0"]

    toy_metrics.write_weights(weights(toys), 1.0)
    back = pictures.run_as_command("img", env=toys)
    assert {event.item.file for event in back.items} == {"bright.png"}, "the others are known"
    assert pictures.column("img", "toy_weighted") == ["10.0", "100.0", "200.0"]


def test_weights_of_a_score_are_in_its_provenance(
    pictures: Workspace, toys: dict[str, str]
) -> None:
    from omgui.engine.store import Store

    weigh(pictures)
    toy_metrics.write_weights(weights(toys), 2.0)
    pictures.run_as_command("img", env=toys)
    store = Store(pictures.store("img"), is_readonly=True)
    digest = store.checkpoints_used()["toy_weighted"][toy_metrics.WEIGHTS]
    store.close()
    assert len(digest) == 64


def test_a_metric_without_its_package_says_what_to_install(
    pictures: Workspace, toys: dict[str, str]
) -> None:
    pictures.dataset("img", "img", files=list(LEVELS), nr_metrics=["toy_unpackaged", "cf"])
    done = pictures.run_as_command("img", env=toys)
    assert done.code == 1
    (said,) = [p for p in done.problems("img") if p.code == "package-missing"]
    assert "omgui_no_such_package" in said.message
    assert "nan" not in pictures.column("img", "cf")


def test_draws_depend_on_the_file_and_nothing_else(
    pictures: Workspace, toys: dict[str, str]
) -> None:
    keys = {"nr_metrics": ["toy_random"], "fr_metrics": ["toy_random_fr"]}
    pairs = {"dark.png": ["middle.png", "bright.png"]}
    pictures.dataset("one", "img", files=list(LEVELS), pairs=pairs, **keys)
    turned = {"dark.png": ["bright.png", "middle.png"]}
    pictures.dataset("two", "img", files=list(LEVELS)[::-1], pairs=turned, **keys)
    assert pictures.run_as_command("one", env=toys, workers=1).code == 0
    assert pictures.run_as_command("two", env=toys, workers=2).code == 0
    for metric in ("toy_random", "toy_random_fr"):
        drawn = dict(pictures.table("one", metric))
        assert drawn == dict(pictures.table("two", metric))
        assert len(set(drawn.values())) == len(drawn), "each file has a draw of its own"


def test_draws_of_a_video_differ_by_frame_and_not_by_worker(
    tmp_path: Path, toys: dict[str, str]
) -> None:
    from omgui.engine.store import Store

    workspace = Workspace(tmp_path / "videos")
    frames = [reference_clips.frame(t) for t in range(6)]
    media_files.encode(workspace.data / "a.mp4", frames)
    seen: list[list[float]] = []
    for name, workers in (("one", 1), ("two", None)):
        workspace.dataset(name, "vid", files=["a.mp4"], nr_iqa_metrics=["toy_random"])
        assert workspace.run_as_command(name, env=toys, workers=workers).code == 0
        store = Store(workspace.store(name), is_readonly=True)
        (score,) = store.scores().values()
        seen.append(store.frame_scores(score.id)[1].tolist())
        store.close()
    assert seen[0] == seen[1]
    assert len(set(seen[0])) == 6


def features_file(workspace: Workspace, name: str, extractor: str = "toy_features") -> Path:
    return workspace.output(name) / f"{name}_{extractor}-features.npz"


def test_features_are_written_for_each_file_in_the_order_of_the_list(
    pictures: Workspace, toys: dict[str, str]
) -> None:
    (pictures.data / "broken.png").write_bytes(b"no picture")
    listed = ["bright.png", "broken.png", "dark.png"]
    pictures.dataset("img", "img", files=listed, feature_extractors=["toy_features"])
    done = pictures.run_as_command("img", env=toys)
    assert done.code == 1, "one file is broken"
    with np.load(features_file(pictures, "img")) as found:
        assert found.files == listed
        assert found["bright.png"].dtype == np.float32
        assert found["bright.png"].tolist() == [200.0] * toy_metrics.FEATURES
        assert found["dark.png"].tolist() == [10.0] * toy_metrics.FEATURES
        assert found["broken.png"].shape == ()
        assert np.isnan(found["broken.png"])
    assert not list(pictures.output("img").glob("*toy_features.csv"))


def test_features_are_kept_and_only_new_files_are_computed(
    pictures: Workspace, toys: dict[str, str]
) -> None:
    for listed in (["dark.png"], ["dark.png", "middle.png"]):
        pictures.dataset("img", "img", files=listed, feature_extractors=["toy_features"])
        done = pictures.run_as_command("img", env=toys)
        assert done.code == 0
        assert [event.item.file for event in done.items] == listed[-1:]
        with np.load(features_file(pictures, "img")) as found:
            assert {name: found[name][0] for name in found.files} == {
                name: LEVELS[name] for name in listed
            }


def test_features_of_a_video_are_the_mean_over_its_frames(
    tmp_path: Path, toys: dict[str, str]
) -> None:
    workspace = Workspace(tmp_path / "videos")
    shots = [np.full((32, 48, 3), level, np.uint8) for level in (0, 60, 120, 240)]
    media_files.encode(workspace.data / "a.mkv", shots, extra=("-crf", "0"))
    workspace.dataset("vid", "vid", files=["a.mkv"], image_feature_extractors=["toy_features"])
    assert workspace.run_as_command("vid", env=toys).code == 0
    with np.load(features_file(workspace, "vid")) as found:
        assert found["a.mkv"] == pytest.approx(105.0, abs=2.0)


def test_an_extractor_that_gives_too_few_numbers_is_not_believed(
    pictures: Workspace, toys: dict[str, str]
) -> None:
    pictures.dataset("img", "img", files=["dark.png"], feature_extractors=["toy_short"])
    done = pictures.run_as_command("img", env=toys)
    assert done.code == 1
    assert done.items[0].problem is not None
    assert done.items[0].problem.code == "metric-failed"


def test_the_older_tool_brings_the_reference_to_the_size_of_the_distorted_picture(
    tmp_path: Path, toys: dict[str, str]
) -> None:
    workspace = Workspace(tmp_path / "sizes")
    for name, width in (("ref", 64), ("dist", 32)):
        Image.new("RGB", (width, width), (90, 90, 90)).save(workspace.data / f"{name}.png")
        shots = [np.full((width, width, 3), 90, np.uint8)] * 3
        media_files.encode(workspace.data / f"{name}.mp4", shots)
    pairs = {"img": {"ref.png": ["dist.png"]}, "vid": {"ref.mp4": [[["dist.mp4"], "same"]]}}
    old = {"compatibility": "objective-metrics-1.2"}
    for media, key in (("img", "fr_metrics"), ("vid", "fr_iqa_metrics")):
        for name, settings in ((f"{media}_new", {}), (f"{media}_old", old)):
            keys = {key: ["toy_sizes"], "omgui": settings}
            workspace.dataset(name, media, pairs=pairs[media], **keys)
            assert workspace.run_as_command(name, env=toys).code == 0
        assert workspace.column(f"{media}_new", "toy_sizes") == ["64064.0"]
        assert workspace.column(f"{media}_old", "toy_sizes") == ["32032.0"]


def test_everything_works_from_a_shared_folder_that_cannot_be_written(
    pictures: Workspace, toys: dict[str, str], tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    toy_metrics.write_weights(shared / toy_metrics.WEIGHTS, 2.0)
    shared.chmod(0o555)
    try:
        weigh(pictures)
        done = pictures.run_as_command("img", env={**toys, "OMGUI_WEIGHTS": str(shared)})
    finally:
        shared.chmod(0o755)
    assert done.code == 0
    shutil.rmtree(shared)


def test_frames_of_an_unfinished_video_stay_while_weights_are_out_of_reach(
    tmp_path: Path, toys: dict[str, str]
) -> None:
    from omgui.core.events import FramesScored
    from omgui.engine.store import Store
    from tests.workspaces import Command

    workspace = Workspace(tmp_path / "videos")
    toy_metrics.write_weights(weights(toys), 1.0)
    for name, frames in (("short.mp4", 3), ("long.mp4", 400)):
        shots = [np.full((360, 640, 3), t % 250, np.uint8) for t in range(frames)]
        media_files.encode(workspace.data / name, shots)
    workspace.dataset(
        "vid", "vid", files=["short.mp4", "long.mp4"], nr_iqa_metrics=["toy_weighted"]
    )

    def is_of_long(event: object) -> bool:
        return isinstance(event, FramesScored) and event.item.file == "long.mp4"

    with Command(workspace.command("vid"), env={**toys, "OMGUI_TOY_S": "0.05"}) as command:
        while not is_of_long(command.until(FramesScored)):
            pass
        command.process.kill()
    weights(toys).unlink()
    assert workspace.run_as_command("vid", env=toys).code == 1
    store = Store(workspace.store("vid"), is_readonly=True)
    kept = store.frames_stored()
    store.close()
    toy_metrics.write_weights(weights(toys), 1.0)
    last = workspace.run_as_command("vid", env=toys)
    assert last.code == 0
    first = next(e.first_frame for e in last.events if isinstance(e, FramesScored))
    assert first == max(kept.values()) > 0, "it goes on where it was"
