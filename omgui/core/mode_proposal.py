"""Which mode a pair of videos calls for, with the reason, and the sets of one reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from omgui.core.frame_mapping import Mode
from omgui.core.media_facts import VideoFacts
from omgui.core.mismatch import SAME_RATE
from omgui.core.problems import Problem

_SAME_LENGTH = 0.02  # containers round durations, and the last frame may be lost
_LATE_FRAMES = 1.5
_LOST_END = 0.1  # of a video; more is no lost end


@dataclass(frozen=True)
class ModeProposal:
    """How the frames of two videos should be paired.

    Attributes:
        mode: The mode.
        code: Stable identifier of the reason, e.g. ``equal-frames``.
        reason: Why, one sentence.
        is_sure: Whether the facts leave no other choice; else a person should look.
    """

    mode: Mode
    code: str
    reason: str
    is_sure: bool


@dataclass(frozen=True)
class ProposedSet:
    """Distorted videos of one reference that are paired in the same way and are equally long.

    Attributes:
        mode: The mode.
        files: The distorted files, in their order.
        frames: How many frames each has; ``None`` where that is not known.
        code: Stable identifier of the reason.
        reason: Why, one sentence.
        is_sure: Whether the facts leave no other choice; else a person should look.
    """

    mode: Mode
    files: tuple[str, ...]
    frames: int | None
    code: str
    reason: str
    is_sure: bool


def propose_mode(reference: VideoFacts, distorted: VideoFacts) -> ModeProposal:
    """Propose a mode for one pair.

    Args:
        reference: What is known of the reference.
        distorted: What is known of the distorted video.
    """
    for who, facts in (("reference", reference), ("distorted video", distorted)):
        if facts.declared_frames is not None and facts.frames < facts.declared_frames:
            reason = (
                f"The {who} is cut off: only {facts.frames} of {facts.declared_frames} frames are "
                "in the file."
            )
            return ModeProposal(Mode.SAME, "cut-off", reason, is_sure=False)
    if reference.frames == distorted.frames:
        return _equal_frames(reference, distorted)
    ratio = _rate_ratio(reference, distorted)
    if ratio is not None and abs(ratio - 1) > SAME_RATE:
        return _other_rate(reference, distorted)
    if ratio is None and reference.frames % distorted.frames == 0:
        times = reference.frames // distorted.frames
        reason = (
            f"{reference.frames} frames of the reference are {times} times {distorted.frames}; the "
            "frame rates are not known."
        )
        return ModeProposal(Mode.REPEAT_EACH, "multiple", reason, is_sure=False)
    return _other_length(reference, distorted)


def propose_sets(
    reference: VideoFacts | Problem | None,
    distorted: Mapping[str, VideoFacts | Problem | None],
) -> tuple[ProposedSet, ...]:
    """Part the distorted videos of a reference into sets of one mode and one length.

    Every file is in exactly one set. Sets and files keep their order. The older tool measures a
    whole set by its shortest video, so only videos of equal length share one.

    Args:
        reference: What is known of the reference; ``None`` where nothing is yet.
        distorted: What is known of the distorted videos, by name.
    """
    sets: dict[tuple[Mode, int | None, str], ProposedSet] = {}
    for name, facts in distorted.items():
        count, proposal = _proposal(reference, facts)
        key = proposal.mode, count, proposal.reason
        before = sets[key].files if key in sets else ()
        sets[key] = ProposedSet(
            proposal.mode, (*before, name), count, proposal.code, proposal.reason, proposal.is_sure
        )
    return tuple(sets.values())


def _proposal(
    reference: VideoFacts | Problem | None, distorted: VideoFacts | Problem | None
) -> tuple[int | None, ModeProposal]:
    count = distorted.frames if isinstance(distorted, VideoFacts) else None
    if isinstance(reference, VideoFacts) and isinstance(distorted, VideoFacts):
        return count, propose_mode(reference, distorted)
    is_reference = not isinstance(reference, VideoFacts)
    who = "reference" if is_reference else "distorted video"
    lacking = reference if is_reference else distorted
    if isinstance(lacking, Problem):
        code, reason = "unusable", f"The {who} cannot be used: {lacking.message}"
    else:
        code, reason = "unknown", f"The {who} was not looked at yet."
    return count, ModeProposal(Mode.SAME, code, reason, is_sure=False)


def _equal_frames(reference: VideoFacts, distorted: VideoFacts) -> ModeProposal:
    ratio = _rate_ratio(reference, distorted)
    if ratio is None or abs(ratio - 1) <= SAME_RATE:
        reason = f"Both have {reference.frames} frames."
        return ModeProposal(Mode.SAME, "equal-frames", reason, is_sure=True)
    reason = (
        f"Both have {reference.frames} frames, though they are played at {_rate(reference.fps)} "
        f"and {_rate(distorted.fps)} frames per second."
    )
    return ModeProposal(Mode.SAME, "equal-frames", reason, is_sure=False)


def _other_rate(reference: VideoFacts, distorted: VideoFacts) -> ModeProposal:
    rates = f"{_rate(distorted.fps)} against {_rate(reference.fps)} frames per second"
    if not _lasts_equally_long(reference, distorted):
        reason = (
            f"{rates}, and {_seconds(distorted)} against {_seconds(reference)} seconds: these two "
            "do not fit each other."
        )
        return ModeProposal(Mode.REPEAT_EACH, "other-rate-and-length", reason, is_sure=False)
    if distorted.frames > reference.frames:
        reason = (
            f"{rates}, equally long: frames of the distorted video between those of the reference "
            "are skipped."
        )
        return ModeProposal(Mode.REPEAT_EACH, "higher-rate", reason, is_sure=False)
    times, left_over = divmod(reference.frames, distorted.frames)
    reason = f"{rates}, equally long: every frame is shown {times} times."
    if left_over:
        reason = f"{rates}, equally long: a frame is shown {times} or {times + 1} times."
    return ModeProposal(Mode.REPEAT_EACH, "lower-rate", reason, is_sure=not left_over)


def _other_length(reference: VideoFacts, distorted: VideoFacts) -> ModeProposal:
    missing = reference.frames - distorted.frames
    if missing < 0:
        reason = (
            f"It has {-missing} frames more than the {reference.frames} of the reference; they are "
            "not scored. Check that both begin with the same picture."
        )
        return ModeProposal(Mode.SAME, "longer", reason, is_sure=False)
    if missing <= _LOST_END * reference.frames:
        reason = (
            f"The last {missing} of {reference.frames} frames are missing; its last frame stands "
            "for them, as a viewer would see it."
        )
        return ModeProposal(Mode.REPEAT_LAST, "end-missing", reason, is_sure=False)
    reason = (
        f"It has {distorted.frames} of {reference.frames} frames at the same rate: it may be "
        "broken, or belong to another reference. Only these are scored."
    )
    return ModeProposal(Mode.SAME, "much-shorter", reason, is_sure=False)


def _rate_ratio(reference: VideoFacts, distorted: VideoFacts) -> float | None:
    return reference.fps / distorted.fps if reference.fps and distorted.fps else None


def _lasts_equally_long(reference: VideoFacts, distorted: VideoFacts) -> bool:
    lengths = reference.seconds or 0.0, distorted.seconds or 0.0
    longest_frame = max(1 / (facts.fps or 1.0) for facts in (reference, distorted))
    allowed = max(_SAME_LENGTH * max(lengths), _LATE_FRAMES * longest_frame)
    return abs(lengths[0] - lengths[1]) <= allowed


def _rate(fps: float | None) -> str:
    return f"{fps or 0:.3f}".rstrip("0").rstrip(".")


def _seconds(facts: VideoFacts) -> str:
    return f"{facts.seconds or 0:.1f}"
