"""Readers side by side, and stand-ins for them, for the tests of decoding."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from omgui.engine.decode import video as video_module
from omgui.engine.decode.container import Container
from omgui.engine.decode.decord_reader import DecordReader
from omgui.engine.decode.ffmpeg_reader import FfmpegReader
from omgui.engine.decode.opencv_reader import OpenCvReader
from omgui.engine.decode.reader import ReaderFailedError
from omgui.engine.decode.video import ChainedReader

READERS = {"decord": DecordReader, "opencv": OpenCvReader, "ffmpeg": FfmpegReader}


def has_decord():
    try:
        import decord  # noqa: F401
    except ImportError:
        return False
    return True


needs_decord = pytest.mark.skipif(not has_decord(), reason="decord has no wheel for this machine")


def read_all(reader):
    frames = []
    while (frame := reader.read()) is not None:
        assert frame.dtype == np.uint8
        assert frame.flags.c_contiguous
        frames.append(frame)
    reader.close()
    return frames


def decode(path, name):
    return read_all(READERS[name](path.absolute()))


def assert_same(frames, others):
    assert len(frames) == len(others)
    for index, (frame, other) in enumerate(zip(frames, others, strict=True)):
        assert frame.shape == other.shape, index
        assert np.array_equal(frame, other), index


class FakeReader:
    """Delivers numbered frames, then ends or fails."""

    declared_frames = None
    fps = 25.0
    width, height = 8, 8

    def __init__(self, name, count, fails=False, shift=0):
        self.name, self.count, self.fails, self.shift = name, count, fails, shift
        self.position = 0
        self.is_closed = False

    def read(self):
        if self.position == self.count:
            if self.fails:
                raise ReaderFailedError("broken")
            return None
        self.position += 1
        return np.full((8, 8, 3), self.position + self.shift, np.uint8)

    def skip(self):
        return self.read() is not None

    def close(self):
        self.is_closed = True


def chain(*readers, facts=None):
    facts = facts or video_module.ContainerFacts(Container.OTHER)
    candidates = [video_module._Candidate(each.name, lambda each=each: each) for each in readers]
    return ChainedReader(Path("clip.mkv"), facts, candidates)
