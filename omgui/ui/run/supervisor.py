"""The thread that talks to engines and disks, so that the window never waits for either."""

from __future__ import annotations

import queue
import traceback
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread

_AFTER_FAILURE_S = 0.5
_END_MS = 5000

# A thread that hangs in a dead network drive cannot be waited for, and destroying it would end the
# program: it is kept here instead.
_hanging: list[QThread] = []


class Supervisor(QThread):
    """Calls a function again and again, and others when asked to.

    Args:
        poll: Returns after how many seconds it wants to be called again.
        parent: Owner.

    Attributes:
        failure: Trace of the last defect in what was called.
    """

    def __init__(self, poll: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._poll = poll
        self._asked: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self.failure = ""

    def ask(self, act: Callable[[], None]) -> None:
        """Have something done in the thread, soon and in this order."""
        self._asked.put(act)

    def run(self) -> None:
        """Work until :meth:`close`."""
        wait_s = 0.0
        while self._obey(wait_s):
            try:
                wait_s = self._poll()
            except Exception:  # noqa: BLE001  # a defect in one look must not end all looks
                self.failure = traceback.format_exc()
                wait_s = _AFTER_FAILURE_S

    def close(self) -> None:
        """Do what was asked for, then end."""
        self._asked.put(None)
        if not self.wait(_END_MS):
            self.setParent(None)
            _hanging.append(self)

    def _obey(self, wait_s: float) -> bool:
        try:
            act = self._asked.get(timeout=wait_s) if wait_s else self._asked.get_nowait()
            while True:
                if act is None:
                    return False
                self._do(act)
                act = self._asked.get_nowait()
        except queue.Empty:
            return True

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Exception:  # noqa: BLE001  # as above
            self.failure = traceback.format_exc()
