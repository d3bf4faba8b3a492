"""The row below the pages of the wizard: undo and redo, a hint, and the ways on, back and out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from omgui.ui.icons import icon


class BottomRow(QWidget):
    """Buttons; what they do is the wizard's.

    Args:
        stack: What undo and redo work on.
        parent: Owner.
    """

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = stack
        self.hint = QLabel(wordWrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.undo = QToolButton()
        self.redo = QToolButton()
        # None is the default: Enter in a list or a field must not turn the page.
        self.cancel = QPushButton(autoDefault=False)
        self.back = QPushButton(autoDefault=False)
        self.next = QPushButton(autoDefault=False)
        self.save = QPushButton(autoDefault=False)
        self.save_and_run = QPushButton(icon("run"), "", autoDefault=False)
        self._undo = QAction(icon("undo"), "", self)
        self._redo = QAction(icon("redo"), "", self)
        self._undo.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.Undo))
        self._redo.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.Redo))
        self._undo.triggered.connect(stack.undo)
        self._redo.triggered.connect(stack.redo)
        self.undo.setDefaultAction(self._undo)
        self.redo.setDefaultAction(self._redo)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.undo, self.redo):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addWidget(self.hint, 1)
        for wide in (self.cancel, self.back, self.next, self.save, self.save_and_run):
            row.addWidget(wide)

    @property
    def undo_actions(self) -> list[QAction]:
        """Undo and redo, for the shortcuts of the whole window."""
        return [self._undo, self._redo]

    def offer(self, *, is_first: bool, is_last: bool, is_saving: bool, obstacle: str) -> None:
        """Offer what leads on from the page in front.

        Args:
            is_first: Whether it is the first.
            is_last: Whether it is the last.
            is_saving: Whether the dataset is being saved, which nothing may disturb.
            obstacle: Why there is no way on; empty where there is one.
        """
        self.back.setEnabled(not is_first and not is_saving)
        self.next.setVisible(not is_last)
        self.next.setEnabled(not obstacle)
        for button in (self.save, self.save_and_run):
            button.setVisible(is_last)
            button.setEnabled(not obstacle and not is_saving)
        self.cancel.setEnabled(not is_saving)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.cancel.setText(self.tr("Cancel"))
        self.back.setText(self.tr("< &Back"))
        self.next.setText(self.tr("&Next >"))
        self.save.setText(self.tr("&Save"))
        self.save_and_run.setText(self.tr("Save and &Run"))
        self.say_undo()

    def say_undo(self) -> None:
        """Say what can be undone and done again."""
        stack = self._stack
        for action, text, what, is_possible in (
            (self._undo, self.tr("&Undo"), stack.undoText(), stack.canUndo()),
            (self._redo, self.tr("Red&o"), stack.redoText(), stack.canRedo()),
        ):
            action.setText(text)
            action.setToolTip(f"{text.replace('&', '')}: {what}" if what else text.replace("&", ""))
            action.setEnabled(is_possible)
