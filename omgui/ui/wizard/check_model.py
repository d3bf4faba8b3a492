"""The table of the Check page: every file with its facts, and what should be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon
from typing_extensions import override

from omgui.core.media_facts import FileFacts, VideoFacts
from omgui.core.mismatch import Weight
from omgui.core.problems import Problem
from omgui.core.words import one_line
from omgui.ui.icons import icon
from omgui.ui.problem_words import spoken
from omgui.ui.rows_model import ROOT, Index
from omgui.ui.wizard.check_book import CheckBook
from omgui.ui.wizard.decisions import Pair
from omgui.ui.wizard.long_tree import LongTree
from omgui.ui.wizard.pairs_index import PairsIndex
from omgui.ui.wizard.words import (
    finding_words,
    format_words,
    mode_word,
    number_words,
    size_words,
)

FILE, SIZE, FORMAT, FRAMES, RATE, LENGTH, MODE, LOOK = range(8)
_IMAGE_COLUMNS = (FILE, SIZE, FORMAT, LOOK)
_VIDEO_COLUMNS = tuple(range(8))
_ICONS = {
    Weight.ERROR: ("error", "bad"),
    Weight.WARNING: ("warning", "warning"),
    Weight.NOTE: ("info", "quiet"),
}
Branch = tuple[Pair, tuple[Pair, ...]]


class _AllBranches(Sequence[Branch]):
    """All rows of a book, made when they are seen: there may be 200,000."""

    def __init__(self, index: PairsIndex) -> None:
        self._index = index

    def __len__(self) -> int:
        return len(self._index.groups) + len(self._index.alone)

    @overload
    def __getitem__(self, number: int) -> Branch: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Branch]: ...
    def __getitem__(self, number: int | slice) -> Branch | Sequence[Branch]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        groups = self._index.groups
        if number >= len(groups):
            return ("", self._index.alone[number - len(groups)]), ()
        group = groups[number]
        return ("", group.reference), tuple((group.reference, name) for name in group.files)


def branches_of(book: CheckBook, *, is_odd_only: bool) -> Sequence[Branch]:
    """Return the rows: references with their pairs, then files scored by themselves.

    Args:
        book: What was found out.
        is_odd_only: Whether only rows that should be looked at are wanted, with their reference.
    """
    if not is_odd_only:
        return _AllBranches(book.index)
    found: list[Branch] = []
    for group in book.index.groups:
        top = ("", group.reference)
        named = ((group.reference, name) for name in group.files)
        pairs = tuple(pair for pair in named if book.is_odd(pair))
        if pairs or book.is_odd(top):
            found.append((top, pairs))
    found += [(("", name), ()) for name in book.index.alone if book.is_odd(("", name))]
    return found


class CheckModel(LongTree):
    """Rows over a :class:`CheckBook`; words are made when they are seen."""

    def __init__(self, book: CheckBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._branches: Sequence[Branch] = ()
        self._columns = _VIDEO_COLUMNS

    def show(self, branches: Sequence[Branch]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._branches = branches
        self._columns = _VIDEO_COLUMNS if self._book.has_modes else _IMAGE_COLUMNS
        self.start_again()
        self.endResetModel()

    def note_news(self) -> None:
        """Let views paint anew what they show: the book knows more."""
        if self._branches:
            last = self.index(self.top_count() - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def column_of(self, what: int) -> int:
        """Return the column that shows something; -1 where none does."""
        return self._columns.index(what) if what in self._columns else -1

    def pair_of(self, index: Index) -> Pair:
        """Return the pair of a row; with '' as the reference for single files."""
        top, pairs = self._branches[self.top_of(index)]
        return top if self.is_top(index) else pairs[index.row()]

    def pairs_below(self, index: Index) -> tuple[Pair, ...]:
        """Return the pairs that a row stands for: its own, or those of its reference."""
        pair = self.pair_of(index)
        if pair[0]:
            return (pair,)
        return self._branches[index.row()][1]

    @override
    def total(self) -> int:
        return len(self._branches)

    @override
    def count_below(self, top: int) -> int:
        return len(self._branches[top][1])

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return len(self._columns)

    @override
    def titles(self) -> tuple[str, ...]:
        names = {
            FILE: self.tr("File"),
            SIZE: self.tr("Size"),
            FORMAT: self.tr("Format"),
            FRAMES: self.tr("Frames"),
            RATE: self.tr("Frames/s"),
            LENGTH: self.tr("Seconds"),
            MODE: self.tr("Frames are matched"),
            LOOK: self.tr("What to look at"),
        }
        return tuple(names[column] for column in self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        what = self._columns[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return one_line(self._text(index, what))
        if role == Qt.ItemDataRole.ToolTipRole:
            words = [finding_words(one) for one in self._book.findings(self.pair_of(index))]
            return "\n".join([self.pair_of(index)[1], *words])
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(index, what)
        return None

    def _text(self, index: Index, what: int) -> str:
        pair = self.pair_of(index)
        if what == FILE:
            return pair[1]
        if what == MODE:
            return self._mode(index, pair)
        if what == LOOK:
            found = self._book.findings(pair)
            more = f" (+{len(found) - 1})" if len(found) > 1 else ""
            return f"{spoken(found[0].message)}{more}" if found else ""
        facts = self._book.facts.get(pair[1])
        if facts is None:
            return "…" if what == SIZE else ""
        return "" if isinstance(facts, Problem) else self._fact(facts, what)

    def _fact(self, facts: FileFacts, what: int) -> str:
        if what == SIZE:
            return size_words(facts)
        if what == FORMAT:
            return format_words(facts)
        if not isinstance(facts, VideoFacts):
            return ""
        if what == FRAMES:
            return str(facts.frames)
        if what == RATE:
            return number_words(facts.fps) if facts.fps else "?"
        return number_words(facts.seconds, 2) if facts.seconds else "?"

    def _mode(self, index: Index, pair: Pair) -> str:
        if not pair[0]:
            return self._modes_below(index)
        if self._book.is_unusable(pair):
            return ""
        offset = self._book.offset_of(pair)
        shift = f" {offset:+d}" if offset else ""
        return mode_word(self._book.mode_choice(pair).mode) + shift

    def _modes_below(self, index: Index) -> str:
        count = len(self.pairs_below(index))
        if not count:
            return ""
        sets = self._book.sets_of(self.pair_of(index)[1])
        return self.tr("%n set(s)", "", len(sets)) if len(sets) > 1 else ""

    def _icon(self, index: Index, what: int) -> QIcon | None:
        pair = self.pair_of(index)
        if what == FILE:
            if self._branches and self.is_top(index) and self.pairs_below(index):
                return icon("pairs")
            return icon("film" if self._book.has_modes else "picture")
        if what == LOOK and (found := self._book.findings(pair)):
            return icon(*_ICONS[found[0].weight])
        if what == MODE and pair[0] and not self._book.is_unusable(pair):
            is_sure = self._book.mode_choice(pair).is_sure
            return None if is_sure else icon("help", "warning")
        return None
