"""The Results page: the scores of one dataset as a table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.pooling import Pooling
from omgui.core.problems import Problem
from omgui.core.results.columns import MetricColumn, Table
from omgui.core.results.views import TableView
from omgui.ui.background import Background
from omgui.ui.collector import let_go
from omgui.ui.flow_layout import FlowLayout
from omgui.ui.icons import icon
from omgui.ui.problem_list import ProblemList
from omgui.ui.results.arranging import item_key
from omgui.ui.results.comparing import Comparing
from omgui.ui.results.details import DetailsStrip
from omgui.ui.results.exporting import ExportSource
from omgui.ui.results.feed import ResultFeed
from omgui.ui.results.file_watch import FileWatch
from omgui.ui.results.kept_layout import KeptLayout
from omgui.ui.results.panel import TablePanel
from omgui.ui.results.pooling_box import PoolingBox
from omgui.ui.results.progress_bar import ProgressLine
from omgui.ui.results.tools import TableTools
from omgui.ui.results.views_menu import ViewsMenu
from omgui.ui.save_folder import SaveFolder
from omgui.ui.selection import RowKey, Selection
from omgui.ui.session import Session

_ITEMS_SHARED = 200


class ResultsPage(QWidget):
    """One dataset's scores.

    Args:
        session: Knows the workspace and what runs.
        dataset: Name of the dataset.
        selection: What the viewer shows.
        parent: Owner.

    Signals:
        run_wanted(): The person wants to go to the tab Run.
        said(str): Something for the line at the bottom.
    """

    run_wanted = Signal()
    said = Signal(str)

    def __init__(
        self,
        session: Session,
        dataset: str,
        selection: Selection,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self.dataset, self.selection = session, dataset, selection
        self._workspace = session.workspace or Path()
        self._shared: tuple[tuple[RowKey, ...], str] | None = None
        self._lane, self._side = Background(self, threads=1), Background(self, threads=3)
        self.feed = ResultFeed(session, dataset, self._lane, self._side, self)
        self.panel = TablePanel(self._lane, self._side)
        words = self.panel.model.words
        self.tools = TableTools(self.panel, self.source, self._side, self)
        self.views = QPushButton(icon("filter"), "")
        self.views_menu = ViewsMenu(self._workspace, dataset, self._lane, self)
        self.views.setMenu(self.views_menu)
        self.pooling = PoolingBox(words)
        self.compare = QPushButton(icon("compare"), "")
        self.progress = ProgressLine(self.feed)
        self.problems = ProblemList()
        self.retry = QPushButton(icon("reload"), "")
        self.not_run = QLabel()
        self.not_run.setWordWrap(True)
        self.run = QPushButton(icon("run"), "")
        self.details = DetailsStrip(words, self._side)
        self.layout_kept = KeptLayout(self.panel, self.feed, self._workspace, dataset)
        self.watch = FileWatch(session, self.feed, self._side, self)
        self.comparing = Comparing(session, self.feed, self.panel, self._side, self)
        for widget in (self.retry, self.not_run, self.run):
            widget.hide()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.feed.read()
        self.views_menu.read()

    def _lay_out(self) -> None:
        self.tools.hide()  # its buttons stand in the page's own line
        line = FlowLayout()
        for widget in (self.views, self.pooling, *self.tools.parts, self.compare):
            line.addWidget(widget)
        trouble = QHBoxLayout()
        trouble.addWidget(self.not_run)
        trouble.addWidget(self.run)
        trouble.addWidget(self.retry)
        trouble.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(self.progress)
        layout.addWidget(self.problems)
        layout.addLayout(trouble)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.details)

    def _connect(self) -> None:
        self.feed.shown.connect(self._on_table)
        self.feed.failed.connect(self._on_problems)
        self.feed.progressed.connect(self._show_pooling)
        self.watch.changed.connect(self._on_files)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.shown.connect(self._on_chosen)
        self.panel.wish_changed.connect(self._on_wish)
        self.panel.item_opened.connect(self._on_opened)
        self.panel.said.connect(self.said)
        self.views_menu.wanted.connect(self.show_view)
        self.views_menu.noted.connect(self._on_noted)
        self.pooling.chosen.connect(self._on_pooling)
        self.compare.clicked.connect(self.comparing.choose)
        self.comparing.item_wanted.connect(self._on_compared_item)
        self.run.clicked.connect(self.run_wanted)
        self.retry.clicked.connect(self.feed.read)

    # -- what the window asks for ----------------------------------------------------------------

    @property
    def undo_stack(self) -> QUndoStack:
        """Where saving, renaming and deleting of views can be undone."""
        return self.views_menu.undo_stack

    def focus_search(self) -> None:
        """Go to the filter."""
        self.panel.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.panel.filter.selectAll()

    def close_page(self) -> None:
        """End what is going on."""
        self.layout_kept.keep()
        self.comparing.close()
        self.watch.close()
        self.feed.close()
        self._lane.close()
        self._side.close()
        let_go()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.views.setText(self.tr("S&aved views"))
        self.compare.setText(self.tr("Compare wi&th…"))
        self.retry.setText(self.tr("Try again"))
        self.not_run.setText(
            self.tr("This dataset has not been run yet: there are no scores to show.")
        )
        self.run.setText(self.tr("Go to the tab Run"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.feed.set_active(is_active=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.feed.set_active(is_active=False)

    # -- the table -------------------------------------------------------------------------------

    @Slot(object)
    def show_view(self, view: TableView) -> None:
        """Show the table as a view has it."""
        self.panel.set_view(view)
        self.feed.pool(view.pooling)

    def source(self) -> tuple[ExportSource, SaveFolder] | None:
        """Return what can be written, and the folder for files."""
        arranged, dataset, table = self.panel.arranged, self.feed.dataset, self.feed.table
        if arranged is None or dataset is None or table is None:
            return None
        view = self.panel.wish.view
        facts = {
            "dataset": self.dataset,
            "pooling": self.feed.pooling.value,
            "filter": view.filter,
            "grouped by": ", ".join(view.group_by),
            "sorted by": ", ".join(
                f"{'-' if sort.descending else ''}{sort.column}" for sort in view.sort
            ),
        }
        source = ExportSource(
            self.dataset,
            arranged.items,
            arranged.table,
            arranged.rows,
            arranged.keys,
            self.panel.table.selected_rows(),
            table.specs,
            dataset.store,
            facts,
        )
        return source, SaveFolder(self._workspace)

    @Slot(object, bool, bool)
    def _on_table(self, table: Table, is_same_rows: bool, is_live: bool) -> None:
        self.problems.show_problems(())
        self.retry.hide()
        has_store = self.feed.has_store or is_live
        self.not_run.setVisible(not has_store)
        self.run.setVisible(not has_store)
        self.pooling.setEnabled(self.feed.table is not None and self.feed.table.is_video)
        self._show_pooling()
        self.layout_kept.arrange(table)
        self.panel.show_items(table, is_same_rows=is_same_rows, is_live=is_live)

    @Slot()
    def _on_files(self) -> None:
        self.panel.model.tell_changed()
        self._on_chosen()

    @Slot(object)
    def _on_problems(self, problems: tuple[Problem, ...]) -> None:
        self.problems.show_problems(problems)
        self.retry.show()

    @Slot(object)
    def _on_noted(self, problems: tuple[Problem, ...]) -> None:
        self.problems.show_problems(problems)

    @Slot(object)
    def _on_pooling(self, pooling: Pooling) -> None:
        self.panel.change(pooling=pooling)
        self.feed.pool(pooling)

    @Slot()
    def _show_pooling(self) -> None:
        if self.feed.pooled_scores is None:
            self.pooling.show_pooling(self.feed.pooling)

    @Slot()
    def _on_wish(self) -> None:
        self.views_menu.now = self.panel.wish.view.model_copy(update={"pooling": self.feed.pooling})

    @Slot()
    def _on_chosen(self) -> None:
        """Tell of the current cell, and share what is selected."""
        self._on_wish()
        arranged, dataset = self.panel.arranged, self.feed.dataset
        if arranged is None or dataset is None:
            return
        key, row = self.panel.table.current_key(), self.panel.table.current_row()
        self.details.show_cell(arranged.table, key, row, dataset.store)
        before, self._shared = self._shared, self._chosen()
        # Not once more what the table only shows anew: the viewer may show something else by now.
        is_first = before is None and not self.selection.items
        if is_first or (before is not None and before != self._shared):
            self._share()

    def _chosen(self) -> tuple[tuple[RowKey, ...], str] | None:
        """Return the items that are selected, the current one first, and the metric."""
        arranged, table = self.panel.arranged, self.panel.table
        row = table.current_row()
        if arranged is None or arranged.table is not arranged.items or row < 0:
            return self._shared
        rows = [row, *(one for one in table.first_selected(_ITEMS_SHARED) if one != row)]
        column = arranged.table.columns[table.current_key()]
        metric = column.metric if isinstance(column, MetricColumn) else ""
        return tuple(item_key(arranged.items, one) for one in rows), metric

    def _share(self) -> None:
        if self._shared is not None:
            items, metric = self._shared
            self.selection.set_items(items)
            if metric:
                self.selection.set_metric(metric)

    @Slot(object, str)
    def _on_compared_item(self, item: RowKey, metric: str) -> None:
        self._shared = ((item,), metric)
        self._on_opened()
        self.window().activateWindow()

    @Slot()
    def _on_opened(self) -> None:
        self._share()
        self.selection.show_in_viewer()
