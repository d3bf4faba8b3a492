"""Codec-free test clips: lists of uint8 RGB frames built from reference_inputs.

Origin: the clip formulas published with tests/data/goldens_video_modes.json.
"""

from __future__ import annotations

import numpy as np
from tests import reference_inputs as I

BASE = dict(h=72, w=96)


def frame(t):
    a = np.roll(I.texture(BASE["h"], BASE["w"], 1), (t, 2 * t), (0, 1)).astype(np.int64)
    return np.clip(a + 3 * (t % 5), 0, 255).astype(np.uint8)


def clip(name):
    """name = 'ref<N>' or '<op>:<N>' (op from images.distort), optional '/<k>' = only every k-th frame."""
    name, _, k = name.partition("/")
    k = int(k or 1)
    if name.startswith("ref"):
        return [frame(t * k) for t in range(int(name[3:]))]
    op, n = name.split(":")
    return [I.distort(frame(t * k), op) for t in range(int(n))]
