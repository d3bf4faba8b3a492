"""What the container of a video says about itself, read without a decoder.

Decoders disagree about the number of frames of a broken file, and some count what they can reach
instead of what the file promises. MP4, MOV and AVI write the number into their header, and that is
the number a damaged copy is measured against.

Sources: ISO/IEC 14496-12 (boxes moov, trak, hdlr, mdhd, elst, stsz), Microsoft AVI RIFF reference
(strh).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

LARGEST_INDEX_BYTES = 256 * 2**20
MOST_FRAMES = 10**7


class Container(str, Enum):
    """The kind of file, by its first bytes."""

    MP4 = "MP4 or MOV"
    MATROSKA = "Matroska or WebM"
    AVI = "AVI"
    TRANSPORT_STREAM = "MPEG transport stream"
    AUDIO = "audio"
    IMAGE = "image"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True)
class ContainerFacts:
    """What the header of a video file promises.

    Attributes:
        kind: Kind of container.
        promised_frames: Frames of the first video stream by the header, without those that an
            edit list cuts away; None when the header does not say.
        has_video: False when the header is known to list no video stream.
        has_index: False for an MP4 whose index is missing, which nothing can decode.
        ends_early: True for an MP4 that is shorter than its own boxes say.
    """

    kind: Container
    promised_frames: int | None = None
    has_video: bool = True
    has_index: bool = True
    ends_early: bool = False


_MP4_FIRST_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_BY_START = (
    (b"\x1aE\xdf\xa3", Container.MATROSKA),
    (b"ID3", Container.AUDIO),
    (b"fLaC", Container.AUDIO),
    (b"\x89PNG", Container.IMAGE),
    (b"BM", Container.IMAGE),
    (b"II*\0", Container.IMAGE),
    (b"MM\0*", Container.IMAGE),
)
_CONTROL_BYTES = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1b")
_RIFF_KINDS = {b"AVI ": Container.AVI, b"WAVE": Container.AUDIO, b"WEBP": Container.IMAGE}


def kind_of(head: bytes) -> Container:
    """Return the kind of container from the first bytes of a file."""
    if head[4:8] in _MP4_FIRST_BOXES:
        return Container.MP4
    if head[:4] == b"RIFF":
        return _RIFF_KINDS.get(head[8:12], Container.OTHER)
    # Packets of 188 bytes, or of 192 with a time stamp before each (Blu-ray, AVCHD).
    if head[:1] == b"G" and head[188:189] == b"G":
        return Container.TRANSPORT_STREAM
    if head[4:5] == b"G" and head[196:197] == b"G":
        return Container.TRANSPORT_STREAM
    for start, kind in _BY_START:
        if head.startswith(start):
            return kind
    return Container.TEXT if _is_text(head) else Container.OTHER


def _is_text(head: bytes) -> bool:
    """Whether these bytes are text.

    Playlists are, and they must not make a decoder open other files or addresses.
    """
    is_raw_video = head.startswith(b"YUV4MPEG2")  # a line of text, then the frames
    return not is_raw_video and not _CONTROL_BYTES.intersection(head)


def read_container(path: Path, head: bytes) -> ContainerFacts:
    """Read what the header of a video file promises; never fails on nonsense.

    Args:
        path: A file that can be read.
        head: Its first bytes, at least 200 where the file has them.

    Source: see the module.
    """
    kind = kind_of(head)
    try:
        with path.open("rb") as file:
            if kind is Container.MP4:
                return _mp4_facts(file)
            if kind is Container.AVI:
                return ContainerFacts(kind, promised_frames=_avi_frames(file.read(2**16)))
    except (OSError, ValueError, LookupError, struct.error):
        return ContainerFacts(kind)
    return ContainerFacts(kind, has_video=kind is not Container.AUDIO)


def _boxes(file: BinaryIO, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (type, start of content, end of content) of the boxes up to ``end``."""
    while (start := file.tell()) + 8 <= end:
        size, kind = struct.unpack(">I4s", file.read(8))
        content = start + 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
            content += 8
        elif size == 0:
            size = end - start
        if size < content - start:
            return
        yield kind, content, start + size
        file.seek(start + size)


def _mp4_facts(file: BinaryIO) -> ContainerFacts:
    end = file.seek(0, io.SEEK_END)
    file.seek(0)
    boxes = list(_boxes(file, end))
    ends_early = any(stop > end for _, _, stop in boxes)
    for kind, start, stop in boxes:
        if kind == b"moov" and stop <= end and stop - start <= LARGEST_INDEX_BYTES:
            file.seek(start)
            return replace(_movie_facts(file.read(stop - start)), ends_early=ends_early)
    return ContainerFacts(Container.MP4, has_index=False, ends_early=ends_early)


def _movie_facts(moov: bytes) -> ContainerFacts:
    movie = list(_inside(moov))
    tracks = [_children(content) for name, content in movie if name == b"trak"]
    # A data handler also writes an hdlr, inside minf; _children kept the media's own.
    videos = [track for track in tracks if track.get(b"hdlr", b"")[8:12] == b"vide"]
    if not videos:
        return ContainerFacts(Container.MP4, has_video=False)
    header = dict(movie).get(b"mvhd", b"")
    return ContainerFacts(Container.MP4, promised_frames=_shown_samples(videos[0], header))


def _inside(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    for kind, start, stop in _boxes(io.BytesIO(content), len(content)):
        yield kind, content[start:stop]


def _children(content: bytes) -> dict[bytes, bytes]:
    """Return the boxes that matter of one track, flattened."""
    found: dict[bytes, bytes] = {}
    for kind, inner in _inside(content):
        if kind in {b"mdia", b"minf", b"stbl", b"edts"}:
            for name, leaf in _children(inner).items():
                found.setdefault(name, leaf)
        else:
            found.setdefault(kind, inner)
    return found


def _shown_samples(track: dict[bytes, bytes], movie_header: bytes) -> int | None:
    """Return how many frames a track shows, None where the index does not say."""
    (count,) = struct.unpack(">I", track.get(b"stsz", bytes(12))[8:12])
    if count == 0:
        return None  # the frames are in fragments behind the index
    if b"elst" not in track:
        return int(count)
    return _samples_in_edit(track, movie_header)


def _samples_in_edit(track: dict[bytes, bytes], movie_header: bytes) -> int | None:
    """Count the frames between the two ends of a single edit; None when there are several."""
    elst = track[b"elst"]
    layout = ">Qq" if elst[0] == 1 else ">Ii"
    step = struct.calcsize(layout) + 4
    entries = min(struct.unpack(">I", elst[4:8])[0], 64)
    edits = [struct.unpack_from(layout, elst, 8 + k * step) for k in range(entries)]
    shown = [(length, start) for length, start in edits if start >= 0]  # -1 is a pause
    if len(shown) != 1:
        return None
    length, start = shown[0]
    ticks_per_movie_tick = _timescale(track[b"mdhd"]) / _timescale(movie_header)
    times = _runs(track[b"stts"], running_total=True)
    if b"ctts" in track:
        times = times + _runs(track[b"ctts"], running_total=False)
    inside = times >= start
    if length:
        # The length is rounded to movie ticks; a frame on the edge is not promised.
        inside &= times < start + (length - 0.5) * ticks_per_movie_tick
    return int(inside.sum())


def _timescale(header: bytes) -> int:
    """Return the ticks per second of an mvhd or mdhd box."""
    offset = 20 if header[0] == 1 else 12
    (ticks,) = struct.unpack_from(">I", header, offset)
    if not ticks:
        raise ValueError("a time scale of zero")
    return int(ticks)


def _runs(table: bytes, *, running_total: bool) -> NDArray[np.int64]:
    """Expand a run-length table (stts or ctts) to one value per sample."""
    (entries,) = struct.unpack_from(">I", table, 4)
    pairs = np.frombuffer(table, ">i4", count=2 * entries, offset=8).reshape(-1, 2).astype(np.int64)
    if (pairs[:, 0] < 0).any() or pairs[:, 0].sum() > MOST_FRAMES:
        raise ValueError("an absurd number of frames")
    values = np.repeat(pairs[:, 1], pairs[:, 0])
    return np.concatenate(([0], np.cumsum(values)[:-1])) if running_total else values


def _avi_frames(head: bytes) -> int | None:
    """Return dwLength of the first video stream header."""
    at = head.find(b"strh")
    while at >= 0:
        if head[at + 8 : at + 12] == b"vids":
            (frames,) = struct.unpack_from("<I", head, at + 8 + 32)
            return int(frames) or None
        at = head.find(b"strh", at + 4)
    return None
