"""Clips whose every frame says its number, and panes that show them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from omgui.core.frame_mapping import Mode
from omgui.ui.viewer.frame_map import MapRequest
from omgui.ui.viewer.frame_pane import FramePanes
from omgui.ui.viewer.frame_source import FrameFile, FrameSource
from tests import media_files

WIDTH, HEIGHT = 64, 48
COUNT = 40
_STEP = 6


def numbered(count: int, addition: int = 0) -> list[NDArray[np.uint8]]:
    """Return grey frames; each is as light as its number says."""
    return [
        np.full((HEIGHT, WIDTH, 3), _STEP * number + addition, np.uint8) for number in range(count)
    ]


def number_of(pixels: NDArray[np.uint8], addition: int = 0) -> int:
    """Return the number that a frame shows."""
    return (int(pixels[0, 0, 0]) - addition) // _STEP


def clips(folder: Path) -> tuple[Path, Path]:
    """Write a reference and a distorted clip, one level lighter."""
    reference = media_files.encode(folder / "ref.mkv", numbered(COUNT), "lossless")
    distorted = media_files.encode(folder / "dist.mkv", numbered(COUNT, 1), "lossless")
    return reference, distorted


def pair(reference: Path, distorted: Path, **options: object) -> FrameSource:
    """Return what shows two files."""
    options = {"mode": Mode.SAME, **options}
    return FrameSource(
        FrameFile(reference, reference.name), FrameFile(distorted, distorted.name), **options
    )


class Shown:
    """Panes in a test, and a way to wait for what they show.

    Args:
        qtbot: Runs the event loop.
        panes: As new, but for the processes that they have already.
    """

    def __init__(self, qtbot: QtBot, panes: FramePanes) -> None:
        self._qtbot = qtbot
        self.panes = panes
        panes.show_source(None)
        panes.map_names([])
        panes.perform("side")
        panes.perform("fit")
        panes.toolbar.gains.setCurrentIndex(3)
        panes.toolbar.is_signed.setChecked(False)
        panes.map_bar.opacity.setValue(60)
        panes.map_bar.top.setCurrentIndex(0)
        panes.map_bar.is_log.setChecked(False)
        panes.actions_table["turns"].setChecked(False)
        panes.transport.speeds.setCurrentIndex(0)
        panes.canvas.move_split(0.5)
        panes.retranslate()
        panes.resize(900, 500)
        panes.show()
        self.shown: list[int] = []
        self.wanted: list[int] = []
        self.maps: list[MapRequest] = []
        panes.frame_shown.connect(self.shown.append)
        panes.frame_wanted.connect(self.wanted.append)
        panes.map_wanted.connect(self.maps.append)

    def end(self) -> None:
        """Leave the panes to the next test."""
        self.panes.player.stop()
        for signal in (self.panes.frame_shown, self.panes.frame_wanted, self.panes.map_wanted):
            signal.disconnect()

    def turn_to(self, source: FrameSource, frame: int | None = None) -> None:
        """Show a source and wait until it is there."""
        self.shown.clear()
        self.panes.show_source(source, frame)
        self.until(lambda: self.panes.viewing is not None and self.shown)

    def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(lambda: bool(is_so()), timeout=20_000)

    def until_shown(self, frame: int) -> None:
        """Wait until this frame was shown last."""
        self.until(lambda: bool(self.shown) and self.shown[-1] == frame)

    def numbers(self) -> tuple[int, int]:
        """Return the numbers that the two pictures show."""
        reference, distorted = self.panes.current_pixels()
        assert reference is not None
        assert distorted is not None
        return number_of(reference), number_of(distorted, 1)
