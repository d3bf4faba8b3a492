"""The files of a comparison as plain data, and which of them looks like the reference."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePath
from typing import TypeVar

from omgui.core.media_facts import FileFacts, ImageFacts, VideoFacts
from omgui.core.metric_spec import Media
from omgui.core.pairing.ignored import IMAGE_ENDINGS, VIDEO_ENDINGS
from omgui.core.pairing.names import is_reference_token, is_zero_token, words
from omgui.core.paths import is_folder
from omgui.core.problems import Problem

NOT_MEDIA = "neither-picture-nor-video"
MEDIA_PATTERNS = " ".join(f"*.{ending}" for ending in sorted(IMAGE_ENDINGS | VIDEO_ENDINGS))
_IMAGE_ENDINGS = frozenset(
    f".{ending}"
    for ending in re.findall(
        r"\w+",
        """avif bmp dds dib exr gif heic heif ico j2k jfif jp2 jpe jpeg jpg jxl pbm pcx pgm png pnm
        ppm psd qoi sgi tga tif tiff webp""",
    )
)
_LOSSLESS_CODECS = frozenset(
    re.findall(
        r"\w+",
        """ffv1 ffvhuff huffyuv lagarith magicyuv png qtrle r210 rawvideo utvideo v210 v410""",
    )
)
_LOSSLESS_FORMATS = frozenset({"BMP", "DIB", "PNG", "PPM", "TIFF", "TGA", "PCX", "SGI"})
_CLEARLY_LARGER = 1.1
Folder = TypeVar("Folder", bound=PurePath)


class Why(str, Enum):
    """Why a file is proposed as the reference."""

    NAME = "name"
    FOLDER = "folder"
    BEGINNING = "beginning"  # the names of all others begin with its own
    LOSSLESS = "lossless"
    RATE = "rate"  # most data per second, or per picture
    FIRST = "first"  # nothing tells them apart


@dataclass(frozen=True)
class ComparedFile:
    """One file of the comparison.

    Attributes:
        path: Where it is.
        size_bytes: Of the file; 0 where it cannot be asked.
        facts: What the survey found; ``None`` while it is on its way, or where there is a problem.
        problem: Why the file cannot be used.
    """

    path: Path
    size_bytes: int = 0
    facts: FileFacts | None = None
    problem: Problem | None = None

    @property
    def is_known(self) -> bool:
        """Whether the survey has answered."""
        return self.facts is not None or self.problem is not None

    @property
    def is_media(self) -> bool:
        """Whether it can be listed in a dataset; a damaged picture or video can."""
        return self.problem is None or self.problem.code != NOT_MEDIA

    @property
    def media(self) -> Media | None:
        """What it is, as far as that is known; of a damaged file what its name says."""
        if isinstance(self.facts, ImageFacts):
            return Media.IMAGE
        if isinstance(self.facts, VideoFacts):
            return Media.VIDEO
        return media_by_name(self.path) if self.is_media else None

    @property
    def data_rate(self) -> float | None:
        """Bytes a second of a video, bytes of a picture; ``None`` where that is not known."""
        if isinstance(self.facts, VideoFacts):
            return self.size_bytes / self.facts.seconds if self.facts.seconds else None
        return float(self.size_bytes) if self.facts is not None else None

    @property
    def is_lossless(self) -> bool:
        """Whether its format keeps every value; never said of what may or may not do so."""
        if isinstance(self.facts, VideoFacts):
            return self.facts.codec.lower() in _LOSSLESS_CODECS
        return isinstance(self.facts, ImageFacts) and self.facts.format in _LOSSLESS_FORMATS


def examine(paths: Iterable[Path]) -> tuple[list[ComparedFile], list[Path]]:
    """Return files with their sizes, and what are folders; asks the disk."""
    files: list[ComparedFile] = []
    folders: list[Path] = []
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - pathlib would follow links
        if is_folder(absolute):
            folders.append(absolute)
        else:
            files.append(ComparedFile(absolute, _size(absolute)))
    return files, folders


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # the survey says what is wrong with it


def media_by_name(path: PurePath) -> Media:
    """Return what a file should be by the ending of its name."""
    return Media.IMAGE if path.suffix.lower() in _IMAGE_ENDINGS else Media.VIDEO


def kinds_of(files: Iterable[ComparedFile]) -> tuple[Media, ...]:
    """Return what the files are, the most frequent first; two kinds cannot be one dataset."""
    counts = Counter(file.media for file in files if file.media is not None)
    return tuple(media for media, _ in counts.most_common())


def same_file(path: Path) -> str:
    """Return what is equal for two spellings of one path."""
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100 - pathlib would follow links


def common_folder(paths: Sequence[Folder]) -> Folder | None:
    """Return the deepest folder that holds all files; ``None`` where they share no drive."""
    if not paths:
        return None
    for folder in paths[0].parents:
        if all(path.is_relative_to(folder) for path in paths):
            return folder
    return None


def drives(paths: Iterable[PurePath]) -> tuple[str, ...]:
    """Return the different drives that files are on."""
    return tuple(dict.fromkeys(path.drive or path.anchor for path in paths))


def propose_reference(files: Sequence[ComparedFile]) -> tuple[int, Why] | None:
    """Return which file looks like the reference, and why; a person has the last word.

    Args:
        files: In their order. Those that cannot be used are never proposed.
    """
    usable = [place for place, file in enumerate(files) if file.problem is None]
    if not usable:
        return None
    for why, told in (
        (Why.NAME, [place for place in usable if _is_named(files[place].path.stem)]),
        (Why.FOLDER, [place for place in usable if _is_named(files[place].path.parent.name)]),
        (Why.BEGINNING, _beginnings(files, usable)),
        (Why.LOSSLESS, [place for place in usable if files[place].is_lossless]),
        (Why.RATE, _richest(files, usable)),
    ):
        if len(told) == 1 and len(usable) > 1:
            return told[0], why
    return usable[0], Why.FIRST


def _is_named(name: str) -> bool:
    found = words(name)
    return any(
        is_reference_token(word) or is_zero_token(found, place) for place, word in enumerate(found)
    )


def _beginnings(files: Sequence[ComparedFile], usable: Sequence[int]) -> list[int]:
    """Return the place of the file that the names of all others begin with."""
    stems = {place: files[place].path.stem.casefold() for place in usable}
    shortest = min(stems, key=lambda place: len(stems[place]))
    rests = (
        (stem.startswith(stems[shortest]), stem[len(stems[shortest]) :])
        for place, stem in stems.items()
        if place != shortest
    )
    is_it = all(begins and rest and not rest[0].isalnum() for begins, rest in rests)
    return [shortest] if is_it else []


def _richest(files: Sequence[ComparedFile], usable: Sequence[int]) -> list[int]:
    rates = {place: files[place].data_rate for place in usable}
    known = sorted((rate for rate in rates.values() if rate is not None), reverse=True)
    if len(known) < len(usable) or len(known) < 2 or known[0] < _CLEARLY_LARGER * known[1]:
        return []
    return [place for place, rate in rates.items() if rate == known[0]]
