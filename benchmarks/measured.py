"""Processes that are measured: wall time, CPU time and memory of a whole process tree."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_POLL_S = 0.05
_TAIL_CHARACTERS = 2000


class BenchmarkError(Exception):
    """Something cannot be measured; the message says why, for the table."""


@dataclass(frozen=True)
class Usage:
    """What a process and everything that it started took.

    Attributes:
        wall_s: Seconds on the clock.
        user_s: CPU seconds in programs.
        system_s: CPU seconds in the kernel.
        peak_bytes: Sum of the largest resident sizes of the processes; 0 where not watched.
    """

    wall_s: float
    user_s: float
    system_s: float
    peak_bytes: int = 0

    @property
    def cpu_s(self) -> float:
        """CPU seconds in all."""
        return self.user_s + self.system_s


def run_measured(
    command: Sequence[str | Path],
    folder: Path,
    env: Mapping[str, str] | None = None,
    *,
    watches_memory: bool = False,
    good_codes: Sequence[int] = (0,),
) -> Usage:
    """Run a command to its end and measure it.

    The CPU time is that of the process and of all its descendants that were waited for, which both
    tools do.

    Args:
        command: Program and arguments.
        folder: Its working directory.
        env: Its environment; that of this process by default.
        watches_memory: Whether to look at the memory, 20 times a second.
        good_codes: Exit codes that are no failure.

    Raises:
        BenchmarkError: It ended with another exit code; the message holds the end of its output.
    """
    if not hasattr(os, "wait4"):
        raise BenchmarkError("measuring CPU time of a process tree needs Linux or macOS")
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)),
            cwd=folder,
            env=dict(os.environ if env is None else env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        watch = MemoryWatch(process.pid) if watches_memory else None
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        wall_s = time.perf_counter() - started
        peak = watch.finish() if watch is not None else 0
        # Popen did not see the end of its child; tell it, or it would wait for nobody.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in good_codes:
            output.seek(0)
            said = output.read().decode("utf-8", "replace")[-_TAIL_CHARACTERS:]
            raise BenchmarkError(f"{command[0]} ended with {process.returncode}: {said}")
    return Usage(wall_s, used.ru_utime, used.ru_stime, peak)


class MemoryWatch:
    """Looks at the memory of a process and its descendants until told to stop.

    On Linux the kernel's own high-water mark of each process is read, so that no peak between two
    looks is missed; elsewhere the resident size.

    Args:
        pid: The root of the tree.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peaks: dict[int, int] = {}
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._thread.start()

    def finish(self) -> int:
        """Stop looking; return the sum of the peaks in bytes."""
        self._is_over.set()
        self._thread.join()
        return sum(self._peaks.values())

    def _look_on(self) -> None:
        while not self._is_over.wait(_POLL_S):
            try:
                root = psutil.Process(self._pid)
                tree = [root, *root.children(recursive=True)]
            except psutil.Error:
                continue
            for process in tree:
                peak = _peak_bytes(process)
                self._peaks[process.pid] = max(self._peaks.get(process.pid, 0), peak)


def _peak_bytes(process: psutil.Process) -> int:
    try:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii", errors="replace")
        lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        pass
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def median(values: Sequence[float]) -> float:
    """Return the median, which one disturbed round cannot move far."""
    return float(statistics.median(values))


def cores() -> int:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_possible(cpu_s: float, wall_s: float) -> bool:
    """Whether differences of measured times can be true, or are noise of a busy machine.

    Work takes time, and its wall time is at least its CPU time shared out to all cores.
    """
    return cpu_s > 0 and wall_s >= 0.95 * cpu_s / cores()
