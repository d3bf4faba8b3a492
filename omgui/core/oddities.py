"""What is odd about a single file and changes, or costs, its scores, in words."""

from __future__ import annotations

from collections.abc import Iterator

from omgui.core.media_facts import HDR_TRANSFERS, FileFacts, ImageFacts, VideoFacts
from omgui.core.mismatch import Mismatch, Weight

_DEEP_MODES = ("I;16", "I", "F")


def file_oddities(facts: FileFacts, *, refuses_damaged: bool = True) -> list[Mismatch]:
    """Return what is odd about a file.

    Args:
        facts: What is known of it.
        refuses_damaged: Whether a video that breaks off gets no score.
    """
    if isinstance(facts, ImageFacts):
        return list(_of_image(facts))
    return list(_of_video(facts, refuses_damaged=refuses_damaged))


def _of_image(facts: ImageFacts) -> Iterator[Mismatch]:
    if facts.is_cut_off:
        yield Mismatch(
            "image-cut-off",
            Weight.WARNING,
            f"The {facts.format} file lacks its end.",
            "Look at the pictures; copy or export them again.",
        )
    if facts.mode.startswith(_DEEP_MODES):
        yield Mismatch(
            "pixels-changed",
            Weight.WARNING,
            f"Samples of more than 8 bits ({facts.mode}): values above 255 become white.",
            "Convert them to 8 bit, or their scores mean nothing.",
        )
    for oddity in _oddities(facts):
        yield Mismatch("pixels-changed", Weight.NOTE, oddity)


def _oddities(facts: ImageFacts) -> Iterator[str]:
    if facts.frames > 1 and facts.format != "MPO":
        yield f"Only the first of {facts.frames} pictures in the file is scored."
    if facts.is_turned:
        yield "The orientation tag (EXIF) is ignored: it is scored as stored."
    if "A" in facts.mode and facts.mode != "LAB":
        yield "Transparency is dropped."
    if facts.mode in {"CMYK", "LAB"}:
        yield f"{facts.mode} colours are converted without a colour profile."


def _of_video(facts: VideoFacts, *, refuses_damaged: bool) -> Iterator[Mismatch]:
    if facts.declared_frames is not None and facts.frames < facts.declared_frames:
        yield Mismatch(
            "video-damaged",
            Weight.ERROR if refuses_damaged else Weight.WARNING,
            f"Only {facts.frames} of {facts.declared_frames} frames are in the file.",
            "Replace it by an intact copy, or set 'damaged_videos: score' under 'omgui:'."
            if refuses_damaged
            else "Replace it by an intact copy.",
        )
    if facts.bit_depth > 8:
        yield Mismatch(
            "more-than-8-bit",
            Weight.NOTE,
            f"The samples ({facts.pixel_format}) are scored with 8 bits.",
        )
    if facts.transfer:
        yield Mismatch(
            "hdr",
            Weight.NOTE,
            f"High dynamic range ({HDR_TRANSFERS[facts.transfer]}): scored without tone mapping.",
        )
