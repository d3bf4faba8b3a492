"""The queue of datasets, kept on the disk so that it survives the window."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from omgui.core.run_folder import Request, write_then_replace

WhenFinished = Literal["nothing", "notify", "sleep"]


class QueuedRun(BaseModel):
    """A dataset that waits for its turn."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    workspace: Path
    dataset: str
    metrics: tuple[str, ...] = ()
    device: str | None = None
    workers: int | None = None
    is_fresh: bool = False
    is_compatible: bool = False
    id: str = Field(default_factory=lambda: secrets.token_hex(6))

    @property
    def key(self) -> tuple[Path, str]:
        """Workspace and dataset."""
        return self.workspace, self.dataset

    def request(self) -> Request:
        """Return what to ask the engine for."""
        return Request(
            workspace=self.workspace,
            datasets=(self.dataset,),
            metrics=self.metrics,
            device=self.device,
            workers=self.workers,
            is_fresh=self.is_fresh,
            is_compatible=self.is_compatible,
        )

    @classmethod
    def of(cls, request: Request) -> QueuedRun:
        """Return a request as an entry of the queue."""
        fields = request.model_dump(exclude={"datasets"})
        return cls(dataset=next(iter(request.datasets), ""), **fields)


class Queue(BaseModel):
    """What waits, and what is to happen.

    Attributes:
        entries: First comes first.
        is_going: Whether the next one starts when nothing runs.
        when_finished: What to do when the queue is empty.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    entries: tuple[QueuedRun, ...] = ()
    is_going: bool = False
    when_finished: WhenFinished = "nothing"

    def moved(self, index: int, place: int) -> Queue:
        """Return the queue with one entry in another place."""
        entries = list(self.entries)
        entry = entries.pop(index)
        entries.insert(max(0, min(place, len(entries))), entry)
        return self.model_copy(update={"entries": tuple(entries)})

    def without(self, id_: str) -> Queue:
        """Return the queue without an entry."""
        left = tuple(entry for entry in self.entries if entry.id != id_)
        return self.model_copy(update={"entries": left})

    def with_entry(self, entry: QueuedRun) -> Queue:
        """Return the queue with an entry at its end, or in the place of the same dataset's."""
        entries = list(self.entries)
        for place, other in enumerate(entries):
            if other.key == entry.key:
                entries[place] = entry
                break
        else:
            entries.append(entry)
        return self.model_copy(update={"entries": tuple(entries)})


def load_queue(path: Path) -> Queue:
    """Return the queue of the last window; an empty one where it cannot be read."""
    try:
        return Queue.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return Queue()


def save_queue(path: Path, queue: Queue) -> None:
    """Keep the queue.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_then_replace(path, queue.model_dump_json(indent=1))
