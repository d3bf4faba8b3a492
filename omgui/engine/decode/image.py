"""Pictures as the older tool sees them: Pillow's plain conversion to RGB, and what it costs."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from omgui.core.problems import ProblemError
from omgui.engine.decode.files import problem, read_head
from omgui.engine.decode.pillow_warnings import pillow_warnings

_PROFILE_NOTE = "the colour profile (ICC) was ignored"
MOST_PIXELS = 500_000_000
"""Largest picture that is decoded: 500 megapixels, 1.5 GB as RGB."""

# Pillow refuses more than twice its own limit when it opens a file, which is less than ours.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

_EXIF_ORIENTATION = 0x0112
_NATURAL_ORIENTATIONS = {None, 0, 1}
# What Pillow's decoders raise on broken data, seen in fuzzing and in its sources.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    LookupError,
    EOFError,
    TypeError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True)
class LoadedImage:
    """One picture, decoded.

    Attributes:
        pixels: H×W×3 uint8, RGB, contiguous.
        notes: What was left out or looks wrong, in plain words; empty for an ordinary picture.
    """

    pixels: NDArray[np.uint8]
    notes: tuple[str, ...]

    @property
    def flags(self) -> tuple[str, ...]:
        """Those of the notes after which the score should be looked at.

        A colour profile is in most photographs of a camera and changes next to nothing.
        """
        return tuple(note for note in self.notes if note != _PROFILE_NOTE)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]


def load_image(path: Path) -> LoadedImage:
    """Decode a picture to 8-bit RGB exactly as ``Image.open(path).convert("RGB")``.

    Transparency is dropped, not blended; palettes and CMYK are converted without a colour profile;
    gray becomes R = G = B; EXIF orientation and embedded profiles are ignored; of an animation the
    first picture is taken; samples of more than 8 bits are cut as Pillow cuts them.

    Args:
        path: A picture of any kind that Pillow reads.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable``, ``file-empty``, ``not-an-image``,
            ``image-truncated`` (also other damage), ``image-too-large`` (more than ``MOST_PIXELS``)
            or ``out-of-memory``.
    """
    read_head(path)
    with pillow_warnings() as warned:
        try:
            pixels, notes = _decode(path)
        except ProblemError:
            raise
        except MemoryError as error:
            raise problem(
                "out-of-memory",
                "There is not enough memory to decode the picture.",
                "Close other programs or use a smaller picture.",
                path,
            ) from error
        except UnidentifiedImageError as error:
            raise problem(
                "not-an-image",
                "The file is not a picture, or of a kind that cannot be read here.",
                "Check the file with a viewer, or save it as PNG.",
                path,
            ) from error
        except Image.DecompressionBombError as error:
            raise _too_large(path, "it unpacks to far more than its size allows") from error
        except _BROKEN as error:
            raise problem(
                "image-truncated",
                f"The picture is cut off or damaged: {_one_line(error)}.",
                "Copy or export it again.",
                path,
            ) from error
    notes += [f"the decoder warned: {_one_line(each)}" for each in warned if _matters(each)]
    return LoadedImage(pixels, tuple(dict.fromkeys(notes)))


def _decode(path: Path) -> tuple[NDArray[np.uint8], list[str]]:
    with Image.open(path) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise _too_large(path, f"{width}×{height} pixels, and {MOST_PIXELS:,} are the limit")
        if width < 1 or height < 1:
            raise ValueError("it has no pixels")
        image.load()
        pixels = np.array(image.convert("RGB"), dtype=np.uint8, order="C")
        return pixels, list(_notes(image))  # last: counting the pictures moves on to the others


def _notes(image: Image.Image) -> Iterator[str]:
    mode = image.mode
    if mode.startswith("I;16") or mode == "I":
        yield (
            "16-bit gray: values above 255 become white, as in the older tool; "
            "convert to 8 bit for meaningful scores"
        )
    if mode == "F":
        yield "floating-point gray: values are cut to whole numbers from 0 to 255"
    if image.has_transparency_data:
        yield "the transparency was dropped, not blended with a background"
    if mode in {"CMYK", "LAB"}:
        yield f"{mode} colours were converted without a colour profile"
    if getattr(image, "n_frames", 1) > 1:
        yield f"the first of {image.n_frames} pictures in the file was taken"  # type: ignore[attr-defined]
    if image.getexif().get(_EXIF_ORIENTATION) not in _NATURAL_ORIENTATIONS:
        yield "the orientation tag (EXIF) was ignored: the picture is scored as stored"
    if image.info.get("icc_profile"):
        yield _PROFILE_NOTE


def _matters(warning: Warning) -> bool:
    # Pillow's own limit is lower than ours and only a warning; changes of its API are our concern.
    return not isinstance(
        warning, (Image.DecompressionBombWarning, DeprecationWarning, ResourceWarning)
    )


def _too_large(path: Path, why: str) -> ProblemError:
    return problem(
        "image-too-large",
        f"The picture is too large: {why}.",
        "Crop or shrink the picture.",
        path,
    )


def _one_line(error: object) -> str:
    text = " ".join(str(error).split()).rstrip(".")
    return text[:200] or type(error).__name__
