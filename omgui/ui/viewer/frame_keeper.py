"""Saving and copying what the frame panes show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from omgui.ui.background import Background
from omgui.ui.problem_words import error_text
from omgui.ui.save_folder import SaveFolder
from omgui.ui.viewer.frame_layers import Pixels
from omgui.ui.viewer.frame_saving import beside, copy_image, copy_text, save_pngs, with_png
from omgui.ui.viewer.frame_words import FrameWords

if TYPE_CHECKING:
    from omgui.ui.viewer.frame_pane import FramePanes


Making = Callable[[], "Pixels | None"]


class FrameKeeper(QObject):
    """Saves and copies frames with their own pixels.

    Args:
        panes: What shows them.

    Attributes:
        ask_path: Asks a person where to save; gets a proposal, gives an empty text for nowhere.
        folder: Where that question begins.

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
        self.folder = SaveFolder(None)
        self.ask_path: Callable[[str], str] = self._ask_path
        self.said.connect(panes.board.pixel.setText)

    def perform(self, name: str) -> None:
        """Do what an action stands for.

        Args:
            name: ``save_distorted``, ``save_both``, ``save_view``, ``save_map``, ``copy_image``
                or ``copy_time``.
        """
        reference, distorted = self._panes.current_pixels()
        if name == "copy_time":
            self._copy_time()
        elif name == "copy_image":
            self._copy(self._panes.stage.compared().picture)
        elif name == "save_view":
            self._save({"": self._panes.stage.compared().picture}, "view")
        elif name == "save_map":
            self._save_map()
        elif name == "save_both":
            self._save({"reference": lambda: reference, "distorted": lambda: distorted}, "")
        elif name == "save_distorted":
            self._save({"": lambda: distorted}, "")

    def close(self) -> None:
        """Wait for what is to be written."""
        self._background.finish()

    def _copy_time(self) -> None:
        text = self._panes.time_text()
        if text:
            copy_text(text)
            self.said.emit(self._words.copied())

    def _copy(self, make: Making) -> None:
        self._background.start(make, self._on_made, self._on_failed)

    def _on_made(self, pixels: Pixels | None) -> None:
        if pixels is not None:
            copy_image(pixels)
            self.said.emit(self._words.copied())

    def _save_map(self) -> None:
        compared = self._panes.stage.compared()
        if compared.shown is None:
            self.said.emit(self._words.no_map())
        else:
            self._save({"": compared.map_picture}, f"{self._panes.chosen_map}_map")

    def _save(self, pictures: dict[str, Making], addition: str) -> None:
        """Ask where, and write what there is; keys are what names get in addition."""
        if self._panes.stage.distorted is None and self._panes.stage.reference is None:
            return
        chosen = self.ask_path(str(self.folder.folder / self._proposal(addition)))
        if not chosen:
            return
        path = with_png(Path(chosen))
        paths = {beside(path, key) if key else path: make for key, make in pictures.items()}
        self._background.start(partial(_save, paths, self.folder), self._on_saved, self._on_failed)

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
        self.said.emit(self._words.saved(paths))
        self.saved.emit(paths)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self.said.emit(self._words.not_saved(error_text(error)))


def _save(pictures: dict[Path, Making], folder: SaveFolder) -> list[Path]:
    made = {path: make() for path, make in pictures.items()}
    saved = save_pngs({path: pixels for path, pixels in made.items() if pixels is not None})
    for path in saved[:1]:
        folder.note(path)
    return saved
