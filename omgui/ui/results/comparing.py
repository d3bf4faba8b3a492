"""From the wish to compare to the window with both tables."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from omgui.core.problems import ProblemError
from omgui.core.results.live import CancelledError
from omgui.ui.background import Background
from omgui.ui.problem_words import error_text
from omgui.ui.results.compare_dialog import CompareDialog
from omgui.ui.results.compare_window import CompareWindow
from omgui.ui.results.feed import ResultFeed
from omgui.ui.results.other_table import Comparison, compared
from omgui.ui.results.panel import TablePanel
from omgui.ui.save_folder import SaveFolder
from omgui.ui.session import Session


class Comparing(QObject):
    """Asks, reads in the background, shows.

    Args:
        session: Knows the other datasets.
        feed: Knows the dataset.
        panel: Its table, which differences are counted from.
        side: Where the other table is read.
        parent: Owner of the windows.

    Attributes:
        window: The open window; ``None`` without one.
        dialog: The open dialog; ``None`` without one.

    Signals:
        item_wanted(RowKey, str): An item of a comparison is to be seen, by this metric.
    """

    item_wanted = Signal(object, str)

    def __init__(
        self,
        session: Session,
        feed: ResultFeed,
        panel: TablePanel,
        side: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._feed, self._panel, self._side = session, feed, panel, side
        self._parent = parent
        self._cancel = threading.Event()
        self.window: CompareWindow | None = None
        self.dialog: CompareDialog | None = None

    @Slot()
    def choose(self) -> None:
        """Ask with what the table is to be compared."""
        dataset = self._feed.dataset
        if dataset is None or self._panel.items is None:
            return
        others = [name for name in self._session.dataset_names() if name != dataset.name]
        dialog = self.dialog = CompareDialog(dataset.name, others, dataset.output, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self.compare_with)
        dialog.unwanted.connect(self._stop)
        dialog.open()

    @Slot(object)
    def compare_with(self, other: str | Path) -> None:
        """Read another table and show both side by side.

        Args:
            other: Name of a dataset, or a file.
        """
        first, dataset = self._panel.items, self._feed.dataset
        if first is None or dataset is None:
            return
        cancel = self._cancel = threading.Event()
        pooling = self._feed.pooling
        self._side.start(
            lambda: compared(first, dataset, other, pooling=pooling, cancel=cancel),
            self._on_compared,
            self._on_failed,
        )

    def close(self) -> None:
        """Stop what was begun, and close the window."""
        self._cancel.set()
        if self.window is not None:
            self.window.close()

    @Slot()
    def _stop(self) -> None:
        self._cancel.set()
        self.dialog = None

    def _on_compared(self, comparison: Comparison) -> None:
        dataset = self._feed.dataset
        if self._cancel.is_set() or dataset is None:
            return
        if self.dialog is not None:
            self.dialog.accept()
            self.dialog = None
        if self.window is not None:
            self.window.close()
        saves = SaveFolder(self._session.workspace)
        self.window = CompareWindow(comparison, saves, self._parent)
        self.window.item_wanted.connect(self.item_wanted)
        self.window.closed.connect(self._forget_window)
        self.window.show()

    @Slot()
    def _forget_window(self) -> None:
        self.window = None

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, ProblemError):
            raise error
        if self.dialog is not None:
            self.dialog.fail(error_text(error))
