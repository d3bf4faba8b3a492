"""Metrics of whole clips that are easy to reckon with, and say what they were shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch

from omgui.core.metric_spec import Better, Kind, Media, MetricSpec, Unit
from omgui.core.problems import Problem, ProblemError
from omgui.engine.clip_model import ClipFrame, ClipScore, ClipShape


def row(name: str, factory: str, **more: object) -> MetricSpec:
    return MetricSpec(
        name=name,
        title=name,
        kind=Kind.NR,
        unit=Unit.CLIP,
        factory=f"tests.engine.toy_clips:{factory}",
        better=Better.HIGHER,
        range=(None, None),
        media=(Media.VIDEO,),
        paper="none",
        code="tests",
        licence="MIT",
        **more,  # type: ignore[arg-type]
    )


ROWS = (
    row("toy_every", "Every"),
    row("toy_some", "Some", deterministic=False),
    row("toy_some-half", "Some", deterministic=False, part_of="toy_some"),
    row("toy_early", "Early"),
    row("toy_picky", "Picky"),
    row("toy_raises", "Raises"),
    row("toy_hungry", "Hungry"),
    row("toy_nothing", "Nothing"),
)


@dataclass
class Seen:
    """What was taken of a clip: the grey level of its frames, by number."""

    frames: frozenset[int] | None
    shape: ClipShape
    draw: int
    levels: dict[int, float] = field(default_factory=dict)

    def add(self, index: int, frame: ClipFrame) -> None:
        assert index not in self.levels
        self.levels[index] = float(frame.pixels[0, 0, 0])


class Every:
    """The mean grey level of all frames."""

    def __init__(self, device: torch.device) -> None:
        self.device = device

    def view(self, shape: ClipShape, draw: int = 0) -> Seen:
        return Seen(self._wanted(shape), shape, draw)

    def score(self, views: Sequence[Seen], checkpoint: Callable[[], None]) -> list[ClipScore]:
        checkpoint()
        return [self._score(view) for view in views]

    def _wanted(self, shape: ClipShape) -> frozenset[int] | None:
        return None

    def _score(self, view: Seen) -> ClipScore:
        needed = range(view.shape.frames) if view.frames is None else sorted(view.frames)
        assert list(view.levels) == list(needed)
        mean = sum(view.levels.values()) / len(view.levels)
        return ClipScore(mean + 100.0 * view.draw, {"half": mean / 2})


class Some(Every):
    """The mean of the second frame and the last but one; each draw is worth 100 more."""

    def _wanted(self, shape: ClipShape) -> frozenset[int]:
        return frozenset({min(1, shape.frames - 1), max(0, shape.frames - 2)})


class Early(Every):
    """The mean of the first two frames."""

    def _wanted(self, shape: ClipShape) -> frozenset[int]:
        return frozenset({0, 1})


class Picky(Every):
    """Refuses every clip."""

    def view(self, shape: ClipShape, draw: int = 0) -> Seen:
        raise ProblemError(Problem("too-small", f"{shape.width} pixels are too few."))


class Raises(Every):
    """Has a defect."""

    def _score(self, view: Seen) -> ClipScore:
        raise ZeroDivisionError("defect")


class Nothing(Every):
    """Finds nothing to measure."""

    def _score(self, view: Seen) -> ClipScore:
        return ClipScore(float("nan"))


class Hungry(Every):
    """Has memory for one clip at a time, and that not at the first try."""

    def __init__(self, device: torch.device) -> None:
        super().__init__(device)
        self.clips_at_once = 8

    def _score(self, view: Seen) -> ClipScore:
        if self.clips_at_once > 1:
            raise MemoryError
        return super()._score(view)
