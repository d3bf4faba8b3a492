"""How quickly a large table of results is read, filtered, sorted, grouped and pooled.

``python -m benchmarks.results_table [--rows 100000] [--metrics 30]``

Makes a store as the engine writes it, of pictures that do not exist, and one of 1,000 videos of 300
frames with 10 metrics. Prints seconds of this process's CPU time beside those of the clock, since
other work on the machine tells on the clock. Exit code 1 if a target is missed by CPU time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from omgui.core.dataset import Dataset, load_dataset
from omgui.core.metric_spec import Better, Kind, MetricSpec
from omgui.core.pooling import Pooling
from omgui.core.results import store_schema
from omgui.core.results.exports import ExportFormat, as_bytes
from omgui.core.results.filters import parse_filter
from omgui.core.results.grouping import group_rows
from omgui.core.results.live import ResultSource
from omgui.core.results.ordering import SortKey, ranks, sort_rows
from omgui.core.results.pooled import PooledScores
from omgui.core.results.result_table import ResultTable, empty_table
from omgui.core.results.sheet import make_sheet

_VIDEOS, _FRAMES, _VIDEO_METRICS = 1000, 300, 10
_EACH = 100  # distorted files of a reference
_FILTER = 'codec=x265 crf>30 m00<30 -m01>=45 "dist" file~_2[0-9]\\. -is:open'
_INSERT = (
    "INSERT INTO score (reference, file, mode, metric, score_key, state, value, frames_scored, "
    "frames_expected, provenance, seconds, changed) VALUES "
    "(?, ?, ?, ?, ?, 'done', ?, ?, ?, ?, 1, 1)"
)
_MADE = json.dumps(
    {
        "omgui": "0.1.0",
        "torch": "2.13.0",
        "metric_version": 1,
        "device": "cpu",
        "reader": "pillow",
        "reference_size": "512x384",
        "distorted_size": "512x384",
        "pooling": "mean",
    }
)


def _spec(name: str, number: int) -> MetricSpec:
    better = (Better.HIGHER, Better.LOWER)[number % 2]
    return MetricSpec(name, name, Kind.FR, "no:thing", better, (None, None), "", "", "")


def make_dataset(root: Path, rows: int, metrics: int, media: str) -> Dataset:
    """Make a workspace with one dataset that has no files."""
    names = [f"m{number:02d}" for number in range(metrics)]
    known = {name: _spec(name, number) for number, name in enumerate(names)}
    key = "fr_metrics" if media == "img" else "fr_iqa_metrics"
    folder = root / "datasets_configs"
    folder.mkdir(parents=True)
    rule = "dist/{content}_{codec}_{crf}.png -> ref/{content}.png"
    (folder / "set.yaml").write_text(
        f"type: {media}\ndataset_pth: data\ndataset_name: set\noutput: out\nlogs_output: x.log\n"
        f"{key}: [{', '.join(names)}]\nomgui: {{pairing: {{rule: {{lines: ['{rule}']}}}}}}\n"
    )
    pairs: dict[str, list[Any]] = {}
    for row in range(rows):
        reference, file = _names(row)
        pairs.setdefault(reference, []).append(file)
    if media == "vid":
        pairs = {reference: [[files, "same"]] for reference, files in pairs.items()}
    (folder / "set_pairs.json").write_text(json.dumps(pairs))
    return load_dataset(root, "set", known)


def _names(row: int) -> tuple[str, str]:
    content, level = divmod(row, _EACH)
    codec = ("x264", "x265", "av1", "vvc")[level % 4]
    return f"ref/c{content:05d}.png", f"dist/c{content:05d}_{codec}_{level}.png"


def fill(dataset: Dataset, frames: int) -> None:
    """Write a store in which every score is finished."""
    draw = random.Random(1)
    mode = "same" if frames > 1 else ""
    path = dataset.store
    path.parent.mkdir()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    store_schema.create(database)

    def lines() -> Iterator[tuple[object, ...]]:
        for item in dataset.worklist.fr:
            for spec in dataset.metrics:
                names = (item.reference, item.distorted, mode, spec.name)
                key = f"{draw.getrandbits(128):032x}"
                yield (*names, key, draw.uniform(20, 50), frames, frames, _MADE)

    database.execute("BEGIN")
    database.executemany(_INSERT, lines())
    if frames > 1:
        count = len(dataset.worklist.fr) * len(dataset.metrics)
        blob = array("d", [draw.uniform(20, 50) for _ in range(frames)]).tobytes()
        database.executemany(
            "INSERT INTO frames VALUES (?, 0, ?, ?)",
            ((number, frames, blob) for number in range(1, count + 1)),
        )
    database.execute("INSERT INTO run (started, settings, worklist) VALUES ('2026', '{}', '')")
    database.execute("COMMIT")
    database.close()


class Report:
    """Lines of figures, and whether all targets were met."""

    def __init__(self) -> None:
        self.is_met = True

    def measure(self, what: str, target_s: float, work: Callable[[], Any]) -> Any:
        """Do some work, and say how long it took."""
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        is_met = cpu <= target_s
        self.is_met &= is_met
        said = "met" if is_met else "MISSED"
        print(f"| {what} | {cpu:.2f} s | {wall:.2f} s | {target_s:g} s | {said} |", flush=True)
        return result


def _large(root: Path, rows: int, metrics: int, report: Report) -> None:
    dataset = make_dataset(root, rows, metrics, "img")
    fill(dataset, 1)
    every = range(rows)
    report.measure("rows and fields", 2, lambda: empty_table(dataset))
    source = ResultSource(dataset)
    table: ResultTable = report.measure("rows, fields and all scores", 2, source.load)
    report.measure("filter, first time", 0.5, lambda: parse_filter(_FILTER, table).rows(table))
    report.measure("filter, again", 0.5, lambda: parse_filter(_FILTER, table).rows(table))
    keys = [SortKey("codec"), SortKey("m01", is_descending=True)]
    report.measure("sort by text and score", 2, lambda: sort_rows(table, every, keys))
    name = [SortKey("file")]
    report.measure("sort by name", 2, lambda: sort_rows(table, every, name))
    report.measure("rank of one column", 2, lambda: ranks(table.columns["m00"]))
    report.measure(
        "group by two fields, all metrics",
        2,
        lambda: group_rows(table, every, ["codec", "crf"], list(table.metrics)),
    )
    with sqlite3.connect(dataset.store) as database:
        database.execute("UPDATE score SET value = 1, changed = 1 + id WHERE id <= 2000")
    database.close()
    news = report.measure("2,000 new scores, read", 0.05, source.news)
    report.measure("2,000 new scores, applied", 0.05, lambda: table.apply(news.scores))
    report.measure("nothing new", 0.01, source.news)
    sheet = make_sheet(table, every)
    for wanted in (ExportFormat.CSV, ExportFormat.XLSX):
        report.measure(f"{wanted.value} of it all", 30, lambda it=wanted: as_bytes(sheet, it))


def _videos(root: Path, report: Report) -> None:
    dataset = make_dataset(root, _VIDEOS, _VIDEO_METRICS, "vid")
    fill(dataset, _FRAMES)
    table = ResultSource(dataset).load()
    for pooling in (Pooling.HARMONIC, Pooling.MEDIAN, Pooling.P5):
        pooled = PooledScores(pooling)
        what = f"{pooling.value} of 1,000 videos × 300 frames × 10 metrics"
        report.measure(what, 3, lambda it=pooled: it.compute(dataset.store, table))
        report.measure("the table of it", 0.05, lambda it=pooled: it.apply(table))


def main() -> int:
    """Measure everything."""
    parser = argparse.ArgumentParser(description="Measure the table of results.")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--metrics", type=int, default=30)
    options = parser.parse_args()
    report = Report()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{options.rows} rows × {options.metrics} metrics; load of the machine {load:.1f}\n")
    print("| what | CPU | clock | target | |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="omgui-results-") as folder:
        _large(Path(folder) / "img", options.rows, options.metrics, report)
        _videos(Path(folder) / "vid", report)
    return 0 if report.is_met else 1


if __name__ == "__main__":
    sys.exit(main())
