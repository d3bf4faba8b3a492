"""What metrics of whole clips are taken to cost: by clips, not by the length or size of a video."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from omgui.core import estimates, run_work
from omgui.core.catalogue import load_catalogue
from omgui.core.catalogue.costs import Cost, Costs
from omgui.core.clip_settings import ClipSettings
from omgui.core.estimates import FileSize, Workload, memory_of, seconds_of
from omgui.core.events import DatasetStarted, FramesScored, ItemFinished, ItemName, ItemStarted
from omgui.core.item_sizes import ItemFacts
from omgui.core.metric_spec import MetricSpec
from omgui.core.passes import model_sizes, passes_of
from omgui.core.run_estimate import RunEstimator

COSTS = Costs(
    "a machine",
    MappingProxyType(
        {
            "psnr": Cost(10.0, 22.5, 100_000_000),
            "mdtvsfa": Cost(500.0, 1125.0, 300_000_000),
            "FAST-VQA": Cost(0.0, 0.0, 700_000_000, ms_clip=40_000.0),
            "dover": Cost(0.0, 0.0, 900_000_000, ms_clip=36_000.0),
        }
    ),
)
SHORT = FileSize(1280, 720, 100, is_video=True, fps=25.0)
LONG = FileSize(3840, 2160, 1500, is_video=True, fps=25.0)


@pytest.fixture(autouse=True)
def costs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (estimates, run_work):
        monkeypatch.setattr(module, "measured_costs", lambda: COSTS)


def test_clip_costs_the_same_however_long_and_large_it_is() -> None:
    assert seconds_of("FAST-VQA", SHORT) == seconds_of("FAST-VQA", LONG) == 40.0


def test_metric_that_looks_at_every_frame_costs_by_the_frame() -> None:
    four = ClipSettings(repeats=4, window=8.0)
    assert seconds_of("mdtvsfa", SHORT, four) == pytest.approx(50.0)


def test_every_draw_and_every_window_costs_a_clip() -> None:
    assert seconds_of("dover", LONG, ClipSettings(repeats=4)) == 4 * 36.0
    # Windows begin at 0, 2, 4 … 52 seconds of the 60.
    over_time = ClipSettings(repeats=4, window=8.0, stride=2.0)
    assert seconds_of("dover", LONG, over_time) == (4 + 27) * 36.0
    assert seconds_of("dover", LONG, ClipSettings(window=8.0)) == (1 + 27) * 36.0


def test_video_without_frame_rate_has_no_windows() -> None:
    settings = ClipSettings(repeats=2, window=8.0)
    assert settings.scored_clips(100, None) == 2
    assert settings.scored_clips(0, 25.0) == 2
    assert settings.scored_clips(100, 25.0) == 3


def test_parts_of_a_score_cost_nothing_beside_their_metric() -> None:
    assert seconds_of("dover-technical", LONG) == 0.0

    def estimate(*metrics: str) -> estimates.Estimate:
        load = Workload(clips=ClipSettings(repeats=2))
        for metric in metrics:
            load.add_scores(metric, SHORT)
        return load.estimate(0, 1, 1, "cpu")

    alone, together = estimate("dover"), estimate("dover", "dover-technical", "dover-aesthetic")
    assert together.seconds == alone.seconds == pytest.approx(3 + 72)
    assert together.memory_bytes == alone.memory_bytes
    assert together.unmeasured == ()


def test_memory_of_small_pictures_cut_out_does_not_grow_with_the_video() -> None:
    assert memory_of("FAST-VQA", 5, SHORT) == memory_of("FAST-VQA", 5, LONG) == 700_000_005
    small, large = memory_of("mdtvsfa", 0, SHORT), memory_of("mdtvsfa", 0, LONG)
    assert small is not None
    assert large == pytest.approx(9 * small)


def name(number: int) -> ItemName:
    return ItemName(f"{number}.mp4")


def begun(*metrics: str, clips: int = 1, items: int = 4) -> RunEstimator:
    """A run of videos that are longer one by one, none of them begun."""
    facts = {name(k): ItemFacts(100 * (k + 1), 2.0, clips) for k in range(items)}
    estimator = RunEstimator(facts)
    scores = items * len(metrics)
    event = DatasetStarted("set", metrics, items, scores, 0, "cpu", 1, (items,) * len(metrics))
    estimator.heard(event, 0.0)
    return estimator


def finish(estimator: RunEstimator, number: int, metric: str, at: float, spent: float) -> None:
    frames = 100 * (number + 1)
    estimator.heard(ItemStarted("set", name(number), frames), at - spent)
    done = ItemFinished("set", name(number), metric, 0.5, frames, frames, None, spent)
    estimator.heard(done, at)


def test_work_that_is_done_counts_clips_not_frames() -> None:
    estimator = begun("FAST-VQA")
    finish(estimator, 0, "FAST-VQA", 40.0, 40.0)
    assert estimator.part_done() == pytest.approx(1 / 4)
    finish(estimator, 3, "FAST-VQA", 80.0, 40.0)
    assert estimator.part_done() == pytest.approx(1 / 2)
    assert estimator.seconds_left(80.0) == pytest.approx(80.0)


def test_draws_that_are_asked_make_a_clip_metric_so_much_dearer() -> None:
    shares = []
    for clips in (1, 4):
        estimator = begun("psnr", "FAST-VQA", clips=clips)
        finish(estimator, 0, "psnr", 1.0, 0.0)
        shares.append(estimator.part_done())
    assert shares[0] == pytest.approx(4 * shares[1], rel=0.1)


def test_windows_that_are_scored_move_the_work_on() -> None:
    estimator = begun("dover", clips=28)
    estimator.heard(ItemStarted("set", name(0), 100), 0.0)
    estimator.heard(FramesScored("set", name(0), "dover", 0, (0.5,) * 50), 10.0)
    assert estimator.part_done() == pytest.approx(1 / 8)
    estimator.heard(FramesScored("set", name(0), "dover", 50, (0.5,) * 50), 20.0)
    finish(estimator, 0, "dover", 20.0, 20.0)
    assert estimator.part_done() == pytest.approx(1 / 4)


def test_parts_are_no_work_of_their_own() -> None:
    parts = ("dover-technical", "dover-aesthetic")
    estimator = begun("dover", *parts)
    for metric in ("dover", *parts):
        finish(estimator, 0, metric, 36.0, 36.0 if metric == "dover" else 0.0)
    assert estimator.part_done() == pytest.approx(1 / 4)


def test_part_that_is_asked_alone_takes_what_its_metric_takes() -> None:
    estimator = begun("dover-technical")
    finish(estimator, 0, "dover-technical", 36.0, 36.0)
    assert estimator.part_done() == pytest.approx(1 / 4)
    finish(estimator, 1, "dover-technical", 72.0, 36.0)
    assert estimator.seconds_left(72.0) == pytest.approx(72.0)


def test_clip_of_unknown_length_counts_once_it_is_over() -> None:
    estimator = RunEstimator()
    estimator.heard(DatasetStarted("set", ("dover",), 2, 2, 0, "cpu", 1), 0.0)
    estimator.heard(ItemStarted("set", name(0), None), 0.0)
    estimator.heard(FramesScored("set", name(0), "dover", 0, (0.5,) * 50), 10.0)
    assert estimator.part_done() == 0.0
    finish(estimator, 1, "dover", 36.0, 36.0)
    assert 0.0 < estimator.part_done() < 1.0


PARTS = ("dover-technical", "dover-aesthetic")


def specs(*names: str) -> list[MetricSpec]:
    return [load_catalogue()[0][name] for name in names]


def test_weights_of_parts_count_once() -> None:
    (whole,) = specs("dover")
    assert whole.model_bytes == sum(one.size_bytes for one in whole.checkpoints) > 0
    once = {"dover": whole.model_bytes}
    assert model_sizes(specs("dover", *PARTS)) == model_sizes(specs(*PARTS)) == once


def test_parts_are_in_the_pass_of_their_model() -> None:
    asked = specs("dover", *PARTS, "FAST-VQA", "psnr")
    passes = passes_of(asked, asked[0].model_bytes)
    assert passes == [("dover", *PARTS, "psnr"), ("FAST-VQA",)]


def test_parts_without_their_metric_cost_what_it_costs() -> None:
    def estimate(*metrics: str, has_figures: bool = True) -> estimates.Estimate:
        load = Workload(has_figures=has_figures)
        for metric in metrics:
            load.add_scores(metric, SHORT)
        return load.estimate(0, 1, 1, "cpu")

    whole = estimate("dover")
    for asked in (PARTS, PARTS[:1]):
        assert estimate(*asked) == replace(whole, scores=len(asked))
    unknown = estimate("dover", *PARTS, has_figures=False)
    assert unknown.seconds == estimate("dover", has_figures=False).seconds
    assert unknown.unmeasured == ("dover",)


def test_parts_that_are_asked_without_their_metric_are_worked_on_once() -> None:
    estimator = begun(*PARTS)
    for number in range(2):
        at = 36.0 * (number + 1)
        for metric in PARTS:
            finish(estimator, number, metric, at, 36.0 if metric == PARTS[0] else 0.0)
    assert estimator.part_done() == pytest.approx(1 / 2)
    assert estimator.seconds_left(72.0) == pytest.approx(72.0)
