"""Long silent work: it hears pause and stop, and says that it is alive."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import psutil
import pytest

from omgui.engine.answers import Answers, StoppedError
from omgui.engine.decode import verify
from omgui.engine.decode.verify import verify_with_ffmpeg
from omgui.engine.tasks import Alive, Chunk, FileTask, FromWorker
from omgui.engine.track import Reading, count_frames
from tests import media_files, reference_clips
from tests.engine.memory_video import MemoryReader, opener


class Clock:
    """Time that passes only when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("omgui.engine.answers.time", made)
    return made


def _answers(checkpoint: Callable[[], None] = lambda: None) -> tuple[Answers, list[FromWorker]]:
    said: list[FromWorker] = []
    return Answers(said.append, SimpleNamespace(checkpoint=checkpoint)), said


def test_a_worker_that_works_in_silence_says_every_ten_seconds_that_it_is_alive(
    clock: Clock,
) -> None:
    answers, said = _answers()
    for _ in range(450):
        clock.now += 0.1
        answers.checkpoint()
    assert said == [Alive()] * 4


def test_a_worker_that_sends_scores_need_not_say_that_it_is_alive(clock: Clock) -> None:
    answers, said = _answers()
    for k in range(450):
        clock.now += 0.1
        answers.frames(7, k, np.array([float(k)]))
        answers.checkpoint()
    assert {type(message) for message in said} == {Chunk}
    gaps = np.diff([message.first_frame for message in said if isinstance(message, Chunk)])
    assert gaps.max() <= 6, "about twice a second"


def test_signs_of_life_from_several_threads_lose_no_frame() -> None:
    from concurrent.futures import ThreadPoolExecutor

    answers, said = _answers()
    with ThreadPoolExecutor(4) as pool:
        for k in range(300):
            answers.frames(7, k, np.array([float(k)]))
            answers._last_flush -= 1.0  # it is time to send
            list(pool.map(lambda _: answers.checkpoint(), range(4)))
    values = [message.values() for message in said if isinstance(message, Chunk)]
    assert np.concatenate(values).tolist() == [float(k) for k in range(300)]


# -- the check of a damaged file ------------------------------------------------------------------


@pytest.fixture(scope="module")
def long_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video that ffmpeg decodes for seconds: a small one, over and over."""
    folder = tmp_path_factory.mktemp("long")
    media_files.encode(folder / "once.mkv", media_files.large_frames(50), "h264")
    times = ("-stream_loop", "300")
    return media_files.remuxed(folder / "once.mkv", folder / "long.mkv", before=times)


def _programs() -> list[psutil.Process]:
    return [p for p in psutil.Process().children() if "ffmpeg" in p.name()]


def test_the_check_for_damage_is_stopped_at_once_and_leaves_no_program(
    long_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "_POLL_S", 0.02)
    asked = 0

    def checkpoint() -> None:
        nonlocal asked
        asked += 1
        assert len(_programs()) == 1
        if asked == 3:
            raise StoppedError

    started = time.monotonic()
    with pytest.raises(StoppedError):
        verify_with_ffmpeg(long_video, media_files.ffmpeg_exe(), checkpoint=checkpoint)
    assert time.monotonic() - started < 10
    assert _programs() == []


def test_time_spent_paused_does_not_count_against_the_check_for_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "_POLL_S", 0.001)
    path = media_files.encode(tmp_path / "a.mp4", media_files.large_frames(60))
    limit_s = 20.0
    pauses: list[float] = []
    real = time.monotonic

    def checkpoint() -> None:
        if not pauses:
            pauses.append(2 * limit_s)

    clock = SimpleNamespace(monotonic=lambda: real() + sum(pauses))
    monkeypatch.setattr(verify, "time", clock)
    words = verify_with_ffmpeg(
        path, media_files.ffmpeg_exe(), timeout_s=limit_s, checkpoint=checkpoint
    )
    assert pauses, "it was paused"
    assert words is None


# -- counting the frames of a file that declares nothing ------------------------------------------


@pytest.fixture
def uncounted(monkeypatch: pytest.MonkeyPatch) -> MemoryReader:
    reader = MemoryReader(reference_clips.clip("ref12"), declared=0)
    monkeypatch.setattr("omgui.engine.track.open_video", opener({"a": lambda: reader}))
    return reader


def test_counting_frames_says_that_it_is_alive(uncounted: MemoryReader, clock: Clock) -> None:
    answers, said = _answers()

    def checkpoint() -> None:
        clock.now += 6.0
        answers.checkpoint()

    assert count_frames(FileTask(name="a", path="a"), Reading({}), checkpoint) == 12
    assert said == [Alive()] * 6


def test_counting_frames_is_stopped_in_the_middle_and_the_file_is_let_go(
    uncounted: MemoryReader,
) -> None:
    def checkpoint() -> None:
        if uncounted.frames_read == 5:
            raise StoppedError

    with pytest.raises(StoppedError):
        count_frames(FileTask(name="a", path="a"), Reading({}), checkpoint)
    assert uncounted.frames_read == 5
    assert uncounted.read() is None, "closed"
