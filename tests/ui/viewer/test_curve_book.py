"""Curves made from a store: live, smoothed, subtracted, laid on the reference's frames."""

from __future__ import annotations

import math
import weakref
from array import array

import numpy as np
import pytest

from omgui.core.curves import Smoothing
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Better
from omgui.core.results.columns import CellState
from omgui.core.results.frame_series import worst_frames
from omgui.core.results.live import CancelledError, ResultSource
from omgui.core.results.reader import Frames
from omgui.core.results.table_rows import TableRow
from omgui.ui.viewer import curve_book
from omgui.ui.viewer.curve_book import CurveBook
from omgui.ui.viewer.curve_plan import CurvePlan, Wish
from omgui.ui.viewer.curve_words import CurveWords
from omgui.ui.viewer.viewer_source import How, known_viewing, make_source
from omgui.ui.viewer.viewer_state import MOST_FILES, MOST_METRICS, ViewerState, key_of
from tests.core.results.made import A23, A37, A65, B23, MadeStore, configure

SCORES = [30.0, 31.0, 10.0, 33.0, math.nan, 35.0]


def never() -> bool:
    return False


@pytest.fixture
def dataset(tmp_path):
    return configure(tmp_path)


@pytest.fixture
def store(dataset):
    made = MadeStore(dataset.store)
    made.run()
    yield made
    made.close()


def state_of(dataset) -> ViewerState:
    return ViewerState(ResultSource(dataset).load())


def plan_of(dataset, state: ViewerState, **more) -> CurvePlan:
    active = (state.active, state.metric)
    return CurvePlan(dataset.store, state.wishes(), active=active, **more)


def test_curves_grow_with_a_run_and_are_kept_where_nothing_is_new(dataset, store) -> None:
    number = store.put(A23, "psnr", state="open", frames=(0, 0))
    store.frames(number, SCORES[:3])
    state = state_of(dataset)
    state.show_items([A23])
    book, plan = CurveBook(), plan_of(dataset, state)
    first = book.make(plan, never)
    assert [len(curve.values) for curve in first.curves] == [3]
    assert not first.is_finished
    assert book.make(plan, never).curves[0] is first.curves[0]
    store.frames(number, SCORES[3:], first=3)
    store.put(A23, "psnr", 27.8, frames=(5, 6))
    whole = book.make(plan, never)
    np.testing.assert_array_equal(whole.curves[0].values, SCORES)
    assert whole.is_finished


def test_worst_frames_are_those_of_the_scores_not_of_the_smoothed_ones(dataset, store) -> None:
    store.frames(store.put(A23, "psnr", 27.8), SCORES)
    store.frames(store.put(A23, "lpips", 0.2), [0.1, 0.4, 0.3])
    state = state_of(dataset)
    state.show_items([A23])
    made = CurveBook().make(
        plan_of(
            dataset, state, smoothing=Smoothing.MEDIAN, window=3, better=Better.HIGHER, worst=2
        ),
        never,
    )
    assert made.worst == (2, 0)
    assert made.curves[0].at(2) == 31.0
    assert made.scores[0, "psnr"].at(2) == 10.0
    state.select_metric("lpips")
    made = CurveBook().make(plan_of(dataset, state, better=Better.LOWER, worst=2), never)
    assert made.worst == (1, 2)


def test_difference_to_a_file_is_signed_and_of_the_frames_that_both_have(dataset, store) -> None:
    store.frames(store.put(A23, "psnr", 1.0), [30.0, 31.0, 32.0])
    store.frames(store.put(A37, "psnr", 1.0), [33.0, 30.0])
    state = state_of(dataset)
    state.show_items([A23, A37])
    made = CurveBook().make(plan_of(dataset, state, base=0), never)
    assert [(curve.row, curve.values.tolist()) for curve in made.curves] == [(1, [3.0, -1.0])]
    assert len(made.scores) == 2, "their scores can still be read"


def test_what_has_no_frame_scores_is_said_and_not_drawn(dataset, store, qapp) -> None:
    store.put(A23, "psnr", state="open", frames=(0, 0))
    store.put(A23, "lpips", 0.5)
    state = state_of(dataset)
    state.show_items([A23])
    state.show_metrics(["psnr", "lpips"])
    made = CurveBook().make(plan_of(dataset, state), never)
    assert made.curves == ()
    assert made.without == ((0, "psnr"), (0, "lpips"))
    said = CurveWords().nothing(state, made)
    assert "psnr come with a run" in said
    assert "no stored frame scores of lpips" in said


def test_cancelled_making_ends_before_a_curve_and_within_its_smoothing(dataset, store) -> None:
    store.frames(store.put(A23, "psnr", 1.0), SCORES)
    state = state_of(dataset)
    state.show_items([A23])
    with pytest.raises(CancelledError):
        CurveBook().make(plan_of(dataset, state), lambda: True)
    asked = iter([False, True])
    with pytest.raises(CancelledError):
        CurveBook().make(
            plan_of(dataset, state, smoothing=Smoothing.MEAN, window=3), lambda: next(asked)
        )


# -- scores of a file alone beside its reference ------------------------------------------------


def alone(store, mode: str, values, made=None) -> tuple[CurvePlan, Wish]:
    number = store.put(("", "d.mp4", ""), "niqe", 1.0)
    store.frames(number, values)
    pair = store.put(("r.mp4", "d.mp4", mode), "psnr", 1.0, made=made) if made else 0
    item = TableRow("r.mp4", "d.mp4", "d.mp4", mode, has_alone=True)
    wish = Wish(0, 0, "niqe", number, pair, item)
    return CurvePlan(store.path, (wish,)), wish


MADE = {"reference.frames": 6, "distorted.frames_read": 3}


@pytest.mark.parametrize(
    ("mode", "made", "first", "expected"),
    [
        ("same", None, 0, [1.0, 2.0, 3.0]),
        ("same+1", None, 0, [2.0, 3.0]),
        ("same-2", None, 2, [1.0, 2.0, 3.0]),
        ("repeat_each", {**MADE, "mapping": "6 onto 3"}, 0, [1.0, 1.0, 2.0, 2.0, 3.0, 3.0]),
        ("repeat_last", {**MADE, "mapping": "6 onto 3"}, 0, [1.0, 2.0, 3.0, 3.0, 3.0, 3.0]),
    ],
)
def test_scores_of_a_file_alone_lie_on_the_frames_of_its_reference(
    store, mode, made, first, expected
) -> None:
    plan, _ = alone(store, mode, [1.0, 2.0, 3.0], made)
    (curve,) = CurveBook().make(plan, never).curves
    assert curve.first == first
    assert curve.values.tolist() == expected


def test_without_lengths_scores_of_a_file_alone_are_not_placed_anywhere(store) -> None:
    plan, wish = alone(store, "repeat_each", [1.0, 2.0, 3.0])
    made = CurveBook().make(plan, never)
    assert made.curves == ()
    assert made.unplaced == (wish.key,)
    item = TableRow("r.mp4", "d.mp4", "d.mp4", "same+9", has_alone=True)
    assert known_viewing(item, {"reference.frames": 5}, 5) is None, "nothing is left of it"


# -- which frames -------------------------------------------------------------------------------


def test_source_says_how_files_were_read_and_paired(tmp_path) -> None:
    row = TableRow("ref/a.mp4", "a.mp4", "a.mp4", "repeat_last-3", has_alone=False)
    made = {
        "reference.reader": "decord",
        "distorted.reader": "opencv",
        "reference.frames": 20,
        "distorted.frames_read": 9,
        "mapping": "20 onto 9",
    }
    source = make_source(tmp_path, row, is_video=True, pair_made=made, alone_made={})
    assert source.reference is not None
    assert source.reference.path == tmp_path / "ref/a.mp4"
    assert (source.reference.reader, source.reference.frames) == ("decord", 20)
    assert (source.distorted.reader, source.distorted.frames) == ("opencv", 9)
    assert (source.mode, source.offset, source.mapped_frames) == (Mode.REPEAT_LAST, -3, 9)


def test_file_alone_and_pictures_have_sources_too(tmp_path) -> None:
    single = TableRow("", "a.mp4", "a.mp4", "", has_alone=True)
    made = {"reader": "ffmpeg", "frames": 7}
    source = make_source(tmp_path, single, is_video=True, pair_made={}, alone_made=made)
    assert source.reference is None
    assert (source.distorted.reader, source.distorted.frames) == ("ffmpeg", 7)
    pair = TableRow("r.png", "a.png", "a.png", "", has_alone=False)
    source = make_source(tmp_path, pair, is_video=False, pair_made={}, alone_made={})
    assert source.reference is not None
    assert source.mode is None


def test_word_for_how_frames_are_paired_is_understood() -> None:
    assert How.of("same+3") == How(Mode.SAME, 3)
    assert How.of("repeat_last-2") == How(Mode.REPEAT_LAST, -2)
    assert How.of("odd") == How()
    assert How.of("") == How()


# -- what is shown ------------------------------------------------------------------------------


def test_selected_items_of_the_first_ones_reference_are_shown(dataset, store) -> None:
    state = state_of(dataset)
    assert state.show_items([A65, B23, A23]) == 1
    assert state.reference == "ref/a.mp4"
    assert [key_of(state.table.rows[row]) for row in state.shown] == [A23, A65]
    assert state.active_row is not None
    assert key_of(state.active_row) == A65
    assert state.show_items([("gone", "gone", "")]) == 0
    assert state.reference == "ref/a.mp4"


def test_file_in_front_is_always_shown_and_neighbours_are_reached(dataset, store) -> None:
    state = state_of(dataset)
    state.show_items([A23])
    assert not state.tick(0, is_shown=False)
    assert state.tick(2, is_shown=True)
    assert state.neighbour(1) == 2
    assert state.neighbour(-1) == 0
    state.activate(1)
    assert (state.shown, state.active) == ([0, 1, 2], 1)
    assert state.tick(0, is_shown=False)
    assert state.shown == [1, 2]


def test_not_more_files_and_metrics_are_shown_than_can_be_told_apart(tmp_path) -> None:
    names = [f"a_x264_{k}.mp4" for k in range(MOST_FILES + 3)]
    dataset = configure(tmp_path, pairs={"ref/a.mp4": [[names, "same"]]})
    state = state_of(dataset)
    state.show_items([("ref/a.mp4", name, "same") for name in names])
    assert len(state.shown) == MOST_FILES
    assert not state.tick(MOST_FILES, is_shown=True)
    state.activate(MOST_FILES + 1)
    assert len(state.shown) == MOST_FILES
    assert state.active in state.shown
    assert len(state.metrics) <= MOST_METRICS


def test_files_are_ordered_from_the_worst_whatever_the_direction(dataset, store) -> None:
    for place, psnr, lpips in ((A23, 30.0, 0.3), (A65, 20.0, 0.1)):
        store.put(place, "psnr", psnr)
        store.put(place, "lpips", lpips)
    state = state_of(dataset)
    state.show_reference("ref/a.mp4")
    state.select_metric("psnr")
    assert state.by_score() == [2, 0, 1]
    state.select_metric("lpips")
    assert state.by_score() == [0, 2, 1]
    state.select_metric("unknown")
    assert state.metric == "lpips"


def test_another_table_shows_what_was_shown_before(dataset, store) -> None:
    state = state_of(dataset)
    state.show_items([A65, A23])
    state.select_metric("lpips")
    later = state_of(dataset)
    later.adopt(state)
    assert (later.shown, later.active, later.metric) == (state.shown, state.active, "lpips")
    assert later.table.metrics["lpips"].state(0) is CellState.OPEN


def test_scores_of_a_reference_that_is_left_are_kept_no_more(dataset, store) -> None:
    store.frames(store.put(A23, "psnr", 1.0), SCORES)
    store.frames(store.put(A37, "psnr", 1.0), SCORES)
    store.frames(store.put(B23, "psnr", 1.0), SCORES)
    state, book = state_of(dataset), CurveBook()
    state.show_items([A23])
    plan = plan_of(dataset, state, listed=state.listed())
    book.make(plan, never)
    curves = [weakref.ref(curve) for curve in book.listed(plan, never).values()]
    assert curves
    state.show_items([B23])
    for smoothing in (Smoothing.NONE, Smoothing.MEAN):
        book.make(plan_of(dataset, state, smoothing=smoothing, window=3), never)
    assert not any(curve() for curve in curves)


def test_smoothing_has_no_seams_where_its_pieces_meet(dataset, store, monkeypatch) -> None:
    values = [math.sin(frame / 3) for frame in range(50)]
    store.frames(store.put(A23, "psnr", 1.0), values)
    state = state_of(dataset)
    state.show_items([A23])
    for way in (Smoothing.MEAN, Smoothing.MEDIAN):
        plan = plan_of(dataset, state, smoothing=way, window=7)
        whole = CurveBook().make(plan, never).curves[0].values
        monkeypatch.setattr(curve_book, "_SMOOTHED_AT_ONCE", 8)
        np.testing.assert_allclose(CurveBook().make(plan, never).curves[0].values, whole)
        monkeypatch.undo()


def test_worst_of_many_frames_are_those_that_all_frames_give(dataset, store) -> None:
    values = np.random.default_rng(3).normal(30, 4, 5000).round(1)
    values[7::100] = math.nan
    for place, name, better in ((A23, "psnr", Better.HIGHER), (A23, "lpips", Better.LOWER)):
        store.frames(store.put(place, name, 1.0), values.tolist())
        state = state_of(dataset)
        state.show_items([place])
        state.select_metric(name)
        made = CurveBook().make(plan_of(dataset, state, better=better, worst=10), never)
        frames = Frames(0, array("d", values.tolist()))
        assert list(made.worst) == worst_frames(frames, better, 10, 5000 // 200)


def test_scores_of_files_that_are_not_shown_are_listed_as_far_as_there_is_room(
    dataset, store, monkeypatch
) -> None:
    store.frames(store.put(A23, "psnr", 27.8), SCORES)
    store.frames(store.put(A37, "psnr", 20.8), SCORES[::-1])
    state = state_of(dataset)
    state.show_items([A23])
    state.show_metrics(["psnr"])
    other = state.row_of(A37)
    plan = plan_of(dataset, state, listed=state.listed())
    assert other not in {wish.row for wish in plan.wishes}
    found = CurveBook().listed(plan, never)
    np.testing.assert_array_equal(found[other, "psnr"].values, SCORES[::-1])
    assert (state.active, "psnr") not in found
    with pytest.raises(CancelledError):
        CurveBook().listed(plan, lambda: True)
    monkeypatch.setattr(curve_book, "_MOST_LISTED", 0)
    assert not CurveBook().listed(plan, never)
