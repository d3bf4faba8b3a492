"""Menus and dialogs of the window do what they say."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QUndoCommand, QUndoStack
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QLabel

from omgui.ui import data_tab, pages, places
from omgui.ui.about_dialog import AboutDialog
from omgui.ui.languages import apply_language
from omgui.ui.main_window import MainWindow
from omgui.ui.theme import apply_theme
from omgui.ui.window_dialogs import PreferencesDialog, ShortcutsDialog

pytestmark = pytest.mark.usefixtures("fake_parts")


@pytest.fixture
def window(session, shop, qtbot):
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    made.session.open_workspace(shop)
    qtbot.waitUntil(lambda: made.page is not None and made.page.data.read is not None)
    yield made
    made.close()


@pytest.fixture
def opened(monkeypatch):
    """What was to be shown in the system's own windows."""
    paths = []
    for module in ("window_commands", "data_tab"):
        monkeypatch.setattr(f"omgui.ui.{module}.open_path", paths.append)
    return paths


def test_folders_and_files_are_shown(window, shop, opened):
    window.actions_["results_folder"].trigger()
    assert "no results yet" in window.statusBar().currentMessage()
    (shop / "results_first").mkdir()
    names = ("workspace_folder", "data_folder", "results_folder", "config_file", "log_folder")
    for name in names:
        window.actions_[name].trigger()
    assert opened == [
        shop,
        shop / "data",
        shop / "results_first",
        shop / "datasets_configs" / "first.yaml",
        places.logs_folder(),
    ]


def test_file_of_the_tree_is_opened_by_a_double_click(window, shop, opened):
    model = window.page.data.model
    reference = model.index(0, 0, model.index(0, 0))
    window.page.data.tree.doubleClicked.emit(reference)  # unfolds, does not open
    window.page.data.tree.doubleClicked.emit(model.index(1, 0, reference))
    assert opened == [shop / "data" / "good2.png"]


def test_theme_and_language_are_chosen_in_the_menu(window):
    for action in (*window.actions_.themes.actions(), *window.actions_.languages.actions()):
        if action.data() in {"dark", "ru"}:
            action.trigger()
    likes = window.session.preferences
    assert (likes.theme, likes.language) == ("dark", "ru")
    checked = [one.data() for one in window.actions_.themes.actions() if one.isChecked()]
    assert checked == ["dark"]


def test_recent_workspace_of_the_menu_is_opened(window, qtbot, tmp_path):
    (tmp_path / "other").mkdir()
    window.session.open_workspace(tmp_path / "other")
    entry = window.actions_.menus["recent"].actions()[1]
    with qtbot.waitSignal(window.session.workspace_opened) as found:
        entry.trigger()
    assert found.args[0].name == "workspace"


def test_full_screen_and_back(window):
    window.actions_["full_screen"].trigger()
    assert window.isFullScreen()
    window.actions_["full_screen"].trigger()
    assert not window.isFullScreen()


class Edit(QUndoCommand):
    def __init__(self, lines):
        super().__init__()
        self.lines = lines

    def redo(self):
        self.lines.append("edit")

    def undo(self):
        self.lines.pop()


def test_undo_acts_on_the_tab_in_front(window):
    lines = []

    def make(_session, _dataset, parent):
        page = QLabel(parent)
        page.undo_stack = QUndoStack(page)
        page.undo_stack.push(Edit(lines))
        return page

    pages.replace(pages.METRICS, make)
    assert not window.actions_["undo"].isEnabled()
    window.actions_["tab_metrics"].trigger()
    window.actions_["undo"].trigger()
    assert lines == []
    window.actions_["redo"].trigger()
    assert lines == ["edit"]
    window.actions_["tab_data"].trigger()
    assert not window.actions_["undo"].isEnabled()


def test_reload_reads_the_dataset_again(window, qtbot):
    with qtbot.waitSignal(window.page.data.was_read):
        window.actions_["reload"].trigger()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("preferences", PreferencesDialog), ("shortcuts", ShortcutsDialog), ("about", AboutDialog)],
)
def test_dialogs_are_opened_and_closed(window, qtbot, name, kind):
    window.actions_[name].trigger()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind))
    assert dialog.isVisible()
    dialog.close()


def test_shortcuts_begin_with_those_of_the_page_in_front(window):
    def make(_session, _dataset, parent):
        page = QLabel(parent)
        leap = QAction("Leap", page)
        leap.setShortcut("Ctrl+Shift+F7")
        page.groups = lambda: [("Own", [leap])]
        return page

    pages.replace(pages.METRICS, make)
    said = {}
    for tab in ("tab_data", "tab_metrics"):
        window.actions_[tab].trigger()
        window.actions_["shortcuts"].trigger()
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, ShortcutsDialog)]
        dialog = next(one for one in shown if one.isVisible())
        said[tab] = dialog.table.item(0, 1).text(), dialog.about.text()
        dialog.close()
    assert said["tab_data"][0] != "Leap"
    assert "press ? there" in said["tab_data"][1]
    assert said["tab_metrics"][0] == "Leap"
    assert "page in front" in said["tab_metrics"][1]


def test_preferences_count_at_once(window, qtbot):
    dialog = PreferencesDialog(window.session, window)
    for box, wanted in ((dialog.theme, "dark"), (dialog.language, "ru")):
        box.setCurrentIndex(box.findData(wanted))
        box.activated.emit(box.currentIndex())
    dialog.reopening.click()
    likes = window.session.preferences
    assert (likes.theme, likes.language, likes.is_reopening) == ("dark", "ru", False)
    dialog.close()


class FakeDialog(QDialog):
    def __init__(self, _session, *what):
        super().__init__(what[-1])
        self.what = what[:-1]


def choose(window, action, *paths):
    """Choose paths in the system's dialog, as far as a test can."""
    window.actions_[action].trigger()
    dialog = window.opener.dialog
    assert isinstance(dialog, QFileDialog)
    if len(paths) > 1:
        dialog.filesSelected.emit([str(path) for path in paths])
    else:
        dialog.fileSelected.emit(str(paths[0]))
    dialog.reject()


def test_chosen_folder_goes_to_the_wizard(window, qtbot, tmp_path):
    pages.replace(pages.WIZARD, FakeDialog)
    folder = tmp_path / "pictures"
    folder.mkdir()
    choose(window, "new_dataset", folder)
    qtbot.waitUntil(lambda: isinstance(window.opener.dialog, FakeDialog))
    assert window.opener.dialog.what == (folder, None)
    window.actions_["open"].trigger()  # one thing at a time
    assert isinstance(window.opener.dialog, FakeDialog)
    window.opener.dialog.reject()


def test_chosen_files_are_compared(window, qtbot, shop):
    pages.replace(pages.QUICK_COMPARE, FakeDialog)
    files = [shop / "data" / "ref.png", shop / "data" / "good1.png"]
    choose(window, "compare", *files)
    qtbot.waitUntil(lambda: isinstance(window.opener.dialog, FakeDialog))
    assert window.opener.dialog.what == (files,)
    window.opener.dialog.reject()


def test_chosen_workspace_is_opened(window, qtbot, tmp_path):
    (tmp_path / "other").mkdir()
    choose(window, "open", tmp_path / "other")
    qtbot.waitUntil(lambda: window.session.workspace == tmp_path / "other")


def test_demo_is_made_and_opened(window, qtbot):
    script = "import pathlib, sys; pathlib.Path(sys.argv[1]).mkdir(parents=True)"
    window.opener.demo.command = lambda folder: [sys.executable, "-c", script, str(folder)]
    window.actions_["demo"].trigger()
    assert window.welcome.progress.isVisible()
    qtbot.waitUntil(lambda: window.session.workspace == places.demo_folder(), timeout=20_000)
    assert not window.welcome.progress.isVisible()


def test_demo_that_cannot_be_made_says_why_in_place(window, qtbot):
    window.opener.demo.command = lambda _folder: [sys.executable, "-c", "raise SystemExit('why')"]
    window.actions_["demo"].trigger()
    qtbot.waitUntil(lambda: "made: why" in window.welcome.message.text(), timeout=20_000)
    assert not window.welcome.progress.isVisible()
    assert window.welcome.demo.isEnabled()


def test_no_place_for_new_datasets_is_told(window, qtbot, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(places, "default_workspace", lambda: tmp_path / "file" / "omgui")
    window.session._workspace = None
    window.opener.make_dataset(tmp_path)
    assert "cannot be made" in window.statusBar().currentMessage()


def test_only_a_few_pages_are_kept(window, shop, qtbot):
    for number in range(9):
        text = (shop / "datasets_configs" / "second.yaml").read_text()
        (shop / "datasets_configs" / f"z{number}.yaml").write_text(text)
    window.session.reload()
    for name in window.session.dataset_names():
        window.session.select(name)
    assert len(window.stack._pages) == 6
    assert window.page.dataset == "z8"


def test_path_that_is_not_there_is_told(window, qtbot, tmp_path):
    window.opener.open_paths([tmp_path / "nothing"])
    qtbot.waitUntil(lambda: "no such file" in window.statusBar().currentMessage())


def test_what_the_system_cannot_open_is_told_with_its_path(window, shop, monkeypatch):
    monkeypatch.setattr(data_tab.sys, "platform", "linux")
    monkeypatch.setattr(data_tab.shutil, "which", lambda _name: None)
    window.actions_["data_folder"].trigger()
    assert window.notice.isVisible()
    assert str(shop / "data") in window.notice.words.text()
    window.notice.button.click()
    assert QApplication.clipboard().text() == str(shop / "data")


def test_what_the_system_refuses_to_open_is_told_as_well(window, shop, monkeypatch):
    monkeypatch.setattr(data_tab.shutil, "which", lambda name: f"/usr/bin/{name}")
    urls = []
    answers = iter([False, True])
    monkeypatch.setattr(
        data_tab.QDesktopServices, "openUrl", lambda url: urls.append(url) or next(answers)
    )
    assert not data_tab.open_path(shop)
    assert str(shop) in window.notice.words.text()
    window.notice.hide()
    assert data_tab.open_path(shop)
    assert window.notice.isHidden()
    assert urls[0].toLocalFile() == shop.as_posix()


def test_preferences_follow_the_language_that_they_set(window):
    dialog = PreferencesDialog(window.session, window)
    apply_language("ru")
    QApplication.processEvents()
    assert dialog.windowTitle() == "Настройки"
    assert dialog.theme.itemText(0) == dialog.language.itemText(0) != "As the system has it"
    assert dialog.language.itemText(1) == "English"
    dialog.close()


def test_close_buttons_have_a_picture_that_can_be_seen_in_the_dark(window):
    apply_theme(QApplication.instance(), "dark")
    for dialog in (PreferencesDialog(window.session, window), AboutDialog(window.session, window)):
        box = dialog.findChild(QDialogButtonBox)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        image = close.icon().pixmap(32, 32).toImage()
        seen = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        inked = [colour.lightness() for colour in seen if colour.alpha() > 200]
        assert inked
        assert min(inked) > 128
        dialog.close()


def test_pairs_are_edited_by_their_keys_from_a_search_field(window, qtbot):
    with qtbot.waitActive(window):
        window.activateWindow()
    asked = []
    window.actions_["edit_pairs"].triggered.disconnect()
    window.actions_["edit_pairs"].triggered.connect(lambda: asked.append("pairs"))
    window.page.focus_search()
    QTest.keyClick(window.page.data.filter, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["pairs"]
    QTest.keyClick(window.page.data.filter, Qt.Key.Key_Down)
    assert window.page.data.tree.hasFocus()
