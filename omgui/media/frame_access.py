"""Frame N of a video, exactly: for a person's eye, by number, in any order."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np

from omgui.media.files import file_problem
from omgui.media.frame_colour import Colours, Picture
from omgui.media.frame_finder import FrameFinder
from omgui.media.frame_index import read_index

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

    from omgui.core.problems import ProblemError

_EARLY = 150


class FrameAccess:
    """The shown frames of a video by number.

    Args:
        path: The video.
        reader: What read it when it was scored, see :class:`omgui.media.frame_colour.Colours`.
        expected: How many frames were found in it then; ``None`` where that is not known.

    Raises:
        ProblemError: As :func:`omgui.media.video_stream.open_stream`, and ``no-frames``.
    """

    def __init__(self, path: Path, reader: str = "", expected: int | None = None) -> None:
        self._path = path
        self._colours = Colours(reader)
        times = read_index(path, expected)
        if not times.count:
            raise no_frames(path)
        self._finder = FrameFinder(path)
        self._finder.times = times
        self._count = times.count

    @property
    def count(self) -> int:
        """Number of shown frames, by the packets of the file."""
        return self._count

    def frame(self, index: int) -> Picture:
        """Return a frame, H×W×3 RGB, turned as it is shown.

        Args:
            index: Its number, from 0.

        Raises:
            IndexError: There is no such frame.
            ProblemError: ``decode-failed``: it cannot be decoded.
        """
        found = self._finder.find(index)
        if found is None:
            raise undecodable(self._path, index)
        return _contiguous(self._colours, found, self._finder.codec)

    def close(self) -> None:
        """Let go of the file."""
        self._finder.close()

    def __enter__(self) -> FrameAccess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def frame_of(path: Path, index: int) -> Picture:
    """Return one frame of a video that is not kept open.

    Args:
        path: The video.
        index: Number of the frame, from 0.

    Raises:
        IndexError: There is no such frame.
        ProblemError: As :class:`FrameAccess` and its :meth:`FrameAccess.frame`.
    """
    if 0 <= index < _EARLY:  # sooner decoded than the whole file is read for its times
        finder = FrameFinder(path)
        try:
            found = finder.find(index)
            if found is not None:
                return _contiguous(Colours(), found, finder.codec)
        finally:
            finder.close()
    with FrameAccess(path) as frames:
        return frames.frame(index)


def no_frames(path: Path) -> ProblemError:
    """Return the problem of a video without any frame."""
    return file_problem(
        path,
        "no-frames",
        "The video has no frame that can be read.",
        "Check the file with a player, or export it again.",
    )


def undecodable(path: Path, index: int) -> ProblemError:
    """Return the problem of a frame that cannot be decoded."""
    return file_problem(
        path,
        "decode-failed",
        f"Frame {index} cannot be decoded.",
        "Check the file with a player, or export it again.",
    )


def _contiguous(colours: Colours, frame: VideoFrame, codec: str) -> Picture:
    return np.ascontiguousarray(colours.rgb(frame, codec))


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


__all__ = ["FrameAccess", "Picture", "frame_of", "shrunk"]
