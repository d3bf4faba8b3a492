"""The program around the window: its start, its second start, and what is dropped on it."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QProcess, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtNetwork import QLocalSocket

from omgui.ui import places
from omgui.ui.app import Desktop
from omgui.ui.collector import GuiCollector
from omgui.ui.demo_maker import DemoMaker
from omgui.ui.drops import Meaning, understand
from omgui.ui.languages import apply_language
from omgui.ui.single_instance import SingleInstance, hand_over


@pytest.fixture
def desktop(qapp, fake_parts):
    made = []

    def start(*paths):
        made.append(Desktop(qapp, paths))
        return made[-1]

    yield start
    for one in made:
        one.close()
        one.deleteLater()


def test_start_with_a_workspace_opens_it(desktop, shop, qtbot):
    window = desktop(shop).window
    qtbot.waitUntil(lambda: window.session.workspace == shop)


def test_start_without_arguments_opens_the_last_workspace(desktop, shop, qtbot):
    first = desktop(shop)
    qtbot.waitUntil(lambda: first.session.workspace == shop)
    first.close()
    again = desktop()
    qtbot.waitUntil(lambda: again.session.workspace == shop)


def test_start_without_arguments_can_be_empty(desktop, shop, qtbot):
    first = desktop(shop)
    qtbot.waitUntil(lambda: first.session.workspace == shop)
    first.session.change_preferences(is_reopening=False)
    first.close()
    again = desktop()
    qtbot.wait(50)
    assert again.session.workspace is None


def test_theme_and_language_change_while_the_window_is_open(desktop, qtbot):
    window = desktop().window
    light = window.palette().window().color().lightness()
    window.session.change_preferences(theme="dark")
    qtbot.waitUntil(lambda: window.palette().window().color().lightness() < light)
    assert window.actions_["quit"].text() == "Qu&it"
    window.session.change_preferences(language="ru")
    qtbot.waitUntil(lambda: window.welcome.title.text() == "Добро пожаловать в omgui")
    assert window.actions_["quit"].text() == "В&ыход"
    assert QLocale().language() == QLocale.Language.Russian
    window.session.change_preferences(language="en")
    qtbot.waitUntil(lambda: window.welcome.title.text() == "Welcome to omgui")


def test_second_start_hands_over_what_it_was_given(desktop, shop, qtbot):
    first = desktop()
    second = QProcess()
    second.start(sys.executable, ["-m", "omgui.cli.main", "gui", str(shop)])
    qtbot.waitUntil(lambda: first.session.workspace == shop, timeout=20_000)
    assert second.waitForFinished(20_000)
    assert second.exitCode() == 0


def test_without_a_window_there_is_nobody_to_hand_over_to(qapp):
    assert not hand_over("omgui-test-nobody", [])


def test_server_left_by_a_crash_is_replaced(qapp):
    first = SingleInstance("omgui-test-twice")
    second = SingleInstance("omgui-test-twice")
    assert second._server.isListening()
    first.close()
    second.close()


@pytest.mark.parametrize("line", [b"nonsense\n", b"3\n", b'"text"\n'])
def test_nonsense_from_another_program_is_refused(qapp, qtbot, line):
    server = SingleInstance("omgui-test-nonsense")
    with qtbot.assertNotEmitted(server.started_again):
        socket = QLocalSocket()
        socket.connectToServer("omgui-test-nonsense")
        assert socket.waitForConnected(1000)
        socket.write(line)
        socket.flush()
        qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    server.close()


def test_damaged_preferences_are_told_in_the_window(desktop, qtbot):
    places.preferences_file().parent.mkdir(parents=True, exist_ok=True)
    places.preferences_file().write_text("{")
    window = desktop().window
    assert "preferences were damaged" in window.notice.words.text()


def test_garbage_is_collected_on_the_gui_thread_only(qapp):
    collector = GuiCollector()
    assert not gc.isenabled()
    ring = [[]]
    for _ in range(2000):
        one = []
        one.append(one)
    ring.clear()
    before = gc.get_count()[0]
    collector.check()
    assert gc.get_count()[0] < before
    collector.close()
    assert gc.isenabled()


def test_what_is_dropped_is_understood(shop, tmp_path):
    configs = shop / "datasets_configs"
    store = shop / "results" / "deep" / "first.omgui"
    store.parent.mkdir(parents=True)
    store.write_bytes(b"")
    lone = tmp_path / "lone.omgui"
    lone.write_bytes(b"")
    for paths, meaning, dataset in (
        ([shop], Meaning.WORKSPACE, ""),
        ([configs], Meaning.WORKSPACE, ""),
        ([configs / "second.yaml"], Meaning.WORKSPACE, "second"),
        ([configs / "first_pairs.json"], Meaning.WORKSPACE, "first"),
        ([store], Meaning.WORKSPACE, "first"),
        ([lone], Meaning.ONE_FILE, ""),
        ([shop / "data"], Meaning.NEW_DATASET, ""),
        ([shop / "data" / "ref.png", shop / "data"], Meaning.NEW_DATASET, ""),
        ([shop / "data" / "ref.png", shop / "data" / "good1.png"], Meaning.COMPARE, ""),
        ([shop / "nothing"], Meaning.NOTHING, ""),
    ):
        found = understand(paths)
        assert (found.meaning, found.dataset) == (meaning, dataset), paths
        if meaning is Meaning.WORKSPACE:
            assert found.paths == (shop,)


class ShortDemo(DemoMaker):
    script = ""

    def command(self, folder):
        return [sys.executable, "-c", self.script, str(folder)]


def test_demo_that_is_made_is_told(qapp, qtbot, tmp_path):
    maker = ShortDemo()
    maker.script = "import pathlib, sys; pathlib.Path(sys.argv[1]).mkdir()"
    with qtbot.waitSignal(maker.made, timeout=20_000) as made:
        maker.start(tmp_path / "demo")
        assert maker.is_busy
    assert made.args[0].is_dir()
    assert not maker.is_busy


def test_demo_that_fails_says_why(qapp, qtbot, tmp_path):
    maker = ShortDemo()
    maker.script = "import sys; sys.exit('no encoder')"
    with qtbot.waitSignal(maker.failed, timeout=20_000) as failed:
        maker.start(tmp_path)
    assert failed.args == ["no encoder"]


def test_demo_can_be_stopped(qapp, qtbot, tmp_path):
    maker = ShortDemo()
    maker.script = "import time; time.sleep(100)"
    maker.start(tmp_path)
    with qtbot.waitSignal(maker.failed) as failed:
        maker.stop()
    assert failed.args == [""]
    assert not maker.is_busy


def test_demo_whose_program_is_missing_says_so(qapp, qtbot, tmp_path):
    maker = DemoMaker()
    maker.command = lambda _folder: [str(tmp_path / "no-python")]
    with qtbot.waitSignal(maker.failed) as failed:
        maker.start(tmp_path)
    assert failed.args[0]


def test_sizes_are_scaled_by_fractions_too(qapp):
    policy = QGuiApplication.highDpiScaleFactorRoundingPolicy()
    assert policy is Qt.HighDpiScaleFactorRoundingPolicy.PassThrough


def test_an_update_of_the_translations_cannot_end_the_program(qapp):
    # A file that is mapped into memory and then written anew ends the process with SIGBUS.
    apply_language("ru")
    maps = Path("/proc/self/maps")
    if not maps.exists():
        pytest.skip("only Linux tells what is mapped")
    assert ".qm" not in maps.read_text(encoding="utf-8")
