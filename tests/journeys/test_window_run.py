"""Runs as the window makes them: real engines that outlive whoever started them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

pytest.importorskip("PySide6")

from pytestqt.qtbot import QtBot

from omgui.core.run_folder import find_runs
from omgui.ui.run.controller import RunController
from omgui.ui.run.run_state import Phase, RunState
from tests.studies import make_study
from tests.workspaces import Workspace

WAIT_MS = 120_000
Opener = Callable[[], RunController]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return make_study(tmp_path_factory.mktemp("study") / "workspace", images=6, frames=60)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, study: Workspace) -> dict[str, bytes]:
    """Tables of a run that nothing happened to."""
    study.run("vid")
    return study.tables("vid")


@pytest.fixture
def windows(tmp_path: Path, study: Workspace, undisturbed: object) -> Iterator[Opener]:
    """Opens windows' controllers on one person's folder; in the end every engine is ended."""
    import shutil

    del undisturbed
    shutil.rmtree(study.output("vid"), ignore_errors=True)
    opened: list[RunController] = []

    def open_window() -> RunController:
        session = SimpleNamespace(workspace=study.folder)
        opened.append(RunController(session, folder=tmp_path / "state"))
        return opened[-1]

    yield open_window
    for window in opened:
        window.close()
    for folder in find_runs(tmp_path / "state" / "runs"):
        kill_engine(folder)


def kill_engine(folder: Any) -> None:
    from omgui.ui.run.engine_process import find_process, kill_tree

    process = find_process(folder.mark)
    if process is not None:
        kill_tree(process)
        psutil.wait_procs([process], timeout=10)


def until(qtbot: QtBot, window: RunController, wanted: Callable[[RunState], bool]) -> RunState:
    """Wait until the dataset's run is as wanted."""
    found: list[RunState] = []

    def look() -> None:
        state = window.state("vid")
        assert state is not None
        assert wanted(state), state
        found.append(state)

    qtbot.waitUntil(lambda: window.is_attached, timeout=WAIT_MS)
    qtbot.waitUntil(look, timeout=WAIT_MS)
    return found[0]


def has_frames(state: RunState) -> bool:
    return state.phase is Phase.RUNNING and state.view.frame_scores > 20


def test_run_is_paused_and_goes_on_and_gives_every_score(
    qtbot: QtBot, windows: Opener, study: Workspace, undisturbed: dict[str, bytes]
) -> None:
    window = windows()
    window.enqueue(study.folder, "vid", device="cpu", workers=1)
    window.start()
    until(qtbot, window, has_frames)
    window.pause()
    paused = until(qtbot, window, lambda state: state.phase is Phase.PAUSED)
    qtbot.wait(1500)
    settled = window.state("vid")
    assert settled is not None
    qtbot.wait(1500)
    later = window.state("vid")
    assert later is not None
    assert later.view.frame_scores == settled.view.frame_scores
    assert later.active_s == pytest.approx(paused.active_s, abs=0.5), "a pause is no work"
    window.resume()
    end = until(qtbot, window, lambda state: state.phase.is_over)
    assert end.phase is Phase.COMPLETED
    assert end.view.counts.problems == 0
    assert end.view.done == end.view.counts.total == 10
    assert study.tables("vid") == undisturbed


def test_cancelled_run_ends_soon_and_is_continued(
    qtbot: QtBot, windows: Opener, study: Workspace, undisturbed: dict[str, bytes]
) -> None:
    window = windows()
    window.enqueue(study.folder, "vid", device="cpu", workers=1)
    window.start()
    until(qtbot, window, has_frames)
    window.cancel()
    with qtbot.waitSignal(window.run_finished, timeout=10_000):
        pass
    assert until(qtbot, window, lambda s: s.phase.is_over).phase is Phase.CANCELLED
    window.retry_failed("vid")
    end = until(qtbot, window, lambda state: state.phase is Phase.COMPLETED)
    assert end.view.counts.problems == 0
    assert study.tables("vid") == undisturbed


def test_killed_engine_is_told_of_and_continued_to_the_same_scores(
    qtbot: QtBot,
    windows: Opener,
    study: Workspace,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
) -> None:
    window = windows()
    window.enqueue(study.folder, "vid", device="cpu", workers=1)
    window.start()
    until(qtbot, window, has_frames)
    kill_engine(find_runs(tmp_path / "state" / "runs")[-1])
    until(qtbot, window, lambda state: state.phase is Phase.CRASHED)
    assert [run.phase for run in window.unfinished()] == [Phase.CRASHED]
    window.retry_failed("vid")
    end = until(qtbot, window, lambda state: state.phase is Phase.COMPLETED)
    assert end.view.done == 10
    assert window.unfinished() == ()
    assert study.tables("vid") == undisturbed


def test_window_is_closed_while_a_run_goes_on_and_the_next_window_finds_it(
    qtbot: QtBot, windows: Opener, study: Workspace, undisturbed: dict[str, bytes]
) -> None:
    first = windows()
    first.enqueue(study.folder, "vid", device="cpu", workers=1)
    first.start()
    seen = until(qtbot, first, has_frames)
    first.close()
    second = windows()
    again = until(qtbot, second, has_frames)
    assert again.id == seen.id
    assert again.view.frame_scores >= seen.view.frame_scores
    end = until(qtbot, second, lambda state: state.phase.is_over)
    assert end.phase is Phase.COMPLETED
    assert study.tables("vid") == undisturbed


def test_engine_does_what_was_queued_although_the_window_is_closed(
    qtbot: QtBot, windows: Opener, study: Workspace
) -> None:
    first = windows()
    first.enqueue(study.folder, "vid", device="cpu", workers=1)
    first.enqueue(study.folder, "img", device="cpu", workers=1)
    first.start()
    until(qtbot, first, has_frames)
    first.close()
    end = study.output("img") / "img_scores.csv"
    qtbot.waitUntil(end.exists, timeout=WAIT_MS)
    second = windows()
    qtbot.waitUntil(lambda: second.last("img") == (Phase.COMPLETED, False), timeout=WAIT_MS)
    assert second.queue == ()
