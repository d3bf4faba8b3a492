from __future__ import annotations

import math
import random
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.pooling import Pooled, pool_mean

scores = st.floats(allow_nan=False, allow_infinity=False)
maybe_scores = st.lists(st.none() | scores)


def test_mean_counts_only_frames_that_have_a_score() -> None:
    assert pool_mean([1.0, None, 4.0]) == Pooled(2.5, frames_scored=2, frames_expected=3)


@pytest.mark.parametrize("values", [[], [None], [None, math.nan]])
def test_item_without_any_score_has_no_value(values: list[float | None]) -> None:
    assert pool_mean(values) == Pooled(None, frames_scored=0, frames_expected=len(values))


def test_not_a_number_is_a_missing_score() -> None:
    assert pool_mean([math.nan, 3.0]) == Pooled(3.0, frames_scored=1, frames_expected=2)


def test_frames_that_were_never_tried_are_expected_all_the_same() -> None:
    assert pool_mean([2.0, 4.0], frames_expected=5) == Pooled(3.0, 2, 5)


def test_mean_is_rounded_once() -> None:
    assert pool_mean([0.1] * 10).value == 0.1
    assert pool_mean([1e100, 1.0, -1e100]).value == 1 / 3  # one by one, the 1 would be lost


def test_infinite_scores_of_one_sign_stay_infinite() -> None:
    assert pool_mean([1.0, math.inf]).value == math.inf
    assert pool_mean([1.0, -math.inf]).value == -math.inf


def test_infinite_scores_of_both_signs_have_no_mean() -> None:
    assert pool_mean([math.inf, -math.inf]) == Pooled(None, 2, 2)


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        ([sys.float_info.max] * 3, sys.float_info.max),
        ([1e308, 1e308, math.inf], math.inf),
        ([1.5e308, 1.5e308, -math.inf, math.inf], None),
    ],
)
def test_sum_too_large_for_a_float_does_not_lose_the_mean(
    values: list[float], mean: float | None
) -> None:
    assert pool_mean(values).value == mean


@given(maybe_scores)
def test_mean_lies_between_lowest_and_highest_score(values: list[float | None]) -> None:
    pooled = pool_mean(values)
    present = [value for value in values if value is not None]
    assert pooled.frames_scored == len(present)
    if present:
        assert pooled.value is not None
        slack = 1e-15 * max(abs(value) for value in present) + 1e-300
        assert min(present) - slack <= pooled.value <= max(present) + slack


@given(st.lists(st.floats(-1e300, 1e300), min_size=1), st.randoms(use_true_random=False))
def test_mean_does_not_depend_on_the_order_of_frames(
    values: list[float], chance: random.Random
) -> None:
    shuffled = list(values)
    chance.shuffle(shuffled)
    assert pool_mean(shuffled) == pool_mean(values)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1))
def test_mean_is_that_of_exact_arithmetic(values: list[float]) -> None:
    exact = sum(map(Fraction, values)) / len(values)
    assert pool_mean(values).value == pytest.approx(float(exact), rel=4e-16, abs=5e-324)
