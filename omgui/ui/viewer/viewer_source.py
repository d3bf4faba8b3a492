"""From a row of the results to the files that are shown for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from omgui.core.frame_mapping import Mode
from omgui.core.problems import ProblemError
from omgui.core.results.table_rows import TableRow
from omgui.core.viewing import Viewing
from omgui.ui.viewer.frame_source import FrameFile, FrameSource, whole_length

_HOW = re.compile(r"([a-z_]+?)([+-]\d+)?")
_ONTO = re.compile(r"\d+ onto (\d+)")
Made = Mapping[str, Any]
NOTHING_MADE: Made = {}


@dataclass(frozen=True)
class How:
    """How the frames of a row are paired.

    Attributes:
        mode: ``None`` for a file alone, for pictures, and where the dataset names no such mode.
        offset: Distorted frame i + ``offset`` is shown with reference frame i.
    """

    mode: Mode | None = None
    offset: int = 0

    @classmethod
    def of(cls, text: str) -> How:
        """Return what a table says in a word, such as ``same+3``."""
        found = _HOW.fullmatch(text)
        if found is None or found[1] not in {mode.value for mode in Mode}:
            return cls()
        return cls(Mode(found[1]), int(found[2] or 0))


def make_source(
    root: Path, row: TableRow, *, is_video: bool, pair_made: Made, alone_made: Made
) -> FrameSource:
    """Return what the frame panes show of a row.

    Args:
        root: Folder that listed files are relative to.
        row: The row.
        is_video: Whether the dataset consists of videos.
        pair_made: Provenance of a score of the pair; empty where there is none.
        alone_made: Provenance of a score of the file by itself; likewise.
    """
    how = How.of(row.mode)
    is_pair = bool(row.reference) and (how.mode is not None or not is_video)
    if not is_pair:
        file = FrameFile(
            root / row.file, row.name, str(alone_made.get("reader", "")), alone_made.get("frames")
        )
        return FrameSource(None, file, is_video=is_video)
    frames = pair_made.get("reference.frames")
    read = pair_made.get("distorted.frames_read")
    length = None
    if how.mode is not None and frames is not None and read is not None:
        length = whole_length(how.mode, frames, read, how.offset)
    reader = str(pair_made.get("distorted.reader", alone_made.get("reader", "")))
    return FrameSource(
        FrameFile(
            root / row.reference, row.reference, str(pair_made.get("reference.reader", "")), frames
        ),
        FrameFile(root / row.file, row.name, reader, length or alone_made.get("frames")),
        how.mode,
        how.offset,
        is_video,
        _mapped(pair_made),
    )


def _mapped(made: Made) -> int | None:
    found = _ONTO.fullmatch(str(made.get("mapping", "")))
    return int(found[1]) if found is not None else None


def known_viewing(row: TableRow, pair_made: Made, alone_frames: int) -> Viewing | None:
    """Return how the frames of a video's own scores lie on those of its reference.

    Args:
        row: A pair of videos.
        pair_made: Provenance of a score of the pair; empty where there is none.
        alone_frames: Frames of the distorted video that have a score of its own.

    Returns:
        ``None`` where the lengths that this needs are not known.
    """
    how = How.of(row.mode)
    reference = pair_made.get("reference.frames")
    if how.mode is None or (reference is None and how.mode is not Mode.SAME):
        return None
    if reference is None:  # in this mode, frames are counted alike however many there are
        reference = max(1, alone_frames - how.offset)
    try:
        return Viewing.of_pair(
            how.mode, reference, _mapped(pair_made) or max(1, alone_frames), how.offset
        )
    except ProblemError:
        return None
