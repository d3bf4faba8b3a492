"""Where the Results page has its table from: read once, then followed while scores come."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from omgui.core.dataset import Dataset
from omgui.core.pooling import Pooling
from omgui.core.problems import Problem, ProblemError
from omgui.core.results.columns import Table
from omgui.core.results.live import CancelledError, ResultSource
from omgui.core.results.result_table import ResultTable
from omgui.ui.background import Background
from omgui.ui.results.pooling_work import PoolingWork
from omgui.ui.session import Session

_RUNNING_MS, _IDLE_MS = 500, 4000
_PROGRESS_MS = 150
_REST = 3  # times as long as a look took: a huge table leaves time for other work


@dataclass(frozen=True)
class _Seen:
    """What a look into the store brought."""

    changed: int = 0
    must_reload: bool = False
    took_s: float = 0.0


class ResultFeed(QObject):
    """The table of a dataset, as it is now.

    All that reads or changes tables happens in the lane, one work after the other; frames are
    pooled beside it, so that filters never wait for that.

    Args:
        session: Knows the workspace and what runs.
        name: The dataset.
        lane: Does one work at a time.
        side: Does what may take long.
        parent: Owner.

    Signals:
        shown(Table, bool, bool): A table to be shown; whether its rows are those of the table
            before, and whether only scores came.
        failed(tuple): Problems that keep the table from being read.
        progressed(): The words of what is being done, or how far it is, are others.
    """

    shown = Signal(object, bool, bool)
    failed = Signal(object)
    progressed = Signal()

    def __init__(
        self,
        session: Session,
        name: str,
        lane: Background,
        side: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._name = session, name
        self._lane, self._side = lane, side
        self.dataset: Dataset | None = None
        self.table: ResultTable | None = None
        self.has_store = False
        self.read_scores = 0
        self.is_reading = False
        self.is_active = True
        self._source: ResultSource | None = None
        self._closing = threading.Event()
        self._is_looking = False
        self._work = PoolingWork(lane, side, self)
        self._work.pooled.connect(self._on_pooled)
        self._work.progressed.connect(self._on_progress)
        self._work.failed.connect(self._on_failed)
        self._must_load = True
        self._must_read = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._progress = QTimer(self, interval=_PROGRESS_MS)
        self._progress.timeout.connect(self.progressed)
        session.dataset_edited.connect(self._on_edited)

    @property
    def pooling(self) -> Pooling:
        """How the table is pooled that is shown."""
        return self._work.pooling

    @property
    def wanted_pooling(self) -> Pooling:
        """How the table is to be pooled, which may take its time."""
        return self._work.wanted

    @property
    def pooled_scores(self) -> tuple[int, int] | None:
        """Scores that are pooled, and all, while a person waits for that."""
        return self._work.progress

    @property
    def is_running(self) -> bool:
        """Whether a run of this window is scoring the dataset."""
        active = self._session.runs.active if self._session.has_runs else None
        return active is not None and active.key == (self._session.workspace, self._name)

    def read(self) -> None:
        """Read the dataset and its scores."""
        self.is_reading = True
        self.read_scores = 0
        self._progress.start()
        self.progressed.emit()
        session, name, before = self._session, self._name, self.dataset

        def load() -> tuple[Dataset | tuple[Problem, ...], bool]:
            found = session.load(name)
            return found, isinstance(found, Dataset) and _same_table(before, found)

        self._side.start(load, self._on_dataset, self._on_failed)

    @Slot()
    def look(self) -> None:
        """Look for new scores, unless that is being done already."""
        source, table = self._source, self.table
        if source is None or table is None or self._is_looking or self.is_reading:
            return
        self._is_looking = True
        self._timer.stop()
        self._lane.start(lambda: _look(source, table), self._on_seen, self._on_look_failed)

    def set_active(self, *, is_active: bool) -> None:
        """Follow new scores, or rest while nobody looks at the table."""
        self.is_active = is_active
        if is_active:
            self.look()

    def pool(self, pooling: Pooling) -> None:
        """Show scores pooled in another way; it may be computed first."""
        if pooling is self._work.wanted and (self._work.is_at_work or pooling is self.pooling):
            return
        self._work.cancel()  # what is being computed for another one
        if pooling is not self.pooling:
            self._pool(pooling, is_live=False)

    @Slot()
    def cancel_pooling(self) -> None:
        """Stop computing; the table stays pooled as it is shown. What was computed is kept."""
        self._work.cancel()

    def close(self) -> None:
        """End what is going on."""
        self._closing.set()
        self._work.close()
        self._timer.stop()
        self._progress.stop()

    # -- reading ---------------------------------------------------------------------------------

    def _on_dataset(self, read: tuple[Dataset | tuple[Problem, ...], bool]) -> None:
        found, is_same = read
        if not isinstance(found, Dataset):
            self._must_load = True
            self._end_reading()
            self.failed.emit(found)
            return
        if is_same and not self._must_load:
            self.dataset = found
            self._end_reading()
            return
        self.dataset = found
        source = self._source = ResultSource(found)

        def load() -> tuple[ResultTable, bool]:
            return source.load(self._closing.is_set, self._count), found.store.is_file()

        self._lane.start(load, self._on_table, self._on_failed)

    def _count(self, scores: int) -> None:
        self.read_scores = scores  # in the thread that reads; the progress timer tells it

    def _on_table(self, made: tuple[ResultTable, bool]) -> None:
        table, self.has_store = made
        self.table = table
        self._must_load = False
        pooling = self._work.take(table)
        self._end_reading()
        self.shown.emit(table, False, False)
        if pooling is not Pooling.MEAN:
            self._pool(pooling, is_live=False)
        self._rest(0.0)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._end_reading()
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, ProblemError):
            raise error
        self._must_load = True
        self.failed.emit((error.problem,))

    def _end_reading(self) -> None:
        self.is_reading = False
        self._on_progress()
        if self._must_read:
            self._must_read = False
            self.read()

    @Slot(str)
    def _on_edited(self, name: str) -> None:
        if name == self._name:
            self._must_read = self.is_reading  # then once more, for what came later
            if not self.is_reading:
                self.read()

    # -- news ------------------------------------------------------------------------------------

    def _on_seen(self, seen: _Seen) -> None:
        self._is_looking = False
        if seen.must_reload:
            self._must_load = True
            self.read()
            return
        if seen.changed:
            self._pool(self.pooling, is_live=True)
        self._rest(seen.took_s)

    def _on_look_failed(self, error: Exception) -> None:
        self._is_looking = False
        self._on_failed(error)

    def _rest(self, took_s: float) -> None:
        if not self.is_active or self._closing.is_set():
            return
        usual = _RUNNING_MS if self.is_running else _IDLE_MS
        self._timer.start(max(usual, round(_REST * took_s * 1000)))

    # -- pooling ---------------------------------------------------------------------------------

    def _pool(self, pooling: Pooling, *, is_live: bool) -> None:
        dataset = self.dataset
        self._work.start(dataset.store if dataset is not None else None, pooling, is_live=is_live)

    @Slot(object, bool)
    def _on_pooled(self, made: Table, is_live: bool) -> None:  # a slot
        self.shown.emit(made, True, is_live)

    @Slot()
    def _on_progress(self) -> None:
        if self.is_reading or self.pooled_scores is not None:
            self._progress.start()
        else:
            self._progress.stop()
        self.progressed.emit()


def _look(source: ResultSource, table: ResultTable) -> _Seen:
    began = time.monotonic()
    changed = 0
    while True:
        news = source.news()
        if news.must_reload:
            return _Seen(must_reload=True)
        changed += len(table.apply(news.scores))
        if not news.has_more:
            return _Seen(changed, took_s=time.monotonic() - began)


def _same_table(before: Dataset | None, after: Dataset) -> bool:
    """Whether two readings of a dataset differ in nothing but its saved views."""
    return before is not None and _without_views(before) == _without_views(after)


def _without_views(dataset: Dataset) -> Dataset:
    config = dataset.config
    bare = config.omgui.model_copy(update={"views": ()})
    return replace(dataset, config=config.model_copy(update={"omgui": bare}))
