"""Decodes one video alone, to say what is damaged."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from omgui.core.problems import Problem, ProblemError
from omgui.engine import children
from omgui.engine.decode.decoder_log import is_decoder_error, without_mark
from omgui.engine.ffmpeg import no_window_flags

_POLL_S = 0.5  # how often pause and stop are heard


def _never_asked() -> None:
    """Neither pause nor stop is wanted."""


def verify_with_ffmpeg(
    path: Path,
    ffmpeg_exe: str | Path,
    *,
    timeout_s: float = 3600.0,
    checkpoint: Callable[[], None] = _never_asked,
) -> str | None:
    """Decode one file alone and say in plain words what is damaged.

    Args:
        path: A video.
        ffmpeg_exe: The ffmpeg program.
        timeout_s: Give up after so many seconds; those that ``checkpoint`` takes do not count.
        checkpoint: Called about twice a second; what it raises ends ffmpeg.

    Returns:
        A description such as ``the video data are damaged (3 decoder errors, first: error while
        decoding MB 0 12)``; None when the decoder has nothing to say. Damage that happens to form
        valid data is seen by no decoder.

    Raises:
        ProblemError: ``ffmpeg-missing``: the program cannot be started.
    """
    command = [str(ffmpeg_exe), "-v", "error", "-nostdin", "-protocol_whitelist", "file"]
    command += ["-i", str(path.absolute()), "-map", "0:v:0", "-f", "null", "-"]
    try:
        process = subprocess.Popen(  # an argument list, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            creationflags=no_window_flags(),
        )
    except OSError as error:
        raise ProblemError(
            Problem(
                code="ffmpeg-missing",
                message=f"ffmpeg cannot be started: {error.strerror or error}.",
                hint="Install ffmpeg, or the Python package imageio-ffmpeg.",
                where=str(ffmpeg_exe),
            )
        ) from error
    with process:
        complaints = _Complaints(process.stderr)
        children.add(process)
        try:
            is_ended = _ends_within(process, timeout_s, checkpoint)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            complaints.wait()
            children.discard(process)
    if not is_ended:
        return f"the check for damage did not finish within {timeout_s:g} seconds"
    return complaints.words() or (
        f"ffmpeg stopped with exit status {process.returncode}" if process.returncode else None
    )


def _ends_within(
    process: subprocess.Popen[bytes], timeout_s: float, checkpoint: Callable[[], None]
) -> bool:
    """Wait for the end of a program; return whether it came in time."""
    left_s = timeout_s
    while left_s > 0:
        started = time.monotonic()
        try:
            process.wait(min(_POLL_S, left_s))
        except subprocess.TimeoutExpired:
            left_s -= time.monotonic() - started
            checkpoint()
        else:
            return True
    return False


class _Complaints:
    """Counts what decoders complain about, in a thread: a full pipe would stop the program.

    Args:
        stream: Where they arrive.
    """

    def __init__(self, stream: IO[bytes] | None) -> None:
        self._stream = stream
        self._count = 0
        self._first = b""
        self._thread = threading.Thread(target=self._read, name="complaints", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        for line in self._stream or ():
            if is_decoder_error(line):
                self._count += 1
                self._first = self._first or line

    def wait(self) -> None:
        """Wait until all of them are counted; the program must have ended."""
        self._thread.join()

    def words(self) -> str:
        """Return them in short, empty if there are none."""
        if not self._count:
            return ""
        errors = "1 decoder error" if self._count == 1 else f"{self._count} decoder errors"
        return f"the video data are damaged ({errors}, first: {without_mark(self._first)})"
