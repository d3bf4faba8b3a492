"""Small grey pictures of the first frames of a video, to find out where it begins."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from omgui.media.video_stream import open_stream

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

WIDTH, HEIGHT = 64, 36
_CACHED = 3  # videos; pairs of one reference come one after the other

Pictures = NDArray[np.float32]


class Thumbnails:
    """The first frames of a video, decoded as far as they are asked for.

    Args:
        path: The video.
        on_frame: Called after each frame that is decoded.

    Raises:
        ProblemError: As :func:`omgui.media.video_stream.open_stream`.
    """

    def __init__(self, path: Path, on_frame: Callable[[], None] | None = None) -> None:
        self._on_frame = on_frame
        self._opened = open_stream(path)
        self.fps = self._opened.fps
        self.has_ended = False
        self._frames: Iterator[VideoFrame] = self._opened.decoded()
        self._pictures: list[NDArray[np.uint8]] = []

    def first(self, count: int) -> Pictures:
        """Return the first frames, N×HEIGHT×WIDTH; fewer where the video ends or breaks."""
        while len(self._pictures) < count and not self.has_ended:
            frame = next(self._frames, None)
            if frame is None:
                self.has_ended = True
                self.close()
            else:
                self._pictures.append(small_picture(frame))
            if self._on_frame is not None:
                self._on_frame()
        if not self._pictures:
            return np.empty((0, HEIGHT, WIDTH), np.float32)
        return np.stack(self._pictures[:count]).astype(np.float32)

    def close(self) -> None:
        """Let go of the file; what was decoded stays."""
        self._opened.close()


def small_picture(frame: VideoFrame) -> NDArray[np.uint8]:
    """Return a frame as a small grey picture, HEIGHT×WIDTH, turned as it is shown."""
    turns = frame.rotation // 90 % 4
    width, height = (HEIGHT, WIDTH) if turns % 2 else (WIDTH, HEIGHT)
    small = frame.reformat(width=width, height=height, format="gray", interpolation="AREA")
    return np.rot90(np.asarray(small.to_ndarray(), dtype=np.uint8), turns)


class ThumbnailCache:
    """The videos looked at last: a reference is decoded once for all its distorted files.

    Args:
        on_frame: Called after each frame that is decoded.
    """

    def __init__(self, on_frame: Callable[[], None] | None = None) -> None:
        self._on_frame = on_frame
        self._known: OrderedDict[Path, Thumbnails] = OrderedDict()

    def of(self, path: Path) -> Thumbnails:
        """Return a video's thumbnails.

        Raises:
            ProblemError: It cannot be opened.
        """
        if path not in self._known:
            self._known[path] = Thumbnails(path, self._on_frame)
        self._known.move_to_end(path)
        while len(self._known) > _CACHED:
            self._known.popitem(last=False)[1].close()
        return self._known[path]
