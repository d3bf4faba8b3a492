"""What the store knows of one score, and how a problem is kept in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from omgui.core.problems import Problem, Severity

CHECKPOINT = "checkpoint."  # in a provenance, before the name of a file of weights


@dataclass(frozen=True)
class ScoreTarget:
    """One score that is asked for: which files, which metric, under which key."""

    reference: str
    file: str
    mode: str
    metric: str
    score_key: str


@dataclass(frozen=True)
class StoredScore:
    """What the store knows of one score.

    Attributes:
        id: Row of the store.
        state: ``open``, ``done`` or ``problem``.
        value: The pooled score, if there is one.
        frames_scored: Frames with a score.
        frames_expected: Frames that should have one.
        problem: Why there is no value, or why it is flagged.
        provenance: How the number was made.
        seconds: Time of computation.
        is_superseded: Whether the last run asked for this score under another key: a file or a
            setting has changed since it was made.
    """

    id: int
    state: str
    value: float | None
    frames_scored: int
    frames_expected: int
    problem: Problem | None
    provenance: Mapping[str, Any]
    seconds: float
    is_superseded: bool = False


def problem_to_json(problem: Problem | None) -> str | None:
    """Return a problem as JSON text."""
    return None if problem is None else json.dumps(asdict(problem), ensure_ascii=False)


def problem_from_json(text: str | None) -> Problem | None:
    """Return the problem that a JSON text holds."""
    if text is None:
        return None
    fields = json.loads(text)
    return Problem(**{**fields, "severity": Severity(fields["severity"])})
