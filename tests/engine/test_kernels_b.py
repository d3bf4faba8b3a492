"""fsim, vsi, vif and cw_ssim: numbers of the libraries, and sense where those have none."""

import json
import math
import warnings
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from omgui.engine.kernels.cw_ssim import cw_ssim
from omgui.engine.kernels.fsim import fsim
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.kernels.steerable import oriented_bands
from omgui.engine.kernels.vif import vif
from omgui.engine.kernels.vsi import vsi
from tests import reference_inputs

METRICS = {"fsim": fsim, "vsi": vsi, "vif": vif, "cw_ssim": cw_ssim}
SMALLEST = {"fsim": 2, "vsi": 1, "vif": 33, "cw_ssim": 64}
GOLDENS = json.loads(
    (Path(__file__).parent.parent / "data" / "goldens_iqa.json").read_text("utf-8")
)

# metric(distorted, reference) of pyiqa 0.1.16 with torch 2.13.0 on a CPU, one thread: fsim in
# single precision, vsi and cw_ssim in the library's double, vif run in double throughout (its
# own float() replaced by double(), luma as in single precision).
FROZEN = {
    "tex_64x64|tex_64x64@blur1": {
        "fsim": 0.9860702157020569,
        "vsi": 0.9953482893807456,
        "vif": 0.8779532656736969,
        "cw_ssim": 0.999859753382051,
    },
    "gray_333x257|gray_333x257@block12": {
        "fsim": 0.9833980798721313,
        "vsi": 0.9954328093552405,
        "vif": 0.8204767674339822,
        "cw_ssim": 0.9946866427136594,
    },
    "astronaut|astronaut@jpeg10": {
        "fsim": 0.9480308294296265,
        "vsi": 0.9837562773494042,
        "vif": 0.38342755683686525,
        "cw_ssim": 0.9907369794042332,
    },
    "disks_401x299|disks_401x299@noise20": {
        "fsim": 0.6423641443252563,
        "vsi": 0.916851664997824,
        "vif": 0.6674368145923214,
        "cw_ssim": 0.9827825957404976,
    },
    "tall_200x700|tall_200x700@noise50": {
        "fsim": 0.7257360816001892,
        "vsi": 0.8918349386263092,
        "vif": 0.2938303074357285,
        "cw_ssim": 0.8666694243893287,
    },
}
# The same double precision run of vif with the arguments swapped, where the single precision of
# the older tool gives NaN.
FROZEN_SWAPPED_VIF = {
    "tex_512x384|tex_512x384@blur2": 0.927954952925573,
    "check_256x256|check_256x256@blur1": 0.4152235143935515,
}
# A grey frame without any detail: the library's phase congruency is the rounding noise of its
# transform there (0.5835 in single, 0.6243 in double precision).
ROUNDING_NOISE = {("fsim", "const_200x150|const_200x150@noise20")}


@pytest.fixture(autouse=True)
def _inference():
    with torch.inference_mode():
        yield


def planes(*frames):
    return Planes(torch.from_numpy(np.stack(frames)))


def score(metric, reference, distorted):
    return METRICS[metric](Pair(planes(reference), planes(distorted))).item()


def named_pair(name):
    reference, distorted = reference_inputs.pair(name)
    if reference.shape != distorted.shape:
        height, width, _ = reference.shape
        resized = Image.fromarray(distorted).resize((width, height), Image.Resampling.BICUBIC)
        distorted = np.array(resized)
    return reference, distorted


def golden_cases():
    for metric in METRICS:
        for name, value in GOLDENS["fr"][metric].items():
            if not isinstance(value, dict) and (metric, name) not in ROUNDING_NOISE:
                yield metric, name, float(value)


@pytest.mark.parametrize(("metric", "name", "golden"), list(golden_cases()))
def test_scores_are_those_of_the_older_tool(metric, name, golden):
    reference, distorted = named_pair(name)
    if metric == "vif":  # the older tool passes the arguments the wrong way round
        reference, distorted = distorted, reference
    ours = score(metric, reference, distorted)
    if math.isnan(golden):
        assert 0.0 < ours < 1.0  # its rounding, not the definition, has no number there
    elif name.endswith("@same"):
        assert ours == 1.0
        assert golden == pytest.approx(1.0, abs=1e-5)
    else:
        tolerance = GOLDENS["relative_tolerance"]
        relative = tolerance.get(metric, tolerance["default"])
        assert ours == pytest.approx(golden, rel=relative, abs=1e-8)


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("name", FROZEN)
def test_scores_are_those_of_the_library(metric, name):
    assert score(metric, *named_pair(name)) == pytest.approx(FROZEN[name][metric], abs=1e-6)


@pytest.mark.parametrize("name", FROZEN_SWAPPED_VIF)
def test_vif_of_a_smooth_reference_is_that_of_the_library_in_double_precision(name):
    reference, distorted = named_pair(name)
    expected = FROZEN_SWAPPED_VIF[name]
    assert score("vif", distorted, reference) == pytest.approx(expected, abs=1e-6)


LIBRARY_PAIRS = [
    "tex_127x93|tex_127x93@contrast60",
    "noise_224x224|noise_224x224@bright20",
    "disks_401x299|disks_401x299@blur4",
    "chelsea|chelsea@jpeg80",
]


@pytest.mark.parametrize("name", LIBRARY_PAIRS)
@pytest.mark.parametrize("metric", METRICS)
def test_scores_equal_a_run_of_the_library(metric, name, monkeypatch):
    pytest.importorskip("pyiqa")
    reference, distorted = named_pair(name)
    expected = library_score(metric, reference, distorted, monkeypatch)
    assert score(metric, reference, distorted) == pytest.approx(expected, abs=1e-6)


def library_score(metric, reference, distorted, monkeypatch):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyiqa.archs import fsim_arch, ssim_arch, vif_arch, vsi_arch
    one, other = (
        torch.from_numpy(frame).permute(2, 0, 1).unsqueeze(0).float().div(255.0)
        for frame in (distorted, reference)
    )
    if metric == "vif":
        luma = vif_arch.to_y_channel
        monkeypatch.setattr(vif_arch, "to_y_channel", lambda x, top: luma(x, top).double())
        monkeypatch.setattr(torch.Tensor, "float", torch.Tensor.double)
        return vif_arch.VIF()(one, other).item()
    model = {
        "fsim": fsim_arch.FSIM,
        "vsi": vsi_arch.VSI,
        "cw_ssim": lambda: ssim_arch.CW_SSIM(color_space="ycbcr"),
    }[metric]()
    return model(one, other).item()


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
    together = METRICS[metric](Pair(planes(*references), planes(*distorted)))
    alone = [score(metric, *frames) for frames in zip(references, distorted, strict=True)]
    assert together.dtype == torch.float64
    assert together.tolist() == pytest.approx(alone, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("metric", METRICS)
def test_scoring_a_second_file_does_not_change_the_first(metric):
    reference = planes(reference_inputs.image("tex_127x93"))
    first = planes(reference_inputs.image("tex_127x93@block16"))
    second = planes(reference_inputs.image("tex_127x93@noise30"))
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
