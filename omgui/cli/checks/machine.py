"""What this machine lacks for a dataset: programs, rights, disk space."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from omgui.cli.checks.cost import device_problem
from omgui.cli.checks.findings import Finding, Weight
from omgui.core.dataset import Dataset
from omgui.core.metric_spec import Unit
from omgui.core.problems import Problem, ProblemError
from omgui.engine.ffmpeg import find_ffmpeg, has_libvmaf
from omgui.engine.vmaf import vmaf_threads

_LOW_SPACE_BYTES = 200e6


def machine_findings(dataset: Dataset) -> Iterator[Finding]:
    """Yield what would keep a run from computing or writing scores."""
    problem = device_problem(dataset)
    if problem is not None:
        yield Finding.of(problem, where="device")
    yield from _vmaf(dataset)
    yield from _folder(dataset.output, "output")
    if dataset.log.parent != dataset.output:
        for found in _folder(dataset.log.parent, "logs_output"):
            yield _without_log(found)


def _vmaf(dataset: Dataset) -> Iterator[Finding]:
    metrics = [spec for spec in dataset.metrics if spec.unit is Unit.FILE and spec.name == "vmaf"]
    if not metrics:
        return
    problem = _vmaf_problem()
    if problem is not None:
        scores = len({item.identity for item in dataset.worklist.fr})
        yield Finding.of(problem, where="vmaf", scores=scores)


def _vmaf_problem() -> Problem | None:
    """Return what keeps vmaf from being computed here."""
    try:
        ffmpeg = find_ffmpeg()
        vmaf_threads(1)
        has_it = has_libvmaf(ffmpeg)
    except ProblemError as error:
        return replace(error.problem, where="")
    if has_it:
        return None
    return Problem(
        "metric-unavailable",
        f"vmaf needs libvmaf, which {ffmpeg} was built without.",
        "Install imageio-ffmpeg, whose ffmpeg has it, or name one in OMGUI_FFMPEG.",
    )


def _without_log(found: Finding) -> Finding:
    """Return what is wrong with the folder of the log, which costs no score."""
    if found.weight is not Weight.ERROR:
        return found
    message = f"{found.message} The run goes on without a log; the scores are not concerned."
    return replace(found, kind="log-unwritable", weight=Weight.WARNING, message=message)


def _folder(folder: Path, key: str) -> Iterator[Finding]:
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not os.access(there, os.W_OK | os.X_OK):
        message = f"'{folder}' cannot be written to."
        hint = f"Change the rights on it, or '{key}' in the YAML."
        if _is_read_only(there):
            message = f"'{folder}' is on a disk that can only be read."
            hint = f"Name a folder on another disk as '{key}' in the YAML, by its whole path."
        yield Finding("output-unwritable", Weight.ERROR, message, hint, key)
        return
    try:
        free = shutil.disk_usage(there).free
    except OSError:
        return
    if free < _LOW_SPACE_BYTES:
        message = f"Only {free / 1e6:.0f} MB are free on the disk of '{folder}'."
        hint = "Make room, or a run may end with a full disk."
        yield Finding("disk-nearly-full", Weight.WARNING, message, hint, key)


def _is_read_only(folder: Path) -> bool:
    """Whether it is not the rights, but the whole file system; not known on Windows."""
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY) if hasattr(os, "statvfs") else False
    except OSError:
        return False
