"""The window: opened, dropped on, switched, closed and opened again, through its real widgets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QLabel

from omgui.core.dataset_state import DatasetState
from omgui.ui import pages, places
from omgui.ui.dataset_page import DATA, METRICS, RUN
from omgui.ui.main_window import MainWindow
from omgui.ui.session import Session

pytestmark = pytest.mark.usefixtures("fake_parts")


@pytest.fixture
def window(session, qtbot):
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def open_shop(window, shop, qtbot):
    window.opener.open_paths([shop])
    qtbot.waitUntil(lambda: window.page is not None and window.page.data.read is not None)


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(
        QDropEvent(
            QPointF(100, 100),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


class FakeDialog(QDialog):
    saved_name = ""
    is_run_wanted = False

    def __init__(self, session, *what):
        super().__init__(what[-1])
        self.what = what[:-1]


@pytest.fixture
def fake_dialogs():
    pages.replace(pages.WIZARD, FakeDialog)
    pages.replace(pages.QUICK_COMPARE, FakeDialog)


def test_first_start_says_what_to_do(window):
    assert window.stack.currentWidget() is window.welcome
    assert "Drop a folder" in window.welcome.drop_words.text()
    assert window.sidebar.empty.isVisible()
    assert not window.actions_["edit_pairs"].isEnabled()


def test_workspace_shows_its_first_dataset(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    assert window.page.dataset == "first"
    assert window.windowTitle() == "first – workspace – omgui"
    assert window.sidebar.list.currentIndex().data() == "first"
    assert "1 reference" in window.page.data.summary.text()
    assert window.page.data.tree.isVisible()


def test_configuration_that_is_dropped_selects_its_dataset(window, shop, qtbot):
    drop(window, shop / "datasets_configs" / "second_list.json")
    qtbot.waitUntil(lambda: window.session.selected == "second")
    drop(window, shop / "datasets_configs" / "first.yaml")
    qtbot.waitUntil(lambda: window.session.selected == "first")


def test_folder_that_is_dropped_goes_to_the_wizard(window, shop, qtbot, tmp_path, fake_dialogs):
    open_shop(window, shop, qtbot)
    folder = tmp_path / "pictures"
    folder.mkdir()
    drop(window, folder)
    qtbot.waitUntil(lambda: window.opener.dialog is not None)
    assert window.opener.dialog.what == (folder, None)
    window.opener.dialog.reject()
    assert window.opener.dialog is None


def test_without_a_workspace_new_datasets_go_to_the_documents(
    window, qtbot, tmp_path, fake_dialogs
):
    folder = tmp_path / "pictures"
    folder.mkdir()
    drop(window, folder)
    qtbot.waitUntil(lambda: window.opener.dialog is not None)
    assert window.session.workspace == places.default_workspace()
    window.opener.dialog.reject()


def test_files_that_are_dropped_are_compared(window, shop, qtbot, fake_dialogs):
    open_shop(window, shop, qtbot)
    files = [shop / "data" / "ref.png", shop / "data" / "good1.png"]
    drop(window, *files)
    qtbot.waitUntil(lambda: window.opener.dialog is not None)
    assert window.opener.dialog.what == (files,)
    window.opener.dialog.reject()


def test_one_file_that_is_dropped_is_answered_in_words(window, shop, qtbot):
    drop(window, shop / "data" / "ref.png")
    qtbot.waitUntil(lambda: "two or more" in window.statusBar().currentMessage())


def test_dataset_that_the_wizard_saved_is_shown_and_run(window, shop, qtbot, fake_dialogs):
    open_shop(window, shop, qtbot)
    window.actions_["edit_pairs"].trigger()
    dialog = window.opener.dialog
    assert dialog.what == (None, "first")
    dialog.saved_name = "second"
    dialog.is_run_wanted = True
    dialog.accept()
    assert window.page.dataset == "second"
    assert window.page.tabs.currentIndex() == RUN
    assert window.session.runs.said == [("enqueue", shop, "second"), ("start",)]


def test_tabs_are_made_when_they_are_first_shown(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    assert window.page.content is window.page.data
    window.actions_["tab_metrics"].trigger()
    assert isinstance(window.page.content, QLabel)
    assert window.page.content.text() == "Metrics of first"
    made = window.page.content
    window.actions_["tab_data"].trigger()
    window.actions_["tab_metrics"].trigger()
    assert window.page.content is made


def test_the_next_dataset_shows_the_same_tab(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    window.actions_["tab_metrics"].trigger()
    window.actions_["next"].trigger()
    assert window.page.content.text() == "Metrics of second"
    window.actions_["next"].trigger()
    assert window.session.selected == "second"
    window.actions_["previous"].trigger()
    assert window.page.content.text() == "Metrics of first"


def test_running_dataset_is_told_everywhere(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    runs = window.session.runs
    runs.running, runs.queued = "first", "second"
    runs.view_changed.emit()
    qtbot.waitUntil(lambda: window.states.state("first") is DatasetState.RUNNING)
    index = window.sidebar.model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "first: running"
    assert window.sidebar.model.index(1).data(Qt.ItemDataRole.ToolTipRole) == (
        "second: waiting in the queue"
    )
    assert window.page.state.text() == "running"
    assert window.statusBar().engine.text() == "Running: first"
    assert not window.actions_["run_start"].isEnabled()
    window.actions_["run_pause"].trigger()
    drawn = index.data(Qt.ItemDataRole.DecorationRole).pixmap(16).toImage()
    runs.phase = "paused"
    runs.view_changed.emit()
    assert index.data(Qt.ItemDataRole.DecorationRole).pixmap(16).toImage() != drawn
    assert window.statusBar().engine.text() == "Paused: first"
    window.actions_["run_pause"].trigger()
    window.actions_["run_cancel"].trigger()
    assert runs.said == [("pause",), ("resume",), ("cancel",)]
    runs.running = ""
    runs.run_finished.emit(None)
    runs.view_changed.emit()
    qtbot.waitUntil(lambda: window.states.state("first") is DatasetState.NOT_RUN)


def test_start_shows_the_run_and_starts_it(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    window.actions_["run_start"].trigger()
    assert window.page.content.text() == "Run of first"
    assert window.session.runs.said == [("enqueue", shop, "first"), ("start",)]


def test_run_that_was_broken_off_is_offered(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    window.session.runs.broken_off = ["second"]
    window.session.runs.unfinished_found.emit()
    assert "The run of second was broken off" in window.notice.words.text()
    qtbot.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()
    assert window.page.content.text() == "Run of second"


def test_run_that_goes_on_again_is_no_longer_offered(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    runs = window.session.runs
    runs.broken_off = ["second"]
    runs.unfinished_found.emit()
    runs.running = "first"
    runs.view_changed.emit()
    assert window.notice.isVisible()
    runs.running = "second"
    runs.view_changed.emit()
    assert not window.notice.isVisible()
    runs.unfinished_found.emit()
    assert not window.notice.isVisible(), "it was found again after it had been continued"


def test_workspace_that_cannot_be_opened_is_told_on_the_start_page(window, qtbot, tmp_path):
    window.session.open_in_background(tmp_path / "gone")
    qtbot.waitUntil(lambda: "gone cannot be opened" in window.welcome.message.text())
    assert window.stack.currentWidget() is window.welcome


def test_empty_workspace_says_what_to_do(window, qtbot, tmp_path):
    window.session.open_workspace(tmp_path)
    assert "no dataset yet" in window.welcome.message.text()
    assert "Drop a folder" in window.sidebar.empty.text()


def test_dataset_that_vanishes_leaves_no_page(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    (shop / "datasets_configs" / "first.yaml").unlink()
    qtbot.waitUntil(lambda: window.session.dataset_names() == ["second"])
    assert window.page is None
    assert window.windowTitle() == "workspace – omgui"


def test_recent_workspaces_are_offered_and_can_be_forgotten(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    entries = window.actions_.menus["recent"].actions()
    assert [entry.data() for entry in entries] == [str(shop)]
    window.show_start_page()
    window.welcome.recent.setCurrentIndex(window.welcome.recent_model.index(0, 0))
    with qtbot.waitSignal(window.session.workspace_opened):
        qtbot.keyClick(window.welcome.recent, Qt.Key.Key_Return)
    window.show_start_page()
    window.activateWindow()
    window.welcome.recent.setFocus()
    qtbot.waitUntil(window.welcome.recent.hasFocus)
    window.welcome.recent.setCurrentIndex(window.welcome.recent_model.index(0, 0))
    qtbot.keyClick(window.welcome.recent, Qt.Key.Key_Delete)
    assert window.session.preferences.recent_workspaces == ()
    assert not window.welcome.recent.isVisible()


def test_size_and_sidebar_are_as_the_person_left_them(window, qtbot):
    window.resize(700, 500)
    window.actions_["sidebar"].setChecked(False)
    assert not window.sidebar.isVisible()
    window.close()
    again = MainWindow(Session())
    qtbot.addWidget(again)
    again.show()
    assert (again.width(), again.height()) == (700, 500)
    assert not again.sidebar.isVisible()
    again.close()


@pytest.mark.parametrize(
    "text", ["nonsense", "[General]\nversion=1\ngeometry=x\n", "[General]\nversion=99\n"]
)
def test_no_state_of_the_window_file_stops_the_start(text, session, qtbot):
    places.window_file().parent.mkdir(parents=True, exist_ok=True)
    places.window_file().write_text(text)
    window = MainWindow(session)
    qtbot.addWidget(window)
    assert window.actions_["sidebar"].isChecked()


def test_search_finds_files_of_the_dataset(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    window.actions_["find"].trigger()
    tab = window.page.data
    qtbot.keyClicks(tab.filter, "good2")
    qtbot.waitUntil(lambda: tab.model.lists.distorted == 1)
    assert tab.filter_words.text() == "1 found"


def test_edited_dataset_is_read_again(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    path = shop / "datasets_configs" / "first.yaml"
    with qtbot.waitSignal(window.page.data.was_read):
        path.write_text(path.read_text().replace('"ssim"', '"nonsense"'))
    assert window.page.data.problems.isVisible()
    assert "nonsense" in window.page.data.problems.words.text()


def test_start_page_and_back(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    window.actions_["start_page"].trigger()
    assert window.page is None
    window.sidebar.list.setCurrentIndex(window.sidebar.model.index(1))
    assert window.page.dataset == "second"
    assert window.page.tabs.currentIndex() == DATA != METRICS


def test_usual_workspace_is_not_named_twice_in_the_title(window, shop, qtbot):
    usual = shop.rename(shop.with_name("omgui"))
    open_shop(window, usual, qtbot)
    assert window.windowTitle() == "first – omgui"


def test_files_that_no_metric_asks_for_are_told_as_such(window, shop, qtbot):
    open_shop(window, shop, qtbot)
    assert (
        "1 for metrics without reference (none of which is ticked)"
        in window.page.data.summary.text()
    )
    window.session.select("second")
    qtbot.waitUntil(lambda: window.page.data.read is not None)
    assert "1 for metrics without reference" in window.page.data.summary.text()
    assert "none of which" not in window.page.data.summary.text()
