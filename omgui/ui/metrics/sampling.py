"""Looks at a few files of a dataset, in processes of their own, for the forecast of the time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from omgui.core.metric_spec import Media
from omgui.core.problems import Problem
from omgui.ui.metrics.facts import Sample, size_of

_LOOK_MS = 200
_JOIN_S = 5.0


def make_survey(root: Path, names: Sequence[str], media: Media) -> Any:  # noqa: ANN401 - imported late
    """Return what looks at files; one process is enough for a handful."""
    from omgui.media.survey import Survey  # noqa: PLC0415 - decoders are not needed at the start

    return Survey(root, names, media, workers=1)


class Sampling(QObject):
    """Looks at files beside the window.

    Signals:
        changed(Sample): More of them were looked at; at most five times a second.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._survey: Any = None
        self._media = Media.IMAGE
        self._sample = Sample()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._on_timer)

    def start(self, root: Path, names: Sequence[str], media: Media) -> None:
        """Look at these files instead of others that may be looked at now."""
        self.close()
        self._media = media
        self._sample = Sample((), is_complete=not names)
        if not names:
            self.changed.emit(self._sample)
            return
        self._survey = make_survey(root, names, media)
        self._survey.start()
        self._timer.start()

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()
        survey, self._survey = self._survey, None
        if survey is not None:
            survey.cancel()
            survey.join(_JOIN_S)

    @Slot()
    def _on_timer(self) -> None:
        is_finished = bool(self._survey.is_finished)  # before the poll: nothing comes after it
        came = self._survey.poll()
        sizes = [
            size_of(one.found, self._media) for one in came if not isinstance(one.found, Problem)
        ]
        if not sizes and not is_finished:
            return
        self._sample = Sample((*self._sample.sizes, *sizes), is_complete=is_finished)
        if is_finished:
            self.close()
        self.changed.emit(self._sample)
