"""The page of the first start: what one can do here, and the workspaces of the last days."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QHideEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.ui import places
from omgui.ui.icons import icon
from omgui.ui.problem_words import spoken
from omgui.ui.recent_model import PATH_ROLE, RecentModel
from omgui.ui.run.elsewhere import OpenRun, open_runs
from omgui.ui.session import Session
from omgui.ui.theme import role_colour

_WIDTH = 720
_ROWS_SHOWN = 6
_PICTURE_SIDE = 48
_CORNER = 8
_LOOK_MS = 3000


class _DropArea(QFrame):
    """A dashed outline, which says that something can be dropped."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(role_colour("quiet", self.palette()), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _CORNER, _CORNER)
        painter.end()


class WelcomePage(QWidget):
    """Says what to do first.

    Signals:
        folder_wanted(): Choose a folder of files for a new dataset.
        workspace_wanted(): Choose a workspace.
        demo_wanted(): Make the demo.
        demo_unwanted(): Stop making the demo.
    """

    folder_wanted = Signal()
    workspace_wanted = Signal()
    demo_wanted = Signal()
    demo_unwanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.title = QLabel()
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setBold(True)
        self.title.setFont(font)
        self.intro = QLabel()
        self.intro.setWordWrap(True)
        self.drop_words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.drop_words.setWordWrap(True)
        self.picture = QLabel()
        self.choose = QPushButton(icon("folder"), "")
        self.open = QPushButton(icon("folder_open"), "")
        self.demo = QPushButton(icon("demo"), "")
        self.open_words = QLabel(wordWrap=True)
        self.demo_words = QLabel(wordWrap=True)
        self.message = QLabel(wordWrap=True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.cancel = QPushButton(icon("close"), "")
        self.recent_title = QLabel()
        self.recent_model = RecentModel(self)
        self.recent = QListView()
        self.recent.setModel(self.recent_model)
        self.recent.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.recent_title.setBuddy(self.recent)
        self._looking = 0
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_for_runs)
        self._lay_out()
        for widget in (self.message, self.progress, self.cancel):
            widget.hide()
        self.choose.clicked.connect(self.folder_wanted)
        self.open.clicked.connect(self.workspace_wanted)
        self.demo.clicked.connect(self.demo_wanted)
        self.cancel.clicked.connect(self.demo_unwanted)
        self.recent.activated.connect(self._on_recent)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.recent, self._forget)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        session.preferences_changed.connect(self.show_recent)
        session.workspace_failed.connect(self._on_failed)
        self._draw()
        self.retranslate()
        self.show_recent()

    def _lay_out(self) -> None:
        area = _DropArea()
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside = QVBoxLayout(area)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(14)
        inside.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.drop_words)
        inside.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        rows = QGridLayout()
        rows.setHorizontalSpacing(16)
        for row, (button, words) in enumerate(
            ((self.open, self.open_words), (self.demo, self.demo_words))
        ):
            rows.addWidget(button, row, 0)
            rows.addWidget(words, row, 1)
        rows.setColumnStretch(1, 1)
        busy = QHBoxLayout()
        busy.addWidget(self.progress, 1)
        busy.addWidget(self.cancel)
        column = QVBoxLayout()
        column.setSpacing(14)
        for widget in (self.title, self.intro, area):
            column.addWidget(widget)
        column.addLayout(rows)
        column.addWidget(self.message)
        column.addLayout(busy)
        column.addWidget(self.recent_title)
        column.addWidget(self.recent)
        column.addStretch(1)
        box = QWidget()
        box.setLayout(column)
        box.setMaximumWidth(_WIDTH)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(box, 8)
        outer.addStretch(1)

    @Slot()
    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.title.setText(self.tr("Welcome to omgui"))
        self.intro.setText(
            self.tr("Scores of image and video quality, for whole folders, without a terminal.")
        )
        self.drop_words.setText(
            self.tr(
                "Drop a folder with your images or videos anywhere in this window.\n"
                "omgui finds out which file belongs to which reference."
            )
        )
        self.choose.setText(self.tr("&Choose a Folder…"))
        self.open.setText(self.tr("Open a &Workspace…"))
        self.open_words.setText(
            self.tr("A folder with datasets that exist already (it has 'datasets_configs' in it).")
        )
        self.demo.setText(self.tr("&Try the Demo"))
        self.demo_words.setText(
            self.tr("Makes a small folder of images and videos in your documents to play with.")
        )
        self.cancel.setText(self.tr("Sto&p"))
        self.recent_title.setText(self.tr("&Recent workspaces (Enter opens, Delete forgets):"))
        self.recent.setAccessibleName(self.tr("Recent workspaces"))
        self.recent_model.tell_changed()
        self.progress.setAccessibleName(self.tr("The demo is being made"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._look.start()
        self._look_for_runs()
        super().showEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)

    @Slot()
    def _look_for_runs(self) -> None:
        """Find out in which workspaces something runs or rests, unless that is being found out."""
        if not self._looking and self.recent_model.rowCount():
            folder = places.window_file().parent / "runs"
            self._looking = self._session.background.start(
                lambda: open_runs(folder), self._on_runs, self._on_no_runs
            )

    def _on_runs(self, runs: Mapping[Path, OpenRun]) -> None:
        self._looking = 0
        self.recent_model.show_runs(runs)

    def _on_no_runs(self, error: Exception) -> None:
        self._looking = 0
        raise error  # what can be wrong with the folders is dealt with

    def _draw(self) -> None:
        size = QSize(_PICTURE_SIDE, _PICTURE_SIDE)
        self.picture.setPixmap(icon("folder_open").pixmap(size, self.devicePixelRatio()))

    @Slot()
    def show_recent(self) -> None:
        """Show the recent workspaces of the preferences."""
        paths = list(self._session.preferences.recent_workspaces)
        self.recent_model.show(paths)
        self._look_for_runs()
        self.recent.setVisible(bool(paths))
        self.recent_title.setVisible(bool(paths))
        rows = min(len(paths), _ROWS_SHOWN)
        self.recent.setFixedHeight(rows * self.recent.sizeHintForRow(0) + 8)

    def say(self, words: str, *, is_busy: bool = False) -> None:
        """Say something in place; empty words say nothing more.

        Args:
            words: What is going on or went wrong.
            is_busy: Whether something is being made that can be stopped.
        """
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self.progress.setVisible(is_busy)
        self.cancel.setVisible(is_busy)
        self.demo.setEnabled(not is_busy)

    @Slot(QModelIndex)
    def _on_recent(self, index: QModelIndex) -> None:
        self._session.open_in_background(Path(str(index.data(PATH_ROLE))))

    @Slot()
    def _forget(self) -> None:
        index = self.recent.currentIndex()
        if index.isValid():
            self._session.forget_recent(str(index.data(PATH_ROLE)))

    @Slot(object, str)
    def _on_failed(self, workspace: Path, reason: str) -> None:
        words = self.tr("{folder} cannot be opened: {reason}.")
        self.say(words.replace("{folder}", str(workspace)).replace("{reason}", spoken(reason)))
