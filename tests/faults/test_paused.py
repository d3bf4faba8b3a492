"""A run that a front end pauses: nothing more is scored until it goes on, not by new workers."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from omgui.core.events import FramesScored, ItemFinished, ProblemFound, RunEvent
from tests.faults import plugin
from tests.workspaces import Command, Finished, Workspace

ENGINE = (sys.executable, "-m", "omgui.engine")
SCORES = (FramesScored, ItemFinished)
PICTURES = 24
GRACE_S = 1.0  # for what is in flight: one picture or frame, and the commit of what was said
QUIET_S = 1.5
LIMIT_S = 60.0


class FrontEnd:
    """Talks to an engine through its pipes, and notes when each event arrived.

    Args:
        command: The engine.
    """

    def __init__(self, command: Command) -> None:
        self._command = command
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self.heard: list[tuple[float, RunEvent]] = []
        self.has_ended = False
        self._thread.start()

    def _listen(self) -> None:
        for event in self._command.each():
            with self._news:
                self.heard.append((time.monotonic(), event))
                self._news.notify_all()
        with self._news:
            self.has_ended = True
            self._news.notify_all()

    def say(self, line: str) -> None:
        stdin = self._command.process.stdin
        assert stdin is not None
        stdin.write(f"{line}\n".encode())
        stdin.flush()

    def until(self, is_wanted: Callable[[RunEvent], bool]) -> float:
        """Wait for an event that has not been there before; return when it arrived."""
        end = time.monotonic() + LIMIT_S
        with self._news:
            seen = len(self.heard)
            while True:
                for when, event in self.heard[seen:]:
                    if is_wanted(event):
                        return when
                seen = len(self.heard)
                assert not self.has_ended, "the run ended before"
                assert self._news.wait(end - time.monotonic()), "nothing of the kind came"

    def scores_within(self, seconds: float) -> list[RunEvent]:
        """Return what was scored within the next seconds."""
        started = time.monotonic()
        time.sleep(seconds)
        with self._news:
            assert not self.has_ended
            return [event for when, event in self.heard if when > started and _is_score(event)]

    def finish(self) -> Finished:
        self._thread.join(LIMIT_S)
        assert self.has_ended
        return self._command.finish()

    @property
    def workers(self) -> set[int]:
        children = psutil.Process(self._command.process.pid).children()
        return {child.pid for child in children if "omgui.engine.worker" in _words(child)}


def _words(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _is_score(event: RunEvent) -> bool:
    return isinstance(event, SCORES)


def _is_score_of(dataset: str) -> Callable[[RunEvent], bool]:
    return lambda event: isinstance(event, SCORES) and event.dataset == dataset


def _study(folder: Path) -> Workspace:
    """Write two datasets that take seconds, however fast the machine is."""
    from PIL import Image

    from tests import media_files, reference_clips

    workspace = Workspace(folder)
    for k in range(PICTURES + 1):
        Image.new("RGB", (64, 48), (40 + 9 * k,) * 3).save(workspace.data / f"shade{k:02}.png")
    frames = reference_clips.clip("ref12")
    media_files.encode(workspace.data / "ref.mkv", frames, "lossless")
    blurred = [f"blur{k}.mkv" for k in (1, 2, 3)]
    for k, name in enumerate(blurred, start=1):
        extra = ("-vf", f"gblur=sigma={k}")
        media_files.encode(workspace.data / name, frames, "lossless", extra=extra)
    names = [f"shade{k:02}.png" for k in range(1, PICTURES + 1)]
    metrics = ["psnr", plugin.SLOW]
    workspace.dataset("img", "img", pairs={"shade00.png": names}, fr_metrics=metrics)
    sets = {"ref.mkv": [[blurred, "same"]]}
    workspace.dataset("vid", "vid", pairs=sets, fr_iqa_metrics=metrics)
    return workspace


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which the slow metric is installed."""
    return plugin.install(tmp_path_factory.mktemp("package") / "package")


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, package: dict[str, str]
) -> dict[str, dict[str, bytes]]:
    """The tables of a run that nobody pauses."""
    workspace = _study(tmp_path_factory.mktemp("undisturbed") / "workspace")
    done = workspace.run_as_command("img", "vid", env=package)
    assert done.code == 0
    return {name: workspace.tables(name) for name in ("img", "vid")}


@pytest.fixture
def study(tmp_path: Path) -> Workspace:
    return _study(tmp_path / "study")


@contextmanager
def _front_end(workspace: Workspace, package: dict[str, str], *names: str) -> Iterator[FrontEnd]:
    with Command(ENGINE, stdin=subprocess.PIPE, env=package) as command:
        front_end = FrontEnd(command)
        request = {"workspace": str(workspace.folder), "datasets": names, "workers": 1}
        front_end.say(json.dumps(request))
        yield front_end


@pytest.mark.slow
def test_a_paused_run_scores_nothing_until_it_goes_on_and_ends_with_the_same_tables(
    study: Workspace, package: dict[str, str], undisturbed: dict[str, dict[str, bytes]]
) -> None:
    with _front_end(study, package, "img", "vid") as front_end:
        for dataset in ("img", "vid"):
            front_end.until(_is_score_of(dataset))
            front_end.say("pause")
            time.sleep(GRACE_S)
            assert front_end.scores_within(QUIET_S) == [], dataset
            front_end.say("resume")
            # It was in the middle: the same dataset goes on.
            front_end.until(_is_score_of(dataset))
        done = front_end.finish()
    assert done.code == 0
    assert done.end.counts.problems == 0
    for name, tables in undisturbed.items():
        assert study.tables(name) == tables


@pytest.mark.slow
def test_a_worker_that_dies_while_paused_is_replaced_by_one_that_is_paused_too(
    study: Workspace, package: dict[str, str], undisturbed: dict[str, dict[str, bytes]]
) -> None:
    started = time.monotonic()
    with _front_end(study, package, "img") as front_end:
        front_end.until(_is_score_of("img"))
        start_s = time.monotonic() - started  # of the engine and a worker; more than of a worker
        front_end.say("pause")
        time.sleep(GRACE_S)
        (first,) = front_end.workers
        psutil.Process(first).kill()
        front_end.until(lambda event: isinstance(event, ProblemFound))
        assert front_end.scores_within(start_s + QUIET_S) == []
        (second,) = front_end.workers
        assert second != first
        front_end.say("resume")
        done = front_end.finish()
    assert "worker-died" in done.codes("img")
    assert done.code == 0
    assert study.tables("img") == undisturbed["img"]


def test_a_paused_run_can_be_cancelled(study: Workspace, package: dict[str, str]) -> None:
    with _front_end(study, package, "img") as front_end:
        front_end.until(_is_score_of("img"))
        front_end.say("pause")
        time.sleep(GRACE_S)
        front_end.say("cancel")
        asked = time.monotonic()
        done = front_end.finish()
        assert time.monotonic() - asked < 10
    assert done.code == 130
    assert done.end.finish.value == "cancelled"
