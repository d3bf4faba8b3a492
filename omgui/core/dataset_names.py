"""Names of datasets: which can be had, and which to propose."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from omgui.core.dataset_config import usable_prefix
from omgui.core.problems import Problem, ProblemError

_PROPOSED_LIMIT = 60


def name_problem(name: str, taken: Collection[str] = (), own: str = "") -> Problem | None:
    """Return why a dataset cannot have a name: its files could not, or others have it.

    Args:
        name: As typed.
        taken: Names of all datasets of the workspace.
        own: The name of the dataset that is being changed.
    """
    try:
        usable_prefix(name)
    except ValueError as error:
        message, hint = error.args
        return Problem("dataset-name-unusable", f"The name {message}.", hint)
    if name != name.strip() or name.startswith((".", "-")) or name.endswith("."):
        message = "The name begins or ends with a character that hides or loses files."
        return Problem("dataset-name-unusable", message, "Begin and end with a letter or a digit.")
    for other in taken:
        if other.casefold() == name.casefold() and other != own:
            message = f"There is a dataset '{other}' already."
            return Problem("dataset-exists", message, "Choose another name.")
    return None


def check_name(name: str) -> None:
    """Refuse a name that the files of a dataset cannot have on every system.

    Raises:
        ProblemError: ``dataset-name-unusable``.
    """
    problem = name_problem(name)
    if problem is not None:
        raise ProblemError(problem.at(name))


def proposed_name(root: Path, taken: Collection[str]) -> str:
    """Return a name for a new dataset, after its folder."""
    kept = (
        character if character.isalnum() or character in "-_" else "_" for character in root.name
    )
    stem = "".join(kept).strip("_-")[:_PROPOSED_LIMIT] or "dataset"
    if name_problem(stem) is not None:
        stem = f"dataset_{stem}"
    names = {name.casefold() for name in taken}
    number, name = 1, stem
    while name.casefold() in names:
        number += 1
        name = f"{stem}_{number}"
    return name
