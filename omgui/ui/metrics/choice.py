"""Which metrics are ticked: every change can be undone, and is saved by itself."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from omgui.core.dataset_config import DatasetConfig
from omgui.core.metric_choice import MetricLists, lists_of, names_in, save_choice, with_chosen
from omgui.core.metric_spec import Media, MetricSpec
from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.ui.background import Background

_log = logging.getLogger(__name__)


class _Change(QUndoCommand):
    """One change of ticks."""

    def __init__(self, choice: Choice, text: str, before: MetricLists, after: MetricLists) -> None:
        super().__init__(text)
        self._choice = choice
        self._before = before
        self._after = after

    def redo(self) -> None:
        """Make the change."""
        self._choice.put(self._after)

    def undo(self) -> None:
        """Take it back."""
        self._choice.put(self._before)


class Choice(QObject):
    """The ticks of one dataset.

    Args:
        workspace: The folder of all datasets.
        dataset: Name of the dataset.
        known: The catalogue by name.
        parent: What it belongs to.

    Signals:
        changed(): Other metrics are ticked.
        saved(): The dataset's file says what is ticked.
        failed(Problem): It could not be saved; the ticks stay, and the next change tries again.
    """

    changed = Signal()
    saved = Signal()
    failed = Signal(object)

    def __init__(
        self,
        workspace: Path,
        dataset: str,
        known: Mapping[str, MetricSpec],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._dataset = dataset
        self._known = known
        self._media = Media.IMAGE
        self._lists: MetricLists = {}
        self._on_disk: MetricLists = {}
        self._is_saving = False
        self.is_held = False
        # One thread: what is written later must also land later.
        self._background = Background(self, threads=1)
        self.undo_stack = QUndoStack(self)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is ticked."""
        return names_in(self._lists)

    @property
    def is_saved(self) -> bool:
        """Whether the dataset's file says what is ticked."""
        return dict(self._lists) == dict(self._on_disk)

    def read(self, config: DatasetConfig) -> None:
        """Take what the dataset's file says, unless a change of our own is on its way there."""
        lists = lists_of(config)
        self._media = config.type
        if self._is_saving or lists == dict(self._on_disk):
            return
        is_first = not self._on_disk
        self._on_disk = lists
        if lists == dict(self._lists):
            return
        if not is_first:
            self.undo_stack.clear()  # its steps would undo what somebody else has written
        self._lists = lists
        self.changed.emit()

    def choose(self, names: Collection[str], text: str) -> None:
        """Tick exactly these metrics.

        Args:
            names: Those that are to be ticked; what is ticked and unknown stays if it is named.
            text: What was done, for the undo menu.
        """
        after = with_chosen(self._lists, names, self._media, self._known)
        if after != dict(self._lists):
            self.undo_stack.push(_Change(self, text, self._lists, after))

    def put(self, lists: MetricLists) -> None:
        """Show and save other lists; only undo commands call it."""
        self._lists = dict(lists)
        self.changed.emit()
        self._save()

    @Slot()
    def retry(self) -> None:
        """Try to save once more."""
        self._save()

    def hold(self, *, is_held: bool) -> None:
        """Save nothing while a run uses the dataset's file; what changes is saved afterwards."""
        self.is_held = is_held
        if not is_held and not self.is_saved:
            self._save()

    def close(self) -> None:
        """Wait for what is being saved; what is not yet begun is saved at once."""
        is_open = not self.is_saved
        self._background.close()
        if is_open:
            try:
                save_choice(self._workspace, self._dataset, self._lists)
            except (ProblemError, ProblemsError):
                _log.exception("The ticks of %s could not be saved", self._dataset)
                return
            self._on_disk = self._lists

    def _save(self) -> None:
        if self._is_saving or self.is_held:
            return  # the newest lists are saved when this one, or the run, is done
        self._is_saving = True
        lists = self._lists
        self._background.start(
            lambda: save_choice(self._workspace, self._dataset, lists),
            lambda _config: self._on_saved(lists),
            self._on_failed,
        )

    def _on_saved(self, lists: MetricLists) -> None:
        self._is_saving = False
        self._on_disk = lists
        if self.is_saved:
            self.saved.emit()
        else:
            self._save()

    def _on_failed(self, error: Exception) -> None:
        self._is_saving = False
        if isinstance(error, ProblemError):
            self.failed.emit(error.problem)
        elif isinstance(error, ProblemsError):
            self.failed.emit(error.problems[0])
        else:
            said = f"{type(error).__name__}: {error}"
            self.failed.emit(Problem("not-saved", f"The ticks could not be saved: {said}."))
