"""Videos through OpenCV's FFmpeg."""

from __future__ import annotations

import importlib
import math
import os
import threading
from pathlib import Path
from typing import Any

import numpy as np

from omgui.engine.decode.decoder_log import capture_stderr
from omgui.engine.decode.reader import Frame, ReaderFailedError, looks_equal, name_for_native_code

_loading = threading.Lock()
_MOST_FRAMES = 10**9


def _load_cv2() -> Any:  # noqa: ANN401 - a module without types
    with _loading:
        os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")  # read when the library is loaded
        try:
            cv2 = importlib.import_module("cv2")
        except (ImportError, OSError) as error:
            raise ReaderFailedError(f"not available: {error}") from error
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
        cv2.setNumThreads(1)  # workers are processes already
        return cv2


class OpenCvReader:
    """Reads one video with OpenCV, frame after frame, rotated as its tag asks (as Decord does).

    Args:
        path: An absolute path.
        num_threads: Decoding threads; 0 lets FFmpeg choose.

    Raises:
        ReaderFailedError: OpenCV is not installed, cannot open this file, or cannot convert its
            frames to RGB.
    """

    name = "opencv"

    def __init__(self, path: Path, *, num_threads: int = 1) -> None:
        self._cv2 = cv2 = _load_cv2()
        self._first: Frame | None = None
        self._last: Frame | None = None
        name = name_for_native_code(path)
        try:
            self._video: Any = cv2.VideoCapture(
                name, cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, num_threads]
            )
            is_open = self._video.isOpened()
        except Exception as error:
            raise ReaderFailedError(f"cannot open the file: {error}") from error
        if not is_open:
            raise ReaderFailedError("cannot open the file")
        self._video.set(cv2.CAP_PROP_ORIENTATION_AUTO, 1)
        self.declared_frames = _plausible_count(self._video.get(cv2.CAP_PROP_FRAME_COUNT))
        fps = float(self._video.get(cv2.CAP_PROP_FPS))
        self.fps = fps if math.isfinite(fps) and fps > 0 else None
        self._is_suspicious = True  # until the first frame has come without a complaint
        try:
            self._first = first = self._decode_watched()
        except ReaderFailedError:
            self.close()
            raise
        self.height, self.width = first.shape[:2] if first is not None else (0, 0)

    def read(self) -> Frame | None:
        """Return the next frame, H×W×3 uint8 RGB, contiguous; None at the end.

        OpenCV does not tell the end of the file from a frame that it cannot decode.

        Raises:
            ReaderFailedError: OpenCV raised, or could not convert a frame to RGB.
        """
        if self._first is not None:
            first, self._first = self._first, None
            return first
        if self._video is None:
            return None
        return self._decode_watched() if self._is_suspicious else self._decode()

    def skip(self) -> bool:
        """Decode the next frame without converting its colours; False at the end.

        Raises:
            ReaderFailedError: OpenCV raised.
        """
        if self._first is not None:
            self._first = None
            return True
        if self._video is None:
            return False
        try:
            return bool(self._video.grab())
        except Exception as error:
            raise ReaderFailedError(str(error).strip() or type(error).__name__) from error

    def _decode_watched(self) -> Frame | None:
        """Decode with an eye on the log.

        When its colour conversion fails, OpenCV reports success and hands out whatever the memory
        held, which is the frame before, if there was one (seen with 5.0 on interlaced H.264). Only
        the log tells, so it is read for the first frame and whenever a frame was repeated.
        """
        with capture_stderr() as log:
            frame = self._decode()
            # No first frame: the next reader is tried, and what this one says is not damage.
            log.keeps = frame is None and self._last is None
        if "[swscaler @" in log.text:
            raise ReaderFailedError("cannot convert these frames to RGB")
        return frame

    def _decode(self) -> Frame | None:
        try:
            is_read, frame = self._video.read()
            if not is_read or frame is None:
                return None
            rgb: Frame = np.ascontiguousarray(self._cv2.cvtColor(frame, self._cv2.COLOR_BGR2RGB))
        except Exception as error:
            raise ReaderFailedError(str(error).strip() or type(error).__name__) from error
        self._is_suspicious = self._last is not None and looks_equal(rgb, self._last)
        self._last = rgb
        return rgb

    def close(self) -> None:
        """Free the decoder and its frames."""
        self._first = None
        if self._video is not None:
            self._video.release()
            self._video = None


def _plausible_count(count: float) -> int | None:
    # Files without duration give −1, 0, or a time stamp overflow such as −192153584101141.
    return int(count) if 0 < count < _MOST_FRAMES else None
