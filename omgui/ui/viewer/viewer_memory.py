"""The Viewer of a dataset begins where a person left it."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from omgui.ui.kept_by_dataset import VIEWS, KeptByDataset
from omgui.ui.selection import RowKey
from omgui.ui.viewer.viewer_state import ViewerState, key_of


class LastView(BaseModel):
    """What was shown.

    Attributes:
        items: Files that were ticked, the one in front first.
        metrics: Names of the metrics that were ticked.
        metric: The one that worst frames were those of.
        frame: The frame that was shown.
    """

    model_config = ConfigDict(frozen=True)

    items: tuple[RowKey, ...] = ()
    metrics: tuple[str, ...] = ()
    metric: str = ""
    frame: int | None = None


class ViewerMemory:
    """Keeps what is shown of one dataset over a restart.

    Args:
        workspace: Where the dataset is; ``None`` where nothing is to be kept.
        dataset: Its name.
    """

    def __init__(self, workspace: Path | None, dataset: str) -> None:
        self._workspace, self._dataset = workspace, dataset
        self._file = KeptByDataset(VIEWS)
        self.last: LastView | None = None
        if workspace is not None:
            try:
                self.last = LastView.model_validate(self._file.find(workspace, dataset))
            except ValidationError:
                self.last = None

    def recall(self, state: ViewerState) -> int | None:
        """Show what was shown, as far as it is still there.

        Returns:
            The frame that was shown; ``None`` where nothing is known, or its file is gone.
        """
        last, self.last = self.last, None
        if last is None:
            return None
        state.show_metrics(last.metrics)
        state.select_metric(last.metric)
        state.show_items(last.items)
        is_there = bool(last.items) and state.row_of(last.items[0]) is not None
        return last.frame if is_there else None

    def keep(self, state: ViewerState | None, frame: int | None) -> None:
        """Write down what is shown."""
        if self._workspace is None or state is None or state.active is None:
            return
        rows = [state.active, *(row for row in state.shown if row != state.active)]
        view = LastView(
            items=tuple(key_of(state.table.rows[row]) for row in rows),
            metrics=tuple(state.chosen),
            metric=state.metric,
            frame=frame,
        )
        self._file.keep(self._workspace, self._dataset, view.model_dump(mode="json"))
