"""Work on pictures off the GUI thread: of several wishes only the last is worth doing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from omgui.media.picture_math import coloured, difference
from omgui.ui.background import Background
from omgui.ui.viewer.frame_layers import Layer, resized
from omgui.ui.viewer.frame_map import FrameMap


class LatestWork(QObject):
    """Does one thing at a time; what was asked for meanwhile replaces what waits.

    Signals:
        done(object, object): The key that was given, and what came of it.
    """

    done = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, threads=1)
        self._waiting: tuple[object, Callable[[], Any]] | None = None

    def ask(self, key: object, function: Callable[[], Any]) -> None:
        """Let something be done soon.

        Args:
            key: What the outcome will be known by.
            function: Touches no widget.
        """
        self._waiting = (key, function)
        self._start()

    def close(self) -> None:
        """Wait for what is being done."""
        self._waiting = None
        self._background.close()

    def _start(self) -> None:
        if self._waiting is None or self._background.is_busy:
            return
        (key, function), self._waiting = self._waiting, None
        self._background.start(function, lambda found: self._on_done(key, found), self._failed)

    def _on_done(self, key: object, found: object) -> None:
        self._start()
        self.done.emit(key, found)

    def _failed(self, error: Exception) -> None:
        self._start()
        raise error


def difference_layer(reference: Layer, distorted: Layer, gain: int, *, is_signed: bool) -> Layer:
    """Return how two pictures differ; the distorted one is brought to the reference's size.

    Args:
        reference: The reference.
        distorted: The distorted picture.
        gain: By how much it is amplified.
        is_signed: Whether grey means none, else black.
    """
    if reference.size == distorted.size and reference.is_bgr == distorted.is_bgr:
        made = difference(reference.stored, distorted.stored, gain, is_signed=is_signed)
        return Layer(made, is_bgr=reference.is_bgr)
    right = distorted.rgb
    if reference.size != distorted.size:
        right = resized(right, *reference.size)
    return Layer(difference(reference.rgb, right, gain, is_signed=is_signed))


def map_layer(shown: FrameMap) -> Layer:
    """Return a map as colours."""
    return Layer(coloured(shown.values, shown.low, shown.high, shown.colours, is_log=shown.is_log))
