"""Licences of the program and of everything it is made of, with their texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from omgui.core.licences import BUNDLE_FILE, Licence, all_licences, bundle_notices, licence_text
from omgui.ui.problem_words import error_text
from omgui.ui.rows_model import RowsModel
from omgui.ui.session import Session

_HEIGHTS = [170, 170]
_LONGEST_TEXT = 400_000


class LicenceModel(RowsModel[Licence]):
    """Packages, their versions and the names of their licences."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(3, parent)

    @override
    def titles(self) -> Sequence[str]:
        return (self.tr("Part"), self.tr("Version"), self.tr("Licence"))

    @override
    def text(self, number: int, column: int) -> str:
        row = self.row(number)
        return (row.package, row.version, row.name or self.tr("see its text"))[column]


class LicencePanel(QWidget):
    """A table of licences and the text of the chosen one; read in the background when first shown.

    Args:
        session: Whose background reads.
        parent: What it belongs to.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._work = 0
        self._bundle: Path | None = None
        words = QLabel(
            self.tr(
                "omgui is under the MIT licence. Qt for Python is used under the LGPL 3. "
                "Metrics have licences of their own, some for noncommercial use only: "
                "the tab Metrics names each."
            )
        )
        words.setWordWrap(True)
        self.model = LicenceModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Parts of the program and their licences"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().height() + 8)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(self.tr("Text of the licence"))
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.table)
        halves.addWidget(self.text)
        halves.setChildrenCollapsible(False)
        halves.setSizes(_HEIGHTS)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(halves, 1)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def read(self) -> None:
        """Read what is installed, once."""
        if not self._work:
            self.text.setPlainText(self.tr("Reading…"))
            self._start(_read_all, self._on_listed)

    def close_panel(self) -> None:
        """Want nothing more of what is being read."""
        self._session.background.forget(self._work)

    def _start(self, function: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._session.background.forget(self._work)
        self._work = self._session.background.start(function, then, self._on_failed)

    def _on_listed(self, found: tuple[Sequence[Licence], Path | None]) -> None:
        rows, self._bundle = found
        if self._bundle is not None:
            rows = [*rows, Licence(BUNDLE_FILE, "", self.tr("of everything in this bundle"))]
        self.model.show(rows)
        self.text.setPlainText("")
        self.table.selectRow(0)

    def _on_text(self, text: str) -> None:
        self.text.setPlainText(text or self.tr("It came without a text of its licence."))

    def _on_failed(self, error: Exception) -> None:
        self.text.setPlainText(error_text(error))

    @Slot(QModelIndex)
    def _on_row(self, index: QModelIndex) -> None:
        if index.isValid():
            package = self.model.row(index.row()).package
            if package == BUNDLE_FILE and self._bundle is not None:
                self._start(partial(_read_file, self._bundle), self._on_text)
            else:
                self._start(partial(licence_text, package), self._on_text)


def _read_all() -> tuple[Sequence[Licence], Path | None]:
    return all_licences(), bundle_notices()


def _read_file(path: Path) -> str:
    """Return a file with its place, as it may be longer than what is shown."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return f"{path}\n\n{file.read(_LONGEST_TEXT)}"
