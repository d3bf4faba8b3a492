"""The state of a run, folded from events."""

from __future__ import annotations

from omgui.core import wire
from omgui.core.events import (
    PROTOCOL,
    Counts,
    DatasetFinished,
    DatasetStarted,
    Finish,
    FrameSpan,
    FramesReached,
    FramesScored,
    ItemFinished,
    ItemName,
    ItemStarted,
    Notice,
    ProblemFound,
    RunEvent,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
)
from omgui.core.problems import Problem
from omgui.core.run_view import RunView, reduce, reduce_all

ITEM = ItemName("d.mp4", "r.mp4", "same")
LOST = Problem("file-missing", "The file does not exist.")
PLACED = Problem("odd", "It is odd.", where="d.mp4, frame 3")
START: list[RunEvent] = [
    RunStarted(("set",), "1.2"),
    DatasetStarted("set", ("psnr", "ssim"), 1, 2, 0, "cpu", 3),
]


def test_counted_frames_amount_to_the_same_as_their_scores() -> None:
    scored = reduce_all(RunView(), [*START, FramesScored("set", ITEM, "psnr", 0, (1.0, 2.0))])
    spans = (FrameSpan("psnr", 0, 2),)
    counted = reduce_all(RunView(), [*START, FramesReached("set", ITEM, spans)])
    assert scored == counted
    assert counted.datasets["set"].frame_scores == 2


def test_spans_of_several_metrics_are_kept_apart() -> None:
    spans = (FrameSpan("psnr", 0, 5), FrameSpan("ssim", 2, 1))
    event = FramesReached("set", ITEM, spans)
    assert wire.decode(wire.encode(event)) == event
    seen = reduce_all(RunView(), [*START, event]).datasets["set"]
    assert dict(seen.in_hand[ITEM].scored) == {"psnr": 5, "ssim": 3}
    assert seen.in_hand[ITEM].frames_scored == 3
    assert seen.frame_scores == 6


def test_run_is_paused_until_it_goes_on_or_ends() -> None:
    view = reduce_all(RunView(), [*START, RunPaused()])
    assert view.is_paused
    assert not reduce(view, RunResumed()).is_paused
    assert not reduce(view, RunFinished(Finish.CANCELLED, Counts())).is_paused
    for event in (RunPaused(), RunResumed()):
        assert wire.decode(wire.encode(event)) == event


def test_view_knows_who_computes_on_what() -> None:
    view = reduce_all(RunView(), START)
    assert (view.version, view.protocol) == ("1.2", PROTOCOL)
    seen = view.datasets["set"]
    assert (seen.device, seen.workers) == ("cpu", 3)


def test_item_stays_in_hand_while_another_metric_is_at_work_on_it() -> None:
    events: list[RunEvent] = [
        *START,
        ItemStarted("set", ITEM, 30),
        FramesReached("set", ITEM, (FrameSpan("psnr", 0, 30), FrameSpan("ssim", 0, 7))),
        ItemFinished("set", ITEM, "psnr", 1.5, 30, 30, None, 0.1),
    ]
    view = reduce_all(RunView(), events)
    assert view.datasets["set"].in_hand[ITEM].frames == 30
    assert view.datasets["set"].in_hand[ITEM].frames_scored == 7
    view = reduce(view, ItemFinished("set", ITEM, "ssim", 1.5, 30, 30, None, 0.1))
    assert dict(view.datasets["set"].in_hand) == {}


def test_metric_that_reads_files_itself_does_not_forget_the_length_of_the_item() -> None:
    events = [*START, ItemStarted("set", ITEM, 30), ItemStarted("set", ITEM, None)]
    assert reduce_all(RunView(), events).datasets["set"].in_hand[ITEM].frames == 30


def test_every_problem_is_kept_with_what_it_concerns_and_in_its_order() -> None:
    events: list[RunEvent] = [
        ProblemFound("set", LOST),
        ItemFinished("set", ITEM, "psnr", None, 0, 2, LOST, 0.0),
        ItemFinished("set", ITEM, "ssim", 1.0, 2, 2, PLACED, 0.0),
        ProblemFound("other", LOST),
    ]
    at_once = reduce_all(RunView(), events)
    one_by_one = RunView()
    for event in events:
        one_by_one = reduce(one_by_one, event)
    assert at_once == one_by_one
    seen = at_once.datasets["set"]
    assert [(f.item, f.metric) for f in seen.found] == [(None, ""), (ITEM, "psnr"), (ITEM, "ssim")]
    assert [p.where for p in seen.problems] == ["", f"{ITEM}, psnr", "d.mp4, frame 3"]
    assert at_once.datasets["other"].problems == (LOST,)


def test_progress_of_a_continued_item_begins_where_it_goes_on() -> None:
    events: list[RunEvent] = [*START, ItemStarted("set", ITEM, 60, 40)]
    view = reduce_all(RunView(), events)
    assert view.datasets["set"].in_hand[ITEM].frames_scored == 40
    view = reduce(view, FramesScored("set", ITEM, "psnr", 40, (1.0, 1.0)))
    assert view.datasets["set"].in_hand[ITEM].frames_scored == 42


def test_notices_and_the_end_of_a_dataset_are_kept() -> None:
    counts = Counts(2, 2)
    events: list[RunEvent] = [
        *START,
        Notice("set", "Look."),
        ItemStarted("set", ITEM, 3),
        DatasetFinished("set", Finish.COMPLETED, counts, ("a.csv",)),
        RunFinished(Finish.COMPLETED, counts),
    ]
    view = reduce_all(RunView(), events)
    seen = view.datasets["set"]
    assert seen.notices == ("Look.",)
    assert (seen.finish, seen.counts, seen.files) == (Finish.COMPLETED, counts, ("a.csv",))
    assert dict(seen.in_hand) == {}
    assert (view.finish, view.counts) == (Finish.COMPLETED, counts)


def test_what_failed_is_no_score() -> None:
    events = [
        RunStarted(("set",), "1.2"),
        DatasetStarted("set", ("psnr", "ssim"), 2, 4, 1, "cpu", 1),
        ItemFinished("set", ITEM, "psnr", 30.0, 9, 9, None, 0.1),
        ItemFinished("set", ITEM, "ssim", None, 0, 9, LOST, 0.1),
    ]
    seen = reduce_all(RunView(), events).datasets["set"]
    assert seen.scored == 2
    assert seen.done == 3
