"""Pooling gives what numpy gives, to the last digit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from omgui.core.metric_spec import Better
from omgui.core.pooling import Pooling, pool

PERCENT = {Pooling.MIN: 0, Pooling.P1: 1, Pooling.P5: 5, Pooling.P10: 10}
scores = arrays(np.float64, st.integers(1, 60), elements=st.floats(-1e6, 1e6))


@given(scores)
def test_worst_frames_are_percentiles_of_numpy(values) -> None:
    for pooling, percent in PERCENT.items():
        assert pool(values.tolist(), pooling, Better.HIGHER) == np.percentile(values, percent)
        assert pool(values.tolist(), pooling, Better.LOWER) == np.percentile(values, 100 - percent)


@given(scores)
def test_median_and_mean_are_those_of_numpy(values) -> None:
    assert pool(values.tolist(), Pooling.MEDIAN, Better.LOWER) == np.percentile(values, 50)
    found = pool(values.tolist(), Pooling.MEAN, Better.HIGHER)
    assert found == pytest.approx(values.mean(), rel=1e-9, abs=1e-6)
