"""What the doctor tries out, each in a process of its own that may crash."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from omgui.core.problems import ProblemError
from omgui.core.programs import Program, command_of
from omgui.engine.ffmpeg import find_ffmpeg, no_window_flags

CLIP_FRAMES = 12
_TIMEOUT_S = 120


def make_clip(path: Path) -> str:
    """Make a clip that decoders can be tried with; return why it could not be made."""
    source = f"testsrc=size=96x64:rate=12:duration={CLIP_FRAMES / 12:g}"
    try:
        encode = [*("-c:v", "libx264", "-pix_fmt", "yuv420p"), str(path)]
        command = [str(find_ffmpeg()), *("-v", "error", "-nostdin", "-f", "lavfi", "-i", source)]
        done = _run([*command, *encode])
    except ProblemError as error:
        return error.problem.message
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return done.stderr.decode("utf-8", "replace").strip()[-300:] if done.returncode else ""


def start_trial(*arguments: str) -> dict[str, Any] | str:
    """Run a part of the self-test in a process of its own; return what it said, or why not."""
    try:
        done = _run(command_of(Program.SELFTEST, *arguments))
        if done.returncode == 0:
            said: dict[str, Any] = json.loads(done.stdout)
            return said
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return f"{type(error).__name__}: {error}"
    if done.returncode < 0:
        return f"it crashed (signal {-done.returncode})"
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:300] if lines else f"it ended with code {done.returncode}"


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # an argument list, no shell
        command,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=_TIMEOUT_S,
        check=False,
        creationflags=no_window_flags(),
    )
