"""What a page must have for somebody without a mouse, or without seeing it."""

from __future__ import annotations

import re
from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QTabWidget,
    QWidget,
)

_MNEMONIC = re.compile(r"&([^&])")


def is_popup(widget):
    return widget.window().windowType() is Qt.WindowType.Popup


def nameless(root):
    """Return what Tab reaches although a screen reader has no word for it."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not (widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value):
            continue
        is_inside_another = widget.objectName().startswith("qt_") or isinstance(
            widget.parent(), QComboBox | QFrame
        )
        if widget.focusProxy() is not None or (is_inside_another and is_popup(widget)):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(widget)
    return found


def mnemonics(texts):
    return Counter(
        found[1].casefold() for text in texts if (found := _MNEMONIC.search(text.replace("&&", "")))
    )


def repeated(texts):
    return [key for key, count in mnemonics(texts).items() if count > 1]


def on_page(root):
    """Return the texts of everything on a page that can have a mnemonic."""
    buttons = [
        button.text()
        for button in root.findChildren(QAbstractButton)
        if not isinstance(button.parent(), QDialogButtonBox)
    ]
    labels = [label.text() for label in root.findChildren(QLabel) if label.buddy() is not None]
    tabs = [
        tabs.tabText(number)
        for tabs in root.findChildren(QTabWidget)
        for number in range(tabs.count())
    ]
    return [text for text in (*buttons, *labels, *tabs) if "&" in text]
