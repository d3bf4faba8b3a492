"""Problems in the words of the window: in its language, and without commands of a terminal."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.ui.languages import in_force
from omgui.ui.sentences import sentences_of
from omgui.weights.inventory import folders_text

_COMMAND = "`omgui "
# What a hint says for the terminal, and for the window.
_FOR_WINDOW = {
    "with the wizard or 'omgui new'": "with the wizard",
    "'omgui metrics' lists all names.": "The tab Metrics lists all names.",
    "use fewer workers (--workers 1)": "choose fewer workers on the tab Run",
    ", with -C on the command line.": ".",
}
_LINE = ", line "  # of a place in a file; elsewhere the names of files stay as they are


def spoken(text: str) -> str:
    """Return what another room says in English in the language of the window.

    Args:
        text: A sentence or several, such as the message of a problem or the reason of a mode.
    """
    return sentences_of(in_force()).said(text)


class ProblemWords(QObject):
    """Finds the hint that fits the window."""

    def hint(self, problem: Problem) -> str:
        """Return what to do about a problem without naming a command of the terminal."""
        if _COMMAND not in problem.hint:
            return spoken(_for_window(problem.hint))
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
                "Choose “automatic” or “CPU” for “Compute on” on the tab Run."
            ),
            "metric-broken": self.tr(
                "Delete its files of weights if it has any and get them again on the tab Metrics. "
                "If that does not help, install omgui again."
            ),
        }
        usual = get if problem.code.startswith("weights-") else restart
        return hints.get(problem.code, usual)


def in_window_words(problem: Problem) -> Problem:
    """Return the same problem in the window's language; its hint names what the window has."""
    where = spoken(problem.where) if _LINE in problem.where else problem.where
    hint = ProblemWords().hint(problem)
    return replace(problem, message=spoken(problem.message), hint=hint, where=where)


def problem_text(problem: Problem) -> str:
    """Return all that is to be said of a problem."""
    return str(in_window_words(problem))


def error_text(error: Exception) -> str:
    """Return what an expected error says: problems in words, the system's complaint."""
    if isinstance(error, ProblemError):
        return problem_text(error.problem)
    if isinstance(error, ProblemsError):
        return "\n".join(map(problem_text, error.problems))
    return spoken(getattr(error, "strerror", None) or str(error))


def both(message: str, hint: str) -> str:
    """Return a message and its hint as one text in the language of the window."""
    return f"{spoken(message)} {spoken(_for_window(hint))}".strip()


def _for_window(hint: str) -> str:
    for words, others in _FOR_WINDOW.items():
        hint = hint.replace(words, others)
    return hint


def why_not_fetched(problem: Problem) -> str:
    """Return the part of a failed fetch's message that says what could not be reached."""
    head = f"not in {folders_text()}; "
    return spoken(problem.message.rpartition(head)[2].rstrip("."))
