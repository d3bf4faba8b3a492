"""A line above the pages that says something once, and offers what can be done about it."""

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
        self._act_second: Callable[[], None] | None = None
        self._sign = ("warning", "warning")
        self.sign = QLabel()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self.second = QPushButton()
        self.second.hide()
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 4, 4)
        layout.addWidget(self.sign)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        layout.addWidget(self.second)
        layout.addWidget(self.close_button)
        self.button.clicked.connect(self._on_button)
        self.second.clicked.connect(self._on_second)
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
        self._offer(self.button, button)
        self._offer(self.second, "")
        self.show()

    def offer_second(self, button: str, act: Callable[[], None]) -> None:
        """Offer another thing to do; what was said then stays until the person closes it."""
        self._act_second = act
        self._offer(self.second, button)

    def be_quiet(self) -> None:
        """Show that this is no warning, only good to know."""
        self._sign = ("info", "busy")
        self.retranslate()

    def take_back(self, words: str) -> None:
        """Say it no more, where nothing else is said by now."""
        if words and self.words.text() == words:
            self._act = None
            self.hide()

    def retranslate(self) -> None:
        """Say everything in the language in force; what was said stays."""
        self.close_button.setToolTip(self.tr("Close this notice"))
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        for button in (self.button, self.second):
            words = button.text().replace("&", "")
            button.setAccessibleName(words or self.tr("What can be done"))
        picture = icon(*self._sign)
        self.sign.setPixmap(picture.pixmap(QSize(_SIDE, _SIDE), self.devicePixelRatio()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.LanguageChange, QEvent.Type.PaletteChange}:
            self.retranslate()
        super().changeEvent(event)

    def _offer(self, button: QPushButton, words: str) -> None:
        button.setText(words)
        button.setAccessibleName(words.replace("&", "") or self.tr("What can be done"))
        button.setVisible(bool(words))

    @Slot()
    def _on_button(self) -> None:
        act = self._act
        if self.second.isHidden():
            self._act = None
            self.hide()
        if act is not None:
            act()

    @Slot()
    def _on_second(self) -> None:
        if self._act_second is not None:
            self._act_second()
