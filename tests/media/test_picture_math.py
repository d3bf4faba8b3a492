"""Differences and maps as colours say what they claim."""

from __future__ import annotations

import numpy as np
import pytest

from omgui.media.picture_math import COLOURS, GAINS, coloured, difference, scale_colours


def noise(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (33, 47, 3), np.uint8)


@pytest.mark.parametrize("gain", GAINS)
def test_difference_is_amplified_and_cut_off_at_full(gain) -> None:
    reference, distorted = noise(0), noise(1)
    before = reference.copy(), distorted.copy()
    change = distorted.astype(int) - reference
    found = difference(reference, distorted, gain, is_signed=False)
    assert np.array_equal(found, np.minimum(np.abs(change) * gain, 255))
    signed = difference(reference, distorted, gain, is_signed=True)
    assert np.array_equal(signed, np.clip(128 + change * gain, 0, 255))
    assert np.array_equal(reference, before[0])
    assert np.array_equal(distorted, before[1])


def test_equal_pictures_have_no_difference() -> None:
    picture = noise(2)
    assert not difference(picture, picture, 32, is_signed=False).any()
    assert (difference(picture, picture, 32, is_signed=True) == 128).all()


@pytest.mark.parametrize("name", COLOURS)
def test_scales_become_lighter_all_the_way(name) -> None:
    colours = scale_colours(name).astype(float)
    assert colours.shape == (256, 3)
    lightness = colours @ (0.2126, 0.7152, 0.0722)
    assert (np.diff(lightness) > 0).all()


def test_map_is_coloured_between_its_ends() -> None:
    values = np.array([[-1.0, 0.0, 0.5, 1.0, 7.0, np.nan]], np.float32)
    found = coloured(values, 0.0, 1.0)
    colours = scale_colours("heat")
    assert np.array_equal(found[0, :2], colours[[0, 0]])
    assert np.array_equal(found[0, 2], colours[127])
    assert np.array_equal(found[0, 3:5], colours[[255, 255]])
    assert (found[0, 5] == 128).all()  # of no value, no colour
    assert coloured(np.zeros((2, 2), np.float32), 0.0, 0.0).shape == (2, 2, 3)


def test_logarithmic_colours_tell_small_errors_apart_in_both_directions() -> None:
    errors = np.array([[0.0, 0.001, 0.01, 0.1, 1.0, np.nan]], np.float32)
    colours = scale_colours("heat")
    wanted = [colours[place] for place in (0, 0, 85, 170, 255)]
    for values, low, high in ((errors, 0.0, 1.0), (1 - errors, 1.0, 0.0)):
        seen = coloured(values, low, high, is_log=True)
        for found, colour in zip(seen[0, :5].astype(int), wanted, strict=True):
            assert np.abs(found - colour).max() <= 4
        assert (seen[0, 5] == 128).all()
    plain = coloured(errors, 0.0, 1.0)
    assert (plain[0, 1] == plain[0, 0]).all()
