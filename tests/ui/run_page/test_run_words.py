"""What the page of a run says: names, languages, phases, times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from omgui.core.dataset_changes import DatasetChanges
from omgui.core.dataset_state import DatasetState
from omgui.core.results.file_changes import FileChange
from omgui.core.run_folder import Request
from omgui.ui.device_words import device_text
from omgui.ui.run.details_tabs import LOG, PROBLEMS
from omgui.ui.run.options import RunOptions
from omgui.ui.run.options_panel import OptionsPanel
from omgui.ui.run.page import RunPage
from omgui.ui.run.page_words import PageWords
from omgui.ui.run.run_state import Phase
from omgui.ui.run.state_panel import StatePanel
from omgui.ui.run.words import advice, duration_words, memory_words, phase_words
from omgui.ui.states import DatasetStates
from tests.ui.run_page.parts import LOST, state_of


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


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_words_and_a_picture(phase: Phase, qtbot: QtBot) -> None:
    panel = StatePanel()
    qtbot.addWidget(panel)
    panel.show_state(state_of(phase), "")
    assert panel.words.text() == phase_words(state_of(phase))
    assert not panel.sign.pixmap().isNull()
    assert panel.values["scores"].text() == "5 of 10, 1 failed"
    assert panel.values["device"].text().startswith("CPU, 2 worker")


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


class _StatesSession(QObject):
    """What the states of datasets need of a session."""

    datasets_changed = Signal()
    looked = Signal()
    has_runs = True
    workspace = Path("/w")
    selected = ""

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


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        (DatasetState.NOT_RUN, "'Start' scores everything"),
        (DatasetState.COMPLETE, "Everything that the dataset asks for is scored"),
        (DatasetState.PROBLEMS, "once more what could not be scored"),
        (DatasetState.UNFINISHED, "Part of it is scored; 'Start' computes what is missing"),
        (DatasetState.CHANGED, "changed since"),
    ],
)
def test_hint_knows_what_was_scored_elsewhere(qapp: QApplication, stored, words: str) -> None:
    assert words in PageWords().hint(None, is_queued=False, stored=stored)


def test_hint_names_what_was_changed(qapp: QApplication) -> None:
    words = PageWords()
    changes = DatasetChanges(metrics=("vif",), files={"a.mp4": FileChange.CONTENT})
    said = words.hint(None, is_queued=False, stored=DatasetState.CHANGED, changes=changes)
    assert "without scores so far: vif." in said
    assert "changed after being scored: a.mp4." in said
    said = words.hint(None, is_queued=False, stored=DatasetState.NOT_RUN, changes=changes)
    assert "a.mp4" not in said


def test_time_left_is_told_only_once_there_is_something_to_go_by(qtbot: QtBot) -> None:
    panel = StatePanel()
    qtbot.addWidget(panel)

    def left(part: float, active_s: float, left_s: float | None = 5000.0) -> str:
        state = replace(state_of(Phase.RUNNING), part_done=part, active_s=active_s, left_s=left_s)
        panel.show_state(state, "")
        return panel.values["left"].text()

    assert left(0.019, 30.0) == "estimating…"
    assert left(0.02, 30.0).startswith("about")
    assert left(0.001, 130.0).startswith("about")  # of days, two per cent are too long to wait
    assert left(0.5, 500.0, None) == "estimating…"


def test_processor_is_called_the_same_everywhere(qtbot: QtBot) -> None:
    panel, options = StatePanel(), OptionsPanel()
    qtbot.addWidget(panel)
    qtbot.addWidget(options)
    running = state_of(Phase.RUNNING)
    panel.show_state(replace(running, view=replace(running.view, device="cpu")), "")
    assert panel.values["device"].text().startswith("CPU,")
    options.show_options(RunOptions("cpu"))
    assert options.device.currentText() == "CPU"
    assert options.options().device == "cpu"
    options.device.setCurrentText("cuda:0")
    assert options.options().device == "cuda:0"
    assert device_text("cuda:0, cpu") == "cuda:0, CPU"
