"""Which distorted frame is compared with a reference frame, as index arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from omgui.core.problems import Problem, ProblemError


class Mode(str, Enum):
    """How the frames of videos of different lengths are paired."""

    SAME = "same"  # frame i with frame i, as long as both last
    REPEAT_EACH = "repeat_each"  # every distorted frame several times, for a lower frame rate
    REPEAT_LAST = "repeat_last"  # the last distorted frame stands still


@dataclass(frozen=True)
class FrameMapping:
    """The pairs of one reference and one distorted video, counted from 0.

    Pair i always shows reference frame i; :meth:`distorted_frame` says what is beside it, never
    going backwards. ``len()`` is the number of pairs.

    - ``same``: (i, i) up to the end of the shorter video.
    - ``repeat_last``: the same, then the last distorted frame with what is left of the reference.
    - ``repeat_each``: every distorted frame R div D times. Of the R mod D pairs still missing, one
      more goes to each of the frames 0, n, 2n …, with n = D div (R mod D). A distorted video that
      is longer than its reference has all its frames skipped but those.

    The older tool measures a whole set by its shortest distorted video. Whoever reproduces it
    passes that length as ``distorted_count`` for every video of the set; ``repeat_last`` then
    holds frame ``distorted_count - 1`` of each, which need not be its last.

    Args:
        mode: How the frames are paired.
        reference_count: Frames of the reference (R).
        distorted_count: Frames of the distorted video (D).

    Raises:
        ProblemError: ``no-frames``, where one of the two has none.
    """

    mode: Mode
    reference_count: int
    distorted_count: int

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

    def __len__(self) -> int:
        if self.mode is Mode.SAME:
            return min(self.reference_count, self.distorted_count)
        return self.reference_count

    @property
    def frames_expected(self) -> int:
        """How many scores a complete item has: one for every reference frame."""
        return self.reference_count

    def distorted_frame(self, i: int) -> int:
        """Return the distorted frame beside reference frame ``i``.

        Raises:
            IndexError: There is no such pair.
        """
        if not 0 <= i < len(self):
            raise IndexError(f"pair {i} of {len(self)}")
        if self.mode is Mode.REPEAT_EACH:
            return self._spread(i)
        return min(i, self.distorted_count - 1)

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
