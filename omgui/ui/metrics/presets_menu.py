"""The menu of presets: those of the program, and those that a person saves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox, QWidget

from omgui.core.metric_spec import MetricSpec
from omgui.core.presets import OwnPresets, Preset, built_in_presets, presets_file
from omgui.core.problems import ProblemError


class PresetsMenu(QMenu):
    """Presets.

    Signals:
        chosen(Preset): A person wants these metrics ticked.
        noted(Problem): Something about the presets that a person should know.
    """

    chosen = Signal(object)
    noted = Signal(object)

    def __init__(self, known: Mapping[str, MetricSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._own: OwnPresets | None = None
        self._ticked: tuple[str, ...] = ()
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    def set_ticked(self, names: tuple[str, ...]) -> None:
        """Know what a new preset would hold."""
        self._ticked = names

    @property
    def own(self) -> OwnPresets:
        """The person's presets, read when they are first asked for."""
        if self._own is None:
            self._own = OwnPresets(presets_file())
            if self._own.problem is not None:
                self.noted.emit(self._own.problem)
        return self._own

    def save_as(self) -> None:
        """Ask for a name, and keep what is ticked under it."""
        name = self._ask(self.tr("Save as preset"), self.tr("Name of the preset:"), "")
        if name is None:
            return
        if " ".join(name.split()) in {preset.name for preset in self.own}:
            text = self.tr("There is a preset “{name}” already. Replace it?").format(name=name)
            if not self._is_agreed(text):
                return
        self._try(lambda: self.own.save(name, self._ticked))

    def rename(self, preset: Preset) -> None:
        """Ask for another name of a preset."""
        name = self._ask(self.tr("Rename preset"), self.tr("New name:"), preset.name)
        if name is not None:
            self._try(lambda: self.own.rename(preset.name, name))

    def delete(self, preset: Preset) -> None:
        """Forget a preset, after asking."""
        text = self.tr("Delete the preset “{name}”? No ticks are changed.").format(name=preset.name)
        if self._is_agreed(text):
            self._try(lambda: self.own.delete(preset.name))

    @Slot()
    def _fill(self) -> None:
        self.clear()
        for preset in built_in_presets(self._known):
            self._add(self, preset, self._title(preset.name))
        own = list(self.own)
        if own:
            self.addSection(self.tr("Your presets"))
        for preset in own:
            self._add(self, preset, preset.name.replace("&", "&&"))
        self.addSeparator()
        save = self.addAction(self.tr("&Save what is ticked as a preset…"))
        save.setEnabled(bool(self._ticked))
        if not self._ticked:
            save.setToolTip(self.tr("Nothing is ticked yet: tick the metrics of the preset first."))
        save.triggered.connect(self.save_as)
        if own:
            self._add_managing(own)

    def _add_managing(self, own: list[Preset]) -> None:
        renaming = self.addMenu(self.tr("&Rename"))
        deleting = self.addMenu(self.tr("&Delete"))
        for preset in own:
            title = self.tr("{name}…").format(name=preset.name.replace("&", "&&"))
            first = renaming.addAction(title)
            first.triggered.connect(lambda _=False, one=preset: self.rename(one))
            second = deleting.addAction(title)
            second.triggered.connect(lambda _=False, one=preset: self.delete(one))

    def _add(self, menu: QMenu, preset: Preset, title: str) -> None:
        action = menu.addAction(title)
        names = preset.metrics
        shown = ", ".join(names[:12]) + (f" … (+{len(names) - 12})" if len(names) > 12 else "")
        action.setToolTip(shown)
        action.triggered.connect(lambda _=False: self.chosen.emit(preset))

    def _title(self, name: str) -> str:
        titles = {
            "Fast classics": self.tr("&Fast classics"),
            "Codec comparison": self.tr("&Codec comparison"),
            "Image restoration": self.tr("&Image restoration"),
            "No reference": self.tr("&No reference"),
            "Describe the content": self.tr("Describe the c&ontent"),
            "All without weights": self.tr("&All without weights"),
        }
        return titles[name]

    def _ask(self, title: str, label: str, text: str) -> str | None:
        name, is_given = QInputDialog.getText(self.parentWidget(), title, label, text=text)
        return name if is_given else None

    def _is_agreed(self, text: str) -> bool:
        yes = QMessageBox.StandardButton.Yes
        return QMessageBox.question(self.parentWidget(), self.tr("Presets"), text) == yes

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except ProblemError as error:
            self.noted.emit(error.problem)
