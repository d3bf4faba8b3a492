"""Helps with a filter: what it can go on with, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from omgui.core.results.columns import Table
from omgui.core.results.completion import complete, example_filter
from omgui.core.results.filter_terms import FilterError
from omgui.core.results.filters import UNKNOWN_FIELD, parse_filter
from omgui.ui.background import Background
from omgui.ui.problem_words import in_window_words
from omgui.ui.results.filter_line import FilterLine


class FilterGuide(QObject):
    """Stands between a line and the table that it is about.

    Args:
        line: In which the filter is typed.
        items: Returns the table; ``None`` before there is one.
        side: Where words to go on with are looked for.
        parent: Owner.

    Attributes:
        words: Says what is wrong; hidden where nothing is.
    """

    def __init__(
        self,
        line: FilterLine,
        items: Callable[[], Table | None],
        side: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._line, self._items, self._side = line, items, side
        self._asking = 0
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.hide()
        line.words_wanted.connect(self._on_words_wanted)

    def show_example(self) -> None:
        """Give an example that this table can answer."""
        items = self._items()
        example = example_filter(items) if items is not None else ""
        words = self.tr("e.g. {example}").replace("{example}", example)
        self._line.setPlaceholderText(words if example else "")

    def check(self, text: str) -> bool:
        """Say what is wrong with a filter, if anything is.

        Returns:
            Whether it can be used.
        """
        items = self._items()
        try:
            if items is not None:
                parse_filter(text, items)
        except FilterError as error:
            if not self._line.choices.isVisible():  # else it is still being typed
                self.refuse(error)
            return False
        self._line.mark(None)
        self._line.setAccessibleDescription("")
        self.words.hide()
        return True

    @Slot(object)
    def refuse(self, error: FilterError) -> None:
        """Say what is wrong, and mark where."""
        self._line.mark(error)
        problem = in_window_words(error.problem)
        part = self._line.text()[error.position : error.position + error.length]
        place = f"“{part}”: " if part else ""
        said = [problem.message, problem.hint]
        if error.problem.code == UNKNOWN_FIELD:
            said.append(
                self.tr(
                    "Columns such as codec or crf come from a rule for the names of the files: "
                    "see “Edit Pairs…” on the tab Data."
                )
            )
        self.words.setText(f"⚠ {place}{' '.join(filter(None, said))}")
        self._line.setAccessibleDescription(self.words.text())
        self.words.show()

    @Slot(str, int)
    def _on_words_wanted(self, text: str, cursor: int) -> None:
        items = self._items()
        if items is None:
            return
        self._side.forget(self._asking)
        self._asking = self._side.start(
            lambda: complete(text, cursor, items),
            lambda found: self._line.offer(found, text),
            _nothing,
        )


def _nothing(_error: Exception) -> None:
    """Completion is a help, not a promise."""
