"""One dataset: its name and state, and the tabs Data, Metrics, Run, Results and Viewer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.ui import pages
from omgui.ui.change_words import shortened
from omgui.ui.data_tab import DataTab
from omgui.ui.icons import icon
from omgui.ui.selection import Selection
from omgui.ui.session import Session
from omgui.ui.states import DatasetStates

DATA, METRICS, RUN, RESULTS, VIEWER = range(5)
_ICONS = ("dataset", "metrics", "run", "results", "film")
_SIDE = 20


class DatasetPage(QWidget):
    """The page of one dataset; its tabs are made when they are first shown.

    Signals:
        edit_wanted(): The person wants to change the pairs.
        tab_shown(int): Another tab is in front.
        said(str): Something for the line at the bottom.
    """

    edit_wanted = Signal()
    tab_shown = Signal(int)
    said = Signal(str)

    def __init__(
        self,
        session: Session,
        states: DatasetStates,
        dataset: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._states = states
        self.dataset = dataset
        self.state_sign = QLabel()
        self.name = QLabel(shortened(dataset))
        self.name.setToolTip(dataset)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self.name.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setBold(True)
        self.name.setFont(font)
        self.state = QLabel()
        self.tabs = QTabWidget(documentMode=True)
        self.data = DataTab(session, dataset)
        self.data.edit_wanted.connect(self.edit_wanted)
        self.selection = Selection(self)
        self.selection.viewer_wanted.connect(self.show_viewer)
        self._contents: list[QWidget | None] = [None] * len(_ICONS)
        self._places: list[QVBoxLayout] = []
        for name in _ICONS:
            holder = QWidget()
            place = QVBoxLayout(holder)
            place.setContentsMargins(0, 4, 0, 0)
            self._places.append(place)
            self.tabs.addTab(holder, icon(name), "")
        self._put(DATA, self.data)
        head = QHBoxLayout()
        head.addWidget(self.state_sign)
        head.addWidget(self.name)
        head.addSpacing(8)
        head.addWidget(self.state)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        states.changed.connect(self._say_state)
        states.run_changed.connect(self._say_state)
        self.retranslate()

    @property
    def content(self) -> QWidget | None:
        """What is in the tab in front."""
        return self._contents[self.tabs.currentIndex()]

    @property
    def undo_stack(self) -> QUndoStack | None:
        """Where edits of the tab in front can be undone, if they can."""
        stack = getattr(self.content, "undo_stack", None)
        return stack if isinstance(stack, QUndoStack) else None

    def show_tab(self, number: int) -> None:
        """Put a tab in front."""
        self.tabs.setCurrentIndex(number)

    @Slot()
    def show_viewer(self) -> None:
        """Show the curves and frames of what is selected."""
        self.show_tab(VIEWER)

    @Slot()
    def show_results(self) -> None:
        """Show the table of scores."""
        self.show_tab(RESULTS)

    @Slot()
    def show_run(self) -> None:
        """Show the run."""
        self.show_tab(RUN)

    def start_run(self) -> None:
        """Show the tab Run and start with the options that it shows."""
        self.show_tab(RUN)
        start = getattr(self.content, "start_run", None)
        if start is not None:
            start()

    def focus_search(self) -> None:
        """Let the person search in the tab in front, where it has something to search."""
        search = getattr(self.content, "focus_search", None)
        if search is not None:
            search()

    def close_page(self) -> None:
        """Let every tab end what it has going on."""
        for content in self._contents:
            close = getattr(content, "close_page", None)
            if close is not None:
                close()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        words = (
            self.tr("&Data"),
            self.tr("&Metrics"),
            self.tr("&Run"),
            self.tr("Results"),  # no letter is left; Ctrl+4 and Ctrl+5 lead there
            self.tr("Viewer"),
        )
        for number, text in enumerate(words):
            self.tabs.setTabText(number, text)
        self.tabs.setAccessibleName(self.tr("Parts of the dataset"))
        self._say_state()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._say_state()
        super().changeEvent(event)

    def _put(self, number: int, content: QWidget) -> None:
        self._contents[number] = content
        self._places[number].addWidget(content)

    @Slot(int)
    def _on_tab(self, number: int) -> None:
        if self._contents[number] is None:
            self._put(number, self._make(number))
        self.tab_shown.emit(number)

    def _make(self, number: int) -> QWidget:
        if number in {METRICS, RUN}:
            make = pages.make_metrics_page if number == METRICS else pages.make_run_page
            made = make(self._session, self.dataset, self)
            if isinstance(wanted := getattr(made, "results_wanted", None), SignalInstance):
                wanted.connect(self.show_results)
            return made
        show = pages.make_results_page if number == RESULTS else pages.make_viewer_page
        page = show(self._session, self.dataset, self.selection, self)
        if isinstance(run_wanted := getattr(page, "run_wanted", None), SignalInstance):
            run_wanted.connect(self.show_run)
        if isinstance(said := getattr(page, "said", None), SignalInstance):
            said.connect(self.said)
        return page

    @Slot()
    def _say_state(self) -> None:
        picture = self._states.picture(self.dataset)
        self.state_sign.setPixmap(picture.pixmap(QSize(_SIDE, _SIDE), self.devicePixelRatio()))
        self.state.setText(self._states.words(self.dataset))
        self.state.setToolTip("\n".join(self._states.why(self.dataset)))
        self.data.show_changes(self._states.changes(self.dataset))
