"""The window can be used without a mouse, without seeing it, and without telling colours apart."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QMenu

from omgui.core.dataset_state import DatasetState
from omgui.ui.about_dialog import AboutDialog
from omgui.ui.crash_dialog import CrashDialog
from omgui.ui.icons import icon
from omgui.ui.languages import apply_language
from omgui.ui.main_window import MainWindow
from omgui.ui.run.options_panel import OptionsPanel
from omgui.ui.theme import (
    is_dark,
    own_palette,
    role_colour,
    series_colours,
    state_colour,
    state_icon,
)
from omgui.ui.window_dialogs import PreferencesDialog, ShortcutsDialog
from tests.ui.access import mnemonics, nameless, on_page, repeated

pytestmark = pytest.mark.usefixtures("fake_parts")
_Role = QPalette.ColorRole


@pytest.fixture(params=["en", "ru"])
def language(request):
    apply_language(request.param)
    return request.param


@pytest.fixture
def window(session, shop, qtbot, language):
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.show()
    made.session.open_workspace(shop)
    qtbot.waitUntil(lambda: made.page is not None and made.page.data.read is not None)
    yield made
    made.close()


def dialogs(window, tmp_path):
    yield PreferencesDialog(window.session, window)
    yield ShortcutsDialog(window.actions_.all.values(), window)
    yield AboutDialog(window.session, window)
    yield CrashDialog("details", tmp_path, window)


def test_everything_that_tab_reaches_has_a_name(window, tmp_path):
    assert nameless(window) == []
    for dialog in dialogs(window, tmp_path):
        assert nameless(dialog) == [], dialog


def test_mnemonics_of_a_menu_are_unique_and_every_entry_has_one(window):
    menus = {"bar": window.menuBar().actions()}
    menus |= {menu.title(): menu.actions() for menu in window.menuBar().findChildren(QMenu)}
    for title, entries in menus.items():
        texts = [entry.text() for entry in entries if not entry.isSeparator()]
        assert repeated(texts) == [], title
        assert sum(mnemonics(texts).values()) == len(texts), title


def test_mnemonics_of_a_page_are_unique_beside_the_menu_bar(window, tmp_path):
    bar = [action.text() for action in window.menuBar().actions()]
    for page in (window.page, window.welcome):
        assert repeated([*bar, window.notice.button.text(), *on_page(page)]) == [], page
    for dialog in dialogs(window, tmp_path):
        assert repeated(on_page(dialog)) == [], dialog


def test_no_shortcut_is_given_twice(window):
    keys = Counter(
        key.toString() for action in window.actions_.all.values() for key in action.shortcuts()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_tab_goes_round_and_leaves_tables(window, qtbot):
    window.activateWindow()
    window.page.data.filter.setFocus()
    qtbot.waitUntil(window.page.data.filter.hasFocus)
    seen = []
    for _ in range(30):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
    for widget in (window.page.data.tree, window.page.data.edit, window.sidebar.list):
        assert widget in seen


def contrast(one, other):
    def luminance(colour):
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_text_can_be_read_on_its_background(dark):
    palette = own_palette(is_dark=dark)
    assert is_dark(palette) is dark
    for text, ground in (
        (_Role.WindowText, _Role.Window),
        (_Role.Text, _Role.Base),
        (_Role.Text, _Role.AlternateBase),
        (_Role.PlaceholderText, _Role.Base),
        (_Role.ButtonText, _Role.Button),
        (_Role.HighlightedText, _Role.Highlight),
        (_Role.Link, _Role.Window),
        (_Role.LinkVisited, _Role.Base),
        (_Role.ToolTipText, _Role.ToolTipBase),
    ):
        assert contrast(palette.color(text), palette.color(ground)) >= 4.5, (text, ground)
    colours = [role_colour(role, palette) for role in ("good", "warning", "bad", "busy", "quiet")]
    colours += [state_colour(state, palette) for state in DatasetState]
    for colour in [*colours, *series_colours(palette)]:
        for ground in (_Role.Window, _Role.Base, _Role.AlternateBase):
            assert contrast(colour, palette.color(ground)) >= 4.5, colour.name()


def test_states_differ_in_shape_not_only_in_colour(qapp):
    drawings = set()
    for state in DatasetState:
        image = state_icon(state).pixmap(24, 24).toImage()
        shape = bytes(
            1 if image.pixelColor(x, y).alpha() > 100 else 0 for x in range(24) for y in range(24)
        )
        assert any(shape)
        drawings.add(shape)
    assert len(drawings) == len(DatasetState)


def test_icons_follow_the_palette(qapp):
    drawing = icon("folder")

    def brightest():
        image = drawing.pixmap(32, 32).toImage()
        seen = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        return max(colour.lightness() for colour in seen if colour.alpha() > 200)

    qapp.setPalette(own_palette(is_dark=False))
    assert brightest() < 100
    qapp.setPalette(own_palette(is_dark=True))
    assert brightest() > 150


def test_unknown_icon_is_refused(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no-such-drawing")


def test_there_are_fonts_to_write_with(qapp):
    assert QFontDatabase.families()


def test_no_word_of_the_run_options_is_cut(qtbot):
    panel = OptionsPanel()
    qtbot.addWidget(panel)
    panel.show()
    for language in ("en", "ru"):
        apply_language(language)
        QApplication.processEvents()
        panel.resize(panel.minimumSizeHint())
        line = panel.device.lineEdit()
        words = panel.device.itemText(0)
        assert line.width() > line.fontMetrics().horizontalAdvance(words), language
        assert panel.workers.width() >= panel.workers.sizeHint().width(), language
