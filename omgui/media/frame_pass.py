"""One pass of decoding through a video, from its beginning or from a key frame."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from omgui.media.video_probe import demuxed
from omgui.media.video_stream import OpenedVideo, open_stream

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream


class FramePass:
    """Decodes a video in order; can be begun anew at a key frame.

    What a decoder cannot decode is left out and decoding goes on, as the engine's readers do.

    Args:
        path: The video.
        threads: Threads of the decoder. Only with one are the concealed parts of damaged files
            those that the engine sees.

    Attributes:
        is_damaged: Whether the decoder has complained between the key frame of the last frame and
            that frame.
        seconds_per_tick: The unit of the frames' times.
        declared_fps: Frames per second as the container says.

    Raises:
        ProblemError: As :func:`omgui.media.video_stream.open_stream`.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._path = path
        self._threads = threads
        self._opened = self._open()
        self.seconds_per_tick = float(self._opened.stream.time_base or 0)
        self.declared_fps = self._opened.fps
        self._begin(is_sought=False)

    def _begin(self, *, is_sought: bool) -> None:
        self.is_damaged = self._is_hurt = False
        self._ready: deque[tuple[VideoFrame, bool]] = deque()
        self._last_skipped: int | None = None
        self._trusted_from: int | None = None
        self._packets = self._demuxed(is_sought=is_sought)

    @property
    def codec(self) -> str:
        """Name of the decoder."""
        return self._opened.stream.codec_context.name

    def restart(self) -> None:
        """Go back to the beginning."""
        self._opened.close()
        self._opened = self._open()
        self._begin(is_sought=False)

    def seek(self, key: int) -> None:
        """Go to a key frame, or to where the container leads when asked for it."""
        self._opened.container.seek(key, stream=self._opened.stream, backward=True)
        self._begin(is_sought=True)

    def next_frame(
        self, needed_from: int | None = None, on_packet: Callable[[], None] | None = None
    ) -> VideoFrame | None:
        """Return the next frame; ``None`` at the end, or where the container breaks.

        Args:
            needed_from: Frames before this time may be left out where no other frame rests on
                them: that halves the work.
            on_packet: Called before each packet. What it raises interrupts: the pass can go on.
        """
        while not self._ready:
            if on_packet is not None:
                on_packet()
            packet = next(self._packets, None)
            if packet is None:
                return None
            self._decode(packet, needed_from)
        frame, self.is_damaged = self._ready.popleft()
        return frame

    @property
    def is_whole(self) -> bool:
        """Whether no frame was left out in this pass."""
        return self._last_skipped is None

    def has_skipped(self, time: int) -> bool:
        """Whether the frame of this time may have been left out."""
        return self._last_skipped is not None and time <= self._last_skipped

    def close(self) -> None:
        """Let go of the file."""
        self._ready.clear()
        self._opened.close()

    def _open(self) -> OpenedVideo:
        opened = open_stream(self._path)
        opened.stream.codec_context.thread_count = self._threads
        if self._threads > 1:
            opened.stream.codec_context.thread_type = "AUTO"
        return opened

    def _demuxed(self, *, is_sought: bool) -> Iterator[Packet[VideoStream]]:
        """Yield packets; after a seek from the first key frame on."""
        for packet in demuxed(self._opened.container, self._opened.stream):
            if is_sought and packet.size:
                if not packet.is_keyframe:
                    continue
                is_sought = False
                # What is shown before it may rest on frames that were not decoded.
                self._trusted_from = packet.pts
            yield packet

    def _decode(self, packet: Packet[VideoStream], needed_from: int | None) -> None:
        import av  # noqa: PLC0415  # imported already

        self._choose_work(packet, needed_from)
        try:
            frames = packet.decode()
        except av.FFmpegError:
            self._is_hurt = True
            return
        start = self._trusted_from
        for frame in frames:
            if start is not None and frame.pts is not None and frame.pts < start:
                continue
            self._is_hurt = frame.is_corrupt or (self._is_hurt and not frame.key_frame)
            self._ready.append((frame, self._is_hurt))

    def _choose_work(self, packet: Packet[VideoStream], needed_from: int | None) -> None:
        time = packet.pts
        may_skip = time is not None and needed_from is not None and time < needed_from
        self._opened.stream.codec_context.skip_frame = "NONREF" if may_skip else "DEFAULT"
        if may_skip and time is not None:
            self._last_skipped = (
                time if self._last_skipped is None else max(time, self._last_skipped)
            )
