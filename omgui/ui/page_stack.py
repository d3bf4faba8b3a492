"""The middle of the window: the start page, and the pages of the datasets shown lately."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from omgui.ui.dataset_page import DatasetPage
from omgui.ui.session import Session
from omgui.ui.states import DatasetStates

_PAGES_KEPT = 6


class PageStack(QStackedWidget):
    """Keeps a few pages, so that going back to a dataset is instant.

    Signals:
        edit_wanted(): The person wants to change the pairs of the dataset in front.
        tab_shown(int): Another tab of the page in front is shown.
        said(str): Something for the line at the bottom.
    """

    edit_wanted = Signal()
    tab_shown = Signal(int)
    said = Signal(str)

    def __init__(self, session: Session, states: DatasetStates, start: QWidget) -> None:
        super().__init__()
        self._session = session
        self._states = states
        self._start = start
        self._pages: dict[str, DatasetPage] = {}
        self.addWidget(start)

    @property
    def page(self) -> DatasetPage | None:
        """The page of the dataset in front."""
        page = self.currentWidget()
        return page if isinstance(page, DatasetPage) else None

    def show_start(self) -> None:
        """Put the start page in front."""
        self.setCurrentWidget(self._start)

    def show_dataset(self, name: str, tab: int) -> None:
        """Put the page of a dataset in front, with this tab."""
        page = self._pages.pop(name, None) or self._make(name)
        self._pages[name] = page  # the newest comes last
        page.show_tab(tab)
        self.setCurrentWidget(page)
        for old in list(self._pages)[:-_PAGES_KEPT]:
            self._close(old)

    def keep_only(self, names: Collection[str]) -> None:
        """Close the pages of all other datasets."""
        for name in [name for name in self._pages if name not in names]:
            self._close(name)

    def end(self) -> None:
        """Let every page end what it has going on."""
        for page in self._pages.values():
            page.close_page()

    def _make(self, name: str) -> DatasetPage:
        page = DatasetPage(self._session, self._states, name)
        page.edit_wanted.connect(self.edit_wanted)
        page.tab_shown.connect(self.tab_shown)
        page.said.connect(self.said)
        self.addWidget(page)
        return page

    def _close(self, name: str) -> None:
        page = self._pages.pop(name)
        page.close_page()
        self.removeWidget(page)
        page.deleteLater()
