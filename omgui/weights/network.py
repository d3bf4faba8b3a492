"""How the network may be used: not at all, through a mirror, and what its refusals mean."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit

import requests

from omgui.core.metric_spec import Checkpoint
from omgui.core.problems import Problem, ProblemError

OFFLINE_VARIABLES = ("OMGUI_OFFLINE", "HF_HUB_OFFLINE")
MIRROR_VARIABLE = "OMGUI_MIRROR"
DRIVE_FILE = "gdrive:"
DRIVE_FOLDER = "gdrive-folder:"
_TRUE = frozenset({"1", "on", "true", "yes"})
_HUB = "https://huggingface.co/"
_STATUS_WORDS: Mapping[int, str] = {
    401: "it wants a sign-in",
    403: "it refuses access",
    404: "it does not have the file",
    407: "the proxy wants a sign-in",
    410: "it does not have the file any more",
    429: "it has answered too often and wants a pause",
    451: "it may not give the file here",
}
_DETAILS_END = 120


def offline_variable() -> str:
    """Return the variable that forbids the network, empty where none does."""
    for name in OFFLINE_VARIABLES:
        if os.environ.get(name, "").strip().lower() in _TRUE:
            return name
    return ""


def address(checkpoint: Checkpoint) -> str:
    """Return where to fetch a checkpoint from: its publisher, or the mirror that a person set.

    Returns:
        ``https://…`` or ``http://…``, or the ``gdrive…`` address of the row.

    Raises:
        ProblemError: ``mirror-wrong``: the mirror is no web address, or ``weights-no-address``.
    """
    mirror = os.environ.get(MIRROR_VARIABLE, "").strip()
    if mirror:
        return _mirrored(_web_address(mirror, MIRROR_VARIABLE), checkpoint)
    url = checkpoint.url
    endpoint = os.environ.get("HF_ENDPOINT", "").strip()
    if endpoint and url.startswith(_HUB):
        return f"{_web_address(endpoint, 'HF_ENDPOINT')}/{url[len(_HUB) :]}"
    if not url.startswith(("https://", "http://", DRIVE_FILE, DRIVE_FOLDER)):
        raise ProblemError(
            Problem(
                "weights-no-address",
                f"Nobody offers {checkpoint.file} for download.",
                "Get it from its authors and use `omgui weights import FOLDER`.",
            )
        )
    return url


def _web_address(text: str, variable: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ProblemError(
            Problem(
                "mirror-wrong",
                f"{variable} is not a web address: '{text}'.",
                f"Write for example {variable}=https://mirror.example.org/weights, or unset it.",
            )
        )
    return text.rstrip("/")


def _mirrored(mirror: str, checkpoint: Checkpoint) -> str:
    """Return the address below a mirror: the publisher's path, or of Google Drive FOLDER/FILE."""
    if checkpoint.url.startswith(("https://", "http://")):
        return f"{mirror}{urlsplit(checkpoint.url).path}"
    parts = (*filter(None, checkpoint.folder.split("/")), checkpoint.file)
    return "/".join((mirror, *map(quote, parts)))


def browser_address(checkpoint: Checkpoint) -> str:
    """Return what a person can open in a browser to get a checkpoint."""
    url = checkpoint.url
    if url.startswith(DRIVE_FILE):
        return f"https://drive.google.com/file/d/{url[len(DRIVE_FILE) :]}/view"
    if url.startswith(DRIVE_FOLDER):
        return f"https://drive.google.com/drive/folders/{url[len(DRIVE_FOLDER) :].split('/')[0]}"
    return url


def host_of(url: str) -> str:
    """Return the host of an address."""
    if url.startswith((DRIVE_FILE, DRIVE_FOLDER)):
        return "drive.google.com"
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def status_words(status: int) -> str:
    """Return what an HTTP status means."""
    words = _STATUS_WORDS.get(status)
    if words is None:
        words = "it is in trouble" if status >= 500 else "it refuses"
    return f"{words} (status {status})"


def is_passing(status: int) -> bool:
    """Whether a refusal may be gone a moment later."""
    return status in {408, 425, 429} or status >= 500


def refusal_words(error: Exception) -> str:
    """Return what kept the network from answering, without the library's jargon."""
    for cause in _causes(error):
        for kind, words in _EXCEPTIONS:
            if isinstance(cause, kind):
                return words
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.rstrip(".").lower()
    if isinstance(error, requests.ConnectionError):
        return _CUT
    return f"{type(error).__name__}: {error}"[:_DETAILS_END].rstrip(".")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error of requests and what it was made of, which urllib3 keeps here and there."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        related = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        waiting += [other for other in related if isinstance(other, BaseException)]


_CUT = "the connection was cut"
_EXCEPTIONS: tuple[tuple[type[BaseException], str], ...] = (
    (
        requests.exceptions.SSLError,
        "its certificate is not trusted here; behind a company's proxy, set REQUESTS_CA_BUNDLE to "
        "the file of its certificates",
    ),
    (requests.exceptions.ProxyError, "the proxy (HTTPS_PROXY) does not let it through"),
    (requests.exceptions.ConnectTimeout, "no answer in time"),
    (requests.exceptions.ReadTimeout, "it stopped answering"),
    (requests.exceptions.ChunkedEncodingError, _CUT),
    (requests.exceptions.ContentDecodingError, "what it sent cannot be unpacked"),
    (requests.exceptions.TooManyRedirects, "it sends from one address to the next without end"),
    (requests.exceptions.InvalidSchema, "it leads to an address that is not of the web"),
    (requests.exceptions.InvalidURL, "the address is not valid"),
    (socket.gaierror, "its name is not known here (is there a network?)"),
    (ConnectionRefusedError, "the connection was refused"),
    (ConnectionError, _CUT),
    (TimeoutError, "it stopped answering"),
)
