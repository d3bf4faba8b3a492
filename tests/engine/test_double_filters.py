"""Convolutions in double precision as sums of shifted pictures."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from omgui.engine.libraries.double_filters import DoubleFilters


def numbers(*shape):
    return torch.from_numpy(np.random.default_rng(3).standard_normal(shape))


def gaussian(side, sigma):
    line = torch.exp(-((torch.arange(side).double() - side // 2) ** 2) / (2 * sigma**2))
    return torch.outer(line, line) / line.sum() ** 2


@pytest.mark.parametrize("padding", [0, 3, (5, 0)])
@pytest.mark.parametrize(
    "filters",
    [
        gaussian(11, 1.5)[None],
        gaussian(11, 1.5).float().double()[None],  # rounded: no product of two lines any more
        torch.stack([gaussian(7, 1.0), torch.outer(torch.arange(7.0), torch.ones(7)).double()]),
        torch.zeros(1, 5, 5).double(),
        numbers(3, 4, 6),
    ],
)
def test_score_relevant_digits_are_those_of_torch(filters, padding):
    planes, weight = numbers(2, len(filters), 40, 33), filters[:, None]
    expected = functional.conv2d(planes, weight, padding=padding, groups=len(filters))
    with DoubleFilters():
        ours = functional.conv2d(planes, weight, padding=padding, groups=len(filters))
    torch.testing.assert_close(ours, expected, rtol=1e-12, atol=1e-13)


def test_picture_of_many_blocks_has_no_seams():
    planes, weight = numbers(1, 1, 700, 400), gaussian(7, 1.2)[None, None]
    with DoubleFilters():
        ours = functional.conv2d(planes, weight)
    torch.testing.assert_close(ours, functional.conv2d(planes, weight), rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize(
    ("channels", "dtype", "options"),
    [
        (1, torch.float32, {}),
        (1, torch.float64, {"stride": 2}),
        (1, torch.float64, {"dilation": (1, 2)}),
        (1, torch.float64, {"bias": torch.ones(1).double()}),
        (1, torch.float64, {"padding": "same"}),
        (2, torch.float64, {}),  # one filter that sums over channels
    ],
)
def test_other_convolutions_are_left_to_torch(channels, dtype, options):
    planes, weight = numbers(1, channels, 20, 20).to(dtype), numbers(1, channels, 5, 5).to(dtype)
    with DoubleFilters():
        ours = functional.conv2d(planes, weight, **options)
    assert torch.equal(ours, functional.conv2d(planes, weight, **options))
