"""One reference image, its distorted images, and no-reference scores of any images."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import __version__ as pillow_version

from omgui.core.problems import Problem, ProblemError, Severity
from omgui.engine import trouble, verdict
from omgui.engine.answers import Answers
from omgui.engine.decode.image import LoadedImage, load_image
from omgui.engine.decode.resize import resize_like_pil
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.scorer import MetricOutOfMemoryError, Scorer
from omgui.engine.tasks import GroupTask, ScoreTask
from omgui.engine.verdict import Made


@dataclass(frozen=True)
class Picture:
    """A decoded image on the device."""

    name: str
    image: LoadedImage
    planes: Planes


class ImageGroup:
    """Scores a group of images, each decoded once.

    Args:
        task: The group.
        scorer: Metrics on the device.
        answers: Where scores go.
    """

    def __init__(self, task: GroupTask, scorer: Scorer, answers: Answers) -> None:
        self._task = task
        self._scorer = scorer
        self._answers = answers
        self._postponed: list[ScoreTask] = []

    def run(self) -> list[ScoreTask]:
        """Score everything; return what does not fit into memory beside the rest."""
        task = self._task
        reference = None
        if task.reference is not None and task.pairs:
            reference = self._load(task.reference)
        # What is left of a group keeps all its files; only those still asked for are opened.
        wanted = {work.file for work in task.pairs} | {work.file for work in task.singles}
        for file in sorted(wanted):
            self._answers.checkpoint()
            # A study may list a reference among its own distorted images.
            seen = reference if file == task.reference else None
            picture = seen if seen is not None else self._load(file)
            self._score_singles(file, picture)
            for pair in task.pairs:
                if pair.file == file and reference is not None:
                    self._answers.began(pair.scores, 1)
                    self._score_pair(pair.scores, reference, picture)
        return self._postponed

    def _load(self, file: int) -> Picture | Problem:
        source = self._task.files[file]
        try:
            image = load_image(Path(source.path))
        except ProblemError as error:
            return error.problem
        for note in image.notes:
            self._answers.told(f"{source.name}: {note}.")
        pixels = torch.from_numpy(image.pixels[None]).to(self._scorer.device)
        return Picture(source.name, image, Planes(pixels, (source.name, (0,))))

    def _score_singles(self, file: int, picture: Picture | Problem) -> None:
        for work in self._task.singles:
            if work.file != file:
                continue
            self._answers.began(work.scores, 1)
            for score in work.scores:
                if isinstance(picture, Problem):
                    self._answers.done(score.id, problem=picture)
                    continue
                made: Made = {"size": _size(picture)}
                compute = partial(self._scorer.score_frames, current=picture.planes, previous=None)
                self._score(score, [picture], made, compute)

    def _score_pair(
        self,
        scores: tuple[ScoreTask, ...],
        reference: Picture | Problem,
        distorted: Picture | Problem,
    ) -> None:
        for side, role in ((reference, "reference"), (distorted, "distorted image")):
            if isinstance(side, Problem):
                problem = Problem(
                    side.code, f"The {role} cannot be used: {side.message}", side.hint, side.where
                )
                for score in scores:
                    self._answers.done(score.id, problem=problem)
                return
        if isinstance(reference, Problem) or isinstance(distorted, Problem):
            return
        usual: list[ScoreTask] = []
        turned: list[ScoreTask] = []
        for score in scores:
            spec = self._scorer.spec(score)
            is_turned = self._task.as_older_tool and spec.compat_resizes_reference
            (turned if is_turned else usual).append(score)
        for some, is_turned in ((usual, False), (turned, True)):
            if some:
                self._score_sized(some, reference, distorted, is_turned=is_turned)

    def _score_sized(
        self,
        scores: list[ScoreTask],
        reference: Picture,
        distorted: Picture,
        *,
        is_turned: bool,
    ) -> None:
        """Score two pictures, one of them brought to the size of the other."""
        made: Made = {"reference.size": _size(reference), "distorted.size": _size(distorted)}
        if reference.image.size == distorted.image.size:
            pair = Pair(reference.planes, distorted.planes)
        else:
            changed, kept = (reference, distorted) if is_turned else (distorted, reference)
            how = verdict.REFERENCE_RESIZED if is_turned else verdict.DISTORTED_RESIZED
            made["resized"] = how
            self._answers.told(
                f"{changed.name}: resized from {_size(changed)} to {_size(kept)}, the size of "
                f"{kept.name} ({how})."
            )
            planes = self._resized(changed, kept.image.size)
            pair = Pair(planes, distorted.planes) if is_turned else Pair(reference.planes, planes)
        for score in scores:
            compute = partial(self._scorer.score_pair, pair=pair)
            self._score(score, [reference, distorted], made, compute)

    def _resized(self, picture: Picture, size: tuple[int, int]) -> Planes:
        pixels = resize_like_pil(picture.image.pixels, *size)
        return Planes(torch.from_numpy(pixels[None]).to(self._scorer.device), (picture.name, (0,)))

    def _value(self, score: ScoreTask, values: NDArray[np.float64]) -> float | None:
        if values.ndim > 1:
            values = self._answers.features(score.id, values)
        number = float(values[0])
        return None if np.isnan(number) else number

    def _score(
        self,
        score: ScoreTask,
        pictures: list[Picture],
        made: Made,
        compute: Callable[[ScoreTask], NDArray[np.float64]],
    ) -> None:
        """Compute one score and answer with it, or with the reason why there is none."""
        spec = self._scorer.spec(score)
        is_turned = self._task.as_older_tool and spec.compat_resizes_reference
        problem = trouble.too_small(spec, *pictures[-1 if is_turned else 0].image.size)
        value: float | None = None
        if problem is None:
            try:
                value = self._value(score, compute(score))
                problem = trouble.undefined(spec) if value is None else _remark(pictures)
            except MetricOutOfMemoryError:
                self._postponed.append(score)
                return
            except ProblemError as error:
                problem = error.problem
            except Exception as error:  # noqa: BLE001  # a metric may raise anything
                problem = trouble.metric_failed(spec, error, pictures[-1].name)
        notes = [f"{picture.name}: {note}" for picture in pictures for note in picture.image.notes]
        self._answers.done(
            score.id,
            value=value,
            problem=problem,
            provenance={
                **verdict.provenance(spec, score.options, self._scorer.device_of(score)),
                **made,
                "reader": f"pillow {pillow_version}",
                **({"notes": notes} if notes else {}),
            },
            seconds=self._scorer.seconds.pop(score.id, 0.0),
        )


def _size(picture: Picture) -> str:
    width, height = picture.image.size
    return f"{width}x{height}"


def _remark(pictures: list[Picture]) -> Problem | None:
    """Flag a score whose pixels are not quite what the file holds."""
    notes = [f"{picture.name}: {note}." for picture in pictures for note in picture.image.flags]
    if not notes:
        return None
    return Problem("pixels-changed", " ".join(dict.fromkeys(notes)), severity=Severity.WARNING)
