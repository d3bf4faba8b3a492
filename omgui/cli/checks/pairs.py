"""Distorted files beside their references: sizes, numbers of frames and frame rates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from omgui.cli.checks.files import Facts
from omgui.cli.checks.findings import Finding, Weight
from omgui.core.dataset import Dataset
from omgui.core.frame_mapping import Mode
from omgui.core.metric_spec import Kind, MetricSpec
from omgui.core.problems import Problem
from omgui.core.worklist import FrItem
from omgui.media.video_probe import VideoFacts

_SAME_RATE = 0.01  # 30 and 29.97 frames per second drift by a frame in 33 seconds
_SAME_SHAPE = 0.02


def pair_findings(dataset: Dataset, facts: Mapping[str, Facts | Problem]) -> Iterator[Finding]:
    """Yield what does not fit between a distorted file and its reference.

    Args:
        dataset: The dataset.
        facts: What is known of each file; pairs with a file that cannot be used are left out.
    """
    scores = sum(spec.kind is Kind.FR for spec in dataset.metrics)
    seen: set[tuple[str, ...]] = set()
    for item in dataset.worklist.fr:
        reference, distorted = facts.get(item.reference), facts.get(item.distorted)
        if item.identity in seen:
            continue
        seen.add(item.identity)
        if reference is None or distorted is None:
            continue
        if isinstance(reference, Problem) or isinstance(distorted, Problem):
            continue
        yield from _sizes(item, reference, distorted, scores)
        if isinstance(reference, VideoFacts) and isinstance(distorted, VideoFacts):
            yield from _Frames(item, reference, distorted, scores).findings()


def size_findings(dataset: Dataset, facts: Mapping[str, Facts | Problem]) -> Iterator[Finding]:
    """Yield items that are too small, or too short, for a metric: these scores will be missing."""
    fr = [spec for spec in dataset.metrics if spec.kind is Kind.FR]
    nr = [spec for spec in dataset.metrics if spec.kind is Kind.NR]
    members = Counter(
        reference for reference, _, _ in {_padded(item) for item in dataset.worklist.fr}
    )
    for name, pairs in members.items():
        # A distorted file is resized to its reference, whose size alone decides.
        yield from _too_little(name, facts.get(name), fr, pairs)
    for name in dict.fromkeys(item.file for item in dataset.worklist.nr):
        yield from _too_little(name, facts.get(name), nr, 1)


def _padded(item: FrItem) -> tuple[str, str, str]:
    return item.reference, item.distorted, item.mode.value if item.mode else ""


def _too_little(
    name: str, found: Facts | Problem | None, metrics: Iterable[MetricSpec], items: int
) -> Iterator[Finding]:
    if found is None or isinstance(found, Problem):
        return
    side = min(found.width, found.height)
    small = [spec for spec in metrics if side < spec.min_side]
    if small:
        needs = ", ".join(f"{spec.name} ({spec.min_side})" for spec in small)
        yield Finding(
            "too-small",
            Weight.ERROR,
            f"{found.width}×{found.height} pixels are fewer than needed by {needs}.",
            "Leave these metrics out for such files, or use larger ones.",
            name,
            len(small) * items,
        )
    if isinstance(found, VideoFacts):
        short = [spec.name for spec in metrics if found.frames < spec.min_frames]
        if short:
            message = f"{found.frames} frames are too few for {', '.join(short)}."
            yield Finding("too-few-frames", Weight.ERROR, message, "", name, len(short) * items)


def _sizes(item: FrItem, reference: Facts, distorted: Facts, scores: int) -> Iterator[Finding]:
    if (reference.width, reference.height) == (distorted.width, distorted.height):
        return
    said = (
        f"{distorted.width}×{distorted.height} is resized to {reference.width}×{reference.height}"
    )
    stretch = distorted.width * reference.height / (distorted.height * reference.width)
    if abs(stretch - 1) > _SAME_SHAPE:
        yield Finding(
            "shape-differs",
            Weight.WARNING,
            f"{said}, which stretches it.",
            "Check that the right files are paired, and that none was cropped or turned.",
            f"{item.distorted} | {item.reference}",
            scores,
        )
    else:
        place = f"{item.distorted} | {item.reference}"
        yield Finding("size-differs", Weight.NOTE, f"{said} (bicubic).", "", place, scores)


class _Frames:
    """Numbers of frames and frame rates of one pair of videos, against its mode."""

    def __init__(
        self, item: FrItem, reference: VideoFacts, distorted: VideoFacts, scores: int
    ) -> None:
        self._item = item
        self._reference = reference
        self._distorted = distorted
        self._scores = scores

    def findings(self) -> Iterator[Finding]:
        """Yield what does not fit."""
        if self._item.mode is Mode.SAME:
            yield from self._same()
        elif self._item.mode is Mode.REPEAT_EACH:
            yield from self._repeat_each()
        elif self._item.mode is Mode.REPEAT_LAST:
            yield from self._repeat_last()
        uneven = [
            role
            for role, facts in (("reference", self._reference), ("distorted", self._distorted))
            if facts.is_variable_rate
        ]
        if uneven:
            yield self._found(
                "variable-rate",
                Weight.WARNING,
                f"The {' and the '.join(uneven)} video's frames stand differently long, and frames "
                "are paired by number.",
                "Convert such videos to a constant frame rate.",
            )

    def _found(self, kind: str, weight: Weight, message: str, hint: str = "") -> Finding:
        place = f"{self._item.distorted} | {self._item.reference}"
        return Finding(kind, weight, message, hint, place, self._scores)

    def _same(self) -> Iterator[Finding]:
        reference, distorted = self._reference.frames, self._distorted.frames
        if distorted < reference:
            yield self._found(
                "frames-differ",
                Weight.WARNING,
                f"Only {distorted} of {reference} frames would be scored.",
                "Choose mode repeat_each for a lower frame rate, repeat_last where the end is "
                "missing, or check that the files belong together.",
            )
        yield from self._longer()
        yield from self._rates()

    def _longer(self) -> Iterator[Finding]:
        beyond = self._distorted.frames - self._reference.frames
        if beyond > 0:
            yield self._found(
                "distorted-longer",
                Weight.WARNING,
                f"It has {beyond} frames more than the {self._reference.frames} of the reference, "
                "which are not scored.",
                "Check that both begin with the same picture.",
            )

    def _rates(self) -> Iterator[Finding]:
        rates = self._reference.fps, self._distorted.fps
        if rates[0] and rates[1] and abs(rates[1] / rates[0] - 1) > _SAME_RATE:
            mode = self._item.mode.value if self._item.mode else ""
            yield self._found(
                "fps-differ",
                Weight.WARNING,
                f"{_rate(rates[1])} against {_rate(rates[0])} frames per second in mode {mode}: "
                "frames of one number show different moments.",
                "Choose mode repeat_each for a lower frame rate.",
            )

    def _repeat_each(self) -> Iterator[Finding]:
        reference, distorted = self._reference.frames, self._distorted.frames
        times, left_over = divmod(reference, distorted)
        if not times:
            yield self._found(
                "distorted-longer",
                Weight.WARNING,
                f"It has {distorted} frames, more than the {reference} of the reference: "
                f"{distorted - reference} of them are skipped.",
                "Check that reference and distorted are not exchanged.",
            )
        elif left_over:
            yield self._found(
                "repeat-uneven",
                Weight.WARNING,
                f"{distorted} frames for {reference} of the reference: {left_over} are repeated "
                f"{times + 1} times and the others {times} times, so frames drift apart in time.",
                "Check that the two videos are equally long in seconds.",
            )
        rates = self._reference.fps, self._distorted.fps
        ratio = reference / distorted
        if rates[0] and rates[1] and abs(rates[0] / rates[1] / ratio - 1) > 2 * _SAME_RATE:
            yield self._found(
                "fps-differ",
                Weight.WARNING,
                f"{_rate(rates[1])} against {_rate(rates[0])} frames per second, but frames would "
                f"be repeated {_rate(ratio)} times.",
                "Check that the two videos are equally long in seconds.",
            )

    def _repeat_last(self) -> Iterator[Finding]:
        missing = self._reference.frames - self._distorted.frames
        if missing > 0:
            yield self._found(
                "repeat-last",
                Weight.NOTE,
                f"Its last frame stands for {missing} of {self._reference.frames} frames.",
            )
        yield from self._longer()
        yield from self._rates()


def _rate(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
