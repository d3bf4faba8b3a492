"""Stand-in weights of the clip models, by the rule of their golden numbers (tests/data/vqa).

Another rule than that of the other models: uniform numbers scaled by what a tensor is for. NumPy
only.
"""

from __future__ import annotations

import math
import zlib

import numpy as np

NAMES = frozenset({"FAST-VQA", "FasterVQA", "dover"})
_GAINS = {"qkv.weight": 1.5, "fc_hid.weight": 1.5, "fc_last.weight": 0.2}


def filled(key: str, shape: tuple[int, ...], dtype: str = "float32") -> np.ndarray:
    """Return the stand-in of one tensor; the one constant in the files is what it must be."""
    if key.endswith("relative_position_index"):
        return relative_position_index()
    return _scaled(key, shape, unit_noise(key, shape)).astype(dtype)


def unit_noise(key: str, shape: tuple[int, ...]) -> np.ndarray:
    """Return uniform numbers of mean 0 and variance 1 that a name decides."""
    raw = np.random.PCG64(zlib.crc32(key.encode())).random_raw(math.prod(shape))
    unit = (np.asarray(raw, np.uint64) >> np.uint64(11)).astype(np.float64) * 2.0**-53
    return ((2.0 * unit - 1.0) * 3.0**0.5).reshape(shape)


def _scaled(key: str, shape: tuple[int, ...], noise: np.ndarray) -> np.ndarray:
    last = key.rpartition(".")[2]
    if last.endswith("position_bias_table"):
        return noise
    if last == "gamma":
        return 0.4 + 0.1 * noise
    if key.endswith("fc_last.bias"):
        return 0.1 + 0.02 * noise
    if last == "bias":
        return 0.1 * noise
    if len(shape) == 1:
        return 1.0 + 0.2 * noise
    gain = _GAINS.get(".".join(key.split(".")[-2:]), 1.0)
    return gain / math.prod(shape[1:]) ** 0.5 * noise


def relative_position_index() -> np.ndarray:
    """Return 392×392 int64, how each token of a window of 8×7×7 lies to each other one."""
    d, h, w = np.unravel_index(np.arange(8 * 7 * 7), (8, 7, 7))
    steps = [axis[:, None] - axis[None, :] for axis in (d, h, w)]
    return (steps[0] + 7) * 169 + (steps[1] + 6) * 13 + (steps[2] + 6)
