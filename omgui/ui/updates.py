"""Whether there is a newer version: asked once a day by those who want it, and by nobody else."""

from __future__ import annotations

import contextlib
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from omgui import __version__
from omgui.core.releases import is_newer, is_web_address
from omgui.ui import places
from omgui.ui.update_asking import Asked, ask, load_asked, project_feed, save_asked
from omgui.weights.network import offline_variable

if TYPE_CHECKING:
    from omgui.ui.session import Session

_SOON_MS = 5000  # the window has settled by then
_EVERY_MS = 3_600_000  # windows stay open for weeks
_DAY_S = 86_400.0


class UpdateCheck(QObject):
    """Asks the release feed in the background, if the person wants it.

    Signals:
        newer_found(Release): There is a newer release than this program.
        asked(): Something came of asking: see `last`.

    Args:
        session: Whose preferences count.
    """

    newer_found = Signal(object)
    asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._cancel = threading.Event()
        self._is_closed = False
        self._work = 0
        self._last: Asked | None = None
        self._is_loaded = False
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.look)
        session.preferences_changed.connect(self._on_preferences)

    @property
    def last(self) -> Asked | None:
        """What came of asking the last time."""
        if not self._is_loaded:
            self._is_loaded = True
            self._last = load_asked(places.updates_file())
        return self._last

    @property
    def address(self) -> str:
        """The address that would be asked; empty where there is none that may be."""
        address = self._session.preferences.updates_address.strip() or project_feed()
        return address if is_web_address(address) else ""

    @property
    def is_possible(self) -> bool:
        """Whether there is an address, and a network that may be used."""
        return bool(self.address) and not offline_variable()

    def start(self) -> None:
        """Ask soon, and then from time to time; never more than once a day."""
        self._soon.start()
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Ask now, if the person wants it and a day has passed."""
        is_wanted = self._session.preferences.is_asking_for_updates and self.is_possible
        if self._is_closed or self._work or not is_wanted or not self._is_due():
            return
        self._cancel = threading.Event()
        question = partial(ask, self.address, time.time(), self._cancel)
        self._work = self._session.background.start(question, self._on_asked, self._on_failed)

    def close(self) -> None:
        """Ask no more; an answer that is on its way is not waited for."""
        self._is_closed = True
        self._soon.stop()
        self._timer.stop()
        self._cancel.set()
        self._session.background.forget(self._work)

    def _is_due(self) -> bool:
        last = self.last
        if last is None or last.address != self.address:
            return True
        return not 0 <= time.time() - last.at_s < _DAY_S  # before: the clock was put back

    @Slot()
    def _on_preferences(self) -> None:
        if self._timer.isActive():
            self.look()

    def _on_asked(self, asked: Asked) -> None:
        self._work = 0
        self._last, self._is_loaded = asked, True
        with contextlib.suppress(OSError):  # it will be asked again at the next start, no more
            save_asked(places.updates_file(), asked)
        self.asked.emit()
        if asked.release is not None and is_newer(asked.release.version, __version__):
            self.newer_found.emit(asked.release)

    def _on_failed(self, error: Exception) -> None:
        self._work = 0
        raise error  # what is expected comes as an answer
