"""Everything that can be done from a menu: made once, named in the language in force."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from omgui.ui.icons import icon
from omgui.ui.languages import LANGUAGES

THEMES = ("system", "light", "dark")
_Key = QKeySequence.StandardKey
# name → icon, shortcuts. The words are in _texts, where lupdate finds them.
_ACTIONS: dict[str, tuple[str, Sequence[QKeySequence.StandardKey | str]]] = {
    "new_dataset": ("new_dataset", (_Key.New,)),
    "compare": ("compare", ("Ctrl+Shift+N",)),
    "open": ("folder_open", (_Key.Open,)),
    "demo": ("demo", ()),
    "workspace_folder": ("folder", ()),
    "start_page": ("", ()),
    "preferences": ("settings", ("Ctrl+,",)),
    "quit": ("", ("Ctrl+Q",)),
    "undo": ("undo", (_Key.Undo,)),
    "redo": ("redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    "find": ("search", (_Key.Find,)),
    "edit_pairs": ("pairs", ("Ctrl+E",)),
    "data_folder": ("folder", ()),
    "results_folder": ("folder", ("Ctrl+Shift+R",)),
    "config_file": ("file", ()),
    "rename": ("", ("F2",)),
    "delete": ("", ()),
    "reload": ("reload", (_Key.Refresh,)),
    "previous": ("", ("Alt+Up",)),
    "next": ("", ("Alt+Down",)),
    "run_start": ("run", ("Ctrl+R",)),
    "run_pause": ("pause", ("Ctrl+P",)),
    "run_cancel": ("stop", ("Ctrl+.",)),
    "tab_data": ("dataset", ("Ctrl+1",)),
    "tab_metrics": ("metrics", ("Ctrl+2",)),
    "tab_run": ("run", ("Ctrl+3",)),
    "tab_results": ("results", ("Ctrl+4",)),
    "tab_viewer": ("film", ("Ctrl+5",)),
    "sidebar": ("", ("F9",)),
    "full_screen": ("", ("F11",)),
    "shortcuts": ("help", (_Key.HelpContents,)),
    "log_folder": ("folder", ()),
    "about": ("info", ()),
}
_CHECKABLE = frozenset({"sidebar", "full_screen"})
_MENUS: tuple[tuple[str, list[str]], ...] = (
    (
        "file",
        [
            "new_dataset",
            "compare",
            "-",
            "open",
            "recent",
            "demo",
            "-",
            "workspace_folder",
            "start_page",
            "-",
            "preferences",
            "quit",
        ],
    ),
    ("edit", ["undo", "redo", "-", "find"]),
    (
        "dataset",
        [
            "edit_pairs",
            "-",
            "data_folder",
            "results_folder",
            "config_file",
            "-",
            "rename",
            "delete",
            "-",
            "reload",
            "previous",
            "next",
        ],
    ),
    ("run", ["run_start", "run_pause", "run_cancel"]),
    (
        "view",
        [
            "tab_data",
            "tab_metrics",
            "tab_run",
            "tab_results",
            "tab_viewer",
            "-",
            "sidebar",
            "full_screen",
            "-",
            "theme",
            "language",
        ],
    ),
    ("help", ["shortcuts", "log_folder", "-", "about"]),
)
_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
}


class Actions(QObject):
    """All actions and menus of the window.

    Args:
        window: Gets the actions, so that their shortcuts work everywhere in it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.all: dict[str, QAction] = {}
        for name, (drawing, keys) in _ACTIONS.items():
            action = QAction(window)
            action.setObjectName(name)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setMenuRole(_ROLES.get(name, QAction.MenuRole.NoRole))
            action.setCheckable(name in _CHECKABLE)
            if drawing:
                action.setIcon(icon(drawing))
            window.addAction(action)
            self.all[name] = action
        self.menus = {name: QMenu(window) for name in ("recent", "theme", "language")}
        self.themes = self._choices("theme", THEMES)
        self.languages = self._choices("language", ("system", *LANGUAGES))
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self.all[name]

    def fill(self, bar: QMenuBar) -> None:
        """Put the menus into a menu bar."""
        for name, entries in _MENUS:
            menu = QMenu(bar)
            self.menus[name] = menu
            bar.addMenu(menu)
            for entry in entries:
                if entry == "-":
                    menu.addSeparator()
                elif entry in self.menus:
                    menu.addMenu(self.menus[entry])
                else:
                    menu.addAction(self.all[entry])
        self.retranslate()

    def show_recent(self, paths: Sequence[str]) -> list[QAction]:
        """Fill the menu of recent workspaces; return its entries."""
        menu = self.menus["recent"]
        menu.clear()
        made = []
        for number, path in enumerate(paths, start=1):
            name = path.replace("&", "&&")
            action = menu.addAction(f"&{number} {name}" if number < 10 else name)
            action.setData(path)
            made.append(action)
        menu.setEnabled(bool(made))
        return made

    @Slot()
    def retranslate(self) -> None:
        """Name everything in the language in force."""
        for name, (text, tip) in self._texts().items():
            self.all[name].setText(text)
            self.all[name].setStatusTip(tip)
        for name, text in self._menu_texts().items():
            if name in self.menus:
                self.menus[name].setTitle(text)
        for actions, texts in (
            (self.themes, self._theme_texts()),
            (self.languages, {"system": self.tr("As the &System Has It")}),
        ):
            for action in actions.actions():
                choice = str(action.data())
                action.setText(texts.get(choice) or f"&{LANGUAGES[choice]}")

    def _choices(self, menu: str, choices: Sequence[str]) -> QActionGroup:
        group = QActionGroup(self)
        for choice in choices:
            action = QAction(self, checkable=True)
            action.setData(choice)
            group.addAction(action)
            self.menus[menu].addAction(action)
        return group

    def _menu_texts(self) -> dict[str, str]:
        return {
            "file": self.tr("&File"),
            "edit": self.tr("&Edit"),
            "dataset": self.tr("Data&set"),
            "run": self.tr("Ru&n"),
            "view": self.tr("&View"),
            "help": self.tr("&Help"),
            "recent": self.tr("&Recent Workspaces"),
            "theme": self.tr("&Theme"),
            "language": self.tr("&Language"),
        }

    def _theme_texts(self) -> dict[str, str]:
        return {
            "system": self.tr("As the &System Has It"),
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
        }

    def _texts(self) -> dict[str, tuple[str, str]]:
        """Return the text and the explanation of every action."""
        return {
            "new_dataset": (
                self.tr("&New Dataset…"),
                self.tr("Choose a folder of images or videos to be scored"),
            ),
            "compare": (
                self.tr("&Quick Compare…"),
                self.tr("Choose a few files and compare them with one reference"),
            ),
            "open": (self.tr("&Open Workspace…"), self.tr("Open a folder with datasets")),
            "demo": (
                self.tr("&Try the Demo"),
                self.tr("Make a small folder of images and videos to play with"),
            ),
            "workspace_folder": (
                self.tr("Show &Workspace Folder"),
                self.tr("Show the folder of all datasets in the system's own window"),
            ),
            "start_page": (
                self.tr("Start &Page"),
                self.tr("Show what can be done first, and recent workspaces"),
            ),
            "preferences": (
                self.tr("Pre&ferences…"),
                self.tr("Choose the theme, the language and what the start does"),
            ),
            "quit": (self.tr("Qu&it"), self.tr("Close the window")),
            "undo": (self.tr("&Undo"), self.tr("Take the last change back")),
            "redo": (self.tr("&Redo"), self.tr("Make the change again")),
            "find": (self.tr("&Find"), self.tr("Search on the page that is shown")),
            "edit_pairs": (
                self.tr("&Edit Pairs…"),
                self.tr("Change which file is compared with which reference"),
            ),
            "data_folder": (
                self.tr("Show &Data Folder"),
                self.tr("Show the folder of the images or videos"),
            ),
            "results_folder": (
                self.tr("Show &Results Folder"),
                self.tr("Show the folder of the tables and stored scores"),
            ),
            "config_file": (
                self.tr("Show &Configuration"),
                self.tr("Open the YAML file of the dataset"),
            ),
            "rename": (
                self.tr("Rena&me Dataset…"),
                self.tr("Give the dataset another name; its scores stay"),
            ),
            "delete": (
                self.tr("Dele&te Dataset…"),
                self.tr("Delete the dataset; its images or videos stay"),
            ),
            "reload": (self.tr("Re&load"), self.tr("Look at the files on the disk again")),
            "previous": (self.tr("&Previous Dataset"), self.tr("Go up in the list")),
            "next": (self.tr("&Next Dataset"), self.tr("Go down in the list")),
            "run_start": (
                self.tr("&Start"),
                self.tr("Score this dataset; what is stored already is kept"),
            ),
            "run_pause": (
                self.tr("&Pause or Continue"),
                self.tr("Let the run rest, or let it go on"),
            ),
            "run_cancel": (
                self.tr("&Cancel"),
                self.tr("End the run; what is scored is kept, and it can be continued"),
            ),
            "tab_data": (self.tr("&Data"), self.tr("Show which files there are")),
            "tab_metrics": (self.tr("&Metrics"), self.tr("Choose the metrics")),
            "tab_run": (self.tr("&Run"), self.tr("Start a run and follow it")),
            "tab_results": (self.tr("Res&ults"), self.tr("Show the table of scores")),
            "tab_viewer": (self.tr("Vie&wer"), self.tr("Show curves and frames")),
            "sidebar": (self.tr("Side&bar"), self.tr("Show or hide the list of datasets")),
            "full_screen": (self.tr("&Full Screen"), self.tr("Use the whole screen")),
            "shortcuts": (self.tr("&Keyboard Shortcuts"), self.tr("List all shortcuts")),
            "log_folder": (
                self.tr("Open &Log Folder"),
                self.tr("Show the window's own log, for reports"),
            ),
            "about": (self.tr("&About omgui"), self.tr("Show versions and licences")),
        }


def recent_path(action: QAction) -> Path:
    """Return the workspace of an entry of the menu of recent ones."""
    return Path(str(action.data()))
