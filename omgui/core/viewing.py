"""Which frames are shown together for a score, and how one steps through them."""

from __future__ import annotations

from dataclasses import dataclass

from omgui.core.frame_mapping import FrameMapping, Mode


@dataclass(frozen=True)
class ShownFrames:
    """What belongs to one frame score.

    Attributes:
        frame: Its number as scores are counted.
        reference: Number of the reference's frame; ``None`` for a file that is scored alone.
        distorted: Number of the frame of the distorted file, or of the file scored alone.
    """

    frame: int
    reference: int | None
    distorted: int


@dataclass(frozen=True)
class Viewing:
    """The frames of one item, counted as the store counts their scores.

    A pair is counted by its reference frame, a file that is scored alone by its own.

    Attributes:
        frames: Numbers of all that have a score, or would have one.
        mapping: How frames are paired; ``None`` for a file that is scored alone, and for pictures.
        is_pair: Whether there is a reference.
    """

    frames: range
    mapping: FrameMapping | None = None
    is_pair: bool = False

    @classmethod
    def of_pair(
        cls, mode: Mode, reference_count: int, distorted_count: int, offset: int = 0
    ) -> Viewing:
        """Return the frames of a distorted video beside its reference, as the engine pairs them.

        Args:
            mode: How the frames are paired.
            reference_count: Frames of the reference.
            distorted_count: Frames of the distorted video.
            offset: Distorted frame i + ``offset`` is shown with reference frame i.

        Raises:
            ProblemError: As :class:`omgui.core.frame_mapping.FrameMapping`.
        """
        mapping = FrameMapping(mode, reference_count, distorted_count, offset)
        return cls(mapping.reference_frames, mapping, is_pair=True)

    @classmethod
    def of_file(cls, count: int) -> Viewing:
        """Return the frames of a file that is scored alone.

        Args:
            count: How many it has.
        """
        return cls(range(count))

    @classmethod
    def of_pictures(cls, *, is_pair: bool) -> Viewing:
        """Return the only frame of a picture, or of two."""
        return cls(range(1), is_pair=is_pair)

    def __len__(self) -> int:
        return len(self.frames)

    def at(self, frame: int) -> ShownFrames:
        """Return what is shown for a score.

        Raises:
            IndexError: There is no such frame.
        """
        if frame not in self.frames:
            raise IndexError(f"no frame {frame} among {self.frames}")
        if self.mapping is not None:
            return ShownFrames(frame, frame, self.mapping.distorted_frame(frame))
        return ShownFrames(frame, frame if self.is_pair else None, frame)

    def clamped(self, frame: int) -> int:
        """Return the nearest frame that there is; there must be one."""
        return min(max(frame, self.frames[0]), self.frames[-1])

    def stepped(self, frame: int, by: int) -> int:
        """Return the frame so many further on, or the last on the way."""
        return self.clamped(frame + by)


def time_text(seconds: float) -> str:
    """Return a time as people read it, ``0:00:04.160``.

    Args:
        seconds: Since the first frame; negative before it.
    """
    sign = "-" if seconds < 0 else ""
    thousandths = round(abs(seconds) * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
