"""Rows and small parts of learned full-reference metrics."""

import pytest
import torch

from omgui.engine.libraries.deep_fr.crops import uniform_crops
from omgui.engine.libraries.deep_fr.pointwise import speed_up_pointwise
from tests.engine.deep_fr.parts import SCORES, SPECS
from tests.filled_deep_fr import NAMES
from tests.make_goldens_deep_fr import CASES

ASYMMETRIC_TOOL = {"topiq_fr", "ahiq", "pieapp"}


def test_every_row_has_its_own_golden_numbers():
    assert set(SCORES) == set(SPECS) == set(NAMES)
    known = [tuple(scores.values()) for scores in SCORES.values()]
    # Stand-ins of both TOPIQs are equal, and so are their networks.
    assert len(set(known)) == len(known) - 1


@pytest.mark.parametrize("name", list(SPECS))
def test_only_the_older_tools_asymmetric_metrics_offer_its_order(name):
    moved = SCORES[name]["swapped"] - SCORES[name][CASES[0]]
    if name in ASYMMETRIC_TOOL:
        assert abs(moved) > 1e-4
    assert bool(SPECS[name].options) == bool(SPECS[name].compat_options)
    assert bool(SPECS[name].options) == (name in ASYMMETRIC_TOOL)


def test_crops_lie_at_even_steps_and_skip_the_last_of_the_grid():
    frames = torch.arange(2 * 60 * 45, dtype=torch.float32).view(2, 1, 60, 45)
    crops = uniform_crops(frames, 20, 20)
    assert crops.shape == (40, 1, 20, 20)
    # Steps of (60 - 20) // 4 and (45 - 20) // 4; crop 7 is in the second row, third column.
    assert torch.equal(crops[7, 0], frames[0, 0, 10:30, 12:32])
    assert torch.equal(crops[39, 0], frames[1, 0, 30:50, 24:44])


def test_crops_of_a_small_picture_are_taken_from_an_enlarged_one():
    ramp = torch.linspace(0, 1, 10).view(1, 1, 1, 10).expand(1, 1, 8, 10)
    crops = uniform_crops(ramp, 16, 2)
    assert crops.shape == (2, 1, 16, 16)
    assert crops[0, 0, 0].diff().min() >= 0
    # 17 by 21 pixels: a step of (21 - 16) // 1 to the right.
    assert torch.equal(crops[0, ..., 5:], crops[1, ..., :11])


@pytest.mark.parametrize(("stride", "bias"), [(1, True), (2, False)])
def test_pointwise_convolution_by_another_library_is_the_same(stride, bias):
    torch.manual_seed(3)
    network = torch.nn.Sequential(torch.nn.Conv2d(24, 7, 1, stride=stride, bias=bias))
    network.append(torch.nn.Conv2d(7, 5, 3)).requires_grad_(False)
    frames = torch.rand(2, 21, 30, 24).permute(0, 3, 1, 2)
    expected = network(frames)
    speed_up_pointwise(network)
    assert isinstance(network[1], torch.nn.Conv2d)
    assert torch.allclose(network(frames), expected, atol=1e-6)


def test_afine_terms_tell_reference_and_distorted_apart():
    # Else the stand-ins would hide an exchange of the two.
    for whole in ("afine_all", "afine_all_scale"):
        assert abs(SCORES[whole]["swapped"] - SCORES[whole][CASES[0]]) > 1e-3
