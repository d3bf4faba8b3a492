"""Stand-in weights that anyone can make again: numbers from the key and the shape alone.

The rule is that of the golden numbers (see tests/data/goldens_models.json); files written here
have the containers of the authors' own. NumPy only, except for writing.
"""

from __future__ import annotations

import json
import math
import tempfile
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tests import filled_clip_models

DATA = Path(__file__).parent / "data"
# File name and folder of the older tool, by metric.
PLACES = {
    "spaq-bl": ("SPAQ", "BL_release.pt"),
    "spaq-mta": ("SPAQ", "MT-A_release.pt"),
    "spaq-mts": ("SPAQ", "MT-S_release.pt"),
    "koncept512": ("KonCept512", "KonCept512.pth"),
    "linearity": ("Linearity", "p1q2plus0.1variant.pth"),
    "unique": ("UNIQUE", "model.pt"),
    "inception_v3": ("", "inception_v3_google-0cc3c7bd.pth"),
    "FAST-VQA": ("FASTVQA", "FAST_VQA_B_1_4.pth"),
    "FasterVQA": ("FASTVQA", "FASTER_VQA_3D_1_1.pth"),
    "dover": ("DOVER", "DOVER.pth"),
}
_FRAGMENTS_ALONE = ("FAST-VQA", "FasterVQA")
_SAME_KEYS = {"FasterVQA": "FAST-VQA"}
SLOPES, OFFSETS = [11.0, 7.0, 5.0], [40.0, 30.0, 20.0]  # of linearity
_KEPT = frozenset(
    {"num_batches_tracked", "relative_position_index", "attn_mask", "position_ids"}
    | {"filter", "shift", "scale", "mean", "std", "win7"}
)


def manifest(name: str) -> dict[str, tuple[tuple[int, ...], str]]:
    """Return shape and type of every tensor of an official file, in its order."""
    file = f"manifest_{_SAME_KEYS.get(name, name)}.json"
    listed = json.loads((DATA / file).read_text("utf-8"))
    return {key: (tuple(shape), dtype) for key, (shape, dtype) in listed.items()}


def filled(key: str, shape: tuple[int, ...], dtype: str = "float32") -> np.ndarray:
    """Return the stand-in of one tensor; counters and fixed constants are zero."""
    last = key.rpartition(".")[2]
    if last in _KEPT or not dtype.startswith("float"):
        return np.zeros(shape, dtype)
    seed = zlib.crc32(key.encode())
    normal = np.random.Generator(np.random.PCG64(seed)).standard_normal(shape)
    if last == "running_var":
        values = 1.0 + 0.1 * np.abs(normal)
    elif last == "running_mean":
        values = 0.1 * normal
    elif len(shape) > 1:
        values = normal * (1.0 / math.sqrt(math.prod(shape[1:])))
    elif last in {"weight", "gamma"}:
        values = 1.0 + 0.1 * np.clip(normal, -2.0, 2.0)
    else:
        values = 0.05 * normal
    return np.asarray(values, dtype)


def filled_state(name: str) -> dict[str, np.ndarray]:
    """Return every tensor of an official file, filled."""
    fill = filled_clip_models.filled if name in filled_clip_models.NAMES else filled
    return {key: fill(key, *described) for key, described in manifest(name).items()}


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="omgui-stand-ins-", ignore_cleanup_errors=True)


@cache
def official_file(name: str) -> Path:
    """Return the stand-in of an official file, written once and deleted when the tests end.

    All of them together have 1.7 GB, too much for pytest's folders, which outlive their tests.
    """
    return write_checkpoint(name, Path(_folder().name))


def write_checkpoint(name: str, folder: Path) -> Path:
    """Write the stand-in of an official file, in the official container, into a folder."""
    import torch

    state: dict[str, Any] = {
        key: torch.from_numpy(values) for key, values in filled_state(name).items()
    }
    path = folder / PLACES[name][1]
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(_contained(name, state), path)
    return path


def _contained(name: str, state: Mapping[str, Any]) -> Mapping[str, Any]:
    import torch

    if name.startswith("spaq"):
        # What training scripts leave beside the weights: counters, and NumPy's numbers.
        return {"epoch": 5, "state_dict": state, "srcc": [np.float64(0.91)]}
    if name in _FRAGMENTS_ALONE:
        # What the authors' training leaves beside the weights: four of NumPy's numbers.
        results = tuple(np.float64(number) for number in (0.85, 0.84, 0.66, 0.39))
        return {"state_dict": state, "validation_results": results}
    if name == "linearity":
        return {"model": state, "k": SLOPES, "b": OFFSETS}
    if name == "inception_v3":
        # The manifest is that of an extractor without the last layer, under a prefix.
        bare = {key.removeprefix("model."): tensor for key, tensor in state.items()}
        return {**bare, "fc.weight": torch.zeros(1000, 2048), "fc.bias": torch.zeros(1000)}
    return state
