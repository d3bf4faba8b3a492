"""Light and dark: palettes, and colours with a meaning that can be read on both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from omgui.core.dataset_state import DatasetState
from omgui.ui.icons import icon

_Role = QPalette.ColorRole
_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_LIGHT = {
    _Role.Window: "#f2f2f2",
    _Role.WindowText: "#1a1a1a",
    _Role.Base: "#ffffff",
    _Role.AlternateBase: "#f5f6f8",
    _Role.Text: "#1a1a1a",
    _Role.PlaceholderText: "#666a6e",
    _Role.Button: "#eaeaea",
    _Role.ButtonText: "#1a1a1a",
    _Role.BrightText: "#ffffff",
    _Role.Highlight: "#1f6fb5",
    _Role.HighlightedText: "#ffffff",
    _Role.Link: "#0b5fa5",
    _Role.LinkVisited: "#6b3fa0",
    _Role.ToolTipBase: "#fffde8",
    _Role.ToolTipText: "#1a1a1a",
    _Role.Accent: "#1f6fb5",
}
_DARK = {
    _Role.Window: "#26282b",
    _Role.WindowText: "#e8e8e8",
    _Role.Base: "#1d1f21",
    _Role.AlternateBase: "#232527",
    _Role.Text: "#e8e8e8",
    _Role.PlaceholderText: "#a0a4a8",
    _Role.Button: "#33363a",
    _Role.ButtonText: "#e8e8e8",
    _Role.BrightText: "#ffffff",
    _Role.Highlight: "#2c6cb0",
    _Role.HighlightedText: "#ffffff",
    _Role.Link: "#7cb8ff",
    _Role.LinkVisited: "#c3a5f5",
    _Role.ToolTipBase: "#3a3d41",
    _Role.ToolTipText: "#f0f0f0",
    _Role.Accent: "#2c6cb0",
}
_DISABLED = {"light": "#6e7073", "dark": "#96999d"}
_TEXT_ROLES = (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText)
# On the light and on the dark palette; each at least 4.5 to 1 against the background.
_ROLES = {
    "good": ("#1a6b2d", "#6fd08c"),
    "warning": ("#855400", "#f0b64f"),
    "bad": ("#b3261e", "#ff9087"),
    "busy": ("#0b5fa5", "#7cb8ff"),
    "quiet": ("#5c6065", "#a9adb2"),
}
_SERIES = (
    ("#0b62a8", "#6cb6ff"),
    ("#b5400a", "#ff9a62"),
    ("#00705a", "#4fd1a5"),
    ("#9c2a7a", "#f08cd0"),
    ("#7a5b00", "#e6c34a"),
    ("#5a3fb0", "#b7a3ff"),
    ("#b0143c", "#ff8095"),
    ("#505458", "#b8bcc0"),
)
_STATES = {
    DatasetState.NOT_RUN: ("state_not_run", "quiet"),
    DatasetState.QUEUED: ("state_queued", "busy"),
    DatasetState.RUNNING: ("state_running", "busy"),
    DatasetState.COMPLETE: ("state_complete", "good"),
    DatasetState.PROBLEMS: ("warning", "warning"),
    DatasetState.UNFINISHED: ("state_unfinished", "warning"),
    DatasetState.CHANGED: ("state_changed", "quiet"),
    DatasetState.BROKEN: ("error", "bad"),
}


def apply_theme(app: QApplication, theme: str) -> None:
    """Make the program light or dark, or as the system has it.

    Not every platform obeys when asked for a scheme; then palettes of our own are used.

    Args:
        app: The program.
        theme: ``system``, ``light`` or ``dark``.
    """
    hints = app.styleHints()
    wanted = _SCHEMES[theme]
    app.setPalette(QPalette())  # what the system says counts again
    hints.setColorScheme(wanted)
    found = hints.colorScheme()
    is_dark_wanted = (found if theme == "system" else wanted) is Qt.ColorScheme.Dark
    is_silent = theme == "system" and found is Qt.ColorScheme.Unknown
    is_obeyed = not is_silent and is_dark(app.palette()) is is_dark_wanted
    if theme != "system":
        is_obeyed = is_obeyed and found is wanted
    if is_obeyed:
        return
    if app.style().name() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(own_palette(is_dark=is_dark_wanted))


def own_palette(*, is_dark: bool) -> QPalette:
    """Return the palette for platforms that have none to offer."""
    colours = _DARK if is_dark else _LIGHT
    palette = QPalette(QColor(colours[_Role.Button]), QColor(colours[_Role.Window]))
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in _TEXT_ROLES:
        disabled = QColor(_DISABLED["dark" if is_dark else "light"])
        palette.setColor(QPalette.ColorGroup.Disabled, role, disabled)
    grey = QColor("#4a4d51" if is_dark else "#c8cacc")
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, grey)
    return palette


def is_dark(palette: QPalette | None = None) -> bool:
    """Whether text is lighter than what is behind it."""
    palette = palette or QGuiApplication.palette()
    text = palette.color(_Role.WindowText).lightness()
    return text > palette.color(_Role.Window).lightness()


def role_colour(role: str, palette: QPalette | None = None) -> QColor:
    """Return the colour of ``good``, ``warning``, ``bad``, ``busy`` or ``quiet``."""
    light, dark = _ROLES[role]
    return QColor(dark if is_dark(palette) else light)


def series_colours(palette: QPalette | None = None) -> list[QColor]:
    """Return colours for curves; give each a dash or a marker as well."""
    column = 1 if is_dark(palette) else 0
    return [QColor(pair[column]) for pair in _SERIES]


def state_icon(state: str) -> QIcon:
    """Return the icon of a :class:`DatasetState`; shapes differ, not only colours."""
    name, role = _STATES[DatasetState(state)]
    return icon(name, role)


def state_colour(state: str, palette: QPalette | None = None) -> QColor:
    """Return the colour that goes with the icon of a state."""
    return role_colour(_STATES[DatasetState(state)][1], palette)
