"""Download of one file over HTTP: continued where it broke off, checked, never half in place."""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import requests

from omgui.weights.checksums import Cancelled
from omgui.weights.containers import fault_of_head
from omgui.weights.files import discard, read_note, require_space, write_note
from omgui.weights.network import host_of, is_passing, refusal_words, status_words
from omgui.weights.stream import Answer, Stream

_RETRIES = 4  # without a byte gained in between
_MOST_TRIES = 100
_LONGEST_WAIT_S = 30.0
_WINDOW_S = 4.0
_TELL_S = 0.1
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_SHA256 = re.compile(r'"?([0-9a-f]{64})"?')
# Refusals of these kinds will not change within seconds.
_LASTING = (
    requests.exceptions.SSLError,
    requests.exceptions.ProxyError,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.TooManyRedirects,
)


@dataclass(frozen=True)
class Progress:
    """How far a download is.

    Attributes:
        file: Official name of the checkpoint.
        done_bytes: On the disk.
        total_bytes: In the end; 0 where the server does not tell.
        bytes_per_s: Over the last seconds.
    """

    file: str
    done_bytes: int
    total_bytes: int
    bytes_per_s: float


OnProgress = Callable[[Progress], None]


class NotGotError(Exception):
    """A host did not give the file.

    Args:
        reason: In words, without a full stop.
        is_unreachable: Whether the host did not answer at all, so that it is no use to ask it for
            the next file.
    """

    def __init__(self, reason: str, *, is_unreachable: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_unreachable = is_unreachable


class _BrokenError(Exception):
    """A trouble that may be gone a moment later."""

    def __init__(self, reason: str, *, answered: bool, wait_s: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.answered = answered
        self.wait_s = wait_s


class Meter:
    """Turns byte counts into `Progress`, at most ten times a second."""

    def __init__(self, file: str, on_progress: OnProgress | None) -> None:
        self._file = file
        self._tell = on_progress
        self._seen: deque[tuple[float, int]] = deque()
        self._told = 0.0

    def restart(self) -> None:
        """Forget the speed: bytes that were there already were not just sent."""
        self._seen.clear()

    def at(self, done_bytes: int, total_bytes: int) -> None:
        """Say how far it is."""
        now = time.monotonic()
        self._seen.append((now, done_bytes))
        while now - self._seen[0][0] > _WINDOW_S:
            self._seen.popleft()
        is_due = now - self._told >= _TELL_S or done_bytes == total_bytes
        if self._tell is None or not is_due:
            return
        self._told = now
        then, before = self._seen[0]
        speed = (done_bytes - before) / (now - then) if now > then else 0.0
        self._tell(Progress(self._file, done_bytes, total_bytes, max(speed, 0.0)))


class Download:
    """One file of the web.

    Args:
        url: Where it is.
        part: Where it grows; what is there of an earlier try is continued.
        meter: Told how far it is.
        cancel: Set by whoever wants to stop.
        exact_bytes: Its size where the publisher tells it, otherwise 0.
    """

    def __init__(
        self, url: str, part: Path, meter: Meter, cancel: threading.Event, exact_bytes: int = 0
    ) -> None:
        self._url = url
        self._part = part
        self._meter = meter
        self._cancel = cancel
        self._exact_bytes = exact_bytes
        self.published_sha256 = ""

    def run(self) -> None:
        """Bring the file.

        Raises:
            Cancelled: Somebody wished it; the part is kept.
            NotGotError: It was not given.
            ProblemError: ``disk-full``.
            OSError: It cannot be written.
        """
        idle = 0
        for _ in range(_MOST_TRIES):
            before = self._size()
            try:
                self._try()
                return
            except _BrokenError as error:
                idle = 0 if self._size() > before else idle + 1
                if idle >= _RETRIES:
                    unreachable = not error.answered
                    raise NotGotError(error.reason, is_unreachable=unreachable) from error
                wait_s = max(error.wait_s, min(2.0**idle / 2, _LONGEST_WAIT_S))
                if self._cancel.wait(min(wait_s, _LONGEST_WAIT_S)):
                    raise Cancelled from error
        raise NotGotError("it breaks off again and again")

    def _try(self) -> None:
        answered = False
        try:
            start, headers = self._start()
            with Stream(self._url, headers, self._cancel) as stream:
                answer = stream.answer()
                answered = True
                offset = self._accept(answer, start)
                if offset is not None:
                    self._receive(stream, answer, offset)
        except requests.RequestException as error:
            reason = refusal_words(error)
            if isinstance(error, _LASTING) or "not known" in reason:
                raise NotGotError(reason, is_unreachable=True) from error
            raise _BrokenError(reason, answered=answered) from error

    def _start(self) -> tuple[int, dict[str, str]]:
        """Return how much is there, and what to ask for the rest."""
        note = read_note(self._part)
        size = self._size()
        validator = note.get("validator")
        is_same = note.get("url") == self._url and (validator or note.get("total"))
        if not size or not is_same:
            return 0, {}
        headers = {"Range": f"bytes={size}-"}
        if isinstance(validator, str) and validator:
            headers["If-Range"] = validator
        return size, headers

    def _accept(self, answer: Answer, start: int) -> int | None:
        """Return the place from which the answer continues; None where everything is there."""
        if self._url.startswith("https:") and not answer.url.startswith("https:"):
            reason = f"it sends to an unprotected address of {host_of(answer.url)}"
            raise NotGotError(reason)
        self.published_sha256 = _published_sha256(answer) or self.published_sha256
        if answer.status == requests.codes.partial_content:
            return self._accept_range(answer, start)
        if answer.status == requests.codes.requested_range_not_satisfiable and start:
            if read_note(self._part).get("total") == start:
                return None
            discard(self._part)
            raise _BrokenError("the file has changed there", answered=True)
        if answer.status != requests.codes.ok:
            self._refuse(answer)
        return 0

    def _accept_range(self, answer: Answer, start: int) -> int:
        found = _RANGE.fullmatch(answer.headers.get("Content-Range", "").strip())
        total = read_note(self._part).get("total")
        is_other = found is not None and total and found[2] not in {"*", str(total)}
        if found is None or int(found[1]) != start or is_other:
            discard(self._part)  # another part, or of another file: from the beginning
            raise _BrokenError("it sent another part than asked for", answered=True)
        return start

    def _refuse(self, answer: Answer) -> None:
        words = status_words(answer.status)
        if not is_passing(answer.status):
            raise NotGotError(words)
        pause = answer.headers.get("Retry-After", "")
        wait_s = float(pause) if pause.isdecimal() else 0.0
        raise _BrokenError(words, answered=True, wait_s=wait_s)

    def _receive(self, stream: Stream, answer: Answer, offset: int) -> None:
        total = _total(answer.headers, offset)
        if answer.headers.get("Content-Type", "").lower().startswith("text/html"):
            raise NotGotError("it sent a web page (a sign-in page or a notice) instead of the file")
        if self._exact_bytes and total not in {0, self._exact_bytes}:
            raise NotGotError(f"it offers a file of {total} bytes, not of {self._exact_bytes}")
        require_space(self._part.parent, max(total - offset, 0), self._part.stem)
        if not offset:
            discard(self._part)
            validator = _validator(answer.headers)
            write_note(self._part, {"url": self._url, "validator": validator, "total": total})
        self._meter.restart()
        with self._part.open("ab") as out:
            done = self._write(stream, out, offset, total)
        if done < total:
            raise _BrokenError("the connection was cut", answered=True)

    def _write(self, stream: Stream, out: BinaryIO, offset: int, total: int) -> int:
        done = offset
        self._meter.at(done, total)
        for piece in stream.pieces():
            reason = fault_of_head(piece) if piece and done == 0 else ""
            if reason:
                raise NotGotError(f"it sent something else: {reason}")
            done += len(piece)
            out.write(piece)
            self._meter.at(done, total)
        return done

    def _size(self) -> int:
        try:
            return self._part.stat().st_size
        except FileNotFoundError:
            return 0


def _total(headers: Mapping[str, str], offset: int) -> int:
    """Return how long the whole file is; 0 where that is not told."""
    if headers.get("Content-Encoding", "identity").lower() not in {"", "identity"}:
        return 0
    length = headers.get("Content-Length", "").strip()
    return offset + int(length) if length.isdecimal() else 0


def _validator(headers: Mapping[str, str]) -> str:
    """Return what tells one version of a file from another; weak marks do not."""
    mark = headers.get("ETag", "").strip()
    if mark.startswith('"'):
        return mark
    return headers.get("Last-Modified", "").strip()


def _published_sha256(answer: Answer) -> str:
    """Return the checksum that the Hugging Face hub tells with a file, if it does."""
    for headers in (*answer.redirects, answer.headers):
        found = _SHA256.fullmatch(headers.get("X-Linked-ETag", "").strip())
        if found:
            return found[1]
    return ""
