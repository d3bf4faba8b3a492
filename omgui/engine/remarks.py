"""What a person should know of a run that is no problem of an item, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from omgui.core.dataset import Dataset
from omgui.core.events import Counts
from omgui.core.metric_spec import Kind, MetricSpec
from omgui.core.words import counted
from omgui.engine.plan import Plan


def remarks(dataset: Dataset, metrics: Mapping[str, MetricSpec], plan: Plan) -> Iterator[str]:
    """Yield what is to be said at the start of a run.

    Args:
        dataset: The dataset.
        metrics: Those that are computed, by name.
        plan: What is asked for.
    """
    if dataset.config.omgui.is_compatible:
        changed = [spec.name for spec in metrics.values() if spec.compat_options]
        yield (
            "Compatibility with objective-metrics 1.2: values of the older tool for "
            f"{', '.join(changed) or 'none of these metrics'}; videos of a set share the "
            "length of the shortest. These scores have keys of their own."
        )
    by_kind = {Kind.FR: len(plan.fr_rows), Kind.NR: len(plan.nr_rows)}
    for spec in metrics.values():
        if by_kind[spec.kind] == 0:
            yield f"{spec.name}: nothing is listed for it."


def kept_frames(frames: int, scores: int) -> str:
    """Say what a run that was ended leaves of unfinished scores; empty where that is nothing.

    Args:
        frames: Frame scores that are stored.
        scores: Unfinished scores that they belong to.
    """
    if not frames:
        return ""
    return (
        f"{counted(frames, 'frame score')} of {counted(scores, 'unfinished score')} "
        f"{'is' if frames == 1 else 'are'} kept; the next run goes on behind them."
    )


def totals(counts: Counts) -> str:
    """Return what became of all scores, for the log."""
    return (
        f"{counted(counts.computed, 'score')} computed, {counts.kept} kept, "
        f"{counts.problems} not possible, {counts.flagged} flagged"
    )
