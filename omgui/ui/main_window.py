"""The window: sidebar, pages, menus and the line at the bottom, and what connects them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.ui.actions import Actions
from omgui.ui.dataset_commands import DatasetCommands
from omgui.ui.dataset_page import DATA, RUN, DatasetPage
from omgui.ui.icons import app_icon
from omgui.ui.notice_bar import NoticeBar
from omgui.ui.opening import Opener
from omgui.ui.page_stack import PageStack
from omgui.ui.reopening import Reopening
from omgui.ui.run_menu import RunMenu
from omgui.ui.session import Session
from omgui.ui.sidebar import Sidebar
from omgui.ui.states import DatasetStates
from omgui.ui.status import StatusBar
from omgui.ui.welcome_page import WelcomePage
from omgui.ui.window_commands import WindowCommands
from omgui.ui.window_notices import WindowNotices
from omgui.ui.window_state import restore_state, save_state

_SIZE = (1180, 760)
_FRAME = (16, 48)  # that the system puts around a window
_SIDEBAR_WIDTH = 220
_SAYING_MS = 10_000


class MainWindow(QMainWindow):
    """The window of one session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.states = DatasetStates(session, self)
        self.opener = Opener(session, self)
        self.actions_ = Actions(self)
        self.run_menu = RunMenu(session, self.states, self.actions_, self)
        self.sidebar = Sidebar(session, self.states)
        self.welcome = WelcomePage(session)
        self.stack = PageStack(session, self.states, self.welcome)
        self.splitter = QSplitter()
        self.splitter.addWidget(self.sidebar)
        self.notice = NoticeBar()
        self.notice.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        self.splitter.addWidget(central)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_SIDEBAR_WIDTH, _SIZE[0] - _SIDEBAR_WIDTH])
        self.splitter.setChildrenCollapsible(False)
        self.setCentralWidget(self.splitter)
        self.setStatusBar(StatusBar(session, self.states))
        self.actions_.fill(self.menuBar())
        self._tab = DATA
        self._is_closed = False
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.resize(self._first_size())
        self.notices = WindowNotices(self)
        self.reopening = Reopening(self)
        self._connect()
        self.commands = WindowCommands(self)
        self.dataset_commands = DatasetCommands(self)
        self.retranslate()
        restore_state(self, self.splitter, self.actions_["sidebar"])
        self._update()

    def _first_size(self) -> QSize:
        """Return a size that fits the screen, frame and title included."""
        # Not this window's own `screen()`: that one's wrapper would become a child of the window.
        room = QGuiApplication.primaryScreen().availableGeometry().size() - QSize(*_FRAME)
        return QSize(*_SIZE).boundedTo(room)

    @property
    def page(self) -> DatasetPage | None:
        """The page of the dataset that is shown."""
        return self.stack.page

    def _connect(self) -> None:
        session, opener, welcome = self.session, self.opener, self.welcome
        session.workspace_opened.connect(self._on_workspace)
        session.dataset_selected.connect(self._on_selected)
        session.datasets_changed.connect(self._drop_old_pages)
        opener.said.connect(self.say)
        opener.run_wanted.connect(self._on_run_wanted)
        self.run_menu.start_wanted.connect(self._on_run_wanted)
        welcome.folder_wanted.connect(opener.choose_folder)
        welcome.workspace_wanted.connect(opener.choose_workspace)
        welcome.demo_wanted.connect(opener.make_demo)
        welcome.demo_unwanted.connect(opener.demo.stop)
        for name, slot in {
            "new_dataset": opener.choose_folder,
            "compare": opener.choose_files,
            "open": opener.choose_workspace,
            "demo": self._make_demo,
            "start_page": self.show_start_page,
            "quit": self.close,
            "edit_pairs": self._edit_pairs,
        }.items():
            self.actions_[name].triggered.connect(slot)
        self.actions_["sidebar"].toggled.connect(self.sidebar.setVisible)
        self.stack.currentChanged.connect(self._update)
        self.stack.edit_wanted.connect(self._edit_pairs)
        self.stack.tab_shown.connect(self._on_tab)
        self.stack.said.connect(self.say)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.actions_.retranslate()
        self._say_title()
        self.splitter.setAccessibleName(self.tr("Datasets and the chosen one"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _paths(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = _paths(event)
        if paths:
            event.acceptProposedAction()
            self.opener.open_paths(paths)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_closed:
            self._is_closed = True
            self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        """Keep what is to be kept, and end everything but a run, which goes on without a window."""
        save_state(self, self.splitter, self.actions_["sidebar"])
        self.reopening.keep()
        self.opener.demo.stop()
        self.stack.end()
        self.states.close()
        self.session.close()
        self.stack.currentChanged.disconnect(self._update)  # pages go one by one

    @Slot(str)
    def say(self, words: str) -> None:
        """Say something in the line at the bottom, for a while."""
        self.statusBar().showMessage(words, _SAYING_MS)

    @Slot()
    def show_start_page(self) -> None:
        """Show what can be done first."""
        self.session.select("")
        self.stack.show_start()

    def come_forward(self) -> None:
        """Come to the front, as a second start of the program asks for."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot()
    def _on_workspace(self) -> None:
        self.stack.keep_only(())
        self.welcome.say("")
        self._follow_runs()
        self.reopening.begin()
        self._say_title()
        if not self.session.dataset_names():
            self.stack.show_start()
            self.notices.say_empty()
        self._update()

    def _follow_runs(self) -> None:
        """Make the run controller, which finds again what goes on or was broken off."""
        if not self.session.has_runs:
            self.session.runs.unfinished_found.connect(self.notices.say_unfinished)
            self.states.follow_runs()
        self.notices.say_unfinished()

    def show_run(self, dataset: str) -> None:
        """Show the run of a dataset."""
        self.session.select(dataset)
        if self.page is not None:
            self.page.show_tab(RUN)

    @Slot(str)
    def _on_selected(self, name: str) -> None:
        if not name:
            self.stack.show_start()
        else:
            tab = self.reopening.tab(name, self._tab)
            self.stack.show_dataset(name, tab)
            self._on_tab(tab)
        self._say_title()
        self._update()

    @Slot()
    def _drop_old_pages(self) -> None:
        self.stack.keep_only(self.session.dataset_names())
        self._update()

    @Slot(int)
    def _on_tab(self, number: int) -> None:
        self._tab = number
        self.reopening.note(number)
        self._update()

    @Slot(str)
    def _on_run_wanted(self, name: str) -> None:
        self.session.select(name)
        if self.page is not None:
            self.page.start_run()

    def _say_title(self) -> None:
        parts = [self.session.selected]
        folder = self.session.workspace
        if folder is not None and folder.name != "omgui":  # as the usual workspace is called
            parts.append(folder.name)
        self.setWindowTitle(" – ".join([*filter(None, parts), "omgui"]))

    @Slot()
    def _update(self) -> None:
        """Let the menus offer what can be done now."""
        has_page = self.page is not None
        for name in (
            *("edit_pairs", "data_folder", "results_folder", "config_file", "find"),
            *(
                "tab_data",
                "tab_metrics",
                "tab_run",
                "tab_results",
                "tab_viewer",
                "rename",
                "delete",
            ),
        ):
            self.actions_[name].setEnabled(has_page)
        for name in ("workspace_folder", "reload", "previous", "next"):
            self.actions_[name].setEnabled(self.session.workspace is not None)
        stack = self.page.undo_stack if self.page is not None else None
        for name in ("undo", "redo"):
            self.actions_[name].setEnabled(stack is not None)
        self.run_menu.update()

    @Slot()
    def _edit_pairs(self) -> None:
        if self.session.selected:
            self.opener.edit_dataset(self.session.selected)

    @Slot()
    def _make_demo(self) -> None:
        self.show_start_page()
        self.opener.make_demo()


def _paths(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
