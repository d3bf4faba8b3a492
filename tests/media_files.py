"""Makes real video files for tests with ffmpeg, and breaks them."""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from tests import reference_clips, reference_inputs

Frame = NDArray[np.uint8]

# Encoder settings by name: file extension and ffmpeg arguments, separated by spaces.
CODECS: dict[str, tuple[str, str]] = {
    "h264": (".mp4", "-c:v libx264 -pix_fmt yuv420p -g 12 -bf 2"),
    "h264-444": (".mp4", "-c:v libx264 -pix_fmt yuv444p"),
    "h264-10bit": (".mp4", "-c:v libx264 -pix_fmt yuv420p10le"),
    "h264-bt709": (
        ".mp4",
        "-vf scale=out_color_matrix=bt709 -c:v libx264 -pix_fmt yuv420p"
        " -colorspace bt709 -color_primaries bt709 -color_trc bt709",
    ),
    "h264-full-range": (
        ".mp4",
        "-vf scale=out_range=full -c:v libx264 -pix_fmt yuvj420p -color_range pc",
    ),
    "h264-interlaced": (
        ".mp4",
        "-c:v libx264 -pix_fmt yuv420p -flags +ildct+ilme -x264-params tff=1",
    ),
    "h264-ts": (".ts", "-c:v libx264 -pix_fmt yuv420p -g 12"),
    "h265": (".mp4", "-c:v libx265 -pix_fmt yuv420p -x265-params log-level=none"),
    "vp9": (".webm", "-c:v libvpx-vp9 -pix_fmt yuv420p -cpu-used 8"),
    "av1": (".mp4", "-c:v libaom-av1 -pix_fmt yuv420p -cpu-used 8"),
    "mpeg4": (".avi", "-c:v mpeg4 -q:v 3"),
    "mpeg2-ts": (".ts", "-c:v mpeg2video -q:v 3"),
    "mjpeg": (".avi", "-c:v mjpeg -q:v 3"),
    "ffv1": (".mkv", "-c:v ffv1 -pix_fmt yuv420p"),
    "lossless": (".mkv", "-c:v ffv1 -pix_fmt gbrp"),
}


@lru_cache(maxsize=1)
def ffmpeg_exe() -> str:
    return str(imageio_ffmpeg.get_ffmpeg_exe())


def run_ffmpeg(*arguments: str | Path, stdin: bytes | None = None) -> None:
    """Run ffmpeg with an argument list; its complaints fail the test."""
    command = [ffmpeg_exe(), "-v", "error", "-y", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    if done.returncode:
        raise AssertionError(f"{command}: {done.stderr.decode(errors='replace')}")


def encode(
    path: Path,
    frames: Sequence[Frame],
    codec: str = "h264",
    *,
    fps: int = 25,
    extra: Sequence[str] = (),
) -> Path:
    """Write frames (H×W×3 uint8 RGB) to ``path``; the codec's arguments are in ``CODECS``."""
    height, width = frames[0].shape[:2]
    raw = b"".join(np.ascontiguousarray(frame).tobytes() for frame in frames)
    source = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", str(fps))
    run_ffmpeg(
        *source, "-i", "pipe:0", *CODECS[codec][1].split(), *extra, path.absolute(), stdin=raw
    )
    return path


def make_clip(folder: Path, codec: str = "h264", count: int = 12, stem: str = "clip") -> Path:
    """Write the first frames of the 96×72 reference clip."""
    frames = reference_clips.clip(f"ref{count}")
    return encode(folder / f"{stem}{CODECS[codec][0]}", frames, codec)


def large_frames(count: int, height: int = 216, width: int = 288) -> list[Frame]:
    """Moving texture, large enough that damage in the file hits picture data."""
    canvas = reference_inputs.texture(height + 64, width + 128, 0)
    return [
        np.ascontiguousarray(canvas[t % 64 :][:height, 2 * t % 128 :][:, :width])
        for t in range(count)
    ]


def truncated(path: Path, target: Path, keep: float = 0.6) -> Path:
    """Copy the first part of a file."""
    data = path.read_bytes()
    target.write_bytes(data[: int(len(data) * keep)])
    return target


def overwritten_middle(path: Path, target: Path, *, size: int = 400, seed: int = 0) -> Path:
    """Copy a file with random bytes in the middle."""
    data = bytearray(path.read_bytes())
    start = len(data) // 2
    data[start : start + size] = np.random.default_rng(seed).bytes(size)
    target.write_bytes(data)
    return target


def remuxed(
    path: Path, target: Path, *, before: Sequence[str] = (), after: Sequence[str] = ()
) -> Path:
    """Copy the streams of a file without encoding, with input and output options."""
    run_ffmpeg(*before, "-i", path.absolute(), "-c", "copy", *after, target.absolute())
    return target


def with_declared_length(path: Path, target: Path, seconds: float) -> Path:
    """Copy a Matroska file whose header then says another duration, from which readers count."""
    data = bytearray(path.read_bytes())
    mark = data.index(b"\x44\x89\x88")  # Duration, a double of 8 bytes, in milliseconds
    struct.pack_into(">d", data, mark + 3, 1000 * seconds)
    target.write_bytes(data)
    return target


def audio_only(target: Path) -> Path:
    """Write half a second of a tone."""
    run_ffmpeg("-f", "lavfi", "-i", "sine=d=0.5", "-c:a", "aac", target.absolute())
    return target
