"""What is said of a score in the end: the problems, in words, and how the number was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import torch

from omgui import __version__
from omgui.core.frame_mapping import FrameMapping, Mode, uneven_repeats
from omgui.core.metric_spec import MetricSpec, OptionValue
from omgui.core.problems import Problem, Severity
from omgui.engine.tasks import GroupTask
from omgui.engine.track import Track

Made = dict[str, OptionValue | list[str]]
DISTORTED_RESIZED = "distorted to reference, bicubic"
REFERENCE_RESIZED = "reference to distorted, bicubic"


def single(
    spec: MetricSpec, track: Track, own: Problem | None, damage: Problem | None, task: GroupTask
) -> Problem | None:
    """Return what is wrong with a no-reference score, errors first."""
    if damage is not None and (track.frames_read == 0 or not task.scores_damaged):
        return damage
    if own is not None:
        return own
    if track.frames_read < spec.min_frames:
        return Problem(
            "too-few-frames",
            f"{spec.name} needs at least {spec.min_frames} frames; the video has "
            f"{track.frames_read}.",
        )
    return _tolerated(damage)


def pair(
    reference: Track,
    distorted: Track,
    damages: Mapping[int, Problem | None],
    *,
    is_longer: bool,
    task: GroupTask,
) -> Problem | None:
    """Return what is wrong with all scores of a pair, errors first."""
    for track, role in ((reference, "reference"), (distorted, "distorted video")):
        damage = damages[id(track)]
        if damage is not None and (track.frames_read == 0 or not task.scores_damaged):
            return replace(damage, message=f"The {role} cannot be used: {damage.message}")
    tolerated = _tolerated(damages[id(reference)] or damages[id(distorted)])
    if tolerated is None and is_longer:
        return Problem(
            "distorted-longer",
            f"The distorted video has more frames than the {reference.frames_read} of the "
            "reference; those beyond were not scored.",
            "Check that the two start at the same picture.",
            severity=Severity.WARNING,
        )
    return tolerated


def uneven(mapping: FrameMapping | None, task: GroupTask) -> Problem | None:
    """Return a warning where frames cannot all be repeated equally often.

    The older tool's values are reproduced without it: they are compared with what it wrote.
    """
    if mapping is None or mapping.mode is not Mode.REPEAT_EACH or task.as_older_tool:
        return None
    said = uneven_repeats(mapping.reference_count, mapping.distorted_count)
    hint = "Check that the two videos are equally long in seconds."
    return Problem("repeat-uneven", said, hint, severity=Severity.WARNING) if said else None


def _tolerated(damage: Problem | None) -> Problem | None:
    return None if damage is None else replace(damage, severity=Severity.WARNING)


@cache
def _versions(packages: tuple[str, ...]) -> dict[str, str]:
    found = {"omgui": __version__, "torch": torch.__version__}
    for name in ("decord", "opencv-python-headless", "pillow", *packages):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def provenance(spec: MetricSpec, options: Mapping[str, OptionValue], device: torch.device) -> Made:
    """Return how a number of this metric is made, apart from its files."""
    named = {f"option.{key}": value for key, value in sorted(options.items())}
    return {
        **_versions(spec.packages),
        "metric_version": spec.version,
        "device": str(device),
        **named,
    }


def reading(track: Track, prefix: str = "") -> Made:
    """Return how a video was read."""
    if not track.is_open:
        return {}
    made: Made = {
        f"{prefix}reader": track.chain.name,
        f"{prefix}size": f"{track.size[0]}x{track.size[1]}",
    }
    if track.chain.passed_over:
        made[f"{prefix}passed_over"] = list(track.chain.passed_over)
    return made


def comparing(reference: Track, distorted: Track, mode: Mode, mapping: FrameMapping | None) -> Made:
    """Return how the frames of two videos were paired."""
    made: Made = {
        **reading(reference, "reference."),
        **reading(distorted, "distorted."),
        "mode": mode.value,
        "reference.frames": reference.frames_read,
        "distorted.frames_read": distorted.frames_read,
    }
    if mapping is not None:
        made["mapping"] = f"{mapping.reference_count} onto {mapping.distorted_count}"
    if reference.is_open and distorted.is_open and reference.size != distorted.size:
        made["resized"] = DISTORTED_RESIZED
    return made
