"""A window that goes on where a person was, and tells of runs in other workspaces."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from filelock import FileLock
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from omgui.core.events import (
    Counts,
    DatasetFinished,
    Finish,
    RunEvent,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
)
from omgui.core.run_folder import Request, RunFolder, TimedEvent, encode_line
from omgui.ui import places
from omgui.ui.dataset_page import DATA, METRICS, RUN
from omgui.ui.last_pages import LastPages
from omgui.ui.main_window import MainWindow
from omgui.ui.recent_model import PATH_ROLE, RecentModel
from omgui.ui.run.elsewhere import OpenRun, Standing, open_runs, standing_of
from omgui.ui.session import Session

COUNTS = Counts()
STARTED = RunStarted(("set",), "1")
COMPLETED = (
    DatasetFinished("set", Finish.COMPLETED, COUNTS, ()),
    RunFinished(Finish.COMPLETED, COUNTS),
)
FAILED = (DatasetFinished("set", Finish.FAILED, COUNTS, ()), RunFinished(Finish.COMPLETED, COUNTS))


# -- where a person was ----------------------------------------------------------------------------


@pytest.fixture
def open_window(qtbot, shop):
    """Open windows one after the other, each with the workspace of the shop."""
    opened = []

    def open_() -> MainWindow:
        for window in opened:
            window.close()
        window = MainWindow(Session())
        qtbot.addWidget(window)
        opened.append(window)
        window.show()
        window.opener.open_paths([shop])
        qtbot.waitUntil(lambda: window.page is not None)
        return window

    yield open_
    for window in opened:
        window.close()


@pytest.mark.usefixtures("fake_parts")
def test_next_window_opens_the_dataset_and_tab_of_the_last_time(open_window):
    window = open_window()
    assert (window.session.selected, window.page.tabs.currentIndex()) == ("first", DATA)
    window.session.select("second")
    window.page.show_tab(METRICS)
    window = open_window()
    assert (window.session.selected, window.page.tabs.currentIndex()) == ("second", METRICS)
    window.session.select("first")
    assert window.page.tabs.currentIndex() == METRICS, "within a window the tab stays"


@pytest.mark.usefixtures("fake_parts")
def test_window_that_finds_a_run_shows_it(open_window):
    window = open_window()
    runs = window.session.runs
    runs.running = "second"
    runs.view_changed.emit()
    assert (window.session.selected, window.page.tabs.currentIndex()) == ("second", RUN)
    window.page.show_tab(DATA)
    runs.running = ""
    runs.view_changed.emit()
    runs.running = "first"
    runs.view_changed.emit()
    assert (window.session.selected, window.page.tabs.currentIndex()) == ("second", DATA)


@pytest.mark.usefixtures("fake_parts")
def test_run_that_is_found_late_does_not_take_a_person_away_from_something(open_window):
    window = open_window()
    window.page.show_tab(METRICS)
    window.session.runs.running = "second"
    window.session.runs.view_changed.emit()
    assert (window.session.selected, window.page.tabs.currentIndex()) == ("first", METRICS)


@pytest.mark.usefixtures("fake_parts")
def test_workspace_that_is_opened_again_shows_its_run(open_window, shop):
    window = open_window()
    window.page.show_tab(METRICS)
    window.session.runs.running = "second"
    window.session.runs.view_changed.emit()
    window.session.open_workspace(shop)
    assert (window.session.selected, window.page.tabs.currentIndex()) == ("second", RUN)


@pytest.mark.usefixtures("fake_parts")
def test_run_that_is_told_to_end_is_said_to_be_stopping(open_window, qtbot):
    window = open_window()
    runs = window.session.runs
    runs.running = "first"
    runs.view_changed.emit()
    qtbot.waitUntil(lambda: window.states.words("first") == "running")
    assert window.actions_["run_cancel"].isEnabled()
    runs.phase = "cancelling"
    runs.view_changed.emit()
    assert window.states.words("first") == "stopping…"
    assert window.statusBar().engine.text() == "Stopping: first"
    assert not window.actions_["run_cancel"].isEnabled()
    assert not window.actions_["run_pause"].isEnabled()


@pytest.mark.parametrize(
    "text", ["no json", "[]", '{"/ws": 3}', '{"/ws": {"set": "run", "b": -1}}']
)
def test_damaged_notes_are_no_notes(tmp_path: Path, text: str) -> None:
    path = tmp_path / "last_pages.json"
    path.write_text(text)
    pages = LastPages(path)
    assert pages.dataset(Path("/ws")) == ""
    assert pages.tab(Path("/ws"), "set") is None
    pages.note(Path("/ws"), "set", RUN)
    pages.keep()
    assert LastPages(path).tab(Path("/ws"), "set") == RUN


def test_only_so_many_workspaces_and_datasets_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "last_pages.json"
    pages = LastPages(path)
    for number in range(20):
        pages.note(Path(f"/{number}"), "set", DATA)
    for number in range(600):
        pages.note(Path("/19"), f"set{number}", RUN)
    pages.keep()
    kept = json.loads(path.read_text())
    assert len(kept) == 12
    assert len(kept[str(Path("/19"))]) == 500
    assert LastPages(path).dataset(Path("/19")) == "set599"


def test_notes_that_cannot_be_kept_are_forgotten(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    pages = LastPages(tmp_path / "file" / "last_pages.json")
    pages.note(Path("/ws"), "set", RUN)
    pages.keep()
    assert pages.tab(Path("/ws"), "set") == RUN


# -- runs of other workspaces ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "is_served", "standing"),
    [
        ((), True, None),
        ((STARTED,), True, Standing.RUNNING),
        ((STARTED, RunPaused()), True, Standing.PAUSED),
        ((STARTED, RunPaused(), RunResumed()), True, Standing.RUNNING),
        ((STARTED, RunPaused()), False, Standing.UNFINISHED),
        ((STARTED, *COMPLETED), False, None),
        ((STARTED, *FAILED), False, Standing.UNFINISHED),
        ((STARTED, RunFinished(Finish.CANCELLED, COUNTS)), True, Standing.UNFINISHED),
    ],
)
def test_standing_of_a_run_is_told_by_its_last_events(
    events: Sequence[RunEvent], is_served: bool, standing: Standing | None
) -> None:
    assert standing_of(events, is_served=is_served) is standing


def add_run(home: Path, workspace: Path, dataset: str, *events: RunEvent) -> RunFolder:
    folder = RunFolder.create(home / "runs", Request(workspace=workspace, datasets=(dataset,)))
    lines = [f"{encode_line(TimedEvent(float(k), event))}\n" for k, event in enumerate(events)]
    folder.events.write_text("".join(lines), encoding="utf-8")
    return folder


def test_of_each_workspace_the_run_that_matters_most_is_told(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    cancelled = RunFinished(Finish.CANCELLED, COUNTS)
    add_run(tmp_path, one, "old", STARTED, cancelled)
    paused = add_run(tmp_path, one, "night", STARTED, RunPaused())
    add_run(tmp_path, one, "new", STARTED, cancelled)
    add_run(tmp_path, two, "set", STARTED, cancelled)
    add_run(tmp_path, two, "set", STARTED, *COMPLETED)
    add_run(tmp_path, three, "set", STARTED, *COMPLETED)
    add_run(tmp_path, three, "set", STARTED, cancelled)
    add_run(tmp_path, two, "waits").put_to_wait()
    (add_run(tmp_path, two, "damaged", STARTED).path / "request.json").write_text("no json")
    with FileLock(paused.lock):
        found = open_runs(tmp_path / "runs")
    assert found == {
        one: OpenRun("night", Standing.PAUSED, others=2),
        three: OpenRun("set", Standing.UNFINISHED),
    }
    assert open_runs(tmp_path / "nowhere") == {}


def test_recent_workspaces_say_what_rests_there(qapp) -> None:
    model = RecentModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([str(Path("/one")), str(Path("/two")), str(Path("/three")), str(Path("/four"))])
    model.show_runs(
        {
            Path("/one"): OpenRun("night", Standing.PAUSED, others=2),
            Path("/two"): OpenRun("set", Standing.UNFINISHED),
            Path("/three"): OpenRun("set", Standing.RUNNING),
        }
    )
    said = [model.index(row, 0).data().partition("  –  ")[2] for row in range(4)]
    assert said == ["paused run: night, 2 more", "unfinished run: set", "running: set", ""]
    assert [model.index(row, 0).data(PATH_ROLE) for row in (0, 3)] == ["/one", "/four"]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == model.index(0, 0).data()
    icons = {model.picture(row, 0).cacheKey() for row in range(4)}
    assert len(icons) == 4, "not by words alone"
    del tester


def test_start_page_tells_of_a_run_in_another_workspace(session, qtbot, tmp_path: Path) -> None:
    session.change_preferences(recent_workspaces=(str(tmp_path / "far"),))
    home = places.window_file().parent
    add_run(home, tmp_path / "far", "night", STARTED, RunFinished(Finish.CANCELLED, COUNTS))
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    shown = window.welcome.recent_model.index(0, 0)
    qtbot.waitUntil(lambda: str(shown.data()).endswith("unfinished run: night"))
    window.close()
