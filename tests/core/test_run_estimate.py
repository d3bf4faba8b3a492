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
from omgui.core.problems import Problem
from omgui.core.run_estimate import ItemFacts, RunEstimator

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
