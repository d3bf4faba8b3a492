"""Opening a video for a person's eye, with the same refusals as probing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from omgui.media.files import file_problem
from omgui.media.video_probe import explained_failure, first_video, opened

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream


@dataclass
class OpenedVideo:
    """A video and its first stream.

    Attributes:
        path: The file.
        container: Its container.
        stream: Its video stream.
    """

    path: Path
    container: InputContainer
    stream: VideoStream

    @property
    def fps(self) -> float | None:
        """Average frames per second; ``None`` where the container does not say."""
        rate = self.stream.average_rate or self.stream.guessed_rate
        return float(rate) if rate else None

    def decoded(self) -> Iterator[VideoFrame]:
        """Yield shown frames up to the end, or to where the video breaks."""
        import av  # noqa: PLC0415  # imported already

        frames = self.container.decode(self.stream)
        while True:
            try:
                frame = next(frames)
            except (StopIteration, av.FFmpegError):
                return
            yield frame

    def close(self) -> None:
        """Let go of the file."""
        self.container.close()


def open_stream(path: Path) -> OpenedVideo:
    """Open a video.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable``, ``file-empty``, ``not-a-video``,
            ``no-video-stream`` or ``video-incomplete``.
    """
    container, head = opened(path)
    try:
        stream = first_video(container)
    except (ValueError, OverflowError) as error:
        container.close()
        raise explained_failure(path, head, error) from error
    if stream is None:
        container.close()
        raise file_problem(
            path,
            "no-video-stream",
            "The file has sound or other data, but no video.",
            "Check that the path names the right file.",
        )
    if stream.codec_context is None:  # of a codec that is not known
        container.close()
        raise file_problem(
            path,
            "no-frames",
            "The video has no frame that can be read.",
            "Check the file with a player, or export it again.",
        )
    stream.codec_context.thread_count = 1
    return OpenedVideo(path, container, stream)
