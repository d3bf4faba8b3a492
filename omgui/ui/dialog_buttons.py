"""Buttons that several dialogs of the window share."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox

from omgui.ui.icons import icon


def closing_buttons() -> QDialogButtonBox:
    """Return a box with Close, whose own picture of the style would be black on dark ground."""
    close = QDialogButtonBox.StandardButton.Close
    buttons = QDialogButtonBox(close)
    buttons.button(close).setIcon(icon("close"))
    return buttons
