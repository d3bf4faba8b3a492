"""What the system asks of the window: to end, and to open files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from omgui.ui.application import EndSignals

OPENS = """
from pathlib import Path
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from omgui.ui.application import Application
app = Application(["omgui"])
heard = []
app.files_wanted.connect(heard.append)
app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(str(Path("a.mp4").absolute()))))
app.sendEvent(app, QFileOpenEvent(QUrl("https://example.org")))
assert heard == [[Path("a.mp4").absolute()]], heard
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows closes windows instead")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_asks_for_the_end_and_ends_nothing_by_itself(qtbot, name) -> None:
    number = getattr(signal, name)
    before = signal.getsignal(number)
    signals = EndSignals()
    with qtbot.waitSignal(signals.asked, timeout=5000):
        os.kill(os.getpid(), number)
    signals.close()
    assert signal.getsignal(number) == before


def test_files_that_the_system_hands_over_are_wanted() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENS],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
