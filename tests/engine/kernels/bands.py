"""fsim, vsi, vif and cw_ssim, metrics over bands of frequency, for their tests."""

import numpy as np
from PIL import Image

from omgui.engine.kernels.cw_ssim import cw_ssim
from omgui.engine.kernels.fsim import fsim
from omgui.engine.kernels.planes import Pair
from omgui.engine.kernels.vif import vif
from omgui.engine.kernels.vsi import vsi
from tests import reference_inputs
from tests.engine.kernels.frames import planes_of

METRICS = {"fsim": fsim, "vsi": vsi, "vif": vif, "cw_ssim": cw_ssim}


def score(metric, reference, distorted):
    return METRICS[metric](Pair(planes_of(reference), planes_of(distorted))).item()


def named_pair(name):
    reference, distorted = reference_inputs.pair(name)
    if reference.shape != distorted.shape:
        height, width, _ = reference.shape
        resized = Image.fromarray(distorted).resize((width, height), Image.Resampling.BICUBIC)
        distorted = np.array(resized)
    return reference, distorted
