"""What is kept of each dataset between two sessions, in a file of a person's own."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from omgui.core.problems import ProblemError
from omgui.core.written_files import replace_text
from omgui.ui import places

LAYOUTS, VIEWS = "table_layouts.json", "last_views.json"
_MOST = 300  # datasets; those left longest ago are forgotten first


class KeptByDataset:
    """Plain values by workspace and dataset; nothing in the file can keep a page from being shown.

    Args:
        name: Of the file.
        path: Where it is kept, if not in the usual place.
    """

    def __init__(self, name: str, path: Path | None = None) -> None:
        self._path = path or places.window_file().with_name(name)

    def find(self, workspace: Path, dataset: str) -> Any:  # noqa: ANN401 - whatever is in the file
        """Return what is kept of a dataset; ``None`` where that is nothing."""
        return self._read().get(_place(workspace, dataset))

    def keep(self, workspace: Path, dataset: str, values: Any | None) -> None:  # noqa: ANN401
        """Write something down; without room on the disk it is forgotten.

        Args:
            workspace: Where the dataset is.
            dataset: Its name.
            values: What JSON can say; ``None`` to forget.
        """
        kept = self._read()
        if values == kept.pop(_place(workspace, dataset), None):
            return
        if values is not None:
            kept[_place(workspace, dataset)] = values
        kept = dict(list(kept.items())[-_MOST:])
        with contextlib.suppress(ProblemError):
            replace_text(self._path, json.dumps(kept, ensure_ascii=False, indent=1))

    def _read(self) -> dict[str, Any]:
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return said if isinstance(said, dict) else {}


def carry_over(workspace: Path, dataset: str, name: str) -> None:
    """Keep of a dataset that was renamed what was kept of it, and nothing of an earlier namesake.

    Args:
        workspace: Where it is.
        dataset: The name that it had.
        name: The name that it has now.
    """
    for kept in (KeptByDataset(LAYOUTS), KeptByDataset(VIEWS)):
        values = kept.find(workspace, dataset)
        kept.keep(workspace, dataset, None)
        kept.keep(workspace, name, values)


def forget(workspace: Path, dataset: str) -> None:
    """Keep nothing more of a dataset: another one may get its name."""
    for kept in (KeptByDataset(LAYOUTS), KeptByDataset(VIEWS)):
        kept.keep(workspace, dataset, None)


def _place(workspace: Path, dataset: str) -> str:
    return f"{workspace}\n{dataset}"
