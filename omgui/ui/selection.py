"""What a person looks at in one dataset, shared by its table, its curves and its pictures."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

RowKey = tuple[str, str, str]  # reference, file and mode, as in a TableRow


class Selection(QObject):
    """The items, the metric and the frame that are selected in a dataset.

    A signal comes only when something is another than before, so that whoever hears it may set
    the same thing again.

    Signals:
        items_changed(tuple): Other items are selected.
        metric_changed(str): Another metric is selected.
        frame_changed(object): Another frame is selected; ``None`` for none.
        viewer_wanted(): The person wants to see what is selected: the Viewer comes to the front.
    """

    items_changed = Signal(object)
    metric_changed = Signal(str)
    frame_changed = Signal(object)
    viewer_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[RowKey, ...] = ()
        self._metric = ""
        self._frame: int | None = None

    @property
    def items(self) -> tuple[RowKey, ...]:
        """Keys of the selected rows, the current one first."""
        return self._items

    @property
    def metric(self) -> str:
        """Name of the selected metric; empty for none."""
        return self._metric

    @property
    def frame(self) -> int | None:
        """Number of the selected frame, as the store counts frames; ``None`` for none."""
        return self._frame

    def set_items(self, items: Iterable[RowKey]) -> None:
        """Select items."""
        wanted = tuple(items)
        if wanted != self._items:
            self._items = wanted
            self.items_changed.emit(wanted)

    def set_metric(self, metric: str) -> None:
        """Select a metric; the empty name selects none."""
        if metric != self._metric:
            self._metric = metric
            self.metric_changed.emit(metric)

    def set_frame(self, frame: int | None) -> None:
        """Select a frame."""
        if frame != self._frame:
            self._frame = frame
            self.frame_changed.emit(frame)

    def show_in_viewer(self) -> None:
        """Say that the person wants to see what is selected."""
        self.viewer_wanted.emit()
