"""Any frame by its number, in any order, is the frame that decoding from the start gives."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest

from omgui.core.problems import ProblemError
from omgui.engine.ffmpeg import find_ffmpeg
from omgui.media.frame_access import FrameAccess, frame_of, shrunk

COUNT = 90
SOURCE = f"testsrc2=size=160x120:rate=30:duration={COUNT / 30}"


def make(path: Path, *options: str, before: tuple[str, ...] = ()) -> Path:
    command = [str(find_ffmpeg()), "-v", "error", "-y", *before]
    if "-i" not in before:
        command += ["-f", "lavfi", "-i", SOURCE]
    subprocess.run([*command, *options, str(path)], check=True, stdin=subprocess.DEVNULL)
    return path


def in_order(path: Path) -> list[np.ndarray]:
    """What ffmpeg itself gives, frame by frame."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        size = stream.width, stream.height
    command = [str(find_ffmpeg()), "-v", "error", "-i", str(path), "-fps_mode", "passthrough"]
    command += ["-sws_flags", "bicubic", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    return list(np.frombuffer(raw, np.uint8).reshape(-1, size[1], size[0], 3))


def assert_every_frame(path: Path, expected: list[np.ndarray]) -> None:
    order = list(range(len(expected)))
    random.Random(0).shuffle(order)
    with FrameAccess(path) as frames:
        assert frames.count == len(expected)
        for index in [*order[:40], len(expected) - 1, 0, 1, 2, 60, 61, 59]:
            found = frames.frame(index)
            assert found.dtype == np.uint8
            assert np.abs(found.astype(int) - expected[index]).max() <= 1, index


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.mp4", ("-c:v", "libx264", "-bf", "3", "-g", "24")),
        ("open.mp4", ("-c:v", "libx264", "-bf", "3", "-g", "12", "-flags", "-cgop")),
        ("one-key.mp4", ("-c:v", "libx264", "-g", "1000")),
        ("b.mkv", ("-c:v", "libx264", "-bf", "2")),
        ("c.avi", ("-c:v", "mpeg4", "-bf", "2")),
        ("d.ts", ("-c:v", "libx264", "-bf", "2", "-g", "15")),
        ("e.webm", ("-c:v", "libvpx", "-auto-alt-ref", "1", "-lag-in-frames", "16", "-g", "20")),
        ("f.webm", ("-c:v", "libvpx-vp9", "-cpu-used", "8", "-g", "20")),
        ("g.h264", ("-c:v", "libx264", "-bf", "2", "-g", "24")),
        ("h.mp4", ("-c:v", "libx265", "-x265-params", "log-level=none:keyint=24")),
        ("i.y4m", ()),
        ("j.mkv", ("-c:v", "ffv1", "-pix_fmt", "bgr0")),
    ],
)
def test_every_frame_of_every_container_is_the_right_one(tmp_path, name, options) -> None:
    pixels = () if "ffv1" in options else ("-pix_fmt", "yuv420p")
    path = make(tmp_path / name, *options, *pixels)
    expected = in_order(path)
    assert len(expected) == COUNT
    assert_every_frame(path, expected)


def test_frames_before_an_edit_are_not_counted(tmp_path) -> None:
    whole = make(tmp_path / "a.mp4", "-c:v", "libx264", "-g", "30", "-bf", "2")
    cut = make(tmp_path / "cut.mp4", "-c", "copy", before=("-ss", "0.5", "-i", str(whole)))
    expected = in_order(cut)
    assert len(expected) < COUNT
    assert_every_frame(cut, expected)


def test_turned_video_is_turned(tmp_path) -> None:
    whole = make(tmp_path / "a.mp4", "-c:v", "libx264", "-pix_fmt", "yuv420p")
    before = ("-display_rotation", "90", "-i", str(whole))
    turned = make(tmp_path / "t.mp4", "-c", "copy", before=before)
    with FrameAccess(whole) as plain, FrameAccess(turned) as found:
        picture = found.frame(7)
        assert picture.shape == (160, 120, 3)
        assert np.array_equal(picture, np.rot90(plain.frame(7)))


@pytest.mark.parametrize("name", ["a.mp4", "e.webm"])
def test_early_frames_are_those_that_seeking_finds(tmp_path, name) -> None:
    codec = ("-c:v", "libx264", "-bf", "3") if name == "a.mp4" else ("-c:v", "libvpx")
    path = make(tmp_path / name, *codec, "-pix_fmt", "yuv420p", "-g", "20")
    with FrameAccess(path) as frames:
        for index in (0, 1, 33, COUNT - 1):
            assert np.array_equal(frame_of(path, index), frames.frame(index))
    with pytest.raises(IndexError):
        frame_of(path, COUNT)
    with pytest.raises(IndexError):
        frame_of(path, -1)


def test_frame_that_does_not_exist_is_refused(tmp_path) -> None:
    path = make(tmp_path / "a.mp4", "-c:v", "libx264")
    with FrameAccess(path) as frames:
        for index in (-1, COUNT):
            with pytest.raises(IndexError):
                frames.frame(index)


def test_frame_behind_damage_is_refused_in_words(tmp_path) -> None:
    path = make(tmp_path / "a.mkv", "-c:v", "ffv1")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with FrameAccess(path) as frames:
        assert 10 < frames.count < COUNT
        assert frames.frame(5).shape == (120, 160, 3)
    path.write_bytes(b"\0" * 4096)
    with pytest.raises(ProblemError) as caught:
        FrameAccess(path)
    assert caught.value.problem.code == "not-a-video"


def test_frames_that_cannot_be_decoded_are_a_problem(tmp_path) -> None:
    path = make(tmp_path / "a.mp4", "-c:v", "libx264", "-g", "30")
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 4
    end = data.index(b"moov")
    first, last = min(start, end), max(start, end)
    if end < start:
        last = len(data)
    data[first + 8 : last - 8] = b"\0" * (last - first - 16)
    path.write_bytes(bytes(data))
    with FrameAccess(path) as frames, pytest.raises(ProblemError) as caught:
        frames.frame(40)
    assert caught.value.problem.code == "decode-failed"
    assert str(path) in caught.value.problem.where


def test_preview_fits_and_keeps_its_shape() -> None:
    picture = np.full((300, 400, 3), 7, np.uint8)
    assert shrunk(picture, None) is picture
    assert shrunk(picture, 400) is picture
    small = shrunk(picture, 100)
    assert small.shape == (75, 100, 3)
    assert (small == 7).all()
