"""fsim, vsi, vif and cw_ssim: limits, order and independence, where the libraries have none."""

import math

import pytest
import torch

from omgui.engine.kernels.planes import Pair
from omgui.engine.kernels.steerable import oriented_bands
from tests import reference_inputs
from tests.engine.kernels.bands import METRICS, named_pair, score
from tests.engine.kernels.frames import planes_of

pytestmark = pytest.mark.usefixtures("inference")

SMALLEST = {"fsim": 2, "vsi": 1, "vif": 33, "cw_ssim": 64}


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("name", ["tex_64x64", "black_96x96", "const_200x150", "check_256x256"])
def test_equal_frames_score_exactly_one(metric, name):
    frame = reference_inputs.image(name)
    assert score(metric, frame, frame.copy()) == 1.0


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("other", [(0, 0, 0), (121, 121, 121), (255, 255, 255), (10, 200, 90)])
def test_two_different_constant_frames_have_no_score(metric, other):
    one = reference_inputs.constant(96, 80)
    assert math.isnan(score(metric, one, reference_inputs.constant(96, 80, other)))


def test_vif_of_a_reference_without_structure_has_no_score():
    reference, distorted = named_pair("const_200x150|const_200x150@noise20")
    assert math.isnan(score("vif", reference, distorted))
    assert score("vif", distorted, reference) == 0.0  # all structure of the source is gone


def test_phase_congruency_of_a_constant_frame_does_not_depend_on_its_level():
    _, noise = named_pair("const_200x150|const_200x150@noise20")
    scores = [
        score("fsim", reference_inputs.constant(150, 200, (level,) * 3), noise)
        for level in (118, 119, 120)
    ]
    # Single precision noise of the transform would move them by 1e-2 and more.
    assert max(scores) - min(scores) < 1e-3


def test_cw_ssim_of_patterns_finer_than_its_band_has_no_score():
    # The library gives 1000000.02.
    assert math.isnan(score("cw_ssim", *named_pair("check_256x256|check_256x256@contrast80")))


def test_flat_halves_of_two_frames_do_not_lift_cw_ssim_above_one():
    texture = reference_inputs.image("tex_512x384")
    reference = reference_inputs.constant(384, 512, (90, 90, 90))
    reference[:, :96] = texture[:, :96]
    distorted = reference.copy()
    distorted[:, :96] = reference_inputs.box_blur(reference[:, :96], 2)
    assert 0.0 < score("cw_ssim", reference, distorted) <= 1.0


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("size", [(0, 0), (0, 1), (37, 0), (13, 50)])
def test_any_size_from_the_smallest_on_has_a_score(metric, size):
    height, width = (max(SMALLEST[metric], 2) + extra for extra in size)
    frame = reference_inputs.hash_noise(height, width, seed=2)
    noisy = reference_inputs.distort(frame, "noise60")
    value = score(metric, frame, noisy)
    if metric == "vif" and min(height, width) < 40:
        # Borders take all of the coarse levels; what remains must still be a number.
        assert value >= 0.0
    assert 0.0 <= value < 1.0


@pytest.mark.parametrize("metric", METRICS)
def test_a_frame_scores_the_same_in_a_batch_and_alone(metric):
    names = ["tex_512x384", "tex_512x384@blur2", "tex_512x384@contrast60"]
    references = [reference_inputs.image(name)[:129, :150] for name in names]
    distorted = [reference_inputs.distort(frame, "noise30") for frame in references]
    distorted[1] = reference_inputs.constant(129, 150)
    together = METRICS[metric](Pair(planes_of(*references), planes_of(*distorted)))
    alone = [score(metric, *frames) for frames in zip(references, distorted, strict=True)]
    assert together.dtype == torch.float64
    assert together.tolist() == pytest.approx(alone, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("metric", METRICS)
def test_scoring_a_second_file_does_not_change_the_first(metric):
    reference = planes_of(reference_inputs.image("tex_127x93"))
    first = planes_of(reference_inputs.image("tex_127x93@block16"))
    second = planes_of(reference_inputs.image("tex_127x93@noise30"))
    before = METRICS[metric](Pair(reference, first)).item()
    METRICS[metric](Pair(reference, second))
    assert METRICS[metric](Pair(reference, first)).item() == before


@pytest.mark.parametrize("metric", ["fsim", "vsi", "cw_ssim"])
def test_swapping_the_frames_does_not_change_a_symmetric_metric(metric):
    reference, distorted = named_pair("tex_127x93|tex_127x93@block16")
    swapped = score(metric, distorted, reference)
    assert score(metric, reference, distorted) == pytest.approx(swapped, rel=1e-7)


def test_vif_tells_the_reference_from_the_distorted_frame():
    reference, distorted = named_pair("tex_127x93|tex_127x93@block16")
    assert abs(score("vif", reference, distorted) - score("vif", distorted, reference)) > 0.01


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("steps", [("jpeg80", "jpeg40", "jpeg10"), ("blur1", "blur2", "blur4")])
def test_heavier_distortion_never_improves_the_score(metric, steps):
    reference = reference_inputs.image("chelsea")[40:264, 100:388]
    scores = [score(metric, reference, reference_inputs.distort(reference, step)) for step in steps]
    assert scores == sorted(scores, reverse=True)
    assert 1.0 > scores[0] > scores[-1]


def test_vif_exceeds_one_for_raised_contrast():
    reference, distorted = named_pair("gray_333x257|gray_333x257@contrast130")
    assert 1.0 < score("vif", reference, distorted) < 1.5


def test_bands_of_the_pyramid_answer_only_to_their_direction():
    stripes = torch.arange(96.0, dtype=torch.float64).mul(0.8).sin().mul(50.0)
    vertical = stripes.expand(1, 80, 96)
    for level in oriented_bands(vertical, 3):
        assert level.down.abs().max() < 1e-12
    assert oriented_bands(vertical, 1)[0].across.abs().max() > 5.0


def test_bands_of_a_turned_picture_are_the_turned_bands():
    picture = torch.from_numpy(reference_inputs.image("tex_64x64")[..., 1]).double().unsqueeze(0)
    for level, turned in zip(
        oriented_bands(picture, 3), oriented_bands(picture.mT, 3), strict=True
    ):
        torch.testing.assert_close(level.across.abs(), turned.down.mT.abs())
        torch.testing.assert_close(level.down.abs(), turned.across.mT.abs())


def test_many_picture_sizes_do_not_fill_the_memory_with_filters():
    from omgui.engine.kernels import cw_ssim as cw_module
    from omgui.engine.kernels import fsim as fsim_module

    for width in range(64, 84):
        frame = reference_inputs.hash_noise(64, width)
        for metric in ("fsim", "cw_ssim"):
            score(metric, frame, reference_inputs.box_blur(frame, 1))
    assert fsim_module._bank.cache_info().currsize <= 8
    assert cw_module._bank.cache_info().currsize <= 8
