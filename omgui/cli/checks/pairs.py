"""Distorted files beside their references: sizes, numbers of frames and frame rates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from omgui.cli.checks.findings import Finding, Weight
from omgui.core.dataset import Dataset
from omgui.core.media_facts import FileFacts, VideoFacts
from omgui.core.metric_spec import Kind, MetricSpec
from omgui.core.mismatch import pair_mismatches
from omgui.core.problems import Problem
from omgui.core.words import counted


def pair_findings(dataset: Dataset, facts: Mapping[str, FileFacts | Problem]) -> Iterator[Finding]:
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
        place = f"{item.distorted} | {item.reference}"
        for mismatch in pair_mismatches(reference, distorted, item.mode, item.offset):
            yield Finding.of_mismatch(mismatch, where=place, scores=scores)


def size_findings(dataset: Dataset, facts: Mapping[str, FileFacts | Problem]) -> Iterator[Finding]:
    """Yield items that are too small, or too short, for a metric: these scores will be missing."""
    fr = [spec for spec in dataset.metrics if spec.kind is Kind.FR]
    nr = [spec for spec in dataset.metrics if spec.kind is Kind.NR]
    members = Counter(
        reference for reference, _, _ in {item.identity for item in dataset.worklist.fr}
    )
    for name, pairs in members.items():
        # A distorted file is resized to its reference, whose size alone decides.
        yield from _too_little(name, facts.get(name), fr, pairs)
    for name in dict.fromkeys(item.file for item in dataset.worklist.nr):
        yield from _too_little(name, facts.get(name), nr, 1)


def _too_little(
    name: str, found: FileFacts | Problem | None, metrics: Iterable[MetricSpec], items: int
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
            are_too_few = counted(found.frames, "frame is", "frames are")
            message = f"{are_too_few} too few for {', '.join(short)}."
            yield Finding("too-few-frames", Weight.ERROR, message, "", name, len(short) * items)
