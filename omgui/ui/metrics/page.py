"""The tab on which metrics are ticked: table, details, presets, checkpoints and totals."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent, QUndoStack
from PySide6.QtWidgets import (
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from omgui.core.problems import Problem
from omgui.ui.metrics.details import DetailsPanel
from omgui.ui.metrics.footer import Footer
from omgui.ui.metrics.model import MetricsModel
from omgui.ui.metrics.picker import Picker
from omgui.ui.metrics.rows import Files, MetricRow, Show
from omgui.ui.metrics.run_lock import RunLock
from omgui.ui.metrics.table import MetricsTable
from omgui.ui.metrics.ticking import Ticking
from omgui.ui.metrics.top_bar import TopBar
from omgui.ui.problem_words import problem_text


class PickerSession(Protocol):
    """What the page needs of the window's session."""

    workspace: Path | None
    has_runs: bool
    runs: Any
    dataset_edited: Any


class MetricsPage(QWidget):
    """The metric picker of one dataset.

    Args:
        session: What is open in the window.
        dataset_name: Name of the dataset.
        parent: What it belongs to.
    """

    def __init__(
        self, session: PickerSession, dataset_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dataset = dataset_name
        self.picker = Picker(session.workspace or Path(), dataset_name, self)
        self.model = MetricsModel(self)
        self.table = MetricsTable(self.model, self)
        self.details = DetailsPanel(self)
        self.nothing = QLabel(self)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.left = QStackedWidget(self)
        self.footer = Footer(self)
        self.bar = TopBar(self.picker.known, self)
        self.banner = QLabel(self)
        self.banner.setWordWrap(True)
        self.banner.setTextFormat(Qt.TextFormat.PlainText)
        self.banner.hide()
        self.lock = RunLock(session, dataset_name, self)
        self.ticking = Ticking(self.picker, self.model, self.lock, self.bar, self.footer)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.picker.start()

    # -- what the window asks for ----------------------------------------------------------------

    @property
    def undo_stack(self) -> QUndoStack:
        """Where ticks can be undone."""
        return self.picker.choice.undo_stack

    @Slot()
    def focus_search(self) -> None:
        """Let the person type a search."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def close_page(self) -> None:
        """End what is going on in the background; ticks that are not saved yet are."""
        self.bar.close_bar()
        self.lock.rest()
        self.picker.close()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.bar.retranslate()
        self.table.setAccessibleName(self.tr("Metrics"))
        self.nothing.setText(
            self.tr("No metric fits the search. Change it, or choose “All metrics” beside it.")
        )
        self.details.retranslate()
        self.footer.retranslate()
        self.model.rearrange()
        self._show_totals()
        self._show_lock()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the language and the theme of the window."""
        if event.type() == QEvent.Type.LanguageChange:
            self.picker.retell()
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self.model.refresh()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look at runs only while somebody looks."""
        super().showEvent(event)
        self.lock.watch()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop looking at runs."""
        self.lock.rest()
        super().hideEvent(event)

    # -- building --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = QSplitter(Qt.Orientation.Horizontal, self)
        self.left.addWidget(self.table)
        self.left.addWidget(self.nothing)
        middle.addWidget(self.left)
        middle.addWidget(self.details)
        middle.setStretchFactor(0, 3)
        middle.setStretchFactor(1, 1)
        middle.setSizes([780, 280])
        middle.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.banner)
        layout.addWidget(self.bar)
        layout.addWidget(middle, 1)
        layout.addWidget(self.footer)

    def _connect(self) -> None:
        self.lock.changed.connect(self._on_lock)
        self.bar.search_changed.connect(self._on_search)
        self.bar.all_wanted.connect(self.ticking.tick_all)
        self.bar.search.list_wanted.connect(self._on_list_wanted)
        self.model.modelReset.connect(self._show_table)
        self.model.tick_wanted.connect(self.ticking.tick_one)
        self.table.ticks_wanted.connect(self.ticking.tick)
        self.table.row_shown.connect(self._on_row_shown)
        self.ticking.noted.connect(self._show_totals)
        self.bar.presets.chosen.connect(self.ticking.apply)
        self.bar.presets.noted.connect(self.ticking.note)
        self.bar.presets.aboutToShow.connect(self.ticking.fill_presets)
        self.details.fetch_wanted.connect(self.picker.jobs.fetch)
        self.details.cancel_wanted.connect(self.picker.jobs.cancel)
        self.details.import_wanted.connect(self._on_import)
        self.details.import_cancel_wanted.connect(self.picker.jobs.cancel_import)
        self.footer.fetch_wanted.connect(self.picker.fetch_missing)
        self.footer.save_wanted.connect(self.picker.choice.retry)
        self.picker.rows_replaced.connect(self._on_rows_replaced)
        self.picker.rows_changed.connect(self._on_rows_changed)
        self.picker.row_changed.connect(self._on_row_changed)
        self.picker.unreadable.connect(self._on_unreadable)
        self.picker.jobs.imported.connect(self._on_imported)
        self._session.dataset_edited.connect(self._on_edited)

    # -- what is shown ---------------------------------------------------------------------------

    @Slot(str, object)
    def _on_search(self, text: str, show: Show) -> None:
        self.model.set_search(text, show)
        count = len(self.model.shown)
        self.table.setAccessibleDescription(self.tr("%n metric(s) shown", "", count))
        self._show_buttons()

    @Slot()
    def _on_list_wanted(self) -> None:
        self.bar.search_now()
        self.table.enter()

    @Slot()
    def _show_table(self) -> None:
        is_empty = bool(self.picker.rows) and not self.model.shown
        self.left.setCurrentWidget(self.nothing if is_empty else self.table)

    @Slot(object)
    def _on_row_shown(self, row: MetricRow | None) -> None:
        self.details.show_row(row, self.picker.weights_of(row))

    @Slot()
    def _on_rows_replaced(self) -> None:
        self.model.set_rows(self.picker.rows)
        self._show_lock()
        self._on_rows_changed()

    @Slot()
    def _on_rows_changed(self) -> None:
        self.model.refresh()
        self._on_row_shown(self.table.current_row)
        self._show_totals()
        self._show_buttons()

    @Slot(str)
    def _on_row_changed(self, name: str) -> None:
        self.model.refresh_row(name)
        row = self.table.current_row
        if row is not None and row.name == name:
            if row.files.state is Files.FETCHING:
                self.details.show_progress(row)
            else:
                self._on_row_shown(row)
        self._show_totals()

    @Slot(object)
    def _on_unreadable(self, problem: Problem) -> None:
        said = problem_text(problem)
        self.banner.setText(self.tr("⚠ Nothing can be ticked. {said}").format(said=said))
        self.banner.show()
        self._show_buttons()

    @Slot()
    def _show_totals(self) -> None:
        self.footer.show_totals(
            self.picker.rows, self.picker.forecast, is_sampled=self.picker.is_sampled
        )

    def _show_buttons(self) -> None:
        is_open = self.picker.is_readable and not self.lock.is_locked
        shown = self.model.shown
        self.bar.tick_all.setEnabled(
            is_open and any(row.reason is None and not row.is_ticked for row in shown)
        )
        self.bar.untick_all.setEnabled(is_open and any(row.is_ticked for row in shown))
        self.bar.presets_button.setEnabled(is_open)

    # -- checkpoints -----------------------------------------------------------------------------

    @Slot(object)
    def _on_import(self, source: Path) -> None:
        self.details.set_importing(True)
        self.picker.jobs.bring_in(source)

    @Slot(object, object)
    def _on_imported(self, brought: Any, problem: Problem | None) -> None:  # noqa: ANN401 - of a signal
        self.details.set_importing(False)
        self.details.show_import(brought, problem)

    # -- runs ------------------------------------------------------------------------------------

    @Slot()
    def _on_lock(self) -> None:
        is_locked = self.lock.is_locked
        self.picker.choice.hold(is_held=is_locked)
        self._show_lock()
        if not is_locked:
            self.picker.reload()  # its times are measured now

    def _show_lock(self) -> None:
        if self.lock.is_locked:
            self.banner.setText(
                self.tr(
                    "Locked while this dataset runs. Cancel the run or wait for its end to tick "
                    "other metrics."
                )
            )
        # A tick would be lost before it is known what is ticked.
        self.model.set_locked(self.lock.is_locked or not self.picker.is_readable)
        if self.picker.is_readable:
            self.banner.setVisible(self.lock.is_locked)
        self._show_buttons()

    @Slot(str)
    def _on_edited(self, name: str) -> None:
        if name == self._dataset:
            self.picker.reload()
