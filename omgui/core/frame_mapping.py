"""Which distorted frame is compared with a reference frame, as index arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from omgui.core.problems import Problem, ProblemError
from omgui.core.words import counted


class Mode(str, Enum):
    """How the frames of videos of different lengths are paired."""

    SAME = "same"  # frame i with frame i, as long as both last
    REPEAT_EACH = "repeat_each"  # every distorted frame several times, for a lower frame rate
    REPEAT_LAST = "repeat_last"  # the last distorted frame stands still


@dataclass(frozen=True)
class Shift:
    """An offset between two videos: distorted frame i + ``frames`` is shown with reference frame i.

    It is as if frames had been cut off at the beginning of one of the two: of the distorted video
    where ``frames`` is positive, of the reference where it is negative.
    """

    frames: int = 0

    @property
    def reference_skip(self) -> int:
        """Frames at the beginning of the reference that have no counterpart."""
        return max(0, -self.frames)

    @property
    def distorted_skip(self) -> int:
        """Frames at the beginning of the distorted video that have no counterpart."""
        return max(0, self.frames)

    def expected(self, mode: Mode, reference_count: int, distorted_count: int) -> int:
        """Return how many scores a complete item has.

        One for every reference frame that can have a counterpart. In mode ``same``, a distorted
        video that begins late and is cut to the length of its reference lacks as many frames at the
        end as it has too many at the beginning: these are not expected. What is missing beyond is.

        Args:
            mode: How the frames are paired.
            reference_count: Frames of the reference.
            distorted_count: Frames of the distorted video.
        """
        whole = max(0, reference_count - self.reference_skip)
        if mode is not Mode.SAME:
            return whole
        there = min(whole, distorted_count - self.distorted_skip)
        return max(0, whole - self.distorted_skip, there)


NO_SHIFT = Shift()


@dataclass(frozen=True)
class FrameMapping:
    """The pairs of one reference and one distorted video, counted from 0.

    A pair is counted by its reference frame; :meth:`distorted_frame` says what is beside it, never
    going backwards. ``len()`` is the number of pairs, :attr:`reference_frames` are their numbers.

    - ``same``: (i, i) up to the end of the shorter video.
    - ``repeat_last``: the same, then the last distorted frame with what is left of the reference.
    - ``repeat_each``: every distorted frame R div D times. Of the R mod D pairs still missing, one
      more goes to each of the frames 0, n, 2n …, with n = D div (R mod D). A distorted video that
      is longer than its reference has all its frames skipped but those.

    The older tool measures a whole set by its shortest distorted video. Whoever reproduces it
    passes that length as ``distorted_count`` for every video of the set; ``repeat_last`` then
    holds frame ``distorted_count - 1`` of each, which need not be its last.

    With an offset, ``same`` and ``repeat_last`` do the same with what is left of the two videos;
    see :class:`Shift`.

    Args:
        mode: How the frames are paired.
        reference_count: Frames of the reference (R).
        distorted_count: Frames of the distorted video (D).
        offset: Distorted frame i + ``offset`` is shown with reference frame i.

    Raises:
        ProblemError: ``no-frames``, where one of the two has none; ``no-overlap``, where the offset
            leaves no frame of one of them.
        ValueError: An offset in mode ``repeat_each``, where it has no meaning.
    """

    mode: Mode
    reference_count: int
    distorted_count: int
    offset: int = 0

    def __post_init__(self) -> None:
        for which, count in (
            ("reference", self.reference_count),
            ("distorted", self.distorted_count),
        ):
            if count < 1:
                raise ProblemError(
                    Problem(
                        code="no-frames",
                        message=f"The {which} video has no frames that can be read.",
                        hint="Play it to see whether it is damaged, and replace it.",
                    )
                )
        if self.offset and self.mode is Mode.REPEAT_EACH:
            raise ValueError("an offset has no meaning in mode repeat_each")
        problem = no_overlap(self._shift, self.reference_count, self.distorted_count)
        if problem is not None:
            raise ProblemError(problem)

    @property
    def _shift(self) -> Shift:
        return Shift(self.offset)

    def __len__(self) -> int:
        whole = self.reference_count - self._shift.reference_skip
        if self.mode is Mode.SAME:
            return min(whole, self.distorted_count - self._shift.distorted_skip)
        return whole

    @property
    def reference_frames(self) -> range:
        """The reference frames that are shown."""
        first = self._shift.reference_skip
        return range(first, first + len(self))

    @property
    def frames_expected(self) -> int:
        """How many scores a complete item has; without offset one for every reference frame."""
        return self._shift.expected(self.mode, self.reference_count, self.distorted_count)

    def distorted_frame(self, i: int) -> int:
        """Return the distorted frame beside reference frame ``i``.

        Raises:
            IndexError: There is no such pair.
        """
        if i not in self.reference_frames:
            raise IndexError(f"no pair {i} among {self.reference_frames}")
        if self.mode is Mode.REPEAT_EACH:
            return self._spread(i)
        return min(i + self.offset, self.distorted_count - 1)

    def _spread(self, i: int) -> int:
        times, extra = divmod(self.reference_count, self.distorted_count)
        if extra == 0:
            return i // times
        # The favoured frames start runs of ``stride`` frames, each of ``period`` pairs.
        stride = self.distorted_count // extra
        period = stride * times + 1
        run, place = divmod(i, period)
        if run >= extra:
            return extra * stride + (i - extra * period) // times
        # Without its extra pair, a run gives every frame the same number of pairs.
        return run * stride + (max(place - 1, 0) // times if times else 0)


def uneven_repeats(reference_count: int, distorted_count: int) -> str:
    """Say in which way ``repeat_each`` cannot repeat all frames equally often; empty if it can.

    Args:
        reference_count: Frames of the reference.
        distorted_count: Frames of the distorted video.
    """
    times, more = divmod(reference_count, distorted_count)
    if not times or not more:
        return ""
    return (
        f"{counted(distorted_count, 'frame')} for {reference_count} of the reference: {more} "
        f"{'is' if more == 1 else 'are'} shown {_times(times + 1)} and the others {_times(times)}, "
        "so frames drift apart in time."
    )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def no_overlap(shift: Shift, reference_count: int, distorted_count: int) -> Problem | None:
    """Return a problem if an offset leaves nothing to compare, of videos that have frames.

    Args:
        shift: The offset.
        reference_count: Frames of the reference.
        distorted_count: Frames of the distorted video.
    """
    for which, count, skip in (
        ("reference", reference_count, shift.reference_skip),
        ("distorted video", distorted_count, shift.distorted_skip),
    ):
        if 0 < count <= skip:
            return Problem(
                "no-overlap",
                f"With the offset of {shift.frames:+d} frames nothing is left to compare: the "
                f"{which} has only {count}.",
                "Correct the offset of this pair under 'omgui: offsets:', or remove it.",
            )
    return None
