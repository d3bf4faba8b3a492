"""Decoding ahead in a thread, so that the next frame is ready when it is asked for."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from types import TracebackType

from omgui.engine.decode.reader import SKIPPED, Frame, Skipped, VideoReader

_CLOSE_TIMEOUT_S = 30.0


class Prefetched:
    """A :class:`VideoReader` whose frames are decoded ahead in a thread.

    It owns the reader it is given: nobody else reads from it or closes it.

    Args:
        reader: The reader to empty.
        depth: Frames that may wait, at least 1; one more may be in the decoder's hands. This bounds
            the memory.
        wanted: Which frames are looked at, by number; the others are passed over. All by default.
    """

    def __init__(
        self, reader: VideoReader, depth: int = 8, wanted: Callable[[int], bool] | None = None
    ) -> None:
        if depth < 1:
            raise ValueError(f"depth must be at least 1, not {depth}")
        self.reader = reader
        self._depth = depth
        self._wanted = wanted
        self._frames: deque[Frame | Skipped] = deque()
        self._change = threading.Condition()
        self._is_closing = False
        self._has_ended = False
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._fill, name="prefetch", daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        """The decoder in use."""
        return self.reader.name

    @property
    def declared_frames(self) -> int | None:
        """What the index or header says; not to be trusted."""
        return self.reader.declared_frames

    @property
    def fps(self) -> float | None:
        """Average frames per second, None when unknown."""
        return self.reader.fps

    @property
    def width(self) -> int:
        """Width of the frames in pixels."""
        return self.reader.width

    @property
    def height(self) -> int:
        """Height of the frames in pixels."""
        return self.reader.height

    def __enter__(self) -> Prefetched:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self) -> Frame | Skipped | None:
        """Return the next frame, H×W×3 uint8 RGB, contiguous; None at the end or after closing.

        ``SKIPPED`` stands for a frame that nobody wanted.

        Raises:
            ProblemError: What the reader raised at this frame, after all frames before it were
                delivered; again at every further call.
        """
        with self._change:
            self._change.wait_for(lambda: self._frames or self._has_ended or self._is_closing)
            if self._frames and not self._is_closing:
                frame = self._frames.popleft()
                self._change.notify_all()
                return frame
            if self._error is not None and not self._is_closing:
                raise self._error
            return None

    def close(self) -> None:
        """Stop the thread, at the latest after the frame it is decoding, and close the reader."""
        with self._change:
            self._is_closing = True
            self._frames.clear()
            self._change.notify_all()
        if self._thread is not threading.current_thread():
            # The thread closes the reader itself; a decoder that hangs must not hang the caller.
            self._thread.join(_CLOSE_TIMEOUT_S)

    def _fill(self) -> None:
        try:
            number = 0
            while self._has_room():
                frame = self._next(number)
                if frame is None:
                    break
                number += 1
                with self._change:
                    self._frames.append(frame)
                    self._change.notify_all()
        except BaseException as error:  # noqa: BLE001 - handed to the consumer, whatever it is
            self._error = error
        finally:
            with self._change:
                self._has_ended = True
                self._change.notify_all()
            self.reader.close()

    def _next(self, number: int) -> Frame | Skipped | None:
        if self._wanted is None or self._wanted(number):
            return self.reader.read()
        return SKIPPED if self.reader.skip() else None

    def _has_room(self) -> bool:
        """Wait for room in the queue; False when nobody wants frames any more."""
        with self._change:
            self._change.wait_for(lambda: len(self._frames) < self._depth or self._is_closing)
            return not self._is_closing
