"""The Results page with a very long table: is a filter there at once, and does the window live?

    python -m benchmarks.results_page [--rows 100000] [--metrics 30] [--rounds 3]

Types into the filter and sorts as a person does, offscreen, and measures from the last key to the
painted table, and how late a timer of 5 ms comes meanwhile: as long as that, nothing else of the
window moves. The limits are 2 s and 50 ms.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import sys
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from omgui.core.metric_spec import Better
from omgui.core.results.columns import CellState, PlainTable, TextColumn, empty_metric_column
from omgui.ui.background import Background
from omgui.ui.results.panel import TablePanel
from omgui.ui.theme import apply_theme

LIMIT_S, LIMIT_BLOCK_MS = 2.0, 50.0
TICK_MS = 5


def made_table(rows: int, metrics: int) -> PlainTable:
    """Return a table of names with fields and scores, a tenth of which are missing."""
    chance = random.Random(5)
    codecs = [chance.choice(("x264", "x265", "av1", "vvc")) for _ in range(rows)]
    rates = [str(chance.randrange(18, 45)) for _ in range(rows)]
    contents = [f"clip{chance.randrange(400)}" for _ in range(rows)]
    files = [
        f"{name}/{name}_{codec}_{rate}_{number}.mp4"
        for number, (name, codec, rate) in enumerate(zip(contents, codecs, rates, strict=True))
    ]
    columns: dict[str, object] = {
        "reference": TextColumn("reference", "Reference", [f"ref/{it}.mp4" for it in contents]),
        "file": TextColumn("file", "File", files),
        "mode": TextColumn("mode", "Mode", ["same"] * rows),
        "content": TextColumn("content", "content", contents),
        "codec": TextColumn("codec", "codec", codecs),
        "crf": TextColumn("crf", "crf", rates),
    }
    for number in range(metrics):
        better = (Better.HIGHER, Better.LOWER)[number % 2]
        column = empty_metric_column("psnr" if not number else f"metric{number}", rows, better)
        column.values = array("d", (chance.gauss(35, 6) for _ in range(rows)))
        column.states = bytearray([CellState.SCORE]) * rows
        for row in range(0, rows, 10):
            column.values[row], column.states[row] = float("nan"), CellState.PROBLEM
        columns[column.key] = column
    return PlainTable(rows, columns)


@dataclass(frozen=True)
class Measured:
    """One time that something was done."""

    took_s: float
    late_p95_ms: float
    late_max_ms: float
    own_ms: float
    rows: int


class Pulse(QObject):
    """Notes how late a timer comes."""

    def __init__(self) -> None:
        super().__init__()
        self.late_ms: list[float] = []
        self.own_ms: list[float] = []
        self._due = self._worked = 0.0
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self) -> None:
        self.late_ms, self.own_ms = [], []
        self._due = time.perf_counter() + TICK_MS / 1000
        self._worked = time.thread_time()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late_ms.append((now - self._due) * 1000)
        self._due = now + TICK_MS / 1000
        worked = time.thread_time()
        self.own_ms.append((worked - self._worked) * 1000)
        self._worked = worked


def until(condition: Callable[[], bool], limit_s: float = 60.0) -> None:
    end = time.perf_counter() + limit_s
    while not condition():
        if time.perf_counter() > end:
            sys.exit("The table did not come to rest.")
        QApplication.processEvents()
        time.sleep(0.001)


class Bench:
    """One table in a window."""

    def __init__(self, rows: int, metrics: int) -> None:
        self.lane, self.side = Background(threads=1), Background(threads=1)
        self.panel = TablePanel(self.lane, self.side)
        self.panel.resize(1280, 720)
        self.panel.show()
        self.pulse = Pulse()
        self.found: dict[str, list[Measured]] = {}
        table = made_table(rows, metrics)
        gc.collect()
        gc.freeze()  # as the window's collector does with what has survived
        self.measure("first shown", lambda: self.panel.show_items(table, is_same_rows=False))

    def type(self, text: str) -> None:
        """Type a filter, as fast as people do."""
        self.panel.filter.clear()
        for key in text:
            QTest.keyClick(self.panel.filter, key)
            QTest.qWait(15)

    def measure(self, name: str, act: Callable[[], object]) -> None:
        """Do something and wait until it is painted."""
        self.pulse.begin()
        began = time.perf_counter()
        act()
        if name.startswith("filter"):
            began = time.perf_counter()  # from the last key
            until(lambda: self.panel.wish.view.filter == self.panel.filter.text())
        until(lambda: self.panel.is_settled)
        self.panel.repaint()
        took = time.perf_counter() - began
        QApplication.processEvents()
        late = sorted(self.pulse.late_ms) or [0.0]
        rows = self.panel.model.rowCount()
        own = max(self.pulse.own_ms, default=0.0)
        measured = Measured(took, late[int(len(late) * 0.95)], late[-1], own, rows)
        self.found.setdefault(name, []).append(measured)

    def close(self) -> None:
        self.lane.close()
        self.side.close()
        self.panel.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--metrics", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    app = QApplication([])
    apply_theme(app, "light")
    gc.disable()
    print(f"{arguments.rows:,} rows, {arguments.metrics} metrics, load {os.getloadavg()[0]:.1f}")
    bench = Bench(arguments.rows, arguments.metrics)
    for _ in range(arguments.rounds):
        one_round(bench)
    bench.close()
    return report(bench.found)


def one_round(bench: Bench) -> None:
    panel, measure = bench.panel, bench.measure
    for text in ("codec=x265 crf>30 psnr<30", "clip12", "file~_7.*mp4 -is:problem", ""):
        measure(f"filter {text}".strip(), lambda text=text: bench.type(text))
    panel.change(sort=())
    measure("sort by a metric", lambda: panel.sort("psnr"))
    measure("sort the other way", lambda: panel.sort("psnr"))
    measure("sort by the file's name", lambda: panel.sort_by("file", is_descending=False))
    measure("then by a number", lambda: panel.sort("crf", is_more=True))
    measure("group by two fields", lambda: panel.change(group_by=("codec", "crf")))
    measure("no groups", lambda: panel.change(group_by=()))
    measure("colours off", lambda: panel.change(coloured=False))
    measure("colours on", lambda: panel.change(coloured=True))
    live = {"is_same_rows": True, "is_live": True}
    measure("scores came (live)", lambda: panel.show_items(panel.items, **live))
    measure("select all", panel.table.selectAll)
    measure("sort with all selected", lambda: panel.sort("psnr"))
    bar = panel.table.verticalScrollBar()
    measure("jump to the end", lambda: bar.setValue(bar.maximum()))


def report(found: dict[str, list[Measured]]) -> int:
    """Print medians, and of all rounds the quietest: what blocks the window blocks it in each."""
    slowest = longest = 0.0
    for name, all_ in found.items():
        took = statistics.median(one.took_s for one in all_)
        p95 = statistics.median(one.late_p95_ms for one in all_)
        block = min(one.late_max_ms for one in all_)
        own = min(one.own_ms for one in all_)
        slowest, longest = max(slowest, took), max(longest, block)
        print(
            f"{name:38} {took:6.2f} s   rows {all_[-1].rows:7,}   "
            f"late p95 {p95:5.1f} ms, longest block {block:5.1f} ms, work at a time {own:5.1f} ms"
        )
    print(f"slowest {slowest:.2f} s (limit {LIMIT_S:.0f} s), longest block {longest:.0f} ms")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0 if slowest <= LIMIT_S and longest <= LIMIT_BLOCK_MS else 1


if __name__ == "__main__":
    sys.exit(main())
