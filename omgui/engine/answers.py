"""What a group at work says to whoever asked for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from omgui.core.metric_spec import OptionValue
from omgui.core.problems import Problem
from omgui.engine.tasks import (
    Alive,
    Began,
    Chunk,
    Done,
    FromWorker,
    Restart,
    ScoreTask,
    Told,
    pack_features,
)

_FLUSH_S = 0.5
_FLUSH_FRAMES = 512
_SIGN_OF_LIFE_S = 10.0


class StoppedError(Exception):
    """The run was cancelled; leave at once, what was said so far is kept."""


class Control(Protocol):
    """Where pause and stop are heard."""

    def checkpoint(self) -> None:
        """Wait while paused.

        Raises:
            StoppedError: The run was cancelled.
        """


class Answers:
    """Sends messages; frame scores are gathered and sent about twice a second.

    :meth:`checkpoint` may be called from any thread while no other method is at work.

    Args:
        send: Where messages go.
        control: Where pause and stop are heard.
    """

    def __init__(self, send: Callable[[FromWorker], None], control: Control) -> None:
        self._send = send
        self._control = control
        self._waiting: dict[int, tuple[int, list[NDArray[np.float64]]]] = {}
        self._waiting_frames = 0
        self._last_flush = time.monotonic()
        self._lock = threading.Lock()
        self._features: dict[int, tuple[NDArray[np.float64], int]] = {}
        self.reached: dict[int, int] = {}
        self.answered: set[int] = set()

    def checkpoint(self) -> None:
        """Stop or wait here if asked to; otherwise send what has gathered long enough."""
        self._control.checkpoint()
        with self._lock:
            silence_s = time.monotonic() - self._last_flush
            is_due = silence_s > _FLUSH_S or self._waiting_frames > _FLUSH_FRAMES
            if self._waiting and is_due:
                self.flush()
            elif silence_s > _SIGN_OF_LIFE_S:
                self._send(Alive())
                self._last_flush = time.monotonic()

    def began(self, scores: Sequence[ScoreTask], frames: int | None) -> None:
        """Say that an item was opened."""
        self._send(Began(scores=tuple(score.id for score in scores), frames=frames))

    def frames(self, score: int, first_frame: int, values: NDArray[np.float64]) -> None:
        """Take scores, or features, of the frames that follow those taken before.

        Args:
            score: Which score.
            first_frame: Number of the first of the frames.
            values: N scores; or N×L features, of which the mean over all frames is sent in the
                end, and the Euclidean norm stands for the score of a frame.
        """
        if values.ndim > 1:
            values = self.features(score, values)
        if score not in self._waiting:
            self._waiting[score] = (first_frame, [])
        self._waiting[score][1].append(values)
        self._waiting_frames += len(values)
        self.reached[score] = first_frame + len(values)

    def features(self, score: int, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Take N×L features; return their N Euclidean norms, which stand for scores."""
        total, count = self._features.get(score, (np.zeros(values.shape[1]), 0))
        for row in values:  # one by one, so that the batch does not decide the rounding
            total = total + row
        self._features[score] = (total, count + len(values))
        norms: NDArray[np.float64] = np.linalg.norm(values, axis=1)
        return norms

    def flush(self) -> None:
        """Send the frame scores that have gathered."""
        for score, (first_frame, parts) in self._waiting.items():
            self._send(Chunk.of(score, first_frame, np.concatenate(parts)))
        self._waiting.clear()
        self._waiting_frames = 0
        self._last_flush = time.monotonic()

    def restart(self, score: int) -> None:
        """Take back all frame scores of a score."""
        self._waiting.pop(score, None)
        self._features.pop(score, None)
        self.reached[score] = 0
        self._send(Restart(score=score))

    def done(  # noqa: PLR0913  # the fields of the message
        self,
        score: int,
        *,
        value: float | None = None,
        frames_expected: int = 0,
        problem: Problem | None = None,
        provenance: Mapping[str, OptionValue | list[str]] | None = None,
        seconds: float = 0.0,
    ) -> None:
        """Say that a score is complete, or why it never will be."""
        self.flush()
        self.answered.add(score)
        total, count = self._features.pop(score, (None, 0))
        self._send(
            Done(
                score=score,
                value=value,
                frames_expected=frames_expected,
                problem=problem,
                provenance=dict(provenance or {}),
                seconds=round(seconds, 6),
                features="" if total is None else pack_features(total / count),
            )
        )

    def told(self, message: str) -> None:
        """Say something for the log."""
        self._send(Told(message=message))
