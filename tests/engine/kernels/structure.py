"""psnr, ssim, ms_ssim, gmsd, msgmsd, haarpsi and mdsi, for their tests."""

import torch

from omgui.engine.kernels import gmsd, haarpsi, mdsi, psnr, ssim
from omgui.engine.kernels.planes import Pair
from tests.engine.kernels.frames import planes_of

METRICS = {
    "psnr": psnr.psnr,
    "ssim": ssim.ssim,
    "ms_ssim": ssim.ms_ssim,
    "gmsd": gmsd.gmsd,
    "msgmsd": gmsd.msgmsd,
    "haarpsi": haarpsi.haarpsi,
    "mdsi": mdsi.mdsi,
}


def score(metric, reference, distorted):
    """Score one pair of H×W×3 arrays; a fresh pair each time."""
    with torch.inference_mode():
        scores = METRICS[metric](Pair(planes_of(reference), planes_of(distorted)))
    assert scores.dtype == torch.float64
    assert scores.shape == (1,)
    return scores.item()
