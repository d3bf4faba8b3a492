"""Arranges tables in the background: the latest wish counts, the ones before are given up."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from omgui.core.results.columns import Table
from omgui.core.results.filter_terms import FilterError
from omgui.core.results.live import CancelledError
from omgui.ui.background import Background
from omgui.ui.results.arranging import Arranged, Wish, arrange
from omgui.ui.results.shades import ShadeBook

_PATIENCE_MS = 300  # before it is said that something takes time


class Arranger(QObject):
    """One table, and what is being done to show it.

    Args:
        lane: Where tables are read and changed, one work after the other.
        parent: Owner.

    Attributes:
        items: The table of single items.
        is_working: Whether an answer is awaited.
        is_other: Whether rows have other numbers than in the table that is shown.

    Signals:
        arranged(Arranged, bool): The answer, and whether only scores came.
        refused(FilterError): The filter is not understood.
        outrun(): Scores came while an answer was awaited; it is without them.
        slow(): It takes longer than one waits without a word.
    """

    arranged = Signal(object, bool)
    refused = Signal(object)
    outrun = Signal()
    slow = Signal()

    def __init__(self, lane: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self.items: Table | None = None
        self.is_working = False
        self.is_other = False
        self._is_outrun = False
        self._book = ShadeBook()
        self._work = 0
        self._cancel = threading.Event()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.slow)

    @property
    def is_slow(self) -> bool:
        """Whether an answer is awaited longer than one waits without a word."""
        return self.is_working and not self._patience.isActive()

    def take(self, items: Table, *, is_same_rows: bool) -> None:
        """Arrange another table from now on, or the same one with other scores."""
        self.items = items
        self._book.forget()
        self.is_other = self.is_other or not is_same_rows

    def request(
        self,
        wish: Wish,
        before: Arranged | None,
        looked_for: Sequence[tuple[str, ...]],
        *,
        is_live: bool = False,
    ) -> None:
        """Ask for a table as it is wanted.

        Args:
            wish: What is wanted.
            before: What is shown.
            looked_for: Keys of rows to be found.
            is_live: Whether only scores came: rows keep their places, and what is in work is
                finished first.
        """
        items = self.items
        if items is None:
            return
        if is_live and self.is_working:
            self._is_outrun = True
            return
        self._cancel.set()
        self._lane.forget(self._work)
        cancel = self._cancel = threading.Event()
        is_kept = is_live and not self.is_other and before is not None and before.wish == wish
        kept = before.rows if is_kept and before is not None else ()
        book = self._book
        self.is_working = True
        self._patience.start()

        def work() -> Arranged:
            return arrange(
                items, wish, book, kept=kept, looked_for=looked_for, is_cancelled=cancel.is_set
            )

        def then(found: Arranged) -> None:
            self._end()
            self.arranged.emit(found, is_live)
            self.is_other = False
            if self._is_outrun:
                self._is_outrun = False
                self.outrun.emit()

        self._work = self._lane.start(work, then, self._on_failed)

    def _end(self) -> None:
        self.is_working = False
        self._patience.stop()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, FilterError):
            self.refused.emit(error)
        elif not isinstance(error, CancelledError):
            raise error
