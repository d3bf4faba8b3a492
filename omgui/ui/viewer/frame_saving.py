"""Frames as files and in the clipboard: their own pixels, not those of the screen."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from omgui.core.written_files import whole_file
from omgui.ui.viewer.frame_layers import Layer, Pixels


def image_of(pixels: Pixels) -> QImage:
    """Return pixels as an image that keeps them.

    Args:
        pixels: H×W×3 RGB.
    """
    return Layer(pixels).image.copy()


def png_of(pixels: Pixels) -> bytes:
    """Return pixels as a PNG file, without loss.

    Args:
        pixels: H×W×3 RGB.
    """
    return png_of_image(image_of(pixels))


def png_of_image(image: QImage) -> bytes:
    """Return an image as a PNG file, without loss.

    Raises:
        OSError: It cannot be made into one.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise OSError(writer.errorString())
    return bytes(data.data())


def save_pngs(pictures: dict[Path, Pixels]) -> list[Path]:
    """Write pictures, each complete or not at all.

    Args:
        pictures: Where each goes.

    Raises:
        OSError: One could not be written; those before it were.
    """
    for path, pixels in pictures.items():
        data = png_of(pixels)
        with whole_file(path) as out:
            out.write(data)
    return list(pictures)


def beside(path: Path, addition: str) -> Path:
    """Return the path of a picture that goes with another; never one that exists already.

    Args:
        path: What a person chose.
        addition: What the name gets in addition.
    """
    for number in count(1):
        extra = addition if number == 1 else f"{addition}_{number}"
        found = path.with_name(f"{path.stem}_{extra}{path.suffix}")
        if not found.exists():
            break
    return found


def with_png(path: Path) -> Path:
    """Return a path that ends as PNG files do."""
    return path if path.suffix.lower() == ".png" else path.with_name(f"{path.name}.png")


def copy_image(pixels: Pixels) -> None:
    """Put a picture into the clipboard."""
    QGuiApplication.clipboard().setImage(image_of(pixels))


def copy_text(text: str) -> None:
    """Put a text into the clipboard."""
    QGuiApplication.clipboard().setText(text)
