"""Small files that look like checkpoints, and rows that need them."""

from __future__ import annotations

import hashlib
import io
import json
import random
import struct
import zipfile

from omgui.core.metric_spec import Better, Checkpoint, Kind, MetricSpec


def torch_file(size: int = 60_000, seed: int = 0) -> bytes:
    """Return a zip archive as PyTorch writes it."""
    content = random.Random(seed).randbytes(size)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.pkl", b"\x80\x02}q\x00.")
        archive.writestr("archive/data/0", content)
    return out.getvalue()


def safetensors_file(size: int = 400) -> bytes:
    entry = {"dtype": "U8", "shape": [size], "data_offsets": [0, size]}
    header = json.dumps({"__metadata__": {"format": "pt"}, "weight": entry}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(range(200)) * (size // 200)


def matlab_file(size: int = 400) -> bytes:
    head = b"MATLAB 5.0 MAT-file, made for a test".ljust(124) + struct.pack("<2H", 0x0100, 0x4D49)
    return head + struct.pack("<2I", 14, size) + bytes(size)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def metric(name: str, *checkpoints: Checkpoint) -> MetricSpec:
    return MetricSpec(
        name, name.upper(), Kind.NR, "a:B", Better.HIGHER, (0, 1), "paper", "code", "MIT",
        checkpoints=checkpoints,
    )  # fmt: skip
