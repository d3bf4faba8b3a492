"""Lines of a dataset's log, read while it is written."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from omgui.core.run_folder import LineTail

_LINE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)[,.]?\d* - ([A-Z]+) - (.*)", re.S)
_LAST_BYTES = 2 << 20  # of a long log; the file has the rest
_WAITING_LIMIT = 100_000
_POLL_S = 0.25
_MORE_S = 0.01


class Level(IntEnum):
    """How much a line matters."""

    DEBUG = 10
    INFO = 20
    PRINTED = 25  # by the engine or a library, in no form
    WARNING = 30
    ERROR = 40


@dataclass(frozen=True)
class LogLine:
    """One line.

    Attributes:
        time: As written; empty where it has none.
        level: How much it matters.
        text: What it says.
    """

    time: str
    level: Level
    text: str


def parse_line(line: str, *, is_log: bool) -> LogLine:
    """Return what a line says; of a file that is no log, what was printed."""
    found = _LINE.fullmatch(line) if is_log else None
    if found is None:
        return LogLine("", Level.INFO if is_log else Level.PRINTED, line)
    time, level, text = found.groups()
    return LogLine(time, Level.__members__.get(level, Level.ERROR), text)


class LogFeed:
    """Follows a log and what an engine prints; read in one thread, taken in another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tails: dict[Path, tuple[LineTail, bool]] = {}
        self._waiting: list[LogLine] = []

    def follow(self, path: Path, *, is_log: bool = True) -> None:
        """Read this file from now on, from near its end."""
        with self._lock:
            if path in self._tails:
                return
            try:
                size = path.stat().st_size
            except OSError:
                size = 0
            self._tails[path] = (LineTail(path, max(0, size - _LAST_BYTES)), is_log)

    def poll(self) -> float:
        """Read what is new; return seconds until the next look."""
        with self._lock:
            tails = list(self._tails.values())
        is_behind = False
        for tail, is_log in tails:
            lines = [parse_line(line, is_log=is_log) for line in tail.read() if line.strip()]
            is_behind |= tail.is_behind
            with self._lock:
                self._waiting = (self._waiting + lines)[-_WAITING_LIMIT:]
        return _MORE_S if is_behind else _POLL_S

    def take(self, most: int) -> list[LogLine]:
        """Return the oldest lines that nobody has taken."""
        with self._lock:
            taken, self._waiting = self._waiting[:most], self._waiting[most:]
        return taken
