"""How far the time left that the window shows is off, after a tenth of the work.

``python -m benchmarks.eta [--only NAME …] [--rounds 1] [--media FOLDER] [--keep FOLDER]``

The real engine scores made datasets of one to two minutes each, as the window has it do: clips of
unequal length and size, pictures, metrics of very unequal cost, a metric that is another program,
learned metrics with models to load, a run that goes on where another was cancelled. What the engine
said is heard again event by event by what makes the window's time left. "A tenth" is a tenth of the
time between the first score and the last.

Other programs slow a run down as they like, which no estimate can know. So the time that they took
from the engine is measured, and the target is for what is left without it; the error by the clock
on the wall is shown beside it. Exit code 1 if the median error is above the target.

``--replay FOLDER`` judges again, without the engine, what ``--keep`` has kept.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.eta_scenes import DATASET, SCENES, Scene, write_dataset, write_weights
from benchmarks.own_time import Clock, Shares
from devtools.console import ROOT

TARGET = 0.15
_PART = 0.1
_LEAST_S = 20.0
_FACTS = "facts.json"
_SHARES = "shares.json"
_EVERY_S = 0.5


@dataclass(frozen=True)
class Judged:
    """What one run says of the estimate; seconds."""

    name: str
    took_s: float
    scoring_s: float
    left_s: float
    said_s: float | None
    part_said: float
    disturbed_error: float = 0.0

    @property
    def error(self) -> float:
        """How far the time left was off, as a part of what was really left."""
        return 1.0 if self.said_s is None else abs(self.said_s - self.left_s) / self.left_s


def run(scene: Scene, media: Path, kept: Path) -> Path:
    """Let the engine do a run; return a folder with its events and what was known of the files."""
    from omgui.core.run_folder import Command, Request, RunFolder
    from omgui.ui.run.engine_process import start_engine
    from omgui.ui.run.lengths import survey_lengths

    with tempfile.TemporaryDirectory(prefix="omgui-eta-", ignore_cleanup_errors=True) as home:
        workspace = Path(home) / "ws"
        write_dataset(scene, workspace, media)
        environment = dict(os.environ)
        os.environ["OMGUI_WEIGHTS"] = str(write_weights(scene, media))
        os.environ["PYTHONPATH"] = str(ROOT)
        try:
            request = Request(workspace=workspace, datasets=(DATASET,), workers=scene.workers)
            if scene.cancel_after_s is not None:
                folder = RunFolder.create(Path(home) / "runs", request)
                process = start_engine(folder)
                time.sleep(scene.cancel_after_s)
                folder.tell(Command(word="cancel"))
                process.wait()
            facts = survey_lengths(workspace, DATASET, lambda: False)
            folder = RunFolder.create(Path(home) / "runs", request)
            process = start_engine(folder)
            shares = Shares(process)
            while process.poll() is None:
                time.sleep(_EVERY_S)
                shares.look()
        finally:
            os.environ.clear()
            os.environ.update(environment)
        kept.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder.events, kept / "events.jsonl")
        said = [
            (name.file, name.reference, name.mode, fact.frames, fact.area)
            for name, fact in facts.items()
        ]
        (kept / _FACTS).write_text(json.dumps(said), encoding="utf-8")
        (kept / _SHARES).write_text(json.dumps(shares.found), encoding="utf-8")
    return kept


def judge(name: str, kept: Path) -> Judged:
    """Hear the events of a run again, as the window does, by both clocks."""
    from omgui.core.run_folder import decode_line

    lines = (kept / "events.jsonl").read_text(encoding="utf-8").splitlines()
    events = [decode_line(line) for line in lines if line]
    shares = json.loads((kept / _SHARES).read_text(encoding="utf-8"))
    alone, disturbed = (
        _judged(name, kept, [(clock(one.at_s), one.event) for one in events])
        for clock in (Clock(shares), float)
    )
    return replace(alone, disturbed_error=disturbed.error)


def _judged(name: str, kept: Path, events: Sequence[tuple[float, object]]) -> Judged:
    from omgui.core.events import FramesReached, ItemFinished, ItemName, RunFinished
    from omgui.core.item_sizes import ItemFacts
    from omgui.core.run_estimate import RunEstimator

    assert isinstance(events[-1][1], RunFinished)
    scored = [at for at, event in events if isinstance(event, ItemFinished | FramesReached)]
    first, last = scored[0], scored[-1]
    tenth = first + _PART * (last - first)
    facts = {
        ItemName(file, reference, mode): ItemFacts(frames, area)
        for file, reference, mode, frames, area in json.loads((kept / _FACTS).read_text())
    }
    estimator = RunEstimator(facts)
    for at_s, event in events:
        if at_s > tenth:
            break
        estimator.heard(event, at_s)
    said = estimator.seconds_left(tenth)
    return Judged(name, last, last - first, last - tenth, said, estimator.part_done())


def _line(one: Judged) -> str:
    said = "nothing" if one.said_s is None else f"{one.said_s:.0f} s"
    return (
        f"{one.name:9} took {one.took_s:4.0f} s, scoring {one.scoring_s:4.0f} s; after a tenth "
        f"{one.left_s:4.0f} s left, said {said:>7}: off by {one.error:5.1%}, "
        f"by the wall clock {one.disturbed_error:5.1%}   {SCENES[one.name].what}"
    )


def main() -> int:
    """Run what is asked for, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=SCENES, metavar="NAME")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--media", type=Path, help="keep the files there for another time")
    parser.add_argument("--keep", type=Path, help="keep what the engine said there")
    parser.add_argument("--replay", type=Path, help="judge what was kept there")
    arguments = parser.parse_args()
    judged: list[Judged] = []
    with tempfile.TemporaryDirectory(prefix="omgui-eta-media-") as folder:
        for name in arguments.only or SCENES:
            for number in range(arguments.rounds):
                place = f"{name}-{number}"
                if arguments.replay is not None:
                    kept = arguments.replay / place
                    if not kept.exists():
                        continue
                else:
                    media = (arguments.media or Path(folder)).absolute()
                    kept = run(SCENES[name], media, (arguments.keep or Path(folder)) / place)
                judged.append(judge(name, kept))
                print(_line(judged[-1]), flush=True)
    errors = [one.error for one in judged]
    median = statistics.median(errors)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    wall = statistics.median(one.disturbed_error for one in judged)
    print(
        f"median error {median:.1%} of {len(judged)} runs, worst {max(errors):.1%}; "
        f"by the wall clock {wall:.1%}; target: median ≤ {TARGET:.0%}; "
        f"load {load:.1f} on {os.cpu_count()} cores"
    )
    short = [one.name for one in judged if one.took_s < _LEAST_S]
    if short:
        print(f"too short to say much: {', '.join(short)}")
    return int(median > TARGET)


if __name__ == "__main__":
    sys.exit(main())
