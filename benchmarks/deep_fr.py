"""What computing the reference side once saves: one reference, three distorted files, one thread.

    OMP_NUM_THREADS=1 python -m benchmarks.deep_fr [--size 720x1280] [--rounds 3] [NAME …]

For each learned full-reference metric the network of the library is called as it is, on the same
frames and in the same run as ours, turn by turn. Printed are CPU seconds of the three scores, their
ratio, and the largest difference between the scores, absolute and relative. The weights are
stand-ins: times do not depend on them.

``--memory`` measures instead by how much each of both raises the memory of a process at most
(Linux only).
"""

from __future__ import annotations

import argparse
import ctypes
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import torch

from omgui.core.catalogue.pyiqa_fr import ROWS
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.libraries.pyiqa_networks import build
from tests.filled_deep_fr import StandIns
from tests.reference_inputs import distort, texture

_SPECS = {spec.name: spec for spec in ROWS}
_DISTORTIONS = ("blur1", "block20", "noise20")
_CPU = torch.device("cpu")
Score = Callable[[], list[float]]


def keep_memory() -> None:
    """Have glibc keep freed memory, as the engine does; elsewhere do nothing."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.mallopt(-4, 0)
        libc.mallopt(-1, 2**31 - 1)


def _frames(height: int, width: int) -> tuple[torch.Tensor, list[torch.Tensor]]:
    reference = texture(height, width, 1)
    frames = [reference, *(distort(reference, how) for how in _DISTORTIONS)]
    first, *others = (torch.from_numpy(frame[None]) for frame in frames)
    return first, others


def _sides(
    name: str, size: tuple[int, int], files: dict[str, Path]
) -> dict[str, Callable[[], Score]]:
    """Return what scores all pairs: ours, and the library's network as it is."""
    reference, others = _frames(*size)
    module, _, attribute = _SPECS[name].factory.partition(":")

    def ours() -> Score:
        metric = getattr(import_module(module), attribute)(device=_CPU, files=files, name=name)

        def score() -> list[float]:
            first = Planes(reference)
            return [metric(Pair(first, Planes(other))).item() for other in others]

        return score

    def library() -> Score:
        network = build(name, files, _CPU)

        def score() -> list[float]:
            pairs = ((Planes(other).rgb(), Planes(reference).rgb()) for other in others)
            with torch.inference_mode():
                return [network(*pair).item() for pair in pairs]

        return score

    return {"ours": ours, "library": library}


def _seconds(score: Score) -> tuple[float, list[float]]:
    start = time.process_time()
    scores = score()
    return time.process_time() - start, scores


def _time(name: str, size: tuple[int, int], rounds: int, files: dict[str, Path]) -> None:
    sides = {side: make() for side, make in _sides(name, size, files).items()}
    spent: dict[str, list[float]] = {side: [] for side in sides}
    scores: dict[str, list[float]] = {}
    for turn in range(rounds):
        for side in sorted(sides, reverse=bool(turn % 2)):
            seconds, scores[side] = _seconds(sides[side])
            spent[side].append(seconds)
    ours, library = (sorted(spent[side])[rounds // 2] for side in ("ours", "library"))
    pairs = list(zip(scores["ours"], scores["library"], strict=True))
    apart = max(abs(a - b) for a, b in pairs)
    relative = max(abs(a - b) / max(abs(b), 1e-12) for a, b in pairs)
    print(
        f"{name:16s} ours {ours:7.2f} s  library {library:7.2f} s  gain {library / ours:4.2f}  "
        f"scores apart {apart:.1e} ({relative:.1e})",
        flush=True,
    )


def _peak_mib(name: str, side: str, size: tuple[int, int], files: dict[str, Path]) -> None:
    score = _sides(name, size, files)[side]()
    # Loading may have needed more than scoring does; Linux forgets that peak when told to.
    Path("/proc/self/clear_refs").write_text("5")
    before = _status_kib("VmRSS")
    score()
    print(round((_status_kib("VmHWM") - before) / 1024))


def _status_kib(wanted: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(wanted)).split()[1])


def _memory(name: str, size: tuple[int, int], folder: str) -> None:
    peaks = []
    for side in ("ours", "library"):
        command = [sys.executable, "-m", "benchmarks.deep_fr", "--size", f"{size[0]}x{size[1]}"]
        done = subprocess.run(
            [*command, "--child", json.dumps([name, side, folder])],
            capture_output=True,
            text=True,
            check=False,
        )
        peaks.append(f"{done.stdout.strip() or 'failed':>7s} MiB")
    print(f"{name:16s} ours {peaks[0]}  library {peaks[1]}", flush=True)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="benchmarks.deep_fr")
    parser.add_argument("names", nargs="*", metavar="NAME", default=list(_SPECS))
    parser.add_argument("--size", default="720x1280")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    height, width = (int(side) for side in options.size.split("x"))
    torch.set_num_threads(1)
    if options.child:
        name, side, folder = json.loads(options.child)
        _peak_mib(name, side, (height, width), StandIns(Path(folder)).of(name))
        return
    keep_memory()
    for name in options.names:
        with tempfile.TemporaryDirectory() as folder:
            files = StandIns(Path(folder)).of(name)
            if options.memory:
                _memory(name, (height, width), folder)
            else:
                _time(name, (height, width), options.rounds, files)


if __name__ == "__main__":
    main()
