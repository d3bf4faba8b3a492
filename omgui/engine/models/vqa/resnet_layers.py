"""Convolutions of a trained ResNet, each with the normalisation behind it folded in."""

from __future__ import annotations

from functools import cache
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional

# Of one layer's weights in several orders: for the first, the middle and the last bands.
_KEPT_BYTES, _KEPT_ORDERS = 4 << 20, 6


class Convolution(Protocol):
    """A convolution with a bias; its input is padded by half a kernel on the left and right."""

    stride: int
    kernel: int

    def __call__(self, pixels: Tensor, padding: int, *, is_rectified: bool = True) -> Tensor:
        """Return the outputs, none below zero if they are rectified.

        Args:
            pixels: N×C×H×W.
            padding: Rows of zeros to assume above and below.
            is_rectified: Whether negative outputs become zero.
        """

    def onto(self, pixels: Tensor, other: Tensor) -> Tensor:
        """Return the rectified sum of the outputs and ``other``, which may be overwritten."""


def convolution(layer: nn.Conv2d, norm: nn.BatchNorm2d) -> Convolution:
    """Return a convolution and the frozen normalisation of its outputs as one."""
    weight, bias = _folded(layer, norm)
    if weight.device.type == "cpu" and _has_fused_operators():
        return _Packed(weight, bias, layer.stride[0])
    return _Plain(weight, bias, layer.stride[0])


def _folded(layer: nn.Conv2d, norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    # On the CPU, where there is double precision on every machine.
    names = ("weight", "bias", "running_mean", "running_var")
    gain, offset, mean, variance = (getattr(norm, name).cpu().double() for name in names)
    scale = gain / (variance + norm.eps).sqrt()
    weight = layer.weight.cpu().double() * scale[:, None, None, None]
    device = layer.weight.device
    return weight.float().to(device), (offset - mean * scale).float().to(device)


class _Plain:
    """Works on every device."""

    def __init__(self, weight: Tensor, bias: Tensor, stride: int) -> None:
        self._weight = weight
        self._bias = bias
        self.stride = stride
        self.kernel = int(weight.shape[-1])

    def __call__(self, pixels: Tensor, padding: int, *, is_rectified: bool = True) -> Tensor:
        sides = (padding, self.kernel // 2)
        found = functional.conv2d(pixels, self._weight, self._bias, self.stride, sides)
        return found.relu_() if is_rectified else found

    def onto(self, pixels: Tensor, other: Tensor) -> Tensor:
        return self(pixels, 0, is_rectified=False).add_(other).relu_()


class _Packed:
    """Weights in the order in which the processor wants them; sum and zeroing in the same pass.

    Half the time of :class:`_Plain`, which orders the weights anew for every frame. These
    operators are those that torch's compiler emits; see :func:`_has_fused_operators`.
    """

    def __init__(self, weight: Tensor, bias: Tensor, stride: int) -> None:
        self._bias = bias
        self.stride = stride
        self.kernel = int(weight.shape[-1])
        self._steps = [stride, stride]
        self._most = max(1, min(_KEPT_ORDERS, _KEPT_BYTES // weight.nbytes))
        self._weight = weight
        self._orders: dict[tuple[int, ...], Tensor] = {}

    def __call__(self, pixels: Tensor, padding: int, *, is_rectified: bool = True) -> Tensor:
        found: Tensor = torch.ops.mkldnn._convolution_pointwise(  # noqa: SLF001
            pixels,
            self._ordered(pixels, padding),
            self._bias,
            [padding, self.kernel // 2],
            self._steps,
            [1, 1],
            1,
            "relu" if is_rectified else "none",
            [],
            "",
        )
        return found

    def onto(self, pixels: Tensor, other: Tensor) -> Tensor:
        # In place only of what lies in one piece: the operator would write into a copy.
        sums: Tensor = torch.ops.mkldnn._convolution_pointwise_.binary(
            other.contiguous(memory_format=torch.channels_last),
            pixels,
            self._ordered(pixels, 0),
            self._bias,
            [0, self.kernel // 2],
            self._steps,
            [1, 1],
            1,
            "add",
            1.0,
            "relu",
            [],
            None,
        )
        return sums

    def _ordered(self, pixels: Tensor, padding: int) -> Tensor:
        """Return the weights in the order that is the best for inputs of this shape."""
        shape = (*pixels.shape, padding)
        order = self._orders.get(shape)
        if order is None:
            order = torch.ops.mkldnn._reorder_convolution_weight(  # noqa: SLF001
                self._weight,
                [padding, self.kernel // 2],
                self._steps,
                [1, 1],
                1,
                list(pixels.shape),
            )
            # A new dictionary: other threads may be reading the old one.
            self._orders = dict([*self._orders.items(), (shape, order)][-self._most :])
        return order


@cache
def _has_fused_operators() -> bool:
    """Whether this torch has the fused operators, and they give what they should.

    They are no part of torch's promises, so they are tried before they are trusted.
    """
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return False
    values = torch.arange(2 * 8 * 9 * 9, dtype=torch.float32).sin()
    pixels = values.view(2, 8, 9, 9)[:1].contiguous(memory_format=torch.channels_last)
    weight, bias = values[: 8 * 8 * 9].view(8, 8, 3, 3), values[:8]
    wide = values[:64].view(8, 8, 1, 1)
    try:
        found = [
            (kind(weight, bias, 2)(pixels, 1), kind(wide, bias, 1).onto(pixels, pixels * 2))
            for kind in (_Plain, _Packed)
        ]
    except (AttributeError, NotImplementedError, RuntimeError, TypeError):
        return False
    return all(torch.allclose(a, b, rtol=1e-5, atol=1e-5) for a, b in zip(*found, strict=True))
