"""CPU time of the kernels of mad, nlpd, srsim, dss, si, cf and ti.

    OMP_NUM_THREADS=1 python benchmarks/kernels_c.py [--libraries]

Prints CPU milliseconds of one thread at 720p (mad: 512×512 as well). *Per image* is what depends
on one frame and is kept for all files that are compared with it, *per pair* the rest. The colour
planes that several metrics need are counted apart. With ``--libraries`` the same pairs are scored
by pyiqa and piq, where these are installed. si, cf and ti are compared with NumPy and SciPy.
"""

from __future__ import annotations

import ctypes
import sys
import time

import numpy as np
import torch

from omgui.engine.kernels import dss, information, mad, nlpd, srsim
from omgui.engine.kernels.colour import y_of_yiq255
from omgui.engine.kernels.planes import Pair, Planes

ROUNDS = 9
PAIRS = (
    ("nlpd", nlpd.nlpd, 720, 1280),
    ("srsim", srsim.srsim, 720, 1280),
    ("dss", dss.dss, 720, 1280),
    ("mad", mad.mad, 512, 512),
    ("mad", mad.mad, 720, 1280),
)


def keep_memory() -> None:
    """Have glibc keep freed memory, as the engine does; elsewhere do nothing."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.mallopt(-4, 0)
        libc.mallopt(-1, 2**31 - 1)


def frames(height, width, seed):
    """A ramp with waves and noise, so that no two frames are alike."""
    generator = torch.Generator().manual_seed(seed)
    x = torch.arange(width, dtype=torch.float32).view(1, 1, width, 1)
    y = torch.arange(height, dtype=torch.float32).view(1, height, 1, 1)
    phase = torch.arange(3.0) + seed
    waves = 128 + 60 * torch.sin(x / 40 + phase) + 30 * torch.cos(y / 15 - phase)
    noise = torch.randn((1, height, width, 3), generator=generator) * 8
    return (waves + noise).clamp(0, 255).to(torch.uint8)


def median_ms(work, prepare=lambda: None, rounds=ROUNDS):
    """CPU time of ``work(prepare())``, of which only ``work`` is timed."""
    times = []
    for _ in range(rounds + 1):
        given = prepare()
        start = time.process_time()
        work(given)
        times.append(time.process_time() - start)
    return 1e3 * sorted(times[1:])[rounds // 2]


def prepared(batch):
    planes = Planes(batch)
    planes.rgb()
    y_of_yiq255(planes)
    information.exact_luma(planes)
    return planes


def time_pair(name, kernel, height, width):
    rounds = 3 if name == "mad" else ROUNDS
    reference, first, second = (frames(height, width, seed) for seed in range(3))
    known = prepared(reference)
    kernel(Pair(known, prepared(first)))

    def fresh_pair():
        pair = Pair(known, prepared(second))
        _ = pair.identical  # shared by all metrics
        return pair

    def known_pair():
        pair = fresh_pair()
        kernel(pair)
        again = Pair(known, pair.distorted)
        _ = again.identical
        return again

    both = median_ms(kernel, fresh_pair, rounds)
    pair_only = median_ms(kernel, known_pair, rounds)
    size = f"{height:4d}×{width:<4d}"
    print(f"{name:6s} {size}  per image {both - pair_only:8.2f}   per pair {pair_only:8.2f}")


def time_colours():
    batch = frames(720, 1280, 0)
    print(f"RGB planes           {median_ms(lambda p: p.rgb255(), lambda: Planes(batch)):8.2f}")

    def with_rgb():
        planes = Planes(batch)
        planes.rgb255()
        return planes

    print(f"luma, exact          {median_ms(information.exact_luma, with_rgb):8.2f}")
    print(f"luma, YIQ            {median_ms(y_of_yiq255, with_rgb):8.2f}")


def luma64(frame):
    return 0.299 * frame[..., 0] + 0.587 * frame[..., 1] + 0.114 * frame[..., 2]


def numpy_si(frame):
    from scipy.ndimage import sobel

    luma = luma64(frame)
    return np.sqrt(sobel(luma, axis=0) ** 2 + sobel(luma, axis=1) ** 2)[1:-1, 1:-1].std()


def numpy_cf(frame):
    red, green, blue = (frame[..., channel] for channel in range(3))
    rg, yb = red - green, 0.5 * (red + green) - blue
    return np.hypot(rg.std(), yb.std()) + 0.3 * np.hypot(rg.mean(), yb.mean())


def time_information():
    """All three for a frame of a video whose previous frame is known."""
    now, before = frames(720, 1280, 0), frames(720, 1280, 1)
    array, array_before = now[0].numpy(), before[0].numpy()
    known = prepared(before)
    si = median_ms(information.spatial_information, lambda: prepared(now))
    cf = median_ms(information.colourfulness, lambda: prepared(now))
    wrapped = median_ms(
        lambda planes: information.colourfulness(planes, wraps_uint8=True), lambda: prepared(now)
    )
    ti = median_ms(
        lambda planes: information.temporal_information(planes, known), lambda: prepared(now)
    )

    def all_three(planes):
        information.spatial_information(planes)
        information.colourfulness(planes)
        information.temporal_information(planes, known)

    ours = median_ms(all_three, lambda: Planes(now))
    theirs = [
        median_ms(lambda _: numpy_si(array)),
        median_ms(lambda _: numpy_cf(array)),
        median_ms(lambda _: (luma64(array) - luma64(array_before)).std()),
    ]
    print(f"si {si:.2f}  cf {cf:.2f} (wrapped {wrapped:.2f})  ti {ti:.2f}, planes known")
    print("NumPy and SciPy: si {:.1f}  cf {:.1f}  ti {:.1f}".format(*theirs))
    print(f"si + cf + ti with colour planes {ours:.2f}, {sum(theirs) / ours:.1f} times less")


def time_libraries():
    import piq
    import pyiqa

    for name, _, height, width in PAIRS:
        if name == "mad" and height > 512:
            continue  # gigabytes
        first, second = (
            frames(height, width, seed).permute(0, 3, 1, 2).float().div(255) for seed in (0, 2)
        )
        if name in ("nlpd", "mad"):
            call = pyiqa.create_metric(name, device=torch.device("cpu"), as_loss=False)
        else:
            call = getattr(piq, name)
        spent = median_ms(lambda _, c=call, a=first, b=second: c(a, b), rounds=1)
        print(f"library {name:6s} {height:4d}×{width:<4d} {spent:10.1f}")


def main():
    keep_memory()
    torch.set_num_threads(1)
    with torch.inference_mode():
        time_colours()
        for row in PAIRS:
            time_pair(*row)
        time_information()
        if "--libraries" in sys.argv[1:]:
            time_libraries()


if __name__ == "__main__":
    main()
