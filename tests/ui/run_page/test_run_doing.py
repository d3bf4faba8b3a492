"""What a person does on the page of a run, with real widgets and fake engines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omgui.core.dataset_state import DatasetState
from omgui.ui.run import results_bar, results_found
from omgui.ui.run.details_tabs import PROBLEMS, QUEUE
from omgui.ui.run.page import RunPage
from tests.ui.run_page.parts import FakeSession, click
from tests.ui.run_windows import WAIT_MS, Windows


def test_person_starts_pauses_continues_and_cancels(
    windows: Windows, shown: Callable[[str], RunPage], qtbot: QtBot
) -> None:
    made = shown("set")
    assert made.panel.words.text() == "Not run yet"
    click(made.start)
    qtbot.waitUntil(lambda: made.panel.words.text() == "Running", timeout=WAIT_MS)
    assert not made.options.isEnabled()
    assert "locked" in made.locked.text()
    assert not made.start.isEnabled()
    qtbot.waitUntil(lambda: made.items.rowCount() == 1, timeout=WAIT_MS)
    click(made.pause)
    qtbot.waitUntil(lambda: made.panel.words.text() == "Paused", timeout=WAIT_MS)
    assert made.pause.text() == "Con&tinue"
    assert "'Continue'" in made.panel.hint.text()
    click(made.pause)
    qtbot.waitUntil(lambda: made.panel.words.text() == "Running", timeout=WAIT_MS)
    click(made.cancel)
    qtbot.waitUntil(lambda: made.panel.words.text() == "Cancelled", timeout=WAIT_MS)
    assert made.options.isEnabled()
    assert made.start.text() == "Con&tinue"
    windows.manner = "quick"
    click(made.start)
    qtbot.waitUntil(lambda: made.panel.words.text() == "Finished, with problems", timeout=WAIT_MS)
    assert made.problems.model.rowCount() == 1
    assert made.tabs.tabText(PROBLEMS) == "Pro&blems (1)"
    assert made.panel.bar.value() == made.panel.bar.maximum()
    windows.manner = "steady"
    click(made.retry)
    qtbot.waitUntil(lambda: made.panel.words.text() == "Running", timeout=WAIT_MS)


def test_stop_now_appears_when_a_cancel_is_not_obeyed(
    windows: Windows, shown: Callable[[str], RunPage], qtbot: QtBot
) -> None:
    made = shown("set")
    windows.manner = "mute"
    assert not made.stop_now.isVisible()
    click(made.start)
    qtbot.waitUntil(made.cancel.isEnabled, timeout=WAIT_MS)
    click(made.cancel)
    qtbot.waitUntil(made.stop_now.isVisible, timeout=WAIT_MS)
    assert "Stop now" in made.panel.advice.text()
    click(made.stop_now)
    qtbot.waitUntil(lambda: made.panel.words.text() == "Cancelled", timeout=WAIT_MS)


def test_crash_is_said_in_words_with_what_the_engine_printed(
    windows: Windows, shown: Callable[[str], RunPage], qtbot: QtBot
) -> None:
    made = shown("set")
    windows.manner = "crash"
    click(made.start)
    qtbot.waitUntil(lambda: made.panel.words.text() == "The engine crashed", timeout=WAIT_MS)
    assert made.panel.advice_frame.isVisible()
    assert "Segmentation fault" in made.panel.advice.text()
    assert not made.panel.hint.isVisible(), "no empty result is told beside a crash"
    assert made.items.rowCount() == 0, "nothing is in hand any more"
    assert made.start.text() == "Con&tinue"


def test_second_dataset_waits_and_can_be_reordered(
    windows: Windows, shown: Callable[[str], RunPage], qtbot: QtBot
) -> None:
    first, second = shown("set"), shown("two")
    runs = windows.opened[-1]
    click(first.start)
    qtbot.waitUntil(lambda: second.start.text() == "Pu&t in queue", timeout=WAIT_MS)
    click(second.start)
    qtbot.waitUntil(lambda: second.queue.model.rowCount() == 1, timeout=WAIT_MS)
    assert not second.start.isEnabled()
    assert "Waits" in second.panel.hint.text()
    assert second.panel.words.text() == "Waiting in the queue"
    runs.enqueue(windows.workspace, "three")
    assert second.tabs.tabText(QUEUE) == "&Queue (2)"
    queue = second.queue
    queue.table.selectRow(1)
    click(queue.up)
    assert [entry.dataset for entry in runs.queue] == ["three", "two"]
    assert queue.table.currentIndex().row() in {0, 1}
    queue.table.selectRow(0)
    click(queue.down)
    assert [entry.dataset for entry in runs.queue] == ["two", "three"]
    queue.table.selectRow(0)
    click(queue.remove)
    assert [entry.dataset for entry in runs.queue] == ["three"]
    qtbot.waitUntil(lambda: runs.state("set") is not None, timeout=WAIT_MS)
    windows.until_frames(runs)


def test_dataset_that_cannot_be_read_says_so_on_the_page(windows: Windows, qtbot: QtBot) -> None:
    made = RunPage(FakeSession(windows.workspace, windows.open()), "missing")
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: "no dataset" in made.panel.hint.text(), timeout=WAIT_MS)
    made.close_page()


def test_what_to_do_when_finished_is_chosen_and_kept(
    windows: Windows, shown: Callable[[str], RunPage]
) -> None:
    made = shown("set")
    made.when.setCurrentIndex(1)
    made.when.activated.emit(1)
    assert windows.opened[-1].when_finished == "notify"


def test_dataset_that_the_command_line_scored_is_not_called_unscored(
    shown: Callable[[str], RunPage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        results_found, "look_at_dataset", lambda _workspace, _name: DatasetState.COMPLETE
    )
    made = shown("elsewhere")
    qtbot.waitUntil(lambda: made.panel.words.text() == "Complete", timeout=WAIT_MS)
    made.retranslate()
    assert made.panel.words.text() == "Complete"


def test_results_are_opened_from_the_page_once_there_are_any(
    windows: Windows,
    shown: Callable[[str], RunPage],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(results_bar, "open_path", opened.append)
    made = shown("set")
    assert not made.results.isVisible()
    table = windows.workspace / "out" / "set_scores.csv"
    table.parent.mkdir()
    table.write_text("")
    windows.manner = "quick"
    click(made.start)
    qtbot.waitUntil(made.results.isVisible, timeout=WAIT_MS)
    click(made.results.table)
    click(made.results.folder)
    assert opened == [table, table.parent]


def test_stored_scores_are_put_aside_only_after_a_question(
    windows: Windows, shown: Callable[[str], RunPage], qtbot: QtBot
) -> None:
    store = windows.workspace / "out" / "set.omgui"
    store.parent.mkdir()
    store.write_bytes(b"")
    made = shown("set")
    qtbot.waitUntil(lambda: made._has_store, timeout=WAIT_MS)
    made.options.fresh.setChecked(True)
    click(made.start)
    assert made.question.isVisible()
    assert "set.omgui.before-fresh" in made.question.words.text()
    click(made.question.keep)
    assert not made.question.isVisible()
    assert not made.options.fresh.isChecked()
    made.options.fresh.setChecked(True)
    click(made.start)
    click(made.question.anew)
    state = windows.until_frames(windows.opened[-1])
    assert state.request.is_fresh
    assert not made.question.isVisible()


def test_search_of_an_earlier_run_does_not_hide_the_problems_of_the_next(
    windows: Windows, shown: Callable[[str], RunPage], qtbot: QtBot
) -> None:
    made = shown("set")
    made.problems.search.setText("Tennis")
    windows.manner = "quick"
    click(made.start)
    qtbot.waitUntil(lambda: made.tabs.tabText(PROBLEMS) == "Pro&blems (1)", timeout=WAIT_MS)
    assert made.problems.search.text() == ""
