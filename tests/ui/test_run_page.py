"""The page of a run: what it shows of recorded events, and what its buttons do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from omgui.core.dataset_config import OmguiSettings
from omgui.core.dataset_state import DatasetState
from omgui.core.events import Counts, ItemName
from omgui.core.problems import Problem, ProblemError, Severity
from omgui.core.run_folder import Request
from omgui.core.run_view import DatasetView, FoundProblem, ItemView
from omgui.ui.run import log_view, page, results_bar, when_finished
from omgui.ui.run.controller import RunController
from omgui.ui.run.items_model import PART_ROLE, PROGRESS, ItemsModel
from omgui.ui.run.log_feed import Level, LogFeed, LogLine, parse_line
from omgui.ui.run.log_view import LogModel
from omgui.ui.run.options import RunOptions, read_settings, write_options
from omgui.ui.run.page import LOG, PROBLEMS, QUEUE, RunPage
from omgui.ui.run.problems_model import FILE, KIND, METRIC, ProblemsModel
from omgui.ui.run.problems_panel import ProblemsPanel
from omgui.ui.run.queue_panel import QueueModel
from omgui.ui.run.run_state import Phase, RunState
from omgui.ui.run.words import advice, duration_words, memory_words, phase_words
from omgui.ui.states import DatasetStates
from tests.ui.run_windows import WAIT_MS, Windows
from tests.workspaces import Workspace

LOST = Problem("file-missing", "The file does not exist.", "Put it back.")
SHORT = Problem("short", "The video ends early.", severity=Severity.WARNING)
ITEM = ItemName("d.mp4", "r.mp4", "same")


@dataclass
class FakeSession:
    """What a page needs of a session."""

    workspace: Path
    runs: RunController


@pytest.fixture
def windows(qtbot: QtBot, tmp_path: Path) -> Iterator[Windows]:
    made = Windows(qtbot, tmp_path)
    made.workspace = Workspace(tmp_path / "ws").folder
    yield made
    made.close()


@pytest.fixture
def shown(windows: Windows, qtbot: QtBot) -> Iterator[Callable[[str], RunPage]]:
    """Shows pages of datasets."""
    pages: list[RunPage] = []

    def show(dataset: str) -> RunPage:
        config = windows.workspace / "datasets_configs" / f"{dataset}.yaml"
        config.write_text(
            f"# my study\ntype: vid\ndataset_pth: data\ndataset_name: {dataset}\noutput: out\n"
            f"logs_output: logs/{dataset}.log\nfr_iqa_metrics: [psnr]  # cheap\nomgui:\n"
            "  workers: 3\n\n# the end\n"
        )
        runs = windows.opened[-1] if windows.opened else windows.open()
        made = RunPage(FakeSession(windows.workspace, runs), dataset)
        qtbot.addWidget(made)
        made.resize(1000, 600)
        made.show()
        pages.append(made)
        qtbot.waitUntil(lambda: made.options.options().workers == 3, timeout=WAIT_MS)
        return made

    yield show
    for made in pages:
        made.close_page()


def state_of(phase: Phase, **fields: object) -> RunState:
    view = DatasetView(
        "set",
        Counts(10, 4, 1, 1, 1),
        ("psnr",),
        5,
        MappingProxyType({ITEM: ItemView(300, {"psnr": 30})}),
        found=(FoundProblem(LOST, ITEM, "psnr"), FoundProblem(SHORT)),
        device="cpu",
        workers=2,
    )
    request = Request(workspace=Path("/w"), datasets=("set",))
    return RunState("id", request, phase, view, **fields)


def click(button: QAbstractButton) -> None:
    assert button.isEnabled(), button.text()
    button.click()


# -- the whole page -------------------------------------------------------------------------------


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


def test_options_are_kept_in_the_yaml_file_before_the_run_begins(
    windows: Windows, shown: Callable[[str], RunPage], qtbot: QtBot
) -> None:
    made = shown("set")
    made.options.device.setCurrentText("cuda:0")
    made.options.compatible.click()
    made.options.fresh.setChecked(True)
    click(made.start)
    state = windows.until_frames(windows.opened[-1])
    assert state.request.device == "cuda:0"
    assert state.request.workers == 3
    assert state.request.is_compatible
    assert state.request.is_fresh
    assert not made.options.fresh.isChecked(), "a fresh start is wished for once"
    text = (windows.workspace / "datasets_configs" / "set.yaml").read_text()
    assert text.startswith("# my study\n")
    assert "# cheap" in text
    assert text.endswith("# the end\n")
    kept = read_settings(windows.workspace, "set").options
    assert kept == RunOptions("cuda:0", 3, is_compatible=True)


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


def test_every_control_has_a_name_and_no_letter_is_used_twice(
    shown: Callable[[str], RunPage],
) -> None:
    made = shown("set")
    letters: list[str] = []
    for widget in made.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and isinstance(
            widget, QAbstractButton | QComboBox | QLineEdit
        ):
            name = widget.accessibleName() or getattr(widget, "text", str)()
            is_part = widget.parent() is made.options.device or "spinbox" in widget.objectName()
            assert name or is_part, widget
        if isinstance(widget, QAbstractButton) and "&" in widget.text():
            letters.append(widget.text().split("&")[1][0].casefold())
    for number in range(made.tabs.count()):
        letters.append(made.tabs.tabText(number).split("&")[1][0].casefold())
    taken_by_the_window = set("fesnvhdmr")
    assert len(letters) == len(set(letters))
    assert not taken_by_the_window & set(letters)


def test_page_speaks_the_language_in_force(shown: Callable[[str], RunPage]) -> None:
    made = shown("set")
    QApplication.sendEvent(made, QEvent(QEvent.Type.LanguageChange))
    assert made.cancel.text() == "&Cancel"


def test_search_goes_to_the_problems_or_stays_in_the_log(shown: Callable[[str], RunPage]) -> None:
    made = shown("set")
    made.activateWindow()
    made.focus_search()
    assert made.tabs.currentIndex() == PROBLEMS
    made.tabs.setCurrentIndex(LOG)
    made.focus_search()
    assert made.tabs.currentIndex() == LOG


# -- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_words_and_a_picture(phase: Phase, qtbot: QtBot) -> None:
    panel = page.StatePanel()
    qtbot.addWidget(panel)
    panel.show_state(state_of(phase), "")
    assert panel.words.text() == phase_words(state_of(phase))
    assert not panel.sign.pixmap().isNull()
    assert panel.values["scores"].text() == "5 of 10, 1 failed"
    assert panel.values["device"].text().startswith("cpu, 2 worker")


def test_advice_names_what_should_be_known() -> None:
    assert advice(state_of(Phase.RUNNING)) == ""
    assert "30" in advice(state_of(Phase.RUNNING, nonsense=30))
    assert "9.9" in advice(state_of(Phase.RUNNING, nonsense=3, newer_version="9.9"))
    assert "sign of life" in advice(state_of(Phase.SILENT))
    assert "by force" in advice(state_of(Phase.CANCELLING, can_stop_now=True))
    assert advice(state_of(Phase.CANCELLING)) == ""
    assert "Put it back" in advice(state_of(Phase.FAILED, problem=LOST))
    assert "kept" in advice(state_of(Phase.CRASHED))
    anew = Request(workspace=Path("/w"), datasets=("set",), is_fresh=True)
    crashed = replace(state_of(Phase.CRASHED), request=anew)
    assert advice(crashed).startswith("Nothing is lost")


def test_times_and_sizes_read_as_a_person_says_them() -> None:
    said = [duration_words(seconds) for seconds in (0.4, 59, 61, 3725, 86400 * 3)]
    assert said[:4] == ["0 s", "59 s", "1 min 01 s", "1 h 02 min"]
    assert said[4].startswith("3 day")
    assert memory_words(3 << 20) == "3 MiB"
    assert memory_words(3 << 30) == "3.0 GiB"


# -- models ---------------------------------------------------------------------------------------


def checked(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_items_keep_their_rows_while_they_are_in_hand() -> None:
    model = ItemsModel()
    tester = checked(model)
    names = [ItemName(f"{k}.mp4") for k in range(4)]
    model.show({name: ItemView(100, {"psnr": 10 * k}) for k, name in enumerate(names)})
    assert model.index(2, PROGRESS).data() == "20 of 100 frames"
    assert model.index(2, PROGRESS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.index(2, PROGRESS).data(PART_ROLE) == pytest.approx(0.2)
    model.show({names[3]: ItemView(None, {"psnr": 7}), names[1]: ItemView(), ITEM: ItemView()})
    assert [model.name(row) for row in range(model.rowCount())] == [names[1], names[3], ITEM]
    assert model.index(1, PROGRESS).data() == "7 frames"
    assert model.index(1, PROGRESS).data(PART_ROLE) is None
    model.show({})
    assert model.rowCount() == 0
    del tester


def test_equal_problems_share_a_row_that_unfolds_to_each_file() -> None:
    model = ProblemsModel()
    tester = checked(model)
    found = tuple(FoundProblem(LOST, ItemName(f"{k}.png"), "psnr") for k in range(5))
    model.show(found[:1])
    assert model.index(0, FILE).data() == "0.png"
    assert model.rowCount(model.index(0, 0)) == 0, "a single one needs no unfolding"
    model.show(found)
    more = (*found, FoundProblem(SHORT), FoundProblem(LOST, ItemName("4.png"), "ssim"))
    model.show(more)
    assert model.rowCount() == 2
    row = model.index(0, 0)
    assert model.rowCount(row) == 6
    assert model.index(0, FILE).data().startswith("5 file")
    assert model.index(0, METRIC).data() == "psnr, ssim"
    assert model.index(1, KIND).data() == "Note"
    assert model.index(3, FILE, row).data() == "3.png"
    assert model.index(5, METRIC, row).data() == "ssim"
    assert model.words(row).startswith("5 file")
    assert "Put it back." in model.words(model.index(3, 0, row))
    del tester


def test_problems_grow_and_are_filtered() -> None:
    model = ProblemsModel()
    tester = checked(model)
    found = tuple(FoundProblem(LOST, ItemName(f"{k}.png"), "psnr") for k in range(5))
    more = (*found, FoundProblem(SHORT))
    model.show(more)
    model.set_filter("3.PNG exist")
    assert model.shown_count == 1
    assert "Put it back." in model.words(model.index(0, 0))
    model.show((*more, FoundProblem(LOST, ItemName("13.png"), "ssim")))
    assert model.shown_count == 2, "what comes later is filtered, too"
    model.set_filter("", lambda one: one.problem.severity is Severity.WARNING)
    assert model.shown_count == 1
    model.show((FoundProblem(SHORT),))
    assert model.total == 1
    del tester


@pytest.fixture
def panel(qtbot: QtBot) -> ProblemsPanel:
    made = ProblemsPanel()
    qtbot.addWidget(made)
    found = [FoundProblem(LOST, ItemName(f"{k}.png"), "psnr") for k in range(5)]
    made.show_problems((*found, FoundProblem(SHORT)))
    made.show()
    return made


def test_search_that_fits_nothing_says_so_and_is_taken_back(
    panel: ProblemsPanel, qtbot: QtBot
) -> None:
    assert panel.count_words == "6"
    assert not panel.clear.isVisible()
    panel.search.setText("Tennis")
    qtbot.waitUntil(panel.clear.isVisible, timeout=WAIT_MS)
    assert panel.empty.text() == "No problem fits the search."
    assert panel.count_words == "0 of 6", "the tab counts what is in the table"
    click(panel.clear)
    assert panel.search.text() == ""
    assert panel.model.rowCount() == 2
    assert not panel.empty.isVisible()


def test_words_of_a_problem_go_with_it(panel: ProblemsPanel) -> None:
    panel.table.setCurrentIndex(panel.model.index(1, 0))
    assert "ends early" in panel.words.text()
    panel.show_problems(())
    assert panel.words.text() == ""
    assert not panel.go.isEnabled()


def test_problems_are_copied_one_a_line(panel: ProblemsPanel) -> None:
    panel.copy_rows()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 6
    row = panel.model.index(0, 0)
    panel.table.setCurrentIndex(row)
    panel.copy_rows()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 5, "all that the row stands for"
    panel.table.expand(row)
    panel.table.setCurrentIndex(panel.model.index(2, 0, row))
    panel.copy_rows()
    assert QGuiApplication.clipboard().text().startswith("2.png")
    assert panel.file_of(panel.table.currentIndex()) == Path("2.png")
    assert panel.file_of(row) is None


def test_bar_says_what_it_measures(qtbot: QtBot) -> None:
    made = page.StatePanel()
    qtbot.addWidget(made)
    made.show_state(state_of(Phase.RUNNING, part_done=0.27), "")
    assert made.bar.text() == "27 % of the work"


def test_log_keeps_the_newest_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_view, "_LIMIT", 100)
    model = LogModel()
    tester = checked(model)
    for start in range(0, 250, 50):
        levels = (Level.INFO, Level.ERROR)
        model.add([LogLine("", levels[k % 2], f"line {k}") for k in range(start, start + 50)])
    assert model.total <= 100
    assert model.row(model.rowCount() - 1).text == "line 249"
    model.set_filter("", lambda line: line.level >= Level.ERROR)
    model.add([LogLine("", Level.ERROR, f"late {k}") for k in range(90)])
    assert model.row(model.rowCount() - 1).text == "late 89"
    assert model.index(0, log_view.LEVEL).data() == "Error"
    del tester


def test_hundred_thousand_lines_are_filtered_at_once() -> None:
    model = LogModel()
    model.add([LogLine("", Level.INFO, f"line {k} of the log") for k in range(100_000)])
    assert model.total == 100_000
    model.set_filter("line 99999")
    assert model.rowCount() == 1


def test_queue_model_is_a_proper_table(tmp_path: Path) -> None:
    from omgui.ui.run.queue_file import QueuedRun

    model = QueueModel()
    tester = checked(model)
    model.show((QueuedRun(workspace=tmp_path, dataset="a", metrics=("psnr",)),))
    assert [model.index(0, k).data() for k in range(3)] == ["1", "a", "psnr"]
    del tester


# -- the log --------------------------------------------------------------------------------------


def test_log_is_followed_while_it_is_written(
    windows: Windows, shown: Callable[[str], RunPage], qtbot: QtBot
) -> None:
    made = shown("set")
    made.tabs.setCurrentIndex(LOG)
    path = windows.workspace / "logs" / "set.log"
    path.parent.mkdir()
    path.write_text("2026-01-02 03:04:05,678 - ERROR - a.png: no score\nhalf")
    view = made.log
    qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=WAIT_MS)
    assert view.model.row(0) == LogLine("2026-01-02 03:04:05", Level.ERROR, "a.png: no score")
    with path.open("a") as stream:
        stream.write(" a line\n2026-01-02 03:04:06,678 - INFO - b.png = 3\n")
    qtbot.waitUntil(lambda: view.model.rowCount() == 3, timeout=WAIT_MS)
    view.level.setCurrentIndex(3)
    assert view.model.rowCount() == 1
    view.level.setCurrentIndex(0)
    view.search.setText("B.PNG")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=WAIT_MS)
    view.table.selectAll()
    view._copy()
    assert QGuiApplication.clipboard().text() == "2026-01-02 03:04:06 b.png = 3"


def test_lines_without_form_are_told_from_reports() -> None:
    assert parse_line("boom", is_log=False) == LogLine("", Level.PRINTED, "boom")
    assert parse_line("tail of a line", is_log=True).level is Level.INFO
    assert parse_line("2026-01-02 03:04:05,1 - ODD - x", is_log=True).level is Level.ERROR


def test_feed_reads_the_end_of_a_long_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from omgui.ui.run import log_feed

    monkeypatch.setattr(log_feed, "_LAST_BYTES", 40)
    path = tmp_path / "log"
    path.write_text("".join(f"line {k:03}\n" for k in range(100)))
    feed = LogFeed()
    feed.follow(path)
    feed.follow(path)
    feed.poll()
    assert [line.text for line in feed.take(10)][-1] == "line 099"
    assert feed.take(10) == []


# -- options --------------------------------------------------------------------------------------

PLAIN = "type: img\ndataset_pth: d\ndataset_name: s\noutput: o\nlogs_output: l\n"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN + "omgui: {device: cpu, newer: [1]}\n",
        PLAIN + "omgui:\n  # why\n  device: cpu\n  newer: [1]\nfr_metrics: [psnr]\n",
        "{type: img, dataset_pth: d, dataset_name: s, output: o, logs_output: l}\n",
        PLAIN + "'omgui': {device: cpu}\n",
    ],
)
def test_options_are_written_whatever_the_file_looks_like(workspace: Workspace, text: str) -> None:
    path = workspace.configs / "s.yaml"
    path.write_text(text)
    write_options(workspace.folder, "s", RunOptions("cuda", 2, is_compatible=True))
    kept = read_settings(workspace.folder, "s").options
    assert kept == RunOptions("cuda", 2, is_compatible=True)
    assert ("newer" in text) is ("newer" in path.read_text())
    write_options(workspace.folder, "s", RunOptions())
    assert read_settings(workspace.folder, "s").options == RunOptions()
    assert OmguiSettings().device is None
    assert ("fr_metrics" in text) is ("fr_metrics" in path.read_text())


def test_options_that_cannot_be_kept_are_a_problem_in_words(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from omgui.ui.run import options

    def full(_path: Path, _text: str) -> None:
        raise OSError(28, "No space left on device")

    (workspace.configs / "s.yaml").write_text(PLAIN)
    monkeypatch.setattr(options, "write_then_replace", full)
    with pytest.raises(ProblemError) as caught:
        write_options(workspace.folder, "s", RunOptions("cpu"))
    assert "No space left" in caught.value.problem.message
    with pytest.raises(ProblemError):
        read_settings(workspace.folder, "unknown")
    (workspace.configs / "bad.yaml").write_text("type: img\n")
    with pytest.raises(ProblemError):
        read_settings(workspace.folder, "bad")


# -- when finished --------------------------------------------------------------------------------


def test_sleep_comes_after_a_countdown_that_can_be_cancelled(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(when_finished, "_COUNTDOWN_S", 2)
    ran: list[object] = []
    told: list[str] = []
    finisher = when_finished.Finisher(run=ran.append, tell=lambda _title, text: told.append(text))
    finisher.finish("nothing")
    assert told == []
    finisher.finish("notify")
    assert len(told) == 1
    finisher.finish("sleep")
    assert finisher.box is not None
    assert "2" in finisher.box.text()
    finisher.box.done(0)
    assert finisher.box is None
    qtbot.wait(1200)
    assert ran == []
    finisher.finish("sleep")
    qtbot.waitUntil(lambda: bool(ran), timeout=WAIT_MS)
    assert ran == [when_finished.sleep_command()]
    assert finisher.box is None


def test_commands_are_argument_lists_for_every_system() -> None:
    for platform in ("linux", "win32", "darwin"):
        command = when_finished.sleep_command(platform)
        assert len(command) > 1
        assert all(isinstance(part, str) for part in command)


def test_page_of_a_hundred_thousand_problems_is_shown_quickly(
    shown: Callable[[str], RunPage],
) -> None:
    made = shown("set")
    found = tuple(FoundProblem(LOST, ItemName(f"{k}.png"), "psnr") for k in range(50_000))
    made.problems.show_problems(found)
    start = time.perf_counter()
    made.problems.show_problems((*found, FoundProblem(SHORT)))
    assert made.problems.model.shown_count == 50_001
    assert time.perf_counter() - start < 0.5, "one more problem costs one row"


def test_dataset_that_the_command_line_scored_is_not_called_unscored(
    shown: Callable[[str], RunPage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "look_at_dataset", lambda _workspace, _name: DatasetState.COMPLETE)
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


class _StatesSession(QObject):
    """What the states of datasets need of a session."""

    datasets_changed = Signal()
    has_runs = True
    workspace = Path("/w")

    def __init__(self) -> None:
        super().__init__()
        self.runs = SimpleNamespace(active=state_of(Phase.RUNNING), is_queued=lambda _name: False)


def test_list_and_title_say_paused_when_the_page_does() -> None:
    session = _StatesSession()
    states = DatasetStates(session)
    states._on_seen({"set": DatasetState.UNFINISHED, "two": DatasetState.NOT_RUN})
    said: list[str] = []
    states.run_changed.connect(lambda: said.append(states.words("set")))
    for phase in (Phase.PAUSING, Phase.PAUSED, Phase.RUNNING):
        session.runs.active = state_of(phase)
        states._merge()
    assert said == ["running", "paused", "running"]
    assert states.words("two") == "not run yet"


def test_problems_send_nobody_to_a_terminal(qtbot: QtBot) -> None:
    model = ProblemsModel()
    lacking = Problem("weights-missing", "lpips needs a file.", "`omgui weights fetch lpips`.")
    model.show((FoundProblem(lacking, ITEM, "lpips"),))
    texts = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    texts.append(model.words(model.index(0, 0)))
    assert not any("`omgui" in text for text in texts)
    assert sum("Fetch" in text for text in texts) == 2
