"""Clips whose features and scores by the reference tool are known, and how to compare with those.

Origin: the clip formulas published with the golden numbers in tests/data/vqa; integer arithmetic
only, so the same on every machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

DATA = Path(__file__).parents[2] / "data" / "vqa"


class _Form(NamedTuple):
    """Size of a clip, and what its pictures look like; noise in grey levels, contrast in 1/16."""

    frames: int
    height: int
    width: int
    seed: int
    period: int
    speed: int
    noise: int
    contrast: int


_FORMS = {
    "c64": _Form(16, 64, 96, seed=11, period=13, speed=3, noise=12, contrast=14),
    "c240": _Form(200, 240, 426, seed=22, period=37, speed=2, noise=20, contrast=12),
}


@lru_cache(maxsize=2)
def clip(name: str) -> np.ndarray:
    """Return T×H×W×3 uint8, RGB: moving triangle waves, a box of hard edges that jumps, noise."""
    form = _FORMS[name]
    bits = np.random.PCG64(form.seed)
    frames = np.stack([_frame(form, t, bits) for t in range(form.frames)])
    frames.flags.writeable = False  # shared by tests, and as some readers give them
    return frames


def _frame(form: _Form, t: int, bits: np.random.PCG64) -> np.ndarray:
    y = np.arange(form.height, dtype=np.int32)[:, None]
    x = np.arange(form.width, dtype=np.int32)[None, :]
    top = (t // 4 * 37 + form.seed) % max(1, form.height // 2)
    left = (t // 4 * 53 + 3 * form.seed) % max(1, form.width // 2)
    in_box = (y >= top) & (y < top + form.height // 3) & (x >= left) & (x < left + form.width // 3)
    check = ((y // 3 + x // 5) & 1) * 120 - 60
    noise = _noise(form, bits)
    s, p = form.speed, form.period
    channels = []
    for c in range(3):
        wave = _triangle(2 * x + (c + 1) * y + s * t, p)
        wave = wave + _triangle(x * (2 - c) - 3 * y - (s + c) * t, 2 * p + 3 * c)
        wave = wave + _triangle((x * x // 64 + y * y // 48) + 2 * s * t, 5 * p)
        value = 128 + (wave // 3 - 128) * form.contrast // 16
        value = value + np.where(in_box, check * (c + 1) // 2, 0) + noise[:, :, c]
        channels.append(np.clip(value, 0, 255))
    return np.stack(channels, axis=-1).astype(np.uint8)


def _noise(form: _Form, bits: np.random.PCG64) -> np.ndarray:
    count = form.height * form.width * 3
    raw = np.asarray(bits.random_raw(-(-count // 8)), "<u8").view(np.uint8)[:count]
    values = raw.reshape(form.height, form.width, 3).astype(np.int32)
    return (values - 128) * form.noise // 128


def _triangle(values: np.ndarray, half: int) -> np.ndarray:
    """Return an integer triangle wave from 0 to 255."""
    return np.abs(np.mod(values, 2 * half) - half) * 255 // half


@lru_cache(maxsize=8)
def goldens(model: str) -> Any:
    """Return all golden numbers of a model, as published."""
    return json.loads((DATA / f"goldens_{model}.json").read_text("utf-8"))


def golden(model: str, name: str, rule: str) -> Any:
    """Return the golden numbers of a clip; proves that the clip is the one that they are of."""
    known = goldens(model)["clips"][name]
    assert digest(clip(name)) == known["clip_sha256"], f"{name} is another clip here"
    return known["rules"][rule]


def digest(values: np.ndarray) -> str:
    return hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest()


def replayed(draws: list[dict[str, Any]], *names: str) -> Callable[..., np.ndarray]:
    """Return a rule that gives the numbers that the reference tool drew, in its order."""
    by_name = dict(zip(names, draws, strict=True))

    def draw(name: str, shape: tuple[int, ...], high: int) -> np.ndarray:
        known = by_name[name]
        assert (high, list(shape)) == (known["high"], known["shape"])
        return np.array(known["values"], np.int64).reshape(shape)

    return draw


def deviation(values: np.ndarray, known: Mapping[str, Any]) -> float:
    """Return the largest deviation from the published summary of a tensor, relative to its size."""
    assert list(values.shape) == known["shape"]
    flat = values.reshape(-1).astype(np.float64)
    probes = [flat[number * (len(flat) - 1) // 7] for number in range(8)]
    size = known["abs_mean"]
    return max(
        abs(flat.mean() - known["mean"]) / size,
        abs(flat.std() - known["std"]) / size,
        abs(np.abs(flat).mean() - size) / size,
        float(np.abs(np.array(probes) - known["probe"]).max()) / size,
    )
