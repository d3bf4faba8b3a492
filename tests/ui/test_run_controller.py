"""The run controller, with engines that behave well and badly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omgui.core.events import Counts, Finish, RunFinished
from omgui.core.run_folder import Request, RunFolder, TimedEvent, encode_line
from omgui.ui.run import run_book, watcher
from omgui.ui.run.controller import RunController
from omgui.ui.run.queue_file import Queue, QueuedRun, load_queue, save_queue
from omgui.ui.run.run_state import Phase
from tests.ui.run_windows import WAIT_MS, Windows


@pytest.fixture
def windows(qtbot: QtBot, tmp_path: Path) -> Iterator[Windows]:
    made = Windows(qtbot, tmp_path)
    yield made
    made.close()


def names(runs: RunController) -> list[str]:
    return [entry.dataset for entry in runs.queue]


def test_run_is_paused_goes_on_and_is_cancelled(windows: Windows) -> None:
    runs = windows.open()
    windows.start(runs, "set")
    assert runs.is_busy
    running = windows.until_frames(runs)
    assert running.phase is Phase.RUNNING
    assert runs.is_running("set")
    assert runs.device_words == "cpu"
    assert runs.view.datasets["set"].metrics == ("psnr",)
    runs.pause()
    windows.until_phase(runs, Phase.PAUSED)
    assert runs.is_paused
    runs.resume()
    windows.until_phase(runs, Phase.RUNNING)
    with windows.qtbot.waitSignal(runs.run_finished, timeout=WAIT_MS) as ended:
        runs.cancel()
        assert runs.is_stopping, "at once, not when the engine has heard of it"
        assert runs.state("set").phase is Phase.CANCELLING
    assert ended.args[0].phase is Phase.CANCELLED
    assert not runs.is_stopping
    assert not runs.is_busy
    assert runs.view.datasets == {}
    assert runs.last("set") == (Phase.CANCELLED, False)


def test_window_hears_no_more_than_ten_times_a_second(windows: Windows) -> None:
    runs = windows.open()
    windows.start(runs, "set")
    windows.until_frames(runs)
    heard: list[int] = []
    runs.view_changed.connect(lambda: heard.append(1))
    windows.qtbot.wait(2000)
    assert 2 <= len(heard) <= 22


def test_crash_is_told_with_the_last_words_and_can_be_continued(windows: Windows) -> None:
    runs = windows.open("crash")
    windows.start(runs, "set")
    crashed = windows.until_phase(runs, Phase.CRASHED)
    assert "Segmentation fault" in crashed.last_words
    assert crashed.view.frame_scores == 5
    assert [run.key for run in runs.unfinished()] == [(windows.workspace, "set")]
    windows.manner = "quick"
    runs.retry_failed("set")
    windows.until_phase(runs, Phase.COMPLETED)
    assert runs.unfinished() == ()


def test_engine_that_dies_within_a_line_or_before_its_first_has_crashed(windows: Windows) -> None:
    for manner in ("half", "stillborn"):
        runs = windows.open(manner)
        windows.start(runs, manner)
        crashed = windows.until(runs, lambda s: s.phase is Phase.CRASHED, manner)
        assert ("torch" in crashed.last_words) is (manner == "stillborn")
        runs.close()
    again = windows.open()
    assert {run.phase for run in again.unfinished()} == {Phase.CRASHED}
    assert len(again.unfinished()) == 2
    again.dismiss("half")
    windows.qtbot.waitUntil(lambda: len(again.unfinished()) == 1, timeout=WAIT_MS)


def test_nonsense_is_counted_and_otherwise_ignored(windows: Windows) -> None:
    runs = windows.open("babble")
    windows.start(runs, "set")
    done = windows.until_phase(runs, Phase.COMPLETED)
    assert done.nonsense == 20
    assert done.view.counts == Counts(2, computed=1, problems=1)


def test_newer_engine_is_recognised(windows: Windows) -> None:
    runs = windows.open("newer")
    windows.start(runs, "set")
    assert windows.until_phase(runs, Phase.COMPLETED).newer_version == "99.0"


def test_engine_that_does_not_obey_is_ended_by_force(windows: Windows) -> None:
    runs = windows.open("mute")
    windows.start(runs, "set")
    windows.until_frames(runs)
    runs.cancel()
    stuck = windows.until(runs, lambda state: state.can_stop_now)
    assert stuck.phase is Phase.CANCELLING
    runs.stop_now()
    stopped = windows.until(runs, lambda state: state.phase.is_over)
    assert stopped.phase is Phase.CANCELLED, "a person wished it: this is no crash"


def test_engine_without_a_sign_of_life_is_told_of(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "_SILENCE_S", 0.7)
    runs = windows.open("mute")
    windows.start(runs, "set")
    silent = windows.until_phase(runs, Phase.SILENT)
    assert silent.can_stop_now
    runs.stop_now()
    windows.until(runs, lambda state: state.phase.is_over)


def test_engine_that_cannot_be_started_is_a_problem_in_words(windows: Windows) -> None:
    runs = windows.open()
    (windows.home / "runs").write_text("in the way")
    windows.start(runs, "set", "next")
    failed = windows.until_phase(runs, Phase.FAILED)
    assert failed.problem is not None
    assert failed.problem.code == "engine-not-started"
    windows.until_phase(runs, Phase.FAILED, "next")
    assert not runs.is_busy


def test_datasets_run_one_after_the_other_in_an_order_that_can_be_changed(
    windows: Windows,
) -> None:
    runs = windows.open()
    finished: list[str] = []
    runs.run_finished.connect(lambda state: finished.append(state.dataset))
    windows.start(runs, "one", "two", "three", "four")
    windows.until_frames(runs, "one")
    assert names(runs) == ["two", "three", "four"]
    runs.move("four", 0)
    runs.remove("two")
    runs.remove("unknown")
    runs.move("unknown", 0)
    assert names(runs) == ["four", "three"]
    assert runs.is_queued("three")
    assert not runs.is_queued("two")
    windows.manner = "quick"
    with windows.qtbot.waitSignal(runs.queue_finished, timeout=WAIT_MS):
        windows.kill_engines()  # a crash does not keep the others from their turn
    assert finished == ["one", "four", "three"]
    assert not runs.is_going


def test_cancel_stops_the_queue_until_it_is_started_again(windows: Windows) -> None:
    runs = windows.open()
    windows.start(runs, "one", "two")
    windows.until_frames(runs, "one")
    with windows.qtbot.waitSignal(runs.run_finished, timeout=WAIT_MS):
        runs.cancel()
    windows.qtbot.wait(500)
    assert names(runs) == ["two"]
    assert not runs.is_busy
    runs.start()
    windows.until_frames(runs, "two")


def test_dataset_that_is_queued_twice_keeps_its_place(windows: Windows) -> None:
    runs = windows.open()
    for name in ("one", "two", "one"):
        runs.enqueue(windows.workspace, name, device="cpu" if name == "one" else None)
    assert names(runs) == ["one", "two"]
    runs.start()
    runs.hold()
    assert not runs.is_going
    windows.until_frames(runs, "one")


def test_next_window_finds_the_run_and_the_queue(windows: Windows) -> None:
    first = windows.open()
    windows.start(first, "set")
    first.enqueue(windows.workspace, "later", ["psnr"])
    first.set_when_finished("notify")
    first.hold()
    seen = windows.until_frames(first)
    first.close()
    first.close()
    second = windows.open()
    again = windows.until(second, lambda s: s.view.frame_scores > seen.view.frame_scores)
    assert again.id == seen.id
    assert names(second) == ["later"]
    assert second.queue[0].metrics == ("psnr",)
    assert second.when_finished == "notify"
    second.cancel()
    windows.until_phase(second, Phase.CANCELLED)


def test_what_was_handed_to_the_engine_comes_back_to_the_next_window(windows: Windows) -> None:
    first = windows.open()
    windows.start(first, "set", "two", "three")
    windows.until_frames(first)
    first.close()
    assert sum(folder.is_waiting for folder in windows.folders()) == 2
    assert load_queue(windows.home / "queue.json").entries == ()
    second = windows.open()
    assert names(second) == ["two", "three"]
    assert second.is_going
    assert sum(folder.is_waiting for folder in windows.folders()) == 0
    windows.manner = "quick"
    with windows.qtbot.waitSignal(second.queue_finished, timeout=WAIT_MS):
        windows.kill_engines()


def test_cancel_of_an_earlier_window_is_known_to_the_next(windows: Windows) -> None:
    first = windows.open("mute")
    windows.start(first, "set")
    windows.until_frames(first)
    first.cancel()
    first.close()
    second = windows.open("mute")
    windows.until_phase(second, Phase.CANCELLING)


def test_last_run_is_read_again_for_its_page(windows: Windows) -> None:
    first = windows.open("quick")
    windows.start(first, "set")
    windows.until_phase(first, Phase.COMPLETED)
    first.close()
    second = windows.open()
    assert second.state("set") is None
    assert second.last("set") == (Phase.COMPLETED, True)
    assert second.last("other") is None
    second.open("set")
    second.open("other")
    state = windows.until(second, lambda s: len(s.view.found) == 1)
    assert state.phase is Phase.COMPLETED
    assert state.part_done == pytest.approx(1.0)


def test_old_runs_are_pruned_and_the_latest_of_each_dataset_kept(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_book, "_KEPT", 2)
    end = encode_line(TimedEvent(1.0, RunFinished(Finish.COMPLETED, Counts(1, 1))))
    for name in ["rare", *["often"] * 6]:
        request = Request(workspace=windows.workspace, datasets=(name,))
        RunFolder.create(windows.home / "runs", request).events.write_text(f"{end}\n")
    (windows.home / "runs" / "not ours").mkdir()
    runs = windows.open()
    kept = [folder.request().datasets[0] for folder in windows.folders()[:-1]]
    assert kept == ["rare", "often", "often", "often"]
    assert runs.last("rare") == (Phase.COMPLETED, False)


@pytest.mark.parametrize("text", ["", "{", '{"entries": [{}]}', "\0"])
def test_queue_that_cannot_be_read_is_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "queue.json").write_text(text)
    assert load_queue(tmp_path / "queue.json") == Queue()
    entry = QueuedRun(workspace=tmp_path, dataset="a")
    save_queue(tmp_path / "queue.json", Queue(entries=(entry,), is_going=True))
    assert load_queue(tmp_path / "queue.json").entries == (entry,)
    assert QueuedRun.of(entry.request()).key == entry.key
