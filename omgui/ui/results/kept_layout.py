"""The table of the Results page is shown as it was left, and written down when it is left."""

from __future__ import annotations

from pathlib import Path

from omgui.core.results.columns import Table, TextColumn
from omgui.ui.results.feed import ResultFeed
from omgui.ui.results.panel import TablePanel
from omgui.ui.results.table_layouts import TableLayout, TableLayouts


class KeptLayout:
    """Columns, widths, order, groups and pooling of one table between two sessions.

    Args:
        panel: Shows the table.
        feed: Has it from the store, and pools it.
        workspace: Where the dataset is.
        dataset: Its name.
    """

    def __init__(self, panel: TablePanel, feed: ResultFeed, workspace: Path, dataset: str) -> None:
        self._panel, self._feed = panel, feed
        self._place = workspace, dataset
        self._file = TableLayouts()
        self._usual = TableLayout(view=panel.wish.view)
        self._left = self._file.find(workspace, dataset)
        self._is_arranged = False
        if self._left is not None:
            panel.table.set_widths(self._left.widths)
            feed.pool(self._left.view.pooling)

    def arrange(self, table: Table) -> None:
        """Show the first table that comes as the last one was left."""
        if self._left is not None and not self._is_arranged:
            names = [key for key, it in table.columns.items() if isinstance(it, TextColumn)]
            view = self._left.view_of(list(table.columns), names)
            typed = self._panel.filter.text()  # while the table was being read
            self._panel.set_view(view.model_copy(update={"filter": typed}))
        self._is_arranged = True

    def keep(self) -> None:
        """Write down how the table is left, if it was shown at all."""
        items = self._panel.items
        if items is None:
            return
        view = self._panel.wish.view.model_copy(update={"pooling": self._feed.wanted_pooling})
        layout = TableLayout.of(view, list(items.columns), self._panel.table.widths)
        self._file.keep(*self._place, layout if layout != self._usual else None)
