"""The way from a run to its results, and the question before earlier ones are put aside."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from omgui.ui.data_tab import open_path
from omgui.ui.icons import icon


class ResultsBar(QWidget):
    """Leads to the scores, their file and its folder; hidden where there are none yet.

    Signals:
        scores_wanted(): The person wants to see the scores.
    """

    scores_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = Path()
        self.scores = QPushButton(icon("results"), "")
        self.table = QPushButton(icon("dataset"), "")
        self.folder = QPushButton(icon("folder"), "")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for button in (self.scores, self.table, self.folder):
            layout.addWidget(button)
        self.scores.clicked.connect(self.scores_wanted)
        self.table.clicked.connect(self._open_table)
        self.folder.clicked.connect(self._open_folder)
        self.retranslate()
        self.hide()

    def show_table(self, table: Path | None) -> None:
        """Offer this table, or nothing."""
        if table is not None:
            self._table = table
            self.table.setToolTip(str(table))
            self.folder.setToolTip(str(table.parent))
        self.setVisible(table is not None)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.scores.setText(self.tr("Show the scores"))
        self.scores.setAccessibleDescription(self.tr("Goes to the tab Results"))
        self.table.setText(self.tr("Open as CSV"))
        self.folder.setText(self.tr("Show the folder"))
        self.table.setAccessibleDescription(self.tr("Opens the file with the table of all scores"))
        self.folder.setAccessibleDescription(self.tr("Opens the folder of the results"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _open_table(self) -> None:
        open_path(self._table)

    @Slot()
    def _open_folder(self) -> None:
        open_path(self._table.parent)


class FreshQuestion(QFrame):
    """Asks in place before stored scores are put aside.

    Signals:
        confirmed(): Compute everything anew.
        declined(): Keep what is stored.
    """

    confirmed = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, frameShape=QFrame.Shape.StyledPanel)
        self._store = ""
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.anew = QPushButton(icon("reload"), "")
        self.keep = QPushButton()
        layout = QHBoxLayout(self)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.anew)
        layout.addWidget(self.keep)
        self.anew.clicked.connect(self.confirmed)
        self.keep.clicked.connect(self.declined)
        self.retranslate()
        self.hide()

    def ask(self, store: Path) -> None:
        """Ask about the scores in this file."""
        self._store = store.name
        self.retranslate()
        self.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        words = self.tr(
            "There are stored scores. They are kept in the file {name}.before-fresh, and all "
            "scores are computed again."
        )
        self.words.setText(words.replace("{name}", self._store))
        self.anew.setText(self.tr("Compute anew"))
        self.keep.setText(self.tr("Not now"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
