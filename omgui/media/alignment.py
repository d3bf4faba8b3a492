"""What is said of the offset of two videos: a proposal, never more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

_NEAR = 4


class Verdict(str, Enum):
    """What the comparison of two videos says."""

    IN_STEP = "in-step"  # they begin with the same picture
    SHIFTED = "shifted"  # one begins later
    CANNOT_TELL = "cannot-tell"  # several offsets fit equally well
    DIFFERENT = "different"  # no offset fits


@dataclass(frozen=True)
class Alignment:
    """At which offset two videos show the same content.

    Attributes:
        verdict: What the comparison says.
        frames: Distorted frame i + ``frames`` shows what reference frame i shows; 0 where that is
            not known, or where the frame rates differ.
        seconds: The same in seconds, where the frame rates differ: only in time can they be
            compared then.
        confidence: Share of the evidence that speaks for this offset and against the second best,
            from 0 to 1.
        agreeing: Frames that speak for it.
        informative: Frames that speak for one of the two.
        best: The offset that fits best, sure or not; ``None`` where none could be tried.
        second_best: The offset that comes next; ``None`` where nothing else could be tried.
        is_zero_possible: Whether no other offset is surely better than none: there is no need to
            bother a person about a pair of which nothing else can be told.
        reason: In words.
    """

    verdict: Verdict
    frames: int
    seconds: float | None
    confidence: float
    agreeing: int
    informative: int
    best: int | None
    second_best: int | None
    is_zero_possible: bool
    reason: str


FAR = (
    "Nothing within {} frames fits: the offset may be larger, or too little of the two videos can "
    "be compared."
)
DIFFERENT = "No offset makes the two videos show the same content. Check that they belong together."


def unsure(best: int, second_best: int) -> str:
    """Say that two offsets fit nearly equally well."""
    if abs(best - second_best) <= _NEAR:
        return (
            f"{_offset(best)} fits best, but {_offset(second_best).lower()} nearly as well: the "
            "beginning hardly moves, or lost its details. Look at the frames."
        )
    return (
        f"{_offset(best)} and {_offset(second_best).lower()} fit nearly equally well: the "
        "beginning stands still, or repeats itself."
    )


def _offset(frames: int) -> str:
    return f"An offset of {frames:+d} {_frames(frames)}" if frames else "No offset"


def _frames(count: int) -> str:
    return "frame" if abs(count) == 1 else "frames"


def said(frames: int) -> str:
    """Say what an offset means."""
    if frames > 0:
        return (
            f"The distorted video has {frames} extra {_frames(frames)} at the beginning: its frame "
            f"{frames} shows what frame 0 of the reference shows."
        )
    if frames < 0:
        return (
            f"The distorted video lacks {-frames} {_frames(frames)} at the beginning: its frame 0 "
            f"shows what frame {-frames} of the reference shows."
        )
    return "Both begin with the same picture."


def too_short(frames: int) -> Alignment:
    """Return what can be said of clips with hardly a frame."""
    reason = f"Only {frames} {_frames(frames)} can be compared, which is too few to tell."
    return Alignment(Verdict.CANNOT_TELL, 0, None, 0.0, 0, 0, None, None, True, reason)


def in_time(found: Alignment, fps: float) -> Alignment:
    """Say an offset in seconds: with other frame rates, one in frames has no meaning."""
    seconds = found.frames / fps
    reason = found.reason
    if found.verdict is Verdict.SHIFTED:
        what = "later" if seconds > 0 else "earlier"
        reason = (
            f"The frame rates differ; in time, the content of the distorted video comes "
            f"{abs(seconds):.2f} seconds {what} than that of the reference."
        )
    return replace(found, frames=0, seconds=seconds, reason=reason)
