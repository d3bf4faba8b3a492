"""Videos through Decord, on the CPU or on an NVIDIA GPU."""

from __future__ import annotations

import importlib
import re
import threading
from pathlib import Path
from typing import Any

import numpy as np

from omgui.engine.decode.reader import LOST_FRAME, Frame, ReaderFailedError, name_for_native_code

# Decord hands out the nearest frame again where it lost one, and says so only in its log. The
# smallest positive tolerance makes it raise at the first frame that it would invent.
_NO_INVENTED_FRAMES = 1e-9
_AV_LOG_ERROR = 16
# "[19:53:46] /github/workspace/src/video/x.cc:292: ", once or twice
_PLACE = re.compile(r"(\[[\d:]+\] )?/\S+\.(cc|h|cu):\d+: ?")
_loading = threading.Lock()


def _load_decord() -> Any:  # noqa: ANN401 - a module without types
    with _loading:
        try:
            decord = importlib.import_module("decord")
        except (ImportError, OSError, RuntimeError) as error:
            raise ReaderFailedError(f"not available: {_one_line(error)}") from error
        # Errors must reach stderr: they are all that tells of damage in the middle of a file.
        decord.logging.set_level(_AV_LOG_ERROR)
        return decord


class DecordReader:
    """Reads one video with Decord, frame after frame.

    Args:
        path: An absolute path.
        gpu: Decode on GPU 0 (NVDEC) instead of the CPU.
        num_threads: Decoding threads; 0 lets Decord choose.

    Raises:
        ReaderFailedError: Decord is not installed, or cannot open this file.
    """

    def __init__(self, path: Path, *, gpu: bool = False, num_threads: int = 1) -> None:
        decord = _load_decord()
        self.name = "decord-gpu" if gpu else "decord"
        name = name_for_native_code(path)
        try:
            self._video = decord.VideoReader(
                name,
                ctx=decord.gpu(0) if gpu else decord.cpu(0),
                num_threads=num_threads,
                fault_tol=_NO_INVENTED_FRAMES,
            )
            self.declared_frames: int | None = len(self._video)
            self.fps: float | None = float(self._video.get_avg_fps()) or None
            self._first = self._decode()
        except Exception as error:
            raise ReaderFailedError(_one_line(error)) from error
        self.height, self.width = self._first.shape[:2] if self._first is not None else (0, 0)

    def read(self) -> Frame | None:
        """Return the next frame, H×W×3 uint8 RGB, contiguous; None at the end.

        Raises:
            ReaderFailedError: The decoder failed, or would have had to invent a frame.
        """
        if self._first is not None:
            first, self._first = self._first, None
            return first
        try:
            return self._decode()
        except Exception as error:
            raise ReaderFailedError(_one_line(error)) from error

    def skip(self) -> bool:
        """Pass over the next frame; False at the end.

        Raises:
            ReaderFailedError: As :meth:`read`.
        """
        return self.read() is not None

    def close(self) -> None:
        """Free the decoder, its threads and its frames."""
        self._first = None
        self._video = None

    def _decode(self) -> Frame | None:
        if self._video is None:
            return None
        try:
            frame = self._video.next()
        except StopIteration:
            return None
        return _without_padding(frame.asnumpy())


def _without_padding(frame: Frame) -> Frame:
    """Cut the padding that Decord leaves at the end of the rows of narrow frames.

    Decord computes the number of channels as bytes per row divided by the width. The decoder pads
    rows for alignment, so a frame 72 pixels wide arrives as H×72×4 although its rows hold 216
    bytes of RGB and then padding. The memory is rows, whatever the shape says.
    """
    height, width, channels = frame.shape
    if channels == 3:
        return np.ascontiguousarray(frame)
    rows = frame.reshape(height, width * channels)
    return np.ascontiguousarray(rows[:, : width * 3]).reshape(height, width, 3)


def _one_line(error: BaseException) -> str:
    """Return the first line of what Decord says, without its own source lines and the time."""
    if type(error).__name__ == "DECORDLimitReachedError":
        return LOST_FRAME
    text = str(error).strip() or type(error).__name__
    return _PLACE.sub("", text.splitlines()[0])[:300] or type(error).__name__
