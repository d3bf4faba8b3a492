"""Problems: every trouble that is expected, in words a person can act on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum


class Severity(str, Enum):
    """How much a problem costs."""

    ERROR = "error"  # a score is missing
    WARNING = "warning"  # a score exists, but should be looked at


@dataclass(frozen=True)
class Problem:
    """One expected trouble.

    Attributes:
        code: Stable identifier for scripts and translations, e.g. ``file-missing``.
        message: What is wrong, one sentence, without jargon.
        hint: What to do about it; empty when there is nothing to do.
        where: File, line, key or item that it concerns.
        severity: Whether a score is missing or only flagged.
    """

    code: str
    message: str
    hint: str = ""
    where: str = ""
    severity: Severity = Severity.ERROR

    def at(self, where: str) -> Problem:
        """Return the same problem, said of another place."""
        return replace(self, where=where)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{advice}"


class ProblemError(Exception):
    """An expected trouble on its way to the place where it belongs."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class ProblemsError(Exception):
    """Several problems found together, so that they can be shown together."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
