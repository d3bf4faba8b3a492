"""Reads the options of a run from the dataset's configuration, and keeps what a person changes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from omgui.core.problems import ProblemError
from omgui.ui.background import Background
from omgui.ui.run.options import RunOptions, Settings, read_settings, write_options


class OptionsKeeper(QObject):
    """Does it beside the window's thread.

    Signals:
        found(Settings): What the configuration says.
        kept(): Everything that was to be kept is, or cannot be.
        failed(Problem): The configuration cannot be read or written.

    Args:
        workspace: The folder of all datasets.
        dataset: Name of the dataset.
        background: Where it is done, one thing after the other.
        parent: Owner.
    """

    found = Signal(object)
    kept = Signal()
    failed = Signal(object)

    def __init__(
        self, workspace: Path, dataset: str, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._place = (workspace, dataset)
        self._background = background
        self._saving = 0

    @property
    def is_saving(self) -> bool:
        """Whether something is still to be written."""
        return self._saving > 0

    def read(self) -> None:
        """Have a look at the configuration."""
        self._background.start(
            partial(read_settings, *self._place), self._on_settings, self._on_failed
        )

    def save(self, options: RunOptions) -> None:
        """Keep options."""
        self._saving += 1
        write = partial(write_options, *self._place, options)
        self._background.start(write, self._on_saved, self._on_unsaved)

    def _on_settings(self, settings: Settings) -> None:
        self.found.emit(settings)

    def _on_saved(self, _nothing: None) -> None:
        self._saving -= 1
        self.kept.emit()

    def _on_unsaved(self, error: Exception) -> None:
        self._on_saved(None)
        self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, ProblemError):
            raise error
        self.failed.emit(error.problem)
