"""Spatial and temporal information, colourfulness: the older tool's numbers, limits and order."""

from fractions import Fraction

import numpy as np
import pytest
import torch

from omgui.engine.kernels.information import (
    colourfulness,
    spatial_information,
    temporal_information,
)
from tests import reference_inputs
from tests.engine.kernels.frames import crop, planes_of
from tests.engine.kernels.goldens import GOLDENS


def nr_score(kernel, picture, **options):
    with torch.inference_mode():
        return kernel(planes_of(picture), **options).item()


def nr_goldens():
    true_colour = next(v for k, v in GOLDENS["extra"].items() if k.startswith("cf_true"))
    for name, value in GOLDENS["nr"]["si"].items():
        if isinstance(value, float):
            yield spatial_information, {}, name, value
    for name, value in GOLDENS["nr"]["cf"].items():
        yield colourfulness, {"wraps_uint8": True}, name, value
    for name, value in true_colour.items():
        yield colourfulness, {}, name, value


@pytest.mark.parametrize(("kernel", "options", "name", "golden"), list(nr_goldens()))
def test_no_reference_scores_of_the_older_tool(kernel, options, name, golden):
    found = nr_score(kernel, reference_inputs.image(name), **options)
    assert found == pytest.approx(golden, rel=1e-9, abs=1e-8)


def _luma(picture):
    return picture @ np.array([0.299, 0.587, 0.114])


@pytest.mark.parametrize(("height", "width"), [(3, 3), (5, 64), (131, 67), (64, 256)])
def test_spatial_information_is_the_deviation_of_the_sobel_magnitude(height, width):
    from scipy.ndimage import sobel

    picture = reference_inputs.hash_noise(height, width, seed=3)
    luma = _luma(picture)
    magnitude = np.hypot(sobel(luma, 0), sobel(luma, 1))[1:-1, 1:-1]
    expected = magnitude.std()
    assert nr_score(spatial_information, picture) == pytest.approx(expected, rel=1e-9, abs=1e-8)


def test_spatial_information_of_even_slopes_and_plain_areas_is_zero():
    slope = np.repeat(np.arange(0, 240, 4, dtype=np.uint8)[None, :, None], 3, 2).repeat(40, 0)
    assert nr_score(spatial_information, slope) == pytest.approx(0.0, abs=1e-8)
    assert nr_score(spatial_information, reference_inputs.constant(50, 60, (3, 200, 90))) == 0.0


@pytest.mark.parametrize(("height", "width"), [(1, 1), (2, 90), (90, 2)])
def test_spatial_information_needs_three_pixels_each_way(height, width):
    assert np.isnan(nr_score(spatial_information, reference_inputs.hash_noise(height, width)))


def test_grey_pictures_have_no_colour_unless_sums_wrap():
    grey = np.repeat(crop("astronaut", 100, 130)[..., :1], 3, 2)
    assert nr_score(colourfulness, grey) == 0.0
    assert nr_score(colourfulness, grey, wraps_uint8=True) > 30.0


def test_colourfulness_of_a_nearly_grey_picture_keeps_its_digits():
    picture = reference_inputs.constant(401, 299, (200, 17, 90))
    picture[7, 9] = (201, 17, 90)
    pixels = [(Fraction(183), Fraction(37, 2), 401 * 299 - 1), (Fraction(184), Fraction(19), 1)]
    count = sum(n for *_, n in pixels)
    means = [sum(p[k] * p[2] for p in pixels) / count for k in (0, 1)]
    variance = sum((p[k] - means[k]) ** 2 * p[2] for p in pixels for k in (0, 1)) / count
    expected = float(variance) ** 0.5 + 0.3 * float(means[0] ** 2 + means[1] ** 2) ** 0.5
    assert nr_score(colourfulness, picture) == pytest.approx(expected, rel=1e-14, abs=0)


def test_colourfulness_grows_with_saturation():
    photo = reference_inputs.image("coffee").astype(float)
    grey = photo.mean(2, keepdims=True)
    scores = [
        nr_score(colourfulness, np.clip(grey + share * (photo - grey), 0, 255).astype(np.uint8))
        for share in (0.0, 0.4, 0.7, 1.0)
    ]
    assert scores == sorted(scores)
    assert scores[0] < 1.0 < scores[3]


def temporal(current, previous):
    with torch.inference_mode():
        return temporal_information(planes_of(*current), planes_of(*previous))


def test_temporal_information_is_the_deviation_of_the_change_of_luma():
    current, previous = crop("astronaut", 97, 131, 60), crop("astronaut", 97, 131, 63)
    expected = (_luma(current) - _luma(previous)).std()
    assert temporal([current], [previous]).item() == pytest.approx(expected, rel=1e-9)


def test_temporal_information_ignores_a_change_that_is_the_same_everywhere():
    frame = crop("astronaut", 64, 80) // 2
    assert temporal([frame + 90], [frame]).item() == pytest.approx(0.0, abs=1e-9)
    assert temporal([frame], [frame]).item() == 0.0


def test_temporal_information_refuses_frames_of_different_size():
    with pytest.raises(ValueError, match="differ in shape"):
        temporal([crop("astronaut", 64, 80)], [crop("astronaut", 64, 81)])


def test_no_reference_scores_do_not_depend_on_the_batch():
    frames = [crop("astronaut", 101, 133, top=50 * k) for k in range(3)]
    before = [crop("coffee", 101, 133, top=50 * k) for k in range(3)]
    with torch.inference_mode():
        planes = planes_of(*frames)
        together = {
            "si": spatial_information(planes),
            "cf": colourfulness(planes),
            "wrapped": colourfulness(planes, wraps_uint8=True),
        }
    assert temporal(frames, before).tolist() == pytest.approx(
        [temporal([c], [p]).item() for c, p in zip(frames, before, strict=True)], rel=1e-12
    )
    for name, kernel, options in (
        ("si", spatial_information, {}),
        ("cf", colourfulness, {}),
        ("wrapped", colourfulness, {"wraps_uint8": True}),
    ):
        alone = [nr_score(kernel, frame, **options) for frame in frames]
        assert together[name].tolist() == pytest.approx(alone, rel=1e-12)
