"""Opening a video with the first decoder that can, and going on with the next when one breaks."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from omgui.engine.decode.container import Container, ContainerFacts, read_container
from omgui.engine.decode.decord_reader import DecordReader
from omgui.engine.decode.ffmpeg_reader import FfmpegReader
from omgui.engine.decode.files import problem, read_head
from omgui.engine.decode.opencv_reader import OpenCvReader
from omgui.engine.decode.reader import (
    LOST_FRAME,
    Frame,
    ReaderFailedError,
    VideoReader,
    looks_equal,
)
from omgui.engine.decode.refusals import NO_FRAME, explain_failure, refuse_hopeless

_Got = TypeVar("_Got", Frame, bool)

__all__ = ["ChainedReader", "VideoReader", "open_video", "reader_order"]


@dataclass(frozen=True)
class _Candidate:
    """One reader that could be tried."""

    name: str
    open: Callable[[], VideoReader]


def open_video(
    path: Path,
    *,
    env: Mapping[str, str] | None = None,
    num_threads: int = 1,
    ffmpeg_exe: str | None = None,
    as_older_tool: bool = False,
) -> ChainedReader:
    """Open a video with the first reader that delivers its first frame.

    The order is OpenCV, the ffmpeg program, Decord. The frames are the same (exceptions in
    docs/images_and_videos.md), but Decord decodes hundreds of frames ahead of a consumer that is
    slower than the decoder: 2.8 GB for one 1080p file. ``DECORD_GPU`` set to anything tries Decord
    on the GPU first, then on the CPU; ``USE_CV2`` set to anything means OpenCV alone. Any failure
    to open leads to the next reader, also a decoder that is not installed.

    Args:
        path: A video file.
        env: Where ``USE_CV2`` and ``DECORD_GPU`` are looked up; the process's own by default.
        num_threads: Decoding threads of the reader; 0 lets it choose. Only with one thread are the
            concealed parts of damaged files the same in every run.
        ffmpeg_exe: The ffmpeg program; by default that of imageio-ffmpeg or the one on the PATH.
        as_older_tool: Decord before OpenCV, for the frames that objective-metrics 1.2 scored.

    Returns:
        A reader at frame 0.

    Raises:
        ProblemError: ``file-missing``, ``file-unreadable``, ``file-empty``, ``not-a-video``,
            ``no-video-stream``, ``video-incomplete`` (the index is missing), ``no-frames``, or
            ``video-undecodable`` (a video that no reader can decode).
    """
    facts = read_container(path, read_head(path))
    refuse_hopeless(path, facts)
    absolute = path.absolute()  # a leading '-' or a ':' must not be taken for something else
    readers: dict[str, Callable[[], VideoReader]] = {
        "decord-gpu": partial(DecordReader, absolute, gpu=True, num_threads=num_threads),
        "decord": partial(DecordReader, absolute, num_threads=num_threads),
        "opencv": partial(OpenCvReader, absolute, num_threads=num_threads),
        "ffmpeg": partial(FfmpegReader, absolute, ffmpeg_exe=ffmpeg_exe, num_threads=num_threads),
    }
    order = reader_order(os.environ if env is None else env, as_older_tool=as_older_tool)
    return ChainedReader(path, facts, [_Candidate(name, readers[name]) for name in order])


def reader_order(env: Mapping[str, str], *, as_older_tool: bool = False) -> tuple[str, ...]:
    """Return the names of the readers in the order in which :func:`open_video` tries them."""
    if env.get("USE_CV2"):
        return ("opencv",)
    if env.get("DECORD_GPU"):
        return ("decord-gpu", "decord", "opencv", "ffmpeg")
    if as_older_tool:
        return ("decord", "opencv", "ffmpeg")
    return ("opencv", "ffmpeg", "decord")


class ChainedReader:
    """A :class:`VideoReader` that goes on with the next reader where one breaks.

    The frames already delivered are decoded again and left out; the last of them must be the same
    in both readers, so that the two never mix silently.

    Args:
        path: The file, for messages.
        facts: What its header says.
        candidates: The readers to try, in order.

    Attributes:
        passed_over: Why readers were not used, one ``name: reason`` each; for provenance and log.
        frames_read: Frames delivered so far; at the end, the true length of the video.
    """

    def __init__(self, path: Path, facts: ContainerFacts, candidates: list[_Candidate]) -> None:
        self.passed_over: list[str] = []
        self.frames_read = 0
        self._path = path
        self._facts = facts
        self._left = list(candidates)
        self._last: Frame | None = None
        self._last_at = -1  # which frame that is: others were passed over
        self._failed_at: int | None = None
        self._has_ended = False
        reader = self._open_next()
        if reader is None:
            raise explain_failure(path, facts, self.passed_over)
        self._reader: VideoReader = reader
        self._shape = (reader.height, reader.width, 3)
        self.declared_frames = facts.promised_frames or reader.declared_frames

    @property
    def name(self) -> str:
        """The reader in use: ``decord-gpu``, ``decord``, ``opencv`` or ``ffmpeg``."""
        return self._reader.name

    @property
    def fps(self) -> float | None:
        """Average frames per second, None when unknown."""
        return self._reader.fps

    @property
    def width(self) -> int:
        """Width of the frames in pixels."""
        return self._shape[1]

    @property
    def height(self) -> int:
        """Height of the frames in pixels."""
        return self._shape[0]

    @property
    def is_count_certain(self) -> bool:
        """Whether the number of frames is known without decoding: by the index of a whole file.

        An AVI says how many there should be, and nothing of whether it was cut off.
        """
        facts = self._facts
        is_whole = facts.kind is Container.MP4 and not facts.ends_early
        return is_whole and facts.promised_frames is not None

    @property
    def damage(self) -> str | None:
        """After the end, what is missing in plain words; None when nothing is known to be."""
        if not self._has_ended:
            return None
        promised = self._facts.promised_frames
        if promised is not None and self.frames_read < promised:
            return f"only {self.frames_read} of {promised} frames can be decoded"
        if promised is None and self._failed_at is not None:
            return (
                f"a decoder failed at frame {self._failed_at}; "
                f"{self.frames_read} frames can be decoded"
            )
        return None

    def read(self) -> Frame | None:
        """Return the next frame, H×W×3 uint8 RGB, contiguous; None at the end.

        Raises:
            ProblemError: ``decode-failed``: every reader failed at this frame;
                ``decoders-disagree``: the next reader decodes an earlier frame differently;
                ``frame-size-changes``: the picture has another size than before.
        """
        if self._has_ended:
            return None
        frame = self._read_or_switch(lambda reader: reader.read())
        if frame is None:
            self._has_ended = True
            return None
        if frame.shape != self._shape:
            height, width = frame.shape[:2]
            raise problem(
                "frame-size-changes",
                f"The frames change their size from {self.width}×{self.height} to {width}×{height} "
                f"at frame {self.frames_read}.",
                "Convert the video to one size.",
                self._path,
            )
        self._last, self._last_at = frame, self.frames_read
        self.frames_read += 1
        return frame

    def skip(self) -> bool:
        """Pass over the next frame without a look at it; False at the end.

        Raises:
            ProblemError: ``decode-failed`` or ``decoders-disagree``, as :meth:`read`.
        """
        if self._has_ended:
            return False
        is_there = self._read_or_switch(lambda reader: reader.skip() or None) is not None
        self._has_ended = not is_there
        self.frames_read += int(is_there)
        return is_there

    def close(self) -> None:
        """Let go of the file; further reads give None."""
        self._has_ended = True
        self._reader.close()

    def _read_or_switch(self, step: Callable[[VideoReader], _Got | None]) -> _Got | None:
        while True:
            try:
                return step(self._reader)
            except ReaderFailedError as error:
                self._switch(str(error))

    def _switch(self, reason: str) -> None:
        """Put the next reader that gets as far in the place of the one that failed."""
        done = self.frames_read
        self.passed_over.append(f"{self.name}: failed at frame {done}: {reason}")
        if reason != LOST_FRAME:
            self._failed_at = done
        self._reader.close()
        while (reader := self._open_next()) is not None:
            if self._catch_up(reader, done):
                self._reader = reader
                return
            reader.close()
        raise problem(
            "decode-failed",
            f"The video cannot be decoded from frame {done} on.",
            "Check the file with a player, or export it again.",
            self._path,
        )

    def _catch_up(self, reader: VideoReader, frames: int) -> bool:
        """Skip the frames already delivered; False when the reader does not get so far."""
        seen: Frame | None = None
        try:
            for index in range(frames):
                frame = reader.read()
                if index == self._last_at:
                    seen = frame
                if frame is None:
                    self.passed_over.append(f"{reader.name}: ends after {index} frames")
                    return False
        except ReaderFailedError as error:
            self.passed_over.append(f"{reader.name}: {error}")
            return False
        if seen is not None and not looks_equal(seen, self._last):
            reader.close()
            raise problem(
                "decoders-disagree",
                f"The decoder failed at frame {frames}, and the next one ({reader.name}) decodes "
                f"{_before(frames, self._last_at)} differently.",
                "Set USE_CV2=1 to decode the whole file with OpenCV, or export it again.",
                self._path,
            )
        return True

    def _open_next(self) -> VideoReader | None:
        while self._left:
            candidate = self._left.pop(0)
            is_decord = candidate.name.startswith("decord")
            if is_decord and self._facts.kind is Container.TRANSPORT_STREAM:
                # It has no index, and Decord's seek to the start lands behind the first frames.
                self.passed_over.append(f"{candidate.name}: loses the first frames of this kind")
                continue
            try:
                reader = candidate.open()
            except ReaderFailedError as error:
                self.passed_over.append(f"{candidate.name}: {error}")
                continue
            if reader.width:
                return reader
            reader.close()
            self.passed_over.append(f"{candidate.name}: {NO_FRAME}")
        return None


def _before(frames: int, seen: int) -> str:
    """Say which frame two decoders were compared at."""
    return "the frame before it" if seen == frames - 1 else f"frame {seen}"
