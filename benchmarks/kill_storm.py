"""Kills runs at random moments and proves that nothing is lost, doubled or changed.

    python benchmarks/kill_storm.py [--rounds 50] [--seed 0]

Every round starts ``omgui run`` on a dataset of images and one of videos, kills it without
warning (the whole process tree, the parent alone, or one worker) one to three times, and starts it
again until it completes. Then all its tables must be, byte for byte, those of a run that nothing
disturbed; no score and no frame that was told of may have been computed twice; the number of kept
scores may never fall; and no process may be left. Prints a line per round and a summary; the exit
code is 1 if anything was wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from omgui.core import wire
from omgui.core.events import DatasetStarted, FramesScored, ItemFinished, RunEvent, RunFinished
from omgui.core.problems import ProblemError
from tests.studies import NAMES, make_study
from tests.workspaces import Workspace, processes_of_session

WAYS = ("tree", "parent", "worker")
MOST_KILLS = 3
MOST_LIVES = MOST_KILLS + 1
ORPHAN_GRACE_S = 10.0
LIFE_LIMIT_S = 300.0
CONFIRMED_S = 0.01


@dataclass
class Life:
    """One process from its start to its end.

    Attributes:
        argv: The command.
        log: Where its events go; a file, so that a kill loses nothing of what was said.
    """

    argv: Sequence[str]
    log: Path
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                self.argv,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def lasts(self, seconds: float) -> bool:
        """Return whether it is still alive after some time."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return True
        return False

    def works_after(self) -> float | None:
        """Wait until it takes an item in hand; return how long that took, None if it ended."""
        started = time.monotonic()
        while b'"ItemStarted"' not in self.log.read_bytes():
            if not self.lasts(CONFIRMED_S):
                return None
        return time.monotonic() - started

    def kill(self, way: str, chance: random.Random) -> None:
        """Kill it without warning in one of the ways."""
        if way == "parent":
            self.process.kill()
        elif way == "worker":
            workers = [
                p for p in processes_of_session(self.process.pid) if p.pid != self.process.pid
            ]
            if workers:
                chance.choice(sorted(workers, key=lambda p: p.pid)).kill()
        elif hasattr(os, "killpg"):
            os.killpg(self.process.pid, signal.SIGKILL)
        else:
            for process in processes_of_session(self.process.pid):
                process.kill()

    def gone_after(self) -> float | None:
        """Return how long its processes outlived it; None if some had to be ended."""
        self.process.wait()
        started = time.monotonic()
        while left := processes_of_session(self.process.pid):
            if time.monotonic() - started > ORPHAN_GRACE_S:
                for process in left:
                    process.kill()
                return None
            time.sleep(CONFIRMED_S)
        return time.monotonic() - started

    def events(self) -> Iterator[RunEvent]:
        """Yield what it said; the last line may be cut off."""
        for line in self.log.read_bytes().split(b"\n"):
            try:
                yield wire.decode(line.decode("utf-8"))
            except (ProblemError, UnicodeDecodeError):
                continue


@dataclass
class Ledger:
    """What was told of in all lives of a round, to find what is lost or done twice."""

    finished: set[tuple[object, ...]] = field(default_factory=set)
    frames: set[tuple[object, ...]] = field(default_factory=set)
    kept: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, life: Life) -> RunFinished | None:
        """Enter a life; return its last word, if it came to it."""
        end: RunFinished | None = None
        for event in life.events():
            if isinstance(event, DatasetStarted):
                self._start(event)
            elif isinstance(event, ItemFinished):
                self._enter(self.finished, (event.dataset, event.item, event.metric), "score")
                if event.score is None:
                    self.wrong.append(f"no score: {event.item} {event.metric}: {event.problem}")
            elif isinstance(event, FramesScored):
                for k in range(event.first_frame, event.first_frame + len(event.scores)):
                    key = (event.dataset, event.item, event.metric, k)
                    self._enter(self.frames, key, "frame")
            elif isinstance(event, RunFinished):
                end = event
        return end

    def _start(self, event: DatasetStarted) -> None:
        told = sum(1 for key in self.finished if key[0] == event.dataset)
        if event.kept < max(told, self.kept[event.dataset]):
            self.wrong.append(
                f"{event.dataset}: {event.kept} kept, but {told} were told of and "
                f"{self.kept[event.dataset]} kept before"
            )
        self.kept[event.dataset] = event.kept

    def _enter(self, known: set[tuple[object, ...]], key: tuple[object, ...], what: str) -> None:
        if key in known:
            self.wrong.append(f"{what} computed twice: {key}")
        known.add(key)


@dataclass
class Storm:
    """All rounds.

    Attributes:
        study: The workspace.
        chance: Where randomness comes from.
        calm_s: Time of the fastest life that nothing disturbed.
        start_s: How much of it passed before the first item was taken in hand.
    """

    study: Workspace
    chance: random.Random
    calm_s: float = 0.0
    start_s: float = 0.0
    tables: dict[str, dict[str, bytes]] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    longest_orphan_s: float = 0.0

    def measure(self) -> None:
        """Run once without disturbance, for the tables and the time it takes."""
        started = time.monotonic()
        life = self._life(0)
        self.start_s = life.works_after() or 0.0
        if life.lasts(LIFE_LIMIT_S) or life.process.returncode != 0:
            said = life.log.read_text("utf-8", "replace")[:3000]
            raise SystemExit(f"the undisturbed run failed:\n{said}")
        self.calm_s = time.monotonic() - started
        self.tables = {name: self.study.tables(name) for name in NAMES}

    def _life(self, number: int) -> Life:
        # The number of workers decides how work is grouped; it must not decide the numbers.
        argv = self.study.command(*NAMES, workers=self.chance.choice((1, 1, 2)))
        return Life(argv, self.study.folder / f"life{number}.jsonl")

    def _is_due(self, life: Life) -> bool:
        """Wait for a random moment; return whether the process still lives.

        One in four moments is anywhere in its life, most of which is the start of Python and
        torch; the others are while it scores.
        """
        if self.chance.random() < 0.25:
            return life.lasts(self.chance.uniform(0.0, self.calm_s))
        seconds = self.chance.uniform(0.0, self.calm_s - self.start_s)
        return life.works_after() is not None and life.lasts(seconds)

    def round(self, way: str) -> tuple[int, list[str]]:
        """Kill runs in one way until one completes; return the kills and what was wrong."""
        for name in NAMES:
            shutil.rmtree(self.study.output(name), ignore_errors=True)
        ledger = Ledger()
        wanted = 1 if way == "worker" else self.chance.randint(1, MOST_KILLS)
        killed = 0
        for number in range(MOST_LIVES):
            life = self._life(number)
            if killed < wanted and self._is_due(life):
                life.kill(way, self.chance)
                killed += 1
            if life.lasts(LIFE_LIMIT_S):
                life.kill("tree", self.chance)
                ledger.wrong.append(f"still running after {LIFE_LIMIT_S:g} s")
            self._note_orphans(life, ledger)
            end = ledger.add(life)
            if end is not None:
                self._judge(end, ledger)
                break
        else:
            ledger.wrong.append("it never completed")
        self.kills[way] += killed
        return killed, ledger.wrong

    def _note_orphans(self, life: Life, ledger: Ledger) -> None:
        outlived_s = life.gone_after()
        if outlived_s is None:
            ledger.wrong.append(f"processes were left {ORPHAN_GRACE_S:g} s after the end")
        else:
            self.longest_orphan_s = max(self.longest_orphan_s, outlived_s)

    def _judge(self, end: RunFinished, ledger: Ledger) -> None:
        counts = end.counts
        if counts.problems or counts.kept + counts.computed != counts.total:
            ledger.wrong.append(f"the counts do not add up: {counts}")
        for name in NAMES:
            found = self.study.tables(name)
            for table, expected in self.tables[name].items():
                if found.get(table) != expected:
                    ledger.wrong.append(f"{table} differs from the undisturbed run")
            if len(found) != len(self.tables[name]):
                ledger.wrong.append(
                    f"{name}: {sorted(found)} instead of {sorted(self.tables[name])}"
                )


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--images", type=int, default=12)
    parser.add_argument("--frames", type=int, default=24)
    arguments = parser.parse_args(argv)
    folder = Path(tempfile.mkdtemp(prefix="kill-storm-"))
    study = make_study(folder / "workspace", images=arguments.images, frames=arguments.frames)
    storm = Storm(study, random.Random(arguments.seed))
    storm.measure()
    print(f"undisturbed: {storm.calm_s:.1f} s, {sum(map(len, storm.tables.values()))} tables")
    wrong_rounds = 0
    for number in range(arguments.rounds):
        way = WAYS[number % len(WAYS)]
        killed, wrong = storm.round(way)
        print(
            f"round {number + 1}: {killed} × {way}: {'; '.join(wrong[:5]) or 'right'}", flush=True
        )
        if wrong:
            wrong_rounds += 1
            shutil.copytree(study.folder, folder / f"round{number + 1}", dirs_exist_ok=True)
    kills = ", ".join(f"{storm.kills[way]} {way}" for way in WAYS)
    print(
        f"kill storm: {arguments.rounds} rounds, {sum(storm.kills.values())} kills ({kills}), "
        f"{wrong_rounds} rounds with differences, longest orphan {storm.longest_orphan_s:.2f} s, "
        f"seed {arguments.seed}"
    )
    if wrong_rounds:
        print(f"kept for inspection: {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return int(wrong_rounds > 0)


if __name__ == "__main__":
    sys.exit(main())
