"""Metrics of whole clips at work on one video: its frames pass by, and each model takes its own."""

from __future__ import annotations

import math
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch

from omgui.core.clip_settings import CLIP_OPTIONS, REPEATS, STRIDE, WINDOW
from omgui.core.clip_windows import Window, windows_of
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.engine import trouble
from omgui.engine.answers import Answers, StoppedError
from omgui.engine.clip_model import ClipFrame, ClipModel, ClipScore, ClipShape, ClipView
from omgui.engine.scorer import MetricOutOfMemoryError, Scorer, is_out_of_memory
from omgui.engine.tasks import ScoreTask
from omgui.engine.track import Track
from omgui.engine.video_work import ScoreWork

NO_FRAME_RATE = Problem(
    "no-frame-rate",
    "The video does not say how many frames there are in a second, so it has no score over time.",
    "Its one score is not concerned. Convert it to MP4 to have both.",
    severity=Severity.WARNING,
)
MOST_WINDOWS_AT_ONCE = 32  # of some tens of MB each
DRAWS_AT_ONCE = 16  # of as much each; the file is read again for more
WINDOWS_TOO_CLOSE = Problem(
    "windows-too-close",
    f"More than {MOST_WINDOWS_AT_ONCE} windows would share a frame, which takes too much memory, "
    "so there is no score over time.",
    "The one score is not concerned. Make 'stride' longer, or 'window' shorter.",
    severity=Severity.WARNING,
)


@dataclass
class _Open:
    """A window whose frames are coming."""

    window: Window
    view: ClipView


@dataclass
class ClipWork:
    """One model on one video: its score, those of its parts, and all of them over time.

    Attributes:
        track: The video.
        scores: What is to be computed: the metric, or parts of it, under the same options.
        shape: The clip.
        scorer: Builds the model, and adds up the time.
        answers: Where scores over time go.
        threads: Threads that the model may use; they change nothing but the time.
        caution: What keeps the score from being shown over time, if anything does.
    """

    track: Track
    scores: list[ScoreWork]
    shape: ClipShape
    scorer: Scorer
    answers: Answers
    threads: int = 1
    caution: Problem | None = None
    _model: ClipModel | None = None
    _whole: tuple[ClipView, ...] = ()
    # Looked at from the thread that decodes ahead, too: never changed once frames come.
    _windows: tuple[Window, ...] = ()
    _pattern: frozenset[int] | None = frozenset()  # of a window's frames; None: all
    _begun: int = 0
    _open: list[_Open] = field(default_factory=list)

    @property
    def is_active(self) -> bool:
        """Whether anything is still to be computed in this pass."""
        return any(score.is_active for score in self.scores)

    def prepare(self) -> None:
        """Build the model and find out which frames it needs; what fails is noted."""
        self._guarded(self._prepare, "its start")

    def _prepare(self) -> None:
        first = self.scores[0]
        name = first.spec.model
        options = {k: v for k, v in first.task.options.items() if k not in CLIP_OPTIONS}
        task = first.task.model_copy(update={"metric": name, "options": options})
        model = self.scorer.load(task).clip_model
        limit_batches(model, self.scorer.batch_limits.get(name))
        if hasattr(model, "threads"):
            model.threads = self.threads
        draws = self._draws_left(first)[:DRAWS_AT_ONCE]
        self._whole = tuple(model.view(self.shape, draw) for draw in draws)
        self._model = model
        self._plan_windows(model, first.task)

    def _plan_windows(self, model: ClipModel, task: ScoreTask) -> None:
        if WINDOW not in task.options:
            return
        fps = self.track.chain.fps
        if fps is None:
            self.caution = NO_FRAME_RATE
            return
        windows = windows_of(
            self.shape.frames, fps, float(task.options[WINDOW]), float(task.options[STRIDE])
        )
        pattern = model.view(self._window_shape(windows[0])).frames
        at_once = sum(window.start < windows[0].stop for window in windows)
        if pattern is not None and at_once > MOST_WINDOWS_AT_ONCE:  # what looks at all keeps little
            self.caution = WINDOWS_TOO_CLOSE
            return
        reached = min(score.task.start_frame for score in self.scores)
        self._pattern = pattern
        self._windows = tuple(window for window in windows if window.shown_until > reached)

    def _window_shape(self, window: Window) -> ClipShape:
        return ClipShape(window.frames, self.shape.width, self.shape.height)

    def wants(self, index: int) -> bool:
        """Whether a frame is needed."""
        if not self.is_active:
            return False
        if any(view.frames is None or index in view.frames for view in self._whole):
            return True
        windows, pattern = self._windows_with(index), self._pattern
        return any(pattern is None or index - window.start in pattern for window in windows)

    def _windows_with(self, index: int) -> Sequence[Window]:
        """Return the windows that a frame is in."""
        windows = self._windows
        if not windows:
            return ()
        first = bisect_right(windows, index - windows[0].frames, key=_start)
        return windows[first : bisect_right(windows, index, first, key=_start)]

    @property
    def last_frame(self) -> int:
        """The last frame that is needed."""
        if self._pattern is None or any(view.frames is None for view in self._whole):
            return self.shape.frames - 1
        whole = [max(view.frames) for view in self._whole if view.frames]
        windows = [window.start + max(self._pattern) for window in self._windows]
        return max([*whole, *windows], default=0)

    def see(self, index: int, frame: ClipFrame) -> None:
        """Take a frame as it passes by; score what is complete with it."""
        if self.is_active and index < self.shape.frames:
            self._guarded(lambda: self._see(index, frame), f"frame {index}")

    def _see(self, index: int, frame: ClipFrame) -> None:
        model = self._built()
        with self._timed():
            for view in self._whole:
                if view.frames is None or index in view.frames:
                    view.add(index, frame)
            while self._begun < len(self._windows) and self._windows[self._begun].start <= index:
                window = self._windows[self._begun]
                self._begun += 1
                self._open.append(_Open(window, model.view(self._window_shape(window))))
            for one in self._open:
                place = index - one.window.start
                if one.window.stop > index and (self._pattern is None or place in self._pattern):
                    one.view.add(place, frame)
        last = max(self._pattern) if self._pattern else None
        done = [
            one
            for one in self._open
            if index >= (one.window.stop - 1 if last is None else one.window.start + last)
        ]
        if done:
            self._open = [one for one in self._open if one not in done]
            for one, score in zip(done, self._scored([one.view for one in done]), strict=True):
                self._tell(one.window, score)

    def _tell(self, window: Window, found: ClipScore) -> None:
        """Give the frames around the middle of a window its score."""
        for score in self.scores:
            first = max(window.shown_from, score.task.start_frame)
            if score.is_active and first < window.shown_until:
                value = _value(found, score)
                self.answers.frames(
                    score.task.id, first, np.full(window.shown_until - first, value)
                )

    def finish(self) -> None:
        """Score the whole clip; every frame that it needs must have passed."""
        if self.is_active:
            self._guarded(self._finish, "the end of the clip")

    def _finish(self) -> None:
        found = self._scored(self._whole)
        self._release()
        for score in self.scores:
            self.scorer.draws.setdefault(score.task.id, []).extend(
                _value(one, score) for one in found
            )

    def _draws_left(self, score: ScoreWork) -> range:
        drawn = len(self.scorer.draws.get(score.task.id, ()))
        return range(drawn, int(score.task.options.get(REPEATS, 1)))

    def forget_draws(self) -> None:
        """Drop the draws of earlier passes, which rest on another number of frames."""
        for score in self.scores:
            self.scorer.draws.pop(score.task.id, None)

    def goes_on(self, score: ScoreWork) -> bool:
        """Whether a score needs draws that are left to another pass."""
        return score.is_active and bool(self._draws_left(score))

    def _scored(self, views: Sequence[ClipView]) -> list[ClipScore]:
        with self._timed():
            return self._built().score(views, self.answers.checkpoint)

    def _built(self) -> ClipModel:
        if self._model is None:
            raise ValueError("the model was not built")
        return self._model

    def _timed(self) -> _Timed:
        return _Timed(self.scorer.seconds, self.scores[0].task.id)

    def _guarded(self, step: Callable[[], None], where: str) -> None:
        """Take a step; whatever it raises costs these scores, and no others."""
        try:
            with torch.inference_mode():
                step()
        except StoppedError:
            raise
        except ProblemError as error:
            self._fail(error.problem)
        except Exception as error:  # noqa: BLE001  # a metric may raise anything
            if isinstance(error, MetricOutOfMemoryError) or is_out_of_memory(error):
                self._postpone()
            else:
                self._fail(trouble.metric_failed(self.scores[0].spec, error, where))

    def _fail(self, problem: Problem) -> None:
        self._release()
        for score in self.scores:
            score.problem = score.problem or problem

    def _postpone(self) -> None:
        """Leave it to a pass of its own, in which the model takes one thing at a time."""
        self._release()
        for score in self.scores:
            score.is_postponed = True
            name = score.spec.model
            self.scorer.batch_limits[name] = 1

    def _release(self) -> None:
        self._model, self._whole, self._open = None, (), []


def _start(window: Window) -> int:
    return window.start


class _Timed:
    """Adds the time that passes to that of a score."""

    def __init__(self, seconds: dict[int, float], score: int) -> None:
        self._seconds = seconds
        self._score = score
        self._started = 0.0

    def __enter__(self) -> None:
        self._started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        spent = time.perf_counter() - self._started
        self._seconds[self._score] = self._seconds.get(self._score, 0.0) + spent


def limit_batches(model: ClipModel, limit: int | None) -> None:
    """Let a model take no more at once than memory has turned out to hold."""
    for name in ("clips_at_once", "frames_at_once"):
        if limit is not None and hasattr(model, name):
            setattr(model, name, min(limit, getattr(model, name)))


def _value(found: ClipScore, score: ScoreWork) -> float:
    spec = score.spec
    part = spec.name.removeprefix(f"{spec.part_of}-") if spec.part_of else None
    value = found.value if part is None else found.parts[part]
    return value if math.isfinite(value) else math.nan
