"""Errors that nobody expected are shown once, counted, and written down; the window stays."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QObject, QTimer, QtMsgType, Signal, Slot, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget

from omgui.ui import app as app_module
from omgui.ui import crash_guard, log_file, places
from omgui.ui.app import Desktop, run_window
from omgui.ui.crash_dialog import CrashDialog
from omgui.ui.crash_guard import CrashGuard
from omgui.ui.log_file import KEPT_TRACE_NAME, LOG_NAME, TRACE_NAME, start_log, stop_log
from omgui.ui.notice_bar import NoticeBar


@pytest.fixture
def guard(qapp, tmp_path):
    made = CrashGuard(tmp_path)
    made.install()
    yield made
    made.remove()


@pytest.fixture
def clock(monkeypatch):
    """The guard's clock, which stands still until it is told otherwise."""
    now = [1000.0]
    monkeypatch.setattr(crash_guard.time, "monotonic", lambda: now[0])
    return now


def dialogs():
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, CrashDialog) and one.isVisible()
    ]


def shown_dialog(qtbot):
    qtbot.waitUntil(lambda: bool(dialogs()))
    (dialog,) = dialogs()
    return dialog


def fail():
    """Tell of an error that was made here, as one that nobody caught."""
    try:
        int("no number")
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)


def settle():
    QApplication.processEvents()
    QApplication.processEvents()


def unraisable(error, thing=None, said=None):
    fields = {
        "exc_type": type(error),
        "exc_value": error,
        "exc_traceback": None,
        "err_msg": said,
        "object": thing,
    }
    sys.unraisablehook(type("Found", (), fields))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_error_in_any_thread_is_shown_with_details(guard, qtbot):
    def work():
        raise ValueError("in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    dialog = shown_dialog(qtbot)
    assert "stored scores are not affected" in dialog.words.text()
    assert "ValueError: in a thread" in dialog.details.toPlainText()
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "omgui 0" in copied
    assert "ValueError: in a thread" in copied
    dialog.close()


class Thrower(QObject):
    asked = Signal()

    @Slot()
    def throw(self):
        raise ValueError("in a slot")


@pytest.mark.parametrize("how", ["slot", "timer"])
def test_error_in_a_slot_is_shown(guard, qtbot, how, monkeypatch):
    thrower = Thrower()
    thrower.asked.connect(thrower.throw)
    if how == "slot":
        thrower.asked.emit()
    else:
        QTimer.singleShot(0, thrower.throw)
    dialog = shown_dialog(qtbot)
    assert "in a slot" in dialog.details.toPlainText()
    dialog.close()


def test_errors_while_a_dialog_is_open_are_counted_in_it(guard, qtbot):
    fail()
    dialog = shown_dialog(qtbot)
    assert dialog.counted.isHidden()
    fail()
    fail()
    sys.excepthook(KeyError, KeyError("another"), None)
    settle()
    assert dialogs() == [dialog]
    assert "happened 3 time" in dialog.counted.text()
    assert "1 other error" in dialog.counted.text()
    dialog.close()


def test_error_that_goes_on_after_its_dialog_was_closed_opens_no_other(guard, qtbot, clock):
    fail()
    shown_dialog(qtbot).close()
    with qtbot.waitSignal(guard.repeated):
        fail()
    clock[0] += 9.0
    fail()
    settle()
    assert dialogs() == []
    clock[0] += 11.0
    fail()
    dialog = shown_dialog(qtbot)
    assert "4 time" in dialog.counted.text()
    dialog.close()


def test_another_error_is_shown_although_one_was_just_closed(guard, qtbot, clock):
    fail()
    shown_dialog(qtbot).close()
    sys.excepthook(KeyError, KeyError("another"), None)
    dialog = shown_dialog(qtbot)
    assert "another" in dialog.details.toPlainText()
    dialog.close()


def test_dialog_that_went_with_its_window_does_not_hide_the_next(guard, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    fail()
    shown_dialog(qtbot).setParent(window)
    window.deleteLater()
    qtbot.waitUntil(lambda: dialogs() == [])
    sys.excepthook(KeyError, KeyError("another"), None)
    shown_dialog(qtbot).close()


def test_error_that_repeats_itself_does_not_fill_the_log(guard, qtbot, caplog):
    with caplog.at_level(logging.ERROR, logger="omgui.window"):
        for _ in range(100):
            fail()
    assert len(caplog.records) == 7  # the 1st, 2nd, 4th … 64th time
    assert "(happened 64 times)" in caplog.records[-1].getMessage()
    shown_dialog(qtbot).close()


def test_errors_of_destructors_are_shown_even_if_the_thing_has_no_name_left(guard, qtbot):
    class Broken:
        def __repr__(self):
            raise RuntimeError("gone already")

    unraisable(OSError("gone"), Broken())
    dialog = shown_dialog(qtbot)
    assert "In a destructor: Broken" in dialog.details.toPlainText()
    dialog.close()


def test_wish_to_end_the_program_is_no_error(guard, qtbot, monkeypatch):
    ended = []
    monkeypatch.setattr(crash_guard.QCoreApplication, "quit", lambda: ended.append("quit"))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    unraisable(KeyboardInterrupt())
    thread_end = threading.ExceptHookArgs((SystemExit, SystemExit(), None, None))
    threading.excepthook(thread_end)
    settle()
    assert dialogs() == []
    assert ended == ["quit"]


def test_hooks_are_given_back(qapp, tmp_path):
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    guard = CrashGuard(tmp_path)
    guard.install()
    guard.install()
    assert sys.excepthook != before[0]
    guard.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_log_folder_is_opened(guard, qtbot, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("omgui.ui.crash_dialog.open_path", opened.append)
    dialog = CrashDialog("details", tmp_path)
    qtbot.addWidget(dialog)
    dialog.folder.click()
    assert opened == [tmp_path]


def test_window_that_cannot_be_made_says_so_and_ends(qapp, monkeypatch):
    read = []

    def broken(*_arguments):
        raise RuntimeError("no window today")

    def look():
        (dialog,) = dialogs()
        read.append((dialog.words.text(), dialog.details.toPlainText()))
        dialog.findChild(QDialogButtonBox).rejected.emit()

    before = sys.excepthook
    monkeypatch.setattr(app_module, "make_app", lambda: qapp)
    monkeypatch.setattr(app_module, "MainWindow", broken)
    QTimer.singleShot(0, look)
    assert run_window([]) == 1
    assert "cannot open its window" in read[0][0]
    assert "RuntimeError: no window today" in read[0][1]
    assert "no window today" in (places.logs_folder() / LOG_NAME).read_text(encoding="utf-8")
    assert sys.excepthook == before


def test_messages_of_qt_and_ours_reach_the_log(qapp, tmp_path):
    assert start_log(tmp_path) == ""
    qWarning("odd thing")
    logging.getLogger("omgui.window").error("our thing")
    assert (tmp_path / TRACE_NAME).exists()
    stop_log()
    text = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert "odd thing" in text
    assert "our thing" in text
    assert "PyAV" in text
    assert not (tmp_path / TRACE_NAME).exists()


def test_last_words_of_qt_are_found_at_the_next_start(qapp, tmp_path):
    start_log(tmp_path)
    log_file._on_qt_message(QtMsgType.QtFatalMsg, None, "no more handles")
    assert "no more handles" in (tmp_path / TRACE_NAME).read_text(encoding="utf-8")
    stop_log()


def test_log_that_cannot_be_written_does_not_stop_the_start(qapp, tmp_path):
    (tmp_path / "file").write_text("")
    assert start_log(tmp_path / "file" / "logs") == ""
    stop_log()


def test_trace_of_a_native_crash_is_found_once_and_kept(qapp, tmp_path):
    script = (
        "import ctypes, sys, pathlib; from omgui.ui.log_file import start_log;"
        "start_log(pathlib.Path(sys.argv[1])); ctypes.string_at(0)"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode != 0
    trace = start_log(tmp_path)
    stop_log()
    assert "string_at" in trace
    assert start_log(tmp_path) == ""
    stop_log()
    assert (tmp_path / KEPT_TRACE_NAME).read_text(encoding="utf-8").strip() == trace


@pytest.fixture
def desktop(qapp, fake_parts):
    made = []

    def start():
        made.append(Desktop(qapp, ()))
        return made[-1]

    yield start
    for one in made:
        one.close()
        one.deleteLater()


def bars(window):
    return [
        bar
        for bar in window.centralWidget().findChildren(NoticeBar)
        if bar.isVisible() and bar is not window.notice
    ]


def test_unexpected_end_is_told_quietly_at_the_next_start(desktop, monkeypatch):
    opened = []
    monkeypatch.setattr("omgui.ui.window_notices.open_path", opened.append)
    places.logs_folder().mkdir(parents=True)
    (places.logs_folder() / TRACE_NAME).write_text("Fatal Python error: Segmentation fault")
    window = desktop().window
    (bar,) = bars(window)
    assert "ended unexpectedly last time" in bar.words.text()
    bar.button.click()
    assert "Segmentation fault" in QGuiApplication.clipboard().text()
    assert "omgui 0" in QGuiApplication.clipboard().text()
    bar.second.click()
    assert opened == [places.logs_folder()]
    assert bar.isVisible(), "the second button is wanted after the first"
    window.notice.say("something else")
    assert bar.isVisible()
    bar.close_button.click()
    assert bars(window) == []


def test_start_after_a_clean_end_says_nothing(desktop):
    assert bars(desktop().window) == []


def test_error_that_goes_on_is_told_in_the_window_once_and_covers_nothing(desktop):
    window = desktop().window
    window.notice.say("The run of clips was broken off.")
    for _ in range(2):
        window.notices.say_again()
        (bar,) = bars(window)
        assert "again and again" in bar.words.text()
        assert window.notice.isVisible()
        assert window.notice.words.text() == "The run of clips was broken off."
    bar.close_button.click()
    window.notices.say_again()
    assert bar.isVisible()
