"""Loops that are timed from inside one process: ``python -m benchmarks.inside``.

Modes, each with the same files and metrics, and one thread of arithmetic:

* ``decode-raw``: OpenCV alone, frames of all files in step.
* ``decode``: the engine's readers, each ahead in its thread as in a worker; nothing is scored.
* ``raw``: OpenCV alone and the kernels in a bare loop.
* ``bare``: the engine's reader and the kernels in a bare loop.
* ``engine``: what a worker does with a group, its answers going nowhere.

Prints one JSON line: a list of rounds, each with wall and CPU seconds by mode.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from omgui.core.catalogue import load_catalogue
from omgui.engine.answers import Answers
from omgui.engine.decode.decoder_log import DecoderLogWatch
from omgui.engine.decode.prefetch import Prefetched
from omgui.engine.decode.video import open_video
from omgui.engine.group import GroupScorer
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.memory import limit_arithmetic_threads, retain_freed_memory
from omgui.engine.tasks import FileTask, GroupTask, PairTask, ScoreTask

Frame = NDArray[np.uint8]
Kernel = Callable[[Pair], torch.Tensor]


def kernels(metrics: Sequence[str]) -> list[Kernel]:
    """Return the kernels of metrics with their default options."""
    catalogue = load_catalogue()[0]
    found: list[Kernel] = []
    for metric in metrics:
        spec = catalogue[metric]
        module, _, name = spec.factory.partition(":")
        options: dict[str, Any] = dict(spec.options_for(is_compatible=False))
        options.pop("order", None)
        found.append(_bound(getattr(import_module(module), name), options))
    return found


def _bound(function: Callable[..., torch.Tensor], options: dict[str, Any]) -> Kernel:
    return lambda pair: function(pair, **options)


def raw_frames(paths: Sequence[Path]) -> Iterator[list[Frame]]:
    """Yield frames of all files in step, by OpenCV alone."""
    cv2.setNumThreads(1)
    options = [cv2.CAP_PROP_N_THREADS, 1]
    videos = [cv2.VideoCapture(str(path), cv2.CAP_FFMPEG, options) for path in paths]
    while True:
        frames = [video.read()[1] for video in videos]
        if any(frame is None for frame in frames):
            break
        yield [cast(Frame, cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)) for frame in frames]
    for video in videos:
        video.release()


def reader_frames(paths: Sequence[Path], *, is_ahead: bool) -> Iterator[list[Frame]]:
    """Yield frames of all files in step, by the engine's readers."""
    with ExitStack() as stack:
        readers: list[Any] = [open_video(path, env=os.environ, num_threads=1) for path in paths]
        if is_ahead:
            readers = [Prefetched(reader) for reader in readers]
        for reader in readers:
            stack.callback(reader.close)
        while True:
            frames = [reader.read() for reader in readers]
            if any(frame is None for frame in frames):
                return
            yield frames


def score(frames: Iterator[list[Frame]], metrics: Sequence[str]) -> int:
    """Compare the first file with the others, frame by frame; return the number of frames."""
    loaded = kernels(metrics)
    scores: list[float] = []
    count = 0
    with torch.inference_mode():
        for shots in frames:
            reference, *others = [Planes(torch.from_numpy(shot[None])) for shot in shots]
            for distorted in others:
                pair = Pair(reference, distorted)
                scores += [float(kernel(pair)) for kernel in loaded]
            count += 1
    return count


class _Free:
    """A control that never pauses."""

    def checkpoint(self) -> None:
        """Go on."""


def engine(paths: Sequence[Path], metrics: Sequence[str], watch: DecoderLogWatch) -> None:
    """Score a group as a worker does."""
    scores = [
        tuple(
            ScoreTask(id=file * len(metrics) + number, metric=metric)
            for number, metric in enumerate(metrics)
        )
        for file in range(1, len(paths))
    ]
    task = GroupTask(
        id=0,
        media="vid",
        files=tuple(FileTask(name=path.name, path=str(path)) for path in paths),
        reference=0,
        pairs=tuple(
            PairTask(file=file, mode="same", set_files=(file,), scores=some)
            for file, some in enumerate(scores, start=1)
        ),
    )
    problems: list[object] = []

    def send(message: Any) -> None:
        problem = getattr(message, "problem", None)
        if problem is not None:
            problems.append(problem)

    GroupScorer(load_catalogue()[0], Answers(send, _Free()), os.environ, watch).score(task)
    if problems:
        raise RuntimeError(f"the engine could not score: {problems[0]}")


def _exhaust(frames: Iterator[list[Frame]]) -> None:
    for _ in frames:
        pass


def main() -> None:
    """Time the modes, turn by turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("modes")
    parser.add_argument("metrics")
    parser.add_argument("rounds", type=int)
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    metrics = options.metrics.split(",")
    paths: list[Path] = options.files
    retain_freed_memory()
    limit_arithmetic_threads()
    with DecoderLogWatch() as watch:
        modes: dict[str, Callable[[], object]] = {
            "decode-raw": lambda: _exhaust(raw_frames(paths)),
            "decode": lambda: _exhaust(reader_frames(paths, is_ahead=True)),
            "raw": lambda: score(raw_frames(paths), metrics),
            "bare": lambda: score(reader_frames(paths, is_ahead=False), metrics),
            "engine": lambda: engine(paths, metrics, watch),
        }
        score(_first(reader_frames(paths, is_ahead=False)), metrics)  # tables and codecs are ready
        rounds = []
        names = options.modes.split(",")
        for number in range(options.rounds):
            times = {}
            for name in names if number % 2 == 0 else reversed(names):
                times[name] = _timed(modes[name])
            rounds.append(times)
    print(json.dumps(rounds))


def _first(frames: Iterator[list[Frame]]) -> Iterator[list[Frame]]:
    yield next(frames)


def _timed(work: Callable[[], object]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu}


if __name__ == "__main__":
    main()
