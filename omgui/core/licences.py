"""Under which licences this program and what it is made of may be used, by their own account."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path

_PROGRAM = "omgui"
BUNDLE_FILE = "THIRD_PARTY.txt"
# What only those need who work on the program.
_FOR_DEVELOPERS = frozenset({"test", "lint"})
_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")
_TEXT_NAME = re.compile(r"(licen[sc]e|copying|notice|authors)", re.IGNORECASE)
_CLASSIFIER = "License :: "
_NO_NAMES = frozenset({"", "UNKNOWN", "OSI Approved"})
_LONGEST_NAME = 80
_LONGEST_TEXT = 400_000


@dataclass(frozen=True)
class Licence:
    """What a package says of itself.

    Attributes:
        package: Its name.
        version: The one that is installed.
        name: Of the licence, in short; empty where the package names none.
    """

    package: str
    version: str
    name: str


def all_licences() -> tuple[Licence, ...]:
    """Return the program itself first, then by name every package that it needs or can use.

    Only what is installed counts, and nothing is imported. Packages that happen to be installed
    beside it are not among them.
    """
    found = [_licence(said) for said in _family(_PROGRAM)]
    return tuple(found[:1] + sorted(found[1:], key=lambda one: one.package.casefold()))


def licence_text(package: str) -> str:
    """Return the texts of a package's licence as they came with it; empty where none did."""
    try:
        found = distribution(package)
    except PackageNotFoundError:
        return ""
    texts = []
    for file in found.files or ():
        if _TEXT_NAME.match(file.name) and file.suffix not in {".py", ".pyc"}:
            try:
                text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
            except OSError:  # listed, yet left out of a bundle
                continue
            texts.append(text.strip())
    return "\n\n\n".join(dict.fromkeys(texts))[:_LONGEST_TEXT]


def bundle_notices() -> Path | None:
    """Return the file of all licences that a packaged program carries, if it carries one."""
    beside = Path(sys.executable).parent
    inside = Path(str(getattr(sys, "_MEIPASS", beside)))
    for folder in dict.fromkeys((beside, inside)):
        if getattr(sys, "frozen", False) and (folder / BUNDLE_FILE).is_file():
            return folder / BUNDLE_FILE
    return None


def _family(name: str) -> Iterator[PackageMetadata]:
    """Yield what an installed package and all that it asks for, directly or not, say."""
    waiting, seen = [name], {_plain(name)}
    while waiting:
        try:
            said = distribution(waiting.pop(0)).metadata  # reads the file at each call
        except PackageNotFoundError:
            continue
        yield said
        for needed in _needed(_all(said, "Requires-Dist"), is_program=len(seen) == 1):
            if _plain(needed) not in seen:
                seen.add(_plain(needed))
                waiting.append(needed)


def _needed(requirements: Iterable[str], *, is_program: bool) -> Iterator[str]:
    """Yield the packages that are asked for; of extras only the program's own are in use."""
    for requirement in requirements:
        name = _REQUIREMENT.match(requirement)
        extra = _EXTRA.search(requirement)
        is_in_use = extra is None or (is_program and extra[1] not in _FOR_DEVELOPERS)
        if name is not None and is_in_use:
            yield name[1]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(said: PackageMetadata) -> Licence:
    names = (*_all(said, "License-Expression"), *map(_short, _all(said, "License")))
    name = next(filter(None, names), "") or _classified(said)
    return Licence("".join(_all(said, "Name")), "".join(_all(said, "Version")), name)


def _all(said: PackageMetadata, key: str) -> list[str]:
    return [str(value) for value in said.get_all(key) or []]


def _short(name: str) -> str:
    """Return the name of a licence; some packages put its whole text there."""
    is_name = "\n" not in name.strip() and len(name) <= _LONGEST_NAME
    return name.strip() if is_name and name.strip() not in _NO_NAMES else ""


def _classified(said: PackageMetadata) -> str:
    kinds = [kind for kind in _all(said, "Classifier") if kind.startswith(_CLASSIFIER)]
    ends = [kind.rpartition(" :: ")[2] for kind in kinds]
    return ", ".join(end for end in ends if end not in _NO_NAMES)
