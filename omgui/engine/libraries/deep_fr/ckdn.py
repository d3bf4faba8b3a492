"""CKDN: judges by a reference that may be degraded itself."""

from __future__ import annotations

import math

from torch import Tensor

from omgui.engine.libraries.deep_fr.pointwise import speed_up_pointwise
from omgui.engine.libraries.deep_fr.sides import Part, TwoSided, no_gradients

_CROP = 288
_SHORTEST = math.floor(_CROP / 0.875)


class Ckdn(TwoSided[Tensor, Tensor]):
    """Difference of the features of two encoders, judged by a ResNet stage.

    The shorter side becomes 329 pixels, bicubic for the distorted frame and to the nearest pixel
    for the reference, of which the middle 288×288 are seen.

    Source: Zheng et al., ICCV 2021.
    """

    def _take(self, network: Part) -> None:
        no_gradients(network)
        speed_up_pointwise(network.net)
        from omgui.engine.libraries.vision import torchvision  # noqa: PLC0415  # seconds

        modes = torchvision.transforms.InterpolationMode
        self._functional = torchvision.transforms.functional
        self._bicubic, self._nearest = modes.BICUBIC, modes.NEAREST
        self._network: Part = network.net
        self._mean: Tensor = network.default_mean
        self._std: Tensor = network.default_std

    def _reference_side(self, frames: Tensor) -> Tensor:
        network, pixels = self._network, self._seen(frames, self._nearest)
        features: Tensor = network.dte_2(network.maxpool(network.dte_1(pixels)))
        return features

    def _distorted_side(self, frames: Tensor) -> Tensor:
        network, pixels = self._network, self._seen(frames, self._bicubic)
        features: Tensor = network.qse_2(network.maxpool(network.qse_1(pixels)))
        return features

    def _compare(self, reference: Tensor, distorted: Tensor) -> Tensor:
        network = self._network
        judged = network.avgpool(network.csp(distorted - reference)).flatten(1)
        score: Tensor = network.fc_(judged).sigmoid().flatten()
        return score

    def _seen(self, frames: Tensor, mode: object) -> Tensor:
        resized = self._functional.resize(frames, _SHORTEST, mode)
        cropped: Tensor = self._functional.center_crop(resized, _CROP)
        return (cropped - self._mean.to(cropped)) / self._std.to(cropped)
