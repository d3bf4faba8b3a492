"""The folder by which a window and an engine that outlives it talk: files that only grow.

========================  =========================================================================
``request.json``          what is asked for; there before the engine starts
``commands.jsonl``        appended by front ends, one JSON object a line
``events.jsonl``          appended by the engine: seconds since its start, a space, the event
``engine.json``           which process the engine is
``heartbeat``             touched by the engine every second or so
``stderr.txt``            what the engine and its libraries print
``alive.lock``            held by the engine as long as it lives
``waiting``               the run waits for another engine to come to it, and can be called back
========================  =========================================================================

A line that is not complete is not there yet. Nothing here knows processes or locks.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from omgui.core import wire
from omgui.core.events import RunEvent
from omgui.core.problems import Problem, ProblemError

_CHUNK_BYTES = 1 << 20
_LINE_LIMIT_BYTES = 1 << 22
_Model = TypeVar("_Model", bound=BaseModel)


class Request(BaseModel):
    """What a front end asks the engine for; the fields are those of the engine's run request."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    workspace: Path
    datasets: tuple[str, ...]
    metrics: tuple[str, ...] = ()
    device: str | None = None
    workers: int | None = None
    is_fresh: bool = False
    is_compatible: bool = False


class Command(BaseModel):
    """One wish of a front end.

    Attributes:
        word: ``pause``, ``resume``, ``cancel``; or ``then``: do the run in ``folder`` afterwards.
        folder: Name of a run folder beside this one.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    word: Literal["pause", "resume", "cancel", "then"]
    folder: str = ""


class EngineMark(BaseModel):
    """Which process the engine is; both numbers together are never used twice."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    pid: int
    started_s: float
    version: str = ""


class RunFolder:
    """One run.

    Args:
        path: The folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, parent: Path, request: Request) -> RunFolder:
        """Make the folder of a new run; names sort by time.

        Raises:
            OSError: It cannot be made.
        """
        stamp = f"{time.time_ns():020d}-{secrets.token_hex(2)}"
        folder = cls(parent / stamp)
        folder.path.mkdir(parents=True)
        write_then_replace(folder.path / "request.json", request.model_dump_json(indent=1))
        return folder

    @property
    def id(self) -> str:
        """Name of the folder."""
        return self.path.name

    @property
    def commands(self) -> Path:
        """Where front ends write."""
        return self.path / "commands.jsonl"

    @property
    def events(self) -> Path:
        """Where the engine writes."""
        return self.path / "events.jsonl"

    @property
    def stderr(self) -> Path:
        """What the engine prints."""
        return self.path / "stderr.txt"

    @property
    def lock(self) -> Path:
        """What the engine holds while it lives."""
        return self.path / "alive.lock"

    @property
    def heartbeat(self) -> Path:
        """What the engine touches while it lives."""
        return self.path / "heartbeat"

    @property
    def mark(self) -> EngineMark | None:
        """Which process the engine is, if it has said so."""
        return _read(self.path / "engine.json", EngineMark)

    def set_mark(self, mark: EngineMark) -> None:
        """Say which process the engine is."""
        write_then_replace(self.path / "engine.json", mark.model_dump_json())

    def request(self) -> Request:
        """Return what is asked for.

        Raises:
            ProblemError: ``bad-request``.
        """
        request = _read(self.path / "request.json", Request)
        if request is None:
            raise ProblemError(
                Problem(
                    "bad-request",
                    "What the run was asked for cannot be read.",
                    "Start the run again.",
                    str(self.path),
                )
            )
        return request

    def tell(self, command: Command) -> None:
        """Append a command.

        Raises:
            OSError: It cannot be written.
        """
        with self.commands.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(f"{command.model_dump_json(exclude_defaults=True)}\n")

    def last_words(self, limit_bytes: int = 4000) -> str:
        """Return the end of what the engine printed."""
        try:
            with self.stderr.open("rb") as stream:
                size = stream.seek(0, os.SEEK_END)
                stream.seek(max(0, size - limit_bytes))
                return stream.read().decode("utf-8", "replace").strip()
        except OSError:
            return ""

    def put_to_wait(self) -> None:
        """Mark the run as waiting for an engine that is still busy with another."""
        (self.path / "waiting").touch()

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for an engine."""
        return (self.path / "waiting").exists()

    def claim(self) -> bool:
        """Take a waiting run, to do it or to call it back; only one process ever succeeds."""
        try:
            (self.path / "waiting").rename(self.path / f"claimed-{os.getpid()}")
        except OSError:
            return False
        return True


def find_runs(parent: Path) -> list[RunFolder]:
    """Return all run folders, oldest first."""
    try:
        names = sorted(entry.name for entry in parent.iterdir() if entry.is_dir())
    except OSError:
        return []
    return [RunFolder(parent / name) for name in names]


@dataclass(frozen=True)
class TimedEvent:
    """An event, and when it was told: seconds since the start of the engine."""

    at_s: float
    event: RunEvent


def encode_line(timed: TimedEvent) -> str:
    """Return the line of an event, without its line end."""
    return f"{timed.at_s:.3f} {wire.encode(timed.event)}"


def decode_line(line: str) -> TimedEvent:
    """Return the event of a line.

    Raises:
        ProblemError: ``bad-event`` when the line is no event of this protocol.
    """
    at, _, event = line.partition(" ")
    try:
        at_s = float(at)
    except ValueError:
        at_s, event = 0.0, line  # wire says what is wrong with it
    return TimedEvent(at_s, wire.decode(event))


def read_commands(lines: list[str]) -> Iterator[Command]:
    """Yield the commands of lines; what is none of this version is left out."""
    for line in lines:
        with contextlib.suppress(ValidationError):
            yield Command.model_validate_json(line)


class LineTail:
    """Reads a file that grows, complete lines only.

    Args:
        path: The file; it need not be there yet.
        start: Byte to begin at.

    Attributes:
        overlong: Lines that were left out because they did not end within reason.
        is_behind: Whether the last look left something unread.
    """

    def __init__(self, path: Path, start: int = 0) -> None:
        self._path = path
        self._place = start
        self._rest = b""
        self._is_skipping = False
        self.overlong = 0
        self.is_behind = False

    def read(self, limit_bytes: int = _CHUNK_BYTES) -> list[str]:
        """Return the lines that were completed since, from at most so many bytes.

        A file that cannot be read has no lines; one that became shorter is read from its start.
        """
        self.is_behind = False
        try:
            with self._path.open("rb") as stream:
                size = stream.seek(0, os.SEEK_END)
                if size < self._place:
                    self._place, self._rest = 0, b""
                stream.seek(self._place)
                data = stream.read(limit_bytes)
        except OSError:
            return []
        self._place += len(data)
        self.is_behind = bool(data) and self._place < size
        *lines, self._rest = (self._rest + data).split(b"\n")
        if lines and self._is_skipping:
            self._is_skipping = False
            lines = lines[1:]
        if len(self._rest) > _LINE_LIMIT_BYTES or (self._is_skipping and self._rest):
            self.overlong += not self._is_skipping
            self._is_skipping = True
            self._rest = b""
        return [line.decode("utf-8", "replace").rstrip("\r") for line in lines]


def write_then_replace(path: Path, text: str) -> None:
    """Write a file complete, then put it in its place.

    Raises:
        OSError: It cannot be written.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def _read(path: Path, model: type[_Model]) -> _Model | None:
    try:
        return model.model_validate(json.loads(path.read_text(encoding="utf-8")), strict=False)
    except (OSError, ValueError):
        return None


def last_events(folder: RunFolder, limit_bytes: int = 1 << 16) -> list[RunEvent]:
    """Return the last things that the engine of a run said, oldest first."""
    try:
        size = folder.events.stat().st_size
    except OSError:
        return []
    events: list[RunEvent] = []
    for line in LineTail(folder.events, max(0, size - limit_bytes)).read(limit_bytes):
        with contextlib.suppress(ProblemError):
            events.append(decode_line(line).event)
    return events
