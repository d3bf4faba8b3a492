"""A-FINE: fidelity to the reference and naturalness, joined by which of the two looks better."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, no_gradients

_CELL = 32  # pixels that the transformer takes as one
_MIDPOINT, _SLOPE = -1.9710, 2.3734  # of the authors' map to 0–100


class _Frame(NamedTuple):
    pixels: Tensor  # normalised, sides multiples of 32
    features: list[Tensor]
    natural: Tensor | None  # the naturalness term, where the score needs it


class Afine(TwoSided[_Frame, _Frame]):
    """The fidelity term, the whole score, or the whole score on a scale to 100; lower is better.

    A side that is no multiple of 32 pixels is enlarged to the next one, bicubic, as in the
    authors' program; pyiqa refuses such frames.

    Source: Chen et al., CVPR 2025.
    """

    keeps_distorted = True
    is_batched = False  # its scales ask whether the one score is large

    def _take(self, network: Part) -> None:
        no_gradients(network)
        # Not kept: the text side of CLIP, 0.25 GB that nothing looks at.
        self._visual: Part = network.clip_model.visual
        self._fidelity: Part = network.net_dhead
        self._fidelity_scale: Part = network.net_scale_fr
        self._natural: Part = network.net_qhead
        self._natural_scale: Part = network.net_scale_nr
        self._join: Part = network.adapter
        self._output = str(network.model_type)
        self._mean = torch.tensor(network.mean).view(1, 3, 1, 1)
        self._std = torch.tensor(network.std).view(1, 3, 1, 1)

    def _reference_side(self, frames: Tensor) -> _Frame:
        pixels = _in_cells((frames - self._mean.to(frames)) / self._std.to(frames))
        _, features = self._visual(pixels)
        natural = None
        if self._output != "afine_fr":
            natural = self._natural_scale(self._natural(pixels, features))
        return _Frame(pixels, features, natural)

    _distorted_side = _reference_side

    def _compare(self, reference: _Frame, distorted: _Frame) -> Tensor:
        fidelity: Tensor = self._fidelity_scale(
            self._fidelity(
                distorted.pixels, reference.pixels, distorted.features, reference.features
            )
        )
        if self._output == "afine_fr":
            return fidelity
        joined: Tensor = self._join(distorted.natural, reference.natural, fidelity)
        if self._output == "afine_all":
            return joined
        return 100 * ((joined - _MIDPOINT) / (_SLOPE + 1e-10)).sigmoid()


def _in_cells(frames: Tensor) -> Tensor:
    height, width = frames.shape[2:]
    size = (-height // _CELL * -_CELL, -width // _CELL * -_CELL)
    if size == (height, width):
        return frames
    return functional.interpolate(frames, size=size, mode="bicubic", align_corners=False)
