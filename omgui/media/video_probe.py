"""What a video says of itself, found out without decoding it: size, frames, frame rate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from omgui.core.media_facts import VideoFacts
from omgui.core.problems import ProblemError
from omgui.media.files import file_problem, read_head

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

_FIRST_FRAME_PACKETS = 300  # a stream may begin in the middle of a group of pictures
_TEXT_MAKES_NO_VIDEO = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1b")
_PICTURE_FORMATS = frozenset({"image2", "gif", "apng", "ico", "webp", "tiff"})
_HDR = {16: "pq", 18: "hlg"}  # ITU-T H.273, transfer characteristics
_VP8_SHOWN = 0x10  # RFC 6386, 9.1: show_frame


__all__ = ["VideoFacts", "probe_video"]


def probe_video(path: Path, on_packet: Callable[[], None] | None = None) -> VideoFacts:
    """Look at a video: its packets are counted, and one frame is decoded.

    Args:
        path: A file.
        on_packet: Called after each packet: the whole file is read, which can take long.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable``, ``file-empty``, ``not-a-video``,
            ``no-video-stream`` (sound only), ``video-incomplete`` (cut off before its index),
            ``no-frames`` or ``video-undecodable``.
    """
    container, head = opened(path)
    import av  # noqa: PLC0415  # costs time and memory that probing pictures does not need

    try:
        with container:
            return _video_facts(path, container, on_packet or _nothing)
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise explained_failure(path, head, error) from error


def opened(path: Path) -> tuple[InputContainer, bytes]:
    """Return the open container of a video, and the first bytes of the file.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable``, ``file-empty``, ``not-a-video`` or
            ``video-incomplete``.
    """
    head = read_head(path)
    if _is_text(head):  # playlists among them, which would make the decoder open other files
        raise _not_a_video(path, "it contains text")
    import av  # noqa: PLC0415  # costs time and memory that probing pictures does not need

    try:
        container = av.open(str(path.absolute()), metadata_errors="replace")
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise explained_failure(path, head, error) from error
    format_name = container.format.name
    if format_name in _PICTURE_FORMATS or format_name.endswith("_pipe"):
        container.close()
        raise _not_a_video(path, "it contains a picture")
    return container, head


def _nothing() -> None:
    """Tell nobody."""


def _video_facts(
    path: Path, container: InputContainer, on_packet: Callable[[], None]
) -> VideoFacts:
    stream = first_video(container)
    if stream is None:
        raise file_problem(
            path,
            "no-video-stream",
            "The file has sound or other data, but no video.",
            "Check that the path names the right file.",
        )
    packets = _Packets(stream)
    for packet in demuxed(container, stream):
        packets.add(packet)
        on_packet()
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
        sample_aspect=float(stream.sample_aspect_ratio or 1),
        transfer=_HDR.get(int(context.color_trc or 0), ""),
        bit_depth=_bit_depth(context.pix_fmt),
    )


def _bit_depth(pixel_format: str | None) -> int:
    from av.video.format import VideoFormat  # noqa: PLC0415  # only where a video is open

    if not pixel_format:
        return 0
    return max((part.bits for part in VideoFormat(pixel_format).components), default=0)


def first_video(container: InputContainer) -> VideoStream | None:
    """Return the first video stream that is no cover picture of a song."""
    from av.stream import Disposition  # noqa: PLC0415  # only where a video is open

    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            return stream
    return None


def demuxed(container: InputContainer, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
    """Yield packets up to the end or to where the container breaks."""
    import av  # noqa: PLC0415  # imported already

    packets = container.demux(stream)
    while True:
        try:
            yield next(packets)
        except (StopIteration, av.FFmpegError):
            return


def is_shown(packet: Packet[VideoStream], stream: VideoStream) -> bool:
    """Whether a packet holds a frame that is shown, not one that is only referred to."""
    # VP8 keeps such frames in packets of their own.
    return stream.codec_context.name != "vp8" or bool(bytes(packet)[0] & _VP8_SHOWN)


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
        if packet.is_discard or not is_shown(packet, self._stream):
            self.dropped += 1
            return
        self.shown += 1
        if packet.pts is not None:
            self._times.append(packet.pts)

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


def explained_failure(path: Path, head: bytes, error: Exception) -> ProblemError:
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
