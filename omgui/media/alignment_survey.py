"""The offsets of many pairs of videos, found in the background and in child processes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from omgui.core.problems import Problem
from omgui.media.alignment import Alignment, Verdict
from omgui.media.background_jobs import BackgroundJobs, Job
from omgui.media.child import Answer

_TIME_LIMIT_S = 60.0
_Pair = tuple[str, str]


@dataclass(frozen=True)
class AlignedPair:
    """What was found out about one pair, or why nothing can be."""

    reference: str
    distorted: str
    found: Alignment | Problem


class AlignmentSurvey(BackgroundJobs[_Pair, AlignedPair]):
    """Finds the offset of pairs; a front end pulls what arrived.

    Args:
        root: The folder that names are relative to.
        pairs: Reference and distorted video of each; those of one reference should follow each
            other, so that it is decoded once.
        workers: Child processes; by default as many as there are cores, at most 8.
        time_limit_s: How long there may be no progress with a pair.
        command: Command line of a child.
    """

    def __init__(
        self,
        root: Path,
        pairs: Iterable[_Pair],
        *,
        workers: int | None = None,
        time_limit_s: float = _TIME_LIMIT_S,
        command: Sequence[str] | None = None,
    ) -> None:
        once = dict.fromkeys(pairs)
        super().__init__(
            (
                Job(
                    pair,
                    {
                        "job": "align",
                        "reference": str(root / pair[0]),
                        "distorted": str(root / pair[1]),
                    },
                    f"{pair[1]} | {pair[0]}",
                )
                for pair in once
            ),
            len(once),
            _read,
            workers=workers,
            time_limit_s=time_limit_s,
            command=command,
        )


def _read(pair: _Pair, found: Answer | Problem) -> AlignedPair:
    if isinstance(found, Problem):
        return AlignedPair(*pair, replace(found, where=f"{pair[1]} | {pair[0]}"))
    fields = found["alignment"]
    return AlignedPair(*pair, Alignment(**{**fields, "verdict": Verdict(fields["verdict"])}))
