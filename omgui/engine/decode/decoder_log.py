"""What decoders say on stderr, which is all that tells of damage in the middle of a file.

A decoder conceals damaged blocks and delivers the frame without a word to its caller. FFmpeg,
inside Decord and OpenCV alike, writes a line to file descriptor 2, and with several files in work
nobody can say which file it is about. So damage is found in two steps: :class:`DecoderLogWatch`
counts the lines while a group is decoded, and only when it saw some, ``verify_with_ffmpeg`` decodes
each file of the group alone.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_POLL_S = 0.1
_ROTATE_BYTES = 16 * 2**20
_FFMPEG_LINE = re.compile(rb"^\[[^\]\n]{1,80} @ (?:0x)?[0-9a-fA-F]+\]")
_DECORD_LINE = re.compile(rb"corrupted and recovered")
_HARMLESS = re.compile(
    rb"deprecated pixel format|Last message repeated|co located POCs unavailable"
    rb"|moov atom not found|Could not find codec parameters|Failed to get pixel format"
)
# File descriptor 2 belongs to the whole process: one redirection at a time, undone in order.
_stderr = threading.RLock()


def is_decoder_error(line: bytes) -> bool:
    """Whether a line of stderr is a decoder's complaint about the data of a video.

    Decoders log at level error only, so every line with FFmpeg's ``[codec @ address]`` mark counts,
    except a few that healthy files cause too. A false alarm costs one more decode, a missed line
    costs a wrong score.
    """
    is_marked = _FFMPEG_LINE.match(line) or _DECORD_LINE.search(line)
    return bool(is_marked) and not _HARMLESS.search(line)


def without_mark(line: bytes) -> str:
    """Return a line of stderr as text, less FFmpeg's ``[codec @ address]`` mark."""
    return _FFMPEG_LINE.sub(b"", line).decode(errors="replace").strip()


class _SpoolFile:
    """A temporary file that file descriptor 2 is pointed at, read from the start by its owner."""

    def __init__(self) -> None:
        descriptor, name = tempfile.mkstemp(prefix="omgui-stderr-")
        self._path: Path | None = Path(name)
        # A second opening, so that reading does not move the place of writing.
        self._reader = self._path.open("rb", buffering=0)
        os.dup2(descriptor, 2)
        os.close(descriptor)
        self._unlink()  # POSIX: nothing is left behind, whatever happens
        self.size_bytes = 0

    def drain(self) -> bytes:
        """Return what was written since the last call."""
        pieces = []
        while piece := self._reader.read(2**16):
            pieces.append(piece)
        text = b"".join(pieces)
        self.size_bytes += len(text)
        return text

    def close(self) -> None:
        self._reader.close()
        self._unlink()

    def _unlink(self) -> None:
        if self._path is not None:
            with contextlib.suppress(OSError):  # Windows: not while it is open
                self._path.unlink()
                self._path = None


class DecoderLogWatch:
    """Counts decoder errors on file descriptor 2 and passes everything on to where it went before.

    Stderr goes to a temporary file that a thread follows, not to a pipe: native code that writes to
    a full pipe while it holds Python's lock would stop the process for ever. What was written less
    than a tenth of a second before a crash may not be passed on; give ``faulthandler`` the
    descriptor :attr:`original_fd`.

    One watch per process, for as long as it decodes::

        with DecoderLogWatch() as watch:
            before = watch.error_count()
            ...  # decode a group
            if watch.error_count() > before:
                ...  # verify_with_ffmpeg for each file of the group

    Attributes:
        original_fd: Descriptor of the real stderr while watching.
    """

    def __init__(self) -> None:
        self.original_fd = 2
        self._errors = 0
        self._rest = b""
        self._spools: list[_SpoolFile] = []
        self._reading = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> DecoderLogWatch:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def is_watching(self) -> bool:
        """False before the start, after the stop, and where the process has no stderr."""
        return self._thread is not None

    def start(self) -> None:
        """Begin; does nothing where the process has no stderr."""
        with _stderr:
            if self._thread is not None:
                return
            try:
                self.original_fd = os.dup(2)
            except OSError:
                return
            self._spools = [_SpoolFile()]
            self._stopping.clear()
            self._thread = threading.Thread(target=self._follow, name="decoder-log", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Give stderr back; everything written before is passed on."""
        if self._thread is None:
            return
        with _stderr:
            os.dup2(self.original_fd, 2)
        self._stopping.set()
        self._thread.join()
        self._thread = None
        self._pass_on()
        with self._reading:
            self._take(b"\n" if self._rest else b"", forward=False)
            for spool in self._spools:
                spool.close()
            self._spools.clear()
            os.close(self.original_fd)
            self.original_fd = 2

    def error_count(self) -> int:
        """Number of decoder errors since the start, up to this moment."""
        self._pass_on()
        return self._errors

    def _follow(self) -> None:
        while not self._stopping.wait(_POLL_S):
            self._pass_on()
            if self._spools[-1].size_bytes > _ROTATE_BYTES:
                self._rotate()

    def _rotate(self) -> None:
        """Go on in a fresh file, so that a noisy run does not fill the disk."""
        # Not now if somebody captures: next time. Waiting here could block stop() for ever.
        if not _stderr.acquire(blocking=False):
            return
        try:
            with self._reading:
                self._spools.append(_SpoolFile())
                for spool in self._spools[:-2]:
                    spool.close()
                del self._spools[:-2]
        finally:
            _stderr.release()

    def _pass_on(self) -> None:
        with self._reading:
            for spool in self._spools:
                self._take(spool.drain(), forward=True)

    def _take(self, text: bytes, *, forward: bool) -> None:
        if not text:
            return
        if forward:
            _write_all(self.original_fd, text)
        *lines, self._rest = (self._rest + text).split(b"\n")
        self._errors += sum(map(is_decoder_error, lines))


@dataclass
class CapturedText:
    """What was written to stderr inside :func:`capture_stderr`.

    Attributes:
        text: All of it, once the block has ended.
        keeps: Set inside the block to keep the text from stderr (and so from the watch), because
            it is going to be said in other words.
    """

    text: str = ""
    keeps: bool = False


@contextlib.contextmanager
def capture_stderr() -> Iterator[CapturedText]:
    """Note what a few milliseconds of native code write to stderr, then pass it on as a rule.

    Threads that want to capture wait for each other. What other threads write meanwhile is in the
    text too.
    """
    captured = CapturedText()
    with _stderr:
        try:
            original = os.dup(2)
        except OSError:  # no stderr: nothing to note
            yield captured
            return
        spool = _SpoolFile()
        try:
            yield captured
        finally:
            os.dup2(original, 2)
            written = spool.drain()
            spool.close()
            if not captured.keeps:
                _write_all(original, written)
            os.close(original)
            captured.text = written.decode(errors="replace")


def _write_all(descriptor: int, text: bytes) -> None:
    with contextlib.suppress(OSError):  # a closed terminal must not stop the decoding
        while text:
            text = text[os.write(descriptor, text) :]
