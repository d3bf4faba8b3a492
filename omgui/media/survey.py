"""Every file of a dataset looked into, in the background and in child processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from omgui.core.media_facts import FileFacts, ImageFacts, VideoFacts
from omgui.core.metric_spec import Media
from omgui.core.problems import Problem
from omgui.media.background_jobs import BackgroundJobs, Job
from omgui.media.child import Answer

_TIME_LIMIT_S = 30.0


@dataclass(frozen=True)
class Surveyed:
    """What was found out about one file, or why it cannot be used."""

    name: str
    found: FileFacts | Problem


class Survey:
    """Probes files; a front end pulls what arrived.

    Args:
        root: The folder that names are relative to.
        names: The files.
        media: What they should be.
        workers: Child processes; by default as many as there are cores, at most 8.
        time_limit_s: How long there may be no progress with a file.
        command: Command line of a child.
    """

    def __init__(  # noqa: PLR0913  # the last three are for tests and odd machines
        self,
        root: Path,
        names: Sequence[str],
        media: Media,
        *,
        workers: int | None = None,
        time_limit_s: float = _TIME_LIMIT_S,
        command: Sequence[str] | None = None,
    ) -> None:
        self._facts: type[FileFacts] = VideoFacts if media is Media.VIDEO else ImageFacts
        once = dict.fromkeys(names)
        what = {"job": "probe", "media": media.value}
        self._jobs: BackgroundJobs[str, Surveyed] = BackgroundJobs(
            (Job(name, {**what, "path": str(root / name)}, name) for name in once),
            len(once),
            self._read,
            workers=workers,
            time_limit_s=time_limit_s,
            command=command,
        )

    @property
    def total(self) -> int:
        """Files asked for."""
        return self._jobs.total

    @property
    def done(self) -> int:
        """Files answered."""
        return self._jobs.done

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will come, except what waits to be pulled."""
        return self._jobs.is_finished

    def start(self) -> None:
        """Begin; returns at once."""
        self._jobs.start()

    def poll(self) -> list[Surveyed]:
        """Return what arrived since the last call."""
        return self._jobs.poll()

    def cancel(self) -> None:
        """End it soon; files without an answer get none. Returns at once."""
        self._jobs.cancel()

    def join(self, timeout_s: float = 5.0) -> bool:
        """Wait for the end; return whether it has come."""
        return self._jobs.join(timeout_s)

    def _read(self, name: str, found: Answer | Problem) -> Surveyed:
        if isinstance(found, Problem):
            return Surveyed(name, replace(found, where=name))
        return Surveyed(name, self._facts(**found["facts"]))
