"""A page of the Viewer on a workspace, and what waits for it."""

from __future__ import annotations

from omgui.ui.selection import Selection
from omgui.ui.session import Session
from omgui.ui.viewer.viewer_page import ViewerPage

WAIT_MS = 15_000


class Opened:
    """A page on a workspace, and what waits for it."""

    def __init__(self, qtbot, session: Session) -> None:
        self.qtbot = qtbot
        self.session = session
        self.selection = Selection()
        self.pages: list[ViewerPage] = []

    def open(self, name: str = "vid") -> ViewerPage:
        page = ViewerPage(self.session, name, self.selection)
        self.pages.append(page)
        self.qtbot.addWidget(page)
        page.resize(1060, 620)
        page.show()
        return page

    def until(self, is_so) -> None:
        self.qtbot.waitUntil(is_so, timeout=WAIT_MS)

    def until_frame(self, page: ViewerPage, frame: int) -> None:
        """Wait until the exact pixels of a frame are shown."""
        self.until(
            lambda: (
                page.panes.stage.pair is not None
                and page.panes.stage.pair.numbers.frame == frame
                and page.panes.stage.pair.is_exact
                and page.panes.stage.pair.is_settled
            )
        )

    def until_curves(self, page: ViewerPage, count: int) -> None:
        self.until(lambda: page.shown.made is not None and len(page.shown.made.curves) == count)
