"""A dataset of short clips and one of pictures, with stores as the engine writes them."""

from __future__ import annotations

import math
from pathlib import Path

from tests.core.results.made import MadeStore
from tests.workspaces import Workspace

FRAMES = 30
LOW = ("ref.mp4", "low.mp4", "same")
HIGH = ("ref.mp4", "high.mp4", "same")
LATE = ("ref.mp4", "late.mp4", "same+2")
WORST = 17  # of low.mp4
MADE = {
    "reference.reader": "opencv",
    "distorted.reader": "opencv",
    "reference.frames": FRAMES,
    "distorted.frames_read": FRAMES,
}


def psnr(frame: int) -> float:
    return 20.0 if frame == WORST else 35.0 + frame % 5


def make_study(folder: Path) -> Workspace:
    """Write the files and configurations; no scores yet."""
    from PIL import Image

    from tests import media_files, reference_clips, reference_inputs

    workspace = Workspace(folder)
    shots = [reference_clips.frame(t) for t in range(FRAMES)]
    for name, quality in (("ref", 5), ("low", 40), ("high", 25), ("late", 30)):
        media_files.encode(workspace.data / f"{name}.mp4", shots, extra=("-crf", str(quality)))
    pixels = reference_inputs.texture(72, 96, 3)
    Image.fromarray(pixels).save(workspace.data / "ref.png")
    for k in range(4):
        noisy = reference_inputs.distort(pixels, f"noise{4 + 2 * k}")
        Image.fromarray(noisy).save(workspace.data / f"noise{k}.png")
    workspace.dataset(
        "vid",
        "vid",
        pairs={"ref.mp4": [[["low.mp4", "high.mp4", "late.mp4"], "same"]], "b.mp4": []},
        files=["low.mp4", "ref.mp4"],
        fr_iqa_metrics=("psnr", "ssim"),
        nr_iqa_metrics=("cf",),
        nr_vqa_metrics=("ti", "mdtvsfa"),
        omgui={"offsets": [{"reference": "ref.mp4", "distorted": "late.mp4", "frames": 2}]},
    )
    workspace.dataset(
        "img",
        "img",
        pairs={"ref.png": [f"noise{k}.png" for k in range(4)]},
        fr_metrics=("psnr",),
    )
    return workspace


def open_store(workspace: Workspace, name: str) -> MadeStore:
    store = MadeStore(workspace.store(name))
    store.run()
    return store


def fill_videos(store: MadeStore) -> None:
    """Put in frame scores of psnr, of ssim for one file with a gap, and of cf; no others."""
    frames = range(FRAMES)
    for place, values in (
        (LOW, [psnr(frame) for frame in frames]),
        (HIGH, [45.0 + frame % 3 for frame in frames]),
    ):
        mean = sum(values) / len(values)
        number = store.put(place, "psnr", mean, frames=(FRAMES, FRAMES), made=MADE)
        store.frames(number, values)
    gaps = [math.nan if 5 <= frame < 10 else 0.9 + frame / 1000 for frame in frames]
    number = store.put(LOW, "ssim", 0.91, frames=(25, 30), made=MADE)
    store.frames(number, gaps)
    late = store.put(LATE, "psnr", 40.0, frames=(28, 28), made=MADE)
    store.frames(late, [40.0 + frame for frame in range(28)])
    alone = ("", "low.mp4", "")
    store.frames(store.put(alone, "cf", 5.0, made={"reader": "opencv"}), [5.0] * FRAMES)
    store.put(alone, "ti", 9.0)
    store.put(alone, "mdtvsfa", 0.5)


def fill_pictures(store: MadeStore) -> None:
    for k, value in enumerate((40.0, 30.0, 35.0, 25.0)):
        store.put(("ref.png", f"noise{k}.png", ""), "psnr", value, frames=(1, 1))
