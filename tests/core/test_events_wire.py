"""Events: what travels between engine and front ends."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core import wire
from omgui.core.events import (
    EVENT_TYPES,
    Counts,
    DatasetFinished,
    DatasetStarted,
    Finish,
    FramesScored,
    ItemFinished,
    ItemName,
    ItemStarted,
    Notice,
    ProblemFound,
    RunEvent,
    RunFinished,
    RunStarted,
)
from omgui.core.problems import Problem, ProblemError, ProblemsError, Severity
from omgui.core.run_view import RunView, reduce

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
NAMES = st.sampled_from(["a", "b"])
COUNT = st.integers(0, 1000)
SCORE = st.none() | st.floats(allow_nan=False, allow_infinity=False)
PROBLEMS = st.builds(Problem, TEXT, TEXT, TEXT, TEXT, st.sampled_from(Severity))
ITEMS = st.builds(ItemName, TEXT, st.none() | TEXT, st.none() | TEXT)
COUNTS = st.builds(Counts, COUNT, COUNT, COUNT, COUNT, COUNT)
EVENTS = st.one_of(
    st.builds(RunStarted, st.lists(NAMES, max_size=2).map(tuple), TEXT),
    st.builds(DatasetStarted, NAMES, st.just(("psnr",)), COUNT, COUNT, COUNT, TEXT, COUNT),
    st.builds(Notice, NAMES, TEXT),
    st.builds(ItemStarted, NAMES, ITEMS, st.none() | COUNT),
    st.builds(FramesScored, NAMES, ITEMS, TEXT, COUNT, st.lists(SCORE, max_size=3).map(tuple)),
    st.builds(
        ItemFinished,
        NAMES,
        ITEMS,
        TEXT,
        SCORE,
        COUNT,
        COUNT,
        st.none() | PROBLEMS,
        st.floats(0, 10),
    ),
    st.builds(ProblemFound, NAMES, PROBLEMS),
    st.builds(DatasetFinished, NAMES, st.sampled_from(Finish), COUNTS, st.just(())),
    st.builds(RunFinished, st.sampled_from(Finish), COUNTS),
)


@given(EVENTS)
def test_every_event_survives_the_wire(event: RunEvent) -> None:
    line = wire.encode(event)
    assert "\n" not in line
    assert json.loads(line)["event"] == type(event).__name__
    assert wire.decode(line) == event


def test_every_event_type_is_known_to_the_wire() -> None:
    assert set(EVENT_TYPES) == set(get_args(RunEvent))


@pytest.mark.parametrize("line", ["", "{}", "[1]", '{"event":"Nothing"}', '{"event":"Notice"}'])
def test_line_that_is_no_event_is_a_problem_in_words(line: str) -> None:
    with pytest.raises(ProblemError) as caught:
        wire.decode(line)
    assert caught.value.problem.code == "bad-event"


@given(st.lists(EVENTS, max_size=12))
def test_any_order_of_events_leaves_a_valid_view(events: list[RunEvent]) -> None:
    view = RunView()
    for event in events:
        view = reduce(view, event)
    for name, dataset in view.datasets.items():
        assert dataset.name == name
        assert all(item.frames_scored >= 0 for item in dataset.in_hand.values())
        finished = sum(isinstance(e, ItemFinished) and e.dataset == name for e in events)
        if not any(isinstance(e, DatasetFinished) for e in events):
            assert dataset.counts.computed + dataset.counts.problems == finished
    ends = [event for event in events if isinstance(event, RunFinished)]
    assert view.finish == (ends[-1].finish if ends else None)


def test_view_follows_an_item_from_start_to_score() -> None:
    item = ItemName("d.mp4", "r.mp4", "same")
    view = reduce(RunView(), RunStarted(("set",), "0"))
    view = reduce(view, DatasetStarted("set", ("psnr", "ssim"), 1, 2, 0, "cpu", 1))
    view = reduce(view, ItemStarted("set", item, 30))
    view = reduce(view, FramesScored("set", item, "psnr", 0, (1.0, 2.0)))
    assert view.datasets["set"].in_hand[item].frames_scored == 2
    view = reduce(view, FramesScored("set", item, "ssim", 0, (1.0,)))
    assert view.datasets["set"].in_hand[item].frames_scored == 1
    view = reduce(view, ItemFinished("set", item, "psnr", 1.5, 2, 2, None, 0.1))
    assert view.datasets["set"].done == 1
    lost = Problem("file-missing", "The file does not exist.")
    view = reduce(view, ItemFinished("set", item, "ssim", None, 0, 2, lost, 0.0))
    seen = view.datasets["set"]
    assert seen.done == 2
    assert seen.counts.problems == 1
    assert str(item) in seen.problems[0].where


def test_problem_reads_as_one_line_with_place_and_advice() -> None:
    problem = Problem("x", "It is broken.", "Mend it.").at("a.yaml, line 3")
    assert str(problem) == "a.yaml, line 3: It is broken. Mend it."
    assert str(ProblemsError([problem, problem])).count("\n") == 1
    assert str(ItemName("d", "r", "same")) == "d | r (same)"
