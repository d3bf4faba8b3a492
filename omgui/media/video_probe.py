"""What a video says of itself, found out without decoding it: size, frames, frame rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from omgui.core.problems import ProblemError
from omgui.media.files import file_problem, read_head

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

_FIRST_FRAME_PACKETS = 300  # a stream may begin in the middle of a group of pictures
_TEXT_MAKES_NO_VIDEO = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1b")
_PICTURE_FORMATS = frozenset({"image2", "gif", "apng", "ico", "webp", "tiff"})
_VP8_SHOWN = 0x10  # RFC 6386, 9.1: show_frame


@dataclass(frozen=True)
class VideoFacts:
    """One video, by its container and its first frame.

    Attributes:
        width: Width in pixels as shown, after rotation.
        height: Height in pixels as shown, after rotation.
        fps: Average frames per second; ``None`` where the container does not say.
        frames: Shown frames of the first video stream, counted packet by packet.
        declared_frames: Shown frames by the header, more than ``frames`` where the file is cut off;
            ``None`` where it does not say.
        duration_s: Seconds; ``None`` where the container does not say.
        codec: Name of the codec, e.g. ``h264``.
        pixel_format: Layout of the samples, e.g. ``yuv420p``.
        rotation: Degrees by which the stored picture is turned for showing: 0, 90, 180 or 270.
        is_variable_rate: Whether some frames stand clearly longer than others.
    """

    width: int
    height: int
    fps: float | None
    frames: int
    declared_frames: int | None
    duration_s: float | None
    codec: str
    pixel_format: str
    rotation: int
    is_variable_rate: bool


def probe_video(path: Path) -> VideoFacts:
    """Look at a video: its packets are counted, and one frame is decoded.

    Args:
        path: A file.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable``, ``file-empty``, ``not-a-video``,
            ``no-video-stream`` (sound only), ``video-incomplete`` (cut off before its index),
            ``no-frames`` or ``video-undecodable``.
    """
    head = read_head(path)
    if _is_text(head):  # playlists among them, which would make the decoder open other files
        raise _not_a_video(path, "it contains text")
    import av  # noqa: PLC0415  # costs time and memory that probing pictures does not need

    try:
        with av.open(str(path.absolute()), metadata_errors="replace") as container:
            return _video_facts(path, container)
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise _explained(path, head, error) from error


def _video_facts(path: Path, container: InputContainer) -> VideoFacts:
    format_name = container.format.name
    if format_name in _PICTURE_FORMATS or format_name.endswith("_pipe"):
        raise _not_a_video(path, "it contains a picture")
    stream = _first_video(container)
    if stream is None:
        raise file_problem(
            path,
            "no-video-stream",
            "The file has sound or other data, but no video.",
            "Check that the path names the right file.",
        )
    packets = _Packets(stream)
    for packet in _demuxed(container, stream):
        packets.add(packet)
    if not packets.shown:
        raise file_problem(
            path,
            "no-frames",
            "The video has no frame that can be read.",
            "Check the file with a player, or export it again.",
        )
    context = stream.codec_context
    width, height = context.width, context.height
    if packets.rotation in {90, 270}:
        width, height = height, width
    if not packets.is_decodable or min(width, height) < 1:
        raise file_problem(
            path,
            "video-undecodable",
            f"No frame of this {context.name} video can be decoded.",
            "Check the file with a player, or convert it, for example to H.264.",
        )
    rate = stream.average_rate or stream.guessed_rate
    return VideoFacts(
        width=width,
        height=height,
        fps=float(rate) if rate else None,
        frames=packets.shown,
        declared_frames=max(stream.frames - packets.dropped, 0) or None,
        duration_s=_duration_s(container, stream),
        codec=context.name,
        pixel_format=context.pix_fmt or "",
        rotation=packets.rotation,
        is_variable_rate=packets.is_variable_rate(),
    )


def _first_video(container: InputContainer) -> VideoStream | None:
    """Return the first video stream that is no cover picture of a song."""
    from av.stream import Disposition  # noqa: PLC0415  # only where a video is open

    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            return stream
    return None


def _demuxed(container: InputContainer, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
    """Yield packets up to the end or to where the container breaks."""
    import av  # noqa: PLC0415  # imported already

    packets = container.demux(stream)
    while True:
        try:
            yield next(packets)
        except (StopIteration, av.FFmpegError):
            return


class _Packets:
    """Counts the packets of one stream, and decodes up to its first frame."""

    def __init__(self, stream: VideoStream) -> None:
        stream.codec_context.thread_count = 1
        self._stream = stream
        self._times: list[int] = []
        self._all = 0
        self.dropped = 0
        self.shown = 0
        self.rotation = 0
        self.is_decodable = False

    def add(self, packet: Packet[VideoStream]) -> None:
        """Take the next packet; the last one is empty and makes the decoder give what it has."""
        if not self.is_decodable and self._all < _FIRST_FRAME_PACKETS:
            self._try_to_decode(packet)
        if packet.size == 0:
            return
        self._all += 1
        if packet.is_discard or not self._is_shown(packet):
            self.dropped += 1
            return
        self.shown += 1
        if packet.pts is not None:
            self._times.append(packet.pts)

    def _is_shown(self, packet: Packet[VideoStream]) -> bool:
        # VP8 keeps frames that are only referred to in packets of their own.
        return self._stream.codec_context.name != "vp8" or bool(bytes(packet)[0] & _VP8_SHOWN)

    def _try_to_decode(self, packet: Packet[VideoStream]) -> None:
        import av  # noqa: PLC0415  # imported already

        try:
            frames = packet.decode()
        except av.FFmpegError:
            return
        for frame in frames:
            self.is_decodable = True
            turned = getattr(frame, "rotation", 0)  # PyAV before 14.1 does not tell
            self.rotation = round(turned / 90) * 90 % 360

    def is_variable_rate(self) -> bool:
        """Whether some gap between frames is off by a tenth, and by more than rounding."""
        times = sorted(self._times)
        gaps = [after - before for before, after in pairwise(times)]
        if len(gaps) < 2:
            return False
        usual = median(gaps)
        most = max(abs(gap - usual) for gap in gaps)
        return most > max(usual / 10, 1)


def _duration_s(container: InputContainer, stream: VideoStream) -> float | None:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return None if container.duration is None else float(Fraction(container.duration, 1_000_000))


def _is_text(head: bytes) -> bool:
    return not head.startswith(b"YUV4MPEG2") and not _TEXT_MAKES_NO_VIDEO.intersection(head)


def _explained(path: Path, head: bytes, error: Exception) -> ProblemError:
    """Say why a container could not be opened."""
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}:
        return file_problem(
            path,
            "video-incomplete",
            "The video is cut off or damaged: its index cannot be read.",
            "The copy or the recording was interrupted: copy or export it again.",
        )
    reason = " ".join(str(error).split()).partition(":")[0].rpartition("] ")[2]
    return _not_a_video(path, reason[:1].lower() + reason[1:200] or type(error).__name__)


def _not_a_video(path: Path, reason: str) -> ProblemError:
    message = f"The file is not a video, or of a kind that cannot be read here: {reason}."
    return file_problem(path, "not-a-video", message, "Check the file with a player.")
