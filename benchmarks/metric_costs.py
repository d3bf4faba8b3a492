"""Cost of one frame of every metric: ``python -m benchmarks.metric_costs [METRIC…] [--write]``.

Each metric runs in a process of its own on one thread, with stand-in weights where it needs some:
the time of a network does not depend on its numbers. ``--write`` puts what was measured into
``omgui/core/catalogue/costs.json``, from which ``omgui check`` estimates and ``docs/metrics.md`` is
made; metrics that are not named keep what was measured before.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from omgui.core.catalogue import costs, load_catalogue
from omgui.core.metric_spec import Kind, MetricSpec, Unit

SIZES = {"ms_720p": (720, 1280), "ms_1080p": (1080, 1920)}
TIMEOUT_S = 1800
LEAST_S = 1.0
LONG_S = 20.0  # what takes longer is not tried twice: loading hardly counts in it
FILE_FRAMES = (10, 60)
CLIP_FRAMES = 4
FILE = Path(costs.__file__).with_name(costs.FILE)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.metric_costs", description=__doc__)
    parser.add_argument("metrics", nargs="*")
    parser.add_argument("--write", action="store_true", help="keep the figures in costs.json")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    catalogue = load_catalogue()[0]
    if chosen.one:
        print(json.dumps(measure(catalogue[chosen.metrics[0]])))
        return 0
    names = chosen.metrics or [row.name for row in catalogue.values() if not row.part_of]
    said = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"metrics": {}}
    failed = 0
    for name in names:
        found = _apart(catalogue[name])
        if isinstance(found, str):
            failed += 1
            print(f"{name}: not measured: {found}", flush=True)
            continue
        said["metrics"][name] = found
        print(f"{name}: {found}", flush=True)
        if chosen.write:
            said["machine"] = machine()
            said["metrics"] = {row: said["metrics"][row] for row in sorted(said["metrics"])}
            FILE.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    return int(failed > 0)


def machine() -> str:
    import torch

    model = platform.processor() or platform.machine()
    facts = Path("/proc/cpuinfo")
    for line in facts.read_text().splitlines() if facts.exists() else ():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
    return f"{model}, torch {torch.__version__}, one thread"


def _apart(spec: MetricSpec) -> dict[str, Any] | str:
    from tests.stand_ins import write_full_stand_ins

    command = [sys.executable, "-m", "benchmarks.metric_costs", "--one", spec.name]
    with tempfile.TemporaryDirectory() as folder:
        write_full_stand_ins(
            spec, Path(folder)
        )  # here, for the memory of the other process is measured
        env = {**os.environ, "OMP_NUM_THREADS": "1", "OMGUI_WEIGHTS": folder}
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, env=env, timeout=TIMEOUT_S, check=False
            )
        except subprocess.TimeoutExpired:
            return f"it took longer than {TIMEOUT_S} s"
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"code {done.returncode}"])[-1]
    return json.loads(done.stdout.splitlines()[-1])


def measure(spec: MetricSpec) -> dict[str, Any]:
    """Return the cost of a metric, CPU time of this process."""
    import torch

    from omgui.engine.memory import limit_arithmetic_threads, retain_freed_memory
    from omgui.engine.metric import LoadedMetric

    if spec.unit is Unit.FILE:
        return _of_files()
    retain_freed_memory()
    limit_arithmetic_threads()
    before = _peak_bytes()
    options = spec.options_for(is_compatible=False)
    metric = LoadedMetric(spec, options, torch.device("cpu"))
    if spec.unit is Unit.CLIP:
        found = _of_clips(metric.clip_model)
        found["memory_bytes"] = _peak_bytes() - before
        return found
    found = {}
    for what, (height, width) in SIZES.items():
        with torch.inference_mode():
            found[what] = round(_milliseconds(spec, metric, height, width), 2)
        found.setdefault("memory_bytes", _peak_bytes() - before)
    return found


def _of_clips(model: Any) -> dict[str, Any]:
    """Return the cost of a metric of whole clips: of each frame where it looks at all of them."""
    import torch

    from omgui.engine.clip_model import ClipFrame, ClipShape

    found: dict[str, Any] = {}
    for what, (height, width) in SIZES.items():
        frame = _frames(height, width, 1)[0].numpy()
        view = model.view(ClipShape(CLIP_FRAMES, width, height))
        numbers = sorted(view.frames or range(CLIP_FRAMES))
        started = time.process_time()
        with torch.inference_mode():
            for number in numbers:
                view.add(number, ClipFrame(frame))
            model.score([view], lambda: None)
        spent = round((time.process_time() - started) * 1e3, 2)
        if view.frames is not None:
            return {"ms_720p": 0.0, "ms_1080p": 0.0, "ms_clip": spent}
        found[what] = round(spent / len(numbers), 2)
    return found


def _of_files() -> dict[str, Any]:
    """Return the cost of VMAF, which is a program of its own: CPU time of it, decoding included."""
    import resource

    from omgui.core.frame_mapping import Mode
    from omgui.engine import vmaf
    from tests.media_files import run_ffmpeg

    def spent(folder: Path, height: int, width: int, frames: int) -> float:
        files = []
        for quality in (3, 20):
            files.append(folder / f"{height}-{frames}-{quality}.mp4")
            source = f"testsrc2=size={width}x{height}:rate=25,noise=alls=12:all_seed=1"
            # One thread, few buffers: the peak below is to be that of the program measured.
            codec = ["-threads", "1", "-c:v", "mpeg4", "-q:v", str(quality)]
            form = ["-frames:v", str(frames), "-pix_fmt", "yuv420p"]
            run_ffmpeg("-f", "lavfi", "-i", source, *codec, *form, files[-1])
        facts = [vmaf.video_facts(file) for file in files]
        contender = vmaf.Contender(files[1], facts[1], Mode.SAME)
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        vmaf.score((files[0], facts[0]), [contender], threads=1, checkpoint=lambda: None)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    found: dict[str, Any] = {}
    few, many = FILE_FRAMES
    with tempfile.TemporaryDirectory() as folder:
        for what, (height, width) in SIZES.items():
            start = spent(Path(folder), height, width, few)  # reading the model, mostly
            rest = spent(Path(folder), height, width, many) - start
            found[what] = round(rest / (many - few) * 1e3, 2)
    unit = 1 if sys.platform == "darwin" else 1024
    found["memory_bytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    return found


def _peak_bytes() -> int:
    status = Path("/proc/self/status")
    if status.exists():  # the other figure begins with that of the process that started this one
        lines = status.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _milliseconds(spec: MetricSpec, metric: Any, height: int, width: int) -> float:
    frames = [_frames(height, width, seed) for seed in (1, 2)]
    first = _score(spec, metric, *frames)  # warm
    spent: list[float] = [first] if first > LONG_S else []
    while sum(spent) < LEAST_S:
        spent.append(_score(spec, metric, *frames))
    return min(spent) * 1e3


def _score(spec: MetricSpec, metric: Any, *frames: Any) -> float:
    from omgui.engine.kernels.planes import Pair, Planes

    first, second = map(Planes, frames)  # anew, so that nothing computed before is found
    started = time.process_time()
    if spec.kind is Kind.FR:
        metric.score_pair(Pair(first, second))
    else:
        metric.score_frames(second, first if spec.unit is Unit.STEP else None)
    return time.process_time() - started


def _frames(height: int, width: int, seed: int) -> Any:
    import numpy as np
    import torch

    y, x = np.mgrid[0:height, 0:width]
    waves = 110 + 60 * np.sin(x / 17.0) + 50 * np.cos(y / 23.0)
    noise = np.random.default_rng(seed).normal(0, 6 * seed, (height, width, 3))
    pixels = np.clip(waves[..., None] + noise, 0, 255).astype(np.uint8)
    return torch.from_numpy(pixels[None])


if __name__ == "__main__":
    sys.exit(main())
