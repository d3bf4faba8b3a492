"""Runs that are ended from outside: what is finished stays, the next run goes on from there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from omgui.core.events import (
    DatasetStarted,
    FramesScored,
    ItemFinished,
    Notice,
    RunEvent,
    RunFinished,
)
from tests.faults.common import POSIX, assert_plain
from tests.faults.conftest import Steady
from tests.studies import IMAGE_FR, IMAGE_NR
from tests.workspaces import Command, Finished, Workspace

ENGINE = (sys.executable, "-m", "omgui.engine")


def _ctrl_c_in_a_terminal(command: Command) -> None:
    os.killpg(command.process.pid, signal.SIGINT)


def _polite_kill(command: Command) -> None:
    command.process.send_signal(signal.SIGTERM)


def _front_end_goes(command: Command) -> None:
    assert command.process.stdin is not None
    command.process.stdin.close()
    command.process.stdin = None


def _engine_request(workspace: Workspace, *names: str) -> bytes:
    request = {"workspace": str(workspace.folder), "datasets": names, "workers": 1}
    return json.dumps(request).encode() + b"\n"


def _interrupted(
    workspace: Workspace, argv: Sequence[str], interrupt: Callable[[Command], None]
) -> Finished:
    """Run until the first score is told, then interrupt."""
    is_engine = tuple(argv) == ENGINE
    stdin = subprocess.PIPE if is_engine else subprocess.DEVNULL
    with Command(argv, stdin=stdin) as command:
        if is_engine:
            assert command.process.stdin is not None
            command.process.stdin.write(_engine_request(workspace, "img"))
            command.process.stdin.flush()
        command.until(ItemFinished)
        interrupt(command)
        return command.finish()


@pytest.mark.skipif(not POSIX, reason="signals of POSIX")
def test_a_run_interrupted_in_every_way_ends_as_if_nothing_had_happened(
    disturbed: Workspace, assert_undisturbed: Callable[..., None], steady: Steady
) -> None:
    run = disturbed.command("img")
    ways: list[tuple[Sequence[str], Callable[[Command], None]]] = [
        (run, _ctrl_c_in_a_terminal),
        (ENGINE, _front_end_goes),
        (run, _polite_kill),
    ]
    kept = [0]
    finished: set[tuple[object, str]] = set()
    for argv, interrupt in ways:
        done = _interrupted(disturbed, argv, interrupt)
        assert done.code == 130, interrupt.__name__
        assert done.end.finish.value == "cancelled"
        assert done.ends["img"].finish.value == "cancelled"
        _assert_continued(done, finished, kept)
        # The tables so far hold what is finished, in worklist order, and nothing else.
        for metric in (*IMAGE_FR, *IMAGE_NR):
            told = [name for name, _ in disturbed.table("img", metric)]
            assert set(told) == {item.file for item, name in finished if name == metric}
            assert told == sorted(told, key=lambda name: (name != "ref.png", name))
    last = disturbed.run("img")
    assert last.code == 0
    _assert_continued(last, finished, kept)
    assert kept[-1] >= len(ways), "every life added something"
    assert len(finished) == last.ends["img"].counts.total
    assert_undisturbed(disturbed, "img")


@pytest.mark.skipif(not POSIX, reason="signals of POSIX")
def test_a_second_ctrl_c_ends_a_run_at_once_and_in_words(
    disturbed: Workspace, assert_undisturbed: Callable[..., None]
) -> None:
    with Command(disturbed.command("img")) as command:
        command.until(ItemFinished)
        _ctrl_c_in_a_terminal(command)
        time.sleep(0.3)
        _ctrl_c_in_a_terminal(command)
        for _ in command.each():
            pass
        words = command.words()
        assert command.process.wait(20) == 130
        assert command.left_behind(within_s=10) == []
    assert "Stopping; what is finished stays. Ctrl-C again stops at once." in words
    assert "Traceback" not in words
    finished = [event for event in command.events if isinstance(event, ItemFinished)]
    for event in finished:
        assert event.item.file in [name for name, _ in disturbed.table("img", event.metric)]
    assert disturbed.run("img").code == 0
    assert_undisturbed(disturbed, "img")


def test_a_cancelled_run_says_how_many_frames_are_kept(disturbed: Workspace) -> None:
    with Command(disturbed.command("vid")) as command:
        first = command.until(FramesScored)
        command.process.send_signal(signal.SIGTERM)
        done = command.finish()
    assert isinstance(first, FramesScored)
    said = [event.message for event in done.events if isinstance(event, Notice)]
    told = [event for event in done.events if isinstance(event, FramesScored)]
    ended = {(event.item, event.metric) for event in done.items}
    kept = sum(len(event.scores) for event in told if (event.item, event.metric) not in ended)
    assert kept
    assert any(text.startswith(f"{kept} frame scores of ") for text in said), (kept, said)


def _assert_continued(done: Finished, finished: set[tuple[object, str]], kept: list[int]) -> None:
    """Assert that a life kept all that was finished before it, and did none of it again."""
    assert done.started[0].kept == len(finished) >= kept[-1]
    new = {(event.item, event.metric) for event in done.items}
    assert not new & finished
    assert len(new) == len(done.items)
    finished |= new
    kept.append(done.started[0].kept)


def test_a_request_without_sense_ends_the_engine_with_2(tmp_path: Path) -> None:
    for request in (b"", b"hello\n", b'{"workspace": 3}\n'):
        done = subprocess.run(ENGINE, input=request, capture_output=True, timeout=60, check=False)
        assert done.returncode == 2
        assert done.stdout == b""
        assert b"Traceback" not in done.stderr


def test_the_second_of_two_runs_at_once_is_refused_in_words_and_harms_nothing(
    disturbed: Workspace, assert_undisturbed: Callable[..., None]
) -> None:
    second: list[Finished] = []

    def run_again(event: RunEvent) -> None:
        if isinstance(event, ItemFinished) and not second:
            second.append(disturbed.run("img"))

    first = disturbed.run("img", on_event=run_again)
    assert second[0].code == 1
    assert second[0].ends["img"].finish.value == "failed"
    assert_plain(second[0].problems("img")[0], "dataset-busy")
    assert not any(isinstance(event, DatasetStarted) for event in second[0].events)
    assert first.code == 0
    assert_undisturbed(disturbed, "img")


def test_nothing_is_computed_when_everything_is_there(
    steady: Steady, tmp_path: Path, assert_undisturbed: Callable[..., None]
) -> None:
    def no_worker(*_: object) -> object:
        raise AssertionError("a worker was started though nothing is left to do")

    workspace = steady.copy_to(tmp_path / "again", with_stores=True)
    again = workspace.run("img", "vid", start=no_worker)
    assert again.code == 0
    assert again.items == []
    assert isinstance(again.events[-1], RunFinished)
    assert again.end.counts.kept == again.end.counts.total == steady.scores
    assert_undisturbed(workspace)


def test_a_file_that_changed_is_scored_anew_and_the_others_are_kept(
    steady: Steady, tmp_path: Path
) -> None:
    workspace = steady.copy_to(tmp_path / "changed", with_stores=True)
    changed = workspace.data / "noise01.png"
    changed.write_bytes((workspace.data / "noise05.png").read_bytes())
    done = workspace.run("img")
    assert done.code == 0
    assert {event.item.file for event in done.items} == {"noise01.png"}
    rows = dict(workspace.table("img", "mad"))
    assert rows["noise01.png"] == rows["noise05.png"]
