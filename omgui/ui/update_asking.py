"""Asking a release feed for the newest version: one question, which says nothing of who asks."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import requests

from omgui.core.releases import Release, is_web_address, read_release
from omgui.weights.checksums import Cancelled
from omgui.weights.network import refusal_words, status_words
from omgui.weights.stream import Stream

# Of the links in pyproject.toml (`[project.urls]`), the one that is asked.
_LINK = "release feed"
_LIMIT_S = 20.0
_LONGEST_ANSWER = 4_000_000
NO_RELEASE = "the answer names no release"


@cache
def project_feed() -> str:
    """Return the project's own address for release feeds; empty where it names none."""
    try:
        links = metadata("omgui").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    for link in links:
        name, _, address = str(link).partition(",")
        if name.strip().casefold() == _LINK and is_web_address(address.strip()):
            return address.strip()
    return ""


@dataclass(frozen=True)
class Asked:
    """What came of asking.

    Attributes:
        address: Which was asked.
        at_s: When, in seconds of Unix time.
        version: The newest version; empty where there was no answer.
        page: Where to read about it.
        fault: Why there was no answer, in English, without a full stop.
    """

    address: str
    at_s: float
    version: str = ""
    page: str = ""
    fault: str = ""

    @property
    def release(self) -> Release | None:
        """The release that was named."""
        return Release(self.version, self.page) if self.version else None


def ask(address: str, at_s: float, cancel: threading.Event, limit_s: float = _LIMIT_S) -> Asked:
    """Ask for the newest release.

    One GET goes to this address, through the proxy that the system names. It carries no version, no
    identity, no cookie and no sign-in, and wherever the answer may send us, we do not go.

    Args:
        address: Of the feed.
        at_s: The time now, for the record.
        cancel: Set by whoever wants no answer any more.
        limit_s: After so long it is given up.
    """
    limit = threading.Timer(limit_s, cancel.set)
    limit.daemon = True
    limit.start()
    headers = {"User-Agent": "omgui", "Accept": "application/json"}
    try:
        with Stream(address, headers, cancel, is_anonymous=True) as stream:
            status = stream.answer().status
            if status != requests.codes.ok:
                return Asked(address, at_s, fault=status_words(status))
            body = bytearray()
            for piece in stream.pieces():
                body += piece
                if len(body) > _LONGEST_ANSWER:
                    return Asked(address, at_s, fault=NO_RELEASE)
    except Cancelled:
        return Asked(address, at_s, fault="no answer in time")
    except requests.RequestException as error:
        return Asked(address, at_s, fault=refusal_words(error))
    finally:
        limit.cancel()
    release = read_release(body.decode("utf-8", "replace"))
    if release is None:
        return Asked(address, at_s, fault=NO_RELEASE)
    return Asked(address, at_s, release.version, release.page)


def load_asked(path: Path) -> Asked | None:
    """Return what came of asking the last time; ``None`` where that is not known."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        texts = (str(said[name]) for name in ("version", "page", "fault"))
        asked = Asked(str(said["address"]), float(said["at_s"]), *texts)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return asked if not asked.page or is_web_address(asked.page) else None


def save_asked(path: Path, asked: Asked) -> None:
    """Keep what came of asking.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(asked)), encoding="utf-8")
