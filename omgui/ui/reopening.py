"""Going on where a person was: the dataset and tab of the last time, and the run that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from omgui.ui.dataset_page import RUN
from omgui.ui.last_pages import LastPages

if TYPE_CHECKING:
    from omgui.ui.main_window import MainWindow


class Reopening(QObject):
    """Chooses what is shown first of a workspace, and notes what is shown.

    Within a window the tab stays when another dataset is chosen, for going through many of them;
    what was noted counts for the first that is shown after a workspace was opened.

    Args:
        window: What it belongs to.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pages = LastPages()
        self._is_first = False
        self._awaits_run = False
        window.states.run_changed.connect(self._on_run)

    def begin(self) -> None:
        """Take that a workspace was opened, and show what is to be shown of it."""
        session = self._window.session
        self._is_first = True
        usual = self._pages.dataset(session.workspace) if session.workspace is not None else ""
        self._window.opener.select_wanted(self._window.states.running or usual)
        self._is_first = False
        # Runs of earlier windows are found a moment later.
        self._awaits_run = True

    def tab(self, dataset: str, present: int) -> int:
        """Return which tab of a dataset is to be shown.

        Args:
            dataset: Its name.
            present: The tab that is in front now.
        """
        workspace = self._window.session.workspace
        if not self._is_first or workspace is None:
            return present
        if dataset == self._window.states.running:
            return RUN
        noted = self._pages.tab(workspace, dataset)
        return present if noted is None else noted

    def note(self, tab: int) -> None:
        """Take that a tab of the selected dataset is shown."""
        session = self._window.session
        if session.workspace is not None and session.selected:
            self._awaits_run = False
            self._pages.note(session.workspace, session.selected, tab)

    def keep(self) -> None:
        """Write down for the next start what was noted."""
        self._pages.keep()

    @Slot()
    def _on_run(self) -> None:
        running = self._window.states.running
        if running and self._awaits_run:
            self._awaits_run = False
            self._window.show_run(running)
