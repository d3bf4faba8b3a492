"""Measurements against what the machine can do, without the older tool."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks import media
from benchmarks.measured import BenchmarkError, Usage, is_possible, median, run_measured
from benchmarks.report import NOISE, Line, failed_line
from benchmarks.workspaces import NINE, OMGUI, Place, Work, environment, videos
from devtools.console import ROOT

_CLI_TURNS = 5


@dataclass(frozen=True)
class Limit:
    """One measurement.

    Attributes:
        key: Word that chooses it on the command line.
        what: What it is, in words.
        target: What is wanted, in words.
        measure: Does it; gives everything of the line but key, what and target.
    """

    key: str
    what: str
    target: str
    measure: Callable[[Place], tuple[str, bool | None, dict[str, object]]]


def measure(limits: Sequence[Limit], place: Place, say: Callable[[str], None]) -> Iterator[Line]:
    """Do the measurements; yields a line for each."""
    for limit in limits:
        say(f"{limit.key}: measuring")
        try:
            measured, is_met, raw = limit.measure(place)
        except BenchmarkError as error:
            yield failed_line(limit.key, limit.what, limit.target, str(error))
            continue
        yield Line(limit.key, limit.what, measured, limit.target, is_met, raw=raw)


def _inside(
    modes: Sequence[str], metrics: Sequence[str], files: Sequence[Path]
) -> dict[str, dict[str, float]]:
    """Time loops in a process of its own; returns seconds by mode."""
    command = [sys.executable, "-m", "benchmarks.inside", ",".join(modes), ",".join(metrics), "1"]
    answer = subprocess.run(
        [*command, *map(str, files)],
        cwd=ROOT,
        env={**environment(), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise BenchmarkError(f"the bare loops failed: {answer.stderr[-500:]}")
    found: dict[str, dict[str, float]] = json.loads(answer.stdout.splitlines()[-1])[0]
    return found


@dataclass
class _Slopes:
    """Seconds a frame: of whole runs, and of loops inside one process; a list of rounds each."""

    run_cpu: list[float]
    run_wall: list[float]
    cpu: dict[str, list[float]]
    wall: dict[str, list[float]]

    def ratio(self, top: Sequence[float], bottom: Sequence[float]) -> float:
        """Return the median of the rounds' ratios."""
        return median([a / b for a, b in zip(top, bottom, strict=True)])


def _slopes(
    place: Place,
    name: str,
    *,
    metrics: Sequence[str],
    size: media.Size,
    frames: tuple[int, int],
    modes: Sequence[str],
) -> _Slopes:
    """Measure whole runs of a short and of a long clip, and loops over the long one, by turns.

    The difference of the two runs is what frames cost, without start-up and end.
    """
    workspace = place.workspace(name)
    works: list[Work] = []
    files: list[Path] = []
    for count in frames:
        reference, others = media.clips(place.media, size, count, 1)
        files = [reference, *others]
        works.append(videos({"fr_iqa_metrics": metrics}, [(reference, others)], count))
    more = frames[1] - frames[0]
    found = _Slopes([], [], {mode: [] for mode in modes}, {mode: [] for mode in modes})
    for _ in range(place.rounds):
        short, long = (workspace.omgui(work, "--workers", "1")[0] for work in works)
        found.run_cpu.append((long.cpu_s - short.cpu_s) / more)
        found.run_wall.append((long.wall_s - short.wall_s) / more)
        for mode, times in _inside(modes, metrics, files).items():
            found.cpu[mode].append(times["cpu_s"] / frames[1])
            found.wall[mode].append(times["wall_s"] / frames[1])
    return found


def _overhead(
    place: Place, name: str, metrics: Sequence[str], size: media.Size, frames: tuple[int, int]
) -> tuple[str, bool | None, dict[str, object]]:
    found = _slopes(
        place,
        name,
        metrics=metrics,
        size=size,
        frames=frames,
        modes=("raw", "bare", "engine"),
    )
    bare = found.cpu["bare"]
    run = found.ratio(found.run_cpu, bare) - 1
    worker = found.ratio(found.cpu["engine"], bare) - 1
    reader = found.ratio(bare, found.cpu["raw"]) - 1
    words = (
        f"whole run {run:+.1%} CPU a frame pair ({median(bare) * 1000:.1f} ms bare); a worker's "
        f"part {worker:+.1%}; not counted: our reader against OpenCV's bare loop {reader:+.1%}"
    )
    return words, run <= 0.05, asdict(found)


def _overhead_nine(place: Place) -> tuple[str, bool | None, dict[str, object]]:
    frames = (5, 45) if place.is_quick else (10, 160)
    return _overhead(place, "overhead", NINE, media.HD, frames)


def _overhead_psnr(place: Place) -> tuple[str, bool | None, dict[str, object]]:
    frames = (20, 120) if place.is_quick else (50, 450)
    return _overhead(place, "overhead-psnr", ("psnr",), media.FULL_HD, frames)


def _psnr(place: Place) -> tuple[str, bool | None, dict[str, object]]:
    frames = (20, 120) if place.is_quick else (50, 450)
    modes = ("decode-raw", "decode", "engine")
    found = _slopes(
        place, "psnr", metrics=("psnr",), size=media.FULL_HD, frames=frames, modes=modes
    )
    wall = found.ratio(found.wall["decode"], found.run_wall)
    cpu = found.ratio(found.cpu["decode"], found.run_cpu)
    worker = found.ratio(found.wall["decode"], found.wall["engine"])
    words = (
        f"whole run {1 / median(found.run_wall):.1f} of {1 / median(found.wall['decode']):.1f} "
        f"pairs/s = {wall:.0%}; by CPU time {cpu:.0%}; a worker's part {worker:.0%} by wall time"
    )
    # Nothing is faster than the decoding in it.
    is_noise = wall > 1.02 or not is_possible(median(found.run_cpu), median(found.run_wall))
    if is_noise:
        return f"{words}; {NOISE}", None, asdict(found)
    return words, wall >= 0.9, asdict(found)


def _memory(place: Place) -> tuple[str, bool | None, dict[str, object]]:
    workspace = place.workspace("memory")
    lengths = {media.SMALL: (300, 3000), media.HD: (60, 600)}
    if place.is_quick:
        lengths = {media.SMALL: (300, 3000), media.HD: (30, 120)}
    metrics = {"fr_iqa_metrics": ("psnr", "ssim"), "nr_iqa_metrics": ("si",)}
    words: list[str] = []
    ratios: list[float] = []
    raw: dict[str, object] = {}
    for size, counts in lengths.items():
        peaks: list[int] = []
        for count in counts:
            work = videos(metrics, [media.clips(place.media, size, count, 1)], count)
            usage, _ = workspace.omgui(work, watches_memory=True)
            peaks.append(usage.peak_bytes)
        raw[str(size)] = {"frames": counts, "peak_bytes": peaks}
        ratios.append(peaks[1] / peaks[0])
        words.append(
            f"{size}: {peaks[0] / 2**20:.0f} MiB for {counts[0]}, {peaks[1] / 2**20:.0f} MiB for "
            f"{counts[1]} frames ({ratios[-1] - 1:+.1%})"
        )
    return "; ".join(words), max(ratios) <= 1.05, raw


def _workers(place: Place) -> tuple[str, bool | None, dict[str, object]]:
    workspace = place.workspace("workers")
    works = [_four_groups(place, frames) for frames in ((2, 22) if place.is_quick else (2, 62))]
    ratios: dict[str, list[float]] = {"whole": [], "start-up apart": []}
    usages: list[dict[str, object]] = []
    for _ in range(place.rounds):
        wall: dict[str, list[float]] = {}
        for workers in ("1", "2"):
            runs: list[Usage] = [workspace.omgui(work, "--workers", workers)[0] for work in works]
            usages += [{"workers": workers, **asdict(usage)} for usage in runs]
            wall[workers] = [runs[1].wall_s, runs[1].wall_s - runs[0].wall_s]
        ratios["whole"].append(wall["1"][0] / wall["2"][0])
        ratios["start-up apart"].append(wall["1"][1] / wall["2"][1])
    apart = median(ratios["start-up apart"])
    words = f"{apart:.2f}× wall, start-up apart; whole run {median(ratios['whole']):.2f}×"
    raw: dict[str, object] = {"ratios": ratios, "runs": usages}
    if not 0 < apart <= 2.05:
        return f"{words}; {NOISE}", None, raw
    return words, apart >= 1.8, raw


def _four_groups(place: Place, frames: int) -> Work:
    reference, (distorted,) = media.clips(place.media, media.HD, frames, 1)
    folder = place.work / f"four_{frames}"
    folder.mkdir(parents=True)
    groups: list[tuple[Path, list[Path]]] = []
    for number in range(4):
        copies = [folder / f"{number}_{path.name}" for path in (reference, distorted)]
        for source, copy in zip((reference, distorted), copies, strict=True):
            shutil.copyfile(source, copy)
        groups.append((copies[0], copies[1:]))
    return videos({"fr_iqa_metrics": NINE}, groups, frames)


def _command_line(place: Place) -> tuple[str, bool | None, dict[str, object]]:
    cpu: dict[str, list[float]] = {"--help": [], "metrics": []}
    for _ in range(_CLI_TURNS):
        for word, times in cpu.items():
            times.append(run_measured([*OMGUI, word], place.work, environment()).cpu_s)
    shown = {word: median(times) for word, times in cpu.items()}
    words = ", ".join(f"omgui {word} {seconds:.2f} s" for word, seconds in shown.items())
    return f"{words} CPU", shown["--help"] <= 0.3 and shown["metrics"] <= 0.5, {"cpu_s": cpu}


def _store(place: Place) -> tuple[str, bool | None, dict[str, object]]:
    # A worker sends what has gathered twice a second, or 512 scores: with nine metrics of three
    # files, some 16 frames of each. A slow metric sends its frames one by one.
    times = {size: _store_and_read(place.work / f"store_{size}.omgui", size) for size in (16, 1)}
    stored, read = times[16]
    words = (
        f"{stored:.2f} s, {read * 1000:.1f} ms (16 frames a chunk; one frame a chunk: "
        f"{times[1][0]:.2f} s, {times[1][1] * 1000:.1f} ms)"
    )
    return words, stored <= 3 and read <= 0.05, {"seconds_by_frames_a_chunk": times}


def _store_and_read(path: Path, chunk: int) -> tuple[float, float]:
    """Store 10 × 100,000 frame scores as a run does, and read one lot; returns seconds of each."""
    from omgui.engine.store import ScoreTarget, Store

    files, frames, messages = 10, 100_000, 2000
    values = np.random.default_rng(1).normal(40, 5, frames)
    store = Store(path)
    with store.transaction():
        store.add_targets([ScoreTarget("r", f"d{k}", "same", "psnr", str(k)) for k in range(files)])
    ids = [score.id for score in store.scores().values()]
    chunks = [(score, first) for first in range(0, frames, chunk) for score in ids]
    started = time.perf_counter()
    for begin in range(0, len(chunks), messages):
        with store.transaction():
            for score, first in chunks[begin : begin + messages]:
                store.append_frames(score, first, values[first : first + chunk])
    stored_s = time.perf_counter() - started
    store.close()
    reading = Store(path, is_readonly=True)
    started = time.perf_counter()
    _, found = reading.frame_scores(ids[3])
    read_s = time.perf_counter() - started
    reading.close()
    if not np.array_equal(found, values):
        raise BenchmarkError("the store gave back other scores than it was given")
    return stored_s, read_s


LIMITS = (
    Limit("psnr", "psnr alone, 1080p", "≥ 90 % of decode-only frames/s", _psnr),
    Limit(
        "overhead",
        "engine overhead over bare kernels and decode: nine metrics, 720p",
        "≤ 5 %",
        _overhead_nine,
    ),
    Limit(
        "overhead-psnr",
        "engine overhead over bare kernels and decode: psnr alone, 1080p",
        "≤ 5 %",
        _overhead_psnr,
    ),
    Limit(
        "memory",
        "peak memory of all processes, 10 times the frames",
        "equal within 5 %",
        _memory,
    ),
    Limit("workers", "2 workers against 1", "≥ 1.8×", _workers),
    Limit("cli", "omgui --help, omgui metrics", "≤ 0.3 s, ≤ 0.5 s CPU", _command_line),
    Limit("store", "10⁶ frame scores stored, 10⁵ read for a plot", "≤ 3 s, ≤ 50 ms", _store),
)
