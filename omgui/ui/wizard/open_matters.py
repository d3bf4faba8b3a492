"""A line on the last page: what the checks found and nobody has decided yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from omgui.core.mismatch import Weight
from omgui.ui.icons import icon
from omgui.ui.wizard.checking import Checker
from omgui.ui.wizard.parts import Notice


class OpenMatters(QWidget):
    """Says what is undecided or cannot be scored, with a way back; hidden where nothing is.

    Signals:
        check_wanted(): The person wants to see it on the page of checks.
    """

    check_wanted = Signal()

    def __init__(self, checker: Checker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checker = checker
        self.said = Notice()
        self.back = QPushButton(icon("search"), "", autoDefault=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.said, 1)
        layout.addWidget(self.back)
        self.back.clicked.connect(self.check_wanted)
        checker.judged.connect(self._on_news)
        checker.progressed.connect(self._on_news)
        checker.pairs_changed.connect(self._on_news)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.back.setText(self.tr("Show on page &Check"))
        self.say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_news(self) -> None:
        page = self.parentWidget()
        if page is not None and page.isVisible():  # news come often while files are looked into
            self.say()

    def say(self) -> None:
        """Say what is open now."""
        parts = self._matters()
        if parts:
            self.said.warn("; ".join(parts) + ".")
        else:
            self.said.say("")
        self.setVisible(bool(parts))

    def _matters(self) -> list[str]:
        book = self._checker.book
        parts = []
        undecided = book.undecided()
        if undecided:
            parts.append(self.tr("%Ln video(s) may be shifted: not decided yet", "", undecided))
        errors = book.tally[Weight.ERROR]
        if errors:
            parts.append(self.tr("%Ln file(s) cannot be scored", "", errors))
        done, total = self._checker.files_progress
        if done < total:
            parts.append(self.tr("%Ln file(s) not looked at yet", "", total - done))
        return parts
