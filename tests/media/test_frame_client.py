"""Frames come from a child process: the last wish counts, and a crash costs a message."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from omgui.media import frame_client
from omgui.media.frame_access import FrameAccess
from omgui.media.frame_client import FrameClient, Shot
from tests.media.test_frame_access import make

COUNT = 90
_LIMIT_S = 20.0


class Watched:
    """A client, and a way to wait for it."""

    def __init__(self, path: Path, **options: object) -> None:
        self._news = threading.Event()
        self.nears: list[Shot | None] = []
        of_file = {key: options.pop(key) for key in ("is_video",) if key in options}
        self.client = FrameClient(self._note, **options)
        self.client.turn_to(path, **of_file)

    def _note(self) -> None:
        self.nears.append(self.client.near())
        self._news.set()

    def until(self, is_so: Callable[[], object]) -> None:
        end = time.monotonic() + _LIMIT_S
        while not is_so():
            assert time.monotonic() < end, "nothing came"
            self._news.wait(0.05)
            self._news.clear()

    def shot(self, index: int) -> Shot:
        self.until(lambda: self.client.shot(index) or self.client.problem(index))
        shot = self.client.shot(index)
        assert shot is not None, self.client.problem(index)
        return shot


@pytest.fixture(scope="module")
def clip(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("clip")
    return make(folder / "a.mp4", "-c:v", "libx264", "-bf", "3", "-g", "60", "-pix_fmt", "yuv420p")


@pytest.fixture
def watched(clip) -> Iterator[Watched]:
    made = Watched(clip)
    yield made
    made.client.close()


def children() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if child.status() != psutil.STATUS_ZOMBIE and "frame_server" in " ".join(child.cmdline())
    ]


def test_frames_are_exact_and_say_what_they_are(watched, clip) -> None:
    with FrameAccess(clip) as frames:
        for index in (40, 41, 3, COUNT - 1):
            watched.client.want(index)
            shot = watched.shot(index)
            assert np.array_equal(shot.pixels, frames.frame(index))
            assert (shot.index, shot.size) == (index, (160, 120))
            assert shot.pts_s == pytest.approx(index / 30)
            assert shot.remark == ""
    assert watched.client.count == COUNT
    assert watched.client.fps == pytest.approx(30)


def test_frames_are_read_ahead_the_way_one_goes(watched) -> None:
    watched.client.want(20)
    watched.shot(20)
    watched.client.want(21)
    watched.until(lambda: all(watched.client.shot(index) for index in range(21, 29)))
    assert watched.client.shot(19) is None
    watched.client.want(70, -1)
    watched.until(lambda: all(watched.client.shot(index) for index in range(59, 71)))
    assert watched.client.shot(71) is None


def test_last_of_many_wishes_counts(watched) -> None:
    for index in range(0, COUNT, 3):
        watched.client.want(index)
    watched.client.want(77)
    watched.shot(77)
    asked = [index for index in range(0, COUNT, 3) if watched.client.shot(index) is not None]
    assert len(asked) < COUNT // 3


def test_dragging_shows_the_key_frame_first(watched) -> None:
    watched.client.want(0)
    watched.until(lambda: watched.client.shot(0) and watched.client.count)
    watched.nears.clear()
    watched.client.want(50, is_dragging=True)
    watched.shot(50)
    assert watched.nears[0].index == 0  # the only key frame before
    assert watched.client.near().index == 50
    assert watched.client.shot(51) is None  # what comes next is not known


def test_cache_is_bounded(clip) -> None:
    frame_bytes = 160 * 120 * 3
    watched = Watched(clip, cache_bytes=4 * frame_bytes)
    for index in range(30):
        watched.client.want(index)
        watched.shot(index)
        kept = [number for number in range(COUNT) if watched.client.shot(number) is not None]
        assert index in kept
        assert len(kept) <= 4
    watched.client.close()


def test_pictures_have_one_frame(tmp_path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (20, 30, 3), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "a.png")
    watched = Watched(tmp_path / "a.png", is_video=False)
    watched.client.want(0)
    shot = watched.shot(0)
    assert np.array_equal(shot.pixels, pixels)
    assert shot.pts_s is None
    assert watched.client.count == 1
    watched.client.close()
    broken = tmp_path / "b.png"
    broken.write_bytes(b"no picture")
    watched = Watched(broken, is_video=False)
    watched.client.want(0)
    watched.until(lambda: watched.client.problem(0))
    assert watched.client.problem(0).code == "not-an-image"
    watched.client.close()


def test_file_that_cannot_be_opened_is_a_problem_of_all_its_frames(tmp_path) -> None:
    watched = Watched(tmp_path / "missing.mp4")
    watched.client.want(3)
    watched.until(lambda: watched.client.has_failed)
    assert watched.client.problem(0).code == "file-missing"
    watched.client.close()


def test_frame_that_does_not_exist_is_a_problem_of_its_own(watched) -> None:
    watched.client.want(0)
    watched.until(lambda: watched.client.shot(0) and watched.client.count)
    watched.client.want(COUNT + 5)
    assert watched.client.problem(COUNT + 5).code == "decode-failed"
    watched.client.want(5)
    assert watched.shot(5)
    assert not watched.client.has_failed


def script(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "child.py"
    path.write_text(text, encoding="utf-8")
    return [sys.executable, str(path)]


CRASHER = """
import json, os, sys
for line in sys.stdin:
    wanted = json.loads(line)["want"]
    if 7 in wanted[:1]:
        os._exit(11)
    head = {"frame": wanted[0], "height": 1, "width": 1, "is_bgr": False, "pts_s": None}
    head |= {"is_near": False, "remark": "", "bytes": 3, "file": 1}
    sys.stdout.write(json.dumps(head) + chr(10) + "abc")
    sys.stdout.flush()
"""


def test_frame_that_kills_the_decoder_costs_itself(tmp_path) -> None:
    watched = Watched(tmp_path / "a.mp4", command=script(tmp_path, CRASHER))
    watched.client.want(1)
    assert watched.shot(1).pixels.tobytes() == b"abc"
    watched.client.want(7)
    watched.until(lambda: watched.client.problem(7))
    assert "crashed" in watched.client.problem(7).message
    assert not watched.client.has_failed
    watched.client.want(9)
    assert watched.shot(9)  # by another child
    watched.client.close()


def test_file_that_kills_every_decoder_is_given_up(tmp_path) -> None:
    watched = Watched(tmp_path / "a.mp4", command=script(tmp_path, "import os; os._exit(3)"))
    for index in range(3):
        watched.client.want(index)
        watched.until(lambda index=index: watched.client.problem(index))
    assert watched.client.has_failed
    assert watched.client.problem(50) is not None
    watched.client.close()


def test_child_that_talks_nonsense_is_ended(tmp_path) -> None:
    text = "import sys, time; print('{no json', flush=True); time.sleep(60)"
    watched = Watched(tmp_path / "a.mp4", command=script(tmp_path, text))
    watched.client.want(0)
    watched.until(lambda: watched.client.problem(0))
    watched.client.close()


def test_decoder_that_hangs_is_ended(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(frame_client, "_TIME_LIMIT_S", 0.1)
    monkeypatch.setattr(frame_client, "_WATCH_S", 0.05)
    text = "import sys\nfor line in sys.stdin: pass"
    watched = Watched(tmp_path / "a.mp4", command=script(tmp_path, text))
    watched.client.want(0)
    watched.until(lambda: watched.client.problem(0))
    watched.client.close()


def test_program_that_is_not_there_is_said(tmp_path) -> None:
    watched = Watched(tmp_path / "a.mp4", command=[str(tmp_path / "no-such-program")])
    watched.client.want(0)
    watched.until(lambda: watched.client.has_failed)
    watched.client.close()


def test_one_process_shows_file_after_file(watched, clip, tmp_path) -> None:
    watched.client.want(5)
    watched.shot(5)
    before = children()
    Image.fromarray(np.full((4, 6, 3), 9, np.uint8)).save(tmp_path / "a.png")
    watched.client.turn_to(tmp_path / "a.png", is_video=False)
    assert watched.client.shot(5) is None
    watched.client.want(0)
    assert watched.shot(0).size == (6, 4)
    watched.client.turn_to(tmp_path / "missing.mp4")
    watched.client.want(0)
    watched.until(lambda: watched.client.has_failed)
    watched.client.turn_to(None)
    watched.client.want(0)
    assert watched.client.shot(0) is None
    watched.client.turn_to(clip)
    watched.client.want(7)
    assert watched.shot(7).size == (160, 120)
    assert children() == before


def test_file_that_hangs_does_not_hold_up_the_next_one(tmp_path, clip, monkeypatch) -> None:
    monkeypatch.setattr(frame_client, "_STUCK_S", 0.05)
    watched = Watched(clip)
    watched.client.want(0)
    watched.shot(0)
    (stuck,) = children()
    stuck.suspend()
    watched.client.want(80)
    time.sleep(0.1)
    watched.client.turn_to(clip)
    watched.client.want(3)
    assert watched.shot(3)
    assert not stuck.is_running() or stuck.status() == psutil.STATUS_ZOMBIE
    watched.client.close()


def test_memory_is_given_back_when_nobody_looks(clip, monkeypatch) -> None:
    watched = Watched(clip)
    watched.client.want(5)
    watched.shot(5)
    monkeypatch.setattr(frame_client, "_IDLE_S", 0.05)
    watched.client.want(40)
    watched.until(lambda: watched.client.shot(5) is None and not children())
    assert watched.client.shot(40) is not None
    monkeypatch.setattr(frame_client, "_IDLE_S", 30)
    watched.client.want(7)
    assert watched.shot(7)
    watched.client.close()


def test_closing_is_quick_and_leaves_no_process(clip) -> None:
    before = set(children())
    watched = Watched(clip)
    watched.client.want(0)
    watched.shot(0)
    watched.client.want(80)
    started = time.monotonic()
    watched.client.close()
    assert time.monotonic() - started < 1
    assert not set(children()) - before
    watched.client.want(30)  # starts none anew
    assert not set(children()) - before
    assert watched.client.shot(30) is None
