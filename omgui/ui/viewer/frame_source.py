"""What the frame panes show: a distorted file beside its reference, or a file alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from omgui.core.frame_mapping import Mode, Shift


@dataclass(frozen=True)
class FrameFile:
    """A file of frames.

    Attributes:
        path: Where it is.
        name: What people know it by.
        reader: What read it when it was scored (``opencv``, ``ffmpeg``, ``decord``); empty where
            that is not known.
        frames: How many frames it has as the engine counted them; ``None`` where that is not known.
    """

    path: Path
    name: str
    reader: str = ""
    frames: int | None = None


@dataclass(frozen=True)
class FrameSource:
    """What is shown together.

    Attributes:
        reference: The reference; ``None`` for a file that is scored alone.
        distorted: The distorted file, or the one alone.
        mode: How frames are paired; ``None`` without reference, and for pictures.
        offset: Distorted frame i + ``offset`` is shown with reference frame i.
        is_video: Whether these are videos; else pictures.
        mapped_frames: The number of distorted frames that the pairing rests on, where it is not
            that of the file: the older tool goes by the shortest of a set.
    """

    reference: FrameFile | None
    distorted: FrameFile
    mode: Mode | None = None
    offset: int = 0
    is_video: bool = True
    mapped_frames: int | None = None


def whole_length(
    mode: Mode, reference_frames: int, distorted_read: int, offset: int = 0
) -> int | None:
    """Return how many frames a distorted video has, where scoring has found out.

    The engine reads a distorted video only as far as its reference needs it.

    Args:
        mode: How the frames are paired.
        reference_frames: Frames of the reference, all read.
        distorted_read: Frames of the distorted video that were read.
        offset: As of :class:`FrameSource`.

    Returns:
        The number; ``None`` where the video may go on behind what was read.
    """
    if mode is Mode.REPEAT_EACH:
        return distorted_read
    shift = Shift(offset)
    needed = reference_frames - shift.reference_skip + shift.distorted_skip
    return distorted_read if distorted_read < needed else None
