"""Videos through the ffmpeg program, for what neither Decord nor OpenCV can decode.

Every frame goes through a pipe, which costs a little more than a decoder in the process, but the
frames are the same, and it knows newer codecs (AV1) and interlaced material that some OpenCV builds
convert wrongly.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import numpy as np

from omgui.core.problems import ProblemError
from omgui.engine.decode.reader import Frame, ReaderFailedError
from omgui.engine.ffmpeg import find_ffmpeg

_LONGEST_HEADER_LINE = 64


class FfmpegReader:
    """Reads one video through a child process, one picture (PPM, with its size) after the other.

    Args:
        path: An absolute path.
        ffmpeg_exe: The ffmpeg program; None looks for one.
        num_threads: Decoding threads; 0 lets ffmpeg choose.

    Raises:
        ReaderFailedError: There is no ffmpeg, or it cannot decode this file.
    """

    name = "ffmpeg"
    declared_frames: int | None = None
    fps: float | None = None

    def __init__(self, path: Path, *, ffmpeg_exe: str | None = None, num_threads: int = 1) -> None:
        try:
            exe = ffmpeg_exe or str(find_ffmpeg())
        except ProblemError as error:
            raise ReaderFailedError(f"not available: {error.problem.message}") from error
        command = [exe, "-v", "error", "-nostdin", "-threads", str(num_threads)]
        # A text file that is a playlist must not make ffmpeg open other files or addresses.
        command += ["-protocol_whitelist", "file", "-i", str(path), "-map", "0:v:0"]
        # Every frame once, in the size of the first; 8-bit chroma as Decord and OpenCV convert it.
        command += ["-fps_mode", "passthrough", "-sws_flags", "bicubic"]
        command += ["-c:v", "ppm", "-pix_fmt", "rgb24", "-f", "image2pipe", "-"]
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the reader
        try:
            self._process: subprocess.Popen[bytes] | None = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._log
            )
        except OSError as error:
            self._log.close()
            raise ReaderFailedError(f"cannot be started: {error}") from error
        self._first: Frame | None = None
        try:
            self._first = first = self.read()
        except ReaderFailedError:
            self.close()
            raise
        self.height, self.width = first.shape[:2] if first is not None else (0, 0)

    def read(self) -> Frame | None:
        """Return the next frame, H×W×3 uint8 RGB, contiguous; None at the end.

        Raises:
            ReaderFailedError: ffmpeg stopped with an error.
        """
        if self._first is not None:
            first, self._first = self._first, None
            return first
        if self._process is None or self._process.stdout is None:
            return None
        pipe = self._process.stdout
        if not pipe.readline(_LONGEST_HEADER_LINE):  # P6
            self._check_end()
            return None
        width, height = map(int, pipe.readline(_LONGEST_HEADER_LINE).split())
        pipe.readline(_LONGEST_HEADER_LINE)  # 255
        frame = np.empty((height, width, 3), np.uint8)
        view = frame.reshape(-1).data
        if pipe.readinto(view) < len(view):  # type: ignore[attr-defined]  # a BufferedReader
            raise ReaderFailedError(self._last_words() or "stopped in the middle of a frame")
        return frame

    def skip(self) -> bool:
        """Pass over the next frame; False at the end.

        Raises:
            ReaderFailedError: As :meth:`read`.
        """
        return self.read() is not None

    def close(self) -> None:
        """Stop the child process."""
        self._first = None
        process, self._process = self._process, None
        if process is not None:
            if process.stdout is not None:
                process.stdout.close()
            process.kill()
            process.wait()
            self._log.close()

    def _check_end(self) -> None:
        if self._process is not None and self._process.wait():
            raise ReaderFailedError(self._last_words() or "stopped with an error")

    def _last_words(self) -> str:
        self._log.seek(0)
        lines = self._log.read(2**16).decode(errors="replace").strip().splitlines()
        return next(
            (line for line in lines if "matches no streams" in line), lines[-1] if lines else ""
        )
