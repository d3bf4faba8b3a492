"""How much each frame of a video differs from the one before it, to find where scenes begin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from omgui.media.thumbnails import small_picture
from omgui.media.video_stream import open_stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from av.video.frame import VideoFrame


class FrameChanges:
    """The changes of a video, decoded on from where the last look ended.

    Args:
        path: The video.
        on_frame: Called after each frame that is decoded.

    Raises:
        ProblemError: As :func:`omgui.media.video_stream.open_stream`.
    """

    def __init__(self, path: Path, on_frame: Callable[[], None]) -> None:
        self.path = path
        self.reached = 0
        self.has_ended = False
        self._on_frame = on_frame
        self._opened = open_stream(path)
        self._frames: Iterator[VideoFrame] = self._opened.decoded()
        self._last: NDArray[np.int16] | None = None

    def more(self, count: int) -> list[float]:
        """Return the changes of the next frames; fewer where the video ends or breaks."""
        found: list[float] = []
        while len(found) < count and not self.has_ended:
            frame = next(self._frames, None)
            if frame is None:
                self.has_ended = True
                self.close()
                break
            picture = small_picture(frame).astype(np.int16)
            change = 0.0 if self._last is None else float(np.abs(picture - self._last).mean())
            found.append(round(change, 3))
            self._last = picture
            self._on_frame()
        self.reached += len(found)
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._opened.close()
