"""Which folder the results of a dataset go to, so that no other dataset writes there, too."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from omgui.core.dataset_outputs import store_name
from omgui.core.free_outputs import free_output, stores_in_use
from omgui.ui.background import Background

_USUAL = "results"


class OutputChoice(QObject):
    """Proposes a folder until a person types one; says where that would mix results.

    Args:
        line: Where it is typed.
        background: Where the files of the other datasets are read.
        parent: Owner.

    Signals:
        looked(): It is known which folders are in use.
    """

    looked = Signal()

    def __init__(self, line: QLineEdit, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self._background = background
        self._taken: frozenset[str] = frozenset()
        self._looking = 0
        self._is_given = False
        line.setText(_USUAL)
        line.textEdited.connect(self._on_typed)

    @property
    def text(self) -> str:
        """The folder, relative to that of all datasets."""
        return self._line.text().strip()

    def give(self, output: str) -> None:
        """Take the folder of a dataset that exists."""
        self._is_given = True
        self._line.setText(output)

    def look(self, workspace: Path | None, own: str) -> None:
        """Find out which folders are in use.

        Args:
            workspace: The folder of all datasets.
            own: The dataset that is being changed; empty for a new one.
        """
        self._background.forget(self._looking)
        if workspace is not None:
            work = partial(stores_in_use, workspace, own)
            self._looking = self._background.start(work, self._on_looked, _raise)

    def propose(self, workspace: Path | None, name: str) -> None:
        """Propose a folder for the results of a dataset of this name, unless one was typed."""
        if workspace is not None and not self._is_given:
            found = free_output(workspace, _USUAL, name, self._taken)
            if found != self._line.text():
                self._line.setText(found)

    def is_taken(self, workspace: Path | None, name: str) -> bool:
        """Whether another dataset has results of this name in the folder."""
        return workspace is not None and store_name(workspace, self.text, name) in self._taken

    def _on_typed(self) -> None:
        self._is_given = True

    def _on_looked(self, taken: frozenset[str]) -> None:
        self._taken = taken
        self.looked.emit()


def _raise(error: Exception) -> None:
    raise error
