"""``omgui doctor``: what this installation is made of, and whether it computes what it should."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from omgui import __version__
from omgui.cli import exit_codes, selftest
from omgui.cli.trials import CLIP_FRAMES, make_clip, start_trial
from omgui.core.catalogue import load_catalogue
from omgui.core.problems import ProblemError
from omgui.engine.devices import (
    Accelerators,
    available_cores,
    may_have_accelerator,
    probe_accelerators,
)
from omgui.engine.ffmpeg import ffmpeg_version, find_ffmpeg, has_libvmaf
from omgui.weights.inventory import missing
from omgui.weights.network import offline_variable
from omgui.weights.places import weights_folders

_PACKAGES = ("torch", "numpy", "pillow", "opencv-python-headless", "av", "imageio-ffmpeg")
_LEARNED = "is needed by learned metrics only"
_OPTIONAL = {
    "decord": "reads videos on a GPU (DECORD_GPU) and in compatibility mode only",
    **dict.fromkeys(("torchvision", "timm", "pyiqa", "piq"), _LEARNED),
}
_TWINS = {"opencv-python-headless": "opencv-python"}  # the same, with a window
_READERS = {
    "opencv": "OpenCV, the first choice",
    "ffmpeg": "the ffmpeg program",
    "decord": "Decord",
    "pyav": "PyAV, for the eye",
}
_LOW_SPACE_BYTES = 1e9
_REINSTALL = "Reinstall omgui and its packages."


class State(str, Enum):
    """What a check came to."""

    OK = "ok"
    NOTE = "note"  # good to know; nothing is wrong
    PROBLEM = "problem"


@dataclass(frozen=True)
class Check:
    """One line of the doctor.

    Attributes:
        group: What it belongs to.
        name: What was looked at.
        value: What was found.
        state: What to think of it.
        hint: What to do about it.
    """

    group: str
    name: str
    value: str
    state: State = State.OK
    hint: str = ""


def command(arguments: argparse.Namespace) -> int:
    """Look at everything.

    Args:
        arguments: Of the command line.

    Returns:
        0 where all is well, 1 where something is wrong.
    """
    checks: list[Check] = []
    show = (lambda _check: None) if arguments.json else _screen()
    for check in examine(is_quick=arguments.quick):
        checks.append(check)
        show(check)
    is_ok = all(check.state is not State.PROBLEM for check in checks)
    if arguments.json:
        said = {
            "is_ok": is_ok,
            "machine": machine(),
            "checks": [asdict(check) for check in checks],
        }
        sys.stdout.write(f"{json.dumps(said, ensure_ascii=False, indent=1)}\n")
    else:
        count = sum(check.state is State.PROBLEM for check in checks)
        last = "All is well." if is_ok else f"{count} of {len(checks)} checks found a problem."
        sys.stdout.write(f"\n{last}\n")
    return exit_codes.COMPLETE if is_ok else exit_codes.PROBLEMS


def machine() -> dict[str, object]:
    """Return what forecasts of time and memory depend on, as plain values."""
    import psutil

    found = _accelerators()
    return {
        "cores": available_cores(),
        "available_bytes": psutil.virtual_memory().available,
        "total_bytes": psutil.virtual_memory().total,
        "cuda_free_bytes": list(found.free_bytes) if found else [],
        "mps": bool(found and found.mps),
    }


def examine(*, is_quick: bool = False) -> Iterator[Check]:
    """Yield every check as it is done, quick ones first.

    Args:
        is_quick: Without trying decoders and metrics, which takes seconds.
    """
    yield from _versions()
    yield from _devices()
    yield from _places()
    yield from _weights()
    yield from _ffmpeg()
    if is_quick:
        return
    with ThreadPoolExecutor(max(2, available_cores())) as pool:
        scores = pool.submit(start_trial, selftest.SCORES)
        yield from _readers(pool)
        yield from _scores(scores.result)


def _versions() -> Iterator[Check]:
    group = "versions"
    yield Check(group, "omgui", __version__)
    yield Check(group, "python", f"{platform.python_version()} ({sys.executable})")
    yield Check(group, "system", platform.platform())
    for name in _PACKAGES:
        found = _version(name) or _version(_TWINS.get(name, name))
        if found:
            yield Check(group, name, found)
        else:
            hint = f"Install it: {sys.executable} -m pip install {name}"
            yield Check(group, name, "not installed", State.PROBLEM, hint)
    for name, purpose in _OPTIONAL.items():
        found = _version(name)
        yield Check(group, name, found or f"not installed; it {purpose}", _note_unless(bool(found)))
    for problem in load_catalogue()[1]:
        yield Check(group, "plug-in", problem.message, State.PROBLEM, problem.hint)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _note_unless(is_ok: bool) -> State:
    return State.OK if is_ok else State.NOTE


def _devices() -> Iterator[Check]:
    import psutil

    memory = psutil.virtual_memory()
    yield Check("devices", "cpu", f"{available_cores()} cores")
    free = f"{memory.available / 1e9:.1f} of {memory.total / 1e9:.1f} GB free"
    if memory.available > _LOW_SPACE_BYTES:
        yield Check("devices", "memory", free)
    else:
        yield Check("devices", "memory", free, State.PROBLEM, "Close other programs.")
    found = _accelerators()
    names = [f"cuda:{index}" for index in range(found.cuda if found else 0)]
    names += ["mps"] if found and found.mps else []
    said = ", ".join(names) or "none that torch can use; scores are computed on the CPU"
    yield Check("devices", "accelerators", said, _note_unless(bool(names)))


def _accelerators() -> Accelerators | None:
    return probe_accelerators() if may_have_accelerator(os.environ) else None


def _places() -> Iterator[Check]:
    for name, folder in (("temporary", Path(tempfile.gettempdir())), ("current", Path.cwd())):
        try:
            with tempfile.TemporaryFile(dir=folder) as file:
                file.write(b"omgui")
            free = shutil.disk_usage(folder).free
        except OSError as error:
            reason = error.strerror or error
            hint = "Change the rights on it, or use another folder."
            value = f"{folder} cannot be written to: {reason}"
            yield Check("folders", name, value, State.PROBLEM, hint)
            continue
        value = f"{folder}, {free / 1e9:.1f} GB free"
        if free > _LOW_SPACE_BYTES:
            yield Check("folders", name, value)
        else:
            yield Check("folders", name, value, State.PROBLEM, "Make room on this disk.")


def _weights() -> Iterator[Check]:
    group = "weights"
    yield Check(group, "folders", ", ".join(map(str, weights_folders())))
    if offline_variable():
        yield Check(group, "network", f"not to be used: {offline_variable()} is set", State.NOTE)
    rows = [row for row in load_catalogue()[0].values() if row.checkpoints]
    complete = sum(not missing(row) for row in rows)
    value = f"{complete} of the {len(rows)} metrics that need some have theirs"
    hint = "" if complete else "`omgui weights fetch METRIC` gets those of a metric."
    yield Check(group, "metrics", value, _note_unless(complete > 0), hint)


def _ffmpeg() -> Iterator[Check]:
    try:
        path = find_ffmpeg()
        said = ffmpeg_version(path)
        has_vmaf = has_libvmaf(path)
    except ProblemError as error:
        problem = error.problem
        yield Check("ffmpeg", "program", problem.message, State.PROBLEM, problem.hint)
        return
    yield Check("ffmpeg", "program", f"{path} ({said})")
    if has_vmaf:
        yield Check("ffmpeg", "libvmaf", "there")
    else:
        hint = "Install imageio-ffmpeg, whose ffmpeg has it, or name one in OMGUI_FFMPEG."
        value = "not in this ffmpeg: vmaf cannot be computed"
        yield Check("ffmpeg", "libvmaf", value, State.PROBLEM, hint)


def _readers(pool: ThreadPoolExecutor) -> Iterator[Check]:
    """Let every decoder read one clip, each in a process of its own, and compare."""
    with tempfile.TemporaryDirectory(prefix="omgui-doctor-", ignore_cleanup_errors=True) as folder:
        clip = Path(folder) / "clip.mp4"
        reason = make_clip(clip)
        if reason:
            value = f"no clip to try them with could be made: {reason}"
            yield Check("decoders", "clip", value, State.PROBLEM, _REINSTALL)
            return
        jobs = {name: pool.submit(start_trial, name, str(clip)) for name in _READERS}
        said = {name: job.result() for name, job in jobs.items()}
    digests = [found["digest"] for found in said.values() if isinstance(found, dict)]
    usual = max(set(digests), key=digests.count) if digests else ""
    for name, found in said.items():
        yield _reader_check(name, found, usual)


def _reader_check(name: str, found: dict[str, Any] | str, usual: str) -> Check:
    what = _READERS[name]
    if isinstance(found, str):
        if name in _OPTIONAL and not _version(name):
            return Check("decoders", name, f"{what}: not installed", State.NOTE)
        return Check("decoders", name, f"{what}: {found}", State.PROBLEM, _REINSTALL)
    if found["frames"] != CLIP_FRAMES:
        value = f"{what}: read {found['frames']} of {CLIP_FRAMES} frames"
        return Check("decoders", name, value, State.PROBLEM, _REINSTALL)
    if found["digest"] != usual:
        value = f"{what}: its frames are not those of the other decoders"
        hint = "Scores of videos may differ from those of other machines; update the package."
        return Check("decoders", name, value, State.PROBLEM, hint)
    return Check("decoders", name, f"{what}: {found['frames']} frames, all as expected")


def _scores(wait: Callable[[], dict[str, Any] | str]) -> Iterator[Check]:
    """Compare the scores of a built-in pair with stored numbers."""
    found = wait()
    if isinstance(found, str):
        yield Check("scores", "self-test", found, State.PROBLEM, _REINSTALL)
        return
    yield from (score_check(name, found) for name in selftest.EXPECTED)


def score_check(name: str, found: Mapping[str, float | str]) -> Check:
    """Return whether a metric gives the score that is known to be right."""
    expected = selftest.EXPECTED[name]
    score = found.get(name, "was not computed")
    if selftest.is_expected(name, score):
        return Check("scores", name, f"{score:.6g}")
    said = score if isinstance(score, str) else f"{score:.9g} instead of {expected:.9g}"
    hint = "Do not trust this metric here. Reinstall torch, and please report it."
    return Check("scores", name, said, State.PROBLEM, hint)


def _screen() -> Callable[[Check], None]:
    """Return what shows a check on the terminal as soon as it is done."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False, soft_wrap=True)
    styles = {State.OK: "green", State.NOTE: "cyan", State.PROBLEM: "bold red"}
    shown: set[str] = set()

    def show(check: Check) -> None:
        if check.group not in shown:
            shown.add(check.group)
            console.print(f"[bold]{check.group}[/bold]")
        style = styles[check.state]
        state = f"[{style}]{check.state.value:<7}[/{style}]"
        console.print(f"  {state} {escape(check.name):<22} {escape(check.value)}")
        if check.hint:
            console.print(f"          {'':<22} [dim]{escape(check.hint)}[/dim]")

    return show
