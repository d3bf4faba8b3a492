"""The program's icon in the forms that systems want, made of its one drawing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DRAWING = Path(__file__).resolve().parent.parent / "omgui" / "resources" / "icons" / "omgui.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def write(folder: Path) -> dict[str, str]:
    """Write the icons of Windows and macOS, and pictures for Linux.

    Args:
        folder: Gets ``omgui.ico``, ``omgui.icns`` and ``icons/SIZE.png``.

    Returns:
        The icon of a program by ``sys.platform``; Linux has none in its programs.
    """
    from PIL import Image  # noqa: PLC0415  # the sizes above are read without

    pictures = folder / "icons"
    pictures.mkdir(parents=True, exist_ok=True)
    _draw(pictures)
    largest = Image.open(pictures / f"{SIZES[-1]}.png")
    ico, icns = folder / "omgui.ico", folder / "omgui.icns"
    largest.save(ico, sizes=[(size, size) for size in SIZES if size <= 256])
    largest.save(icns)
    return {"win32": str(ico), "darwin": str(icns)}


def _draw(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt  # noqa: PLC0415  # after the variable
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    app = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(DRAWING))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"{size}.png"))
    del app


if __name__ == "__main__":
    write(Path(sys.argv[1]))
