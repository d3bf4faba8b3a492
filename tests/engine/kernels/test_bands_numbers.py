"""fsim, vsi, vif and cw_ssim: the numbers of the older tool and of the libraries."""

import math
import warnings

import pytest
import torch

from tests.engine.kernels.bands import METRICS, named_pair, score
from tests.engine.kernels.goldens import GOLDENS

pytestmark = pytest.mark.usefixtures("inference")

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
