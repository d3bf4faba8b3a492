"""A picture for a person's eye: the pixels that are scored."""

from __future__ import annotations

import struct
import warnings
import zlib
from pathlib import Path

import numpy as np
import PIL
from PIL import Image

from omgui.core.problems import ProblemError
from omgui.media.files import file_problem, read_head
from omgui.media.frame_colour import Picture

_MOST_PIXELS = 500_000_000  # as the engine
_EXIF_ORIENTATION = 0x0112
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


def read_picture(path: Path) -> tuple[Picture, str]:
    """Return a picture, H×W×3 RGB, as it is scored, and what is special about that.

    As stored: without turning it, blending its transparency or applying its colour profile.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable``, ``file-empty``, ``not-an-image``,
            ``image-truncated`` or ``image-too-large``.
    """
    read_head(path)
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # this runs in a process of its own
            return _decoded(path)
    except ProblemError:
        raise
    except PIL.UnidentifiedImageError as error:
        raise file_problem(
            path,
            "not-an-image",
            "The file is not a picture, or of a kind that cannot be read here.",
            "Check the file with a viewer, or save it as PNG.",
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_large(path) from error
    except _BROKEN as error:
        raise file_problem(
            path,
            "image-truncated",
            "The picture is cut off or damaged.",
            "Copy or export it again.",
        ) from error


def _decoded(path: Path) -> tuple[Picture, str]:
    with Image.open(path) as image:
        width, height = image.size
        if width * height > _MOST_PIXELS:
            raise _too_large(path)
        image.load()
        pixels = np.array(image.convert("RGB"), dtype=np.uint8, order="C")
        return pixels, _remark(image)


def _remark(image: Image.Image) -> str:
    if image.mode.startswith("I") or image.mode == "F":
        return "More than 8 bits: values above 255 are white, as they are scored."
    if image.has_transparency_data:
        return "Shown as it is scored: without its transparency."
    if image.getexif().get(_EXIF_ORIENTATION, 1) not in {0, 1}:
        return "Shown as it is scored: not turned as its orientation tag asks."
    return ""


def _too_large(path: Path) -> ProblemError:
    return file_problem(
        path, "image-too-large", "The picture is too large to be shown.", "Crop or shrink it."
    )
