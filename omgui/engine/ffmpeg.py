"""Finding ffmpeg and asking what it can do."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from omgui.core.problems import Problem, ProblemError

FFMPEG_VARIABLE = "OMGUI_FFMPEG"
_ASK_TIMEOUT_S = 30


def no_window_flags() -> int:
    """Return the creation flags that keep Windows from opening a console for each child."""
    return int(getattr(subprocess, "CREATE_NO_WINDOW", 0))


@lru_cache(maxsize=1)
def find_ffmpeg() -> Path:
    """Return the ffmpeg to use: ``OMGUI_FFMPEG``, else the one imageio-ffmpeg carries, else PATH.

    Raises:
        ProblemError: ``ffmpeg-missing``.
    """
    named = os.environ.get(FFMPEG_VARIABLE, "")
    if named and not Path(named).is_file():
        raise ProblemError(
            Problem(
                "ffmpeg-missing",
                f"{FFMPEG_VARIABLE} names {named}, which does not exist.",
                f"Correct or remove {FFMPEG_VARIABLE}.",
            )
        )
    for candidate in (named, _carried(), shutil.which("ffmpeg") or ""):
        if candidate and Path(candidate).is_file():
            return Path(candidate)
    raise ProblemError(
        Problem(
            "ffmpeg-missing",
            "No ffmpeg was found.",
            "Reinstall omgui's packages (imageio-ffmpeg carries one), install ffmpeg, or name one "
            f"in {FFMPEG_VARIABLE}.",
        )
    )


def _carried() -> str:
    try:
        import imageio_ffmpeg  # noqa: PLC0415  # its import looks for the executable

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError, OSError):
        return ""


@lru_cache(maxsize=4)
def ffmpeg_version(ffmpeg: Path) -> str:
    """Return the first line that ffmpeg says of itself, e.g. ``ffmpeg version 7.0.2``."""
    return _ask(ffmpeg, "-version").partition(" Copyright")[0].strip()


@lru_cache(maxsize=4)
def has_libvmaf(ffmpeg: Path) -> bool:
    """Return whether this ffmpeg was built with libvmaf."""
    return " libvmaf " in _ask(ffmpeg, "-filters")


def _ask(ffmpeg: Path, question: str) -> str:
    try:
        answer = subprocess.run(  # an argument list, no shell
            [str(ffmpeg), "-hide_banner", question],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_ASK_TIMEOUT_S,
            check=False,
            creationflags=no_window_flags(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProblemError(
            Problem(
                "ffmpeg-broken",
                f"ffmpeg cannot be run: {error}.",
                f"Try `{ffmpeg} -version`; name another one in {FFMPEG_VARIABLE}.",
                str(ffmpeg),
            )
        ) from error
    return answer.stdout.decode("utf-8", "replace")
