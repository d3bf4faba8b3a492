"""Nothing makes the window wider than a screen of 1280 points, be it long names or long words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from omgui.core.dataset_changes import DatasetChanges
from omgui.core.results.file_changes import FileChange
from omgui.ui.change_words import ChangeWords, shortened
from omgui.ui.dataset_page import DATA, METRICS, RESULTS, RUN, VIEWER
from omgui.ui.languages import apply_language
from omgui.ui.main_window import MainWindow

SIZE = (1280, 720)
LONG = "Sequence_" + "withoutAnyPlaceToBreakIt" * 7
NAME = "a_dataset_whose_name_is_" + "ratherLong" * 10
GONE = f"{LONG}_gone.png"


@pytest.fixture(params=["en", "ru"])
def window(session, workspace, qtbot, request):
    """The window with a dataset of files with very long names, one of which is not there."""
    apply_language(request.param)
    for name in (f"{LONG}_ref.png", f"{LONG}_good.png"):
        (workspace.data / name).write_bytes(b"")
    pairs = {f"{LONG}_ref.png": [f"{LONG}_good.png", GONE]}
    workspace.dataset(NAME, "img", pairs=pairs, fr_metrics=["psnr"])
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    made.session.open_workspace(workspace.folder)
    made.session.select(NAME)
    qtbot.waitUntil(made.page.data.changed.isVisible, timeout=20_000)
    yield made
    made.close()


def test_long_names_of_files_leave_the_window_as_wide_as_it_is(window, qtbot):
    for tab in (DATA, METRICS, RUN, RESULTS, VIEWER):
        window.page.show_tab(tab)
        qtbot.wait(60)
        assert window.minimumSizeHint().width() <= SIZE[0], tab
        assert (window.width(), window.height()) == SIZE, tab


def test_long_names_are_whole_in_the_tool_tip(window):
    data = window.page.data
    assert GONE not in data.changed.text()
    assert data.changed.text().rstrip(".").endswith(GONE[-20:])
    assert GONE in data.changed.toolTip()
    assert GONE in window.page.state.toolTip()
    assert window.page.name.toolTip() == NAME


def test_names_that_are_short_need_no_tool_tip(window):
    data = window.page.data
    data.show_changes(DatasetChanges(files={"a.png": FileChange.GONE}))
    assert "a.png" in data.changed.text()
    assert data.changed.toolTip() == ""


def test_shortened_names_keep_both_ends():
    assert shortened("a_b.mp4") == "a_b.mp4"
    short = shortened(GONE)
    assert (short[:8], short[-8:], len(short)) == (GONE[:8], GONE[-8:], 40)
    words = ChangeWords()
    changes = DatasetChanges(items=(GONE,), files={GONE: FileChange.CONTENT})
    assert all(GONE in line for line in words.lines(changes, is_whole=True))
    assert not any(GONE in line for line in words.lines(changes))


def test_viewer_leaves_room_for_the_list_of_datasets(window, qtbot):
    window.page.show_tab(VIEWER)
    window.page.content.parts.show_video(is_video=True)
    qtbot.wait(60)
    QApplication.processEvents()
    assert window.sidebar.width() >= 200
    assert window.width() == SIZE[0]
    bar = window.page.content.parts.curves.bar
    assert bar.height() < 2 * bar.more.height(), "the choices are in one line"
