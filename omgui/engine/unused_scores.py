"""Stored scores that a run does not use though they are of its items, and why; in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from omgui.core.dataset import Dataset
from omgui.core.file_identity import MISSING
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import ProblemError
from omgui.engine.identity import Identities
from omgui.engine.plan import Plan
from omgui.engine.store import CHECKPOINT, ScoreTarget, Store, StoredScore

Stored = Mapping[ScoreTarget, StoredScore]
_STORES_LOOKED_AT = 20
_FILES = (
    "the time of change or the size of a file is another one now. Copies keep their scores if they "
    "are made with the times of the files (cp -a, rsync -t)"
)
_VERSION = "the metric has another version now"
_WEIGHTS = "the metric has other weights now"
_SETTINGS = "the settings are other ones now"


def unused_scores(
    dataset: Dataset, plan: Plan, store: Store | None, identities: Identities
) -> tuple[str, ...]:
    """Say how many finished scores of the plan's items are not used, for each reason.

    Args:
        dataset: The dataset.
        plan: What is asked for, under its present keys.
        store: That of the dataset; ``None`` where it has none yet.
        identities: Of the files.
    """
    stored: Stored = {} if store is None else store.scores()
    wanted = {
        _place(target): target
        for target in plan.targets()
        if (target not in stored or stored[target].state != "done")
        and not _is_gone(dataset, target, identities)
    }
    if not wanted:
        return ()
    newest = {
        _place(target): score
        for target, score in stored.items()  # oldest first
        if score.state == "done" and _place(target) in wanted
    }
    last = [] if store is None else store.runs()[-1:]
    has_other_settings = bool(last) and _has_other_settings(dataset, last[0][3])
    specs = {spec.name: spec for spec in dataset.metrics}
    reasons = Counter(
        _reason(specs[place[-1]], score, plan, has_other_settings=has_other_settings)
        for place, score in newest.items()
    )
    said = [f"{_scores(count)} not used: {reason}." for reason, count in reasons.most_common()]
    if not newest and len(wanted) == len(plan.targets()):
        said += _under_another_name(dataset, set(wanted.values()))
    return tuple(said)


def _scores(count: int) -> str:
    return "1 stored score is" if count == 1 else f"{count} stored scores are"


def _place(target: ScoreTarget) -> tuple[str, ...]:
    return target.reference, target.file, target.mode, target.metric


def _is_gone(dataset: Dataset, target: ScoreTarget, identities: Identities) -> bool:
    names = filter(None, (target.reference, target.file))
    return any(identities[dataset.root / name] == MISSING for name in names)


def _has_other_settings(dataset: Dataset, settings: Mapping[str, Any]) -> bool:
    now = dataset.config.omgui
    return any(
        key in settings and settings[key] != getattr(now, key)
        for key in ("compatibility", "damaged_videos")
    )


def _reason(spec: MetricSpec, score: StoredScore, plan: Plan, *, has_other_settings: bool) -> str:
    made = score.provenance
    if made.get("metric_version", spec.version) != spec.version:
        return _VERSION
    if _under(made, CHECKPOINT) != dict(plan.checkpoints.get(spec.name, {})):
        return _WEIGHTS
    has_options = "metric_version" in made  # a provenance without says nothing of options either
    is_changed = has_options and _under(made, "option.") != dict(plan.options[spec.name])
    return _SETTINGS if is_changed or has_other_settings else _FILES


def _under(made: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    found = {key: value for key, value in made.items() if key.startswith(prefix)}
    return {key.removeprefix(prefix): value for key, value in found.items()}


def _under_another_name(dataset: Dataset, wanted: set[ScoreTarget]) -> Iterator[str]:
    """Say which stores beside the dataset's own hold what it asks for."""
    beside = sorted(path for path in dataset.output.glob("*.omgui") if path != dataset.store)
    for path in beside[:_STORES_LOOKED_AT]:
        try:
            other = Store(path, is_readonly=True)
        except ProblemError:
            continue
        try:
            theirs = other.scores()
            found = sum(theirs[one].state == "done" for one in wanted if one in theirs)
        finally:
            other.close()
        if found:
            yield (
                f"{_scores(found)} not used: {'it lies' if found == 1 else 'they lie'} in "
                f"{path.name}, under another 'dataset_name'. With 'dataset_name: {path.stem}' they "
                "would be kept."
            )
