"""How late the window's event loop is while frame scores arrive.

``python -m benchmarks.window_latency [--rate 2000] [--seconds 20]``

An engine that is no engine writes events into a run folder, as fast as asked for; the real page of
a run follows it, on an offscreen screen unless QT_QPA_PLATFORM says otherwise. A timer of 10 ms
notes how late each of its ticks comes. Exit code 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

TARGET_P95_MS = 50.0
TARGET_MAX_MS = 200.0
_TICK_MS = 10
_WARM_UP_S = 4.0
_WRITES_PER_S = 20
_ITEM_FRAMES = 300
_ITEMS_IN_HAND = 8


@dataclass
class Session:
    """What the page needs of a session."""

    workspace: Path
    runs: object = None


def babble(folder: Path, scores_per_s: int) -> None:
    """Be an engine that tells every single frame score, and finishes items as it goes along."""
    import psutil
    from filelock import FileLock

    from omgui.core.events import (
        DatasetStarted,
        FramesScored,
        ItemFinished,
        ItemName,
        ItemStarted,
        RunEvent,
        RunStarted,
    )
    from omgui.core.problems import Problem, Severity
    from omgui.core.run_folder import EngineMark, RunFolder, TimedEvent, encode_line

    run = RunFolder(folder)
    draw = random.Random(1)
    odd = Problem("odd", "It looks odd.", "Look at it.", severity=Severity.WARNING)
    me = psutil.Process()
    number = 0
    in_hand: dict[ItemName, int] = {}
    with FileLock(run.lock), run.events.open("w", encoding="utf-8") as stream:
        run.set_mark(EngineMark(pid=me.pid, started_s=me.create_time()))
        began = time.monotonic()

        def tell(event: RunEvent) -> None:
            stream.write(f"{encode_line(TimedEvent(time.monotonic() - began, event))}\n")

        tell(RunStarted(("set",), "1"))
        tell(DatasetStarted("set", ("psnr", "ssim"), 10**6, 2 * 10**6, 0, "cpu", 2))
        due = began
        while psutil.pid_exists(os.getppid()) and os.getppid() > 1:
            for _ in range(scores_per_s // _WRITES_PER_S):
                while len(in_hand) < _ITEMS_IN_HAND:
                    item = ItemName(f"d/{number:06}.mp4", f"r/{number // 8:05}.mp4", "same")
                    number += 1
                    in_hand[item] = 0
                    tell(ItemStarted("set", item, _ITEM_FRAMES))
                item = draw.choice(list(in_hand))
                tell(FramesScored("set", item, "psnr", in_hand[item], (31.25,)))
                in_hand[item] += 1
                if in_hand[item] == _ITEM_FRAMES:
                    del in_hand[item]
                    tell(ItemFinished("set", item, "psnr", 31.0, 300, 300, odd, 1.0))
            stream.flush()
            run.heartbeat.touch()
            due += 1 / _WRITES_PER_S
            time.sleep(max(0.0, due - time.monotonic()))


def measure(scores_per_s: int, seconds: float) -> tuple[list[float], float, float]:
    """Return how late the ticks were in ms, the scores seen in a second, and our CPU share."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    from omgui.core.run_folder import RunFolder
    from omgui.ui.run.controller import RunController
    from omgui.ui.run.engine_process import find_process, kill_tree
    from omgui.ui.run.page import RunPage

    app = QApplication.instance() or QApplication([])
    late: list[float] = []
    with tempfile.TemporaryDirectory(prefix="omgui-latency-") as home:
        workspace = Path(home) / "ws"
        _write_dataset(workspace)
        session = Session(workspace)
        argv = [sys.executable, "-m", "benchmarks.window_latency", "--rate", str(scores_per_s)]
        os.environ["PYTHONPATH"] = str(Path(__file__).parents[1])
        runs = RunController(
            session, folder=Path(home), command=lambda run: [*argv, "--babble", str(run)]
        )
        session.runs = runs
        page = RunPage(session, "set")
        window = QMainWindow()
        window.setCentralWidget(page)
        window.resize(1280, 720)
        window.show()
        due = [0.0]

        def tick() -> None:
            now = time.perf_counter()
            late.append(max(0.0, (now - due[0]) * 1e3))
            due[0] = now + _TICK_MS / 1e3

        timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_TICK_MS)
        timer.timeout.connect(tick)
        runs.enqueue(workspace, "set")
        runs.start()

        _turn(app, _WARM_UP_S)
        before = runs.state("set")
        began, cpu = time.perf_counter(), time.process_time()
        due[0] = began + _TICK_MS / 1e3
        timer.start()
        for place in range(4):  # every tab has its turn
            page.tabs.setCurrentIndex(place)
            _turn(app, seconds / 4)
        timer.stop()
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        after = runs.state("set")
        engine = find_process(RunFolder(runs.stderr(after).parent).mark)
        page.close_page()
        runs.close()
        kill_tree(engine)
        engine.wait(10)
        window.close()
    return late, (after.view.frame_scores - before.view.frame_scores) / took, cpu / took


def _turn(app: object, seconds: float) -> None:
    """Let the event loop turn for some time."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.0005)


def _write_dataset(workspace: Path) -> None:
    configs = workspace / "datasets_configs"
    configs.mkdir(parents=True)
    text = "type: vid\ndataset_pth: d\ndataset_name: set\noutput: o\nlogs_output: l.log\n"
    (configs / "set.yaml").write_text(text)


def main() -> int:
    """Measure, print a line, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=2000, help="frame scores a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--babble", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.babble:
        babble(arguments.babble, arguments.rate)
        return 0
    late, rate, cpu = measure(arguments.rate, arguments.seconds)
    cuts = statistics.quantiles(late, n=100)
    print(
        f"{rate:.0f} frame scores/s, {len(late)} ticks: late by median {cuts[49]:.1f} ms, "
        f"p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms, max {max(late):.1f} ms; "
        f"window uses {cpu:.0%} of a core"
    )
    print(f"targets: p95 < {TARGET_P95_MS:.0f} ms, max < {TARGET_MAX_MS:.0f} ms")
    return int(cuts[94] >= TARGET_P95_MS or max(late) >= TARGET_MAX_MS)


if __name__ == "__main__":
    sys.exit(main())
