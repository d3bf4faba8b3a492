"""A dataset is renamed and deleted from the menus, and what stands against it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock
from PySide6.QtCore import QFile, Qt
from PySide6.QtTest import QTest

from omgui.ui import dataset_commands
from omgui.ui.dataset_dialogs import DeleteDialog, RenameDialog
from omgui.ui.languages import apply_language
from omgui.ui.main_window import MainWindow
from tests.ui.access import nameless, on_page, repeated

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
def results(shop) -> list[Path]:
    """Some results of the dataset 'first'."""
    folder = shop / "results_first"
    folder.mkdir()
    paths = [folder / "first.omgui", folder / "first_psnr.csv"]
    for path in paths:
        path.write_text("x")
    return paths


@pytest.fixture
def ask(window, qtbot):
    """Trigger a command and return the dialog that it opens."""

    def trigger(name):
        window.actions_[name].trigger()
        qtbot.waitUntil(lambda: window.dataset_commands.dialog is not None)
        return window.dataset_commands.dialog

    return trigger


@pytest.fixture
def trash(monkeypatch):
    """A trash that notes what it is given and removes it."""
    gone = []

    def take(path):
        gone.append(path.name)
        path.unlink()
        return True

    monkeypatch.setattr(dataset_commands, "_to_trash", take)
    monkeypatch.setattr(QFile, "supportsMoveToTrash", lambda: True)
    return gone


def names(shop):
    return sorted(path.name for path in (shop / "datasets_configs").iterdir())


def test_dataset_is_renamed_and_stays_the_one_that_is_shown(window, ask, shop, qtbot):
    dialog = ask("rename")
    assert not dialog.rename.isEnabled()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "uno")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.selected == "uno")
    assert window.session.dataset_names() == ["second", "uno"]
    assert window.page.dataset == "uno"
    assert names(shop) == [
        *("second.yaml", "second_list.json", "uno.yaml", "uno_list.json", "uno_pairs.json"),
    ]
    assert 'dataset_name: "first"' in (shop / "datasets_configs" / "uno.yaml").read_text()
    assert ("dismiss", "first") in window.session.runs.said
    qtbot.waitUntil(lambda: window.dataset_commands.dialog is None)


def test_name_that_cannot_be_had_is_said_while_it_is_typed(ask):
    dialog = ask("rename")
    for name, words in (
        ("SECOND", "already"),
        ("a:b", "contains"),
        ("", "empty"),
        ("CON", "Windows"),
    ):
        dialog.name.setText(name)
        assert words in dialog.said.text
        assert not dialog.rename.isEnabled()
    dialog.name.setText("good")
    assert dialog.said.text == ""
    assert dialog.rename.isEnabled()
    dialog.reject()


def test_trouble_is_said_in_the_dialog_and_another_name_can_be_tried(ask, shop, qtbot):
    (shop / "datasets_configs" / "free_list.json").write_text("somebody's")
    dialog = ask("rename")
    dialog.name.setText("free")
    dialog.rename.click()
    assert not dialog.rename.isEnabled()
    dialog.reject()  # not while it goes on
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.rename.isEnabled)
    assert "free_list.json" in dialog.said.text
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible())


@pytest.mark.parametrize("command", ["rename", "delete"])
def test_dataset_at_work_is_left_alone(window, command, qtbot, shop, results):
    runs = window.session.runs
    for running, queued, words in (("first", "", "being scored"), ("", "first", "queue")):
        runs.running, runs.queued = running, queued
        window.notice.hide()
        window.actions_[command].trigger()
        assert words in window.notice.words.text()
        assert window.notice.isVisible()
    runs.queued = ""
    window.notice.hide()
    with FileLock(results[0].with_name(".first.lock")):
        window.actions_[command].trigger()
        qtbot.waitUntil(lambda: "another program" in window.notice.words.text())
    assert window.dataset_commands.dialog is None


@pytest.mark.parametrize("command", ["rename", "delete"])
def test_run_that_began_meanwhile_is_told_in_the_dialog(window, ask, command, shop):
    before = names(shop)
    dialog = ask(command)
    window.session.runs.running = "first"
    if command == "rename":
        dialog.name.setText("uno")
        dialog.rename.click()
    else:
        dialog.delete.click()
    assert "being scored" in dialog.said.text
    assert names(shop) == before
    dialog.reject()


def test_deleted_dataset_goes_to_the_trash_and_its_results_stay(window, ask, trash, results, qtbot):
    dialog = ask("delete")
    assert not dialog.results.isChecked()
    assert dialog.files.toPlainText().splitlines() == [
        "datasets_configs/first_list.json",
        "datasets_configs/first_pairs.json",
        "datasets_configs/first.yaml",
    ]
    assert "trash" in dialog.fate.text
    assert not dialog.delete.isDefault()
    dialog.delete.click()
    qtbot.waitUntil(lambda: window.session.selected == "second")
    assert trash == ["first_list.json", "first_pairs.json", "first.yaml"]
    assert all(path.exists() for path in results)
    assert sorted(path.name for path in (results[0].parents[1] / "data").iterdir()) == [
        *("good1.png", "good2.png", "other.png", "ref.png"),
    ]
    assert "first" in window.statusBar().currentMessage()


def test_results_go_too_on_wish(window, ask, trash, results, qtbot):
    dialog = ask("delete")
    assert "2 file" in dialog.results.text()
    dialog.results.click()
    assert "results_first/first.omgui" in dialog.files.toPlainText()
    dialog.delete.click()
    qtbot.waitUntil(lambda: "first" not in window.session.dataset_names())
    assert not any(path.exists() for path in results)
    assert trash[-1] == "first.yaml"


def test_without_a_trash_files_are_deleted_for_good_after_saying_so(
    window, ask, monkeypatch, shop, qtbot
):
    monkeypatch.setattr(QFile, "supportsMoveToTrash", lambda: False)
    dialog = ask("delete")
    assert "for good" in dialog.fate.text
    dialog.delete.click()
    qtbot.waitUntil(lambda: window.session.dataset_names() == ["second"])
    assert names(shop) == ["second.yaml", "second_list.json"]


def test_what_the_trash_does_not_take_can_be_deleted_for_good(
    window, ask, monkeypatch, shop, qtbot
):
    taken = []

    def take(path):
        taken.append(path)
        path.unlink()
        return True

    def refuse_second(path):
        return not taken and take(path)

    monkeypatch.setattr(dataset_commands, "_to_trash", refuse_second)
    monkeypatch.setattr(QFile, "supportsMoveToTrash", lambda: True)
    dialog = ask("delete")
    dialog.delete.click()
    assert not dialog.delete.isEnabled()
    qtbot.waitUntil(dialog.delete.isEnabled)
    assert "first_pairs.json" in dialog.said.text
    assert "the trash does not take it" in dialog.said.text
    assert "for good" in dialog.fate.text
    assert "first_list.json" not in dialog.files.toPlainText()
    dialog.delete.click()
    qtbot.waitUntil(lambda: window.session.dataset_names() == ["second"])
    assert names(shop) == ["second.yaml", "second_list.json"]


def test_real_trash_takes_a_file_or_says_no(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("x")
    assert dataset_commands._to_trash(path) is not path.exists()
    assert not dataset_commands._to_trash(tmp_path / "none.txt")


def test_last_dataset_leaves_the_start_page(window, ask, trash, qtbot):
    for name in ("first", "second"):
        window.session.select(name)
        ask("delete").delete.click()
        qtbot.waitUntil(lambda name=name: name not in window.session.dataset_names())
        qtbot.waitUntil(lambda: window.dataset_commands.dialog is None)
    assert window.page is None
    assert not window.actions_["delete"].isEnabled()
    window.dataset_commands._on_rename()
    assert window.dataset_commands.dialog is None


def test_dataset_that_vanished_meanwhile_is_told(window, shop, qtbot):
    (shop / "datasets_configs" / "first.yaml").unlink()
    window.actions_["rename"].trigger()
    qtbot.waitUntil(lambda: "no dataset" in window.notice.words.text())


def test_list_of_datasets_offers_both_and_has_keys_for_them(window, ask):
    listed = [action for action in window.sidebar.list.actions() if not action.isSeparator()]
    assert window.actions_["rename"] in listed
    assert window.actions_["delete"] in listed
    window.sidebar.list.setFocus()
    QTest.keyClick(window.sidebar.list, Qt.Key.Key_Delete)
    assert isinstance(ask("delete"), DeleteDialog)
    window.dataset_commands.dialog.reject()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_dialogs_can_be_used_without_a_mouse_and_without_seeing_them(window, ask, language):
    apply_language(language)
    for command in ("rename", "delete"):
        dialog = ask(command)
        apply_language(language)
        assert nameless(dialog) == []
        assert repeated(on_page(dialog)) == []
        dialog.reject()


def test_names_with_spaces_and_other_letters_are_shown_as_they_are(window, qtbot):
    dialog = RenameDialog("Мой & набор", ["Мой & набор"], window)
    assert dialog.name.text() == "Мой & набор"
    assert "Мой & набор" in dialog.windowTitle()
    dialog.deleteLater()
