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


class Survey(BackgroundJobs[str, Surveyed]):
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
        super().__init__(
            (Job(name, {**what, "path": str(root / name)}, name) for name in once),
            len(once),
            self._read,
            workers=workers,
            time_limit_s=time_limit_s,
            command=command,
        )

    def _read(self, name: str, found: Answer | Problem) -> Surveyed:
        if isinstance(found, Problem):
            return Surveyed(name, replace(found, where=name))
        return Surveyed(name, self._facts(**found["facts"]))
