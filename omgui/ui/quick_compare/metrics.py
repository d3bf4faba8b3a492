"""The metrics of a comparison: those that are ready to run, the usual ones first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from typing_extensions import override

from omgui.core.media_facts import FileFacts, VideoFacts
from omgui.core.metric_spec import Better, Kind, Media, MetricSpec
from omgui.core.packages import package_problem
from omgui.ui.rows_model import Index, Role, RowsModel
from omgui.weights.inventory import problem_for

_USUAL = [
    "psnr",
    "ssim",
    "ms_ssim",
    "vmaf",
    "gmsd",
    "vif",
    "lpips",
    "dists",
    "niqe",
    "brisque",
    "musiq",
    "topiq_nr",
    "si",
    "ti",
    "cf",
    "entropy",
]
_TICKED = frozenset({"psnr", "ssim", "vmaf"})
_TICKED_ALONE = ("niqe", "brisque", "musiq")
_TICKED_AT_LEAST = frozenset({"si", "cf"})


@dataclass(frozen=True)
class Asked:
    """What the metrics are to be computed on.

    Attributes:
        media: Pictures or videos.
        has_reference: Whether there is one to compare with.
    """

    media: Media
    has_reference: bool


@dataclass(frozen=True)
class Limits:
    """The smallest and shortest of the files.

    Attributes:
        side: Shortest side in pixels; ``None`` where it is not known yet.
        frames: Fewest frames; ``None`` for pictures, and where they are not known yet.
    """

    side: int | None = None
    frames: int | None = None


def limits_of(found: Iterable[FileFacts | None]) -> Limits:
    """Return what is smallest among the files whose facts are known."""
    known = [facts for facts in found if facts is not None]
    sides = [min(facts.width, facts.height) for facts in known]
    frames = [facts.frames for facts in known if isinstance(facts, VideoFacts)]
    return Limits(min(sides, default=None), min(frames, default=None))


def ready_metrics(known: Mapping[str, MetricSpec]) -> tuple[MetricSpec, ...]:
    """Return the metrics that lack neither a package nor a checkpoint; looks at the disk."""
    return tuple(
        spec
        for spec in known.values()
        if not (spec.features or spec.part_of)
        and package_problem(spec) is None
        and problem_for(spec) is None
    )


class MetricsModel(RowsModel[MetricSpec]):
    """Metrics to tick: the usual ones and what is ticked, or what a search finds among all.

    Signals:
        changed(): Other metrics are ticked, or others can be.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(1, parent)
        self._ready: tuple[MetricSpec, ...] = ()
        self._asked = Asked(Media.IMAGE, has_reference=True)
        self._limits = Limits()
        self._vmaf_fault = ""
        self._text = ""
        self._ticked: dict[Asked, set[str]] = {}

    # -- plain data ------------------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[MetricSpec, ...]:
        """The metrics to be computed, in the order of the catalogue."""
        ticked = self._names()
        return tuple(s for s in self._fitting() if s.name in ticked and not self.fault(s))

    @property
    def hidden(self) -> int:
        """How many more metrics are ready than those shown."""
        return len(self._fitting()) - len(self._rows)

    def set_ready(self, ready: Sequence[MetricSpec]) -> None:
        """Offer these metrics."""
        self._ready = tuple(ready)
        self._arrange()

    def set_asked(self, asked: Asked, limits: Limits) -> None:
        """Offer what fits these files; each kind of question keeps its own ticks."""
        if (asked, limits) != (self._asked, self._limits):
            self._asked, self._limits = asked, limits
            self._arrange()

    def set_search(self, text: str) -> None:
        """Show what has all words in it; without words the usual metrics and what is ticked."""
        if text.strip() != self._text:
            self._text = text.strip()
            self._arrange()

    def set_vmaf_fault(self, fault: str) -> None:
        """Say why VMAF cannot be computed on this machine; empty where it can."""
        if fault != self._vmaf_fault:
            self._vmaf_fault = fault
            self._arrange()

    def fault(self, spec: MetricSpec) -> str:
        """Return why a metric cannot score these files; empty where nothing is known against it."""
        if spec.name == "vmaf" and self._vmaf_fault:
            return self._vmaf_fault
        side, frames = self._limits.side, self._limits.frames
        if side is not None and side < spec.min_side:
            return self.tr("needs sides of at least %n pixel(s)", "", spec.min_side)
        if frames is not None and frames < spec.min_frames:
            return self.tr("needs at least %n frame(s)", "", spec.min_frames)
        return ""

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self._arrange()

    def _fitting(self) -> list[MetricSpec]:
        kinds = {Kind.FR, Kind.NR} if self._asked.has_reference else {Kind.NR}
        return [s for s in self._ready if self._asked.media in s.media and s.kind in kinds]

    def _names(self) -> set[str]:
        """Return what is ticked for this kind of question: first what is usual."""
        if self._asked in self._ticked:
            return self._ticked[self._asked]
        if self._asked.has_reference:
            return set(_TICKED)
        there = {spec.name for spec in self._fitting() if not self.fault(spec)}
        return there.intersection(_TICKED_ALONE) or set(_TICKED_AT_LEAST)

    def _arrange(self) -> None:
        fitting = self._fitting()
        words = self._text.casefold().split()
        if words:
            shown = [s for s in fitting if all(word in _searched(s) for word in words)]
        else:
            ticked = self._names()
            shown = [s for s in fitting if s.name in _USUAL or s.name in ticked]
        last = len(_USUAL)
        self.show(sorted(shown, key=lambda s: _USUAL.index(s.name) if s.name in _USUAL else last))
        self.changed.emit()

    # -- QAbstractTableModel ---------------------------------------------------------------------

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.fault(self._rows[index.row()]):
            return Qt.ItemFlag.ItemIsSelectable
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def text(self, number: int, column: int) -> str:
        spec = self._rows[number]
        better = {
            Better.HIGHER: self.tr("↑ higher is better"),
            Better.LOWER: self.tr("↓ lower is better"),
            Better.NEITHER: self.tr("describes only"),
        }
        parts = [f"{spec.title} [{spec.name}]", better[spec.better], self.fault(spec)]
        return " · ".join(filter(None, parts))

    @override
    def tip(self, number: int, column: int) -> str:
        return self._rows[number].about

    @override
    def other(self, number: int, column: int, role: int) -> Qt.CheckState | None:
        if role != Role.CheckStateRole:
            return None
        spec = self._rows[number]
        is_ticked = spec.name in self._names() and not self.fault(spec)
        return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked

    @override
    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        names = set(self._names())
        name = self._rows[index.row()].name
        is_wanted = Qt.CheckState(value) is Qt.CheckState.Checked
        self._ticked[self._asked] = names | {name} if is_wanted else names - {name}
        self.dataChanged.emit(index, index, [Role.CheckStateRole])
        self.changed.emit()
        return True


def _searched(spec: MetricSpec) -> str:
    return "\n".join((spec.name, spec.title, spec.about)).casefold()
