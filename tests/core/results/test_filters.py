"""Filters: what each condition finds, where a mistake is, and how typing goes on."""

from __future__ import annotations

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.metric_spec import Better
from omgui.core.results import filters
from omgui.core.results.columns import CellState, NumberColumn, PlainTable, TextColumn
from omgui.core.results.completion import complete, example_filter
from omgui.core.results.filter_terms import FilterError, quoted, read_terms
from omgui.core.results.filters import parse_filter
from omgui.core.results.live import CancelledError
from omgui.core.results.row_tests import text_column

NAN = math.nan


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [0, 1, 2, 3, 4, 5, 6]),
        ("codec=x265", [2, 4]),
        ("CODEC=X265", [2, 4]),
        ("codec!=x265", [0, 1, 3]),
        ("-codec=x265", [0, 1, 3, 5, 6]),
        ("codec:64", [0, 1, 3]),
        ("codec~6[45]$", [0, 1, 2, 3, 4]),
        ("codec~^x265", [2, 4]),
        ('codec=""', [5, 6]),
        ("crf=9", [4]),
        ("crf=09.0", [4]),
        ("crf>30", [1, 2]),
        ("crf>=37 codec=x264", [1]),
        ("crf<23", [4]),
        ("crf<=23", [0, 3, 4]),
        ("crf!=37", [0, 3, 4]),
        ("psnr<40", [1, 2, 4]),
        ("psnr>=35", [0, 2]),
        ("psnr=30", [1, 4]),
        ("psnr!=30", [0, 2]),
        ("-psnr!=30", [1, 3, 4, 5, 6]),
        ("psnr<35,5", [1, 2, 4]),
        ("x264_37", [1]),
        ("REF/B", [3, 4]),
        ('"a_x264" -37', [0]),
        ("name:x265", [2, 4]),
        ("ref:ref/b", [3, 4]),
        ("mode=same", [0, 1, 2]),
        ("file~^b_", [3, 4]),
        ("frames=2 frames_scored<2", [1]),
        ("has:problem", [3]),
        ("is:problem", [3]),
        ("-has:problem", [0, 1, 2, 4, 5, 6]),
        ("has:score", [0, 1, 2, 4]),
        ("has:lpips", [0, 1]),
        ("-has:LPIPS psnr>0", [2, 4]),
        ("has:codec", [0, 1, 2, 3, 4]),
        ("is:partial", [1]),
        ("is:flagged", [1, 2]),
        ("is:open", [2, 3, 4, 5, 6]),
        ("is=stale", []),
        ("is:complete", [0, 1]),
        ("-", []),
        ("a_x264_23.mp4=", None),
    ],
)
def test_each_condition_finds_its_rows(table, text, rows) -> None:
    if rows is None:
        with pytest.raises(FilterError):
            parse_filter(text, table)
    else:
        assert parse_filter(text, table).rows(table) == rows


@pytest.mark.parametrize(
    ("text", "spot", "says"),
    [
        ("crf>30 codek=x265", "codek", "Did you mean 'codec'?"),
        ("-codek:1", "codek", "There are: reference, file, mode, content"),
        ("crf>abc", "abc", "not a number"),
        ("psnr>1_0", "1_0", "not a number"),
        ("psnr~3", "3", "is a number"),
        ("psnr:3", "3", "is a number"),
        ("file~[a", "[a", "not a regular expression"),
        ("file~(a+)+b", "(a+)+b", "may not itself repeat"),
        ('file~"' + "a" * 501 + '"', '"' + "a" * 501 + '"', "longer than 500"),
        ("file~(?P<x>.)" + "a" * 100 + "{99999999999999}", None, "too large"),
        ("has:problm", "problm", "Did you mean 'problem'?"),
        ("is:nice", "nice", "Write one of: partial"),
        ("is<3", "3", "followed by ':'"),
        ('"open end', '"open end', "not closed"),
        ("psnr<", "psnr<", "no value"),
        ("psnr< 30", "psnr<", "no value"),
        ("<30", "<", "no name"),
        ("x" * 2001, "", "longer than 2000"),
    ],
)
def test_mistakes_are_shown_where_they_are(table, text, spot, says) -> None:
    with pytest.raises(FilterError) as caught:
        parse_filter(text, table)
    error = caught.value
    if spot:
        assert text[error.position : error.position + error.length] == spot
    assert says in str(error) or spot is None
    assert error.problem.hint


def test_quotation_marks_hold_anything(table) -> None:
    texts = ['a "b" c', "back\\slash", "=formula", "a<b", "-minus", ""]
    made = PlainTable(6, {"odd name": TextColumn("odd name", "Odd", texts)})
    for row, text in enumerate(texts):
        assert parse_filter(f'"odd name"={quoted(text)}', made).rows(made) == [row]
    assert parse_filter('"a \\"b"', made).rows(made) == [0]
    assert parse_filter('"\\s"', made).rows(made) == [1]


def test_word_may_have_marks_in_it_after_its_beginning(table) -> None:
    assert [term.value for term in read_terms("it!s what?!")] == ["it!s", "what?!"]


def test_tables_without_files_are_searched_in_all_texts() -> None:
    columns = {
        "codec": TextColumn("codec", "Codec", ["x264", "av1"]),
        "lab": TextColumn("lab", "Lab", ["AV1 lab", "other"]),
    }
    made = PlainTable(2, {**columns, "n": NumberColumn("n", "N", array("d", [1, NAN]))})
    assert parse_filter("av1", made).rows(made) == [0, 1]
    assert parse_filter("has:n", made).rows(made) == [0]


def test_rows_to_choose_from_keep_their_order(table) -> None:
    assert parse_filter("codec=x264", table).rows(table, [3, 2, 1]) == [3, 1]


def test_filtering_can_be_cancelled_between_blocks(table, monkeypatch) -> None:
    monkeypatch.setattr(filters, "_ROWS_AT_ONCE", 3)
    assert parse_filter("-is:stale", table).rows(table) == list(range(7))
    with pytest.raises(CancelledError):
        parse_filter("a", table).rows(table, is_cancelled=lambda: True)


def test_column_that_is_no_text_is_not_searched_as_one(table) -> None:
    with pytest.raises(TypeError):
        text_column(table, "psnr")


def test_state_of_a_stale_score_is_found(table) -> None:
    table.metrics["psnr"].states[4] = CellState.STALE
    assert parse_filter("is:stale", table).rows(table) == [4]


@given(st.text(alphabet='ab_1 "\\=<>~:!-.*+()[]{}|crfpsnhaisule', max_size=40))
def test_any_text_is_a_filter_or_a_mistake_in_it(text) -> None:
    made = PlainTable(
        2,
        {
            "file": TextColumn("file", "File", ["a_1.png", "b.png"]),
            "crf": TextColumn("crf", "crf", ["1", "23"]),
            "psnr": NumberColumn("psnr", "psnr", array("d", [1.0, NAN])),
        },
    )
    spot, length, found = 0, 1, []
    try:
        found = parse_filter(text, made).rows(made)
    except FilterError as error:
        spot, length = error.position, error.length
    assert 0 <= spot <= len(text)
    assert length >= 1
    assert set(found) <= {0, 1}
    words = complete(text, len(text), made)
    assert 0 <= words.start <= words.end == len(text)


@given(st.text(max_size=30))
def test_quoted_text_is_read_back(text) -> None:
    (term,) = read_terms(f"name={quoted(text)}")
    assert term.value == text
    (word,) = read_terms(quoted(text))
    assert word.value == text
    assert not word.is_negated


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats() | st.just(NAN)), max_size=30))
def test_conditions_and_their_opposites_part_the_rows(pairs) -> None:
    made = PlainTable(
        len(pairs),
        {
            "key": TextColumn("key", "Key", [key for key, _ in pairs]),
            "value": NumberColumn("value", "Value", array("d", [value for _, value in pairs])),
        },
    )
    for text in ("key=a", "value<1", "value!=2", "b", "key~a|b"):
        with_it = parse_filter(text, made).rows(made)
        without = parse_filter(f"-{text}", made).rows(made)
        assert sorted(with_it + without) == list(range(len(pairs)))
    small = [row for row, (key, value) in enumerate(pairs) if key == "a" and value < 1]
    assert parse_filter("key=a value<1", made).rows(made) == small


# -- completion ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        ("", 0, None),
        ("crf>30 ", 7, None),
        ("c", 0, ("content=", "codec=", "crf=")),
        ("-cod", 1, ("codec=",)),
        ("P", 0, ("psnr<",)),
        ("is", 0, ("is:",)),
        ("codec=", 6, ("x264", "x265")),
        ("codec=5", 6, ("x265",)),
        ("crf=", 4, ("9", "23", "37")),
        ("is:p", 3, ("partial", "problem")),
        ("has:ps", 4, ("psnr",)),
        ("psnr<", 5, ()),
        ("nothing=", 8, ()),
        ("<", 1, None),
        ('file="b', 5, ("b_x264_23.mp4", "b_x265_9.mp4")),
    ],
)
def test_filter_goes_on_with_what_the_table_has(table, text, start, words) -> None:
    found = complete(text, len(text), table)
    assert (found.start, found.end) == (start, len(text))
    if words is None:
        assert found.words[:3] == ("reference=", "file=", "mode=")
        assert found.words[-2:] == ("has:", "is:")
    else:
        assert found.words == words


def test_example_is_a_filter_that_the_table_can_answer(table) -> None:
    assert example_filter(table) == "codec=x264 crf=23 psnr<40"
    assert len(parse_filter(example_filter(table), table).rows(table)) == 0
    lower = NumberColumn("lpips", "lpips", array("d", [math.nan, 0.125]), Better.LOWER)
    counts = NumberColumn("n", "n", array("d", [1.0, 2.0]))
    empty = TextColumn("mode", "Mode", ["", ""])
    columns = {"mode": empty, "n": counts, "lpips": lower}
    assert example_filter(PlainTable(2, columns)) == "lpips>0.12"
    none = NumberColumn("ssim", "ssim", array("d", [math.nan]), Better.HIGHER)
    assert example_filter(PlainTable(1, {"ssim": none})) == ""


def test_completion_looks_at_what_stands_before_the_cursor(table) -> None:
    assert complete("codec=x2 crf>1", 8, table).words == ("x264", "x265")
