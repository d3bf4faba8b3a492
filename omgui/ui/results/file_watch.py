"""Looks whether the files of a table are still those that were scored."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from omgui.core.problems import ProblemError
from omgui.core.results.columns import Table
from omgui.core.results.file_changes import FileChange, changed_files
from omgui.core.results.live import CancelledError
from omgui.ui.background import Background
from omgui.ui.results.feed import ResultFeed
from omgui.ui.session import Session

_LIVE_MS = 5000  # after scores of a run came; more of them put it off no further
_REST = 20  # times as long as a look took: very many files leave time for other work


class FileWatch(QObject):
    """Notes in the table of a feed which of its files changed.

    Args:
        session: Tells when the disk is looked at again.
        feed: Has the table.
        side: Where files are looked at.
        parent: Owner.

    Signals:
        changed(): Other files than before are no longer what they were.
    """

    changed = Signal()

    def __init__(
        self, session: Session, feed: ResultFeed, side: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._feed, self._side = feed, side
        self._cancel = threading.Event()
        self._is_looking = self._is_put_off = False
        self._began_s, self._rest_ms = 0.0, _LIVE_MS
        self._known: dict[str, FileChange] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        feed.shown.connect(self._on_shown)
        session.looked.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Look at all files again; once more where that is being done."""
        table, dataset = self._feed.table, self._feed.dataset
        self._is_put_off = self._is_looking
        if table is None or dataset is None or self._is_looking or self._cancel.is_set():
            return
        self._timer.stop()
        self._is_looking, self._began_s = True, time.monotonic()
        rows, store, root, cancel = table.rows, dataset.store, dataset.root, self._cancel

        def work() -> dict[str, FileChange]:
            names = (name for row in rows for name in (row.reference, row.file) if name)
            return changed_files(store, root, names, cancel.is_set)

        self._side.start(work, self._on_looked, self._on_failed)

    def close(self) -> None:
        """Stop what is going on, for good."""
        self._timer.stop()
        self._cancel.set()

    @Slot(object, bool, bool)
    def _on_shown(self, _table: Table, _is_same_rows: bool, is_live: bool) -> None:
        self._note()
        if not is_live:
            self._timer.start(0)
        elif not self._timer.isActive():
            self._timer.start(self._rest_ms)

    def _note(self) -> None:
        table = self._feed.table
        if table is not None:  # tables of other poolings share it
            table.file_changes.clear()
            table.file_changes.update(self._known)

    def _on_looked(self, found: dict[str, FileChange]) -> None:
        self._end()
        if found != self._known:
            self._known = found
            self._note()
            self.changed.emit()

    def _end(self) -> None:
        self._is_looking = False
        took_s = time.monotonic() - self._began_s
        self._rest_ms = max(_LIVE_MS, round(_REST * took_s * 1000))
        if self._is_put_off:
            self.look()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, CancelledError | ProblemError):  # the feed says of the store
            raise error
