"""What a person does to the ticks of the metric picker, and whether it is written down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from omgui.core.presets import Preset
from omgui.core.problems import Problem
from omgui.ui.metrics.footer import Footer
from omgui.ui.metrics.model import MetricsModel
from omgui.ui.metrics.picker import Picker
from omgui.ui.metrics.run_lock import RunLock
from omgui.ui.metrics.top_bar import TopBar
from omgui.ui.problem_words import both


class Ticking(QObject):
    """Ticks one metric, those that are shown, or a preset; nothing while the dataset runs.

    Args:
        picker: Keeps the ticks.
        model: Knows what is shown.
        lock: Knows whether the dataset runs.
        bar: Offers the presets.
        footer: Says what came of it.

    Signals:
        noted(): The footer has something else to say.
    """

    noted = Signal()

    def __init__(
        self, picker: Picker, model: MetricsModel, lock: RunLock, bar: TopBar, footer: Footer
    ) -> None:
        super().__init__(footer)
        self._picker = picker
        self._model = model
        self._lock = lock
        self._bar = bar
        self._footer = footer
        picker.choice.changed.connect(self._on_choice)
        picker.choice.saved.connect(self._on_saved)
        picker.choice.failed.connect(self._on_failed)

    @Slot(str, bool)
    def tick_one(self, name: str, is_wanted: bool) -> None:
        """Tick a metric, or take its tick away."""
        self.tick([name], is_wanted)

    @Slot(object, bool)
    def tick(self, names: Sequence[str], is_wanted: bool) -> None:
        """Do the same with several."""
        if not self._lock.is_locked:
            self._footer.set_note("")
            self._picker.tick(names, is_wanted=is_wanted)

    @Slot(bool)
    def tick_all(self, is_wanted: bool) -> None:
        """Tick all that are shown and can run, or none of those shown."""
        shown = self._model.shown
        rows = [row for row in shown if (row.reason is None if is_wanted else row.is_ticked)]
        self.tick([row.name for row in rows], is_wanted)

    @Slot()
    def fill_presets(self) -> None:
        """Let the menu know what could be kept as a preset."""
        self._bar.presets.set_ticked(self._picker.choice.names)

    @Slot(object)
    def apply(self, preset: Preset) -> None:
        """Tick what a preset holds."""
        if not self._lock.is_locked:
            self._footer.set_note(self._picker.apply(preset))
            self.noted.emit()

    @Slot(object)
    def note(self, problem: Problem) -> None:
        """Say what is the matter with the presets."""
        self._footer.set_note(both(problem.message, problem.hint))
        self.noted.emit()

    @Slot()
    def _on_choice(self) -> None:
        if self._picker.choice.is_saved:
            return
        if self._lock.is_locked:
            self._footer.wait_for_run()
        else:
            self._footer.set_saved(is_saved=False)

    @Slot()
    def _on_saved(self) -> None:
        self._footer.set_saved()

    @Slot(object)
    def _on_failed(self, problem: Problem) -> None:
        self._footer.set_saved(is_saved=False, problem=problem)
