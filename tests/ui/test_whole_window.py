"""The window with its real pages: one set of keys for all, and a name for everything."""

from __future__ import annotations

import pytest

from omgui.ui.dataset_page import DATA, METRICS, RESULTS, RUN, VIEWER
from omgui.ui.languages import apply_language
from omgui.ui.main_window import MainWindow
from tests.ui.access import nameless, on_page, repeated


@pytest.fixture(params=["en", "ru"])
def window(session, shop, qtbot, request):
    apply_language(request.param)
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    made.session.open_workspace(shop)
    qtbot.waitUntil(lambda: made.page is not None and made.page.data.read is not None)
    yield made
    made.close()


@pytest.mark.parametrize("tab", [DATA, METRICS, RUN, RESULTS, VIEWER])
def test_every_tab_shares_the_keys_of_the_window(window, qtbot, tab):
    window.page.show_tab(tab)
    qtbot.wait(50)
    bar = [action.text() for action in window.menuBar().actions()]
    titles = [window.page.tabs.tabText(number) for number in range(VIEWER + 1)]
    texts = [*bar, window.notice.button.text(), *titles, *on_page(window.page.content)]
    assert repeated(texts) == [], texts


@pytest.mark.parametrize("tab", [DATA, METRICS, RUN, RESULTS, VIEWER])
def test_everything_that_tab_reaches_has_a_name(window, qtbot, tab):
    window.page.show_tab(tab)
    qtbot.wait(50)
    assert [(type(found), found.objectName()) for found in nameless(window)] == []
