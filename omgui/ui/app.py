"""The desktop application: from its start to its end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from omgui import __version__
from omgui.ui import places
from omgui.ui.application import Application, EndSignals
from omgui.ui.collector import GuiCollector
from omgui.ui.crash_guard import CrashGuard
from omgui.ui.icons import app_icon
from omgui.ui.languages import apply_language
from omgui.ui.log_file import start_log, stop_log
from omgui.ui.main_window import MainWindow
from omgui.ui.preparing import Preparing
from omgui.ui.problem_words import problem_text
from omgui.ui.session import Session
from omgui.ui.single_instance import SingleInstance, hand_over, server_name
from omgui.ui.theme import apply_theme

# Python's own 5 ms, each time that Qt asks something of Python, add up to a window that stutters
# as long as a thread pairs 200,000 names.
_SWITCH_S = 0.001


class Desktop(QObject):
    """Everything that lives as long as the window.

    Args:
        app: The Qt application.
        paths: Workspace, folder or files that the program was started with.
        crashes: Catches errors already; otherwise one is made.
    """

    def __init__(
        self, app: QApplication, paths: Sequence[Path], crashes: CrashGuard | None = None
    ) -> None:
        super().__init__(app)
        self._app = app
        self._paths = list(paths)
        trace = start_log(places.logs_folder())
        self.crashes = crashes or CrashGuard(places.logs_folder(), self)
        self.crashes.install()
        self.collector = GuiCollector(self)
        self._switch_s = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        self.session = Session(self)
        self._likes = self.session.preferences
        apply_theme(app, self._likes.theme)
        apply_language(self._likes.language)
        self.window = MainWindow(self.session)
        self.instance = SingleInstance(server_name(), self)
        self.instance.started_again.connect(self.open_too)
        self.session.preferences_changed.connect(self._on_preferences)
        self.window.show()
        self.preparing = Preparing(parent=self)
        self.crashes.repeated.connect(self.window.notices.say_again)
        self.session.updates.start()
        if trace:
            self.window.notices.say_ended(trace)
        if self.session.preferences_problem is not None:
            self.window.notice.say(problem_text(self.session.preferences_problem))
        QTimer.singleShot(0, self.open_first)

    @Slot()
    def open_first(self) -> None:
        """Open what the program was started with, or what was open the last time."""
        recent = self._likes.recent_workspaces
        if self._paths:
            self.window.opener.open_paths(self._paths)
        elif self._likes.is_reopening and recent:
            self.session.open_in_background(Path(recent[0]))

    def close(self) -> None:
        """Give everything back, as at the end of the program."""
        self.window.close()
        self.preparing.close()
        self.instance.close()
        self.collector.close()
        sys.setswitchinterval(self._switch_s)
        self.crashes.remove()
        stop_log()

    @Slot(list)
    def open_too(self, paths: list[Path]) -> None:
        """Open what a window that is there already is given."""
        self.window.come_forward()
        self.window.opener.open_paths(paths)

    @Slot()
    def _on_preferences(self) -> None:
        before, self._likes = self._likes, self.session.preferences
        if before.theme != self._likes.theme:
            apply_theme(self._app, self._likes.theme)
        if before.language != self._likes.language:
            apply_language(self._likes.language)


def make_app() -> Application:
    """Return the Qt application, with the name that its windows and folders have."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = Application(sys.argv[:1])
    app.setApplicationName("omgui")
    app.setApplicationDisplayName("omgui")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("omgui")
    app.setWindowIcon(app_icon())
    return app


def run_window(paths: Sequence[Path]) -> int:
    """Show the window until it is closed.

    Args:
        paths: Workspace, folder or files to open.

    Returns:
        The exit code: 0, also where a window that is open already took over; 1 where the window
        cannot be made, which the person is told.
    """
    app = make_app()
    crashes = CrashGuard(places.logs_folder())
    crashes.install()
    try:
        if hand_over(server_name(), paths):
            return 0
        desktop = Desktop(app, paths, crashes)
    except Exception as error:  # noqa: BLE001 - whatever it is, a window without a word is worse
        crashes.show_end(error)
        crashes.remove()
        stop_log()
        return 1
    app.files_wanted.connect(desktop.open_too)
    signals = EndSignals()
    signals.asked.connect(app.quit)
    try:
        return app.exec()
    finally:
        signals.close()
        desktop.close()
