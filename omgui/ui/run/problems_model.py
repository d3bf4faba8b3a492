"""The problems of a run, each with what it concerns and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from omgui.core.problems import Severity
from omgui.core.run_view import FoundProblem
from omgui.ui.icons import icon
from omgui.ui.run.rows_model import Index, RowsModel

KIND, FILE, METRIC, WHAT, MEND = range(5)
_LIMIT = 200_000
_Role = Qt.ItemDataRole


class ProblemsModel(RowsModel[FoundProblem]):
    """Problems in the order in which they were found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(MEND + 1, _text, _LIMIT, parent)
        self._given: tuple[FoundProblem, ...] = ()

    def show(self, found: tuple[FoundProblem, ...]) -> None:
        """Show these; cheap where they are the earlier ones and some more."""
        given = self._given
        if found is given:
            return
        self._given = found
        count = len(given)
        if count <= len(found) and (not count or found[count - 1] is given[-1]):
            self.add(found[count:])
        else:
            self.clear()
            self.add(found)

    def lines(self, numbers: Sequence[int]) -> str:
        """Return rows as text, one a line."""
        return "\n".join(str(self.row(number).placed) for number in numbers)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        return (
            self.tr("Kind"),
            self.tr("File"),
            self.tr("Metric"),
            self.tr("What is wrong"),
            self.tr("How to mend it"),
        )[section]

    @override
    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        found = self.row(index.row())
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return self._cell(found, index.column())
        if role == _Role.ToolTipRole:
            return str(found.placed)
        if role == _Role.DecorationRole and index.column() == KIND:
            is_error = found.problem.severity is Severity.ERROR
            return icon("error", "bad") if is_error else icon("warning", "warning")
        return None

    def _cell(self, found: FoundProblem, column: int) -> str:
        problem = found.problem
        if column == KIND:
            is_error = problem.severity is Severity.ERROR
            return self.tr("Problem") if is_error else self.tr("Note")
        if column == FILE:
            return found.item.file if found.item is not None else problem.where
        return (found.metric, problem.message, problem.hint)[column - METRIC]


def _text(found: FoundProblem) -> str:
    return f"{found.placed} {found.metric} {found.item or ''}"
