"""Frame N of a video, exactly: for a person's eye, by number, in any order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from omgui.media.files import file_problem
from omgui.media.video_probe import FrameTimes, frame_times
from omgui.media.video_stream import open_stream

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

Picture = NDArray[np.uint8]
_EARLY = 150
_DECODE_ON = 48  # frames that are sooner decoded than sought


class FrameAccess:
    """The shown frames of a video by number.

    The times of all frames are read from the packets when it is opened. A frame is sought at the
    key frame before it and decoded from there; it is taken only if it has the time it should have.
    Where a seek does not lead there, the video is decoded from its beginning.

    Args:
        path: The video.

    Raises:
        ProblemError: As :func:`omgui.media.video_stream.open_stream`, and ``no-frames``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened = open_stream(path)
        try:
            self._times = frame_times(self._opened.container, self._opened.stream)
        except BaseException:
            self._opened.close()
            raise
        if not self._times.count:
            self._opened.close()
            raise file_problem(
                path,
                "no-frames",
                "The video has no frame that can be read.",
                "Check the file with a player, or export it again.",
            )
        self._next = 0  # number of the frame that decoding comes to next
        self._frames: Iterator[VideoFrame] | None = None

    @property
    def count(self) -> int:
        """Number of shown frames, by the packets of the file."""
        return self._times.count

    def frame(self, index: int) -> Picture:
        """Return a frame, H×W×3 RGB, turned as it is shown.

        Args:
            index: Its number, from 0.

        Raises:
            IndexError: There is no such frame.
            ProblemError: ``decode-failed``: it cannot be decoded.
        """
        if not 0 <= index < self.count:
            raise IndexError(f"frame {index} of {self.count}")
        found = self._sought(index) if self._times.shown else None
        if found is None:
            found = self._counted(index)
        if found is None:
            raise file_problem(
                self._path,
                "decode-failed",
                f"Frame {index} cannot be decoded.",
                "Check the file with a player, or export it again.",
            )
        return _rgb(found)

    def close(self) -> None:
        """Let go of the file."""
        self._frames = None
        self._opened.close()

    def __enter__(self) -> FrameAccess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _sought(self, index: int) -> VideoFrame | None:
        """Return the frame that has the time of this number; ``None`` where none is found."""
        wanted = self._times.shown[index]
        if self._frames is not None and 0 <= index - self._next <= _DECODE_ON:
            found = self._decoded_to(wanted)
            if found is not None:
                return found
        keys = self._times.keys
        place = bisect_right(keys, wanted) - 1
        # A seek may land behind the key frame that was meant: the one before it is tried, too.
        for key in reversed(keys[max(0, place - 1) : place + 1]):
            self._seek(key)
            found = self._decoded_to(wanted)
            if found is not None:
                return found
        return None

    def _seek(self, time: int) -> None:
        self._opened.container.seek(time, stream=self._opened.stream, backward=True)
        self._frames = self._opened.decoded()

    def _decoded_to(self, wanted: int) -> VideoFrame | None:
        """Decode up to the frame of this time; ``None`` where decoding begins behind it."""
        for frame in self._frames or ():
            if frame.pts is None or frame.pts > wanted:
                break
            if frame.pts == wanted:
                self._next = self._times.number_of(wanted) + 1
                return frame
        self._frames = None
        return None

    def _counted(self, index: int) -> VideoFrame | None:
        """Return a frame by counting from the first one."""
        if self._frames is None or index < self._next or self._times.shown:
            self._opened.close()
            self._opened = open_stream(self._path)
            self._frames = self._opened.decoded()
            self._next = 0
        for frame in self._frames:
            self._next += 1
            if self._next == index + 1:
                if self._times.shown:  # the next seek starts afresh
                    self._frames = None
                return frame
        self._frames = None
        return None


def frame_of(path: Path, index: int) -> Picture:
    """Return one frame of a video that is not kept open.

    Args:
        path: The video.
        index: Number of the frame, from 0.

    Raises:
        IndexError: There is no such frame.
        ProblemError: As :class:`FrameAccess` and its :meth:`FrameAccess.frame`.
    """
    if (
        0 <= index < _EARLY
    ):  # sooner decoded than the whole file is read for the times of its frames
        opened = open_stream(path)
        try:
            found = next(islice(opened.decoded(), index, None), None)
            if found is not None:
                return _rgb(found)
        finally:
            opened.close()
    with FrameAccess(path) as frames:
        return frames.frame(index)


def _rgb(frame: VideoFrame) -> Picture:
    # Bicubic chroma, as the decoders of the engine do.
    picture = frame.reformat(format="rgb24", interpolation="BICUBIC").to_ndarray()
    turns = frame.rotation // 90 % 4
    return np.ascontiguousarray(np.rot90(picture, turns), dtype=np.uint8)


def shrunk(picture: Picture, max_side: int | None) -> Picture:
    """Return a picture made smaller, so that its longer side is at most ``max_side``.

    Args:
        picture: H×W×3 RGB.
        max_side: Pixels; ``None`` to leave it as it is.
    """
    height, width = picture.shape[:2]
    longest = max(height, width)
    if max_side is None or longest <= max_side:
        return picture
    from PIL import Image  # noqa: PLC0415  # only for previews

    size = max(1, round(width * max_side / longest)), max(1, round(height * max_side / longest))
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BOX))


__all__ = ["FrameAccess", "FrameTimes", "Picture", "frame_of", "shrunk"]
