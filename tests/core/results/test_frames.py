"""Scores of frames: pooled in another way, read as they come, the worst of them, notes on them."""

from __future__ import annotations

import math
import sqlite3
import sys
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.metric_spec import Better
from omgui.core.pooling import Pooling
from omgui.core.problems import ProblemError
from omgui.core.results import notes, pooled, reader
from omgui.core.results.columns import CellState
from omgui.core.results.frame_series import FrameSeries, worst_frames
from omgui.core.results.live import CancelledError, ResultSource
from omgui.core.results.pooled import PooledScores
from omgui.core.results.reader import Frames, read_frames, read_many_frames
from omgui.core.results.store_access import reading
from tests.core.results.made import A23, A37, A65, B9, LOST, NAN, YAML, MadeStore, configure


def frames(*values: float, first: int = 0) -> Frames:
    return Frames(first, array("d", values))


# -- pooled -------------------------------------------------------------------------------------


@pytest.fixture
def framed(dataset, store):
    """Frame scores of two files; a third has none, a fourth is lost, and one is open."""
    for place, metric, value, scores in (
        (A23, "psnr", 2.0, [1.0, 3.0, 2.0]),
        (A23, "lpips", 0.2, [0.1, 0.3, 0.2]),
        (A37, "psnr", 5.0, [5.0, NAN, 5.0]),
    ):
        store.frames(store.put(place, metric, value, frames=(2, 3)), scores)
    store.put(A65, "psnr", 9.0)
    store.put(B9, "psnr", None, state="problem", problem=LOST)
    return ResultSource(dataset).load()


def test_min_of_a_metric_that_is_better_low_is_its_max(dataset, framed) -> None:
    worst = PooledScores(Pooling.MIN)
    worst.compute(dataset.store, framed)
    found = worst.apply(framed)
    psnr, lpips = found.metrics["psnr"], found.metrics["lpips"]
    assert (psnr.values[0], psnr.title) == (1.0, "psnr (min)")
    assert (lpips.values[0], lpips.title) == (0.3, "lpips (max)")
    assert found.columns["psnr"] is psnr
    assert found.rows is framed.rows
    assert framed.metrics["psnr"].values[0] == 2.0


def test_score_from_part_of_the_frames_stays_one(dataset, framed) -> None:
    median = PooledScores(Pooling.MEDIAN)
    median.compute(dataset.store, framed)
    column = median.apply(framed).metrics["psnr"]
    assert (column.values[1], column.state(1)) == (5.0, CellState.PARTIAL)


def test_scores_without_frame_scores_say_why_they_are_missing(dataset, framed) -> None:
    median = PooledScores(Pooling.MEDIAN)
    assert median.missing(framed) == {"psnr": [1, 3, 4], "lpips": [2]}
    before = median.apply(framed).metrics["psnr"]
    assert before.state(0) is CellState.OPEN  # not pooled yet
    median.compute(dataset.store, framed)
    column = median.apply(framed).metrics["psnr"]
    assert (column.state(2), column.problems[2].code) == (CellState.PROBLEM, "no-frame-scores")
    assert column.problems[4] == LOST
    assert median.missing(framed) == {}


def test_harmonic_mean_that_is_not_defined_is_a_problem(dataset, store) -> None:
    store.frames(store.put(A23, "psnr", -2.0), [-2.0, -2.0])
    table = ResultSource(dataset).load()
    harmonic = PooledScores(Pooling.HARMONIC)
    harmonic.compute(dataset.store, table)
    assert harmonic.apply(table).metrics["psnr"].problems[0].code == "pooling-undefined"


def test_score_that_was_computed_anew_is_pooled_anew(dataset, store, framed) -> None:
    median = PooledScores(Pooling.MEDIAN)
    median.compute(dataset.store, framed)
    source = ResultSource(dataset)
    table = source.load()
    store.frames(store.put(A23, "psnr", 8.0, frames=(3, 3)), [8.0, 8.0, 8.0])
    table.apply(source.news().scores)
    assert median.missing(table) == {"psnr": [1]}
    median.compute(dataset.store, table)
    assert median.apply(table).metrics["psnr"].values[0] == 8.0


def test_mean_and_images_need_no_frames(dataset, framed, tmp_path) -> None:
    assert PooledScores(Pooling.MEAN).apply(framed) is framed
    (tmp_path / "img").mkdir()
    yaml = YAML.replace("vid\n", "img\n").replace("_iqa", "").replace("image_feature", "feature")
    images = ResultSource(configure(tmp_path / "img", yaml, {"r.png": ["a.png"]}, [])).load()
    least = PooledScores(Pooling.MIN)
    assert least.apply(images) is images
    assert least.missing(images) == {}


def test_pooling_can_be_cancelled_and_goes_on_where_it_was(dataset, framed, monkeypatch) -> None:
    monkeypatch.setattr(pooled, "_SCORES_AT_ONCE", 1)
    median = PooledScores(Pooling.MEDIAN)
    answers = iter([False, True])
    with pytest.raises(CancelledError):
        median.compute(dataset.store, framed, lambda: next(answers))
    said: list[tuple[int, int]] = []
    median.compute(dataset.store, framed, progress=lambda *it: said.append(it))
    assert said == [(1, 3), (2, 3), (3, 3)]


# -- read ---------------------------------------------------------------------------------------


def test_frame_scores_are_read_up_to_the_first_gap(dataset, store) -> None:
    number = store.put(A23, "psnr", 1.0)
    store.frames(number, [1.0, 2.0], first=3)
    store.frames(number, [3.0], first=5)
    store.frames(number, [9.0], first=7)
    with reading(dataset.store) as database:
        assert read_frames(database, number) == frames(1.0, 2.0, 3.0, first=3)
        assert read_frames(database, number, reached=5) == frames(3.0, first=5)
        assert read_frames(database, number + 1) == frames()
        assert dict(read_many_frames(database, [number, number + 1])) == {
            number: frames(1.0, 2.0, 3.0, first=3)
        }


def test_frame_scores_are_little_endian_on_every_machine(dataset, store, monkeypatch) -> None:
    number = store.put(A23, "psnr", 1.0)
    swapped = array("d", [1.5])
    swapped.byteswap()
    store.frames(number, list(swapped))
    monkeypatch.setattr(sys, "byteorder", "big")
    with reading(dataset.store) as database:
        assert read_frames(database, number) == frames(1.5)


def test_series_grows_while_a_run_goes_on(dataset, store) -> None:
    number = store.put(A23, "psnr", state="open")
    series = FrameSeries.of(number)
    assert not series.update(dataset.store)
    store.frames(number, [1.0, NAN])
    assert series.update(dataset.store)
    assert not series.update(dataset.store)
    store.frames(number, [3.0], first=2)
    assert series.update(dataset.store)
    assert series.frames.end == 3
    assert list(series.frames.scores)[::2] == [1.0, 3.0]
    assert math.isnan(series.frames.scores[1])
    assert not series.is_finished


def test_series_takes_what_is_new_of_a_piece_that_it_knows_in_part(dataset, store) -> None:
    number = store.put(A23, "psnr", state="open")
    store.frames(number, [1.0, 2.0])
    series = FrameSeries.of(number)
    series.update(dataset.store)
    store.frames(number, [1.0, 2.0, 3.0])  # pieces were put together meanwhile
    assert series.update(dataset.store)
    assert series.frames == frames(1.0, 2.0, 3.0)


def test_series_begins_anew_where_the_run_did(dataset, store) -> None:
    number = store.put(A23, "psnr", state="open")
    store.frames(number, [1.0, 2.0])
    series = FrameSeries.of(number)
    series.update(dataset.store)
    store.database.execute("DELETE FROM frames")
    store.frames(number, [7.0])
    assert series.update(dataset.store)
    assert series.frames == frames(7.0)


def test_finished_series_is_read_once_more_and_then_no_longer(dataset, store) -> None:
    number = store.put(A23, "psnr", state="open")
    store.frames(number, [1.0])
    series = FrameSeries.of(number)
    series.update(dataset.store)
    store.frames(store.put(A23, "psnr", 2.0), [1.0, 3.0])
    assert series.update(dataset.store)
    assert series.is_finished
    assert series.frames == frames(1.0, 3.0)
    assert not series.update(dataset.store)
    gone = FrameSeries.of(number + 1)
    assert gone.update(dataset.store)
    assert gone.is_finished


# -- worst --------------------------------------------------------------------------------------

DIPS = frames(5.0, 1.0, 1.0, NAN, 9.0, 2.0, first=10)


def test_worst_frames_follow_the_direction() -> None:
    assert worst_frames(DIPS, Better.HIGHER, 3) == [11, 12, 15]
    assert worst_frames(DIPS, Better.LOWER, 2) == [14, 10]
    assert worst_frames(DIPS, Better.NEITHER, 3) == []
    assert worst_frames(DIPS, Better.HIGHER, 99) == [11, 12, 15, 10, 14]


def test_worst_frames_can_be_kept_apart() -> None:
    assert worst_frames(DIPS, Better.HIGHER, 3, apart=3) == [11, 15]
    assert worst_frames(DIPS, Better.HIGHER, 3, apart=2) == [11, 15]


@given(
    st.lists(st.floats(0, 9) | st.just(NAN)),
    st.sampled_from([Better.HIGHER, Better.LOWER]),
    st.integers(1, 8),
    st.integers(1, 4),
)
def test_no_frame_that_was_left_out_is_worse_and_free(values, better, count, apart) -> None:
    found = worst_frames(frames(*values), better, count, apart)
    assert all(abs(a - b) >= apart for a in found for b in found if a != b)
    sign = 1 if better is Better.HIGHER else -1
    bad = [sign * values[frame] for frame in found]
    assert bad == sorted(bad)
    if len(found) < count:
        able = [k for k, value in enumerate(values) if not math.isnan(value)]
        assert all(any(abs(k - other) < apart for other in found) for k in able)


# -- notes --------------------------------------------------------------------------------------


def test_notes_are_kept_changed_restored_and_removed(dataset, store) -> None:
    path = dataset.store
    late = notes.add_note(path, A23, 7, " The sky blocks. ")
    early = notes.add_note(path, A23, 3, "Ghost")
    assert [note.text for note in notes.read_notes(path)] == ["Ghost", "The sky blocks."]
    assert notes.read_notes(path)[1] == late
    changed = notes.change_note(path, early, "Ghosts")
    assert notes.read_notes(path)[0] == changed
    notes.remove_note(path, early)
    notes.remove_note(path, early)
    assert notes.read_notes(path) == [late]
    notes.restore_note(path, early)
    assert notes.read_notes(path) == [early, late]


@pytest.mark.parametrize(("text", "code"), [(" \n", "note-empty"), ("x" * 10_001, "note-too-long")])
def test_notes_that_say_nothing_or_too_much_are_refused(dataset, store, text, code) -> None:
    with pytest.raises(ProblemError) as caught:
        notes.add_note(dataset.store, A23, 0, text)
    assert caught.value.problem.code == code


def test_note_makes_no_store(dataset) -> None:
    assert notes.read_notes(dataset.store) == []
    with pytest.raises(ProblemError) as caught:
        notes.add_note(dataset.store, A23, 0, "x")
    assert caught.value.problem.code == "store-missing"
    assert not dataset.store.exists()


def test_older_store_is_copied_and_brought_up_for_a_note(dataset) -> None:
    old = MadeStore(dataset.store, version=2)
    first = old.put(A23, "psnr", 1.0, key="a")
    old.put(A23, "psnr", 2.0, key="b")
    old.close()
    before = dataset.store.read_bytes()
    assert notes.read_notes(dataset.store) == []
    notes.add_note(dataset.store, A23, 0, "x")
    assert dataset.store.with_name("clips.omgui.v2").read_bytes() == before
    assert len(notes.read_notes(dataset.store)) == 1
    with reading(dataset.store) as database:
        assert reader.read_score(database, first)[1].is_superseded
        assert not reader.read_score(database, first + 1)[1].is_superseded


def test_note_beside_a_run_that_writes_waits_and_then_says_so(dataset, store, monkeypatch) -> None:
    monkeypatch.setattr(notes, "_PATIENCE_S", 0.0)
    store.database.execute("BEGIN IMMEDIATE")
    with pytest.raises(ProblemError) as caught:
        notes.add_note(dataset.store, A23, 0, "x")
    assert caught.value.problem.code == "store-busy"
    store.database.execute("ROLLBACK")


def test_note_that_cannot_be_kept_says_why(dataset, store, monkeypatch) -> None:
    def full(_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(notes, "transaction", full)
    with pytest.raises(ProblemError) as caught:
        notes.add_note(dataset.store, A23, 0, "x")
    assert caught.value.problem.code == "note-not-kept"

    def denied(*_: object) -> None:
        raise PermissionError("not allowed")

    monkeypatch.setattr(notes.store_access, "bring_up", denied)
    with pytest.raises(ProblemError) as caught:
        notes.add_note(dataset.store, A23, 0, "x")
    assert "not allowed" in caught.value.problem.message
