"""Says at the pictures and in the list which files are no longer those that were scored."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Slot

from omgui.core.problems import ProblemError
from omgui.core.results.file_changes import SERIOUS, FileChange, changed_files
from omgui.core.results.live import CancelledError
from omgui.core.results.table_rows import TableRow
from omgui.ui.background import Background
from omgui.ui.change_words import ChangeWords, shortened
from omgui.ui.session import Session
from omgui.ui.viewer.viewer_parts import ViewerParts
from omgui.ui.viewer.viewer_show import ViewerShow

_MOST_FILES = 500  # of one reference; more are not looked at with every file that is shown


class ViewerChanges(QObject):
    """Looks at the files of the reference whenever others are shown, or the disk is looked at.

    Args:
        session: Knows when the disk is looked at.
        parts: Where changes are said.
        shown: What is shown.
        parent: Owner.
    """

    def __init__(
        self, session: Session, parts: ViewerParts, shown: ViewerShow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._shown = shown
        self._words = ChangeWords(self)
        self._background = Background(self, threads=1)
        self._work = self._looks = 0
        self._is_closed = False
        self._looked_at = 0
        self._changes: Mapping[str, FileChange] = {}
        self._seen: tuple[TableRow | None, list[FileChange | None]] = (None, [])
        shown.opening.opened.connect(self.look)
        session.looked.connect(self.look)

    def close(self) -> None:
        """End everything."""
        self._is_closed = True
        self._background.close()

    def retranslate(self) -> None:
        """Say it in the language in force."""
        row = self._shown.state.active_row if self._shown.state is not None else None
        marks = {name: self._words.about_file(change) for name, change in self._changes.items()}
        self._parts.files.model.show_changes(marks, self._marked())
        said: dict[FileChange, list[str]] = {}
        for name in _files(row):
            change = self._changes.get(name)
            if change is not None and change is not FileChange.TIME:  # a copy of the same
                said.setdefault(change, []).append(name)
        lines = [
            f"⚠ {', '.join(map(shortened, names))}: {self._words.about_file(change)}"
            for change, names in said.items()
        ]
        self._parts.panes.board.say_of_files("\n".join(lines))
        whole = [name for names in said.values() for name in names]
        self._parts.panes.board.changes.setToolTip("\n".join(whole))

    def _marked(self) -> frozenset[str]:
        """Return the files that hold something else, as far as that is known."""
        found = {name for name, change in self._changes.items() if change in SERIOUS}
        newer = {name for name, it in self._changes.items() if it is FileChange.NEWER}
        if len(newer) < self._looked_at:  # where all of them are newer, they were copied together
            found |= newer
        return frozenset(found)

    @Slot()
    def look(self) -> None:
        """Look at the files anew."""
        state, loaded = self._shown.state, self._shown.loaded
        row = state.active_row if state is not None else None
        if state is None or loaded is None or row is None or self._is_closed:
            return
        self.retranslate()  # of the file that was shown before nothing is to be said any more
        files = [state.table.rows[each].file for each in state.files[:_MOST_FILES]]
        names = dict.fromkeys([*_files(row), *files])
        self._background.forget(self._work)
        dataset = loaded.dataset
        self._looks += 1
        is_over = partial(self._is_over, self._looks)
        self._work = self._background.start(
            partial(changed_files, dataset.store, dataset.root, names, is_over),
            partial(self._take, row, len(names)),
            self._fail,
        )

    def _is_over(self, look: int) -> bool:
        """Whether nobody waits for a look any more; any thread may ask."""
        return self._is_closed or look != self._looks

    def _take(self, row: TableRow, count: int, changes: Mapping[str, FileChange]) -> None:
        self._changes, self._looked_at = changes, count
        self.retranslate()
        before, self._seen = self._seen, (row, [changes.get(name) for name in _files(row)])
        source = self._parts.panes.source
        if before[0] is row and before != self._seen and source is not None:
            self._shown.cursor.show_source(source)  # the file that is open is the one of before

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ProblemError | CancelledError):
            raise error  # why a store cannot be read is said by the page


def _files(row: TableRow | None) -> list[str]:
    """Return the files whose pictures are shown."""
    return [] if row is None else [name for name in (row.reference, row.file) if name]
