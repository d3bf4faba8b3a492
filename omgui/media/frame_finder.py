"""Any frame of a video by number, decoded as little as exactness allows."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from omgui.media.frame_index import FrameTimes
from omgui.media.frame_pass import FramePass

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

_KEYS_TRIED = 3  # a seek may lead behind the key frame that was meant
_SOONER_COUNTED = 2000  # a damaged video is decoded from its beginning up to here
_SOONER_DECODED = 4  # frames that are sooner decoded than sought


class FrameFinder:
    """Finds frames by number, and keeps those that were decoded lately.

    A frame is sought at the key frame before it and decoded from there; it is taken only if it has
    the time it should have. Where the times are not known (yet), or a seek does not lead there,
    frames are counted from the beginning.

    Args:
        path: The video.
        threads: Threads of the decoder; one from the moment on at which damage is seen.
        kept_bytes: How much of what was decoded is kept.

    Attributes:
        times: When frames are shown; ``None`` as long as that is not known.
        is_damaged: Whether the decoder complained about the last frame, or what it rests on.

    Raises:
        ProblemError: As :func:`omgui.media.video_stream.open_stream`.
    """

    def __init__(self, path: Path, threads: int = 1, kept_bytes: int = 0) -> None:
        self.times: FrameTimes | None = None
        self.is_damaged = False
        self._path = path
        self._threads = threads
        self._kept_bytes = kept_bytes
        self._kept: OrderedDict[int, tuple[VideoFrame, bool]] = OrderedDict()
        self._bytes = 0
        self._pass = FramePass(path, threads)
        self._next = 0  # number of the frame that the pass comes to next
        self._is_counting = True  # the pass left out nothing since the beginning of the video
        self._first_pts: int | None = None

    @property
    def codec(self) -> str:
        """Name of the decoder."""
        return self._pass.codec

    def seconds(self, frame: VideoFrame) -> float | None:
        """Return when a frame is shown, counted from the first one; ``None`` where not known."""
        first = self._first_pts
        if self.times is not None and self.times.shown:
            first = self.times.shown[0]
        if frame.pts is None or first is None:
            return None
        return (frame.pts - first) * self._pass.seconds_per_tick

    def fps_of(self, times: FrameTimes) -> float | None:
        """Return how many frames are shown in a second on average; ``None`` where not known."""
        lasting_s = 0.0
        if len(times.shown) > 1:
            lasting_s = (times.shown[-1] - times.shown[0]) * self._pass.seconds_per_tick
        return (len(times.shown) - 1) / lasting_s if lasting_s > 0 else self._pass.declared_fps

    def is_at_hand(self, index: int, within: int) -> bool:
        """Whether a frame is kept, or comes within so many frames of decoding on."""
        return index in self._kept or 0 <= index - self._next <= within

    def key_before(self, index: int) -> int | None:
        """Return the number of the key frame that decoding to a frame begins with."""
        times = self.times
        if times is None or not times.shown or not times.keys:
            return None
        wanted = times.shown[index]
        place = bisect_right(times.keys, wanted) - 1
        if place < 0 or times.keys[place] < times.shown[0]:
            return None
        return times.number_of(times.keys[place])

    def find(
        self,
        index: int,
        needed_from: int | None = None,
        on_packet: Callable[[], None] | None = None,
    ) -> VideoFrame | None:
        """Return a frame; ``None`` where it cannot be decoded.

        Args:
            index: Its number.
            needed_from: Frames from here up to ``index`` will be asked for, too.
            on_packet: As of :meth:`FramePass.next_frame`.

        Raises:
            IndexError: There is no such frame, as far as is known.
        """
        if index < 0 or (self.times is not None and index >= self.times.count):
            raise IndexError(f"there is no frame {index}")
        if index in self._kept:
            self._kept.move_to_end(index)
            found, self.is_damaged = self._kept[index]
            return found
        sought = self._found(index, needed_from, on_packet)
        if self._pass.is_damaged and self._threads > 1:
            self._go_on_calmly()
            sought = self._found(index, needed_from, on_packet)
        self.is_damaged = self._pass.is_damaged
        return sought

    def close(self) -> None:
        """Let go of the file and of all frames."""
        self._kept.clear()
        self._pass.close()

    def _found(
        self, index: int, needed_from: int | None, on_packet: Callable[[], None] | None
    ) -> VideoFrame | None:
        if self.times is None or not self.times.shown:
            return self._counted(index, on_packet)
        first = index if needed_from is None else max(0, min(index, needed_from))
        found = self._sought(index, self.times.shown[first], self.times, on_packet)
        is_doubtful = self._pass.is_damaged and not self._is_counting
        if found is None or (is_doubtful and index < _SOONER_COUNTED):
            # What is made up for lost data may come from frames before the key frame.
            return self._counted(index, on_packet)
        return found

    def _go_on_calmly(self) -> None:
        """Decode with one thread, as the engine does: of damage each number makes other things."""
        self._threads = 1
        self._pass.close()
        self._pass = FramePass(self._path)
        self._next = 0
        self._is_counting = True
        self._kept.clear()
        self._bytes = 0

    def _sought(
        self, index: int, limit: int, times: FrameTimes, on_packet: Callable[[], None] | None
    ) -> VideoFrame | None:
        wanted = times.shown[index]
        place = bisect_right(times.keys, wanted) - 1
        if self._is_near(index, wanted, times.number_of(times.keys[max(0, place)])):
            found = self._decoded_to(wanted, limit, times, on_packet)
            if found is not None:
                return found
        for key in reversed(times.keys[max(0, place - _KEYS_TRIED + 1) : place + 1]):
            self._pass.seek(key)
            self._is_counting = False
            self._next = times.number_of(key)
            found = self._decoded_to(wanted, limit, times, on_packet)
            if found is not None:
                return found
        return None

    def _is_near(self, index: int, wanted: int, key: int) -> bool:
        """Whether decoding on is right, and less work than seeking."""
        if index < self._next or self._pass.has_skipped(wanted):
            return False
        return index - self._next <= index - key + _SOONER_DECODED

    def _decoded_to(
        self,
        wanted: int,
        limit: int,
        times: FrameTimes,
        on_packet: Callable[[], None] | None,
    ) -> VideoFrame | None:
        """Decode up to the frame of this time; ``None`` where the pass leads past it."""
        while (frame := self._pass.next_frame(limit, on_packet)) is not None:
            self._is_counting = self._is_counting and self._pass.is_whole
            if frame.pts is None:
                break
            number = times.number_of(frame.pts)
            self._next = number + 1
            if number >= times.count or times.shown[number] != frame.pts:
                self._next = number
                continue
            self._keep(number, frame)
            if frame.pts >= wanted:
                return frame if frame.pts == wanted else None
        self._next = times.count
        return None

    def _counted(self, index: int, on_packet: Callable[[], None] | None) -> VideoFrame | None:
        """Return a frame by counting from the first one."""
        if not self._is_counting or index < self._next:
            self._pass.restart()
            self._is_counting = True
            self._next = 0
        while (frame := self._pass.next_frame(None, on_packet)) is not None:
            if self._next == 0:
                self._first_pts = frame.pts
            self._keep(self._next, frame)
            self._next += 1
            if self._next == index + 1:
                return frame
        return None

    def _keep(self, number: int, frame: VideoFrame) -> None:
        is_doubtful = self._pass.is_damaged and not (self._is_counting and self._threads == 1)
        if not self._kept_bytes or number in self._kept or is_doubtful:
            return
        self._kept[number] = (frame, self._pass.is_damaged)
        self._bytes += _size_bytes(frame)
        while self._bytes > self._kept_bytes and len(self._kept) > 1:
            _, (old, _) = self._kept.popitem(last=False)
            self._bytes -= _size_bytes(old)


def _size_bytes(frame: VideoFrame) -> int:
    return sum(plane.buffer_size for plane in frame.planes)
