"""One step that can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand
from typing_extensions import override

from omgui.ui.wizard.decisions import Decisions


class DecisionStep(QUndoCommand):
    """One decision, as all decisions before and after it.

    Args:
        take: Makes decisions the ones in force.
        before: All decisions until now.
        after: All decisions from now on.
        text: What was decided.
        typing: Steps with the same number from 0 on become one.
    """

    def __init__(
        self,
        take: Callable[[Decisions], None],
        before: Decisions,
        after: Decisions,
        text: str,
        typing: int,
    ) -> None:
        super().__init__(text)
        self._take = take
        self.before = before
        self.after = after
        self._typing = typing

    @override
    def redo(self) -> None:
        self._take(self.after)

    @override
    def undo(self) -> None:
        self._take(self.before)

    @override
    def id(self) -> int:
        return self._typing

    @override
    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, DecisionStep):
            return False
        self.after = other.after
        return True
