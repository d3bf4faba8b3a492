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
        yield from _folder(dataset.log.parent, "logs_output")


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


def _folder(folder: Path, key: str) -> Iterator[Finding]:
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not os.access(there, os.W_OK | os.X_OK):
        message = f"'{folder}' cannot be written to."
        hint = f"Change the rights on it, or '{key}' in the YAML."
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
