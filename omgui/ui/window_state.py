"""The window's place and size, as the person left them."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QSplitter

from omgui.ui import places

_VERSION = 1  # of what is kept; an older or newer state is not used


def save_state(window: QMainWindow, splitter: QSplitter, sidebar: QAction) -> None:
    """Keep the place and size of the window, and what of it is shown."""
    settings = _settings()
    settings.setValue("version", _VERSION)
    settings.setValue("geometry", window.saveGeometry())
    settings.setValue("splitter", splitter.saveState())
    settings.setValue("sidebar", sidebar.isChecked())


def restore_state(window: QMainWindow, splitter: QSplitter, sidebar: QAction) -> None:
    """Put the window where it was; nothing in the file can stop the start."""
    settings = _settings()
    sidebar.setChecked(True)
    if settings.value("version", 0) not in {_VERSION, str(_VERSION)}:
        return
    for key, restore in (
        ("geometry", window.restoreGeometry),
        ("splitter", splitter.restoreState),
    ):
        state = settings.value(key)
        if isinstance(state, QByteArray):
            restore(state)
    sidebar.setChecked(settings.value("sidebar", "true") in {True, "true"})


def _settings() -> QSettings:
    return QSettings(str(places.window_file()), QSettings.Format.IniFormat)
