"""What every video reader promises, and how one tells the chain that it cannot go on."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]


class Skipped(Enum):
    """Stands for a frame that was passed over."""

    SKIPPED = "skipped"


SKIPPED = Skipped.SKIPPED


class VideoReader(Protocol):
    """Frames of one video, first to last, once.

    Attributes:
        name: Which decoder reads: ``decord-gpu``, ``decord``, ``opencv`` or ``ffmpeg``.
        declared_frames: What the index or header says; not to be trusted, None when unknown.
        fps: Average frames per second; None when the decoder does not say.
        width: Width of the delivered frames in pixels, after rotation.
        height: Height of the delivered frames in pixels, after rotation.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 (described in the class)

    @property
    def declared_frames(self) -> int | None: ...  # noqa: D102

    @property
    def fps(self) -> float | None: ...  # noqa: D102

    @property
    def width(self) -> int: ...  # noqa: D102

    @property
    def height(self) -> int: ...  # noqa: D102

    def read(self) -> Frame | None:
        """Return the next frame, H×W×3 uint8 RGB, contiguous; None at the end."""

    def skip(self) -> bool:
        """Pass over the next frame as cheaply as can be; False at the end."""

    def close(self) -> None:
        """Let go of the file; further calls do nothing."""


class ReaderFailedError(Exception):
    """One reader cannot open or go on; the chain tries the next."""


LOST_FRAME = "lost a frame and would have repeated another in its place"
"""Reason of a reader that cannot go on although the data may be sound, e.g. after an edit list."""


def name_for_native_code(path: Path) -> str:
    """Return a path as text that survives the way into a C++ library.

    Raises:
        ReaderFailedError: The name is not UTF-8, which makes OpenCV crash.
    """
    name = str(path)
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReaderFailedError("cannot open names that are not UTF-8") from error
    return name


def looks_equal(one: Frame | None, other: Frame | None) -> bool:
    """Whether two frames are equal in every eighth row: cheap beside the decoding."""
    if one is None or other is None:
        return one is other
    return np.array_equal(one[::8], other[::8])
