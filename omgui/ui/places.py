"""Where the window keeps what belongs to a person rather than to a workspace."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_dir, user_documents_dir, user_log_dir, user_state_dir

_APP = "omgui"


def preferences_file() -> Path:
    """Return the file of the preferences."""
    return Path(user_config_dir(_APP, appauthor=False)) / "preferences.json"


def window_file() -> Path:
    """Return the file that keeps the window's place and size."""
    return Path(user_state_dir(_APP, appauthor=False)) / "window.ini"


def updates_file() -> Path:
    """Return the file that keeps when a newer version was asked for, and the answer."""
    return Path(user_state_dir(_APP, appauthor=False)) / "updates.json"


def logs_folder() -> Path:
    """Return the folder of the window's own log and of crash reports."""
    return Path(user_log_dir(_APP, appauthor=False))


def demo_folder() -> Path:
    """Return where the demo is made."""
    return Path(user_documents_dir()) / "omgui demo"


def default_workspace() -> Path:
    """Return where datasets go as long as no workspace was ever chosen."""
    return Path(user_documents_dir()) / "omgui"
