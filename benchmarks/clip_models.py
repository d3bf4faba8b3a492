"""Metrics of whole clips beside the older tool: ``python -m benchmarks.clip_models [METRIC…]``.

Both score the same clip, whose frames lie in a file of plain numbers, so that no decoder counts,
with the same stand-in weights and as many threads, turn by turn, each in a process of its own. Time
is that of a clip, with what the tool does anew for each; the model's start is not in it. Memory is
the largest size of the whole process.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import older_tool
from benchmarks.measured import BenchmarkError, median, run_measured
from benchmarks.report import Line, failed_line, machine, table, versions
from devtools.console import ROOT
from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import MetricSpec

METRICS = ("mdtvsfa", "FAST-VQA", "FasterVQA", "dover")
TARGET = "faster than the older tool"
_OLDER = Path(__file__).with_name("clip_models_older.py")
_IN_TORCHS_CACHE = "resnet50-0676ba61.pth"


@dataclass(frozen=True)
class Run:
    """What scoring the clip once took, and what came of it."""

    cpu_s: float
    wall_s: float
    peak_bytes: int
    score: float


@dataclass(frozen=True)
class Place:
    """Where the files of a metric lie, and how it is to run."""

    folder: Path
    threads: int

    @property
    def clip(self) -> Path:
        return self.folder / "clip.npy"

    @property
    def weights(self) -> Path:
        return self.folder / "home" / ".cache" / "objective_metrics" / "checkpoints"

    def environment(self) -> dict[str, str]:
        """Return the variables under which both find the weights, and neither the network."""
        return {
            **os.environ,
            "HOME": str(self.folder / "home"),
            "TORCH_HOME": str(self.folder / "torch"),
            "OMGUI_WEIGHTS": str(self.weights),
            "OMP_NUM_THREADS": str(self.threads),
            # The authors' files hold numbers of NumPy's beside the weights.
            "TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD": "1",
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for; return 1 if a target is not met."""
    options = _parser().parse_args(arguments)
    if options.one:
        _score_one(*options.one, options.threads)
        return 0
    try:
        older = older_tool.find_or_make(options.oracle, _say)
    except BenchmarkError as error:
        _say(f"No comparison without the older tool: {error}.")
        return 1
    width, height = (int(side) for side in options.size.split("x"))
    with tempfile.TemporaryDirectory(prefix="omgui-clip-models-") as folder:
        place = Place(Path(folder), options.threads)
        _write_clip(place.clip, options.frames, height, width)
        before = machine()
        lines = []
        for metric in options.metrics or METRICS:
            lines.append(_line(metric, place, older, options.rounds))
            _say(table(lines[-1:]).splitlines()[-1])
    print(f"{options.frames} frames of {width}×{height}, threads: {options.threads}.\n")
    print(table(lines))
    print(f"\nMachine: {before} at the start; {machine().rpartition(', load ')[2]} at the end.")
    print(f"omgui: {versions(sys.executable)}.\nolder tool: {versions(older)}.")
    return 0 if all(line.is_met for line in lines) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clip_models", description=__doc__)
    parser.add_argument("metrics", nargs="*", metavar="METRIC", help=f"of {', '.join(METRICS)}")
    parser.add_argument("--oracle", metavar="PYTHON", help="interpreter that has the older tool")
    parser.add_argument("--size", default="426x240", help="of the frames (default: 426x240)")
    parser.add_argument("--frames", type=int, default=130, help="of the clip (default: 130)")
    parser.add_argument("--threads", type=int, default=1, help="of both (default: 1)")
    parser.add_argument("--rounds", type=int, default=1, help="the median counts (default: 1)")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    return parser


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _write_clip(path: Path, frames: int, height: int, width: int) -> None:
    """Write a picture that moves, with fresh grain on every frame."""
    import numpy as np

    from tests.reference_inputs import hash_noise, texture

    picture = texture(height, width, 1).astype(np.int16)
    clip = np.lib.format.open_memmap(path, "w+", np.uint8, (frames, height, width, 3))
    for number in range(frames):
        grain = hash_noise(height, width, 3, number).astype(np.int16) // 16 - 8
        clip[number] = np.clip(np.roll(picture, 2 * number, axis=1) + grain, 0, 255)
    clip.flush()


def _line(metric: str, place: Place, older: Path, rounds: int) -> Line:
    from tests.stand_ins import write_full_stand_ins

    spec = load_catalogue()[0][metric]
    place.weights.mkdir(parents=True, exist_ok=True)
    write_full_stand_ins(spec, place.weights)
    _link_to_torchs_cache(place)
    sides = {
        "ours": [sys.executable, "-m", "benchmarks.clip_models", "--threads", str(place.threads)],
        "older": [str(older), str(_OLDER)],
    }
    sides["ours"].append("--one")
    runs: dict[str, list[Run]] = {side: [] for side in sides}
    try:
        for turn in range(rounds):
            for side in sorted(sides, reverse=bool(turn % 2)):
                runs[side].append(_run(sides[side], metric, place))
    except BenchmarkError as error:
        return failed_line(metric, metric, TARGET, str(error))
    return _told(spec, runs)


def _link_to_torchs_cache(place: Place) -> None:
    cached = place.folder / "torch" / "hub" / "checkpoints" / _IN_TORCHS_CACHE
    written = place.weights / _IN_TORCHS_CACHE
    if written.exists() and not cached.exists():
        cached.parent.mkdir(parents=True)
        cached.symlink_to(written)


def _run(command: Sequence[str], metric: str, place: Place) -> Run:
    answer = place.folder / "answer.json"
    usage = run_measured(
        [*command, metric, place.clip, answer], ROOT, place.environment(), watches_memory=True
    )
    found: Mapping[str, float] = json.loads(answer.read_text("utf-8"))
    answer.unlink()  # never to be taken for that of the next
    return Run(found["cpu_s"], found["wall_s"], usage.peak_bytes, found["score"])


def _told(spec: MetricSpec, runs: Mapping[str, Sequence[Run]]) -> Line:
    facts = {
        side: {
            key: median([getattr(run, key) for run in some])
            for key in ("cpu_s", "wall_s", "peak_bytes")
        }
        for side, some in runs.items()
    }
    ours, older = facts["ours"], facts["older"]
    cpu, wall = (older[key] / ours[key] for key in ("cpu_s", "wall_s"))
    measured = (
        f"CPU {ours['cpu_s']:.1f} s against {older['cpu_s']:.1f} s: {cpu:.1f}×; "
        f"wall {ours['wall_s']:.1f} s against {older['wall_s']:.1f} s: {wall:.1f}×; "
        f"memory {ours['peak_bytes'] / 1e9:.2f} GB against {older['peak_bytes'] / 1e9:.2f} GB"
    )
    return Line(
        spec.name,
        spec.title,
        measured,
        TARGET,
        cpu > 1 and wall > 1,
        _difference(spec, runs),
        {side: [vars(run) for run in some] for side, some in runs.items()},
    )


def _difference(spec: MetricSpec, runs: Mapping[str, Sequence[Run]]) -> str:
    if not spec.deterministic:
        return "– (the older tool draws anew each time)"
    pairs = zip(runs["ours"], runs["older"], strict=True)
    return f"{max(abs(mine.score - its.score) for mine, its in pairs):.1e}"


def _score_one(metric: str, clip: str, answer: str, threads: int) -> None:
    """Score the clip as a worker does."""
    import numpy as np
    import torch

    from omgui.engine.clip_model import ClipFrame, ClipShape
    from omgui.engine.memory import retain_freed_memory
    from omgui.engine.metric import LoadedMetric

    retain_freed_memory()
    torch.set_num_threads(threads)
    spec = load_catalogue()[0][metric]
    model = LoadedMetric(spec, {}, torch.device("cpu")).clip_model
    frames = np.load(clip, mmap_mode="r")
    count, height, width, _ = frames.shape
    cpu, wall = time.process_time(), time.perf_counter()
    view = model.view(ClipShape(count, width, height))
    for number in range(count):
        if view.frames is None or number in view.frames:
            view.add(number, ClipFrame(np.array(frames[number])))
    (score,) = model.score([view], lambda: None)
    spent = {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall}
    Path(answer).write_text(json.dumps({**spent, "score": score.value}), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
