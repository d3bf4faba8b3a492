"""The filters below the metrics are what they are called."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from omgui.engine.kernels import filters

PLANE = torch.rand((2, 1, 13, 9), dtype=torch.float64, generator=torch.Generator().manual_seed(5))


@pytest.mark.parametrize("length", range(1, 10))
@pytest.mark.parametrize("dim", [-1, -2])
def test_sliding_sum_adds_the_neighbours(length, dim):
    expected = PLANE.unfold(dim, length, 1).sum(-1)
    assert torch.allclose(filters.sliding_sum(PLANE, length, dim), expected)


@pytest.mark.parametrize(
    ("pad", "mode"),
    [
        (filters.pad_zero, "constant"),
        (filters.pad_reflect, "reflect"),
    ],
)
def test_padding_is_that_of_numpy_even_when_wider_than_the_plane(pad, mode):
    expected = np.pad(PLANE.numpy(), ((0, 0), (0, 0), (3, 5), (30, 2)), mode=mode)
    assert np.array_equal(pad(PLANE, 3, 5, 30, 2).numpy(), expected)


def test_separable_filter_is_the_convolution_with_the_product():
    window = torch.tensor([0.1, 0.5, 0.2, 0.7], dtype=torch.float64)
    across = torch.tensor([0.3, -0.4], dtype=torch.float64)
    expected = functional.conv2d(PLANE, (window[:, None] * across)[None, None])
    actual = filters.filter_separable(PLANE, window.tolist(), across.tolist())
    assert torch.allclose(actual, expected)


@pytest.mark.parametrize("height", [11, 18, 19, 40])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_long_filter_of_one_plane_is_the_convolution(height, dtype):
    whole = torch.rand((1, 1, height + 3, 12), dtype=dtype)
    window = torch.rand(11, dtype=torch.float64)
    for plane in (whole[..., 3:, :], whole[..., 3:, 1:], whole.repeat(2, 1, 1, 1)[..., 3:, :]):
        expected = functional.conv2d(plane, window.to(dtype).view(1, 1, -1, 1))
        assert torch.allclose(filters.filter_columns(plane, window.tolist()), expected)


def test_filter_wider_than_the_plane_is_refused_in_words():
    with pytest.raises(ValueError, match="window of 11 does not fit into 9"):
        filters.filter_rows(PLANE, [1.0] * 11)


@pytest.mark.parametrize(
    ("odd", "padding"),
    [
        (filters.Odd.DROP, (0, 0, 0, 0)),
        (filters.Odd.ZERO_AFTER, (0, 1, 0, 1)),
        (filters.Odd.ZERO_BEFORE, (1, 0, 1, 0)),
    ],
)
def test_halving_averages_two_by_two(odd, padding):
    expected = functional.avg_pool2d(functional.pad(PLANE, padding), 2)
    assert torch.allclose(filters.halve(PLANE, odd), expected)


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_block_mean_averages_whole_blocks(size):
    expected = functional.avg_pool2d(PLANE, size)
    assert torch.allclose(filters.block_mean(PLANE, size), expected)


def test_gradients_are_padded_convolutions():
    for function, rows in ((filters.prewitt, (1, 1, 1)), (filters.scharr, (3, 10, 3))):
        smooth = torch.tensor(rows, dtype=torch.float64)
        kernel = smooth[:, None] * torch.tensor([-1.0, 0.0, 1.0]) / smooth.sum()
        across, down = function(PLANE)
        assert torch.allclose(across, functional.conv2d(PLANE, kernel[None, None], padding=1))
        assert torch.allclose(down, functional.conv2d(PLANE, kernel.T[None, None], padding=1))


def test_means_of_frames_are_their_own():
    expected = PLANE.flatten(1).mean(1)
    assert torch.allclose(filters.frame_mean(PLANE), expected)
    assert torch.allclose(filters.sliding_mean(PLANE, 13, 9).flatten(), expected)
