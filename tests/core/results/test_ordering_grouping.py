"""Order, rank, groups, and two tables side by side."""

from __future__ import annotations

import math
import statistics
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.metric_spec import Better
from omgui.core.problems import ProblemError
from omgui.core.results.columns import (
    CellState,
    NumberColumn,
    PlainTable,
    TextColumn,
    empty_metric_column,
    natural_key,
)
from omgui.core.results.comparing import (
    JoinBy,
    SameKey,
    compare,
    mark_same_keys,
    shown_first,
)
from omgui.core.results.csv_tables import read_csv_table
from omgui.core.results.grouping import Statistic, group_rows, statistic_key
from omgui.core.results.live import CancelledError, ResultSource
from omgui.core.results.ordering import SortKey, ranks, sort_rows
from tests.core.results.made import A23, KNOWN, YAML, MadeStore, configure

NAN = math.nan
values = st.lists(st.floats(-1e3, 1e3) | st.just(NAN), max_size=30)


def metric(numbers, better=Better.HIGHER, name="psnr"):
    column = empty_metric_column(name, len(numbers), better)
    column.values = array("d", numbers)
    column.states[:] = bytes(
        CellState.OPEN if math.isnan(number) else CellState.SCORE for number in numbers
    )
    return column


def made(numbers, keys=None, better=Better.HIGHER) -> PlainTable:
    keys = keys if keys is not None else [""] * len(numbers)
    return PlainTable(
        len(numbers),
        {"key": TextColumn("key", "Key", keys), "psnr": metric(numbers, better)},
    )


def same(one, other) -> bool:
    return len(one) == len(other) and all(
        a == b or (math.isnan(a) and math.isnan(b)) for a, b in zip(one, other, strict=True)
    )


# -- order --------------------------------------------------------------------------------------


def test_rows_without_a_score_come_last_in_both_directions() -> None:
    table = made([2.0, NAN, 3.0, 1.0])
    assert sort_rows(table, range(4), [SortKey("psnr")]) == [3, 0, 2, 1]
    assert sort_rows(table, range(4), [SortKey("psnr", is_descending=True)]) == [2, 0, 3, 1]


def test_names_are_sorted_as_people_count() -> None:
    keys = ["clip10", "clip2", "", "Clip1", "clip02", "10", "9", "a"]
    table = made([0.0] * 8, keys)
    order = sort_rows(table, range(8), [SortKey("key")])
    assert [keys[row] for row in order] == [
        "9",
        "10",
        "a",
        "Clip1",
        "clip02",
        "clip2",
        "clip10",
        "",
    ]
    down = sort_rows(table, range(8), [SortKey("key", is_descending=True)])
    assert [keys[row] for row in down] == [*reversed([keys[row] for row in order[:-1]]), ""]
    assert natural_key("") < natural_key("1") < natural_key("a")


def test_columns_of_numbers_in_names_are_sorted_as_numbers() -> None:
    keys = ["2.5", "10", "-1", "0.5", ""]
    order = sort_rows(made([0.0] * 5, keys), range(5), [SortKey("key")])
    assert [keys[row] for row in order] == ["-1", "0.5", "2.5", "10", ""]


def test_equal_rows_keep_their_order_and_unknown_columns_change_nothing() -> None:
    table = made([1.0, 2.0, 1.0, 2.0], ["b", "b", "a", "a"])
    keys = [SortKey("psnr", is_descending=True), SortKey("gone"), SortKey("key")]
    assert sort_rows(table, [0, 1, 2, 3], keys) == [3, 1, 2, 0]
    assert sort_rows(table, [2, 1, 0], [SortKey("gone")]) == [2, 1, 0]


@given(values)
def test_sorting_loses_no_row(numbers) -> None:
    found = sort_rows(made(numbers), range(len(numbers)), [SortKey("psnr", is_descending=True)])
    assert sorted(found) == list(range(len(numbers)))
    there = [numbers[row] for row in found if not math.isnan(numbers[row])]
    assert there == sorted(there, reverse=True)


# -- rank ---------------------------------------------------------------------------------------


def test_rank_is_1_for_the_best_by_the_direction_of_the_metric() -> None:
    numbers = [10.0, NAN, 30.0, 20.0, 20.0]
    assert same(ranks(metric(numbers)), [0.0, NAN, 1.0, 0.5, 0.5])
    assert same(ranks(metric(numbers, Better.LOWER)), [1.0, NAN, 0.0, 0.5, 0.5])
    assert same(ranks(metric(numbers), rows=[0, 3]), [0.0, NAN, NAN, 1.0, NAN])


def test_only_scores_that_judge_have_ranks() -> None:
    for column in (
        metric([1.0, 2.0], Better.NEITHER),
        NumberColumn("n", "N", array("d", [1.0, 2.0])),
        TextColumn("t", "T", ["1", "2"]),
    ):
        assert same(ranks(column), [NAN, NAN])
    assert list(ranks(metric([5.0]))) == [1.0]
    assert list(ranks(metric([]))) == []


# -- groups -------------------------------------------------------------------------------------


def test_groups_have_mean_median_spread_and_what_is_missing(table) -> None:
    found = group_rows(table, range(7), ["codec"], ["psnr", "lpips", "gone", "file"])
    assert found.by == ("codec",)
    assert list(found.columns["codec"].values) == ["x264", "x265", ""]
    assert found.members == [[0, 1, 3], [2, 4], [5, 6]]
    assert found.row_count == 3
    assert same(found.columns["psnr mean"].values, [35.0, 32.5, NAN])
    assert same(found.columns["psnr median"].values, [35.0, 32.5, NAN])
    deviation = statistics.stdev([40.0, 30.0])
    assert found.columns["psnr std"].values[0] == pytest.approx(deviation)
    assert list(found.columns["psnr missing"].values) == [1, 0, 2]
    assert list(found.columns["count"].values) == [3, 2, 2]
    assert found.columns["psnr mean"].better is Better.HIGHER
    assert found.columns["psnr std"].better is None
    assert "gone mean" not in found.columns
    assert statistic_key("psnr", Statistic.STD) == "psnr std"


def test_without_fields_all_rows_are_one_group_and_no_rows_are_none(table) -> None:
    whole = group_rows(table, [0, 1], [], ["psnr"])
    assert whole.members == [[0, 1]]
    assert group_rows(table, [], ["codec"], ["psnr"]).row_count == 0


def test_grouping_can_be_cancelled(table) -> None:
    with pytest.raises(CancelledError):
        group_rows(table, [0], [], ["psnr"], lambda: True)


@given(st.lists(st.tuples(st.sampled_from(["x", "y", ""]), st.floats(-9, 9) | st.just(NAN))))
def test_every_row_is_in_exactly_one_group_and_its_mean_is_theirs(pairs) -> None:
    table = made([value for _, value in pairs], [key for key, _ in pairs])
    found = group_rows(table, range(len(pairs)), ["key"], ["psnr"])
    assert sorted(row for group in found.members for row in group) == list(range(len(pairs)))
    for number, group in enumerate(found.members):
        assert {pairs[row][0] for row in group} == {found.columns["key"].values[number]}
        there = [pairs[row][1] for row in group if not math.isnan(pairs[row][1])]
        mean, spread = found.columns["psnr mean"].values, found.columns["psnr std"].values
        if there:
            assert mean[number] == pytest.approx(statistics.fmean(there), abs=1e-12)
        else:
            assert math.isnan(mean[number])
        if len(there) > 1:
            assert spread[number] == pytest.approx(statistics.stdev(there), abs=1e-9)
        else:
            assert math.isnan(spread[number])
        assert found.columns["psnr missing"].values[number] == len(group) - len(there)


def test_spread_of_the_largest_numbers_there_are_is_a_number_and_of_endless_ones_is_none() -> None:
    spread = group_rows(made([1e300, -1e300]), [0, 1], [], ["psnr"]).columns["psnr std"]
    assert spread.values[0] == pytest.approx(2**0.5 * 1e300)
    endless = group_rows(made([math.inf, 1.0]), [0, 1], [], ["psnr"]).columns["psnr std"]
    assert math.isnan(endless.values[0])


# -- compared -----------------------------------------------------------------------------------


def rows_of(references, files, numbers, **more) -> PlainTable:
    columns = {
        "reference": TextColumn("reference", "Reference", references),
        "file": TextColumn("file", "File", files),
        **more,
        "psnr": metric(numbers),
    }
    return PlainTable(len(files), columns)


def test_rows_are_joined_and_differences_counted_from_the_first() -> None:
    one = rows_of(["r", "r", "r"], ["a", "b", "c"], [1.0, 2.0, NAN])
    other = rows_of(
        ["r", "r", "r"],
        ["d", "b", "c"],
        [9.0, 2.5, 3.0],
        codec=TextColumn("codec", "Codec", ["x", "y", "z"]),
    )
    found = compare(one, other)
    assert found.row_count == 4
    assert list(found.columns["file"].values) == ["a", "b", "c", "d"]
    assert list(found.columns["codec"].values) == ["", "y", "z", "x"]
    sides = ["first only", "both", "both", "second only"]
    assert list(found.columns["side"].values) == sides
    assert same(found.columns["psnr 1"].values, [1.0, 2.0, NAN, NAN])
    assert same(found.columns["psnr 2"].values, [NAN, 2.5, 3.0, 9.0])
    assert same(found.columns["psnr difference"].values, [NAN, 0.5, NAN, NAN])
    assert found.columns["psnr difference"].better is Better.HIGHER
    assert (found.first_rows, found.second_rows) == ([0, 1, 2, -1], [-1, 1, 2, 0])


def test_columns_that_tell_nothing_are_not_shown_first() -> None:
    flags = TextColumn("flags", "flags", ["", ""])
    one = rows_of(["r", "r"], ["a", "b"], [1.0, 2.0], flags=flags)
    codec = TextColumn("codec", "Codec", ["x", "y"])
    other = rows_of(["r", "r"], ["a", "b"], [2.0, 2.5], codec=codec)
    found = compare(one, other, names=("old", "new"))
    assert "flags" not in found.columns
    assert shown_first(found) == ("file", "psnr difference", "psnr 1", "psnr 2", "codec")
    assert [found.columns[f"psnr {n}"].title for n in (1, 2)] == ["psnr old", "psnr new"]
    more = compare(one, rows_of(["r"], ["c"], [2.0]))
    assert shown_first(more) == ("file", "side", "psnr difference", "psnr 1", "psnr 2")


def test_rows_can_be_joined_by_the_names_of_files_where_folders_differ() -> None:
    one = rows_of(["old/r.mp4"], ["x/a.mp4"], [1.0])
    other = rows_of(["new/r.mp4"], ["y/a.mp4"], [3.0])
    assert compare(one, other).row_count == 2
    found = compare(one, other, JoinBy.NAME)
    assert list(found.columns["psnr difference"].values) == [2.0]
    assert list(found.columns["reference"].values) == ["old/r.mp4"]


def test_rows_that_are_listed_twice_are_joined_one_by_one() -> None:
    one = rows_of(["r", "r"], ["a", "a"], [1.0, 2.0])
    other = rows_of(["r", "r", "r"], ["a", "a", "a"], [5.0, 7.0, 9.0])
    found = compare(one, other)
    assert same(found.columns["psnr difference"].values, [4.0, 5.0, NAN])


def test_metrics_that_one_table_lacks_have_no_difference() -> None:
    one = rows_of([""], ["a"], [1.0])
    other = PlainTable(1, {"file": TextColumn("file", "File", ["a"])})
    assert compare(one, other).metrics == {}
    assert compare(other, one).metrics == {}


def test_scores_of_the_same_files_and_settings_are_marked(tmp_path, dataset, store) -> None:
    store.put(A23, "psnr", 1.0, key="same")
    store.put(A23, "lpips", 1.0, key="one")
    (tmp_path / "other").mkdir()
    twin = configure(tmp_path / "other")
    beside = MadeStore(twin.store)
    beside.put(A23, "psnr", 1.0, key="same")
    beside.put(A23, "lpips", 1.0, key="other")
    beside.close()
    found = compare(ResultSource(dataset).load(), ResultSource(twin).load())
    mark_same_keys(found, dataset.store, twin.store)
    assert found.same_keys["psnr"][:2] == bytes([SameKey.SAME, SameKey.UNKNOWN])
    assert found.same_keys["lpips"][0] == SameKey.OTHER
    with pytest.raises(CancelledError):
        mark_same_keys(found, dataset.store, twin.store, lambda: True)


def test_rows_of_one_side_only_have_no_key_in_common(tmp_path, dataset, store) -> None:
    (tmp_path / "other").mkdir()
    twin = configure(tmp_path / "other", YAML, {}, [])
    MadeStore(twin.store).close()
    table = ResultSource(dataset).load()
    for found in (
        compare(table, ResultSource(twin).load()),
        compare(ResultSource(twin).load(), table),
    ):
        mark_same_keys(found, dataset.store, twin.store)
        assert set(found.same_keys["psnr"]) == {SameKey.UNKNOWN}


# -- CSV ----------------------------------------------------------------------------------------


def test_wide_csv_is_a_table_to_compare_with(tmp_path, table) -> None:
    path = tmp_path / "old_scores.csv"
    path.write_text(
        "reference,filename,mode,psnr,lpips,flags\n"
        "ref/a.mp4,a_x264_23.mp4,same,39.5,,\n"
        "ref/a.mp4,a_x264_37.mp4,same,nan,0.5,psnr: file-missing\n"
        "ref/a.mp4,'=odd.mp4,same,1,0.5,'quoted\n"
    )
    old = read_csv_table(path, KNOWN)
    assert list(old.columns["file"].values)[2] == "=odd.mp4"
    assert list(old.columns["flags"].values)[2] == "'quoted"
    psnr, lpips = old.columns["psnr"], old.columns["lpips"]
    assert [psnr.state(row) for row in range(2)] == [CellState.SCORE, CellState.PROBLEM]
    assert lpips.state(0) is CellState.OPEN
    found = compare(old, table)
    assert found.columns["psnr difference"].values[0] == 0.5
    mark_same_keys(found, *[_a_store(tmp_path)] * 2)
    assert set(found.same_keys["psnr"]) == {SameKey.UNKNOWN}


def _a_store(folder):
    MadeStore(folder / "any.omgui").close()
    return folder / "any.omgui"


def test_column_named_like_a_metric_that_holds_texts_is_one_of_texts(tmp_path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("filename,psnr\na,high\n")
    assert isinstance(read_csv_table(path, KNOWN).columns["psnr"], TextColumn)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "first line"),
        (b"a,a\n1,2\n", "first line"),
        (b"a,b\n1\n", "line 2"),
        (b"\xff\xfe,b\n", "UTF-8"),
    ],
)
def test_files_that_are_no_tables_are_refused_in_words(tmp_path, content, says) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        read_csv_table(path, KNOWN)
    assert caught.value.problem.code == "csv-unreadable"
    assert says in caught.value.problem.message


def test_csv_that_is_missing_or_endless_is_refused(tmp_path, monkeypatch) -> None:
    with pytest.raises(ProblemError):
        read_csv_table(tmp_path / "none.csv", KNOWN)
    path = tmp_path / "t.csv"
    path.write_text("a\n1\n")
    monkeypatch.setattr("omgui.core.results.csv_tables._SIZE_LIMIT", 1)
    with pytest.raises(ProblemError) as caught:
        read_csv_table(path, KNOWN)
    assert "larger" in caught.value.problem.message
