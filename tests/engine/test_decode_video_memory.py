"""Decoding a video keeps neither frames nor processes."""

from __future__ import annotations

import time

import psutil

from omgui.engine.decode.ffmpeg_reader import FfmpegReader
from omgui.engine.decode.prefetch import Prefetched
from omgui.engine.decode.video import open_video
from tests import media_files


def test_memory_does_not_grow_with_the_length(tmp_path):
    frames = media_files.large_frames(64)
    short = media_files.encode(tmp_path / "short.mp4", frames * 5, extra=("-preset", "ultrafast"))
    path = media_files.remuxed(short, tmp_path / "long.mp4", before=("-stream_loop", "8"))
    process = psutil.Process()
    reader = Prefetched(open_video(path, env={}), depth=8)
    count, marks = 0, {}
    while reader.read() is not None:
        count += 1
        if count in {300, 2800}:
            marks[count] = process.memory_info().rss
    reader.close()
    assert count == 64 * 5 * 9
    assert marks[2800] - marks[300] < 16 * 2**20  # one frame is 0.19 MB: 2,500 would be 460 MB


def test_slow_consumer_does_not_pile_up_frames(tmp_path):
    path = media_files.encode(
        tmp_path / "a.mp4", media_files.large_frames(400, 288, 352), extra=("-preset", "ultrafast")
    )
    process = psutil.Process()
    reader = open_video(path, env={})
    reader.read()
    before = process.memory_info().rss
    time.sleep(0.5)
    assert process.memory_info().rss - before < 16 * 2**20  # the 400 frames are 120 MB
    reader.close()


def test_closing_early_leaves_no_ffmpeg_behind(tmp_path):
    path = media_files.encode(tmp_path / "a.mp4", media_files.large_frames(60))
    others = psutil.Process().children()  # of tests that ran before in this process
    reader = FfmpegReader(path)
    reader.read()
    children = [child for child in psutil.Process().children() if child not in others]
    assert children
    reader.close()
    reader.close()
    assert not any(child.is_running() for child in children)
