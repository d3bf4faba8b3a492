"""The newest release of the program: what a feed says, and whether it is newer than this one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_NUMBERS = r"v?(\d{1,9}(?:\.\d{1,9}){0,5})"
_PREVIEW = r"((?:[-._]?(?:a|b|rc|dev|alpha|beta)[-.]?\d*)?)"
_VERSION = re.compile(_NUMBERS + _PREVIEW)
_LONGEST_VERSION = 60
_LONGEST_ADDRESS = 2000
_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class Release:
    """A release of the program.

    Attributes:
        version: Such as ``0.2.0``.
        page: Web address where a person can read about it and get it.
    """

    version: str
    page: str


def read_release(text: str) -> Release | None:
    """Return what a release feed says; ``None`` where it names no release.

    Understood are the latest release of GitHub's API (``tag_name``, ``html_url``) and a project of
    PyPI's JSON API (``info`` with ``version`` and ``release_url``).
    """
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    info = said.get("info")
    if isinstance(info, dict):
        return _release(info.get("version"), info.get("release_url"))
    return _release(said.get("tag_name"), said.get("html_url"))


def _release(version: object, page: object) -> Release | None:
    if not isinstance(version, str) or not isinstance(page, str):
        return None
    if len(version) > _LONGEST_VERSION or _parts(version) is None or not is_web_address(page):
        return None
    return Release(version.removeprefix("v"), page)


def is_newer(version: str, own: str) -> bool:
    """Whether a version is a release that is newer than one's own.

    Previews are never newer: nobody is to be sent to one who did not ask for it. The release of a
    preview is newer than the preview.
    """
    theirs, ours = _parts(version), _parts(own)
    if theirs is None or ours is None or theirs[1]:
        return False
    return theirs[0] > ours[0] or (theirs[0] == ours[0] and ours[1])


def _parts(version: str) -> tuple[tuple[int, ...], bool] | None:
    """Return the numbers of a version and whether it is a preview; None for no version at all."""
    found = _VERSION.fullmatch(version)
    if found is None:
        return None
    numbers = [int(number) for number in found[1].split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:  # 1.0 is 1.0.0
        numbers.pop()
    return tuple(numbers), bool(found[2])


def is_web_address(text: str) -> bool:
    """Whether a text is an address that may be asked or opened: encrypted, or on this machine."""
    if len(text) > _LONGEST_ADDRESS or not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port  # a port that is no number raises here
    except ValueError:
        return False
    if "@" in parts.netloc or not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _HERE)
