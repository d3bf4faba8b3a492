"""CPU time of the kernels of psnr, ssim, ms_ssim, gmsd, msgmsd, haarpsi and mdsi.

    OMP_NUM_THREADS=1 python benchmarks/kernels_a.py [HEIGHT WIDTH]

Prints CPU milliseconds of one thread: *per image*, what depends on one frame and is kept for
all files that are compared with it, and *per pair*, the rest. Colour planes that several metrics
need are counted apart. Frames are 720p noise over a ramp unless told otherwise.
"""

from __future__ import annotations

import ctypes
import sys
import time

import torch

from omgui.engine.kernels import colour, gmsd, haarpsi, mdsi, psnr, ssim
from omgui.engine.kernels.planes import Pair, Planes

ROUNDS = 15
METRICS = {
    "psnr": psnr.psnr,
    "ssim": ssim.ssim,
    "ms_ssim": ssim.ms_ssim,
    "gmsd": gmsd.gmsd,
    "msgmsd": gmsd.msgmsd,
    "haarpsi": haarpsi.haarpsi,
    "mdsi": mdsi.mdsi,
}
SHARED = {
    "psnr": (),
    "ssim": (colour.luma_601,),
    "ms_ssim": (colour.luma_601,),
    "gmsd": (colour.luma_yiq,),
    "msgmsd": (colour.y_of_yiq255,),
    "haarpsi": (colour.rgb255,),
    "mdsi": (colour.rgb255,),
}


def keep_memory() -> None:
    """Have glibc keep freed memory, as the engine does; elsewhere do nothing."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.mallopt(-4, 0)
        libc.mallopt(-1, 2**31 - 1)


def frames(height, width, seed):
    generator = torch.Generator().manual_seed(seed)
    ramp = torch.arange(width).mul(160).div(width).view(1, 1, width, 1)
    noise = torch.randint(0, 96, (1, height, width, 3), generator=generator)
    return (ramp + noise).to(torch.uint8)


def median_ms(prepare, work):
    """Return the median CPU time of ``work(*prepare())``, of which only ``work`` is timed."""
    times = []
    for _ in range(ROUNDS):
        given = prepare()
        start = time.process_time()
        work(*given)
        times.append((time.process_time() - start) * 1e3)
    return sorted(times)[ROUNDS // 2]


def measure(name, reference, distorted):
    metric, planes = METRICS[name], SHARED[name]

    def fresh():
        both = Planes(reference), Planes(distorted)
        for one in both:
            for plane in planes:
                plane(one)
        return both

    def warm():
        both = fresh()
        metric(Pair(*both))
        return both

    def compare(one, two):
        return metric(Pair(one, two))

    whole = median_ms(fresh, compare)
    pair = median_ms(warm, compare)
    return (whole - pair) / 2, pair


def main():
    torch.set_num_threads(1)
    keep_memory()
    height, width = (int(side) for side in sys.argv[1:3]) if len(sys.argv) > 2 else (720, 1280)
    reference, distorted = frames(height, width, 1), frames(height, width, 2)
    print(f"{width}×{height}, one thread, median of {ROUNDS}: CPU ms")
    with torch.inference_mode():
        for plane in (colour.rgb255, colour.luma_601, colour.luma_yiq, colour.y_of_yiq255):

            def prepare(plane=plane):
                planes = Planes(reference)
                if plane is not colour.rgb255:
                    colour.rgb255(planes)
                return (planes,)

            print(f"  {plane.__name__:12} {median_ms(prepare, plane):7.2f} per image (shared)")
        for name in METRICS:
            image, pair = measure(name, reference, distorted)
            print(f"  {name:12} {image:7.2f} per image {pair:7.2f} per pair")


if __name__ == "__main__":
    main()
