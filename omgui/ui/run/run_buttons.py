"""The buttons that start, rest, end and repeat a run."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from omgui.ui.icons import icon
from omgui.ui.run.run_state import Phase, RunState

RESTING = frozenset({Phase.PAUSED, Phase.PAUSING})


class RunButtons(QObject):
    """Buttons that offer what can be done now.

    Args:
        row: Where they are put.
        parent: Owner.
    """

    def __init__(self, row: QHBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self.start = QPushButton(icon("run"), "")
        self.pause = QPushButton(icon("pause"), "")
        self.cancel = QPushButton(icon("stop"), "")
        self.stop_now = QPushButton(icon("error", "bad"), "")
        self.retry = QPushButton(icon("reload"), "")
        self.stop_now.setShortcut(QKeySequence("Ctrl+Shift+."))
        self.retry.setShortcut(QKeySequence("Ctrl+Shift+T"))
        for button in (self.start, self.pause, self.cancel, self.stop_now, self.retry):
            row.addWidget(button)

    def retranslate(self) -> None:
        """Say everything that stays, in the language in force."""
        self.pause.setToolTip(self.tr("Let the run rest after the frames in hand, or go on"))
        self.cancel.setText(self.tr("&Cancel"))
        self.cancel.setToolTip(self.tr("End the run; what is scored is kept"))
        self.stop_now.setText(self.tr("St&op now"))
        self.stop_now.setToolTip(self.tr("End the engine by force; stored scores are kept"))
        self.retry.setText(self.tr("Retr&y failed"))
        self.retry.setToolTip(self.tr("Try once more what could not be scored"))

    def show(self, state: RunState | None, *, is_queued: bool, must_wait: bool) -> None:
        """Offer what can be done with the run of a dataset.

        Args:
            state: Its last run.
            is_queued: Whether the dataset waits for its turn.
            must_wait: Whether another dataset runs.
        """
        phase = state.phase if state is not None else None
        is_running = phase is not None and not phase.is_over
        self.start.setText(self._start_text(phase, must_wait=must_wait))
        self.start.setEnabled(not is_running and not is_queued)
        is_resting = phase in RESTING
        self.pause.setText(self.tr("Con&tinue") if is_resting else self.tr("&Pause"))
        self.pause.setIcon(icon("run" if is_resting else "pause"))
        self.pause.setEnabled(phase in {Phase.RUNNING, *RESTING})
        self.cancel.setEnabled(is_running and phase is not Phase.CANCELLING)
        self.stop_now.setVisible(state is not None and state.can_stop_now)
        has_failed = state is not None and state.view.counts.problems > 0
        self.retry.setEnabled(has_failed and not is_running and not is_queued)

    def _start_text(self, phase: Phase | None, *, must_wait: bool) -> str:
        if must_wait:
            return self.tr("Pu&t in queue")
        if phase is not None and phase.can_go_on:
            return self.tr("Con&tinue")
        return self.tr("S&tart")
