"""Whether a file can be a checkpoint at all, from its first and last bytes; nothing is executed.

What a network sends instead of a file (a sign-in page, a quota notice), what Git leaves instead of
one, and what is left of a broken copy are told from the real thing.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

_HEAD_BYTES = 4096
_ZIP_TAIL_BYTES = 66_000  # a comment may follow the archive's end: 65 535 bytes at most
_ZIP_END = b"PK\x05\x06"
_PICKLE = b"\x80"
_PAGE_MARKS = (b"<!doctype", b"<html", b"<head", b"<body", b"<?xml", b"<script")
_LFS = b"version https://git-lfs"
_MATLAB_HEADER_BYTES = 128
_MOST_HEADER_BYTES = 100_000_000  # of safetensors, by its specification
_TORCH = frozenset({".pt", ".pth", ".pkl", ".bin", ".ckpt", ".tar"})


def fault(path: Path, name: str = "") -> str:
    """Return why a file cannot be a checkpoint, empty where nothing speaks against it.

    Args:
        path: The file.
        name: Its official name, whose ending tells the container; that of the path by default.

    Raises:
        OSError: It cannot be read.
    """
    size_bytes = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    said = fault_of_head(head)
    if said:
        return said
    ending = Path(name or path.name).suffix.lower()
    if ending in _TORCH:
        return _torch_fault(path, head, size_bytes)
    if ending == ".safetensors":
        return _safetensors_fault(path, size_bytes)
    if ending == ".mat":
        return _matlab_fault(path, head, size_bytes)
    return ""


def fault_of_head(head: bytes) -> str:
    """Return why bytes cannot be the beginning of a checkpoint."""
    if not head:
        return "it is empty"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_PAGE_MARKS):
        return "it is a web page (a sign-in page or a notice), not a checkpoint"
    if head.startswith(_LFS):
        return "it is a pointer of Git LFS, not the file that it points to"
    if not head.strip(b"\0"):
        return "it begins with nothing but zeros, as after a broken copy"
    if start.startswith((b"{", b"[")) and _is_text(head):
        return "it is a text, probably an answer that explains an error, not a checkpoint"
    return ""


def _is_text(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # else only a character cut in two at the end
            return False
    return not any(byte < 9 for byte in head)


def _torch_fault(path: Path, head: bytes, size_bytes: int) -> str:
    if head.startswith(b"PK\x03\x04"):
        with path.open("rb") as file:
            file.seek(max(0, size_bytes - _ZIP_TAIL_BYTES))
            has_end = _ZIP_END in file.read()
        return "" if has_end else "its end is missing, as after a broken download"
    if head.startswith(_PICKLE):
        return ""
    # Files of torch before 2017 are tar archives.
    if head[257:262] == b"ustar":
        return ""
    return "it is not a file of PyTorch"


def _safetensors_fault(path: Path, size_bytes: int) -> str:
    with path.open("rb") as file:
        prefix = file.read(8)
        header_bytes = struct.unpack("<Q", prefix)[0] if len(prefix) == 8 else 0
        if not 2 <= header_bytes <= min(size_bytes, _MOST_HEADER_BYTES):
            return "it is not a file of safetensors"
        try:
            header = json.loads(file.read(header_bytes))
            ends = [one["data_offsets"][1] for name, one in header.items() if name[:2] != "__"]
            wanted = 8 + header_bytes + max(ends, default=0)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            return "it is not a file of safetensors"
    return "" if size_bytes >= wanted else "its end is missing, as after a broken download"


def _matlab_fault(path: Path, head: bytes, size_bytes: int) -> str:
    if head.startswith(b"\x89HDF") or b"\x89HDF" in head[512:516]:
        return ""
    if not head.startswith(b"MATLAB") or size_bytes < _MATLAB_HEADER_BYTES:
        return "it is not a file of MATLAB"
    order = ">" if head[126:128] == b"MI" else "<"
    place = _MATLAB_HEADER_BYTES
    with path.open("rb") as file:
        while place < size_bytes:
            file.seek(place)
            tag = file.read(8)
            if len(tag) < 8:
                break
            place += 8 + struct.unpack(f"{order}2I", tag)[1]
    return "" if place <= size_bytes else "its end is missing, as after a broken download"
