"""Saving and copying what the frame panes show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from omgui.ui.background import Background
from omgui.ui.problem_words import error_text
from omgui.ui.viewer.frame_layers import Pixels
from omgui.ui.viewer.frame_saving import beside, copy_image, copy_text, save_pngs, with_png
from omgui.ui.viewer.frame_words import FrameWords

if TYPE_CHECKING:
    from omgui.ui.viewer.frame_pane import FramePanes


class FrameKeeper(QObject):
    """Saves and copies frames with their own pixels.

    Args:
        panes: What shows them.

    Attributes:
        ask_path: Asks a person where to save; gets a proposal, gives an empty text for nowhere.

    Signals:
        said(str): What came of it, in words.
        saved(object): The paths that were written.
    """

    said = Signal(str)
    saved = Signal(object)

    def __init__(self, panes: FramePanes) -> None:
        super().__init__(panes)
        self._panes = panes
        self._words = FrameWords(self)
        self._background = Background(self, threads=1)
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.PicturesLocation
        )
        self.ask_path: Callable[[str], str] = self._ask_path
        self.said.connect(panes.board.pixel.setText)

    def perform(self, name: str) -> None:
        """Do what an action stands for.

        Args:
            name: ``save_distorted``, ``save_both``, ``save_view``, ``copy_image`` or
                ``copy_time``.
        """
        reference, distorted = self._panes.current_pixels()
        if name == "copy_time":
            self._copy_time()
        elif name == "copy_image":
            self._copy(self._panes.stage.composed())
        elif name == "save_view":
            self._save({"": self._panes.stage.composed()}, "view")
        elif name == "save_both":
            self._save({"reference": reference, "distorted": distorted}, "")
        elif name == "save_distorted":
            self._save({"": distorted}, "")

    def close(self) -> None:
        """Wait for what is being written."""
        self._background.close()

    def _copy_time(self) -> None:
        text = self._panes.time_text()
        if text:
            copy_text(text)
            self.said.emit(self._words.copied())

    def _copy(self, pixels: Pixels | None) -> None:
        if pixels is not None:
            copy_image(pixels)
            self.said.emit(self._words.copied())

    def _save(self, pictures: dict[str, Pixels | None], addition: str) -> None:
        """Ask where, and write what there is; keys are what names get in addition."""
        there = {key: pixels for key, pixels in pictures.items() if pixels is not None}
        if not there:
            return
        chosen = self.ask_path(str(Path(self._folder) / self._proposal(addition)))
        if not chosen:
            return
        path = with_png(Path(chosen))
        self._folder = str(path.parent)
        paths = {beside(path, key) if key else path: pixels for key, pixels in there.items()}
        self._background.start(partial(save_pngs, paths), self._on_saved, self._on_failed)

    def _proposal(self, addition: str) -> str:
        source, frame = self._panes.source, self._panes.frame
        name = self._words.described(source.distorted) if source is not None else "frame"
        parts = [name]
        if source is not None and source.is_video:
            parts.append(f"frame{frame}")
        return "_".join([*parts, *([addition] if addition else [])]) + ".png"

    def _ask_path(self, proposal: str) -> str:
        path, _ = QFileDialog.getSaveFileName(
            self._panes, self.tr("Save as PNG"), proposal, self.tr("PNG pictures (*.png)")
        )
        return path

    def _on_saved(self, paths: list[Path]) -> None:
        self.said.emit(self._words.saved([path.name for path in paths]))
        self.saved.emit(paths)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self.said.emit(self._words.not_saved(error_text(error)))
