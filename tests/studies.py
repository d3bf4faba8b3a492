"""A study that takes some seconds, so that there is time to break into it."""

from __future__ import annotations

from pathlib import Path

from tests.workspaces import Workspace

NAMES = ("img", "vid")
IMAGE_FR = ("psnr", "ssim", "mad")
IMAGE_NR = ("si", "cf")


def make_study(folder: Path, *, images: int, frames: int) -> Workspace:
    """Write a dataset of pictures and one of videos, ``img`` and ``vid``.

    Args:
        folder: Where; it is made.
        images: Number of distorted pictures: ``noise00.png`` and so on, each beside ``ref.png``.
        frames: Number of frames of ``ref.mp4``, ``low.mp4`` and ``high.mp4``.
    """
    from PIL import Image

    from tests import media_files, reference_clips, reference_inputs

    workspace = Workspace(folder)
    pixels = reference_inputs.texture(152, 200, 3)
    Image.fromarray(pixels).save(workspace.data / "ref.png")
    names = [f"noise{k:02}.png" for k in range(images)]
    for k, name in enumerate(names):
        noisy = reference_inputs.distort(pixels, f"noise{4 + 2 * k}")
        Image.fromarray(noisy).save(workspace.data / name)
    shots = [reference_clips.frame(t) for t in range(frames)]
    for name, quality in (("ref", 5), ("low", 40), ("high", 25)):
        media_files.encode(workspace.data / f"{name}.mp4", shots, extra=("-crf", str(quality)))
    workspace.dataset(
        "img",
        "img",
        pairs={"ref.png": names},
        files=["ref.png", *names],
        fr_metrics=IMAGE_FR,
        nr_metrics=IMAGE_NR,
    )
    workspace.dataset(
        "vid",
        "vid",
        pairs={
            "ref.mp4": [[["low.mp4"], "same"], [["high.mp4"], "repeat_each"]],
            "high.mp4": [[["low.mp4"], "repeat_last"]],
        },
        files=["low.mp4", "high.mp4"],
        fr_iqa_metrics=("psnr", "mad"),
        nr_iqa_metrics=("cf",),
        nr_vqa_metrics=("ti",),
    )
    return workspace
