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
from omgui.ui.data_tab import unopened
from omgui.ui.dataset_page import DATA, RUN, DatasetPage
from omgui.ui.icons import app_icon
from omgui.ui.notice_bar import NoticeBar
from omgui.ui.opening import Opener
from omgui.ui.page_stack import PageStack
from omgui.ui.run_menu import RunMenu
from omgui.ui.session import Session
from omgui.ui.sidebar import Sidebar
from omgui.ui.states import DatasetStates
from omgui.ui.status import StatusBar
from omgui.ui.welcome_page import WelcomePage
from omgui.ui.window_commands import WindowCommands
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
        self._broken_off = ""
        self._is_closed = False
        self.setWindowIcon(app_icon())
        self.setAcceptDrops(True)
        self.resize(self._first_size())
        self._connect()
        self.commands = WindowCommands(self)
        self.retranslate()
        restore_state(self, self.splitter, self.actions_["sidebar"])
        self._update()

    def _first_size(self) -> QSize:
        """Return a size that fits the screen, frame and title included."""
        room = self.screen().availableGeometry().size() - QSize(*_FRAME)
        return QSize(*_SIZE).boundedTo(room)

    @property
    def page(self) -> DatasetPage | None:
        """The page of the dataset that is shown."""
        return self.stack.page

    def _connect(self) -> None:
        session, opener, welcome = self.session, self.opener, self.welcome
        session.workspace_opened.connect(self._on_workspace)
        session.workspace_failed.connect(self._on_failed)
        session.dataset_selected.connect(self._on_selected)
        session.datasets_changed.connect(self._drop_old_pages)
        session.preferences_noted.connect(self._on_noted)
        unopened().failed.connect(self._on_unopened)
        opener.said.connect(self.say)
        opener.demo_progressed.connect(self._on_demo)
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
        self.opener.demo.stop()
        self.stack.end()
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
        self.opener.select_wanted()
        self._say_title()
        if not self.session.dataset_names():
            self.stack.show_start()
            self.welcome.say(
                self.tr("The workspace {folder} is open. It has no dataset yet.").replace(
                    "{folder}", str(self.session.workspace)
                )
            )
        self._update()

    def _follow_runs(self) -> None:
        """Make the run controller, which finds again what goes on or was broken off."""
        if not self.session.has_runs:
            self.session.runs.unfinished_found.connect(self._on_unfinished)
            self.states.follow_runs()
        self._on_unfinished()

    @Slot()
    def _on_unfinished(self) -> None:
        workspace = self.session.workspace
        names = [run.key[1] for run in self.session.runs.unfinished() if run.key[0] == workspace]
        if names:
            words = self.tr("The run of {name} was broken off. What was scored is kept.")
            self._broken_off = names[0]
            self.notice.say(
                words.replace("{name}", names[0]), self.tr("Sho&w the Run"), self._show_broken_off
            )

    def _show_broken_off(self) -> None:
        self.session.select(self._broken_off)
        if self.page is not None:
            self.page.show_tab(RUN)

    @Slot(object, str)
    def _on_failed(self, workspace: Path, reason: str) -> None:
        if workspace == self.session.workspace:
            words = self.tr("The workspace {folder} cannot be read any more: {reason}.")
            said = words.replace("{folder}", str(workspace)).replace("{reason}", reason)
            self.statusBar().showMessage(said)
        else:
            self.show_start_page()

    @Slot(object)
    def _on_noted(self, problem: object) -> None:
        self.notice.say(str(problem))

    @Slot(object)
    def _on_unopened(self, path: Path) -> None:
        words = self.tr("This system has no program that opens {path}.")
        self.notice.say(
            words.replace("{path}", str(path)),
            self.tr("Cop&y Path"),
            lambda: QGuiApplication.clipboard().setText(str(path)),
        )

    @Slot(str, bool)
    def _on_demo(self, words: str, is_busy: bool) -> None:
        if words:
            self.show_start_page()
        self.welcome.say(words, is_busy=is_busy)

    @Slot(str)
    def _on_selected(self, name: str) -> None:
        if not name:
            self.stack.show_start()
        else:
            self.stack.show_dataset(name, self._tab)
        self._say_title()
        self._update()

    @Slot()
    def _drop_old_pages(self) -> None:
        self.stack.keep_only(self.session.dataset_names())
        self._update()

    @Slot(int)
    def _on_tab(self, number: int) -> None:
        self._tab = number
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
            *("tab_data", "tab_metrics", "tab_run"),
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
