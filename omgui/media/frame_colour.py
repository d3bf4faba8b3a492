"""Decoded frames as RGB: bit for bit as the engine's readers convert them."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av.filter import Graph
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter

Picture = NDArray[np.uint8]
# swscale converts these by a routine of its own, which gives the same RGB and BGR.
_SAME_BOTH_WAYS = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p"})
_NOT_IN_OPENCV = frozenset({"av1", "libdav1d", "libaom-av1"})
_DECORD_REMARK = (
    "The score was made with Decord, which converts the colours of such a video a little "
    "differently."
)


class Colours:
    """Converts the frames of one video.

    OpenCV asks for BGR and the ffmpeg program for RGB; where chroma has to be scaled, swscale's
    results differ by a few levels. So it matters which reader made the scores.

    Args:
        reader: The reader that the engine used: ``opencv``, ``ffmpeg``, ``decord`` or
            ``decord-gpu``; empty where it is not known: then the one that it would use.
    """

    def __init__(self, reader: str = "") -> None:
        self._reader = reader
        self._reformatter: VideoReformatter | None = None
        self._as_progressive = _AsProgressive()

    def rgb(self, frame: VideoFrame, codec: str = "") -> Picture:
        """Return a frame as H×W×3 RGB, turned as it is shown; may be a view.

        Args:
            frame: As decoded.
            codec: Name of its decoder.
        """
        from av.video.reformatter import VideoReformatter  # noqa: PLC0415  # where a video is open

        if self._reformatter is None:
            self._reformatter = VideoReformatter()
        is_bgr = self._is_bgr(frame, codec)
        if frame.interlaced_frame and not is_bgr:
            converted = self._as_progressive.rgb(frame)
        else:
            converted = self._reformatter.reformat(
                frame,
                format="bgr24" if is_bgr else "rgb24",
                interpolation="BICUBIC",
                **_one_thread(),
            )
        picture = _packed(converted)
        if is_bgr:
            picture = picture[..., ::-1]
        turns = getattr(frame, "rotation", 0) // 90 % 4  # PyAV before 14.1 does not tell
        return np.rot90(picture, turns) if turns else picture

    def remark(self, frame: VideoFrame) -> str:
        """Say why a picture may differ from the one that was scored; empty where it cannot."""
        if not self._reader.startswith("decord"):
            return ""
        parts = frame.format.components
        is_plain = len(parts) < 3 or frame.format.is_rgb
        is_deep = any(part.bits > 8 for part in parts)
        is_odd = bool(frame.width % 2 or frame.height % 2)
        if is_plain or not (is_deep or is_odd or frame.format.name == "nv12"):
            return ""
        return _DECORD_REMARK

    def _is_bgr(self, frame: VideoFrame, codec: str) -> bool:
        if self._reader == "opencv" and frame.interlaced_frame:
            return True
        if frame.format.name in _SAME_BOTH_WAYS and frame.height % 2 == 0:
            return False
        if self._reader:
            return self._reader == "opencv"
        return not frame.interlaced_frame and codec not in _NOT_IN_OPENCV


class _AsProgressive:
    """Converts interlaced frames whole, as the ffmpeg program does, not field by field."""

    def __init__(self) -> None:
        self._made_for: tuple[int, int, str] | None = None
        self._graph: Graph | None = None

    def rgb(self, frame: VideoFrame) -> VideoFrame:
        """Return an interlaced frame as packed RGB."""
        from av.filter import Graph  # noqa: PLC0415  # most videos need none
        from av.video.format import VideoFormat  # noqa: PLC0415  # as above

        kind = frame.width, frame.height, frame.format.name
        if self._graph is None or kind != self._made_for:
            self._graph = graph = Graph()
            self._made_for = kind
            source = graph.add_buffer(
                width=frame.width,
                height=frame.height,
                format=VideoFormat(frame.format.name),
                time_base=Fraction(1, 1000),
            )
            scale = graph.add("scale", "flags=bicubic:interl=0")
            wanted = graph.add("format", "rgb24")
            graph.link_nodes(source, scale, wanted, graph.add("buffersink")).configure()
        self._graph.vpush(frame)
        return self._graph.vpull()


def _packed(frame: VideoFrame) -> Picture:
    """Return the only plane of a frame without what pads its rows."""
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    picture: Picture = rows[: frame.height, : 3 * frame.width].reshape(frame.height, frame.width, 3)
    return picture


@cache
def _one_thread() -> dict[str, Any]:
    """Return what keeps swscale from starting threads for every frame; new in PyAV 15."""
    from av.video.reformatter import VideoReformatter  # noqa: PLC0415  # where a video is open

    return {"threads": 1} if "threads" in (VideoReformatter.reformat.__doc__ or "") else {}
