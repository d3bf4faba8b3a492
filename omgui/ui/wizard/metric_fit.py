"""Whether metrics can run on files of these sizes, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QObject

from omgui.core.media_facts import FileFacts, VideoFacts
from omgui.core.metric_spec import MetricSpec
from omgui.core.problems import Problem

Sizes = Counter[tuple[int, int]]  # shorter sides and frames (0 of pictures), and how many have them


def sizes_of(facts: Mapping[str, FileFacts | Problem], names: Mapping[str, object]) -> Sizes:
    """Count the sizes of some files; what cannot be read has none."""
    found: Sizes = Counter()
    for name, one in facts.items():
        if isinstance(one, Problem) or name not in names:
            continue
        frames = one.frames if isinstance(one, VideoFacts) else 0
        found[min(one.width, one.height), frames] += 1
    return found


class FitWords(QObject):
    """Says why a metric cannot run on files, or not on all of them."""

    def refusal(self, spec: MetricSpec, sizes: Sizes) -> str:
        """Return why it would score none of the files; empty where it scores some."""
        if not sizes:
            return ""
        text = ""
        if _too_small(spec, sizes) == sizes.total():
            text = self.tr(
                "{metric} cannot run here: it needs sides of at least %n pixel(s).",
                "",
                spec.min_side,
            )
        elif _too_short(spec, sizes) == sizes.total():
            text = self.tr(
                "{metric} cannot run here: it needs at least %n frame(s).", "", spec.min_frames
            )
        return text.replace("{metric}", spec.title)

    def warning(self, spec: MetricSpec, sizes: Sizes) -> str:
        """Return for how many of the files it gives no score; empty where it scores all."""
        small, short = _too_small(spec, sizes), _too_short(spec, sizes)
        text = ""
        if small:
            text = self.tr("{metric} gives no score for %Ln file(s): too small.", "", small)
        elif short:
            text = self.tr("{metric} gives no score for %Ln file(s): too short.", "", short)
        return text.replace("{metric}", spec.title)


def _too_small(spec: MetricSpec, sizes: Sizes) -> int:
    return sum(count for (side, _), count in sizes.items() if side < spec.min_side)


def _too_short(spec: MetricSpec, sizes: Sizes) -> int:
    return sum(count for (_, frames), count in sizes.items() if 0 < frames < spec.min_frames)
