"""What is done when the last dataset of the queue is finished: tell the person, or sleep."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QSystemTrayIcon

from omgui.ui.icons import app_icon

_COUNTDOWN_S = 60
_SHOWN_MS = 10_000
_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"


def sleep_command(platform: str = sys.platform) -> list[str]:
    """Return the command that lets this computer sleep."""
    if platform == "win32":
        return ["rundll32.exe", "powrprof.dll,SetSuspendState", "0,1,0"]
    if platform == "darwin":
        return ["pmset", "sleepnow"]
    return ["systemctl", "suspend"]


def notify(title: str, text: str, icon: QIcon | None = None) -> None:
    """Tell the person, wherever they look: the task bar, and the system's notifications."""
    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isWindow()]
    for window in windows:
        if window.isVisible():
            QApplication.alert(window)
    if not _notify_by_bus(title, text) and QSystemTrayIcon.isSystemTrayAvailable():
        tray = QSystemTrayIcon(icon or app_icon(), QApplication.instance())
        tray.show()
        tray.showMessage(title, text)
        QTimer.singleShot(_SHOWN_MS, tray, tray.deleteLater)


def notification_command(title: str, text: str) -> list[str]:
    """Return the command that reaches org.freedesktop.Notifications; empty where none does.

    Not through QtDBus: PySide gives no way to send the unsigned number that the service wants.
    """
    if sys.platform.startswith("linux"):
        if program := shutil.which("notify-send"):
            return [program, "--app-name=omgui", title, text]
        if program := shutil.which("gdbus"):
            call = [program, "call", "--session", f"--dest={_SERVICE}", f"--object-path={_PATH}"]
            call.append(f"--method={_SERVICE}.Notify")
            return [*call, "omgui", "0", "omgui", title, text, "[]", "{}", str(_SHOWN_MS)]
    return []


def _notify_by_bus(title: str, text: str) -> bool:
    command = notification_command(title, text)
    if not command or "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        return False
    return bool(QProcess.startDetached(command[0], command[1:])[0])


class Finisher(QObject):
    """Does what was chosen; sleep only after a countdown that can be cancelled.

    Args:
        parent: Owner.
        run: Runs a command; tests put their own here.
        tell: Notifies; likewise.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        run: Callable[[Sequence[str]], object] = subprocess.Popen,
        tell: Callable[[str, str], None] = notify,
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._tell = tell
        self._left_s = 0
        self.box: QMessageBox | None = None
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)

    @Slot(str)
    def finish(self, what: str) -> None:
        """Do it."""
        if what in {"notify", "sleep"}:
            self._tell("omgui", self.tr("All datasets of the queue are done."))
        if what == "sleep" and self.box is None:
            self._left_s = _COUNTDOWN_S
            self.box = QMessageBox(
                QMessageBox.Icon.Information,
                "omgui",
                "",
                QMessageBox.StandardButton.Cancel,
                QApplication.activeWindow(),
            )
            self.box.setModal(False)
            self.box.finished.connect(self.cancel)
            self._say()
            self.box.show()
            self._timer.start()

    @Slot()
    def cancel(self) -> None:
        """Stay awake."""
        self._timer.stop()
        box, self.box = self.box, None
        if box is not None:
            box.finished.disconnect(self.cancel)
            box.close()
            box.deleteLater()

    @Slot()
    def _tick(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self._say()
            return
        self.cancel()
        try:
            self._run(sleep_command())
        except OSError:
            self._tell("omgui", self.tr("This computer could not be put to sleep."))

    def _say(self) -> None:
        if self.box is not None:
            words = self.tr(
                "All datasets are done. This computer sleeps in %n second(s).", "", self._left_s
            )
            self.box.setText(words)
