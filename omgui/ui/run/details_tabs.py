"""The tabs below a run: what is in hand, problems, log and queue."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabWidget, QWidget

from omgui.core.events import ItemName
from omgui.core.run_view import ItemView
from omgui.ui.run.controller import RunController
from omgui.ui.run.items_model import FILE, PROGRESS, REFERENCE, ItemsModel, ProgressDelegate
from omgui.ui.run.log_view import LogView
from omgui.ui.run.page_words import PageWords
from omgui.ui.run.problems_panel import ProblemsPanel
from omgui.ui.run.queue_panel import QueuePanel
from omgui.ui.run.tables import rows_table

ITEMS, PROBLEMS, LOG, QUEUE = range(4)
_PROGRESS_WIDTH = 260


class DetailsTabs(QTabWidget):
    """Four tabs whose titles count what is in them.

    Args:
        runs: Owner of the queue.
        parent: Owner.
    """

    def __init__(self, runs: RunController, parent: QWidget | None = None) -> None:
        super().__init__(parent, documentMode=True)
        self._runs = runs
        self._words = PageWords(self)
        self.items = ItemsModel(self)
        self.items_table = rows_table(self.items, {PROGRESS: _PROGRESS_WIDTH}, (FILE, REFERENCE))
        self.items_table.setItemDelegateForColumn(PROGRESS, ProgressDelegate(self.items_table))
        self.nothing = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.in_hand = QStackedWidget()
        self.in_hand.addWidget(self.nothing)
        self.in_hand.addWidget(self.items_table)
        self.problems = ProblemsPanel()
        self.log = LogView()
        self.queue = QueuePanel(runs)
        for part in (self.in_hand, self.problems, self.log, self.queue):
            self.addTab(part, "")
        self.problems.count_changed.connect(self.say_counts)

    def focus_search(self) -> None:
        """Let the person look for words in the problems or the log."""
        if self.currentIndex() != LOG:
            self.setCurrentIndex(PROBLEMS)
        panel = self.log if self.currentIndex() == LOG else self.problems
        panel.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.items_table.setAccessibleName(self.tr("Items in hand"))
        self.nothing.setText(
            self.tr("No file is in hand. During a run, its files and their progress are here.")
        )
        self.items.retitle()
        self.setAccessibleName(self.tr("Details of the run"))
        for number, text in enumerate(self._words.tabs()):
            self.setTabText(number, text)
        self.say_counts()

    def show_items(self, in_hand: Mapping[ItemName, ItemView], *, is_running: bool) -> None:
        """Show what is being scored; between two groups of a run the table stays."""
        self.items.show_items(in_hand if is_running else {})
        stays = is_running and self.in_hand.currentWidget() is self.items_table
        is_shown = stays or bool(self.items.rowCount())
        self.in_hand.setCurrentWidget(self.items_table if is_shown else self.nothing)

    @Slot()
    def say_counts(self) -> None:
        """Say in the titles how much is behind them."""
        texts = self._words.tabs()
        in_hand, waiting = self.items.rowCount(), len(self._runs.queue)
        counts = {
            ITEMS: f"{in_hand:,}" if in_hand else "",
            PROBLEMS: self.problems.count_words,
            QUEUE: f"{waiting:,}" if waiting else "",
        }
        for number, count in counts.items():
            text = f"{texts[number]} ({count})" if count else texts[number]
            if self.tabText(number) != text:
                self.setTabText(number, text)
