"""What the page of a run says of it beside its state."""

from __future__ import annotations

from PySide6.QtCore import QObject

from omgui.core.dataset_changes import DatasetChanges
from omgui.core.dataset_state import DatasetState
from omgui.core.words import sentence
from omgui.ui.change_words import ChangeWords
from omgui.ui.run.run_state import Phase, RunState

_RUN_ONCE = {DatasetState.COMPLETE, DatasetState.PROBLEMS, DatasetState.CHANGED}


class PageWords(QObject):
    """Sentences and short words, in the language in force."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes = ChangeWords(self)

    def locked(self) -> str:
        """Return why the options cannot be changed."""
        return self.tr("The options are in use and locked until the run has ended.")

    def hint(
        self,
        state: RunState | None,
        *,
        is_queued: bool,
        stored: DatasetState = DatasetState.NOT_RUN,
        changes: DatasetChanges | None = None,
        is_whole: bool = False,
    ) -> str:
        """Return what can be done, or what came of it.

        Args:
            state: The run; ``None`` where this window knows none.
            is_queued: Whether the dataset waits for its turn.
            stored: What the store says; the dataset may have been run elsewhere.
            changes: What is another since.
            is_whole: Whether names are as long as they are, for a tool tip.
        """
        if is_queued:
            return self.tr("Waits for its turn; the tab Queue shows what is before it.")
        if state is None:
            told = changes if changes is not None and stored in _RUN_ONCE else DatasetChanges()
            lines = self._changes.lines(told, is_whole=is_whole)
            return "\n".join([self._hint_of_stored(stored), *lines])
        return self._hint_of(state)

    def _hint_of_stored(self, stored: DatasetState) -> str:
        hints = {
            DatasetState.COMPLETE: self.tr("Everything that the dataset asks for is scored."),
            DatasetState.PROBLEMS: self.tr(
                "Everything was tried. 'Start' tries once more what could not be scored."
            ),
            DatasetState.UNFINISHED: self.tr(
                "Part of it is scored; 'Start' computes what is missing."
            ),
            DatasetState.CHANGED: self.tr(
                "It was changed since it was scored; 'Start' computes what is missing."
            ),
        }
        usual = self.tr("'Start' scores everything that the dataset asks for.")
        return hints.get(stored, usual)

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
