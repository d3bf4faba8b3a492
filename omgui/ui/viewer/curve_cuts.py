"""Finding where scenes begin while the window goes on."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from omgui.core.curves import scene_cuts
from omgui.core.problems import ProblemError
from omgui.media.scene_search import SceneSearch
from omgui.ui.background import Background

_KEPT = 8  # videos whose scenes are known


class SceneCuts(QObject):
    """Finds the scenes of one video at a time, and keeps what was found.

    Signals:
        found(object, int, bool): Where scenes begin, how many frames were looked at, and whether
            that was all.
        failed(object): The :class:`Problem` that keeps them from being found.
    """

    found = Signal(object, int, bool)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, threads=1)
        self._searches: OrderedDict[tuple[Path, int, int], SceneSearch] = OrderedDict()
        self._wanted: Path | None = None
        self._search: SceneSearch | None = None
        self._is_closed = False

    def want(self, path: Path | None) -> None:
        """Find the scenes of a video; ``None`` for none."""
        if path == self._wanted:
            return
        self._wanted = path
        if self._search is not None:
            self._background.start(self._search.rest, _nothing, self._fail)
        self._search = None
        if path is not None:
            self._background.start(partial(_identity, path), partial(self._begin, path), self._fail)

    def close(self) -> None:
        """End everything."""
        self._is_closed = True
        self._search = None
        self._background.close()
        for search in self._searches.values():
            search.close()

    def _begin(self, path: Path, identity: tuple[Path, int, int]) -> None:
        if path != self._wanted:
            return
        search = self._searches.pop(identity, None) or SceneSearch(path)
        self._searches[identity] = search
        self._search = search
        while len(self._searches) > _KEPT:
            self._background.start(
                self._searches.popitem(last=False)[1].close, _nothing, self._fail
            )
        self._tell(search)
        self._look_on(search)

    def _look_on(self, search: SceneSearch) -> None:
        if not search.has_ended:
            self._background.start(
                partial(search.look_on, lambda: self._is_closed),
                partial(self._on_looked, search),
                self._fail,
            )

    def _on_looked(self, search: SceneSearch, _result: object) -> None:
        if search is self._search:
            self._tell(search)
            self._look_on(search)

    def _tell(self, search: SceneSearch) -> None:
        cuts = scene_cuts(search.changes)
        self.found.emit(cuts, len(search.changes), search.has_ended)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ProblemError):
            raise error
        self.failed.emit(error.problem)


def _identity(path: Path) -> tuple[Path, int, int]:
    """Return what tells a file from another one in its place."""
    try:
        status = path.stat()
    except OSError:
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size


def _nothing(_result: object) -> None:
    """Do nothing."""
