"""What the page of a run says of it beside its state."""

from __future__ import annotations

from PySide6.QtCore import QObject

from omgui.core.words import sentence
from omgui.ui.run.run_state import Phase, RunState


class PageWords(QObject):
    """Sentences and short words, in the language in force."""

    def locked(self) -> str:
        """Return why the options cannot be changed."""
        return self.tr("The options are in use and locked until the run has ended.")

    def hint(self, state: RunState | None, *, is_queued: bool) -> str:
        """Return what can be done, or what came of it."""
        if is_queued:
            return self.tr("Waits for its turn; the tab Queue shows what is before it.")
        if state is None:
            return self.tr("'Start' scores everything that the dataset asks for.")
        return self._hint_of(state)

    def _hint_of(self, state: RunState) -> str:
        if state.phase in {Phase.CANCELLED, Phase.FAILED}:
            return self.tr("Scores so far are kept; 'Continue' computes what is missing.")
        if state.phase is Phase.PAUSED:
            return self.tr("The engine waits and keeps its memory; 'Continue' lets it go on.")
        if state.phase in {Phase.CANCELLING, Phase.CRASHED}:
            return ""  # the advice says what there is to say
        if not state.phase.is_over:
            return self.tr("The window can be closed; the run goes on and is found again.")
        return self._result(state)

    def tabs(self) -> tuple[str, ...]:
        """Return the titles of the tabs, without their numbers."""
        return self.tr("&In hand"), self.tr("Pro&blems"), self.tr("Lo&g"), self.tr("&Queue")

    def _result(self, state: RunState) -> str:
        counts = state.view.counts
        said = [self.tr("%n score(s) computed", "", counts.computed)]
        if counts.kept:
            said.append(self.tr("%n kept from before", "", counts.kept))
        if counts.problems:
            said.append(self.tr("%n not possible", "", counts.problems))
        if counts.flagged:
            said.append(self.tr("%n to be looked at", "", counts.flagged))
        return sentence(", ".join(said))
