"""The parts of the Viewer and where they are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.ui.viewer.curve_files import FilesPanel
from omgui.ui.viewer.curve_panel import CurvePanel
from omgui.ui.viewer.curve_spread import SpreadPlot
from omgui.ui.viewer.curve_table import ScoresTable
from omgui.ui.viewer.frame_pane import FramePanes
from omgui.ui.viewer.notes_book import NotesBook
from omgui.ui.viewer.notes_panel import NotesPanel
from omgui.ui.viewer.strip_panel import StripPanel
from omgui.ui.viewer.viewer_actions import ViewerActions
from omgui.ui.viewer.viewer_top import ViewerTopBar

FILES, SCORES, SPREAD, NOTES = range(4)
_SIDE_WIDTH, _LEAST_SIDE = 310, 260
_CURVES_SHARE = (3, 2)


class ViewerParts(QWidget):
    """Pictures above curves, and beside them lists in tabs.

    Args:
        actions: Of the page.
        notes: Where notes are kept.
        parent: The page.
    """

    def __init__(self, actions: ViewerActions, notes: NotesBook, parent: QWidget) -> None:
        super().__init__(parent)
        self.top = ViewerTopBar(actions)
        self.panes = FramePanes()
        self.curves = CurvePanel()
        self.strip = StripPanel()
        self.files = FilesPanel()
        self.scores = ScoresTable()
        self.spread = SpreadPlot()
        self.notes = NotesPanel(notes)
        self.message = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.hide()
        self.side = QTabWidget(documentMode=True, usesScrollButtons=False)
        self.side.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
        for part in (self.files, self.scores, self.spread, self.notes):
            self.side.addTab(part, "")
        self.below = QStackedWidget()
        self.below.addWidget(self.curves)
        self.below.addWidget(self.strip)
        self.pictures = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self.pictures.addWidget(self.panes)
        self.pictures.addWidget(self.below)
        for place, share in enumerate(_CURVES_SHARE):
            self.pictures.setStretchFactor(place, share)
        self.whole = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self.whole.addWidget(self.pictures)
        self.whole.addWidget(self.side)
        self.whole.setStretchFactor(0, 1)
        self.whole.setSizes([10 * _SIDE_WIDTH, _SIDE_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.top)
        layout.addWidget(self.message)
        layout.addWidget(self.whole, 1)
        self.retranslate()

    def show_video(self, *, is_video: bool) -> None:
        """Arrange everything for videos, or for pictures."""
        self.below.setCurrentWidget(self.curves if is_video else self.strip)
        for tab in (SCORES, SPREAD):
            self.side.setTabVisible(tab, is_video)
        self.top.show_video(is_video=is_video)

    def say(self, words: str) -> None:
        """Say something about the whole page; empty for nothing."""
        self.message.setText(words)
        self.message.setVisible(bool(words))

    def close_page(self) -> None:
        """End what the parts have going on."""
        self.panes.close_page()
        self.curves.close_page()
        self.scores.close_page()
        self.strip.close_page()
        self.spread.close_page()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        words = (self.tr("Files"), self.tr("Scores"), self.tr("Distribution"), self.tr("Notes"))
        for tab, text in enumerate(words):
            self.side.setTabText(tab, text)
        self.side.setAccessibleName(self.tr("Lists beside the pictures"))
        self._widen()

    def _widen(self) -> None:
        """Have room for the words on all tabs."""
        self.side.setMinimumWidth(max(_LEAST_SIDE, self.side.tabBar().sizeHint().width()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._widen()
        super().changeEvent(event)
