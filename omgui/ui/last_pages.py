"""Where a person was in each workspace: which dataset was in front, and which tab of each."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from omgui.core.problems import ProblemError
from omgui.core.written_files import replace_text
from omgui.ui import places

_WORKSPACES = 12
_DATASETS = 500  # of a workspace; those shown longest ago are forgotten first


class LastPages:
    """A file of a person's own; nothing in it can stop the start.

    Args:
        path: Where it is kept.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or places.window_file().with_name("last_pages.json")
        self._tabs = _read(self._path)

    def dataset(self, workspace: Path) -> str:
        """Return which dataset was in front last; empty where none is known."""
        return next(reversed(self._tabs.get(str(workspace), {})), "")

    def tab(self, workspace: Path, dataset: str) -> int | None:
        """Return which tab of a dataset was in front last."""
        return self._tabs.get(str(workspace), {}).get(dataset)

    def note(self, workspace: Path, dataset: str, tab: int) -> None:
        """Take that a tab of a dataset is in front; the newest comes last."""
        tabs = self._tabs.pop(str(workspace), {})
        tabs.pop(dataset, None)
        tabs[dataset] = tab
        self._tabs[str(workspace)] = dict(list(tabs.items())[-_DATASETS:])
        self._tabs = dict(list(self._tabs.items())[-_WORKSPACES:])

    def keep(self) -> None:
        """Write it down for the next start; without room on the disk it is forgotten."""
        with contextlib.suppress(ProblemError):
            replace_text(self._path, json.dumps(self._tabs, ensure_ascii=False, indent=1))


def _read(path: Path) -> dict[str, dict[str, int]]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    workspaces = said.items() if isinstance(said, dict) else ()
    return {folder: _tabs(tabs) for folder, tabs in workspaces if isinstance(tabs, dict)}


def _tabs(said: Mapping[str, Any]) -> dict[str, int]:
    return {name: tab for name, tab in said.items() if type(tab) is int and tab >= 0}
