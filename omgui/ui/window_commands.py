"""What the menus do that needs no other part of the window than the page in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction

from omgui.ui import places
from omgui.ui.about_dialog import AboutDialog
from omgui.ui.actions import recent_path
from omgui.ui.data_tab import open_path
from omgui.ui.dataset_page import DATA, METRICS, RESULTS, RUN, VIEWER
from omgui.ui.window_dialogs import PreferencesDialog, ShortcutsDialog

if TYPE_CHECKING:
    from omgui.ui.main_window import MainWindow


class WindowCommands(QObject):
    """Folders, dialogs, tabs, undo and search.

    Args:
        window: Whose actions are to do something from now on.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        actions = window.actions_
        for name, slot in {
            "workspace_folder": self._show_workspace_folder,
            "preferences": self._show_preferences,
            "undo": self._undo,
            "redo": self._redo,
            "find": self._find,
            "data_folder": self._show_data_folder,
            "results_folder": self._show_results_folder,
            "config_file": self._show_config,
            "reload": self._reload,
            "previous": self._previous,
            "next": self._next,
            "tab_data": self._show_data,
            "tab_metrics": self._show_metrics,
            "tab_run": self._show_run,
            "tab_results": self._show_results,
            "tab_viewer": self._show_viewer,
            "shortcuts": self._show_shortcuts,
            "log_folder": self._show_logs,
            "about": self._show_about,
        }.items():
            actions[name].triggered.connect(slot)
        actions["full_screen"].toggled.connect(self._on_full_screen)
        actions.themes.triggered.connect(self._on_theme)
        actions.languages.triggered.connect(self._on_language)
        window.session.preferences_changed.connect(self._show_recent)
        window.session.preferences_changed.connect(self._show_choices)
        self._show_recent()
        self._show_choices()

    @Slot(bool)
    def _on_full_screen(self, is_on: bool) -> None:
        if is_on:
            self._window.showFullScreen()
        else:
            self._window.showNormal()

    @Slot(QAction)
    def _on_theme(self, action: QAction) -> None:
        self._window.session.change_preferences(theme=action.data())

    @Slot(QAction)
    def _on_language(self, action: QAction) -> None:
        self._window.session.change_preferences(language=action.data())

    @Slot()
    def _undo(self) -> None:
        stack = self._window.page.undo_stack if self._window.page is not None else None
        if stack is not None:
            stack.undo()

    @Slot()
    def _redo(self) -> None:
        stack = self._window.page.undo_stack if self._window.page is not None else None
        if stack is not None:
            stack.redo()

    @Slot()
    def _find(self) -> None:
        if self._window.page is not None:
            self._window.page.focus_search()

    @Slot()
    def _show_data_folder(self) -> None:
        if self._window.page is not None:
            self._window.page.data.show_folder()

    @Slot()
    def _show_results_folder(self) -> None:
        read = self._window.page.data.read if self._window.page is not None else None
        if read is not None and read.output is not None and read.output.is_dir():
            open_path(read.output)
        else:
            self._window.say(self.tr("There are no results yet."))

    @Slot()
    def _show_config(self) -> None:
        read = self._window.page.data.read if self._window.page is not None else None
        if read is not None and read.path is not None:
            open_path(read.path)

    @Slot()
    def _show_workspace_folder(self) -> None:
        if self._window.session.workspace is not None:
            open_path(self._window.session.workspace)

    @Slot()
    def _reload(self) -> None:
        self._window.session.reload_in_background()
        self._window.states.look_again()
        if self._window.page is not None:
            self._window.page.data.reload()

    @Slot()
    def _previous(self) -> None:
        self._window.sidebar.step(-1)

    @Slot()
    def _next(self) -> None:
        self._window.sidebar.step(1)

    @Slot()
    def _show_data(self) -> None:
        self._show_tab(DATA)

    @Slot()
    def _show_metrics(self) -> None:
        self._show_tab(METRICS)

    @Slot()
    def _show_run(self) -> None:
        self._show_tab(RUN)

    @Slot()
    def _show_results(self) -> None:
        self._show_tab(RESULTS)

    @Slot()
    def _show_viewer(self) -> None:
        self._show_tab(VIEWER)

    def _show_tab(self, number: int) -> None:
        if self._window.page is not None:
            self._window.page.show_tab(number)

    @Slot()
    def _show_preferences(self) -> None:
        self._open_dialog(PreferencesDialog(self._window.session, self._window))

    @Slot()
    def _show_shortcuts(self) -> None:
        content = self._window.page.content if self._window.page is not None else None
        groups = getattr(content, "groups", None)  # of a page with keys of its own
        own = [action for _, actions in groups() for action in actions] if groups else []
        listed = [*own, *self._window.actions_.all.values()]
        self._open_dialog(ShortcutsDialog(listed, self._window, has_own=bool(own)))

    @Slot()
    def _show_about(self) -> None:
        self._open_dialog(AboutDialog(self._window.session, self._window))

    @Slot()
    def _show_logs(self) -> None:
        open_path(places.logs_folder())

    def _open_dialog(self, dialog: PreferencesDialog | ShortcutsDialog | AboutDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def _show_recent(self) -> None:
        recent = self._window.session.preferences.recent_workspaces
        for action in self._window.actions_.show_recent(recent):
            action.triggered.connect(self._on_recent)

    @Slot()
    def _show_choices(self) -> None:
        likes = self._window.session.preferences
        for group, choice in (
            (self._window.actions_.themes, likes.theme),
            (self._window.actions_.languages, likes.language),
        ):
            for action in group.actions():
                action.setChecked(action.data() == choice)

    @Slot()
    def _on_recent(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._window.session.open_in_background(recent_path(action))
