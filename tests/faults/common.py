"""What every injected fault is held to."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from omgui.core.events import ItemFinished
from omgui.core.problems import Problem, Severity
from tests.workspaces import NAN, Finished, Workspace

POSIX = sys.platform != "win32"
# Words of programmers, which no message to a person may contain.
_JARGON = re.compile(
    r"Traceback|File \"|\bErrno\b|\w+(?:Error|Exception)\b|0x[0-9a-f]{4}|NoneType|<[a-z_.]+ object"
)


def assert_plain(problem: Problem | None, code: str, *, may_quote: bool = False) -> None:
    """Assert that a problem says in plain words what is wrong and what to do.

    Args:
        problem: What was said.
        code: What it must be.
        may_quote: Whether a plug-in's own words may be quoted.
    """
    assert problem is not None
    assert problem.code == code, problem
    assert re.fullmatch(r"[a-z][a-z0-9-]+", problem.code)
    words = re.sub(r"'[^']*'", "''", problem.message)  # quoted names may be anything
    assert len(words.split()) >= 3, problem
    assert "\n" not in problem.message, problem
    if not may_quote:
        assert words.rstrip()[-1] in ".!?", problem
        assert not _JARGON.search(words), problem
        assert not _JARGON.search(problem.hint), problem


def assert_unscored(event: ItemFinished, code: str, *, may_quote: bool = False) -> None:
    """Assert that a score is missing, for a plain reason."""
    assert_plain(event.problem, code, may_quote=may_quote)
    assert event.problem is not None
    assert event.problem.severity is Severity.ERROR
    assert event.score is None


def assert_flagged(event: ItemFinished, code: str) -> None:
    """Assert that a score exists and says why it should be looked at."""
    assert_plain(event.problem, code)
    assert event.problem is not None
    assert event.problem.severity is Severity.WARNING
    assert event.score is not None


def assert_table(
    workspace: Workspace, name: str, metric: str, expected: Sequence[tuple[str, str]]
) -> None:
    """Assert that a metric's CSV has exactly these rows, texts of numbers included."""
    rows = workspace.table(name, metric)
    wrong = [
        f"row {k}: {row} instead of {wanted}"
        for k, (row, wanted) in enumerate(zip(rows, expected, strict=False))
        if row != wanted
    ]
    assert not wrong, f"{metric}: " + "; ".join(wrong)
    assert len(rows) == len(expected)


def assert_same_everywhere(workspace: Workspace, name: str, run: Finished) -> None:
    """Assert that events, tables and counts tell the same story."""
    events = [event for event in run.items if event.dataset == name]
    told = {
        (event.item.file, event.item.reference, event.item.mode, event.metric): event.score
        for event in events
    }
    assert len(told) == len(events), "a score was told twice"
    counts = run.ends[name].counts
    assert counts.problems == sum(score is None for score in told.values())
    assert counts.total == counts.computed + counts.kept + counts.problems
    for metric in {event.metric for event in events}:
        known = {
            NAN if event.score is None else repr(event.score)
            for event in events
            if event.metric == metric
        }
        assert set(workspace.column(name, metric)) == known
