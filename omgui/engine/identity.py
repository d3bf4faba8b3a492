"""Identities of files during a run, and under which key a score may be trusted again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from omgui.core.file_identity import MISSING, FileFacts, file_facts


class Identities:
    """Identities of files, each read once per run."""

    def __init__(self) -> None:
        self._known: dict[Path, FileFacts | None] = {}

    def __getitem__(self, path: Path) -> str:
        facts = self.facts(path)
        return MISSING if facts is None else facts.identity

    def facts(self, path: Path) -> FileFacts | None:
        """Return what a file was like when the run first looked at it; ``None``: unreadable."""
        if path not in self._known:
            self._known[path] = file_facts(path)
        return self._known[path]


def score_key(facts: Mapping[str, object]) -> str:
    """Return the key of a score: equal facts, equal key, on every machine.

    Args:
        facts: Everything that decides the number: metric, version, options, checkpoints,
            identities of the files, frame mapping.
    """
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
