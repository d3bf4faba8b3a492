"""What is compared with the older tool: files, metrics, targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import media
from benchmarks.workspaces import NINE, Work, videos

_CHEAP = ("psnr", "gmsd", "mdsi", "haarpsi")
_TINY_FRAMES = 2
VMAF_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Extent:
    """How much is scored.

    Attributes:
        frames: Frames of each clip that both tools score.
        long_frames: Frames of each clip that omgui scores alone, for its cost of a pair.
        references: References of the image set, or of the VMAF set.
    """

    frames: int = 0
    long_frames: int = 0
    references: int = 1


@dataclass(frozen=True)
class Contest:
    """One comparison.

    Attributes:
        key: Word that chooses it on the command line.
        what: What it is, in words.
        ratio: How many times less omgui has to take.
        judged: ``work`` for CPU and wall time without start-up, ``wall`` for wall time of the
            whole run.
        unit: What an item is.
        make: Builds the work of an extent in a folder: the same for both, and omgui's longer one.
        tiny: Builds the least work that starts as many workers.
        full: Extent of an ordinary benchmark.
        quick: Extent of a quick one.
    """

    key: str
    what: str
    ratio: float
    judged: str
    unit: str
    make: Callable[[Path, Extent], tuple[Work, Work]]
    tiny: Callable[[Path], Work]
    full: Extent
    quick: Extent

    @property
    def target(self) -> str:
        """The target in words."""
        if self.judged == "wall":
            return f"≥ {self.ratio:g}× wall time, scores equal to {VMAF_TOLERANCE:g}"
        return f"≥ {self.ratio:g}× CPU and wall time"


def _one_by_three(
    metrics: Sequence[str], size: media.Size
) -> Callable[[Path, Extent], tuple[Work, Work]]:
    def make(folder: Path, extent: Extent) -> tuple[Work, Work]:
        works = [
            videos({"fr_iqa_metrics": metrics}, [media.clips(folder, size, frames, 3)], frames)
            for frames in (extent.frames, extent.long_frames)
        ]
        return works[0], works[1]

    return make


def _tiny_clip(key: str, metrics: Sequence[str]) -> Callable[[Path], Work]:
    def make(folder: Path) -> Work:
        clips = media.clips(folder, media.TINY, _TINY_FRAMES, 1)
        return videos({key: metrics}, [clips], _TINY_FRAMES)

    return make


_DESCRIPTIVE = {"nr_iqa_metrics": ("si", "cf"), "nr_vqa_metrics": ("ti",)}


def _descriptive(folder: Path, extent: Extent) -> tuple[Work, Work]:
    works = [
        videos(_DESCRIPTIVE, [(media.reference_clip(folder, media.HD, frames), ())], frames)
        for frames in (extent.frames, extent.long_frames)
    ]
    return works[0], works[1]


def _tiny_descriptive(folder: Path) -> Work:
    clip = media.reference_clip(folder, media.TINY, _TINY_FRAMES)
    return videos(_DESCRIPTIVE, [(clip, ())], _TINY_FRAMES)


def _images(folder: Path, extent: Extent) -> tuple[Work, Work]:
    pairs = media.images(folder, media.Size(512, 384), extent.references)
    count = sum(map(len, pairs.values()))
    work = Work("img", {"fr_metrics": NINE}, folder, pairs, items=count)
    return work, work


def _tiny_images(folder: Path) -> Work:
    # As many groups as there can be workers, so that all of them start.
    pairs = media.images(folder, media.TINY, 2)
    few = {reference: distorted[:1] for reference, distorted in pairs.items()}
    return Work("img", {"fr_metrics": NINE}, folder, few, items=2)


def _vmaf(folder: Path, extent: Extent) -> tuple[Work, Work]:
    clips = media.clips(folder, media.FULL_HD, extent.frames, 4)
    work = videos({"fr_vqa_metrics": ("vmaf",)}, [clips], extent.frames)
    return work, work


def _tiny_vmaf(folder: Path) -> Work:
    clips = media.clips(folder, media.TINY, _TINY_FRAMES, 2)
    return videos({"fr_vqa_metrics": ("vmaf",)}, [clips], _TINY_FRAMES)


CONTESTS = (
    Contest(
        "fr720",
        "nine FR metrics, 720p, 1 reference × 3 distorted",
        40,
        "work",
        "frame pair",
        _one_by_three(NINE, media.HD),
        _tiny_clip("fr_iqa_metrics", NINE),
        Extent(frames=3, long_frames=100),
        Extent(frames=1, long_frames=20),
    ),
    Contest(
        "fr1080",
        "nine FR metrics, 1080p, 1 reference × 3 distorted",
        40,
        "work",
        "frame pair",
        _one_by_three(NINE, media.FULL_HD),
        _tiny_clip("fr_iqa_metrics", NINE),
        Extent(frames=2, long_frames=60),
        Extent(frames=1, long_frames=10),
    ),
    Contest(
        "cheap",
        "psnr, gmsd, mdsi, haarpsi, 720p, 1 reference × 3 distorted",
        10,
        "work",
        "frame pair",
        _one_by_three(_CHEAP, media.HD),
        _tiny_clip("fr_iqa_metrics", _CHEAP),
        Extent(frames=12, long_frames=150),
        Extent(frames=4, long_frames=40),
    ),
    Contest(
        "descriptive",
        "si, cf, ti, 720p",
        8,
        "work",
        "frame",
        _descriptive,
        _tiny_descriptive,
        Extent(frames=50, long_frames=300),
        Extent(frames=12, long_frames=100),
    ),
    Contest(
        "images",
        "nine FR metrics, pairs of images 512×384",
        30,
        "work",
        "pair",
        _images,
        _tiny_images,
        Extent(references=10),
        Extent(references=2),
    ),
    Contest(
        "vmaf",
        "vmaf, 1080p, 4 pairs",
        1.5,
        "wall",
        "frame pair",
        _vmaf,
        _tiny_vmaf,
        Extent(frames=250),
        Extent(frames=60),
    ),
)
