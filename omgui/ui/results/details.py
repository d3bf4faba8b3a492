"""What is known of the score under the cursor: why there is none, and how it was made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from omgui.core.results.columns import MetricColumn, NumberColumn, Table
from omgui.core.results.frame_series import score_details
from omgui.core.results.grouping import GroupTable
from omgui.core.results.stored import ScoreTarget, StoredScore
from omgui.ui.background import Background
from omgui.ui.results.cell_words import CellWords
from omgui.ui.results.made_words import MadeWords

_SETTLING_MS = 120
_LINES_SHOWN = 4


class DetailsStrip(QScrollArea):
    """Words about one cell.

    Args:
        words: Speaks of cells.
        side: Where the store is read.
        parent: Owner.
    """

    def __init__(self, words: CellWords, side: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._words = words
        self._side = side
        self._work = 0
        self._cell: tuple[Table, str, int] | None = None
        self._store = Path()
        self._made: str = ""
        self._made_words = MadeWords(self)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.addWidget(self.text)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES_SHOWN + 14)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settling.timeout.connect(self._ask)
        self.retranslate()

    def show_cell(self, table: Table | None, key: str, row: int, store: Path) -> None:
        """Tell of a cell; of none where the row is -1."""
        self._side.forget(self._work)
        self._made = ""
        self.text.setToolTip("")
        self._store = store
        self._cell = (table, key, row) if table is not None and key and row >= 0 else None
        self._say()
        self._settling.start()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.setAccessibleName(self.tr("About the chosen score"))
        self.text.setAccessibleName(self.tr("About the chosen score"))
        self._say()
        self._settling.start()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _say(self) -> None:
        if self._cell is None:
            self.text.setText(self.tr("Choose a cell to see where its score comes from."))
            return
        table, key, row = self._cell
        lines = [self._who(table, row)]
        if isinstance(table.columns[key], NumberColumn):
            said = self._words.tip(table, key, row).split("\n")
            lines = [" · ".join(filter(None, [*lines, said[0]])), *said[1:]]
        else:
            lines += self._words.about_files(table, row)
            lines.append(self.tr("Choose a score of this row to see how it was made."))
        self.text.setText("\n".join(filter(None, [*lines, self._made])))

    def _who(self, table: Table, row: int) -> str:
        """Return which item, or group, a row is."""
        if isinstance(table, GroupTable):
            values = (str(table.columns[key].values[row]) or "–" for key in table.by)
            return ", ".join(f"{key}: {it}" for key, it in zip(table.by, values, strict=True))
        names = ("file", "reference")
        columns = [table.columns[name] for name in names if name in table.columns]
        return " ← ".join(filter(None, (str(column.values[row]) for column in columns)))

    def _ask(self) -> None:
        if self._cell is None:
            return
        table, key, row = self._cell
        column = table.columns[key]
        if not isinstance(column, MetricColumn) or not column.ids[row]:
            return
        store, score = self._store, column.ids[row]
        self._side.forget(self._work)
        self._work = self._side.start(
            lambda: score_details(store, score), self._on_details, self._on_failed
        )

    def _on_details(self, found: tuple[ScoreTarget, StoredScore] | None) -> None:
        if found is not None:
            self._made = self._made_words.said(found[1])
            self.text.setToolTip(self._made_words.record(found[1]))
            self._say()

    def _on_failed(self, _error: Exception) -> None:
        self._made = self.tr("How it was made cannot be read just now.")
        self._say()
