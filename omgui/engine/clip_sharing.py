"""Metrics of whole clips that look at one video: what comes from one model is computed together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from omgui.engine.answers import Answers
from omgui.engine.clip_model import ClipFrame, ClipShape
from omgui.engine.clip_work import ClipWork
from omgui.engine.decode.reader import Frame
from omgui.engine.scorer import Scorer
from omgui.engine.track import Track
from omgui.engine.video_work import ScoreWork


def clip_works(  # noqa: PLR0913  # what a pass needs
    track: Track,
    scores: Iterable[ScoreWork],
    shape: ClipShape,
    *,
    scorer: Scorer,
    answers: Answers,
    threads: int,
) -> list[ClipWork]:
    """Return the work on a video: scores that come from one model are computed together."""
    found: dict[tuple[object, ...], list[ScoreWork]] = {}
    for score in scores:
        key = (score.spec.model, *_sorted(score.task.options))
        found.setdefault(key, []).append(score)
    works = [ClipWork(track, some, shape, scorer, answers, threads) for some in found.values()]
    for work in works:
        if work.is_active:
            work.prepare()
    return works


def _sorted(options: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    return tuple(sorted(options.items()))


def watcher_of(works: Sequence[ClipWork]) -> Callable[[int, Frame], None]:
    """Return who shows the frames of a video to all models that look at it."""

    def watch(index: int, pixels: Frame) -> None:
        wanting = [work for work in works if work.wants(index)]
        frame = ClipFrame(pixels)
        for work in wanting:
            work.see(index, frame)

    return watch


def wanted_by(works: Sequence[ClipWork]) -> Callable[[int], bool]:
    """Return which frames of a video any of these models needs."""
    return lambda index: any(work.wants(index) for work in works)
