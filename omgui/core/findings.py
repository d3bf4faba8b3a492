"""What is gathered while a dataset is read, so that all of it can be shown at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from omgui.core.problems import Problem, Severity
from omgui.core.worklist import ItemProblem


@dataclass
class Findings:
    """Everything found while reading, to be shown together.

    Attributes:
        errors: Nothing can be run before these are put right.
        warnings: Things that look wrong but do not keep a score from being computed.
        item_problems: Sets that cannot be scored.
    """

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    item_problems: list[ItemProblem] = field(default_factory=list)

    def warn(self, code: str, message: str, hint: str, where: str) -> None:
        """Add a warning."""
        self.warnings.append(Problem(code, message, hint, where, Severity.WARNING))
