"""Looks whether the files of a table are still those that were scored."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from omgui.core.problems import ProblemError
from omgui.core.results.columns import Table
from omgui.core.results.file_changes import FileChange, changed_files
from omgui.core.results.live import CancelledError
from omgui.ui.background import Background
from omgui.ui.results.feed import ResultFeed
from omgui.ui.session import Session

_LIVE_MS = 1500  # after the last scores of a run came


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
        self._work = 0
        self._known: dict[str, FileChange] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        feed.shown.connect(self._on_shown)
        session.looked.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Look at all files again."""
        table, dataset = self._feed.table, self._feed.dataset
        if table is None or dataset is None:
            return
        self.close()
        cancel = self._cancel = threading.Event()
        rows, store, root = table.rows, dataset.store, dataset.root

        def work() -> dict[str, FileChange]:
            names = (name for row in rows for name in (row.reference, row.file) if name)
            return changed_files(store, root, names, cancel.is_set)

        self._work = self._side.start(work, self._on_looked, self._on_failed)

    def close(self) -> None:
        """Stop what is going on."""
        self._timer.stop()
        self._cancel.set()
        self._side.forget(self._work)

    @Slot(object, bool, bool)
    def _on_shown(self, _table: Table, _is_same_rows: bool, is_live: bool) -> None:
        self._note()
        self._timer.start(_LIVE_MS if is_live else 0)

    def _note(self) -> None:
        table = self._feed.table
        if table is not None:  # tables of other poolings share it
            table.file_changes.clear()
            table.file_changes.update(self._known)

    def _on_looked(self, found: dict[str, FileChange]) -> None:
        if found != self._known:
            self._known = found
            self._note()
            self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, CancelledError | ProblemError):  # the feed says of the store
            raise error
