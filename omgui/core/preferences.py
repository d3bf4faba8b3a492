"""What a person likes: kept per user, in one JSON file that can never stop the start."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from omgui.core.problems import Problem, Severity

VERSION = 1
RECENT_LIMIT = 12
_ASIDE = ".unreadable"


class Preferences(BaseModel):
    """What a person likes.

    Attributes:
        version: Of the format of the file.
        theme: Light or dark, or as the system has it.
        language: Of the window: a code such as ``ru``, or as the system has it.
        is_reopening: Whether a start without arguments opens the workspace of the last time.
        is_asking_for_updates: Whether the window asks once a day for a newer version.
        updates_address: Web address that is asked for it; empty for that of the project.
        recent_workspaces: Newest first.

    Keys of newer versions are kept when the file is written back.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    version: int = VERSION
    theme: Literal["system", "light", "dark"] = "system"
    language: Literal["system", "en", "ru"] = "system"
    is_reopening: bool = True
    is_asking_for_updates: bool = False
    updates_address: str = ""
    recent_workspaces: tuple[str, ...] = ()

    def with_recent(self, workspace: str) -> Preferences:
        """Return the same, with this workspace as the newest."""
        others = [path for path in self.recent_workspaces if path != workspace]
        return self.with_changes(recent_workspaces=(workspace, *others)[:RECENT_LIMIT])

    def without_recent(self, workspace: str) -> Preferences:
        """Return the same without a workspace that the person does not want to see again."""
        kept = tuple(path for path in self.recent_workspaces if path != workspace)
        return self.with_changes(recent_workspaces=kept)

    def with_changes(self, **changes: object) -> Preferences:
        """Return the same with some values changed.

        Raises:
            ValidationError: A value that does not exist.
        """
        return Preferences.model_validate({**self.model_dump(), **changes})


def load_preferences(path: Path) -> tuple[Preferences, Problem | None]:
    """Read preferences; whatever is wrong with the file, there are preferences afterwards.

    A file that is no JSON object is put aside. A single value that makes no sense becomes its
    default, and the others count.

    Returns:
        The preferences, and what a person should know about the file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Preferences(), None
    except (OSError, ValueError) as error:
        return Preferences(), _note(path, f"The preferences cannot be read: {error}.")
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        aside = path.with_name(f"{path.name}{_ASIDE}")
        with contextlib.suppress(OSError):
            path.replace(aside)
        message = "The preferences were damaged, so the usual ones are in force."
        return Preferences(), _note(path, message, f"The old file is kept as {aside.name}.")
    return _lenient(values, path)


def _lenient(values: dict[str, Any], path: Path) -> tuple[Preferences, Problem | None]:
    try:
        return Preferences.model_validate(values), None
    except ValidationError as error:
        bad = {str(details["loc"][0]) for details in error.errors()}
    kept = {key: value for key, value in values.items() if key not in bad}
    message = f"Not understood in the preferences, and replaced: {', '.join(sorted(bad))}."
    return Preferences.model_validate(kept), _note(path, message)


def _note(path: Path, message: str, hint: str = "") -> Problem:
    return Problem("preferences-damaged", message, hint, str(path), Severity.WARNING)


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write preferences completely beside their place, then put them there.

    Raises:
        OSError: They cannot be written; what was there before still is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    text = json.dumps(preferences.model_dump(mode="json"), indent=1, ensure_ascii=False)
    try:
        unfinished.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
