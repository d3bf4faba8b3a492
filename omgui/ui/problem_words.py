"""What to do about a problem, in the words of the window instead of the terminal's."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from omgui.core.problems import Problem
from omgui.weights.inventory import folders_text

_COMMAND = "`omgui "


class ProblemWords(QObject):
    """Finds the hint that fits the window."""

    def hint(self, problem: Problem) -> str:
        """Return what to do about a problem without naming a command of the terminal."""
        if _COMMAND not in problem.hint:
            return problem.hint
        get = self.tr(
            "Press “Fetch” on the tab Metrics to try again, or bring the file with “Import” there."
        )
        again = self.tr(
            "Delete the file, then get the right one on the tab Metrics with “Fetch” or “Import”."
        )
        restart = self.tr("Start omgui again. If that does not help, install it again.")
        hints = {
            "weights-missing": self.tr("Get it on the tab Metrics with “Fetch” or “Import”."),
            "weights-not-fetched": get,
            "weights-offline": self.tr(
                "Offline mode is on. Start omgui without it to fetch the file, or bring the file "
                "with “Import” on the tab Metrics."
            ),
            "weights-no-address": self.tr(
                "Get the file from its authors and bring it with “Import” on the tab Metrics."
            ),
            "weights-no-checkpoint": again,
            "weights-unreadable": again,
            "weights-wrong": again,
            "weights-suspicious": again,
            "no-such-device": self.tr(
                "Choose “automatic” or “cpu” for “Compute on” on the tab Run."
            ),
            "metric-broken": self.tr(
                "Delete its files of weights if it has any and get them again on the tab Metrics. "
                "If that does not help, install omgui again."
            ),
        }
        usual = get if problem.code.startswith("weights-") else restart
        return hints.get(problem.code, usual)


def in_window_words(problem: Problem) -> Problem:
    """Return the same problem with a hint that names what the window has."""
    return replace(problem, hint=ProblemWords().hint(problem))


def why_not_fetched(problem: Problem) -> str:
    """Return the part of a failed fetch's message that says what could not be reached."""
    head = f"not in {folders_text()}; "
    return problem.message.rpartition(head)[2].rstrip(".")
