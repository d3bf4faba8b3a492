"""Languages of the window, switchable while it is open."""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

# In their own words, which nobody translates.
LANGUAGES = {"en": "English", "ru": "Русский"}
_installed: list[QTranslator] = []


def language_of(choice: str) -> str:
    """Return the code of a language that there is: the chosen one, or the system's, or English."""
    if choice in LANGUAGES:
        return choice
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").partition("-")[0]
        if code in LANGUAGES:
            return code
    return "en"


def apply_language(choice: str) -> str:
    """Let the whole program speak a language; every widget gets ``LanguageChange``.

    Args:
        choice: A code, or ``system``.

    Returns:
        The code of the language in force.
    """
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    code = language_of(choice)
    QLocale.setDefault(QLocale(code) if choice != "system" else QLocale.system())
    with as_file(files("omgui.resources") / "translations") as folder:
        _install(f"omgui_{code}", str(folder))  # English has plural forms only
    if code != "en":
        _install(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return code


def _install(name: str, folder: str) -> None:
    translator = QTranslator(QCoreApplication.instance())
    if translator.load(name, folder):
        QCoreApplication.installTranslator(translator)
        _installed.append(translator)
