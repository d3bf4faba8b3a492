"""Two tables side by side with their differences, in a window of their own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.results.columns import CellState, MetricColumn
from omgui.core.results.comparing import SameKey, shown_first
from omgui.core.results.views import TableView
from omgui.ui.background import Background
from omgui.ui.flow_layout import FlowLayout
from omgui.ui.icons import app_icon
from omgui.ui.results.arranging import item_key
from omgui.ui.results.compare_summary import SummaryWords
from omgui.ui.results.exporting import ExportSource
from omgui.ui.results.other_table import Comparison
from omgui.ui.results.panel import UNNAMED, TablePanel
from omgui.ui.results.tools import TableTools
from omgui.ui.save_folder import SaveFolder


class CompareWindow(QWidget):
    """A table that can be filtered, sorted, grouped and written like any other.

    Args:
        comparison: What it shows.
        saves: Where files are proposed to lie.
        parent: Owner; this is a window all the same.

    Signals:
        closed(): It is closed, and will be destroyed.
        item_wanted(RowKey, str): This item is to be seen, and where it is worst by this metric.
    """

    closed = Signal()
    item_wanted = Signal(object, str)

    def __init__(
        self, comparison: Comparison, saves: SaveFolder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowIcon(app_icon())
        self._comparison, self._saves = comparison, saves
        self._summary = SummaryWords(self)
        self._lane, self._side = Background(self, threads=1), Background(self, threads=1)
        self.panel = TablePanel(self._lane, self._side)
        self.tools = TableTools(self.panel, self.source, self._lane, self)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details = QLabel()
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setWordWrap(True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tools.hide()  # its buttons stand in the window's own line
        line = FlowLayout()
        for widget in self.tools.parts:
            line.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.summary)
        layout.addLayout(line)
        layout.addWidget(self.panel, 1)
        layout.addWidget(self.details)
        self.resize(1080, 640)
        QShortcut(QKeySequence.StandardKey.Find, self, self.panel.filter.setFocus)
        QShortcut(QKeySequence.StandardKey.Close, self, self.close)
        self.panel.chosen.connect(self._say_cell)
        self.panel.shown.connect(self._say_cell)
        self.panel.item_opened.connect(self._on_opened)
        self.panel.set_view(TableView(name=UNNAMED, columns=shown_first(comparison.table)))
        self.panel.show_items(comparison.table, is_same_rows=False)
        self.retranslate()

    def source(self) -> tuple[ExportSource, SaveFolder] | None:
        """Return what can be written."""
        arranged = self.panel.arranged
        if arranged is None:
            return None
        found, view = self._comparison, self.panel.wish.view
        facts = {"dataset": found.first, "compared with": found.second, "filter": view.filter}
        title = f"{found.first}_and_{Path(found.second).stem}"
        source = ExportSource(
            title,
            found.table,
            arranged.table,
            arranged.rows,
            arranged.keys,
            self.panel.table.selected_rows(),
            {},
            None,
            facts,
        )
        return source, self._saves

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        found = self._comparison
        title = self.tr("{first} and {second}").replace("{first}", found.first)
        self.setWindowTitle(f"{title.replace('{second}', found.second)} – omgui")
        words = self.tr("Difference: {second} − {first}").replace("{first}", found.first)
        lines = [words.replace("{second}", found.second)]
        if found.is_by_name:
            lines.append(
                self.tr(
                    "No file is in both under the same path: files of the same name are compared."
                )
            )
        self.words.setText("\n".join(lines))
        self._say_cell()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._lane.close()
        self._side.close()
        self.closed.emit()
        super().closeEvent(event)

    @property
    def _metric(self) -> str:
        """The metric of the current cell; empty where it is none of a metric."""
        metric = self.panel.table.current_key().rpartition(" ")[0]
        return metric if metric in self._comparison.table.metrics else ""

    @Slot()
    def _on_opened(self) -> None:
        """Show the frames of the current item, if the first dataset has it."""
        row = self.panel.table.current_row()
        if self.panel.model.table is not self._comparison.table or row < 0:
            return
        place = self._comparison.table.first_rows[row]
        if place < 0:
            words = self.tr("Only {name} has this item: open it there to see it.")
            self.details.setText(words.replace("{name}", self._comparison.second))
        else:
            key = item_key(self._comparison.table.first, place)
            self.item_wanted.emit(key, self._metric)

    def _say_summary(self) -> None:
        table, arranged = self._comparison.table, self.panel.arranged
        metric = self._metric or next(iter(table.metrics))
        rows = range(table.row_count)
        shown = arranged.rows if arranged is not None and arranged.table is table else rows
        self.summary.setText(self._summary.said(table, metric, shown))

    @Slot()
    def _say_cell(self) -> None:
        """Say of the current cell what became of both scores, and whether they are of one kind."""
        self._say_summary()
        table, row, metric = self._comparison.table, self.panel.table.current_row(), self._metric
        if self.panel.model.table is not table or row < 0 or not metric:
            self.details.setText(self.tr("Choose a score to see more of it."))
            return
        pair = table.metrics[metric]
        rows = (table.first_rows[row], table.second_rows[row])
        names = (self._comparison.first, self._comparison.second)
        lines = [
            f"{name}: {' '.join(self._became(column, place))}"
            for name, column, place in zip(names, pair, rows, strict=True)
        ]
        marks = table.same_keys.get(metric)
        words = {
            SameKey.SAME: self.tr("Both were made from the same files with the same settings."),
            SameKey.OTHER: self.tr("The two were made from other files or with other settings."),
        }
        said = words.get(SameKey(marks[row])) if marks is not None else None
        self.details.setText("\n".join([*lines, said] if said else lines))

    def _became(self, column: MetricColumn, row: int) -> list[str]:
        if row < 0:
            return [self.tr("This item is not in it.")]
        value = column.values[row]
        shown = [repr(value)] if value == value else []  # noqa: PLR0124  # NaN is not
        if column.state(row) is CellState.SCORE:
            return shown
        return [*shown, *self.panel.model.words.about_score(column, row)]
