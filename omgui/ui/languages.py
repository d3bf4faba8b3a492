"""Languages of the window, switchable while it is open."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

# In their own words, which nobody translates.
LANGUAGES = {"en": "English", "ru": "Русский"}
# Each with what it reads from, which must live as long.
_installed: list[tuple[QTranslator, bytes]] = []
_in_force = ["en"]


def language_of(choice: str) -> str:
    """Return the code of a language that there is: the chosen one, or the system's, or English."""
    if choice in LANGUAGES:
        return choice
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").partition("-")[0]
        if code in LANGUAGES:
            return code
    return "en"


def in_force() -> str:
    """Return the code of the language that the window speaks now."""
    return _in_force[0]


def apply_language(choice: str) -> str:
    """Let the whole program speak a language; every widget gets ``LanguageChange``.

    Args:
        choice: A code, or ``system``.

    Returns:
        The code of the language in force.
    """
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop()[0])
    code = language_of(choice)
    QLocale.setDefault(QLocale(code) if choice != "system" else QLocale.system())
    # Read, not mapped into memory as Qt does with a file: an update that replaces the file would
    # end the program. English has plural forms only.
    own = files("omgui.resources") / "translations" / f"omgui_{code}.qm"
    _install(own.read_bytes())
    _in_force[0] = code
    if code != "en":
        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        qt = folder / f"qtbase_{code}.qm"
        if qt.is_file():
            _install(qt.read_bytes())
    return code


def _install(content: bytes) -> None:
    translator = QTranslator(QCoreApplication.instance())
    if translator.load(content):
        QCoreApplication.installTranslator(translator)
        _installed.append((translator, content))
