"""What to compute on, and how many workers to share it between."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import psutil

from omgui.core.passes import room_for_models, workers_that_fit
from omgui.core.problems import Problem, ProblemError
from omgui.core.programs import Program, command_of
from omgui.engine.ffmpeg import no_window_flags

AUTO = "auto"
CPU = "cpu"
_PROBE_TIMEOUT_S = 120


@dataclass(frozen=True)
class Accelerators:
    """What torch can compute on besides the CPU.

    Attributes:
        cuda: Number of CUDA devices.
        mps: Whether there is Apple's accelerator.
        free_bytes: Free memory of each CUDA device.
    """

    cuda: int = 0
    mps: bool = False
    free_bytes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Layout:
    """How the work is shared out.

    Attributes:
        devices: Device of each worker.
        threads: Threads of each worker.
        model_bytes: Memory that the models of one worker may take; ``None`` where it is not known.
    """

    devices: tuple[str, ...]
    threads: int
    model_bytes: int | None = None

    def __str__(self) -> str:
        return ", ".join(dict.fromkeys(self.devices))

    @property
    def kept_bytes(self) -> int | None:
        """What a worker may keep of frames for the next file: half of what models may take."""
        return None if self.model_bytes is None else self.model_bytes // 2

    def for_group(self, device: str) -> dict[str, object]:
        """Return what a group must know of the worker that scores it."""
        return {"device": device, "threads": self.threads, "kept_bytes": self.kept_bytes}


def available_cores() -> int:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def may_have_accelerator(env: Mapping[str, str]) -> bool:
    """Return whether asking torch, which takes seconds, is worth it."""
    if env.get("CUDA_VISIBLE_DEVICES", "") == "-1":
        return False
    if sys.platform == "darwin":
        return True
    return shutil.which("nvidia-smi") is not None or Path("/dev/nvidiactl").exists()


@lru_cache(maxsize=1)
def probe_accelerators() -> Accelerators:
    """Ask torch once, in a process of its own, what there is."""
    try:
        answer = subprocess.run(  # an argument list, no shell
            command_of(Program.DEVICES),
            capture_output=True,
            timeout=_PROBE_TIMEOUT_S,
            check=True,
            creationflags=no_window_flags(),
        )
        found = json.loads(answer.stdout)
        free = tuple(int(count) for count in found["free"])
        return Accelerators(int(found["cuda"]), bool(found["mps"]), free)
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return Accelerators()


def resolve_devices(wanted: str, env: Mapping[str, str]) -> tuple[str, ...]:
    """Return the devices that a wish means.

    Args:
        wanted: ``auto``, ``cpu``, ``cuda``, ``cuda:0,cuda:1``, ``mps``.
        env: Environment; ``CUDA_VISIBLE_DEVICES=-1`` means the CPU.

    Raises:
        ProblemError: ``bad-device``, ``no-such-device``.
    """
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    if not names or any(
        name not in {AUTO, CPU, "cuda", "mps"} and not _is_cuda(name) for name in names
    ):
        raise ProblemError(
            Problem(
                "bad-device",
                f"'{wanted}' is no device.",
                "Write auto, cpu, cuda, cuda:0, cuda:0,cuda:1 or mps.",
            )
        )
    if names == [CPU]:
        return (CPU,)
    found = probe_accelerators() if may_have_accelerator(env) else Accelerators()
    if names == [AUTO]:
        names = ["cuda"] if found.cuda else ["mps"] if found.mps else [CPU]
    return tuple(dict.fromkeys(_checked(name, found) for name in names))


def _is_cuda(name: str) -> bool:
    head, _, number = name.partition(":")
    return head == "cuda" and number.isdecimal()


def _checked(name: str, found: Accelerators) -> str:
    if name == CPU:
        return CPU
    device = "cuda:0" if name == "cuda" else name
    is_there = found.mps if device == "mps" else int(device.partition(":")[2]) < found.cuda
    if not is_there:
        raise ProblemError(
            Problem(
                "no-such-device",
                f"This machine has no {name} that torch can use.",
                "Run `omgui doctor` to see what there is, or use --device cpu.",
            )
        )
    return device


def lay_out(
    devices: tuple[str, ...], wanted: int | None, groups: int, largest_model: int = 0
) -> Layout:
    """Share the work out between workers.

    One worker per accelerator; on the CPU one per core as long as there are groups for them and
    memory, and the cores that are left over as threads of the workers.

    Args:
        devices: What to compute on.
        wanted: Number of workers, if a person said one.
        groups: Groups to be scored.
        largest_model: Bytes of the largest model; each worker has its own copy.
    """
    cores = available_cores()
    if devices != (CPU,):
        count = max(len(devices), wanted or 0)
        spread = tuple(devices[k % len(devices)] for k in range(count))
        return Layout(spread, 1, _accelerator_share(devices, count))
    available = psutil.virtual_memory().available
    fitting = workers_that_fit(cores, available, largest_model)
    count = wanted if wanted is not None else fitting
    count = max(1, min(count, groups))
    # A person who says "1 worker" means one busy core, as on a shared machine.
    threads = 1 if wanted is not None else max(1, cores // count)
    return Layout((CPU,) * count, threads, room_for_models(available, 1, count))


def _accelerator_share(devices: tuple[str, ...], workers: int) -> int | None:
    """Return what the models of one worker may take of its accelerator's memory."""
    free = probe_accelerators().free_bytes
    numbers = [int(name.partition(":")[2]) for name in devices if _is_cuda(name)]
    known = [free[number] for number in numbers if number < len(free) and free[number]]
    if not known:
        return None  # Apple's accelerator shares the machine's memory and says little about it
    return room_for_models(min(known), len(devices), workers)
