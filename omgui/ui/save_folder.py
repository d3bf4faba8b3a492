"""In which folder a dialog for saving begins: where the person saved last in this workspace."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from omgui.core.problems import ProblemError
from omgui.core.written_files import replace_text
from omgui.ui import places

_WORKSPACES = 12
_RESULTS = "results"


class SaveFolder:
    """One rule for tables, pictures and drawings: the last folder, else the one of the results.

    Args:
        workspace: What is open; ``None`` for nothing.
        path: Where folders are kept over a restart.
    """

    def __init__(self, workspace: Path | None, path: Path | None = None) -> None:
        self._workspace = workspace
        self._path = path or places.window_file().with_name("save_folders.json")

    @property
    def folder(self) -> Path:
        """Where a dialog begins."""
        places_known = [] if self._workspace is None else [self._workspace / _RESULTS]
        kept = _read(self._path).get(str(self._workspace))
        if kept is not None:
            places_known.insert(0, Path(kept))
        there = (place for place in places_known if place.is_dir())
        return next(there, self._workspace or Path.home())

    def note(self, saved: Path) -> None:
        """Begin there the next time; without room on the disk that is forgotten.

        Args:
            saved: A file that was saved.
        """
        folders = _read(self._path)
        folders.pop(str(self._workspace), None)
        folders[str(self._workspace)] = str(saved.parent)
        text = json.dumps(dict(list(folders.items())[-_WORKSPACES:]), ensure_ascii=False, indent=1)
        with contextlib.suppress(ProblemError):
            replace_text(self._path, text)


def _read(path: Path) -> dict[str, str]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    entries = said.items() if isinstance(said, dict) else ()
    return {key: value for key, value in entries if isinstance(value, str)}
