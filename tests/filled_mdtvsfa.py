"""Stand-ins of the two files of MDTVSFA, by the rule of its golden numbers (tests/data/vqa)."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from tests.filled_clip_models import unit_noise
from tests.filled_weights import manifest

HEAD, TRUNK = "MDTVSFA.pt", "resnet50-0676ba61.pth"
FOLDER = "MDTVSFA"  # of the first, in the older tool's cache; the second lies in torch's
_GAINS = {"dimemsion_reduction.weight": 0.3, "regression.weight": 10.0}


def filled(key: str, shape: tuple[int, ...]) -> np.ndarray:
    """Return the stand-in of one tensor."""
    noise = unit_noise(key, shape)
    is_weight = key.endswith("weight")
    if key.startswith(("nlm.", "lm.")):
        values = _of_mapping(key, noise)
    elif key.endswith("running_var"):
        values = 1.0 + 0.25 * np.abs(noise)
    elif key.endswith("running_mean"):
        values = 0.1 * noise
    elif "bias" in key:
        values = (4.0 if key == "regression.bias" else 0.0) + 0.1 * noise
    elif len(shape) == 1 and is_weight:
        values = (1.0 + 0.2 * noise) * (0.4 if "bn3" in key else 1.0)
    else:
        gain = _GAINS.get(key, 2.0**0.5 if len(shape) == 4 else 1.0)
        values = gain / math.prod(shape[1:]) ** 0.5 * noise
    return np.asarray(values, np.float32)


def _of_mapping(key: str, noise: np.ndarray) -> np.ndarray:
    is_weight = key.endswith("weight")
    if key.startswith("nlm.0."):
        return (3.0 if is_weight else -1.5) + 0.2 * noise
    return (1.0 if is_weight else 0.0) + 0.1 * noise


def state(name: str) -> dict[str, np.ndarray]:
    """Return every tensor that a manifest lists, filled; counters are zero."""
    return {
        key: filled(key, shape) if dtype.startswith("float") else np.zeros(shape, dtype)
        for key, (shape, dtype) in manifest(name).items()
    }


def write_mdtvsfa(folder: Path, below: str = FOLDER) -> dict[str, Path]:
    """Write both files, in their containers, into a weights folder; return the path of each.

    Args:
        folder: The weights folder.
        below: Folder in it for the authors' file; empty for none.
    """
    import torch

    files = {HEAD: folder / below / HEAD, TRUNK: folder / TRUNK}
    for name, listed in ((HEAD, "mdtvsfa"), (TRUNK, "mdtvsfa_resnet50")):
        files[name].parent.mkdir(parents=True, exist_ok=True)
        tensors = {key: torch.from_numpy(values) for key, values in state(listed).items()}
        # Theirs is in the container that torch wrote before version 1.6.
        torch.save(tensors, files[name], _use_new_zipfile_serialization=name == TRUNK)
    return files
