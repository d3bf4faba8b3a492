"""How long a run will still take."""

from __future__ import annotations

import heapq
import random
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from omgui.core.catalogue.costs import measured_costs
from omgui.core.events import (
    DatasetStarted,
    FrameSpan,
    FramesReached,
    FramesScored,
    ItemFinished,
    ItemName,
    ItemStarted,
    Notice,
    RunEvent,
    RunPaused,
    RunResumed,
)
from omgui.core.item_sizes import ItemFacts
from omgui.core.problems import Problem
from omgui.core.run_estimate import RunEstimator

TOLD = 12  # times that an item's frames are told
START_S = 3.0


@dataclass
class Study:
    """A run as an engine might do it: groups of items, several workers, costs of its own.

    Attributes:
        metrics: Names, of the catalogue or not.
        seed: Of everything that is drawn.
        groups: References, each with four distorted videos.
        workers: Groups that are scored side by side.
        spread: Of the lengths, as the standard deviation of their logarithm.
        machine: How much slower this machine is than that of the catalogue.
        misjudged: How far costs of single metrics are off, likewise.
        share: Which part of a metric's time is said to be its own; the rest is decoding.
    """

    metrics: tuple[str, ...]
    seed: int
    groups: int = 30
    workers: int = 2
    spread: float = 0.6
    machine: float = 1.7
    misjudged: float = 0.4
    share: float = 0.8
    lengths: dict[ItemName, ItemFacts] = field(default_factory=dict)

    def events(self) -> Iterator[tuple[float, RunEvent]]:
        """Yield events with their times, in the order of their times."""
        draw = random.Random(self.seed)
        known = measured_costs().by_metric
        cost = {
            name: (known[name].ms_720p if name in known else 60.0)
            / 1e3
            * self.machine
            * draw.lognormvariate(0, self.misjudged)
            for name in self.metrics
        }
        count = self.groups * 4
        scores = count * len(self.metrics)
        yield 0.0, DatasetStarted("set", self.metrics, count, scores, 0, "cpu", self.workers)
        free = [(START_S, k) for k in range(self.workers)]
        told: list[tuple[float, int, RunEvent]] = []
        for group in range(self.groups):
            start, worker = heapq.heappop(free)
            frames = max(10, int(300 * draw.lognormvariate(0, self.spread)))
            end = start
            for place, (at, event) in enumerate(self._group(group, frames, start, cost)):
                heapq.heappush(told, (at, group * 10**6 + place, event))
                end = max(end, at)
            heapq.heappush(free, (end, worker))
        while told:
            at, _, event = heapq.heappop(told)
            yield at, event

    def _group(
        self, group: int, frames: int, start: float, cost: dict[str, float]
    ) -> Iterator[tuple[float, RunEvent]]:
        names = [ItemName(f"{group}-{k}.mp4", f"{group}.mp4", "same") for k in range(4)]
        for name in names:
            self.lengths[name] = ItemFacts(frames)
            yield start, ItemStarted("set", name, frames)
        frame_s = sum(cost.values()) * len(names)
        step = max(1, frames // TOLD)
        for first in range(0, frames, step):
            count = min(step, frames - first)
            at = start + (first + count) * frame_s
            for name in names:
                spans = tuple(FrameSpan(metric, first, count) for metric in self.metrics)
                yield at, FramesReached("set", name, spans)
        end = start + frames * frame_s
        for name in names:
            for metric in self.metrics:
                seconds = cost[metric] * frames * self.share
                yield end, ItemFinished("set", name, metric, 1.0, frames, frames, None, seconds)


def error_after_a_tenth(study: Study, *, is_surveyed: bool) -> float:
    """Return how far the estimate is off, as a part of the time that was really left."""
    events = list(study.events())
    end = events[-1][0]
    estimator = RunEstimator(study.lengths if is_surveyed else None)
    for at, event in events:
        estimator.heard(event, at)
        if at >= START_S + (end - START_S) / 10:
            left = estimator.seconds_left(at)
            assert left is not None
            return abs(left - (end - at)) / (end - at)
    raise AssertionError("the run has no events")


CHEAP = ("psnr", "ssim", "vif", "mad")
MIXED = ("psnr", "brisque", "dbcnn", "gmsd", "an_unknown_metric")


@pytest.mark.parametrize("metrics", [("psnr",), CHEAP, MIXED])
@pytest.mark.parametrize("workers", [1, 4])
def test_estimate_after_a_tenth_is_mostly_within_fifteen_percent(
    metrics: tuple[str, ...], workers: int
) -> None:
    studies = [Study(metrics, seed, groups=60, workers=workers) for seed in range(9)]
    errors = [error_after_a_tenth(study, is_surveyed=True) for study in studies]
    assert statistics.median(errors) <= 0.15


@pytest.mark.parametrize("metrics", [("psnr",), MIXED])
def test_estimate_without_a_survey_is_as_good_where_lengths_are_similar(
    metrics: tuple[str, ...],
) -> None:
    studies = [Study(metrics, seed, groups=60, spread=0.25) for seed in range(9)]
    errors = [error_after_a_tenth(study, is_surveyed=False) for study in studies]
    assert statistics.median(errors) <= 0.15


def started(metrics: tuple[str, ...] = ("psnr",), scores: int = 10, **more: int) -> RunEstimator:
    estimator = RunEstimator()
    event = DatasetStarted("set", metrics, scores, scores, more.get("kept", 0), "cpu", 1)
    estimator.heard(event, 0.0)
    return estimator


def item(number: int) -> ItemName:
    return ItemName(f"{number}.png")


def finish(estimator: RunEstimator, number: int, at: float, metric: str = "psnr") -> None:
    estimator.heard(ItemStarted("set", item(number), 1), at)
    estimator.heard(ItemFinished("set", item(number), metric, 1.0, 1, 1, None, 1.0), at)


def test_nothing_is_said_before_there_is_anything_to_tell_it_from() -> None:
    estimator = RunEstimator()
    assert estimator.seconds_left(5.0) is None
    assert estimator.part_done() == 0.0
    assert estimator.frames_per_second(5.0) == 0.0
    estimator = started()
    estimator.heard(Notice("set", "hello"), 1.0)
    assert estimator.seconds_left(5.0) is None
    finish(estimator, 0, 6.0)
    assert estimator.seconds_left(6.0) is None, "one moment has no speed"


def test_pictures_count_one_by_one() -> None:
    estimator = started()
    for number in range(5):
        finish(estimator, number, 10.0 + number)
    assert estimator.part_done() == pytest.approx(0.5)
    assert estimator.seconds_left(14.0) == pytest.approx(5.0)
    assert estimator.seconds_left(15.0) == pytest.approx(4.0), "time goes by between events"
    assert estimator.seconds_left(24.0) == pytest.approx(5 * 14 / 4), "it has become slower"
    assert estimator.frames_per_second(14.0) == pytest.approx(1.0)
    assert estimator.frames_per_second(30.0) == 0.0


def test_what_was_kept_from_before_is_no_work() -> None:
    estimator = started(scores=10, kept=8)
    finish(estimator, 0, 1.0)
    assert estimator.part_done() == pytest.approx(0.5)


def test_open_scores_of_each_metric_count_where_the_engine_tells_them() -> None:
    estimator = RunEstimator()
    metrics = ("psnr", "dbcnn")
    event = DatasetStarted("set", metrics, 10, 20, 9, "cpu", 1, open_scores=(1, 10))
    estimator.heard(event, 0.0)
    finish(estimator, 0, 1.0, "psnr")
    assert estimator.part_done() < 0.1, "the dear metric is still to come"


def test_pause_does_not_count() -> None:
    estimator = started()
    finish(estimator, 0, 1.0)
    finish(estimator, 1, 2.0)
    estimator.heard(RunPaused(), 2.0)
    estimator.heard(RunPaused(), 3.0)
    assert estimator.active_s(900.0) == 2.0
    assert estimator.seconds_left(900.0) == pytest.approx(8.0)
    estimator.heard(RunResumed(), 1002.0)
    estimator.heard(RunResumed(), 1002.0)
    finish(estimator, 2, 1003.0)
    assert estimator.active_s(1003.0) == pytest.approx(3.0)
    assert estimator.seconds_left(1003.0) == pytest.approx(7.0)


def test_score_that_is_not_possible_is_no_work_and_no_more_to_do() -> None:
    estimator = started()
    finish(estimator, 0, 1.0)
    lost = Problem("file-missing", "Gone.")
    for number in range(1, 9):
        event = ItemFinished("set", item(number), "psnr", None, 0, 0, lost, 0.0)
        estimator.heard(event, 1.0)
    finish(estimator, 9, 3.0)
    assert estimator.part_done() == 1.0
    assert estimator.seconds_left(3.0) == 0.0


def test_frames_that_are_scored_again_do_not_count_twice() -> None:
    estimator = started(scores=1)
    name = ItemName("d.mp4", "r.mp4", "same")
    estimator.heard(ItemStarted("set", name, 100), 0.0)
    estimator.heard(FramesScored("set", name, "psnr", 0, (1.0,) * 40), 1.0)
    estimator.heard(FramesScored("set", name, "psnr", 0, (1.0,) * 10), 2.0)
    assert estimator.part_done() == pytest.approx(0.1)
    estimator.heard(FramesScored("set", name, "psnr", 10, (1.0,) * 90), 3.0)
    estimator.heard(ItemFinished("set", name, "psnr", 1.0, 100, 100, None, 2.0), 3.0)
    assert estimator.part_done() == 1.0


def test_item_of_unknown_length_counts_when_it_is_finished() -> None:
    estimator = started(scores=4)
    for number in range(2):
        name = ItemName(f"{number}.mp4", "r.mp4", "same")
        estimator.heard(ItemStarted("set", name, None), number)
        estimator.heard(FramesScored("set", name, "psnr", 0, (1.0,) * 40), number + 0.5)
        assert estimator.part_done() < 1.0
        done = ItemFinished("set", name, "psnr", 1.0, 40, 40, None, 0.0)
        estimator.heard(done, number + 1.0)
    assert estimator.part_done() == pytest.approx(0.5)


def test_lengths_that_are_found_out_late_count_for_what_has_not_begun() -> None:
    estimator = started(scores=3)
    names = [ItemName(f"{k}.mp4", "r.mp4", "same") for k in range(3)]
    estimator.heard(ItemStarted("set", names[0], 10), 0.0)
    estimator.heard(FramesScored("set", names[0], "psnr", 0, (1.0,) * 10), 1.0)
    assert estimator.part_done() == pytest.approx(1 / 3)
    estimator.know({names[0]: ItemFacts(999), names[1]: ItemFacts(30), names[2]: ItemFacts(60)})
    assert estimator.part_done() == pytest.approx(0.1)


def test_metric_that_nobody_announced_is_left_out() -> None:
    estimator = started()
    finish(estimator, 0, 1.0, "surprise")
    estimator.heard(FramesScored("set", item(1), "surprise", 0, (1.0,)), 1.5)
    assert estimator.part_done() == 0.0


def test_dataset_without_metrics_has_no_work() -> None:
    estimator = started((), 0)
    assert estimator.part_done() == 0.0
    assert estimator.seconds_left(1.0) is None


# -- other programs, models to load, sizes ---------------------------------------------------------


def test_program_that_was_not_heard_of_yet_is_guessed_by_its_cost() -> None:
    estimator = RunEstimator(cores=2)
    event = DatasetStarted("set", ("psnr", "vmaf"), 10, 20, 0, "cpu", 2, open_scores=(10, 10))
    estimator.heard(event, 0.0)
    names = [ItemName(f"{k}.mp4", "r.mp4", "same") for k in range(10)]
    for number, name in enumerate(names):
        estimator.heard(ItemStarted("set", name, 100), number)
        done = ItemFinished("set", name, "psnr", 1.0, 100, 100, None, 0.15)
        estimator.heard(done, number + 1.0)
    at_usual_speed_s = 10 * 100 * 0.025 * 0.9216 / 2
    left = estimator.seconds_left(10.0)
    assert left is not None
    assert at_usual_speed_s <= left <= 4 * at_usual_speed_s, "this machine is slow, but not that"


def test_program_counts_by_what_it_takes_here_for_all_workers_together() -> None:
    estimator = RunEstimator(cores=2)
    event = DatasetStarted("set", ("vmaf",), 10, 10, 0, "cpu", 2)
    estimator.heard(event, 0.0)
    for number in range(4):
        name = ItemName(f"{number}.mp4", "r.mp4", "same")
        done = ItemFinished("set", name, "vmaf", 90.0, 100, 100, None, 8.0)
        estimator.heard(done, 8.0 * (1 + number // 2))
    assert estimator.seconds_left(16.0) == pytest.approx(6 * 8.0 / 2)


def test_only_program_of_a_run_is_guessed_once_something_is_known_of_it() -> None:
    estimator = RunEstimator(cores=4)
    estimator.heard(DatasetStarted("set", ("vmaf",), 10, 10, 0, "cpu", 1), 0.0)
    name = ItemName("0.mp4", "r.mp4", "same")
    estimator.heard(ItemStarted("set", name, 100), 0.0)
    assert estimator.seconds_left(1.0) is None
    estimator.heard(FramesScored("set", name, "vmaf", 0, (1.0,) * 50), 2.0)
    assert estimator.seconds_left(2.0) == pytest.approx(950 * 0.025 * 0.9216 / 4)


def test_loading_of_models_is_no_speed() -> None:
    estimator = started(("psnr", "lpips"), 200)
    finish(estimator, 0, 1.0, "psnr")
    loaded_s = 60.0
    estimator.heard(ItemFinished("set", item(0), "lpips", 1.0, 1, 1, None, 55.0), loaded_s)
    for number in range(1, 20):
        at = loaded_s + number
        estimator.heard(ItemFinished("set", item(number), "psnr", 1.0, 1, 1, None, 0.1), at)
        estimator.heard(ItemFinished("set", item(number), "lpips", 1.0, 1, 1, None, 0.9), at)
    left = estimator.seconds_left(loaded_s + 19)
    assert left == pytest.approx(80.0, rel=0.01)


def test_metric_that_comes_late_does_not_start_the_clock_anew() -> None:
    estimator = RunEstimator()
    event = DatasetStarted("set", ("psnr", "ssim"), 10, 20, 0, "cpu", 1, open_scores=(10, 10))
    estimator.heard(event, 0.0)
    for number in range(10):
        finish(estimator, number, 1.0 + number, "psnr")
    finish(estimator, 0, 31.0, "ssim")
    assert estimator.seconds_left(31.0) == pytest.approx(9 * 30 / 10)


def test_large_pictures_to_come_count_by_their_area() -> None:
    names = [item(number) for number in range(10)]
    small, large = ItemFacts(1, 0.5), ItemFacts(1, 2.0)
    facts = {name: small if number < 5 else large for number, name in enumerate(names)}
    estimator = RunEstimator(facts)
    estimator.heard(DatasetStarted("set", ("an_unknown_metric",), 10, 10, 0, "cpu", 1), 0.0)
    for number in range(5):
        finish(estimator, number, 1.0 + number, "an_unknown_metric")
    assert estimator.part_done() == pytest.approx(0.2)
    assert estimator.seconds_left(5.0) == pytest.approx(20.0)


def test_metric_of_a_fixed_size_counts_pictures_whatever_their_area() -> None:
    steep = measured_costs().by_metric["psnr"]
    flat = next(
        name
        for name, cost in measured_costs().by_metric.items()
        if cost.ms_1080p is not None and cost.ms_1080p < 1.05 * cost.ms_720p
    )
    assert steep.ms_1080p is not None
    facts = {item(k): ItemFacts(1, 0.5 if k < 5 else 2.0) for k in range(10)}
    parts = []
    for name in ("psnr", flat):
        estimator = RunEstimator(facts)
        estimator.heard(DatasetStarted("set", (name,), 10, 10, 0, "cpu", 1), 0.0)
        for number in range(5):
            finish(estimator, number, 1.0 + number, name)
        parts.append(estimator.part_done())
    assert parts[0] < 0.25
    assert parts[1] > 0.4


def test_later_pass_over_the_same_items_counts_all_of_them() -> None:
    names = [ItemName(f"{k}.mp4", "r.mp4", "same") for k in range(4)]
    estimator = RunEstimator({name: ItemFacts(100, 0.9216) for name in names})
    event = DatasetStarted("set", ("psnr", "ssim"), 4, 8, 0, "cpu", 1, open_scores=(4, 4))
    estimator.heard(event, 0.0)
    for number, name in enumerate(names):
        done = ItemFinished("set", name, "psnr", 1.0, 100, 100, None, 1.0)
        estimator.heard(done, 1.0 + number)
    before = estimator.part_done()
    estimator.heard(FramesScored("set", names[0], "ssim", 0, (1.0,) * 50), 5.0)
    costs = measured_costs().by_metric
    ratio = costs["ssim"].ms_720p / costs["psnr"].ms_720p
    assert before == pytest.approx(1 / (1 + ratio))
    assert estimator.part_done() == pytest.approx((1 + ratio / 8) / (1 + ratio))


def test_sizes_that_are_found_out_late_change_what_is_told_already() -> None:
    estimator = started(scores=4)
    finish(estimator, 0, 1.0)
    finish(estimator, 1, 2.0)
    assert estimator.part_done() == pytest.approx(0.5)
    estimator.know({item(2): ItemFacts(1, 9.216), item(3): ItemFacts(1)})
    assert estimator.part_done() < 0.2


def test_score_that_fails_unread_leaves_the_others_as_large_as_they_are() -> None:
    estimator = RunEstimator({item(k): ItemFacts(10) for k in range(3)})
    estimator.heard(DatasetStarted("set", ("psnr",), 3, 3, 0, "cpu", 1), 0.0)
    lost = Problem("file-missing", "Gone.")
    estimator.heard(ItemFinished("set", item(7), "psnr", None, 0, 0, lost, 0.0), 0.5)
    done = ItemFinished("set", item(0), "psnr", 1.0, 10, 10, None, 1.0)
    estimator.heard(done, 1.0)
    assert estimator.part_done() == pytest.approx(0.5)


def test_pairs_and_single_files_have_sizes_of_their_own() -> None:
    estimator = RunEstimator()
    metrics = ("ahiq", "niqe")  # ahiq was measured at one size only
    event = DatasetStarted("set", metrics, 8, 8, 0, "cpu", 1, open_scores=(4, 4))
    estimator.heard(event, 0.0)
    pair, single = ItemName("0.mp4", "r.mp4", "same"), ItemName("0.mp4")
    estimator.heard(ItemStarted("set", pair, 1000), 0.0)
    estimator.heard(ItemStarted("set", single, 10), 0.0)
    estimator.heard(FramesScored("set", pair, "ahiq", 0, (1.0,) * 1000), 1.0)
    assert estimator.part_done() == pytest.approx(0.25, rel=0.01)
    estimator.heard(ItemStarted("set", ItemName("1.mp4"), 990), 1.0)
    cost = {name: measured_costs().by_metric[name].ms_720p for name in metrics}
    alone = 4 * 500 * cost["niqe"]
    expected = 1000 * cost["ahiq"] / (4000 * cost["ahiq"] + alone)
    assert estimator.part_done() == pytest.approx(expected, rel=0.001)
