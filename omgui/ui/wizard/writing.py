"""Writing what the wizard came to, in the background, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from omgui.core.problems import ProblemError
from omgui.ui.problem_words import problem_text
from omgui.ui.wizard.save_page import SavePage
from omgui.ui.wizard.saving import Plan, write_planned
from omgui.ui.wizard.state import WizardState


class Writing(QObject):
    """Writes the dataset once.

    Args:
        page: Has what is to be written, and says what came of it.
        state: Has the thread to write in.
        parent: Owner.

    Attributes:
        is_going_on: Whether it is being written.

    Signals:
        changed(): It begins, or it failed.
        written(object): The :class:`Plan` is on the disk.
    """

    changed = Signal()
    written = Signal(object)

    def __init__(self, page: SavePage, state: WizardState, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._state = state
        self.is_going_on = False

    def begin(self) -> bool:
        """Write the dataset; return whether there is one to be written."""
        planner = self._page.planner()
        if planner is None:
            return False
        self.is_going_on = True
        self._page.said.say(self.tr("Saving…"))
        self.changed.emit()
        self._state.background.start(
            lambda: write_planned(planner), self._on_written, self._on_failed
        )
        return True

    def _on_written(self, plan: Plan) -> None:
        self.is_going_on = False
        self.written.emit(plan)

    def _on_failed(self, error: Exception) -> None:
        self.is_going_on = False
        self.changed.emit()
        if not isinstance(error, ProblemError):
            raise error
        self._page.said.fail(problem_text(error.problem))
