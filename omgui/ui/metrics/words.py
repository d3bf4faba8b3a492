"""What the picker says of metrics, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from omgui.core.estimates import duration_words, memory_words
from omgui.core.metric_spec import Better, Family, Kind, Media, MetricSpec, Unit
from omgui.ui.metrics.forecast import Basis
from omgui.ui.metrics.rows import FEATURES, UNKNOWN_GROUP, Files, FileState, GroupKey, MetricRow
from omgui.ui.problem_words import spoken
from omgui.weights.words import size_text


class Words(QObject):
    """Texts of the picker."""

    def group(self, key: GroupKey) -> str:
        """Return the title of a group."""
        if key == UNKNOWN_GROUP:
            return self.tr("Not in the catalogue (kept as the file says)")
        if key[0] == FEATURES:
            return self.tr("Features instead of scores")
        kinds = {
            Kind.FR.value: self.tr("With reference"),
            Kind.NR.value: self.tr("Without reference"),
        }
        media = {
            Media.IMAGE.value: self.tr("pictures and frames"),
            Media.VIDEO.value: self.tr("videos as a whole"),
        }
        return self.tr("{kind} · {media} · {family}").format(
            kind=kinds[key[0]], media=media[key[1]], family=self._family(key[2])
        )

    def _family(self, family: str) -> str:
        words = {
            Family.CLASSIC: self.tr("classic formulas"),
            Family.STATISTICAL: self.tr("statistics of natural scenes"),
            Family.LEARNED: self.tr("learned from people's ratings"),
            Family.AESTHETIC: self.tr("aesthetics"),
            Family.FACE: self.tr("faces"),
            Family.SPECIAL: self.tr("special purpose"),
            Family.VARIANT: self.tr("other versions and training data"),
            Family.DESCRIPTIVE: self.tr("describes the content"),
        }
        return words[Family(family)]

    def better(self, spec: MetricSpec | None) -> str:
        """Return the direction of a score, in words and with an arrow."""
        if spec is None:
            return ""
        words = {
            Better.HIGHER: self.tr("↑ higher"),
            Better.LOWER: self.tr("↓ lower"),
            Better.NEITHER: self.tr("– neither"),
        }
        return words[spec.better]

    def range(self, spec: MetricSpec | None) -> str:
        """Return range and unit of a score; an open end is ∞."""
        if spec is None:
            return ""
        if spec.features:
            return self.tr("%n number(s)", "", spec.features)
        low, high = spec.range
        ends = f"{'-∞' if low is None else f'{low:g}'} … {'∞' if high is None else f'{high:g}'}"
        return f"{ends} {spoken(spec.score_unit)}".strip()

    def looks_at(self, spec: MetricSpec) -> str:
        """Return what a metric looks at in one go."""
        words = {
            Unit.FRAME: self.tr("each picture or frame by itself"),
            Unit.STEP: self.tr("each frame and the one before it"),
            Unit.CLIP: self.tr("the clip as a whole; one score"),
            Unit.FILE: self.tr("the video file as a whole"),
        }
        return words[spec.unit]

    def files(self, files: FileState) -> str:
        """Return how the checkpoints of a metric stand."""
        size = spoken(size_text(files.missing_bytes))
        percent = files.percent
        if files.state is Files.FETCHING and percent is not None:
            return self.tr("fetching {percent} %").format(percent=percent)
        if files.state is Files.MISSING and files.missing_bytes > 0:
            return self.tr("{size} to fetch").format(size=size)
        words = {
            Files.NONE_NEEDED: self.tr("none needed"),
            Files.UNSEEN: self.tr("looking…"),
            Files.READY: self.tr("ready"),
            Files.MISSING: self.tr("missing"),
            Files.QUEUED: self.tr("waiting to be fetched"),
            Files.FETCHING: self.tr("fetching"),
            Files.WRONG: self.tr("not the official file"),
            Files.FAILED: self.tr("failed"),
        }
        return words[files.state]

    def time(self, row: MetricRow) -> str:
        """Return how long the scores of a metric take, and how sure that is."""
        if row.seconds is None:
            return self.tr("unknown")
        said = spoken(duration_words(row.seconds))
        if row.basis is Basis.MEASURED:
            return self.tr("{time}, measured").format(time=said)
        return self.tr("about {time}").format(time=said)

    def time_hint(self, row: MetricRow) -> str:
        """Return where a time comes from."""
        if row.basis is Basis.MEASURED:
            return self.tr("Measured by earlier runs of this dataset on this device.")
        if row.basis is Basis.ESTIMATED:
            return self.tr(
                "Estimated for this CPU from measured figures and the sizes of some of the files; "
                "it may be half or double. Decoding comes on top, once for all metrics."
            )
        return self.tr("Nobody has measured it on a device like this one.")

    def memory(self, row: MetricRow) -> str:
        """Return the memory that a metric needs in each worker."""
        return (
            self.tr("unknown")
            if row.memory_bytes is None
            else spoken(memory_words(row.memory_bytes))
        )

    def tick(self, row: MetricRow) -> str:
        """Return whether a row is ticked, for those who cannot see it."""
        if row.is_ticked:
            return self.tr("ticked")
        return self.tr("not ticked") if row.reason is None else self.tr("cannot be ticked")
