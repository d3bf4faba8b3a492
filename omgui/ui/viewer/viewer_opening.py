"""Finding out what is to be shown of a row: its files, and how they were read when scored."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from omgui.core.problems import ProblemError
from omgui.core.results.frame_series import score_details
from omgui.core.results.table_rows import TableRow
from omgui.ui.background import Background
from omgui.ui.viewer.frame_source import FrameSource
from omgui.ui.viewer.viewer_source import NOTHING_MADE, Made, make_source


class SourceOpening(QObject):
    """Makes the source of a row in the background; of several wishes the last counts.

    Signals:
        opened(object): The :class:`FrameSource`.
    """

    opened = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, threads=1)
        self._work = 0

    def want(  # noqa: PLR0913  # what a source is made of
        self, store: Path, root: Path, row: TableRow, pair_id: int, alone_id: int, *, is_video: bool
    ) -> None:
        """Make the source of another row.

        Args:
            store: Where its scores are.
            root: Folder that listed files are relative to.
            row: The row.
            pair_id: Row of the store with a score of the pair; 0 for none.
            alone_id: The same of the file alone.
            is_video: Whether the dataset consists of videos.
        """
        self._background.forget(self._work)
        self._work = self._background.start(
            partial(_opened, store, root, row, (pair_id, alone_id), is_video=is_video),
            self._tell,
            _raise,
        )

    def close(self) -> None:
        """End everything."""
        self._background.close()

    def _tell(self, source: FrameSource) -> None:
        self.opened.emit(source)


def _opened(
    store: Path, root: Path, row: TableRow, ids: tuple[int, int], *, is_video: bool
) -> FrameSource:
    pair, alone = (_made(store, score_id) for score_id in ids)
    return make_source(root, row, is_video=is_video, pair_made=pair, alone_made=alone)


def _made(store: Path, score_id: int) -> Made:
    if not score_id:
        return NOTHING_MADE
    try:
        details = score_details(store, score_id)
    except ProblemError:  # the pictures can be looked at nevertheless
        return NOTHING_MADE
    return NOTHING_MADE if details is None else details[1].provenance


def _raise(error: Exception) -> None:
    raise error  # everything that is expected is caught
