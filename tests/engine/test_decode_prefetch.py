"""Reading ahead: the same frames in order, no more than asked for, and a clean end."""

from __future__ import annotations

import threading
import time

import pytest

from omgui.core.problems import ProblemError
from omgui.engine.decode.prefetch import Prefetched
from omgui.engine.decode.video import open_video
from tests import media_files
from tests.engine.videos import FakeReader, assert_same, chain, decode, read_all


def test_prefetched_frames_are_the_frames(tmp_path):
    path = media_files.make_clip(tmp_path, "h264", 20)
    with Prefetched(open_video(path, env={}), depth=3) as reader:
        assert (reader.name, reader.width, reader.height) == ("opencv", 96, 72)
        frames = read_all(reader)
    assert_same(frames, decode(path, "opencv"))


def test_prefetching_stops_at_its_depth():
    source = FakeReader("opencv", 1000)
    reader = Prefetched(source, depth=4)
    deadline = time.monotonic() + 5
    while source.position < 4 and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(0.05)
    assert source.position == 4
    reader.close()
    assert source.is_closed


def test_failure_reaches_the_consumer_after_the_frames_before_it():
    reader = Prefetched(chain(FakeReader("opencv", 3, fails=True)), depth=8)
    for _ in range(3):
        assert reader.read() is not None
    for _ in range(2):
        with pytest.raises(ProblemError):
            reader.read()
    reader.close()


@pytest.mark.parametrize("reads", [0, 1, 5])
def test_consumer_may_stop_early(reads):
    before = threading.active_count()
    for _ in range(20):
        reader = Prefetched(FakeReader("opencv", 1000), depth=2)
        for _ in range(reads):
            assert reader.read() is not None
        started = time.monotonic()
        reader.close()
        reader.close()
        assert time.monotonic() - started < 1
        assert reader.read() is None
    assert threading.active_count() == before


def test_closing_wakes_a_waiting_consumer():
    source = FakeReader("opencv", 10)
    gate = threading.Event()
    source.read = lambda: gate.wait(5) and None
    reader = Prefetched(source)
    waiting = threading.Thread(target=reader.read)
    waiting.start()
    threading.Timer(0.05, gate.set).start()
    reader.close()
    waiting.join(5)
    assert not waiting.is_alive()


def test_depth_below_one_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        Prefetched(FakeReader("opencv", 1), depth=0)
