"""Test material: grainy moving pictures and distorted photos, the same on every machine.

The photos are those that scikit-image carries. Grain is what makes camera footage expensive to
decode; clean synthetic pictures would flatter every decoder.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Picture = NDArray[np.uint8]
_PHOTOS = ("astronaut", "coffee", "chelsea", "rocket")
_MARGIN = 96  # pixels that the picture can move
_GRAIN = 6.0  # standard deviation
_FPS = 25
# 55 Mbit/s at 1080p, and some 26 ms of CPU a frame; grain is half gone at 24 and gone at 28.
REFERENCE_CRF = 16
DISTORTED_CRF = (20, 24, 28, 36)


@dataclass(frozen=True)
class Size:
    """Width and height of frames in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


TINY = Size(192, 192)
SMALL = Size(320, 180)
HD = Size(1280, 720)
FULL_HD = Size(1920, 1080)


def photos() -> list[Picture]:
    """Return colour photos, H×W×3."""
    import skimage.data

    return [getattr(skimage.data, name)()[..., :3] for name in _PHOTOS]


def _canvas(size: Size) -> Picture:
    """Return a mosaic of the photos, larger than a frame by the margin."""
    width, height = size.width + _MARGIN, size.height + _MARGIN
    tile = ((width + 1) // 2, (height + 1) // 2)
    tiles = [
        np.asarray(Image.fromarray(photo).resize(tile, Image.Resampling.BICUBIC))
        for photo in photos()
    ]
    rows = np.vstack([np.hstack(tiles[:2]), np.hstack(tiles[2:])])
    return np.ascontiguousarray(rows[:height, :width])


def _frames(size: Size, count: int) -> Iterator[Picture]:
    """Yield frames of a picture that wanders about, with fresh grain on each."""
    canvas = _canvas(size).astype(np.int16)
    random = np.random.default_rng(20_240)
    grain_shape = (size.height + 64, size.width + 64, 3)
    grain = np.rint(random.normal(0.0, _GRAIN, grain_shape)).astype(np.int16)
    for index in range(count):
        x = round(_MARGIN / 2 * (1 + np.sin(index / 17)))
        y = round(_MARGIN / 2 * (1 + np.sin(index / 23)))
        down, right = random.integers(0, 64, 2)
        frame = canvas[y : y + size.height, x : x + size.width]
        noise = grain[down : down + size.height, right : right + size.width]
        yield np.clip(frame + noise, 0, 255).astype(np.uint8)


def _ffmpeg(arguments: Sequence[str | Path], frames: Iterator[Picture] | None = None) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-v", "error", "-y"]
    command += list(map(str, arguments))
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        if process.stdin is not None:
            for frame in frames or ():
                process.stdin.write(frame.tobytes())
            process.stdin.close()
    if process.returncode != 0:
        raise RuntimeError(f"ffmpeg ended with code {process.returncode}")


def _x264(crf: int) -> list[str]:
    # One thread, because the result of several depends on how many.
    settings = ["-preset", "veryfast", "-crf", str(crf), "-threads", "1"]
    return ["-c:v", "libx264", *settings, "-pix_fmt", "yuv420p"]


def reference_clip(folder: Path, size: Size, frames: int) -> Path:
    """Make a grainy H.264 clip, unless it is there."""
    path = folder / f"reference_{size}_{frames}_crf{REFERENCE_CRF}.mp4"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", str(size), "-r", str(_FPS), "-i", "-"]
        draft = path.with_suffix(".part.mp4")
        _ffmpeg([*raw, *_x264(REFERENCE_CRF), draft], _frames(size, frames))
        draft.replace(path)
    return path


def distorted_clip(reference: Path, crf: int) -> Path:
    """Encode a clip again at a lower quality, unless that is there."""
    path = reference.with_name(f"distorted_{reference.stem}_crf{crf}.mp4")
    if not path.exists():
        draft = path.with_suffix(".part.mp4")
        _ffmpeg(["-i", reference, *_x264(crf), draft])
        draft.replace(path)
    return path


def clips(folder: Path, size: Size, frames: int, distorted: int) -> tuple[Path, list[Path]]:
    """Make a reference clip and so many distorted copies."""
    reference = reference_clip(folder, size, frames)
    return reference, [distorted_clip(reference, crf) for crf in DISTORTED_CRF[:distorted]]


def images(folder: Path, size: Size, references: int) -> dict[str, list[str]]:
    """Make reference photos with five distorted copies each.

    Returns:
        Pairs by name, as the pairs file has them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(7)
    pairs: dict[str, list[str]] = {}
    sources = photos()
    for number in range(references):
        picture = _crop(sources[number % len(sources)], size, number // len(sources))
        name = f"image_{size}_{number}"
        picture.save(folder / f"{name}.png")
        for quality in (10, 30, 60):
            picture.save(folder / f"{name}_q{quality}.jpg", quality=quality)
        picture.filter(ImageFilter.GaussianBlur(1.5)).save(folder / f"{name}_blur.png")
        noisy = np.asarray(picture) + random.normal(0, 12, (size.height, size.width, 3))
        Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(folder / f"{name}_noise.png")
        kinds = ("q10.jpg", "q30.jpg", "q60.jpg", "blur.png", "noise.png")
        pairs[f"{name}.png"] = [f"{name}_{kind}" for kind in kinds]
    return pairs


def _crop(photo: Picture, size: Size, variant: int) -> Image.Image:
    """Return the photo at the wanted size, mirrored or turned for variants."""
    image = Image.fromarray(photo).resize((size.width, size.height), Image.Resampling.BICUBIC)
    turns = (
        None,
        Image.Transpose.FLIP_LEFT_RIGHT,
        Image.Transpose.FLIP_TOP_BOTTOM,
        Image.Transpose.ROTATE_180,
    )
    turn = turns[variant % len(turns)]
    return image if turn is None else image.transpose(turn)
