"""Every way of pooling, against numbers worked out by hand; numpy agrees in tests/engine."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omgui.core.metric_spec import Better
from omgui.core.pooling import Pooling, harmonic_mean, percentile, pool, pooling_label

HIGHER, LOWER, NEITHER = Better.HIGHER, Better.LOWER, Better.NEITHER
FRAMES = [50.0, 10.0, 20.0, 40.0, 30.0]
scores = st.lists(st.floats(-1e6, 1e6), min_size=1)


@pytest.mark.parametrize(
    ("pooling", "higher", "lower"),
    [
        (Pooling.MEAN, 30.0, 30.0),
        (Pooling.MEDIAN, 30.0, 30.0),
        (Pooling.MIN, 10.0, 50.0),
        (Pooling.P1, 10.4, 49.6),
        (Pooling.P5, 12.0, 48.0),
        (Pooling.P10, 14.0, 46.0),
    ],
)
def test_worst_frames_are_the_low_ones_or_the_high_ones(pooling, higher, lower) -> None:
    assert pool(FRAMES, pooling, HIGHER) == pytest.approx(higher, rel=1e-15)
    assert pool(FRAMES, pooling, NEITHER) == pytest.approx(higher, rel=1e-15)
    assert pool(FRAMES, pooling, LOWER) == pytest.approx(lower, rel=1e-15)


def test_harmonic_mean_is_that_of_vmaf() -> None:
    # libvmaf: pic_cnt / i_sum - 1.0, with i_sum += 1. / (s + 1.)
    assert pool([0.0, 1.0, 3.0], Pooling.HARMONIC, HIGHER) == pytest.approx(3 / 1.75 - 1)
    assert harmonic_mean([5.0, 5.0]) == pytest.approx(5.0)


def test_harmonic_mean_of_what_it_is_not_defined_for_is_no_number() -> None:
    assert harmonic_mean([1.0, -1.0]) is None
    assert harmonic_mean([]) is None
    assert harmonic_mean([math.inf, math.inf]) == math.inf


@pytest.mark.parametrize("pooling", Pooling)
def test_undefined_frames_do_not_count_and_nothing_has_no_score(pooling) -> None:
    assert pool([math.nan, *FRAMES], pooling, HIGHER) == pool(FRAMES, pooling, HIGHER)
    assert pool([math.nan], pooling, LOWER) is None
    assert pool([], pooling, LOWER) is None
    assert pool([7.0], pooling, LOWER) == pytest.approx(7.0)


def test_percentile_beside_infinity_stays_a_number() -> None:
    assert percentile([1.0, math.inf], 0) == 1.0
    assert percentile([math.inf, math.inf], 50) == math.inf


@given(scores)
def test_median_is_that_of_the_standard_library(values) -> None:
    found = pool(values, Pooling.MEDIAN, LOWER)
    assert found == pytest.approx(statistics.median(values), abs=1e-9)


@given(scores, st.sampled_from(list(Pooling)), st.sampled_from(list(Better)))
def test_pooled_score_lies_between_the_frames(values, pooling, better) -> None:
    found = pool(values, pooling, better)
    if found is None:
        assert pooling is Pooling.HARMONIC
        assert min(values) <= -1
    else:
        slack = 1e-6 * max(1.0, *map(abs, values))
        assert min(values) - slack <= found <= max(values) + slack


@given(scores)
def test_turning_a_metric_round_turns_the_worst_frames_round(values) -> None:
    turned = [-value for value in values]
    for pooling in (Pooling.MIN, Pooling.P1, Pooling.P5, Pooling.P10):
        found = pool(turned, pooling, LOWER)
        assert found == pytest.approx(-pool(values, pooling, HIGHER), abs=1e-6)


def test_labels_say_what_is_taken() -> None:
    assert [pooling_label(it, HIGHER) for it in Pooling] == [
        "mean",
        "harmonic mean",
        "median",
        "min",
        "1st percentile",
        "5th percentile",
        "10th percentile",
    ]
    assert [pooling_label(it, LOWER) for it in Pooling][3:] == [
        "max",
        "99th percentile",
        "95th percentile",
        "90th percentile",
    ]
    assert pooling_label(Pooling.MIN, NEITHER) == "min"
