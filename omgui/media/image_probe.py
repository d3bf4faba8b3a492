"""What a picture says of itself in its header: size, samples, whether it is whole."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from omgui.core.media_facts import ImageFacts
from omgui.core.problems import ProblemError
from omgui.media.files import file_problem, read_head

if TYPE_CHECKING:
    from PIL.Image import Image

_TAIL_BYTES = 4096
_EXIF_ORIENTATION = 0x0112


__all__ = ["ImageFacts", "probe_image"]


def probe_image(path: Path) -> ImageFacts:
    """Look at the header of a picture.

    Args:
        path: A file of any kind that Pillow reads.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable``, ``file-empty`` or ``not-an-image``.
    """
    read_head(path)
    import PIL.Image  # noqa: PLC0415  # not needed for videos

    with warnings.catch_warnings():
        # What the header alone makes Pillow warn of is in the facts.
        warnings.simplefilter("ignore")
        try:
            with PIL.Image.open(path) as image:
                return ImageFacts(
                    width=image.width,
                    height=image.height,
                    mode=image.mode,
                    format=image.format or "",
                    frames=int(getattr(image, "n_frames", 1)),
                    is_turned=_is_turned(image),
                    is_cut_off=_is_cut_off(path, image.format or ""),
                )
        except (PIL.UnidentifiedImageError, PIL.Image.DecompressionBombError) as error:
            raise _not_an_image(path) from error
        except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError) as error:
            raise _not_an_image(path) from error
        except (TypeError, AttributeError, NotImplementedError, struct.error) as error:
            raise _not_an_image(path) from error


def _is_turned(image: Image) -> bool:
    if image.format == "PNG" and "exif" not in image.info:
        return False  # to look for it behind the pixels, Pillow would decode them
    return image.getexif().get(_EXIF_ORIENTATION, 1) not in {0, 1}


def _is_cut_off(path: Path, format_name: str) -> bool:
    """Whether the mark is missing that ends every PNG or JPEG."""
    mark = {"PNG": b"IEND", "JPEG": b"\xff\xd9"}.get(format_name)
    if mark is None:
        return False
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL_BYTES))
        return mark not in file.read()


def _not_an_image(path: Path) -> ProblemError:
    message = "The file is not a picture, or of a kind that cannot be read here."
    hint = "Check the file with a viewer, or save it as PNG."
    return file_problem(path, "not-an-image", message, hint)
