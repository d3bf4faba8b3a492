"""Which part of the machine's time a process has for itself, where others are busy beside it."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Sequence


class Shares:
    """Measures which share of the machine's time an engine has or could have.

    Args:
        process: The engine.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        import psutil

        self._engine = psutil.Process(process.pid)
        self._cores = psutil.cpu_count() or 1
        self._began = time.monotonic()
        self._before = (self._began, self._machine_s(), self._engine_s())
        self.found: list[tuple[float, float]] = []  # until when, since the start, and the share

    def look(self) -> None:
        """Note what became of the time since the last look."""
        now = (time.monotonic(), self._machine_s(), self._engine_s())
        took, busy, ours = (new - old for new, old in zip(now, self._before, strict=True))
        self._before = now
        others = max(0.0, busy - max(0.0, ours))
        share = 1 - others / (took * self._cores)
        self.found.append((now[0] - self._began, min(1.0, max(0.05, share))))

    def _machine_s(self) -> float:
        import psutil

        times = psutil.cpu_times()
        return sum(times) - times.idle - getattr(times, "iowait", 0.0) - times.guest

    def _engine_s(self) -> float:
        import psutil

        total = 0.0
        with contextlib.suppress(psutil.Error):
            for one in [self._engine, *self._engine.children(recursive=True)]:
                with contextlib.suppress(psutil.Error):
                    total += sum(one.cpu_times()[:4])
        return total


class Clock:
    """Turns time by the clock on the wall into time that the engine had for itself."""

    def __init__(self, shares: Sequence[tuple[float, float]]) -> None:
        self._shares = shares

    def __call__(self, at_s: float) -> float:
        """Return how much of the time until then was its own."""
        own, before = 0.0, 0.0
        for until, share in self._shares:
            if at_s <= until:
                return own + (at_s - before) * share
            own += (until - before) * share
            before = until
        return own + at_s - before
