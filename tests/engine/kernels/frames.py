"""Frames as the kernels take them."""

import numpy as np
import torch

from omgui.engine.kernels.planes import Planes
from tests import reference_inputs


def planes_of(*frames):
    return Planes(torch.from_numpy(np.stack(frames)))


def crop(name, height, width, top=40, left=40):
    return np.ascontiguousarray(
        reference_inputs.image(name)[top : top + height, left : left + width]
    )
