"""Translations of the window: gather its texts, and build what Qt reads.

    python -m devtools.translations          # after texts were added or changed
    python -m devtools.translations --check  # exit code 1 where anything is not translated

The .ts files are for translators, the .qm files for the program. Both are in the repository, so
that nobody needs Qt's tools to run omgui. English has plural forms only, which are made of what
stands in brackets: "%n file(s)" is "%n file" and "%n files".
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

from devtools.console import say

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "omgui" / "resources" / "translations"
LANGUAGES = ("en", "ru")
_SOURCES = "omgui/ui"


def _tool(name: str) -> str:
    """Return a program that PySide6 brings, from the environment of this Python."""
    return str(Path(sys.executable).with_name(name))


def _ts(language: str) -> Path:
    return FOLDER / f"omgui_{language}.ts"


def gather() -> None:
    """Bring the .ts files up to date with the texts of the source."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / _SOURCES).rglob("*.py"))
    for language in LANGUAGES:
        plural = ["-pluralonly"] if language == "en" else []
        options = ["-no-obsolete", "-locations", "none", "-silent", *plural]
        target = str(_ts(language).relative_to(ROOT))
        command = [_tool("pyside6-lupdate"), *options, *sources]
        ending = ["-ts", target, "-target-language", language]
        subprocess.run([*command, *ending], cwd=ROOT, check=True)


def fill_english() -> None:
    """Write the two forms of English texts that count something."""
    path = _ts("en")
    tree = ET.parse(path)
    for message in tree.getroot().iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        if translation is not None and translation.get("type") == "unfinished":
            translation.attrib.pop("type")
            for form in list(translation):
                translation.remove(form)
            for ending in ("", "s"):
                form = ET.SubElement(translation, "numerusform")
                form.text = source.replace("(s)", ending)
    ET.indent(tree, "    ")
    text = ET.tostring(tree.getroot(), encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(f"{head}{text}\n", encoding="utf-8", newline="\n")


def build() -> None:
    """Make the .qm files."""
    for language in LANGUAGES:
        command = [_tool("pyside6-lrelease"), "-silent", str(_ts(language))]
        subprocess.run(command, cwd=ROOT, check=True)


def untranslated(language: str) -> list[str]:
    """Return the texts that a language has no finished translation for."""
    found = []
    for message in ET.parse(_ts(language)).getroot().iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type") == "unfinished":
            found.append(message.findtext("source") or "")
    return found


def main(arguments: Sequence[str]) -> int:
    """Gather and build; with ``--check`` only say what is missing."""
    if "--check" not in arguments:
        gather()
        fill_english()
        build()
    missing = {language: untranslated(language) for language in LANGUAGES}
    for language, texts in missing.items():
        say(f"{language}: {len(texts)} texts are not translated")
        for text in texts:
            say(f"  {text}")
    return 1 if "--check" in arguments and any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
