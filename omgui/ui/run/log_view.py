"""The log of a dataset: filtered, and following what is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QIcon, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.ui.check_boxes import FramedCheckBox
from omgui.ui.icons import icon
from omgui.ui.rows_model import GrowingRowsModel
from omgui.ui.run.log_feed import Level, LogFeed, LogLine
from omgui.ui.run.supervisor import Supervisor
from omgui.ui.run.tables import give_way, rows_table

TIME, LEVEL, TEXT = range(3)
_LIMIT = 100_000
_PULL_MS = 150
_AT_ONCE = 2000  # lines that one pull takes, so that the window stays quick
_SETTLING_MS = 150
_ICONS = {Level.ERROR: ("error", "bad"), Level.WARNING: ("warning", "warning")}


class LogModel(GrowingRowsModel[LogLine]):
    """Lines of a log."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(TEXT + 1, lambda line: line.text, _LIMIT, parent)

    @override
    def titles(self) -> tuple[str, ...]:
        return self.tr("Time"), self.tr("Level"), self.tr("Message")

    @override
    def text(self, number: int, column: int) -> str:
        line = self.row(number)
        return self._level(line.level) if column == LEVEL else (line.time, "", line.text)[column]

    @override
    def tip(self, number: int, column: int) -> str:
        return self.row(number).text

    @override
    def picture(self, number: int, column: int) -> QIcon | None:
        drawing = _ICONS.get(self.row(number).level) if column == LEVEL else None
        return icon(*drawing) if drawing is not None else None

    def _level(self, level: Level) -> str:
        return {
            Level.DEBUG: self.tr("Detail"),
            Level.INFO: self.tr("Report"),
            Level.PRINTED: self.tr("Printed"),
            Level.WARNING: self.tr("Warning"),
            Level.ERROR: self.tr("Error"),
        }[level]


class LogView(QWidget):
    """A table of log lines with a filter, which follows the end of the log."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LogModel(self)
        self._feed = LogFeed()
        self._reader = Supervisor(self._feed.poll, self)
        self._is_closed = False
        self._has_followed = False
        self.search = QLineEdit(clearButtonEnabled=True)
        self.level = QComboBox()
        self.follows = FramedCheckBox()
        self.follows.setChecked(True)
        self.place = QLabel()
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        give_way(self.place)
        self.table = rows_table(self.model, {TIME: 150, LEVEL: 90}, (TEXT,))
        bar = QHBoxLayout()
        for widget in (self.search, self.level, self.follows):
            bar.addWidget(widget)
        bar.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.place)
        self._timer = QTimer(self, interval=_PULL_MS)
        self._timer.timeout.connect(self._pull)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settling.timeout.connect(self._filter)
        self.search.textChanged.connect(self._settling.start)
        self.level.currentIndexChanged.connect(self._filter)
        self.follows.toggled.connect(self._to_the_end)
        self.table.verticalScrollBar().actionTriggered.connect(self._on_scrolled)
        copy = QShortcut(QKeySequence.StandardKey.Copy, self.table, self._copy)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.retranslate()

    def follow(self, path: Path, *, is_log: bool = True) -> None:
        """Show this file, too; it need not be there yet."""
        if self._is_closed:  # news of a run may still come; a thread begun now would never end
            return
        if is_log:
            self.place.setText(str(path))
        if not self._reader.isRunning():
            self._has_followed = True
            self._reader.start()
        self._reader.ask(partial(self._feed.follow, path, is_log=is_log))

    def close_page(self) -> None:
        """Stop reading for good."""
        self._is_closed = True
        self._timer.stop()
        if self._has_followed:
            self._reader.close()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.search.setPlaceholderText(self.tr("Words to look for"))
        self.search.setAccessibleName(self.tr("Words to look for in the log"))
        self.level.setAccessibleName(self.tr("Which lines of the log are shown"))
        texts = (
            (self.tr("Everything"), Level.DEBUG),
            (self.tr("Without reports"), Level.PRINTED),
            (self.tr("Warnings and errors"), Level.WARNING),
            (self.tr("Errors"), Level.ERROR),
        )
        for place, (text, level) in enumerate(texts):
            if place < self.level.count():
                self.level.setItemText(place, text)
            else:
                self.level.addItem(text, level)
        self.follows.setText(self.tr("Follow the end"))
        self.table.setAccessibleName(self.tr("Log of the dataset"))
        self.model.retitle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()
        super().showEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    @Slot()
    def _pull(self) -> None:
        lines = self._feed.take(_AT_ONCE)
        if lines:
            self.model.add(lines)
            self._to_the_end()

    @Slot()
    def _to_the_end(self) -> None:
        if self.follows.isChecked():
            self.table.scrollToBottom()

    @Slot()
    def _on_scrolled(self) -> None:
        """Whoever scrolls up wants to read; at the very end the log is followed again."""
        bar = self.table.verticalScrollBar()
        self.follows.setChecked(bar.sliderPosition() >= bar.maximum())

    @Slot()
    def _filter(self) -> None:
        least = self.level.currentData()
        self.model.set_filter(self.search.text(), lambda line: line.level >= least)
        self._to_the_end()

    @Slot()
    def _copy(self) -> None:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        lines = [self.model.row(row) for row in rows]
        text = "\n".join(f"{line.time} {line.text}".strip() for line in lines)
        QGuiApplication.clipboard().setText(text)
