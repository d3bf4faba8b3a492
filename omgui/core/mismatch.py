"""What does not fit between a distorted file and its reference, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from omgui.core.frame_mapping import Mode, Shift, no_overlap, uneven_repeats
from omgui.core.media_facts import HDR_TRANSFERS, FileFacts, ImageFacts, VideoFacts
from omgui.core.words import counted

SAME_RATE = 0.01  # 30 and 29.97 frames per second drift by a frame in 33 seconds
_SAME_SHAPE = 0.02
_LOOK_AT_START = "Check that both begin with the same picture."


class Weight(str, Enum):
    """How much a finding matters."""

    ERROR = "error"  # scores will be missing
    WARNING = "warning"  # scores will exist, and should not be trusted unseen
    NOTE = "note"  # good to know


@dataclass(frozen=True)
class Mismatch:
    """One thing that does not fit, or is odd.

    Attributes:
        code: Stable identifier for scripts and translations.
        weight: How much it matters.
        message: What it is, one sentence.
        hint: What to do; empty where there is nothing to do.
    """

    code: str
    weight: Weight
    message: str
    hint: str = ""


def pair_mismatches(
    reference: FileFacts, distorted: FileFacts, mode: Mode | None = None, offset: int = 0
) -> list[Mismatch]:
    """Return what does not fit between two files, the weightiest first.

    Args:
        reference: What is known of the reference.
        distorted: What is known of the distorted file.
        mode: How frames are paired; ``None`` for images, or where it is not chosen yet: then
            nothing is said of numbers of frames and frame rates.
        offset: Distorted frame i + ``offset`` is shown with reference frame i.
    """
    found = list(_sizes(reference, distorted))
    if isinstance(reference, VideoFacts) and isinstance(distorted, VideoFacts):
        if mode is not None:
            found += _Frames(reference, distorted, mode, Shift(offset)).mismatches()
        found += _samples(reference, distorted)
    elif isinstance(reference, VideoFacts) or isinstance(distorted, VideoFacts):
        found.append(_picture_beside_video(reference))
    order = list(Weight)
    return sorted(found, key=lambda mismatch: order.index(mismatch.weight))


def _picture_beside_video(reference: FileFacts) -> Mismatch:
    what = "picture" if isinstance(reference, ImageFacts) else "video"
    other = "video" if what == "picture" else "picture"
    return Mismatch(
        "kinds-differ",
        Weight.ERROR,
        f"The reference is a {what}, the distorted file is a {other}.",
        "Check that the right files are paired.",
    )


def _sizes(reference: FileFacts, distorted: FileFacts) -> Iterator[Mismatch]:
    if (reference.width, reference.height) == (distorted.width, distorted.height):
        return
    said = (
        f"{distorted.width}×{distorted.height} is resized to {reference.width}×{reference.height}"
    )
    stretch = distorted.width * reference.height / (distorted.height * reference.width)
    if abs(stretch - 1) > _SAME_SHAPE:
        yield Mismatch(
            "shape-differs",
            Weight.WARNING,
            f"{said}, which stretches it.",
            "Check that the right files are paired, and that none was cropped or turned.",
        )
    else:
        yield Mismatch("size-differs", Weight.NOTE, f"{said} (bicubic).")


def _samples(reference: VideoFacts, distorted: VideoFacts) -> Iterator[Mismatch]:
    if reference.transfer != distorted.transfer:
        first, second = (
            HDR_TRANSFERS.get(facts.transfer, "no HDR") for facts in (reference, distorted)
        )
        yield Mismatch(
            "hdr-differs",
            Weight.WARNING,
            f"The reference is {first}, the distorted video is {second}: equal pictures have other "
            "numbers in them, and no tone mapping is done.",
            "Convert one of them, or their scores mean nothing.",
        )
    ratio = distorted.sample_aspect / reference.sample_aspect
    if abs(ratio - 1) > SAME_RATE:
        yield Mismatch(
            "pixel-shape-differs",
            Weight.NOTE,
            f"The pixels are {_number(distorted.sample_aspect)} times as wide as high, those of "
            f"the reference {_number(reference.sample_aspect)} times; this is not compensated.",
        )
    depths = reference.bit_depth, distorted.bit_depth
    if all(depths) and depths[0] != depths[1]:
        yield Mismatch(
            "depth-differs",
            Weight.NOTE,
            f"{depths[1]} bits per sample against {depths[0]} of the reference; both are scored "
            "with 8.",
        )


class _Frames:
    """Numbers of frames and frame rates of two videos, against the mode of the pair."""

    def __init__(
        self, reference: VideoFacts, distorted: VideoFacts, mode: Mode, shift: Shift
    ) -> None:
        self._reference = reference
        self._distorted = distorted
        self._mode = mode
        self._shift = shift
        self._left = reference.frames - shift.reference_skip
        self._beside = distorted.frames - shift.distorted_skip

    def mismatches(self) -> Iterator[Mismatch]:
        """Yield what does not fit."""
        problem = no_overlap(self._shift, self._reference.frames, self._distorted.frames)
        if problem is not None:
            yield Mismatch(problem.code, Weight.ERROR, problem.message, problem.hint)
            return
        yield from self._shifted()
        if self._mode is Mode.SAME:
            yield from self._same()
        elif self._mode is Mode.REPEAT_EACH:
            yield from self._repeat_each()
        else:
            yield from self._repeat_last()
        uneven = [
            role
            for role, facts in (("reference", self._reference), ("distorted", self._distorted))
            if facts.is_variable_rate
        ]
        if uneven:
            yield Mismatch(
                "variable-rate",
                Weight.WARNING,
                f"The {' and the '.join(uneven)} video's frames are not all shown equally long, "
                "but frames are paired by number.",
                "Convert such videos to a constant frame rate.",
            )

    def _shifted(self) -> Iterator[Mismatch]:
        if self._shift.frames:
            shown = self._left if self._mode is not Mode.SAME else min(self._left, self._beside)
            yield Mismatch(
                "shifted",
                Weight.NOTE,
                f"Shifted by {self._shift.frames:+d} frames: distorted frame "
                f"{self._shift.distorted_skip} is shown with reference frame "
                f"{self._shift.reference_skip}; {shown} frames are scored.",
            )

    def _same(self) -> Iterator[Mismatch]:
        total = self._reference.frames
        expected = self._shift.expected(Mode.SAME, total, self._distorted.frames)
        if self._beside < expected:
            yield Mismatch(
                "frames-differ",
                Weight.WARNING,
                f"Only {self._beside} of {expected} frames would be scored.",
                "Choose mode repeat_each for a lower frame rate, repeat_last where the end is "
                "missing, or check that the files belong together.",
            )
        yield from self._longer()
        yield from self._rates()

    def _longer(self) -> Iterator[Mismatch]:
        # A video that begins early and is as long as its reference ends early, too.
        beyond = self._distorted.frames - self._reference.frames - self._shift.distorted_skip
        if beyond > 0:
            yield Mismatch(
                "distorted-longer",
                Weight.WARNING,
                f"It has {counted(beyond, 'frame')} more than the {self._reference.frames} of the "
                "reference; what is beyond is not scored.",
                _LOOK_AT_START,
            )

    def _rates(self) -> Iterator[Mismatch]:
        rates = self._reference.fps, self._distorted.fps
        if rates[0] and rates[1] and abs(rates[1] / rates[0] - 1) > SAME_RATE:
            yield Mismatch(
                "fps-differ",
                Weight.WARNING,
                f"{_number(rates[1])} against {_number(rates[0])} frames per second in mode "
                f"{self._mode.value}: frames of one number show different moments.",
                "Choose mode repeat_each for a lower frame rate.",
            )

    def _repeat_each(self) -> Iterator[Mismatch]:
        reference, distorted = self._reference.frames, self._distorted.frames
        uneven = uneven_repeats(reference, distorted)
        if reference < distorted:
            yield Mismatch(
                "distorted-longer",
                Weight.WARNING,
                f"It has {distorted} frames, more than the {reference} of the reference: "
                f"{distorted - reference} of them are skipped.",
                "Check that reference and distorted are not exchanged.",
            )
        elif uneven:
            yield Mismatch(
                "repeat-uneven",
                Weight.WARNING,
                uneven,
                "Check that the two videos are equally long in seconds.",
            )
        rates = self._reference.fps, self._distorted.fps
        ratio = reference / distorted
        if rates[0] and rates[1] and abs(rates[0] / rates[1] / ratio - 1) > 2 * SAME_RATE:
            yield Mismatch(
                "fps-differ",
                Weight.WARNING,
                f"{_number(rates[1])} against {_number(rates[0])} frames per second, but frames "
                f"would be repeated {_number(ratio)} times.",
                "Check that the two videos are equally long in seconds.",
            )

    def _repeat_last(self) -> Iterator[Mismatch]:
        missing = self._left - self._beside
        if missing > 0:
            yield Mismatch(
                "repeat-last",
                Weight.NOTE,
                f"Its last frame stands for {missing} of {self._left} frames.",
            )
        yield from self._longer()
        yield from self._rates()


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
