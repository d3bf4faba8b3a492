"""What the state of the wizard has done in threads, and what it tells apart."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace

from omgui.core.problems import Problem, ProblemError, ProblemsError
from omgui.media.listing import FolderListing
from omgui.ui.wizard.decisions import Decisions


@dataclass
class Job:
    """Work that can be told to end, and says how far it is."""

    is_cancelled: threading.Event = field(default_factory=threading.Event)
    count: int = 0

    def note(self, count: int) -> None:
        """Say how far it is."""
        self.count = count


def look_ahead(listing: FolderListing) -> FolderListing:
    """Have a listing find out, in a thread, what the window will ask about so many files."""
    _ = listing.images, listing.videos, listing.paths()
    return listing


def expected_problems(error: Exception) -> tuple[Problem, ...]:
    """Return an expected trouble; anything else goes on.

    Raises:
        Exception: What nobody expected.
    """
    if isinstance(error, ProblemError):
        return (error.problem,)
    if isinstance(error, ProblemsError):
        return tuple(error.problems)
    if isinstance(error, OSError):
        message = f"The folder cannot be read: {error.strerror or error}."
        hint = "Check the rights on it, and that its drive is connected."
        return (Problem("folder-unreadable", message, hint, str(error.filename or "")),)
    raise error


def of_pairs(decisions: Decisions) -> Decisions:
    """Return what decides on pairs, without what decides on frames."""
    plain = Decisions()
    return replace(decisions, modes=plain.modes, offsets=plain.offsets, alone=plain.alone)


def typed(decisions: Decisions) -> tuple[str, str, str]:
    """Return what is typed letter by letter."""
    return decisions.lines, decisions.regex, decisions.regex_reference


def ignore(_outcome: None) -> None:
    """Take no notice."""
