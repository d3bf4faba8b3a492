"""psnr, ssim, ms_ssim, gmsd, msgmsd, haarpsi, mdsi: the older tool's and the libraries' numbers."""

import pytest

from tests.engine.kernels.frames import planes_of
from tests.engine.kernels.goldens import GOLDENS
from tests.engine.kernels.structure import METRICS, score
from tests.reference_inputs import PAIRS, checker, disks, distort, gray, image, texture
from tests.reference_inputs import pair as named_pair

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
        inputs = [planes_of(frame).rgb().contiguous() for frame in (distorted, reference)]
        expected = call(*inputs).item()
        if metric == "haarpsi":  # single precision costs the library up to 7e-6
            assert score(metric, reference, distorted) == pytest.approx(expected, abs=1e-5)
            expected = call(*(frames.double() for frames in inputs)).item()
        exact = 1e-9 if metric in ("ssim", "ms_ssim") else 2e-6 if metric == "mdsi" else 1e-6
        assert score(metric, reference, distorted) == pytest.approx(expected, rel=exact, abs=exact)


def test_every_golden_pair_is_known():
    assert {name for metric in METRICS for name in GOLDENS["fr"][metric]} <= set(PAIRS)
