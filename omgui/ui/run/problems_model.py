"""The problems of a run, equal ones under one row, each with how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject
from typing_extensions import override

from omgui.core.problems import Severity
from omgui.core.run_view import FoundProblem
from omgui.ui.branches_model import BranchesModel
from omgui.ui.icons import icon
from omgui.ui.problem_words import both, in_window_words, spoken
from omgui.ui.rows_model import ROOT, Index, Role

KIND, FILE, METRIC, WHAT, MEND = range(5)
_Key = tuple[Severity, str, str]


@dataclass
class _Group:
    """Problems that say the same; a single one is shown without anything below it."""

    number: int
    found: list[FoundProblem] = field(default_factory=list)
    metrics: dict[str, None] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)

    @property
    def children(self) -> int:
        return len(self.found) if len(self.found) > 1 else 0

    def take(self, found: FoundProblem) -> None:
        self.found.append(found)
        self.places.add(_place(found))
        if found.metric:
            self.metrics[found.metric] = None


class ProblemsModel(BranchesModel):
    """Problems in the order in which they were found, one row for those that say the same."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given: tuple[FoundProblem, ...] = ()
        self._texts: list[str] = []
        self._groups: list[_Group] = []
        self._by_key: dict[_Key, _Group] = {}
        self._words: tuple[str, ...] = ()
        self._accepts: Callable[[FoundProblem], bool] | None = None

    @property
    def total(self) -> int:
        """Number of problems with those that the filter hides."""
        return len(self._given)

    @property
    def shown_count(self) -> int:
        """Number of problems that the filter lets through."""
        return sum(len(group.found) for group in self._groups)

    def show(self, found: tuple[FoundProblem, ...]) -> None:
        """Show these; cheap where they are the earlier ones and some more."""
        given = self._given
        if found is given:
            return
        count = len(given)
        grows = count <= len(found) and (not count or found[count - 1] is given[-1])
        if not grows:
            self.beginResetModel()
            self._given, self._texts = (), []
            self._forget_rows()
            self.endResetModel()
        new = found[len(self._given) :]
        self._given = found
        self._texts += [_text(one).casefold() for one in new]
        first = len(found) - len(new)
        self._add([one for place, one in enumerate(new, first) if self._is_shown(place)])

    def set_filter(self, words: str, accepts: Callable[[FoundProblem], bool] | None = None) -> None:
        """Show problems with all these words that are accepted."""
        self._words = tuple(words.casefold().split())
        self._accepts = accepts
        self.beginResetModel()
        self._forget_rows()
        for place, found in enumerate(self._given):
            if self._is_shown(place):
                self._group(found).take(found)
        self.endResetModel()

    def found(self, index: Index) -> tuple[FoundProblem, ...]:
        """Return the problems of a row: many for one that stands for many."""
        found = self._groups[self.top_of(index)].found
        return tuple(found) if self.is_top(index) else (found[index.row()],)

    def shown(self) -> tuple[FoundProblem, ...]:
        """Return all problems that the filter lets through."""
        return tuple(found for group in self._groups for found in group.found)

    def kinds(self) -> tuple[str, str]:
        """Return the short words of the kinds: a missing score, and what is to be known."""
        return self.tr("Problem"), self.tr("Note")

    def words(self, index: Index) -> str:
        """Return all that a row says."""
        found = self.found(index)
        if len(found) == 1:
            return str(in_window_words(found[0].placed))
        problem = in_window_words(found[0].problem)
        group = self._groups[index.row()]
        return (
            f"{self._places(group)}, {', '.join(group.metrics)}: {problem.message} {problem.hint}"
        )

    @override
    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("Kind"),
            self.tr("File"),
            self.tr("Metric"),
            self.tr("What is wrong"),
            self.tr("How to mend it"),
        )

    @override
    def top_count(self) -> int:
        return len(self._groups)

    @override
    def count_below(self, top: int) -> int:
        return self._groups[top].children

    @override
    def columnCount(self, _parent: Index = ROOT) -> int:
        return MEND + 1

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in {Role.DisplayRole, Role.AccessibleTextRole}:
            return self._cell(index)
        if role == Role.ToolTipRole:
            return self.words(index)
        if role == Role.DecorationRole and index.column() == KIND:
            is_error = self._first(index).problem.severity is Severity.ERROR
            return icon("error", "bad") if is_error else icon("warning", "warning")
        return None

    def _first(self, index: Index) -> FoundProblem:
        found = self._groups[self.top_of(index)].found
        return found[0] if self.is_top(index) else found[index.row()]

    def _cell(self, index: Index) -> str:
        found, column = self._first(index), index.column()
        problem = found.problem
        if column == KIND:
            return self.kinds()[problem.severity is not Severity.ERROR]
        if column in {FILE, METRIC} and self.is_top(index):
            group = self._groups[index.row()]
            if group.children:
                return self._places(group) if column == FILE else ", ".join(group.metrics)
        if column == FILE:
            return _place(found)
        if column == MEND:
            return in_window_words(problem).hint
        return found.metric if column == METRIC else spoken(problem.message)

    def _places(self, group: _Group) -> str:
        return self.tr("%n file(s)", "", len(group.places))

    def _is_shown(self, place: int) -> bool:
        if self._accepts is not None and not self._accepts(self._given[place]):
            return False
        return all(word in self._texts[place] for word in self._words)

    def _forget_rows(self) -> None:
        self._groups, self._by_key = [], {}

    def _group(self, found: FoundProblem) -> _Group:
        key = _key(found)
        group = self._by_key.get(key)
        if group is None:
            group = self._by_key[key] = _Group(len(self._groups))
            self._groups.append(group)
        return group

    def _add(self, found: Iterable[FoundProblem]) -> None:
        by_key: dict[_Key, list[FoundProblem]] = {}
        for one in found:
            by_key.setdefault(_key(one), []).append(one)
        fresh = [new for key, new in by_key.items() if key not in self._by_key]
        for key in self._by_key.keys() & by_key.keys():
            self._grow(self._by_key[key], by_key[key])
        if fresh:
            count = len(self._groups)
            self.beginInsertRows(ROOT, count, count + len(fresh) - 1)
            for one in (one for new in fresh for one in new):
                self._group(one).take(one)
            self.endInsertRows()

    def _grow(self, group: _Group, new: list[FoundProblem]) -> None:
        first, last = group.children, len(group.found) + len(new) - 1
        row = self.createIndex(group.number, 0, 0)
        self.beginInsertRows(row, first, last)
        for one in new:
            group.take(one)
        self.endInsertRows()
        self.dataChanged.emit(row, self.createIndex(group.number, MEND, 0))


def _key(found: FoundProblem) -> _Key:
    return found.problem.severity, found.problem.message, found.problem.hint


def _place(found: FoundProblem) -> str:
    return found.item.file if found.item is not None else found.problem.where


def _text(found: FoundProblem) -> str:
    problem = found.problem
    words = f"{found.placed} {both(problem.message, problem.hint)}"
    return f"{words} {found.metric} {found.item or ''}"
