"""What can be done by hand with files that are chosen among the groups and the leftovers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QToolButton, QWidget

from omgui.ui.icons import icon

_ICONS = {"move": "pairs", "leave": "close", "alone": "file", "back": "undo"}


class MoveBar(QWidget):
    """A row of buttons, whose actions are in the menus of the views, too.

    Attributes:
        actions_: ``move``, ``leave``, ``alone`` and ``back``.
        buttons: Those of the actions.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.actions_ = {name: QAction(icon(drawing), "", self) for name, drawing in _ICONS.items()}
        self.actions_["leave"].setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.buttons: dict[str, QToolButton] = {}
        bar = QHBoxLayout(self)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.words)
        for name, action in self.actions_.items():
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[name] = button
            bar.addWidget(button)
        bar.addStretch(1)
        self.retranslate()

    def offer_in(self, views: Iterable[QAbstractItemView]) -> None:
        """Put the actions into the menus of views."""
        for view in views:
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            view.addActions(list(self.actions_.values()))

    def enable(self, *, is_chosen: bool, is_moved: bool) -> None:
        """Offer what can be done.

        Args:
            is_chosen: Whether a file is chosen.
            is_moved: Whether one of them was moved by hand.
        """
        for name in ("move", "leave", "alone"):
            self.actions_[name].setEnabled(is_chosen)
        self.actions_["back"].setEnabled(is_moved)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.words.setText(self.tr("Chosen files:"))
        texts = {
            "move": (
                self.tr("M&ove to…"),
                self.tr("Compare the chosen files with another reference"),
            ),
            "leave": (self.tr("&Leave out"), self.tr("Do not score the chosen files")),
            "alone": (
                self.tr("&Without reference"),
                self.tr("Score the chosen files by themselves"),
            ),
            "back": (
                self.tr("&Take back"),
                self.tr("Let the chosen files go where names put them"),
            ),
        }
        for name, (text, tip) in texts.items():
            self.actions_[name].setText(text)
            self.actions_[name].setIconText(text)  # else Qt drops the dots
            self.actions_[name].setToolTip(tip)
            self.buttons[name].setAccessibleName(text.replace("&", ""))
