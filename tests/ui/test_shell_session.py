"""The session: workspaces are opened, watched and remembered."""

from __future__ import annotations

import json
import shutil

from omgui.core.dataset import Dataset
from omgui.ui import pages, places
from omgui.ui.session import Session, scan_datasets
from tests.ui.conftest import FakeRuns


def edit(path):
    with path.open("a") as file:
        file.write("# more\n")


def test_opening_tells_the_workspace_and_its_datasets(session, shop, qtbot):
    with qtbot.waitSignals([session.workspace_opened, session.datasets_changed]):
        assert session.open_workspace(shop)
    assert session.workspace == shop
    assert session.dataset_names() == ["first", "second"]


def test_opening_in_the_background_tells_the_same(session, shop, qtbot):
    with qtbot.waitSignal(session.workspace_opened) as opened:
        session.open_in_background(shop)
    assert opened.args == [shop]
    assert session.dataset_names() == ["first", "second"]


def test_workspace_that_is_not_there_is_told_and_the_open_one_stays(session, shop, qtbot):
    session.open_workspace(shop)
    for open_it in (session.open_workspace, session.open_in_background):
        with qtbot.waitSignal(session.workspace_failed) as failed:
            open_it(shop / "nowhere")
        assert failed.args[0] == shop / "nowhere"
        assert "No such file" in failed.args[1]
    assert session.workspace == shop


def test_both_folders_of_configurations_are_read(session, shop):
    shutil.move(shop / "datasets_configs" / "second.yaml", shop / "second.yaml")
    (shop / "dataset_configs").mkdir()
    shutil.move(shop / "second.yaml", shop / "dataset_configs" / "second.yaml")
    session.open_workspace(shop)
    assert session.dataset_names() == ["first", "second"]


def test_dataset_that_appears_on_the_disk_is_found(session, shop, qtbot):
    session.open_workspace(shop)
    with qtbot.waitSignal(session.datasets_changed):
        (shop / "datasets_configs" / "Alpha.yaml").write_text("type: img\n")
    assert session.dataset_names() == ["Alpha", "first", "second"]


def test_first_dataset_of_an_empty_workspace_is_found(session, tmp_path, qtbot):
    session.open_workspace(tmp_path)
    (tmp_path / "datasets_configs").mkdir()
    (tmp_path / "datasets_configs" / "a.yaml").write_text("type: img\n")
    qtbot.waitUntil(lambda: session.dataset_names() == ["a"])


def test_configuration_edited_in_place_is_told_by_name(session, shop, qtbot):
    session.open_workspace(shop)
    for _ in range(2):  # also after the watcher has seen it once
        with qtbot.waitSignal(session.dataset_edited) as edited:
            edit(shop / "datasets_configs" / "first.yaml")
        assert edited.args == ["first"]


def test_replaced_list_is_told_by_name(session, shop, qtbot):
    session.open_workspace(shop)
    with qtbot.waitSignal(session.dataset_edited) as edited:
        new = shop / "datasets_configs" / ".new"
        new.write_text(json.dumps(["other.png", "ref.png"]))
        new.replace(shop / "datasets_configs" / "second_list.json")
    assert edited.args == ["second"]


def test_results_that_are_written_are_no_change_of_datasets(session, shop, qtbot):
    session.open_workspace(shop)
    with qtbot.assertNotEmitted(session.datasets_changed, wait=600):
        (shop / "results").mkdir()


def test_dataset_that_vanishes_is_selected_no_more(session, shop, qtbot):
    session.open_workspace(shop)
    session.select("second")
    with qtbot.waitSignal(session.dataset_selected) as selected:
        (shop / "datasets_configs" / "second.yaml").unlink()
        session.reload()
    assert selected.args == [""]


def test_workspace_that_vanishes_is_told(session, shop, qtbot):
    session.open_workspace(shop)
    shutil.rmtree(shop)
    with qtbot.waitSignal(session.workspace_failed):
        session.reload()


def test_load_returns_a_dataset_or_what_keeps_it_from_running(session, shop):
    assert session.load("first")[0].code == "no-workspace"
    session.open_workspace(shop)
    assert isinstance(session.load("first"), Dataset)
    assert [problem.code for problem in session.load("third")] == ["dataset-missing"]


def test_preferences_are_there_at_the_next_start(session, shop, qtbot):
    with qtbot.waitSignal(session.preferences_changed):
        session.change_preferences(theme="dark")
    session.open_workspace(shop)
    again = Session()
    assert again.preferences.theme == "dark"
    assert again.preferences.recent_workspaces == (str(shop),)
    again.forget_recent(str(shop))
    assert again.preferences.recent_workspaces == ()
    again.close()


def test_preferences_that_cannot_be_kept_count_all_the_same(session, qtbot):
    places.preferences_file().parent.parent.mkdir(parents=True, exist_ok=True)
    places.preferences_file().parent.write_text("a file where a folder is needed")
    with qtbot.waitSignal(session.preferences_noted) as noted:
        session.change_preferences(theme="dark")
    assert noted.args[0].code == "preferences-unwritable"
    assert session.preferences.theme == "dark"


def test_run_controller_is_made_once_and_closed(session):
    pages.replace(pages.RUNS, FakeRuns)
    assert not session.has_runs
    runs = session.runs
    assert session.runs is runs
    session.close()
    session.close()
    assert runs.said == [("close",)]


def test_scan_ignores_other_files(shop):
    (shop / "datasets_configs" / "notes.txt").write_text("")
    assert list(scan_datasets(shop)) == ["first", "second"]
