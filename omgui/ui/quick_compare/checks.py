"""What still keeps a comparison from being saved, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject

from omgui.ui.problem_words import spoken
from omgui.ui.quick_compare.files import ComparedFile, common_folder, drives, kinds_of
from omgui.ui.quick_compare.plan import name_fault


class Blocker(str, Enum):
    """What is missing."""

    FILES = "files"
    MIXED = "mixed"
    LOOKING = "looking"
    DRIVES = "drives"
    UNLISTABLE = "unlistable"
    NAME = "name"
    METRICS = "metrics"


@dataclass(frozen=True)
class State:
    """What decides whether a comparison can be saved.

    Attributes:
        files: In their order.
        reference: Row of the reference; ``None`` scores every file by itself.
        name: Of the dataset.
        taken: Names of the datasets that exist.
        metrics: How many are ticked and can be computed.
        is_seeking_metrics: Whether it is still being found out which metrics are ready.
    """

    files: Sequence[ComparedFile]
    reference: int | None
    name: str
    taken: Collection[str]
    metrics: int
    is_seeking_metrics: bool = False


class Checks(QObject):
    """Finds what is missing and says it."""

    def missing(self, state: State, *, is_alone: bool) -> tuple[Blocker, str] | None:
        """Return the first thing that is missing; ``None`` where the comparison can be saved.

        Args:
            state: What there is.
            is_alone: Whether a person wants every file scored by itself.
        """
        listed = [file for file in state.files if file.is_media]
        return (
            self._of_kinds(listed)
            or self._of_survey(state)
            or self._of_files(state, listed, is_alone=is_alone)
            or self._of_places(listed)
            or self._of_name(state)
            or self._of_metrics(state)
        )

    def _of_kinds(self, listed: Sequence[ComparedFile]) -> tuple[Blocker, str] | None:
        if len(kinds_of(file for file in listed if file.is_known)) < 2:
            return None
        return Blocker.MIXED, self.tr(
            "These are pictures and videos, which cannot be compared with each other. Remove the "
            "ones or the others, and compare them one after the other."
        )

    def _of_survey(self, state: State) -> tuple[Blocker, str] | None:
        waiting = sum(not file.is_known for file in state.files)
        if waiting:
            return Blocker.LOOKING, self.tr("Looking into %n file(s)…", "", waiting)
        if state.is_seeking_metrics:
            return Blocker.LOOKING, self.tr("Looking which metrics are ready…")
        return None

    def _of_files(
        self, state: State, listed: Sequence[ComparedFile], *, is_alone: bool
    ) -> tuple[Blocker, str] | None:
        if not state.files:
            text = self.tr("Drop two or more pictures or videos here, or press “Add Files…”.")
            return Blocker.FILES, text
        if all(file.problem is not None for file in state.files):
            text = self.tr("None of these files can be used. The table says why.")
            return Blocker.FILES, text
        if not is_alone and len(listed) < 2:
            return Blocker.FILES, self.tr(
                "Add a file to compare with the reference, or tick “No reference”."
            )
        return None

    def _of_places(self, listed: Sequence[ComparedFile]) -> tuple[Blocker, str] | None:
        paths = [file.path for file in listed]
        if common_folder(paths) is None:
            text = self.tr(
                "The files are on different drives ({drives}), and a dataset has one folder. Copy "
                "them to one drive and add them again."
            )
            return Blocker.DRIVES, text.replace("{drives}", ", ".join(drives(paths)))
        for path in paths:
            if any("\ud800" <= letter <= "\udfff" for letter in str(path)):
                shown = str(path).encode("utf-8", "replace").decode("utf-8")
                text = self.tr(
                    "The name {file} contains bytes that are not text. Rename the file or folder."
                )
                return Blocker.UNLISTABLE, text.replace("{file}", shown)
        return None

    def _of_name(self, state: State) -> tuple[Blocker, str] | None:
        fault = name_fault(state.name)
        if fault:
            text = self.tr("The name of the dataset cannot be used: it {fault}.")
            return Blocker.NAME, text.replace("{fault}", spoken(fault))
        if state.name.casefold() in {name.casefold() for name in state.taken}:
            text = self.tr("There is a dataset “{name}” already. Write another name.")
            return Blocker.NAME, text.replace("{name}", state.name)
        return None

    def _of_metrics(self, state: State) -> tuple[Blocker, str] | None:
        if state.metrics:
            return None
        return Blocker.METRICS, self.tr("Tick at least one metric.")
