"""CPU milliseconds of fsim, vsi, vif and cw_ssim per picture and per pair, one thread.

Usage: python benchmarks/kernels_b.py [WIDTHxHEIGHT] [repeats]
"""

from __future__ import annotations

import ctypes
import statistics
import sys
import time
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional

from omgui.engine.kernels.cw_ssim import cw_ssim
from omgui.engine.kernels.fsim import fsim
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.kernels.vif import vif
from omgui.engine.kernels.vsi import vsi

METRICS: tuple[Callable[[Pair], Tensor], ...] = (fsim, vsi, vif, cw_ssim)


def keep_freed_memory() -> None:
    """As the engine's workers do: fresh pages would cost more than the arithmetic."""
    if sys.platform == "linux":
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(-4, 0)  # M_MMAP_MAX
        libc.mallopt(-1, 2**31 - 1)  # M_TRIM_THRESHOLD


def picture(width: int, height: int, seed: int) -> Tensor:
    """Blobs of several sizes and some grain: neither flat nor noise."""
    random = torch.Generator().manual_seed(seed)
    total = torch.zeros(1, 3, height, width)
    for cell in (160, 40, 10, 1):
        coarse = torch.rand(1, 3, -(-height // cell), -(-width // cell), generator=random)
        total += functional.interpolate(coarse, (height, width), mode="bilinear") * cell**0.5
    lowest, highest = total.amin(), total.amax()
    return ((total - lowest) / (highest - lowest) * 255).to(torch.uint8).permute(0, 2, 3, 1)


def cpu_ms(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1e3


def measure(metric: Callable[[Pair], Tensor], frames: Tensor, other: Tensor) -> list[float]:
    """Milliseconds for both pictures and the pair, a further picture, and the pair alone."""
    reference, distorted = Planes(frames.contiguous()), Planes(other.contiguous())
    metric(Pair(Planes(frames.clone()), Planes(other.clone())))
    both = cpu_ms(lambda: metric(Pair(reference, distorted)))
    further = Planes(other.clone())
    one = cpu_ms(lambda: metric(Pair(reference, further)))
    alone = cpu_ms(lambda: metric(Pair(reference, further)))
    return [both - one, one - alone, alone]


def main() -> None:
    size = sys.argv[1] if len(sys.argv) > 1 else "1280x720"
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    width, height = (int(side) for side in size.split("x"))
    torch.set_num_threads(1)
    keep_freed_memory()
    frames, noise = picture(width, height, 1), picture(width, height, 2)
    other = (frames.int() + (noise.int() - 128) // 8).clamp(0, 255).to(torch.uint8)
    print(f"{size}, torch {torch.__version__}, one thread, median of {repeats}, CPU ms")
    print(f"{'metric':8} {'reference':>10} {'distorted':>10} {'pair':>8}")
    with torch.inference_mode():
        for metric in METRICS:
            times = zip(*(measure(metric, frames, other) for _ in range(repeats)), strict=True)
            reference, distorted, pair = (statistics.median(column) for column in times)
            print(f"{metric.__name__:8} {reference:10.1f} {distorted:10.1f} {pair:8.1f}")


if __name__ == "__main__":
    main()
