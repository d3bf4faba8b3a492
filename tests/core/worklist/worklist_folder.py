"""A folder with one worklist that is written and read back."""

from __future__ import annotations

import json
from pathlib import Path

from omgui.core.findings import Findings
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem, Severity
from omgui.core.worklist import FrItem, NrItem
from omgui.core.worklist_files import read_list, read_pairs


class Folder:
    """Writes a file, reads it back as a worklist and keeps what was found."""

    def __init__(self, path: Path) -> None:
        self.path = path / "a.json"
        self.findings = Findings()

    def _write(self, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        self.path.write_text(text, encoding="utf-8")

    def listed(self, content: object) -> tuple[NrItem, ...]:
        self._write(content)
        return read_list(self.path, "a.json", self.findings)

    def paired(self, content: object, media: Media = Media.VIDEO) -> tuple[FrItem, ...]:
        self._write(content)
        return read_pairs(self.path, "a.json", media, self.findings)

    def only_error(self) -> Problem:
        assert not self.findings.warnings
        (error,) = self.findings.errors
        return error

    def only_warning(self) -> Problem:
        assert not self.findings.errors
        (warning,) = self.findings.warnings
        assert warning.severity is Severity.WARNING
        return warning
