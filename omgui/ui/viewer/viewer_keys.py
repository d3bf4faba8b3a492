"""All keys of the Viewer in one list."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

Groups = Sequence[tuple[str, Sequence[QAction]]]


class KeysDialog(QDialog):
    """Lists what can be done and the keys for it.

    Args:
        groups: Titled groups of actions.
        parent: The page.
    """

    def __init__(self, groups: Groups, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._groups = groups
        self.text = QTextBrowser()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(520, 560)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setWindowTitle(self.tr("Keys of the Viewer"))
        self.text.setAccessibleName(self.tr("Keys of the Viewer"))
        self.text.setHtml(self._html())

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _html(self) -> str:
        parts = []
        for title, actions in self._groups:
            rows = [
                (keys, action.text().replace("&", ""))
                for action in actions
                if (keys := _keys(action))
            ]
            if rows:
                parts.append(_table(title, rows))
        mouse = [
            (self.tr("Wheel over the pictures"), self.tr("Zoom at the pointer")),
            (self.tr("Drag the pictures"), self.tr("Move both of them")),
            (
                self.tr("Double-click the pictures"),
                self.tr("Change between the whole picture and one pixel for one pixel"),
            ),
            (self.tr("Drag the line of the wipe"), self.tr("Show more of one picture")),
            (self.tr("Right-click the pictures"), self.tr("Save and copy")),
            (self.tr("Point at the pictures"), self.tr("Read the values of the pixel below them")),
            (self.tr("Click in the curves"), self.tr("Go to that frame")),
            (self.tr("Drag in the curves"), self.tr("Move along the frames")),
            (self.tr("Wheel in the curves"), self.tr("Zoom at the pointer; with Ctrl, the scores")),
            (self.tr("Shift and drag in the curves"), self.tr("Zoom into a box")),
        ]
        parts.append(_table(self.tr("Mouse"), mouse))
        return "".join(parts)


def _table(title: str, rows: Sequence[tuple[str, str]]) -> str:
    lines = [
        f"<tr><td style='padding-right:16px'><b>{escape(keys)}</b></td><td>{escape(what)}</td></tr>"
        for keys, what in rows
    ]
    return f"<h3>{escape(title)}</h3><table>{''.join(lines)}</table>"


def _keys(action: QAction) -> str:
    form = QKeySequence.SequenceFormat.NativeText
    return ", ".join(key.toString(form) for key in action.shortcuts())
