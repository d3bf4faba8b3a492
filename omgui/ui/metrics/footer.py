"""Below the table: what is ticked, what it will take, what to know, and whether it is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from omgui.core.problems import Problem
from omgui.ui.icons import icon
from omgui.ui.metrics.forecast import Forecast
from omgui.ui.metrics.rows import MetricRow
from omgui.ui.metrics.totals import Totals, lacking_files
from omgui.ui.problem_words import spoken
from omgui.weights.network import offline_variable
from omgui.weights.words import size_text

_SIGN = 16


class Footer(QWidget):
    """The sum of what is ticked.

    Signals:
        fetch_wanted(): All checkpoints that ticked metrics lack are wanted.
        save_wanted(): Saving is to be tried once more.
    """

    fetch_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._totals = Totals(self)
        self._problem: Problem | None = None
        self._note = ""
        self._has_saved = False
        self.count = QLabel(self)
        bold = self.count.font()
        bold.setBold(True)
        self.count.setFont(bold)
        self.summary = QLabel(self)
        self.saved = QLabel(self)
        self.warnings = QLabel(self)
        self._sign = QLabel(self)
        self._sign.setPixmap(icon("warning", "warning").pixmap(_SIGN, _SIGN))
        for label in (self.summary, self.warnings, self.saved):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fetch = QPushButton(icon("download"), "", self)
        self.again = QPushButton(icon("reload"), "", self)
        self.fetch.clicked.connect(self.fetch_wanted)
        self.again.clicked.connect(self.save_wanted)
        first = QHBoxLayout()
        first.addWidget(self.count)
        first.addWidget(self.summary, 1)
        first.addWidget(self.saved)
        first.addWidget(self.again)
        second = QGridLayout()
        second.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.warnings, 0, 1)
        second.addWidget(self.fetch, 0, 2, Qt.AlignmentFlag.AlignTop)
        second.setColumnStretch(1, 1)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(first, 0, 0)
        layout.addLayout(second, 1, 0)
        self.retranslate()
        self.set_saved()

    def show_totals(
        self, rows: Sequence[MetricRow], forecast: Forecast | None, *, is_sampled: bool
    ) -> None:
        """Show what is ticked and what it will take."""
        self.count.setText(self._totals.count(rows))
        lines: list[str] = [self._note] if self._note else []
        if forecast is None:
            self.summary.setText("")
        else:
            self.summary.setText(self._totals.summary(forecast, is_sampled=is_sampled))
            lines += self._totals.warnings(forecast, rows)
        self.warnings.setText("\n".join(lines))
        self.warnings.setToolTip(self._totals.passes(forecast) if forecast is not None else "")
        self.warnings.setVisible(bool(lines))
        self._sign.setVisible(bool(lines))
        lacking = lacking_files(rows)
        size = sum(row.files.missing_bytes for row in lacking)
        self.fetch.setVisible(bool(lacking))
        self.fetch.setEnabled(not offline_variable())
        self.fetch.setText(
            self.tr("Fetch what is missin&g ({size})").format(size=spoken(size_text(size)))
            if size > 0
            else self.tr("Fetch what is missin&g")
        )

    def set_note(self, note: str) -> None:
        """Say something of the last thing that was done; shown with the next totals."""
        self._note = note

    def set_saved(self, *, is_saved: bool = True, problem: Problem | None = None) -> None:
        """Show whether the ticks are in the dataset's file."""
        self._problem = problem
        self.again.setVisible(problem is not None)
        if problem is not None:
            self.saved.setText(f"⚠ {spoken(problem.message)}")
            self.saved.setToolTip(spoken(problem.hint))
        elif is_saved:
            self.saved.setText(self.tr("✓ saved") if self._has_saved else "")
        else:
            self._has_saved = True
            self.saved.setText(self.tr("saving…"))

    def wait_for_run(self) -> None:
        """Show that a change waits for the end of a run."""
        self._has_saved = True
        self.saved.setText(self.tr("saved when the run has ended"))

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.again.setText(self.tr("Tr&y saving again"))
        self._sign.setAccessibleName(self.tr("Please note"))
        self.fetch.setToolTip(
            self.tr("Fetch the checkpoints of every ticked metric that lacks some")
        )
