"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re

from omgui.core.metric_spec import Media

HEAD_BYTES = 64
_IMAGES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"8BPS\x00\x01",
    b"\x76\x2f\x31\x01",  # OpenEXR
    b"qoif",
    b"\x00\x00\x00\x0cjP  ",
    b"\xff\x4f\xff\x51",
    b"\xff\x0a",
    b"\x00\x00\x00\x0cJXL ",
    b"#?RADIANCE",
    b"#?RGBE",
)
_VIDEOS = (
    b"\x1a\x45\xdf\xa3",  # Matroska, WebM
    b"\x00\x00\x01\xba",
    b"\x00\x00\x01\xb3",
    b"\x00\x00\x00\x01",  # H.264 and H.265 without a container
    b"\x00\x00\x01",
    b"FLV\x01",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
    b"YUV4MPEG2 ",
    b"DKIF",
    b".RMF",
    b"OggS",
    b"\x06\x0e\x2b\x34",  # MXF
    b"nut/multimedia",
    b"\x12\x00\x0a",  # AV1 without a container
)
_NETPBM = re.compile(rb"P[1-7][\s#]|P[Ff]\s")
_IMAGE_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1")
_SYNC = 0x47  # of an MPEG transport stream, every 188 bytes
_TEXT = frozenset(range(32, 256)) | frozenset(b"\t\n\f\r\x1b")


def media_of_bytes(head: bytes) -> Media | None:
    """Return what a file is by its first bytes; ``None`` where they tell nothing.

    Args:
        head: The first bytes, at least :data:`HEAD_BYTES` of a longer file.
    """
    if head.startswith(_IMAGES) or _NETPBM.match(head):
        return Media.IMAGE
    if head[4:8] == b"ftyp":
        return Media.IMAGE if head[8:12] in _IMAGE_BRANDS else Media.VIDEO
    if head[:4] == b"RIFF":
        return {b"WEBP": Media.IMAGE, b"AVI ": Media.VIDEO}.get(head[8:12])
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return Media.IMAGE
    is_film = head[4:8] in {b"moov", b"mdat", b"wide", b"free", b"skip"}
    if head.startswith(_VIDEOS) or is_film or (len(head) > 3 and head[0] == _SYNC):
        return Media.VIDEO if not is_text(head) else None
    return None


def is_text(head: bytes) -> bool:
    """Whether first bytes are those of a text."""
    return bool(head) and _TEXT.issuperset(head) and not head.startswith(b"YUV4MPEG2 ")
