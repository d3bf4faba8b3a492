"""One answer of a web server, read in a thread of its own so that a person can always cancel."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType

import requests

from omgui import __version__
from omgui.weights.checksums import Cancelled

CONNECT_S = 15.0
SILENCE_S = 30.0
_CHUNK_BYTES = 1 << 16  # what was read of an unfinished chunk is lost when a connection breaks
_CHUNKS_AHEAD = 16
_POLL_S = 0.1


@dataclass(frozen=True)
class Answer:
    """The head of an answer.

    Attributes:
        url: Where it came from in the end.
        status: Of HTTP.
        headers: Of the answer.
        redirects: The headers of the answers that led here.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    redirects: tuple[Mapping[str, str], ...]


class Stream:
    """Asks for an address and hands out the answer in pieces.

    A name server, proxy or host that is silent blocks its thread only: the caller looks at
    ``cancel`` ten times a second. A thread left behind ends with its next piece or time limit; it
    touches no file.

    Args:
        url: ``http`` or ``https``.
        headers: To send.
        cancel: Set by whoever wants to stop.
        is_anonymous: Whether this address only is asked, wherever it may send us, and no sign-in
            that the system keeps for it (``.netrc``) is sent along.
    """

    def __init__(
        self,
        url: str,
        headers: Mapping[str, str],
        cancel: threading.Event | None = None,
        *,
        is_anonymous: bool = False,
    ) -> None:
        self._url = url
        self._headers = {
            "User-Agent": f"omgui/{__version__}",
            # Compressed on the way, neither lengths nor ranges would be those of the file.
            "Accept-Encoding": "identity",
            **headers,
        }
        self._cancel = cancel or threading.Event()
        self._is_anonymous = is_anonymous
        self._is_left = threading.Event()
        self._pieces: queue.Queue[Answer | bytes | Exception | None] = queue.Queue(_CHUNKS_AHEAD)
        self._thread = threading.Thread(target=self._read, name="omgui-download", daemon=True)

    def __enter__(self) -> Stream:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_left.set()

    def answer(self) -> Answer:
        """Wait for the head of the answer.

        Raises:
            Cancelled: Somebody wished it.
            requests.RequestException: There is none.
        """
        while True:
            said = self._next()
            if isinstance(said, Answer):
                return said
            if said is None:
                raise requests.ConnectionError("the answer ended before it began")

    def pieces(self) -> Iterator[bytes]:
        """Yield the body in pieces, to be called after `answer`.

        A piece without content is a sign of life: nothing arrived for a moment.

        Raises:
            Cancelled: Somebody wished it.
            requests.RequestException: It broke off.
        """
        while True:
            piece = self._next()
            if not isinstance(piece, bytes):
                return
            yield piece

    def _next(self) -> Answer | bytes | None:
        """Return what arrived, None at the end, and nothing (``b""``) where nothing did."""
        if self._cancel.is_set():
            raise Cancelled
        try:
            said = self._pieces.get(timeout=_POLL_S)
        except queue.Empty:
            return b""
        if isinstance(said, Exception):
            raise said
        return said

    def _read(self) -> None:
        try:
            with (
                requests.Session() as session,
                session.get(
                    self._url,
                    headers=self._headers,
                    stream=True,
                    timeout=(CONNECT_S, SILENCE_S),
                    auth=_no_sign_in if self._is_anonymous else None,
                    allow_redirects=not self._is_anonymous,
                ) as response,
            ):
                redirects = tuple(one.headers for one in response.history)
                head = Answer(response.url, response.status_code, response.headers, redirects)
                if not self._give(head):
                    return
                for piece in response.iter_content(_CHUNK_BYTES):
                    if not self._give(piece):
                        return
            self._give(None)
        except Exception as error:  # noqa: BLE001  # handed to the thread that asked
            self._give(error)

    def _give(self, said: Answer | bytes | Exception | None) -> bool:
        """Hand something over; False when nobody wants it any more."""
        while not (self._is_left.is_set() or self._cancel.is_set()):
            with contextlib.suppress(queue.Full):
                self._pieces.put(said, timeout=_POLL_S)
                return True
        return False


def _no_sign_in(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave a request as it is; without any such function requests looks for a ``.netrc``."""
    return request
