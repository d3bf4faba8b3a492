"""Scores read in bulk are exactly those that are read one by one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omgui.core.problems import Problem, Severity
from omgui.core.results import bulk, reader
from omgui.core.results.bulk import load_in_bulk
from omgui.core.results.columns import CellState, NumberColumn
from omgui.core.results.live import CancelledError, ResultSource, never
from omgui.core.results.result_table import ResultTable, empty_table
from omgui.core.results.store_access import reading
from tests.core.results.made import (
    A23,
    A37,
    A65,
    ALONE,
    B9,
    B23,
    LOST,
    REF,
    YAML,
    MadeStore,
    configure,
)

FEW = Problem("fewer-frames", "Few.", severity=Severity.WARNING)


def contents(table: ResultTable) -> list[object]:
    """Return all that a table says, in a form in which not-a-number equals itself."""
    found: list[object] = []
    for column in table.metrics.values():
        found += [column.key, column.values.tobytes(), bytes(column.states), column.ids.tolist()]
        found += [column.scored.tolist(), column.expected.tolist(), column.problems]
    counts = [it for it in table.columns.values() if isinstance(it, NumberColumn) and it.is_count]
    return [*found, *(column.values.tobytes() for column in counts)]


def in_bulk(dataset) -> ResultTable | None:
    table = empty_table(dataset)
    with reading(dataset.store) as database:
        is_done = load_in_bulk(table, database, never, lambda _: None)
    return table if is_done else None


def one_by_one(dataset) -> ResultTable:
    table = empty_table(dataset)
    with reading(dataset.store) as database:
        for block in reader.read_scores(database):
            table.apply(block)
    return table


def test_everything_that_can_be_said_of_scores_is_read(dataset, store, monkeypatch) -> None:
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 4)
    for number, place in enumerate((A37, A23, A65, B23)):
        store.put(place, "psnr", 30.0 + number, frames=(9, 9))
        store.put(place, "lpips", state="open", frames=(0, 0))
    store.put(A37, "lpips", 0.5, frames=(1, 2), problem=FEW)
    store.put(A23, "psnr", None, state="problem", frames=(0, 3), problem=LOST)
    store.put(B9, "psnr", 1.0, problem=FEW)
    store.supersede(store.put(B23, "psnr", 33.0))  # only under other settings
    store.supersede(store.put(A65, "psnr", 1.0, key="older"))
    store.put(REF, "niqe", 3.0)
    store.put(ALONE, "niqe", float("inf"))
    store.put(ALONE, "resnet", 1.0)
    store.put(("gone.mp4", "gone_x264_1.mp4", "same"), "psnr", 1.0)
    found = in_bulk(dataset)
    assert contents(found) == contents(one_by_one(dataset))
    assert found.metrics["psnr"].state(3) is CellState.STALE
    assert found.metrics["niqe"].values[0] == float("inf")


def test_columns_without_gaps_are_read_as_they_lie(dataset, store) -> None:
    for number, place in enumerate((B9, B23, A65, A37, A23)):
        store.put(place, "lpips", number / 10)
        store.put(place, "psnr", 30.0 + number)
    found = in_bulk(dataset)
    assert list(found.metrics["psnr"].values[:5]) == [34.0, 33.0, 32.0, 31.0, 30.0]
    assert contents(found) == contents(one_by_one(dataset))


def test_pictures_have_one_frame(tmp_path) -> None:
    yaml = YAML.replace("vid\n", "img\n").replace("_iqa", "").replace("image_feature", "feature")
    dataset = configure(tmp_path, yaml, {"r.png": ["c.png", "b.png", "a.png"]}, [])
    store = MadeStore(dataset.store, version=2)
    for name, frames in (("a.png", 1), ("c.png", 1), ("b.png", 7)):
        store.put(("r.png", name, ""), "psnr", float(ord(name[0])), frames=(frames, frames))
    store.close()
    found = in_bulk(dataset)
    assert list(found.metrics["psnr"].expected) == [1, 7, 1]
    assert list(found.metrics["psnr"].values) == [99.0, 98.0, 97.0]  # not in the order of names
    assert contents(found) == contents(one_by_one(dataset))


def test_store_with_rows_missing_is_read_one_by_one(dataset, store) -> None:
    number = store.put(A23, "psnr", 1.0)
    store.put(A37, "psnr", 2.0)
    store.put(A37, "vmaf", 3.0)  # no longer asked for
    store.database.execute("DELETE FROM score WHERE id = ?", (number,))
    assert in_bulk(dataset) is None
    counts: list[int] = []
    table = ResultSource(dataset).load(progress=counts.append)
    assert counts == [2]
    assert list(table.metrics["psnr"].values)[1] == 2.0
    with pytest.raises(CancelledError):
        ResultSource(dataset).load(is_cancelled=lambda: True)


def test_empty_store_has_nothing_to_read(dataset, store) -> None:
    assert contents(in_bulk(dataset)) == contents(empty_table(dataset))


def test_scores_that_are_added_while_reading_are_left_for_the_news(
    dataset, store, monkeypatch
) -> None:
    store.put(A23, "psnr", 1.0)
    read = bulk._blocks

    def and_meanwhile(*args):
        yield from read(*args)
        store.put(A37, "psnr", 2.0)
        store.put(A23, "lpips", 2.0)

    monkeypatch.setattr(bulk, "_blocks", and_meanwhile)
    found = in_bulk(dataset)
    assert found.metrics["psnr"].state(0) is CellState.SCORE
    assert found.metrics["psnr"].state(1) is CellState.OPEN
    assert found.metrics["lpips"].state(0) is CellState.OPEN


scores = st.tuples(
    st.sampled_from([A23, A37, A65, B23, B9, ALONE, REF]),
    st.sampled_from(["psnr", "lpips", "niqe"]),
    st.sampled_from(["open", "done", "problem"]),
    st.sampled_from(["k", "other"]),
    st.booleans(),
    st.sampled_from([None, FEW]),
    st.floats(allow_nan=False),
    st.tuples(st.integers(0, 3), st.integers(0, 3)),
)


@pytest.fixture(scope="module")
def any_dataset(tmp_path_factory):
    return configure(tmp_path_factory.mktemp("any"))


@settings(max_examples=40, deadline=None)
@given(st.lists(scores, max_size=12), st.sampled_from([2, 3]))
def test_both_ways_of_reading_say_the_same(any_dataset, made, version) -> None:
    dataset = any_dataset
    dataset.store.unlink(missing_ok=True)
    store = MadeStore(dataset.store, version)
    for place, metric, state, key, is_old, problem, value, frames in made:
        is_done = state == "done"
        number = store.put(
            place,
            metric,
            value if is_done else None,
            state=state,
            key=key,
            problem=LOST if state == "problem" else problem,
            frames=frames if state != "open" else (0, 0),
        )
        if version > 2:
            store.supersede(number, is_so=is_old)
    store.close()
    assert contents(in_bulk(dataset)) == contents(one_by_one(dataset))


@pytest.mark.parametrize("answers", [[True], [False, True]])
def test_reading_in_bulk_can_be_cancelled(dataset, store, monkeypatch, answers) -> None:
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 1)
    store.put(A23, "psnr", 1.0)
    store.put(A37, "psnr", 1.0)
    said = iter(answers)
    table = empty_table(dataset)
    with reading(dataset.store) as database:
        assert not load_in_bulk(table, database, lambda: next(said), lambda _: None)
    assert contents(table) == contents(empty_table(dataset))
