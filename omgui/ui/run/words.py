"""What is said of runs, in the language in force."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from omgui.ui.problem_words import problem_text
from omgui.ui.run.run_state import Phase, RunState

# Drawing and role of its colour; the words say the same.
PHASE_ICONS = {
    Phase.STARTING: ("state_running", "busy"),
    Phase.RUNNING: ("state_running", "busy"),
    Phase.PAUSING: ("pause", "quiet"),
    Phase.PAUSED: ("pause", "quiet"),
    Phase.CANCELLING: ("stop", "quiet"),
    Phase.SILENT: ("warning", "warning"),
    Phase.COMPLETED: ("state_complete", "good"),
    Phase.CANCELLED: ("state_unfinished", "warning"),
    Phase.FAILED: ("error", "bad"),
    Phase.CRASHED: ("error", "bad"),
}


def phase_words(state: RunState) -> str:
    """Return the state of a run in big words."""
    if state.phase is Phase.COMPLETED and state.view.counts.problems:
        return QCoreApplication.translate("RunWords", "Finished, with problems")
    words = {
        Phase.STARTING: QCoreApplication.translate("RunWords", "Starting"),
        Phase.RUNNING: QCoreApplication.translate("RunWords", "Running"),
        Phase.PAUSING: QCoreApplication.translate("RunWords", "Pausing"),
        Phase.PAUSED: QCoreApplication.translate("RunWords", "Paused"),
        Phase.CANCELLING: QCoreApplication.translate("RunWords", "Cancelling"),
        Phase.SILENT: QCoreApplication.translate("RunWords", "The engine does not answer"),
        Phase.COMPLETED: QCoreApplication.translate("RunWords", "Finished"),
        Phase.CANCELLED: QCoreApplication.translate("RunWords", "Cancelled"),
        Phase.FAILED: QCoreApplication.translate("RunWords", "Could not be finished"),
        Phase.CRASHED: QCoreApplication.translate("RunWords", "The engine crashed"),
    }
    return words[state.phase]


def phase_icon(state: RunState) -> tuple[str, str]:
    """Return drawing and colour role of the state of a run."""
    if state.phase is Phase.COMPLETED and state.view.counts.problems:
        return "warning", "warning"
    return PHASE_ICONS[state.phase]


class CountedWords(QObject):
    """Numbers of things; only texts of ``tr`` with a plain number get forms for one and many."""

    def days(self, count: int) -> str:
        """Return a number of days."""
        return self.tr("%n day(s)", "", count)

    def nonsense(self, count: int) -> str:
        """Return how much the engine said that nobody understands."""
        return self.tr(
            "%n line(s) of the engine could not be understood and were left out.", "", count
        )


_counted = CountedWords()


def duration_words(seconds: float) -> str:
    """Return a time as a person says it, no more exact than it is known."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 1:
        return _fill(QCoreApplication.translate("RunWords", "{s} s"), s=rest)
    hours, minutes = divmod(minutes, 60)
    if hours < 1:
        text = QCoreApplication.translate("RunWords", "{min} min {s} s")
        return _fill(text, min=minutes, s=f"{rest:02}")
    if hours < 48:
        text = QCoreApplication.translate("RunWords", "{h} h {min} min")
        return _fill(text, h=hours, min=f"{minutes:02}")
    return _counted.days(round(hours / 24))


def memory_words(count: int) -> str:
    """Return an amount of memory as a person says it."""
    if count >= 2**30:
        text = QCoreApplication.translate("RunWords", "{n} GiB")
        return _fill(text, n=f"{count / 2**30:.1f}")
    return _fill(QCoreApplication.translate("RunWords", "{n} MiB"), n=count // 2**20)


def advice(state: RunState) -> str:
    """Return what a person should know about a run beyond its state; mostly empty."""
    said = [problem_text(state.problem)] if state.problem is not None else []
    said += _of_phase(state)
    if state.newer_version:
        text = QCoreApplication.translate(
            "RunWords",
            "This run was started by omgui {version}, which is newer: not everything it says is "
            "shown here. Its scores are not concerned.",
        )
        said.append(_fill(text, version=state.newer_version))
    elif state.nonsense:
        said.append(_counted.nonsense(state.nonsense))
    return "\n".join(said)


def _of_phase(state: RunState) -> list[str]:
    if state.phase is Phase.CRASHED:
        said = [_crashed_anew() if state.request.is_fresh else _crashed()]
        if state.last_words:
            text = QCoreApplication.translate("RunWords", "Its last words:")
            said.append(f"{text}\n{_last_lines(state.last_words)}")
        return said
    if state.phase is Phase.SILENT:
        return [
            QCoreApplication.translate(
                "RunWords",
                "The engine has given no sign of life for half a minute. Wait if the computer is "
                "very busy; 'Stop now' ends it, and stored scores are kept.",
            )
        ]
    if state.phase is Phase.CANCELLING and state.can_stop_now:
        return [
            QCoreApplication.translate(
                "RunWords",
                "The engine takes its time. 'Stop now' ends it by force; stored scores are kept.",
            )
        ]
    return []


def _crashed() -> str:
    return QCoreApplication.translate(
        "RunWords",
        "The program that scores ended without a word. Stored scores are kept; "
        "'Continue' computes what is missing.",
    )


def _crashed_anew() -> str:
    return QCoreApplication.translate(
        "RunWords",
        "Nothing is lost: scores from before this run are kept in the file that ends in "
        ".before-fresh, and what was computed since is kept, too. 'Continue' computes what is "
        "missing.",
    )


def _last_lines(words: str, most: int = 6) -> str:
    return "\n".join(words.splitlines()[-most:])


def _fill(text: str, **values: object) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
