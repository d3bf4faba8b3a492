"""What is kept of a dataset follows it to another name, and goes when it is deleted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QFile

from omgui.core.results.views import TableView
from omgui.ui import dataset_commands
from omgui.ui.dataset_page import RESULTS
from omgui.ui.kept_by_dataset import VIEWS, KeptByDataset
from omgui.ui.main_window import MainWindow
from omgui.ui.results.table_layouts import TableLayout, TableLayouts

_CHOSEN = ("file", "psnr")
WAIT_MS = 20_000


@pytest.fixture
def window(session, shop, qtbot):
    """The real window, with the table of the dataset 'first' as somebody left it."""
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    made.session.open_workspace(shop)
    made.session.select("first")
    made.page.show_tab(RESULTS)
    wait_for_table(qtbot, made)
    made.page.content.panel.change(columns=_CHOSEN)
    KeptByDataset(VIEWS).keep(shop, "first", {"frame": 3})
    yield made
    made.close()


def wait_for_table(qtbot, window):
    qtbot.waitUntil(
        lambda: getattr(window.page.content, "panel", None) is not None, timeout=WAIT_MS
    )
    qtbot.waitUntil(lambda: window.page.content.panel.items is not None, timeout=WAIT_MS)


def ask(window, qtbot, command):
    window.actions_[command].trigger()
    qtbot.waitUntil(lambda: window.dataset_commands.dialog is not None, timeout=WAIT_MS)
    return window.dataset_commands.dialog


def test_table_and_viewer_of_a_renamed_dataset_are_as_they_were_left(window, qtbot, shop):
    TableLayouts().keep(shop, "uno", TableLayout(view=TableView(name="-", columns=("mode",))))
    dialog = ask(window, qtbot, "rename")
    dialog.name.setText("uno")
    dialog.rename.click()
    qtbot.waitUntil(lambda: window.session.selected == "uno", timeout=WAIT_MS)
    window.page.show_tab(RESULTS)
    wait_for_table(qtbot, window)
    assert window.page.content.panel.wish.view.columns == _CHOSEN
    assert KeptByDataset(VIEWS).find(shop, "uno") == {"frame": 3}
    assert TableLayouts().find(shop, "first") is None


def test_nothing_is_kept_of_a_deleted_dataset_for_a_later_one_of_its_name(
    window, qtbot, shop, monkeypatch
):
    monkeypatch.setattr(QFile, "supportsMoveToTrash", lambda: True)
    monkeypatch.setattr(dataset_commands, "_to_trash", lambda path: path.unlink() is None)
    ask(window, qtbot, "delete").delete.click()
    qtbot.waitUntil(lambda: window.session.selected == "second", timeout=WAIT_MS)
    assert TableLayouts().find(shop, "first") is None
    assert KeptByDataset(VIEWS).find(shop, "first") is None
