"""A line above the pages that says something once, and offers one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget
from typing_extensions import override

from omgui.ui.icons import icon

_SIDE = 18


class NoticeBar(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._act: Callable[[], None] | None = None
        self.sign = QLabel()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 4, 4)
        layout.addWidget(self.sign)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        layout.addWidget(self.close_button)
        self.button.clicked.connect(self._on_button)
        self.close_button.clicked.connect(self.hide)
        self.retranslate()
        self.hide()

    def say(self, words: str, button: str = "", act: Callable[[], None] | None = None) -> None:
        """Say something until the person closes it or does it.

        Args:
            words: What is the matter.
            button: What can be done about it; empty for no button.
            act: Does it.
        """
        self._act = act
        self.words.setText(words)
        self.button.setText(button)
        self.button.setAccessibleName(button.replace("&", ""))
        self.button.setVisible(bool(button))
        self.show()

    def take_back(self, words: str) -> None:
        """Say it no more, where nothing else is said by now."""
        if words and self.words.text() == words:
            self._act = None
            self.hide()

    def retranslate(self) -> None:
        """Say everything in the language in force; what was said stays."""
        self.close_button.setToolTip(self.tr("Close this notice"))
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        self.button.setAccessibleName(self.button.text() or self.tr("What can be done"))
        picture = icon("warning", "warning")
        self.sign.setPixmap(picture.pixmap(QSize(_SIDE, _SIDE), self.devicePixelRatio()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.PaletteChange}:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_button(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()
