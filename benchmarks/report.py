"""Lines of the table, and the table."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measured import cores

_PACKAGES = (
    "torch",
    "numpy",
    "pyiqa",
    "piq",
    "objective-metrics",
    "decord",
    "opencv-python-headless",
    "omgui",
)
_ASK_VERSIONS = (
    "import platform, importlib.metadata as m\n"
    "def v(n):\n"
    "    try: return m.version(n)\n"
    "    except m.PackageNotFoundError: return ''\n"
    f"found = [(n, v(n)) for n in {_PACKAGES!r}]\n"
    "print('CPython ' + platform.python_version(), *(n + ' ' + s for n, s in found if s), sep=', ')"
)
NOISE = "**noise: the wall time is impossible, the machine was too busy**"
_HEAD = ("what", "measured", "target", "met", "largest score difference")


@dataclass(frozen=True)
class Line:
    """One line of the table.

    Attributes:
        key: Word that chooses it on the command line.
        what: What was measured.
        measured: The numbers, in words.
        target: What was wanted, in words; empty where nothing was.
        is_met: Whether it was reached; ``None`` where there is no target or no number.
        difference: Largest score difference, in words; ``–`` where there are no scores.
        raw: All numbers, for the JSON file.
    """

    key: str
    what: str
    measured: str
    target: str
    is_met: bool | None
    difference: str = "–"
    raw: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return asdict(self)


def failed_line(key: str, what: str, target: str, why: str) -> Line:
    """Return the line of something that could not be measured."""
    short = " ".join(why.split())
    return Line(key, what, f"not measured: {short[:300]}", target, None, raw={"why": why})


def table(lines: Sequence[Line]) -> str:
    """Return the lines as a Markdown table."""
    rows = [_HEAD, tuple("---" for _ in _HEAD)]
    rows += [
        (line.what, line.measured, line.target or "–", _met(line), line.difference)
        for line in lines
    ]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)


def _met(line: Line) -> str:
    if line.is_met is None:
        return "–"
    return "met" if line.is_met else "**not met**"


def versions(python: Path | str) -> str:
    """Return the versions of what decides speed and scores in an environment."""
    answer = subprocess.run(
        [str(python), "-c", _ASK_VERSIONS], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip() or f"unknown ({answer.stderr.strip()[-200:]})"


def machine() -> str:
    """Return what the numbers were measured on, and how busy it was."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{_processor()}, {cores()} cores, {platform.system()} {platform.release()}, "
        f"load averages {load}"
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
