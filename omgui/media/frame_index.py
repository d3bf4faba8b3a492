"""When the frames of a video are shown: read from its packets, or from decoding all of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from omgui.media.frame_pass import FramePass
from omgui.media.video_probe import demuxed, is_shown
from omgui.media.video_stream import open_stream

if TYPE_CHECKING:
    from omgui.media.video_stream import OpenedVideo


@dataclass(frozen=True)
class FrameTimes:
    """When the frames of a video are shown, in units of its time base.

    Attributes:
        count: Number of shown frames.
        shown: Their times in order; empty where the container does not tell every one of them, or
            tells nonsense: then frames are counted.
        keys: Times of those that decoding can begin with.
    """

    count: int
    shown: tuple[int, ...]
    keys: tuple[int, ...]

    def number_of(self, time: int) -> int:
        """Return the number of the frame of a time."""
        return bisect_left(self.shown, time)


def read_index(
    path: Path, expected: int | None = None, on_step: Callable[[], None] | None = None
) -> FrameTimes:
    """Read when the frames of a video are shown.

    Frames are numbered as a decoder gives them. The packets tell that of a sound file; where they
    tell another number than the engine found, frames are counted while they are decoded.

    Args:
        path: The video.
        expected: How many frames the engine found; ``None`` where that is not known.
        on_step: Called after every packet; what it raises ends the reading.

    Raises:
        ProblemError: As :func:`omgui.media.video_stream.open_stream`.
    """
    found = _told_by_packets(path, on_step or _nothing)
    if expected is not None and expected != found.count:
        return FrameTimes(expected, (), found.keys)
    return found


def _nothing() -> None:
    """Tell nobody."""


def _told_by_packets(path: Path, on_step: Callable[[], None]) -> FrameTimes:
    first = _first_decoded(path)
    opened = open_stream(path)
    try:
        times, count, is_told, keys = _packet_times(opened, on_step)
    finally:
        opened.close()
    if not is_told or not keys or first is None:
        return FrameTimes(count, (), keys)
    # A stream that begins in the middle of a group of pictures loses what comes before its key.
    shown = tuple(sorted(time for time in times if time >= first))
    return FrameTimes(len(shown), shown, keys)


def _packet_times(
    opened: OpenedVideo, on_step: Callable[[], None]
) -> tuple[list[int], int, bool, tuple[int, ...]]:
    times: list[int] = []
    keys: list[int] = []
    decoding: list[int] = []
    count = 0
    for packet in demuxed(opened.container, opened.stream):
        on_step()
        # A key frame before an edit is not shown, but decoding may have to begin with it.
        if packet.is_keyframe and packet.pts is not None:
            keys.append(packet.pts)
        if packet.size == 0 or packet.is_discard or not is_shown(packet, opened.stream):
            continue
        count += 1
        if packet.pts is not None:
            times.append(packet.pts)
        if packet.dts is not None:
            decoding.append(packet.dts)
    is_in_order = all(before <= after for before, after in pairwise(decoding))
    is_told = is_in_order and count == len(times) == len(set(times))
    return times, count, is_told, tuple(sorted(keys))


def _first_decoded(path: Path) -> int | None:
    decoder = FramePass(path)
    try:
        frame = decoder.next_frame()
        return None if frame is None else frame.pts
    finally:
        decoder.close()
