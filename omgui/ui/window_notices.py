"""What the window says of its own accord: in the bar at the top and in the line at the bottom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from omgui import __version__
from omgui.core.problems import Problem
from omgui.core.releases import Release
from omgui.ui import places
from omgui.ui.data_tab import open_path, unopened
from omgui.ui.log_file import versions
from omgui.ui.notice_bar import NoticeBar
from omgui.ui.problem_words import problem_text, spoken

if TYPE_CHECKING:
    from omgui.ui.main_window import MainWindow


class WindowNotices(QObject):
    """Says what went wrong or was broken off, where a person sees it and can act on it.

    Args:
        window: What it belongs to.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._broken_off = ""
        self._unfinished_words = ""
        self._more: list[NoticeBar] = []
        session = window.session
        session.workspace_failed.connect(self._on_failed)
        session.preferences_noted.connect(self._on_noted)
        window.states.run_changed.connect(self._on_run)
        unopened().failed.connect(self._on_unopened)
        window.opener.demo_progressed.connect(self._on_demo)
        session.updates.newer_found.connect(self.say_newer)

    @Slot()
    def say_unfinished(self) -> None:
        """Offer a run of the open workspace that was broken off."""
        session = self._window.session
        unfinished = session.runs.unfinished()
        names = [run.key[1] for run in unfinished if run.key[0] == session.workspace]
        if names:
            words = self.tr("The run of {name} was broken off. What was scored is kept.")
            self._broken_off = names[0]
            self._unfinished_words = words.replace("{name}", names[0])
            self._window.notice.say(
                self._unfinished_words, self.tr("Sho&w the Run"), self._show_broken_off
            )
            self._on_run()

    def say_empty(self) -> None:
        """Say that the open workspace has no dataset, and where it is."""
        words = self.tr("The workspace {folder} is open. It has no dataset yet.")
        folder = str(self._window.session.workspace)
        self._window.welcome.say(words.replace("{folder}", folder))

    def say_ended(self, trace: str) -> None:
        """Say that the program ended by itself the last time.

        Args:
            trace: Where in the program that was.
        """
        bar = self._new_bar()
        bar.say(
            self.tr(
                "omgui ended unexpectedly last time. Your files and stored scores are not affected."
            ),
            self.tr("Copy Details"),
            lambda: QGuiApplication.clipboard().setText(f"{versions()}\n\n{trace}"),
        )
        bar.offer_second(self.tr("Open Log Folder"), self._open_logs)

    @Slot()
    def say_again(self) -> None:
        """Say that an error, which a person was told of a moment ago, goes on."""
        words = self.tr("The error of a moment ago happens again and again. Start omgui again.")
        known = [bar for bar in self._more if bar.words.text() == words]
        bar = known[0] if known else self._new_bar()
        if bar.isHidden():
            bar.say(words, self.tr("Open Log Folder"), self._open_logs)

    @Slot(object)
    def say_newer(self, release: Release) -> None:
        """Say that there is a newer version, once for each."""
        words = self.tr("omgui {newer} is available. You have {own}.")
        words = words.replace("{newer}", release.version).replace("{own}", __version__)
        if not any(bar.words.text() == words for bar in self._more):
            bar = self._new_bar()
            bar.be_quiet()
            bar.say(words, self.tr("Show Its Page"), lambda: self._open_page(release.page))
            bar.button.setToolTip(release.page)

    def _new_bar(self) -> NoticeBar:
        """Return another bar, for what the first one must not cover nor be covered by."""
        central = self._window.notice.parentWidget()
        bar = NoticeBar(central)
        bar.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = central.layout() if central is not None else None
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, bar)
        self._more.append(bar)
        return bar

    def _open_logs(self) -> None:
        open_path(places.logs_folder())

    def _open_page(self, address: str) -> None:
        if not QDesktopServices.openUrl(QUrl(address)):
            words = self.tr("This system has no program that opens {path}.")
            self._window.say(words.replace("{path}", address))

    @Slot()
    def _on_run(self) -> None:
        """Take back the offer once the run goes on."""
        if self._broken_off and self._window.states.running == self._broken_off:
            self._window.notice.take_back(self._unfinished_words)

    def _show_broken_off(self) -> None:
        self._window.show_run(self._broken_off)

    @Slot(object, str)
    def _on_failed(self, workspace: Path, reason: str) -> None:
        if workspace == self._window.session.workspace:
            words = self.tr("The workspace {folder} cannot be read any more: {reason}.")
            said = words.replace("{folder}", str(workspace)).replace("{reason}", spoken(reason))
            self._window.statusBar().showMessage(said)
        else:
            self._window.show_start_page()

    @Slot(object)
    def _on_noted(self, problem: Problem) -> None:
        self._window.notice.say(problem_text(problem))

    @Slot(object)
    def _on_unopened(self, path: Path) -> None:
        words = self.tr("This system has no program that opens {path}.")
        self._window.notice.say(
            words.replace("{path}", str(path)),
            self.tr("Cop&y Path"),
            lambda: QGuiApplication.clipboard().setText(str(path)),
        )

    @Slot(str, bool)
    def _on_demo(self, words: str, is_busy: bool) -> None:
        if words:
            self._window.show_start_page()
        self._window.welcome.say(words, is_busy=is_busy)
