"""Reading the results of a dataset for the Viewer, in the background and as they come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from omgui.core.dataset import Dataset
from omgui.core.problems import Problem, ProblemError
from omgui.core.results.live import CancelledError, News, ResultSource
from omgui.core.results.result_table import ResultTable
from omgui.core.results.store_access import BUSY
from omgui.ui.background import Background
from omgui.ui.session import Session
from omgui.ui.viewer.curve_book import CurveBook
from omgui.ui.viewer.curve_plan import CurvePlan, CurveSet
from omgui.ui.viewer.viewer_state import ViewerState

_EVERY_MS = 700
_EVERY_QUIET_MS = 5000  # another program may run the dataset


@dataclass(frozen=True)
class Loaded:
    """A dataset with its results, and what is shown of them as long as nobody chose."""

    dataset: Dataset
    source: ResultSource
    table: ResultTable
    state: ViewerState


class ViewerReading(QObject):
    """Reads tables and frame scores; of several wishes the last counts.

    Signals:
        loaded(object): The :class:`Loaded` dataset, for the first time or anew.
        rows_changed(object): Rows of the table that have news.
        curves_made(object): A :class:`CurveSet`.
        scores_listed(object): Scores of what is listed and not drawn, by row and metric.
        failed(object): The :class:`Problem` that keeps something from being read.
    """

    loaded = Signal(object)
    rows_changed = Signal(object)
    curves_made = Signal(object)
    scores_listed = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._name = name
        self._background = Background(self, threads=1)  # the book bears one thread at a time
        self._book = CurveBook()
        self._loaded: Loaded | None = None
        self._plan: CurvePlan | None = None
        self._is_making = False
        self._is_looking = False
        self._is_loading = False
        self._is_again = False
        self._is_closed = False
        self._is_live = True
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._on_tick)

    def load(self) -> None:
        """Read the dataset and all of its results."""
        if self._is_loading or self._is_closed:
            self._is_again = self._is_loading
            return
        self._is_loading = True
        session, name = self._session, self._name
        self._background.start(
            lambda: _load(session, name, lambda: self._is_closed),
            self._on_loaded,
            self._on_not_loaded,
        )

    def show_plan(self, plan: CurvePlan) -> None:
        """Make other curves."""
        self._plan = plan
        self._make()

    def set_watching(self, is_on: bool) -> None:  # a slot
        """Look for news now and then, or leave that."""
        if is_on and not self._is_closed:
            self._timer.start()
        else:
            self._timer.stop()

    def run(
        self,
        function: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> int:
        """Run something else in the same thread, e.g. what concerns the same store."""
        return self._background.start(function, then, failed)

    def forget(self, number: int) -> None:
        """Want the outcome of :meth:`run` no more."""
        self._background.forget(number)

    def close(self) -> None:
        """End everything."""
        self._is_closed = True
        self._timer.stop()
        self._background.close()

    @Slot()
    def _on_tick(self) -> None:
        loaded = self._loaded
        if loaded is None or self._is_looking or self._is_loading:
            return
        is_running = self._session.has_runs and self._session.runs.active is not None
        self._timer.setInterval(_EVERY_MS if is_running or self._is_live else _EVERY_QUIET_MS)
        self._is_looking = True
        self._background.start(loaded.source.news, self._on_news, self._on_no_news)

    def _on_loaded(self, loaded: Loaded) -> None:
        self._is_loading = False
        self._book = CurveBook()  # another store may have taken the place of the one before
        self._loaded = loaded
        self.loaded.emit(loaded)
        self._load_again()

    def _on_not_loaded(self, error: Exception) -> None:
        self._is_loading = False
        if isinstance(error, ProblemError):
            self.failed.emit(error.problem)
        elif not isinstance(error, CancelledError):
            raise error
        self._load_again()

    def _load_again(self) -> None:
        if self._is_again:
            self._is_again = False
            self.load()

    def _on_news(self, news: News) -> None:
        self._is_looking = False
        if news.must_reload:
            self.load()
            return
        loaded = self._loaded
        if loaded is not None and news.scores:
            changed = loaded.table.apply(news.scores)
            if changed:
                self.rows_changed.emit(changed)
        if news.has_more:
            self._on_tick()
        elif news.scores or self._is_live:
            self._make()

    def _on_no_news(self, error: Exception) -> None:
        self._is_looking = False
        if not isinstance(error, ProblemError):
            raise error
        self.failed.emit(error.problem)

    def _make(self) -> None:
        """Make the curves that are wanted; what is wanted meanwhile is made afterwards."""
        plan = self._plan
        if plan is None or self._is_making or self._is_closed:
            return
        self._is_making = True
        book = self._book
        self._background.start(
            lambda: book.make(plan, lambda: self._is_closed or self._plan is not plan),
            self._on_made,
            self._on_not_made,
        )

    def _on_made(self, made: CurveSet) -> None:
        self._is_making = False
        if made.plan is not self._plan:
            self._make()
            return
        self._is_live = not made.is_finished
        self.curves_made.emit(made)
        self._list(made.plan)

    def _list(self, plan: CurvePlan) -> None:
        """Read what is only listed, once what is drawn is there."""
        book = self._book
        if plan.listed and not self._is_closed:
            self._background.start(
                lambda: book.listed(plan, lambda: self._is_closed or self._plan is not plan),
                self.scores_listed.emit,
                self._on_not_listed,
            )

    def _on_not_made(self, error: Exception) -> None:
        self._is_making = False
        if isinstance(error, CancelledError):
            self._make()  # something else is wanted by now
            return
        if not isinstance(error, ProblemError):
            raise error
        if error.problem.code == BUSY:
            self._is_live = True  # the next tick tries again
            return
        self.failed.emit(error.problem)

    def _on_not_listed(self, error: Exception) -> None:
        # What keeps it from being read keeps the curves from being read, too, and is said of them.
        if not isinstance(error, CancelledError | ProblemError):
            raise error


def _load(session: Session, name: str, is_cancelled: Callable[[], bool]) -> Loaded:
    dataset = session.load(name)
    if not isinstance(dataset, Dataset):
        raise ProblemError(
            dataset[0] if dataset else Problem("dataset-unreadable", "The dataset cannot be read.")
        )
    source = ResultSource(dataset)
    table = source.load(is_cancelled)
    return Loaded(dataset, source, table, ViewerState(table))
