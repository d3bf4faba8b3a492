"""psnr, ssim, ms_ssim, gmsd, msgmsd, haarpsi, mdsi: limits, order and independence."""

import math

import numpy as np
import pytest
import torch

from omgui.engine.kernels import filters
from omgui.engine.kernels.planes import Pair
from tests.engine.kernels.frames import planes_of
from tests.engine.kernels.structure import METRICS, score
from tests.reference_inputs import checker, constant, disks, distort, texture

IDEAL = {"psnr": 80.0, "ssim": 1.0, "ms_ssim": 1.0, "haarpsi": 1.0} | dict.fromkeys(
    ("gmsd", "msgmsd", "mdsi"), 0.0
)
LOWER_IS_BETTER = {"gmsd", "msgmsd", "mdsi"}
SYMMETRIC = [name for name in METRICS if name != "mdsi"]
MIN_SIDE = {"ssim": 11, "ms_ssim": 161, "gmsd": 2, "msgmsd": 17, "haarpsi": 16}


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
        batch = METRICS[metric](Pair(planes_of(*references), planes_of(*distorted)))
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
    reference = planes_of(texture(180, 201))
    first, second = (planes_of(distort(texture(180, 201), how)) for how in ("blur1", "blur2"))
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
    reference, distorted = planes_of(texture(180, 201)), planes_of(texture(180, 201, 1))
    before = reference.frames.clone(), distorted.frames.clone()
    with torch.inference_mode():
        pair = Pair(reference, distorted)
        once = [metric(pair).item() for metric in METRICS.values()]
        twice = [metric(pair).item() for metric in METRICS.values()]
    assert once == twice
    assert torch.equal(reference.frames, before[0])
    assert torch.equal(distorted.frames, before[1])
