"""Pages are imported soon after the window is there, so that none holds it up when it is opened.

What draws curves takes a quarter of a second to import. That may be done in a thread, since
modules only define things; widgets are made in the window's own thread, as ever.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Slot

from omgui.ui import pages
from omgui.ui.background import Background

# The window is painted by then, and what was open the last time has begun to be read.
_SOON_MS = 300

_log = logging.getLogger("omgui.window")


class Preparing(QObject):
    """Imports modules one after the other in a thread, once.

    Args:
        modules: Their names; those of all pages if not given.
        parent: Owner.
    """

    def __init__(self, modules: Sequence[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = list(pages.modules() if modules is None else modules)
        self._background = Background(self, threads=1)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._next)
        self._soon.start()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be imported."""
        return not self._left and not self._background.is_busy

    def close(self) -> None:
        """Import nothing more; a module that is being imported is waited for."""
        self._soon.stop()
        self._left.clear()
        self._background.close()

    @Slot()
    def _next(self) -> None:
        if self._left:
            work = partial(import_module, self._left.pop(0))
            self._background.start(work, self._on_imported, self._on_failed)

    def _on_imported(self, _module: object) -> None:
        self._next()

    def _on_failed(self, error: Exception) -> None:
        # Whoever opens the page is told; a window without it is still a window.
        _log.info("Not prepared: %s", error)
        self._next()
