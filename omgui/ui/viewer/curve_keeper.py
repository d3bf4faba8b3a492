"""Saving and copying curves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from omgui.ui.background import Background
from omgui.ui.problem_words import error_text
from omgui.ui.save_folder import SaveFolder
from omgui.ui.viewer.curve_painting import painted
from omgui.ui.viewer.curve_saving import SCALE, Sheet, curves_svg, write_curves
from omgui.ui.viewer.curve_stack import CurveStack
from omgui.ui.viewer.frame_words import FrameWords


class CurveKeeper(QObject):
    """Saves and copies plots as they are shown.

    Args:
        stack: The plots.
        parent: Owner.

    Attributes:
        ask_path: Asks a person where to save; gets a proposal, gives an empty text for nowhere.
        folder: Where that question begins.

    Signals:
        said(str): What came of it, in words.
    """

    said = Signal(str)

    def __init__(self, stack: CurveStack, parent: QWidget) -> None:
        super().__init__(parent)
        self._stack, self._parent = stack, parent
        self._words = FrameWords(self)
        self._background = Background(self, threads=1)
        self.folder = SaveFolder(None)
        self.ask_path: Callable[[str], str] = self._ask_path

    def copy(self, sheet: Sheet) -> None:
        """Put the plots into the clipboard.

        Args:
            sheet: What is said around them.
        """
        drawing = curves_svg(self._stack, sheet)
        self._background.start(partial(painted, drawing, SCALE), self._on_painted, self._on_failed)

    def save(self, sheet: Sheet, name: str) -> None:
        """Ask where, and write the plots.

        Args:
            sheet: What is said around them.
            name: What is proposed as the name of the file, without its ending.
        """
        chosen = self.ask_path(str(self.folder.folder / f"{name}.png"))
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() not in {".png", ".svg"}:
            path = path.with_name(f"{path.name}.png")
        self._background.start(
            partial(_write, curves_svg(self._stack, sheet), path, self.folder),
            self._on_saved,
            self._on_failed,
        )

    def close(self) -> None:
        """Wait for what is being written."""
        self._background.finish()

    def _on_painted(self, picture: QImage) -> None:
        QGuiApplication.clipboard().setImage(picture)
        self.said.emit(self._words.copied())

    def _on_saved(self, path: Path) -> None:
        self.said.emit(self._words.saved([path]))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self.said.emit(self._words.not_saved(error_text(error)))

    def _ask_path(self, proposal: str) -> str:
        kinds = (self.tr("PNG pictures (*.png)"), self.tr("SVG drawings (*.svg)"))
        path, kind = QFileDialog.getSaveFileName(
            self._parent, self.tr("Save the curves"), proposal, ";;".join(kinds)
        )
        if path and not Path(path).suffix and kind == kinds[1]:
            return f"{path}.svg"
        return path


def _write(drawing: bytes, path: Path, folder: SaveFolder) -> Path:
    is_drawing = path.suffix.lower() == ".svg"
    write_curves(drawing if is_drawing else painted(drawing, SCALE), path)
    folder.note(path)
    return path
