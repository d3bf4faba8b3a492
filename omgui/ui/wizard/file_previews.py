"""The beginnings of the files that Save would write, each on a tab."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QTabWidget, QWidget

from omgui.ui.icons import icon

_COUNT = 4


class FilePreviews(QTabWidget):
    """Tabs with the texts of files; those without a file are hidden.

    Attributes:
        texts: What is on the tabs.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = [QPlainTextEdit(readOnly=True, tabChangesFocus=True) for _ in range(_COUNT)]
        for text in self.texts:
            text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            self.addTab(text, icon("file"), "")

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setAccessibleName(self.tr("Files that will be written"))
        for preview in self.texts:
            preview.setAccessibleName(self.tr("File that will be written"))

    def show_none(self) -> None:
        """Show that nothing would be written."""
        for number in range(_COUNT):
            self.setTabVisible(number, False)

    def show_files(self, found: Iterable[tuple[Path, str, int]]) -> None:
        """Show files: path, beginning, and how many lines it has in all; none: it is removed."""
        files = sorted(found, key=lambda file: file[0].suffix != ".yaml")
        for number, text in enumerate(self.texts):
            self.setTabVisible(number, number < len(files))
            if number >= len(files):
                continue
            path, beginning, count = files[number]
            self.setTabText(number, path.name.replace("&", "&&"))
            self.setTabToolTip(number, str(path))
            text.setAccessibleName(path.name)
            rest = count - len(beginning.splitlines())
            if not count:
                beginning = self.tr("(This file will be removed: it would be empty.)")
            elif rest > 0:
                beginning += "\n" + self.tr("… and %Ln more line(s)", "", rest)
            if text.toPlainText() != beginning:
                text.setPlainText(beginning)
