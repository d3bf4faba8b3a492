"""One video of a group while it is read: the frames in hand and what was derived from them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from omgui.core.problems import Problem, ProblemError
from omgui.core.words import sentence
from omgui.engine.decode.prefetch import Prefetched
from omgui.engine.decode.reader import SKIPPED, Frame
from omgui.engine.decode.resize import resize_like_pil
from omgui.engine.decode.video import ChainedReader, open_video
from omgui.engine.kernels.planes import Planes
from omgui.engine.tasks import FileTask

Watcher = Callable[[int, Frame], None]


@dataclass(frozen=True)
class Reading:
    """How the videos of a group are opened.

    Attributes:
        env: Environment that rules the choice of the reader.
        threads: Threads of each decoder.
        as_older_tool: Whether readers are tried in the order of the older tool.
    """

    env: Mapping[str, str]
    threads: int = 1
    as_older_tool: bool = False

    def open(self, file: FileTask) -> ChainedReader:
        """Open a file.

        Raises:
            ProblemError: No reader can.
        """
        return open_video(
            Path(file.path),
            env=self.env,
            num_threads=self.threads,
            as_older_tool=self.as_older_tool,
        )


class Track:
    """A file that is read once from the first frame to the last.

    Args:
        file: Which file.
        reading: How files are opened.
        device: Where planes are made.
    """

    def __init__(
        self,
        file: FileTask,
        *,
        reading: Reading,
        device: torch.device,
    ) -> None:
        self.file = file
        self.problem: Problem | None = None
        self.frames_read = 0
        self.has_ended = False
        self.first_kept = 0
        self._frames: OrderedDict[int, Frame] = OrderedDict()
        self._planes: dict[tuple[tuple[int, ...], tuple[int, int]], Planes] = {}
        self._lock = threading.Lock()
        self._device = device
        self._watchers: list[Watcher] = []
        self._ahead: Prefetched | None = None
        self._chain: ChainedReader | None = None
        try:
            self._chain = reading.open(file)
        except ProblemError as error:
            self.problem = error.problem
            self.has_ended = True

    def watch(self, watcher: Watcher) -> None:
        """Let someone see every frame that is read, in order, as it comes."""
        self._watchers.append(watcher)

    def start(self, wanted: Callable[[int], bool] | None = None) -> None:
        """Begin to decode ahead.

        Args:
            wanted: Which frames anybody looks at; the others are passed over, and cannot be had.
        """
        if self._chain is not None and self._ahead is None:
            self._ahead = Prefetched(self._chain, wanted=wanted)

    @property
    def chain(self) -> ChainedReader:
        """The reader of a file that could be opened."""
        if self._chain is None:
            raise ValueError(f"{self.file.name} was not opened")
        return self._chain

    @property
    def is_open(self) -> bool:
        """Whether the file could be opened."""
        return self._chain is not None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the frames, in pixels."""
        return self.chain.width, self.chain.height

    @property
    def declared_frames(self) -> int | None:
        """Frames that the container declares; not trusted."""
        return self.chain.declared_frames if self._chain is not None else None

    @property
    def damage(self) -> Problem | None:
        """What is known to be wrong with the part that was read."""
        if self.problem is not None or self._chain is None:
            return self.problem
        # The reader may be ahead of what was asked for; only what was scored counts.
        if self.has_ended and self._chain.damage:
            return Problem(
                "video-damaged",
                sentence(self._chain.damage),
                "Replace the file by an intact copy, or set 'damaged_videos: score' under "
                "'omgui:' to score what can be decoded.",
            )
        return None

    def read_to(self, index: int, *, keeps_from: int = 0) -> bool:
        """Read until frame ``index`` is in hand; return whether there is such a frame.

        Args:
            index: Frame number.
            keeps_from: Frames before this one are read past, not kept.
        """
        while self.frames_read <= index and not self.has_ended:
            is_skipped = self.frames_read < keeps_from
            self._read_one()
            if is_skipped:
                self._frames.pop(self.frames_read - 1, None)
        return index < self.frames_read

    def _read_one(self) -> None:
        self.start()
        try:
            frame = self._ahead.read() if self._ahead is not None else None
        except ProblemError as error:
            self.problem = error.problem
            frame = None
        if frame is None:
            self.has_ended = True
            return
        if frame is not SKIPPED:
            self._frames[self.frames_read] = frame
            for watcher in self._watchers:
                watcher(self.frames_read, frame)
        self.frames_read += 1

    def forget_before(self, index: int) -> None:
        """Drop the frames before ``index``, and all that was computed from them."""
        while self._frames and next(iter(self._frames)) < index:
            self._frames.popitem(last=False)
        with self._lock:
            for key in [key for key in self._planes if key[0][-1] < index]:
                del self._planes[key]

    def release(self, indices: tuple[int, ...]) -> None:
        """Drop what was computed from these frames; the frames stay in hand."""
        with self._lock:
            for key in [key for key in self._planes if key[0] == indices]:
                del self._planes[key]

    def planes(self, indices: tuple[int, ...], size: tuple[int, int] | None = None) -> Planes:
        """Return frames in hand as a batch, made only once for the same frames and size.

        Args:
            indices: Frame numbers.
            size: Width and height to resize to (bicubic, as Pillow does); own size if ``None``.
        """
        wanted = size or self.size
        key = (indices, wanted)
        with self._lock:
            found = self._planes.get(key)
            if found is None:
                found = self._planes[key] = self._make(indices, wanted)
            return found

    def _make(self, indices: tuple[int, ...], size: tuple[int, int]) -> Planes:
        shots = [self._frames[index] for index in indices]
        if size != self.size:
            shots = [resize_like_pil(shot, *size) for shot in shots]
        batch = shots[0][None] if len(shots) == 1 else np.stack(shots)
        frames = torch.from_numpy(batch)
        if self._device.type == "cuda":
            frames = frames.pin_memory()
        return Planes(frames.to(self._device, non_blocking=True), (self.file.name, indices))

    def close(self) -> None:
        """Stop decoding and give the memory back."""
        self._frames.clear()
        self._planes.clear()
        if self._ahead is not None:
            self._ahead.close()
        elif self._chain is not None:
            self._chain.close()


def count_frames(file: FileTask, reading: Reading, checkpoint: Callable[[], None]) -> int:
    """Return how many frames a file declares, decoding all of it where it declares nothing.

    Args:
        file: Which file.
        reading: How files are opened.
        checkpoint: Called after every frame that is decoded; what it raises ends the counting.

    Returns:
        The count, 0 when the file cannot be opened.
    """
    try:
        reader = reading.open(file)
    except ProblemError:
        return 0
    try:
        if reader.declared_frames:
            return reader.declared_frames
        count = 0
        while reader.read() is not None:
            count += 1
            checkpoint()
        return count
    except ProblemError:
        return count
    finally:
        reader.close()
