"""Decodes one video alone, to say what is damaged."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

from omgui.core.problems import Problem, ProblemError
from omgui.engine.decode.decoder_log import is_decoder_error, without_mark


def verify_with_ffmpeg(
    path: Path, ffmpeg_exe: str | Path, *, timeout_s: float = 3600.0
) -> str | None:
    """Decode one file alone and say in plain words what is damaged.

    Args:
        path: A video.
        ffmpeg_exe: The ffmpeg program.
        timeout_s: Give up after so many seconds.

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
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            return _watch_ffmpeg(process, timeout_s)
    except OSError as error:
        raise ProblemError(
            Problem(
                code="ffmpeg-missing",
                message=f"ffmpeg cannot be started: {error.strerror or error}.",
                hint="Install ffmpeg, or the Python package imageio-ffmpeg.",
                where=str(ffmpeg_exe),
            )
        ) from error


def _watch_ffmpeg(process: subprocess.Popen[bytes], timeout_s: float) -> str | None:
    expired = threading.Event()

    def give_up() -> None:
        expired.set()
        process.kill()

    timer = threading.Timer(timeout_s, give_up)
    timer.daemon = True
    timer.start()
    count, first = 0, b""
    try:
        for line in process.stderr or ():
            if is_decoder_error(line):
                count += 1
                first = first or line
        exit_status = process.wait()
    finally:
        timer.cancel()
    if expired.is_set():
        return f"the check for damage did not finish within {timeout_s:g} seconds"
    if count:
        errors = "1 decoder error" if count == 1 else f"{count} decoder errors"
        return f"the video data are damaged ({errors}, first: {without_mark(first)})"
    return f"ffmpeg stopped with exit status {exit_status}" if exit_status else None
