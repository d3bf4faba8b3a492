"""Finds English that was left in a Russian text or window."""

from __future__ import annotations

import re

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QTabWidget, QTextEdit

# Names, code and paths are not to be translated.
_AS_IT_IS = re.compile(
    r"`[^`]*`|«[^»]*»|\([^()а-яё]*\)|'[^']*'|<[^>]*>|https?://\S+|\S*/\S*|\S+\.\w+|in the Wild"
    r"|\w+(_\w+)+",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(r"(?<![\w.])[A-Za-z]*[a-z]{2,} [a-z]{2,}(?![\w.])")


def english_in(text):
    """Return the first English words of a text; empty where there are none."""
    found = _TWO_WORDS.search(_AS_IT_IS.sub(" · ", text))
    return found[0] if found else ""


def _cells(model, parent=None):
    parent = parent if parent is not None else QModelIndex()
    for row in range(min(model.rowCount(parent), 40)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                value = model.data(index, role)
                if isinstance(value, str):
                    yield value
        yield from _cells(model, model.index(row, 0, parent))


def texts_of(root):
    """Yield every text that a window shows or says."""
    for kind in (QLabel, QAbstractButton):
        yield from (widget.text() for widget in root.findChildren(kind))
    for edit in root.findChildren(QTextEdit):
        yield edit.toPlainText()
    for tabs in root.findChildren(QTabWidget):
        yield from (tabs.tabText(number) for number in range(tabs.count()))
    for view in root.findChildren(QAbstractItemView):
        if view.model() is not None:
            yield from _cells(view.model())


def left_in(root, names=()):
    """Return the texts of a window that still hold English, names aside."""
    found = set()
    for text in texts_of(root):
        for name in names:
            text = text.replace(name, " · ")  # noqa: PLW2901
        if english_in(text):
            found.add(text)
    return sorted(found)
