"""Frames pooled beside the table, so that filters never wait for that."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from omgui.core.pooling import Pooling
from omgui.core.results.columns import Table
from omgui.core.results.live import CancelledError
from omgui.core.results.pooled import PooledScores
from omgui.core.results.result_table import ResultTable
from omgui.ui.background import Background


@dataclass(frozen=True, eq=False)
class _Work:
    """Frames of a table that are being pooled."""

    scores: PooledScores
    table: ResultTable
    cancel: threading.Event
    is_live: bool


class PoolingWork(QObject):
    """Computes poolings of a table, and keeps what was computed.

    Args:
        lane: Where tables are changed, one work after the other.
        side: Where frames are read and pooled.
        parent: Owner.

    Attributes:
        pooling: The one that the table is shown with.
        wanted: The one that a person chose last; it may be being computed.
        progress: Scores that are pooled, and all; ``None`` where nothing that a person waits for
            is going on.

    Signals:
        pooled(Table, bool): The table to be shown, and whether only scores came.
        progressed(): Pooling begins or ends.
        failed(Exception): It is not possible.
    """

    pooled = Signal(object, bool)
    progressed = Signal()
    failed = Signal(object)

    def __init__(self, lane: Background, side: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._side = lane, side
        self.pooling = self.wanted = Pooling.MEAN
        self.progress: tuple[int, int] | None = None
        self._known: dict[Pooling, PooledScores] = {}
        self._cancel = threading.Event()
        self._work: _Work | None = None
        self._table: ResultTable | None = None
        self._store: Path | None = None
        self._is_stale = self._is_closed = False

    @property
    def is_at_work(self) -> bool:
        """Whether something is being computed."""
        return self._work is not None

    def take(self, table: ResultTable) -> Pooling:
        """Pool another table from now on, which is not pooled yet.

        Returns:
            The pooling that is wanted of it.
        """
        self._table = table
        self._known.clear()
        self._cancel.set()  # what is being computed of the table before
        self.pooling = Pooling.MEAN
        return self.wanted

    def cancel(self) -> None:
        """Stop computing; the table stays pooled as it is shown. What was computed is kept."""
        self.wanted = self.pooling
        self._cancel.set()

    def close(self) -> None:
        """Stop computing, for good."""
        self._is_closed = True
        self._cancel.set()

    def start(self, store: Path | None, pooling: Pooling, *, is_live: bool) -> None:
        """Pool the table, unless that is done already.

        Args:
            store: Where the frame scores are; ``None`` where nothing is read yet.
            pooling: How.
            is_live: Whether scores came, and nobody waits for it.
        """
        if not is_live:
            self.wanted = pooling
        table, self._store = self._table, store
        if table is None or store is None:
            self.pooling = pooling
            return
        scores = self._known.setdefault(pooling, PooledScores(pooling))
        if not scores.needs_frames(table):
            self.pooling = pooling
            self.pooled.emit(table, is_live)
            return
        if self._work is not None:
            self._is_stale = self._is_stale or is_live or self._work.is_live
            if is_live:
                return
        self._cancel.set()
        self._cancel = threading.Event()
        work = self._work = _Work(scores, table, self._cancel, is_live)
        if not is_live:
            self.progress = (0, 0)
            self.progressed.emit()
        self._side.start(
            lambda: scores.compute(store, table, work.cancel.is_set, self._note),
            lambda _: self._apply(work),
            self._giving_up(work),
        )

    def _apply(self, work: _Work) -> None:
        self._lane.start(
            lambda: work.scores.apply(work.table),
            lambda made: self._on_made(work, made),
            self._giving_up(work),
        )

    def _on_made(self, work: _Work, made: Table) -> None:
        self._end(work)
        if not work.cancel.is_set() and self._table is work.table:
            self.pooling = work.scores.pooling
            self.pooled.emit(made, work.is_live)
        self._catch_up()

    def _giving_up(self, work: _Work) -> Callable[[Exception], None]:
        def give_up(error: Exception) -> None:
            self._end(work)
            if not isinstance(error, CancelledError):
                self.failed.emit(error)
            else:
                self._catch_up()

        return give_up

    def _catch_up(self) -> None:
        """Pool what came while something else was being pooled."""
        if self._is_stale and self._work is None and not self._is_closed:
            self._is_stale = False
            self.start(self._store, self.pooling, is_live=True)

    def _note(self, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress = (done, total)  # in the thread that pools

    def _end(self, work: _Work) -> None:
        if self._work is not work:  # another one was begun meanwhile
            return
        self._work = None
        self.progress = None
        self.progressed.emit()
