"""Python's cyclic garbage collection, on the GUI thread only.

A collection that starts in another thread may destroy Qt objects there, which Qt does not bear.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 250
_LONG_S = 0.03


class GuiCollector(QObject):
    """Collects now and then in the thread it lives in; nowhere else any more.

    The names of 200,000 files take a quarter of a second to go through, again and again. So what
    has survived a long collection is left out of the following ones, until :func:`let_go`.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.check)
        gc.disable()
        self._timer.start()

    @Slot()
    def check(self) -> None:
        """Collect the generations that are full, as Python itself would."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation] > 0:
                began = time.perf_counter()
                gc.collect(generation)
                if time.perf_counter() - began > _LONG_S:
                    gc.freeze()
                return

    def close(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.enable()


def let_go() -> None:
    """Say that something large is not needed any more: everything is looked at once again."""
    gc.unfreeze()
