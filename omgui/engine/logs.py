"""The two log files of the older tool: one per process, one per dataset."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from omgui.core.problems import Problem, Severity
from omgui.engine.disk import reason

_FORMAT = "%(asctime)s - %(levelname)s - %(message)s"


def process_log_path(workspace: Path) -> Path:
    """Return the place of the log of this process: ``{pid}_logs.log``."""
    return workspace / f"{os.getpid()}_logs.log"


class LogFile:
    """A log that is written as things happen; without a disk to write to, it is silent.

    Args:
        path: Where to append; its folder is made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem: Problem | None = None
        self._logger = logging.Logger(f"omgui.{path}")  # apart from any other
        self._logger.setLevel(logging.DEBUG if os.environ.get("DEBUG_VIDEO") else logging.INFO)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = _CalmFileHandler(path, encoding="utf-8", errors="replace")
        except (OSError, ValueError) as error:
            handler = logging.NullHandler()
            self.problem = Problem(
                "log-unwritable",
                f"The log cannot be written: {reason(error)}.",
                "Check 'logs_output' and the rights on its folder; the scores are not concerned.",
                str(path),
                Severity.WARNING,
            )
        handler.setFormatter(logging.Formatter(_FORMAT))
        self._logger.addHandler(handler)
        self._handler = handler

    def say(self, message: str) -> None:
        """Write a line."""
        self._logger.info(_one_line(message))

    def caution(self, message: str) -> None:
        """Write a line about something that should be looked at."""
        self._logger.warning(_one_line(message))

    def fail(self, message: str) -> None:
        """Write a line about a score that is missing."""
        self._logger.error(_one_line(message))

    def problem_found(self, problem: Problem) -> None:
        """Write a problem with the weight it has."""
        if problem.severity is Severity.WARNING:
            self.caution(str(problem))
        else:
            self.fail(str(problem))

    def close(self) -> None:
        """Close the file."""
        self._handler.close()


class _CalmFileHandler(logging.FileHandler):
    """Losing a log line to a full disk must not cost a score."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        del record


def _one_line(message: str) -> str:
    """Keep a name with a line feed from forging a line."""
    return message.replace("\r", "\\r").replace("\n", "\\n")
