"""Error maps of the frames that are shown: computed elsewhere, laid over the picture."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout
from typing_extensions import override

from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import Family, MetricSpec
from omgui.core.problems import ProblemError
from omgui.ui.background import Background
from omgui.ui.problem_words import in_window_words, spoken
from omgui.ui.viewer.frame_layers import Pixels
from omgui.ui.viewer.frame_map import FrameMap, MapRequest, Top, map_ends
from omgui.ui.viewer.frame_pane import FramePanes
from omgui.ui.viewer.map_child import MapMaker
from omgui.weights.inventory import inventory

_PATIENCE_MS = 700  # the first map waits for the engine; the others come at once
Found = tuple[NDArray[np.float32], dict[Top, float]]


def rows_with_maps() -> list[MetricSpec]:
    """Return the metrics whose error can be shown on a frame, the usual ones first."""
    rows = [row for row in load_catalogue()[0].values() if row.error_map is not None]
    return sorted(rows, key=lambda row: (row.family is Family.VARIANT, bool(row.checkpoints)))


class MapProvider(QObject):
    """Gives error maps to the panes that it belongs to; the newest wish comes first.

    Args:
        panes: What shows them.
        maker: Computes them; tests put their own here.
    """

    def __init__(self, panes: FramePanes, maker: MapMaker | None = None) -> None:
        super().__init__(panes)
        self._panes = panes
        self._maker = maker or MapMaker()
        self._background = Background(self, threads=1)
        self._looking = Background(self, threads=1)
        self._rows: dict[str, MetricSpec] = {}
        self._waiting: MapRequest | None = None
        self._is_at_work = False
        self._last: tuple[MapRequest, Found] | None = None
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.hide()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._say_that_it_takes_time)
        layout = panes.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(min(1, layout.count()), self.note)
        panes.installEventFilter(self)  # languages are changed for widgets only
        panes.map_wanted.connect(self._on_wanted)
        panes.map_chosen.connect(self._on_chosen)
        panes.map_range_changed.connect(self._show_again)
        # Weights may lie on a network drive, which may take its time.
        self._looking.start(_available, self._on_available, self._raise)

    def close(self) -> None:
        """End what computes."""
        self._waiting = None
        self._patience.stop()
        self._maker.close()
        self._background.close()
        self._looking.close()

    def retranslate(self) -> None:
        """Name the maps in the language in force."""
        self._panes.map_names([(name, self._title(row)) for name, row in self._rows.items()])
        self._show_again()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._panes and event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return False

    def _title(self, row: MetricSpec) -> str:
        kinds = {
            "squared error": self.tr("squared error"),
            "similarity": self.tr("similarity"),
            "similarity of gradients": self.tr("similarity of gradients"),
            "weighted dissimilarity": self.tr("weighted dissimilarity"),
            "distance": self.tr("distance"),
        }
        kind = row.error_map.title if row.error_map is not None else ""
        return f"{row.title}: {kinds.get(kind, kind)}"

    def _on_available(self, rows: Sequence[MetricSpec]) -> None:
        self._rows = {row.name: row for row in rows}
        self.retranslate()

    @Slot(str)
    def _on_chosen(self, _key: str) -> None:
        self._waiting = self._last = None
        self.note.hide()

    @Slot()
    def _show_again(self) -> None:
        """Show the last map in other colours or words."""
        if self._last is not None:
            self._panes.set_map(self._framed(*self._last))

    @Slot(object)
    def _on_wanted(self, request: MapRequest) -> None:
        self._waiting = request
        self._begin()

    def _begin(self) -> None:
        request = self._waiting
        if self._is_at_work or request is None:
            return
        self._waiting = None
        reference = request.reference
        if reference is None:
            return
        self._is_at_work = True
        self._patience.start()
        self._background.start(
            partial(_made, self._maker, request, reference, self._scale(request.key)),
            partial(self._on_map, request),
            lambda error: self._on_failure(request, error),
        )

    @Slot()
    def _say_that_it_takes_time(self) -> None:
        self._panes.say_of_map(self.tr("The error map is being computed…"))

    def _scale(self, key: str) -> tuple[float, float | None]:
        """Return where a metric has no error, and the end of its own range, if it has one."""
        scale = self._rows[key].error_map
        return (0.0, None) if scale is None else (scale.low, scale.high)

    def _on_map(self, request: MapRequest, found: Found) -> None:
        self._end_work()
        if request.key == self._panes.chosen_map:
            self._last = request, found
            self.note.hide()
            self._show_again()
        self._begin()

    def _framed(self, request: MapRequest, found: Found) -> FrameMap:
        values, ends = found
        low, _ = self._scale(request.key)
        wanted = self._panes.map_range
        high = wanted.high(low, ends)
        title = self._title(self._rows[request.key])
        if wanted.is_log:
            title = self.tr("{title}, logarithmic").replace("{title}", title)
        return FrameMap(
            request.frame, values, low, high, title, is_log=wanted.is_log, turn=request.turn
        )

    def _end_work(self) -> None:
        self._is_at_work = False
        self._patience.stop()
        self._panes.say_of_map("")

    def _on_failure(self, request: MapRequest, error: Exception) -> None:
        self._end_work()
        if not isinstance(error, ProblemError):
            raise error
        if request.key == self._panes.chosen_map:
            self._last = None
            self._panes.set_map(None)
            problem = in_window_words(error.problem)
            self.note.setText(f"{spoken(problem.message)} {spoken(problem.hint)}".strip())
            self.note.show()
        self._begin()

    def _raise(self, error: Exception) -> None:
        raise error


def _made(
    maker: MapMaker,
    request: MapRequest,
    reference: Pixels,
    scale: tuple[float, float | None],
) -> Found:
    values = maker.map_of(request.key, reference, request.distorted)
    return values, map_ends(values, *scale)


def _available() -> list[MetricSpec]:
    return [row for row in rows_with_maps() if inventory(row).is_complete]


def connect_maps(panes: FramePanes) -> MapProvider:
    """Let panes show error maps.

    Returns:
        What provides them; its ``close`` must be called before the panes go.
    """
    return MapProvider(panes)
