"""The line in which a filter is typed: words to go on with, and what is wrong where it is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCompleter, QListView, QWidget
from typing_extensions import override

from omgui.core.results.completion import Completion
from omgui.core.results.filter_terms import FilterError
from omgui.ui.search_line import SearchLine
from omgui.ui.theme import role_colour

_SETTLING_MS = 200
_Attribute = QInputMethodEvent.Attribute
_TEXT_FORMAT = QInputMethodEvent.AttributeType.TextFormat


class FilterLine(SearchLine):
    """A filter.

    Signals:
        filter_changed(str): Another filter is wanted; comes when typing pauses.
        words_wanted(str, int): What could this text go on with, where the cursor is?
    """

    filter_changed = Signal(str)
    words_wanted = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self._words = QStringListModel(self)
        self._completion = Completion(0, 0, ())
        self._asked = ""
        self.popup = QCompleter(self._words, self)
        self.popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.popup.setWidget(self)
        self.choices = QListView()
        self.popup.setPopup(self.choices)
        self.choices.installEventFilter(self)
        self.popup.activated[str].connect(self.put)  # type: ignore[index]  # one of two of its name
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settling.timeout.connect(self._tell)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._settling.start)
        self.returnPressed.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show a filter that is in force already."""
        if text != self.text():
            self.setText(text)
        self._settling.stop()

    def offer(self, completion: Completion, asked: str) -> None:
        """Show what the text can go on with, unless it is another text by now."""
        typed = self.text()[completion.start : completion.end]
        words = [word for word in completion.words if word != typed]
        if asked != self.text() or not words or not self.hasFocus():
            self.choices.hide()
            return
        self._completion = completion
        self._words.setStringList(words)
        box = self.cursorRect()
        box.setWidth(min(self.width(), 320))
        self.popup.complete(box)

    def mark(self, error: FilterError | None) -> None:
        """Underline what cannot be understood."""
        attributes = []
        if error is not None:
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(role_colour("bad", self.palette()))
            look.setForeground(role_colour("bad", self.palette()))
            start = error.position - self.cursorPosition()
            attributes.append(_Attribute(_TEXT_FORMAT, start, max(1, error.length), look))
        QApplication.sendEvent(self, QInputMethodEvent("", attributes))

    @Slot(str)
    def put(self, word: str) -> None:
        """Put a word in the place of the part that it completes."""
        text, place = self.text(), self._completion
        self.setText(text[: place.start] + word + text[place.end :])
        self.setCursorPosition(place.start + len(word))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and watched is self.choices:
            self._settling.start()  # what is typed counts now as it stands
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Space:
            self._ask()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if not self.choices.isVisible():
            self._settling.stop()
            self._tell()
        super().focusOutEvent(event)

    @Slot()
    def _on_edited(self) -> None:
        if self.text().strip():
            self._ask()
        else:  # what was emptied is done with: nothing may lie over the table
            self.choices.hide()

    def _ask(self) -> None:
        self.words_wanted.emit(self.text(), self.cursorPosition())

    @Slot()
    def _tell(self) -> None:
        self._settling.stop()
        self.filter_changed.emit(self.text())
