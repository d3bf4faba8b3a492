"""In which format a person wrote a table last, over a restart."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from omgui.core.problems import ProblemError
from omgui.core.written_files import replace_text
from omgui.tables.files import SUFFIXES
from omgui.ui import places

AS_FIT = -1


class KeptExport:
    """A file of a person's own; nothing in it can stop an export.

    Args:
        path: Where it is kept.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or places.window_file().with_name("export.json")
        said = _read(self._path)
        suffix, digits = said.get("format"), said.get("digits")
        self.suffix = suffix if isinstance(suffix, str) and suffix in SUFFIXES else ".csv"
        self.digits = digits if isinstance(digits, int) else AS_FIT

    def keep(self, suffix: str, digits: int) -> None:
        """Propose this the next time; without room on the disk it is forgotten."""
        self.suffix, self.digits = suffix, digits
        with contextlib.suppress(ProblemError):
            replace_text(self._path, json.dumps({"format": suffix, "digits": digits}))


def _read(path: Path) -> dict[str, object]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
