"""psnr, ssim, ms_ssim, gmsd, msgmsd, haarpsi, mdsi, and the filters and colours below them."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from omgui.engine.kernels import colour, filters, gmsd, haarpsi, mdsi, psnr, ssim
from omgui.engine.kernels.planes import Pair, Planes
from tests.reference_inputs import PAIRS, checker, constant, disks, distort, gray, image, texture
from tests.reference_inputs import pair as named_pair

METRICS = {
    "psnr": psnr.psnr,
    "ssim": ssim.ssim,
    "ms_ssim": ssim.ms_ssim,
    "gmsd": gmsd.gmsd,
    "msgmsd": gmsd.msgmsd,
    "haarpsi": haarpsi.haarpsi,
    "mdsi": mdsi.mdsi,
}
IDEAL = {"psnr": 80.0, "ssim": 1.0, "ms_ssim": 1.0, "haarpsi": 1.0} | dict.fromkeys(
    ("gmsd", "msgmsd", "mdsi"), 0.0
)
LOWER_IS_BETTER = {"gmsd", "msgmsd", "mdsi"}
SYMMETRIC = [name for name in METRICS if name != "mdsi"]
MIN_SIDE = {"ssim": 11, "ms_ssim": 161, "gmsd": 2, "msgmsd": 17, "haarpsi": 16}
GOLDENS = json.loads((Path(__file__).parents[1] / "data" / "goldens_iqa.json").read_text())
# The older tool hands over (reference, distorted) where the libraries want the opposite.
SWAPPED_BY_THE_TOOL = {"mdsi"}

# Library calls metric(distorted, reference) on the CPU with torch 2.13.0: pyiqa 0.1.16 for psnr,
# ssim and ms_ssim (test_y_channel=True, color_space="ycbcr") and gmsd; piq 0.8.0 for the others.
# haarpsi: the library in double precision; in single it is 5e-6 away from that.
LIBRARY_SCORES = {
    "disks_401x299@contrast80": {
        "psnr": 30.994892120361328,
        "ssim": 0.9913517668676247,
        "ms_ssim": 0.9901550119258415,
        "gmsd": 0.008315508253872395,
        "msgmsd": 0.012886865064501762,
        "haarpsi": 0.9711561273160397,
        "mdsi": 0.17377984523773193,
    },
    "gray_333x257@noise40": {
        "psnr": 25.700115203857422,
        "ssim": 0.6419055671455296,
        "ms_ssim": 0.9593044417276958,
        "gmsd": 0.04884422570466995,
        "msgmsd": 0.06362033635377884,
        "haarpsi": 0.6614615144954021,
        "mdsi": 0.4172675311565399,
    },
    "big_800x800@block16": {
        "psnr": 32.07306671142578,
        "ssim": 0.9835564267848409,
        "ms_ssim": 0.9910972006455856,
        "gmsd": 0.04849192127585411,
        "msgmsd": 0.04570399224758148,
        "haarpsi": 0.8041777780307678,
        "mdsi": 0.22314095497131348,
    },
    "tall_200x700@shift1": {
        "psnr": 30.549266815185547,
        "ssim": 0.8428358664855641,
        "ms_ssim": 0.9514900868696619,
        "gmsd": 0.08848629891872406,
        "msgmsd": 0.08662572503089905,
        "haarpsi": 0.7738505683593196,
        "mdsi": 0.34034958481788635,
    },
}


def planes(*frames):
    return Planes(torch.from_numpy(np.stack(frames)))


def score(metric, reference, distorted):
    """Score one pair of H×W×3 arrays; a fresh pair each time."""
    with torch.inference_mode():
        scores = METRICS[metric](Pair(planes(reference), planes(distorted)))
    assert scores.dtype == torch.float64
    assert scores.shape == (1,)
    return scores.item()


def golden_cases():
    for metric in METRICS:
        for name, golden in GOLDENS["fr"][metric].items():
            if not name.endswith("@half2"):  # the tool resizes before it scores
                yield pytest.param(metric, name, golden, id=f"{metric}-{name.split('|')[1]}")


@pytest.mark.parametrize(("metric", "name", "golden"), list(golden_cases()))
def test_score_is_that_of_the_older_tool(metric, name, golden):
    first, second = named_pair(name)
    if metric in SWAPPED_BY_THE_TOOL:
        first, second = second, first
    if isinstance(golden, dict):
        with pytest.raises(ValueError, match="pixels"):
            score(metric, first, second)
        return
    tolerance = GOLDENS["relative_tolerance"]
    expected = pytest.approx(golden, rel=tolerance.get(metric, tolerance["default"]), abs=1e-8)
    assert score(metric, first, second) == expected


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("name", LIBRARY_SCORES)
def test_score_is_that_of_the_library_in_its_own_order(metric, name):
    actual = score(metric, image(name.split("@")[0]), image(name))
    exact = 1e-9 if metric in ("ssim", "ms_ssim") else 1e-6
    expected = LIBRARY_SCORES[name][metric]
    assert abs(actual - expected) <= exact * max(1.0, abs(expected))


def library(metric):
    """Return the library's function of (distorted, reference), for single and double precision."""
    if metric in ("msgmsd", "haarpsi", "mdsi"):
        piq = pytest.importorskip("piq")
        name = {"msgmsd": "multi_scale_gmsd"}.get(metric, metric)
        return lambda x, y: getattr(piq, name)(x, y, reduction="none")
    pytest.importorskip("pyiqa")
    from pyiqa.archs import gmsd_arch, psnr_arch, ssim_arch

    luma = {"test_y_channel": True, "color_space": "ycbcr"}
    return {
        "psnr": lambda: psnr_arch.PSNR(**luma),
        "ssim": lambda: ssim_arch.SSIM(**luma),
        "ms_ssim": lambda: ssim_arch.MS_SSIM(**luma),
        "gmsd": gmsd_arch.GMSD,
    }[metric]()


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("operation", ["blur2", "noise60", "block16", "contrast80", "shift1"])
def test_score_agrees_with_the_library_that_is_installed(metric, operation):
    call = library(metric)
    for reference in (disks(191, 202), gray(170, 181), checker(162, 177), texture(520, 511)):
        distorted = distort(reference, operation)
        inputs = [planes(frame).rgb().contiguous() for frame in (distorted, reference)]
        expected = call(*inputs).item()
        if metric == "haarpsi":  # single precision costs the library up to 7e-6
            assert score(metric, reference, distorted) == pytest.approx(expected, abs=1e-5)
            expected = call(*(frames.double() for frames in inputs)).item()
        exact = 1e-9 if metric in ("ssim", "ms_ssim") else 2e-6 if metric == "mdsi" else 1e-6
        assert score(metric, reference, distorted) == pytest.approx(expected, rel=exact, abs=exact)


def all_colours():
    green, blue = np.mgrid[0:256, 0:256].astype(np.uint8)
    for red in range(256):
        yield Planes(torch.from_numpy(np.dstack([np.full_like(green, red), green, blue])[None]))


def test_luma_of_every_colour_is_its_nearest_integer_and_ties_fall_as_in_the_library():
    # Of the 16,782 colours whose Y of YIQ lies on a half the library rounds 5,204 down. BT.601
    # has 194 such, of which 84 go down; 59 next to a half leave their side.
    moved = {"yiq": 0, "601": 0}
    for frames in all_colours():
        red, green, blue = frames.frames.long().unbind(-1)
        yiq = (299 * red + 587 * green + 114 * blue + 500) // 1000
        studio = 16 + (65481 * red + 128553 * green + 24966 * blue + 127500) // 255000
        moved["yiq"] += int((colour.luma_yiq(frames)[:, 0] != yiq).sum())
        moved["601"] += int((colour.luma_601(frames)[:, 0] != studio).sum())
    assert moved == {"yiq": 5204, "601": 143}


def test_luma_of_every_colour_equals_pyiqa():
    color_util = pytest.importorskip("pyiqa.utils.color_util")
    for frames in all_colours():
        rgb = frames.rgb()
        assert torch.equal(colour.luma_yiq(frames), color_util.to_y_channel(rgb, 255, "yiq"))
        assert torch.equal(colour.luma_601(frames), color_util.to_y_channel(rgb, 255, "ycbcr"))


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize(
    "frame",
    [texture(180, 201), constant(161, 170), constant(161, 161, (0, 0, 0)), checker(161, 176)],
    ids=["texture", "flat", "black", "checker"],
)
def test_identical_frames_have_the_ideal_score_exactly(metric, frame):
    assert score(metric, frame, frame.copy()) == IDEAL[metric]


@pytest.mark.parametrize("metric", METRICS)
def test_flat_frames_of_different_brightness_have_a_finite_score_that_is_not_ideal(metric):
    dark, bright = constant(161, 170, (0, 0, 0)), constant(161, 170, (255, 255, 255))
    for reference, distorted in ((dark, bright), (bright, dark)):
        value = score(metric, reference, distorted)
        assert math.isfinite(value)
        assert value != IDEAL[metric]


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("operation", ["jpeg", "blur"])
def test_heavier_distortion_never_improves_the_score(metric, operation):
    reference = texture(180, 201)
    steps = (90, 60, 30, 10) if operation == "jpeg" else (1, 2, 4)
    scores = [score(metric, reference, distort(reference, f"{operation}{k}")) for k in steps]
    assert scores == sorted(scores, reverse=metric not in LOWER_IS_BETTER)


@pytest.mark.parametrize("metric", SYMMETRIC)
def test_swapping_reference_and_distorted_changes_nothing(metric):
    one = texture(170, 181)
    two = distort(one, "block24")
    assert score(metric, one, two) == pytest.approx(score(metric, two, one), rel=1e-8)


def test_mdsi_tells_reference_and_distorted_apart():
    one = texture(170, 181)
    two = distort(one, "block24")
    assert abs(score("mdsi", one, two) - score("mdsi", two, one)) > 1e-4


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("size", [(162, 178), (275, 163)])
def test_score_of_a_frame_does_not_depend_on_the_others_of_its_batch(metric, size):
    references = [texture(*size, seed) for seed in range(3)]
    distorted = [
        distort(frame, how)
        for frame, how in zip(references, ("blur2", "same", "noise60"), strict=True)
    ]
    with torch.inference_mode():
        batch = METRICS[metric](Pair(planes(*references), planes(*distorted)))
    singles = [score(metric, *frames) for frames in zip(references, distorted, strict=True)]
    assert batch.tolist() == pytest.approx(singles, rel=1e-12)


@pytest.mark.parametrize("metric", ["psnr", "ssim", "ms_ssim"])
def test_score_does_not_depend_on_the_cache_the_blocks_were_made_for(metric, monkeypatch):
    reference = disks(179, 202)
    distorted = distort(reference, "noise20")
    whole = score(metric, reference, distorted)
    monkeypatch.setattr(filters, "_BLOCK_SAMPLES", 202 * 7)
    assert score(metric, reference, distorted) == pytest.approx(whole, rel=1e-7)


@pytest.mark.parametrize("metric", METRICS)
def test_second_distorted_file_finds_the_work_on_the_reference_done(metric):
    reference = planes(texture(180, 201))
    first, second = (planes(distort(texture(180, 201), how)) for how in ("blur1", "blur2"))
    with torch.inference_mode():
        METRICS[metric](Pair(reference, first))
        kept = {key: id(value) for key, value in reference._kept.items()}
        again = METRICS[metric](Pair(reference, second)).item()
    assert {key: id(value) for key, value in reference._kept.items()} == kept
    assert again == score(metric, texture(180, 201), distort(texture(180, 201), "blur2"))


@pytest.mark.parametrize(("metric", "side"), list(MIN_SIDE.items()))
def test_smallest_frame_has_a_score_and_a_smaller_one_is_refused_in_words(metric, side):
    reference = texture(side, side + 9)
    assert math.isfinite(score(metric, reference, distort(reference, "noise30")))
    with pytest.raises(ValueError, match="pixel"):
        score(metric, reference[:-1], distort(reference[:-1], "noise30"))


@pytest.mark.parametrize("metric", ["psnr", "mdsi"])
def test_one_pixel_has_a_score(metric):
    one, two = constant(1, 1, (9, 9, 9)), constant(1, 1, (90, 9, 9))
    assert math.isfinite(score(metric, one, two))
    assert score(metric, one, one) == IDEAL[metric]


def test_gmsd_of_a_single_gradient_is_undefined_unless_the_frames_are_equal():
    one, two = texture(3, 3, 1), texture(3, 3, 2)
    assert math.isnan(score("gmsd", one, two))
    assert score("gmsd", one, one) == 0.0


def test_psnr_of_black_against_white_counts_the_studio_range():
    black, white = constant(8, 8, (0, 0, 0)), constant(8, 8, (255, 255, 255))
    assert score("psnr", black, white) == pytest.approx(20 * math.log10(255 / 219), rel=1e-6)


def test_psnr_reaches_80_only_for_equal_frames_of_full_hd():
    reference = np.full((1080, 1920, 3), 77, np.uint8)
    distorted = reference.copy()
    distorted[500, 700, 2] += 1
    assert score("psnr", reference, reference) == 80.0
    error = (24.966 / 255**2) ** 2 / (1080 * 1920)
    assert score("psnr", reference, distorted) == pytest.approx(-10 * math.log10(error + 1e-8))
    assert score("psnr", reference, distorted) < 80.0


def test_ssim_of_a_frame_and_its_negative_is_not_below_zero():
    reference = texture(60, 71)
    assert 0.0 <= score("ssim", reference, 255 - reference) < 0.2


def test_scores_do_not_change_the_frames():
    reference, distorted = planes(texture(180, 201)), planes(texture(180, 201, 1))
    before = reference.frames.clone(), distorted.frames.clone()
    with torch.inference_mode():
        pair = Pair(reference, distorted)
        once = [metric(pair).item() for metric in METRICS.values()]
        twice = [metric(pair).item() for metric in METRICS.values()]
    assert once == twice
    assert torch.equal(reference.frames, before[0])
    assert torch.equal(distorted.frames, before[1])


# --- filters ----------------------------------------------------------------------------------

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


def test_every_golden_pair_is_known():
    assert {name for metric in METRICS for name in GOLDENS["fr"][metric]} <= set(PAIRS)
