"""What curves show beyond the scores."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.curves import (
    Smoothing,
    cumulative,
    histogram,
    parse_place,
    scene_cuts,
    smoothed,
    span,
    stepped_worst,
    widened,
)

NAN, INF = math.nan, math.inf
SCORES = st.lists(st.one_of(st.floats(-100, 100), st.just(NAN), st.just(INF)), max_size=40)


def same(one, other) -> bool:
    return len(one) == len(other) and all(
        (math.isnan(a) and math.isnan(b)) or a == pytest.approx(b, abs=1e-9)
        for a, b in zip(one, other, strict=True)
    )


def windows(scores, frames):
    half = frames // 2
    for index, score in enumerate(scores):
        around = scores[max(0, index - half) : index + half + 1]
        yield score, [s for s in around if math.isfinite(s)]


@given(SCORES, st.integers(2, 9))
def test_means_are_those_of_each_window_without_gaps(scores, frames) -> None:
    expected = [
        math.fsum(around) / len(around) if math.isfinite(score) else NAN
        for score, around in windows(scores, frames)
    ]
    assert same(smoothed(scores, Smoothing.MEAN, frames), expected)


@given(SCORES, st.integers(2, 9))
def test_medians_are_those_of_each_window_without_gaps(scores, frames) -> None:
    expected = []
    for score, around in windows(scores, frames):
        around.sort()
        middle = len(around) // 2
        odd = around[middle] if len(around) % 2 else sum(around[middle - 1 : middle + 1]) / 2
        expected.append(odd if math.isfinite(score) else NAN)
    assert same(smoothed(scores, Smoothing.MEDIAN, frames), expected)


def test_means_of_large_equal_scores_do_not_drift() -> None:
    assert set(smoothed([1e6 + 0.1] * 5000, Smoothing.MEAN, 25)) == {1e6 + 0.1}


def test_median_takes_a_single_bad_frame_away_and_the_mean_spreads_it() -> None:
    scores = [40.0, 40.0, 10.0, 40.0, 40.0]
    assert list(smoothed(scores, Smoothing.MEDIAN, 3)) == [40.0] * 5
    assert list(smoothed(scores, Smoothing.MEAN, 3)) == [40.0, 30.0, 30.0, 30.0, 40.0]


@pytest.mark.parametrize(("way", "frames"), [(Smoothing.NONE, 9), (Smoothing.MEAN, 1)])
def test_without_smoothing_scores_stay_as_they_are(way, frames) -> None:
    assert same(smoothed([1.0, NAN, INF], way, frames), [1.0, NAN, INF])


def test_span_counts_only_finite_scores() -> None:
    assert span([NAN, 3.0, INF, -1.0]) == (-1.0, 3.0)
    assert span([NAN, INF]) is None


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ((0.0, 10.0), (-0.5, 10.5)),
        ((40.0, 40.0), (38.0, 42.0)),
        ((-40.0, -40.0), (-42.0, -38.0)),
        ((0.0, 0.0), (-1.0, 1.0)),
    ],
)
def test_range_has_room_also_where_all_is_equal(limits, expected) -> None:
    assert widened(*limits) == expected


def test_histogram_counts_what_is_inside_and_both_borders() -> None:
    found = histogram([0.0, 1.0, 1.9, 2.0, 4.0, 5.0, NAN], (0.0, 4.0), 4)
    assert found.edges == (0.0, 1.0, 2.0, 3.0, 4.0)
    assert found.counts == (1, 2, 1, 1)


def test_histogram_of_equal_scores_has_them_in_one_bin() -> None:
    assert histogram([3.0, 3.0], (3.0, 3.0), 2).counts == (2, 0)


def test_cumulative_share_rises_to_one() -> None:
    assert cumulative([3.0, NAN, 1.0, 2.0]) == (
        [1.0, 2.0, 3.0],
        [pytest.approx(1 / 3), pytest.approx(2 / 3), 1.0],
    )
    assert cumulative([NAN]) == ([], [])


def test_cumulative_share_of_many_scores_keeps_both_ends() -> None:
    values, shares = cumulative([float(number) for number in range(10_000)], 100)
    assert len(values) == 100
    assert (values[0], values[-1]) == (0.0, 9999.0)
    assert (shares[0], shares[-1]) == (1e-4, 1.0)


def test_cut_is_found_among_calm_frames_and_among_motion() -> None:
    calm = [0.0, *[1.0] * 10, 60.0, *[1.0] * 10]
    moving = [0.0, *[10.0] * 10, 60.0, *[10.0] * 10]
    assert scene_cuts(calm) == [11]
    assert scene_cuts(moving) == [11]


def test_fast_motion_and_a_fade_are_no_cuts() -> None:
    assert scene_cuts([0.0, *[30.0, 35.0] * 10]) == []
    assert scene_cuts([0.0, 3.0, 6.0, 9.0, 11.0, 9.0, 6.0]) == []


def test_of_two_large_changes_side_by_side_the_larger_is_the_cut() -> None:
    assert scene_cuts([0.0, 1.0, 1.0, 1.0, 40.0, 60.0, 1.0, 1.0, 1.0, 1.0]) == [5]
    assert scene_cuts([0.0, 1.0, 1.0, 1.0, 60.0, 60.0, 1.0, 1.0, 1.0, 1.0]) == [4]


def test_single_change_without_frames_around_is_a_cut() -> None:
    assert scene_cuts([50.0]) == [0]


def test_next_worst_frame_goes_through_the_list_and_stays_at_its_ends() -> None:
    worst = [70, 12, 40]
    assert stepped_worst(worst, 5, 1) == 0
    assert stepped_worst(worst, None, -1) == 0
    assert stepped_worst(worst, 70, 1) == 1
    assert stepped_worst(worst, 40, 1) == 2
    assert stepped_worst(worst, 40, -1) == 1
    assert stepped_worst(worst, 70, -1) == 0
    assert stepped_worst([], 5, 1) is None


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("250", 250),
        (" 0 ", 0),
        ("10.5 s", 262),
        ("10,5s", 262),
        ("4s", 100),
        ("0:10.5", 262),
        ("1:02:03", 93_075),
        ("0:00:04.160", 104),
        ("2.5", 62),
        ("", None),
        ("soon", None),
        ("-3", None),
    ],
)
def test_place_is_a_frame_or_a_time(text, frame) -> None:
    assert parse_place(text, 25.0) == frame


def test_time_means_nothing_without_a_frame_rate() -> None:
    assert parse_place("0:10", None) is None
    assert parse_place("250", None) == 250
