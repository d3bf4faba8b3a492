"""NAME_files.json: the files of a folder as they were when a dataset was saved.

It tells later which files came, went or were replaced. Nothing needs it to score a dataset.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

_VERSION = 1
_SAME_MS = 2_000  # FAT keeps times to two seconds


class Seen(NamedTuple):
    """A file as it was seen once.

    Attributes:
        size_bytes: Its size.
        modified_ms: When it was changed last, in milliseconds of the epoch.
    """

    size_bytes: int
    modified_ms: int

    def is_as(self, other: Seen) -> bool:
        """Whether a file seen twice seems to hold the same."""
        is_near = abs(self.modified_ms - other.modified_ms) <= _SAME_MS
        return self.size_bytes == other.size_bytes and is_near


def seen_text(files: Mapping[str, Seen]) -> str:
    """Return the content of NAME_files.json, a line for each file."""
    lines = (f"{_text(path)}: [{one.size_bytes}, {one.modified_ms}]" for path, one in files.items())
    return f'{{"version": {_VERSION}, "files": {{\n{_joined(lines)}}}}}\n'


def read_seen(path: Path) -> dict[str, Seen]:
    """Read NAME_files.json; empty where it is not there or cannot be understood."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        files = content["files"].items() if content["version"] == _VERSION else ()
        return {name: Seen(int(size), int(at)) for name, (size, at) in files}
    except (OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return {}
    except RecursionError:  # brackets in brackets, by somebody else
        return {}


def _text(path: str) -> str:
    return json.dumps(path, ensure_ascii=False)


def _joined(lines: Iterable[str]) -> str:
    joined = ",\n".join(lines)
    return f"{joined}\n" if joined else ""
