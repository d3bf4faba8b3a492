"""Workspaces that both tools read, how each is started, and what their tables say."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measured import BenchmarkError, Usage, run_measured
from devtools.console import ROOT

OMGUI = (sys.executable, "-m", "omgui.cli.main")
NINE = ("psnr", "ssim", "ms_ssim", "gmsd", "vif", "vsi", "fsim", "haarpsi", "mdsi")
_OLDER = "objective-metrics-1.2"


@dataclass(frozen=True)
class Work:
    """What is to be scored.

    Attributes:
        media: ``img`` or ``vid``.
        metrics: Names by key of the YAML file.
        root: Folder of the files.
        pairs: Content of the pairs file.
        files: Content of the list file.
        items: Frame pairs, frames or image pairs in it, for the cost of each.
    """

    media: str
    metrics: Mapping[str, Sequence[str]]
    root: Path
    pairs: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[str] = ()
    items: int = 0

    @property
    def names(self) -> list[str]:
        """All metrics."""
        return [name for names in self.metrics.values() for name in names]

    def empty(self) -> Work:
        """Return the same metrics with nothing to score."""
        return Work(self.media, self.metrics, self.root)


def videos(
    metrics: Mapping[str, Sequence[str]], groups: Sequence[tuple[Path, Sequence[Path]]], frames: int
) -> Work:
    """Return clips of one folder as work, every one of them listed alone as well."""
    pairs = {ref.name: [[[d.name for d in distorted], "same"]] for ref, distorted in groups}
    files = [name for ref, distorted in groups for name in (ref.name, *(d.name for d in distorted))]
    has_pairs = any(key.startswith("fr") for key in metrics)
    items = frames * sum(len(d) if has_pairs else 1 + len(d) for _, d in groups)
    return Work("vid", metrics, groups[0][0].parent, pairs, files, items)


@dataclass(frozen=True)
class Tables:
    """Where a run writes its tables."""

    folder: Path
    name: str

    def scores(self, metric: str) -> list[tuple[str, float]]:
        """Return the rows of a metric's table."""
        path = self.folder / f"{self.name}_{metric}.csv"
        try:
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))[1:]
        except OSError as error:
            raise BenchmarkError(f"no table of {metric}: {error}") from error
        return [(row[0], float(row[1])) for row in rows]


class Workspace:
    """A folder with datasets, one for each run, so that nothing is found finished.

    Args:
        folder: Where; it is made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._configs = folder / "datasets_configs"
        self._configs.mkdir(parents=True)
        self._count = 0

    def add(self, work: Work, *, is_compatible: bool) -> Tables:
        """Write a dataset; return where its tables will be."""
        name = f"run{self._count}"
        self._count += 1
        output = self.folder / f"results_{name}"
        values: dict[str, object] = {
            "type": work.media,
            "dataset_pth": str(work.root),
            "dataset_name": name,
            "output": str(output),
            "logs_output": str(self.folder / f"{name}.log"),
            **{key: list(names) for key, names in work.metrics.items()},
            "omgui": {"compatibility": _OLDER if is_compatible else None},
        }
        lines = [f"{key}: {json.dumps(value)}\n" for key, value in values.items()]
        (self._configs / f"{name}.yaml").write_text("".join(lines), encoding="utf-8")
        for what, content in (("pairs", work.pairs), ("list", list(work.files))):
            path = self._configs / f"{name}_{what}.json"
            path.write_text(json.dumps(content), encoding="utf-8")
        return Tables(output, name)

    def omgui(
        self,
        work: Work,
        *options: str,
        is_compatible: bool = False,
        watches_memory: bool = False,
    ) -> tuple[Usage, Tables]:
        """Run omgui on it, as a person would; for comparisons with the older tool's values."""
        tables = self.add(work, is_compatible=is_compatible)
        command = [*OMGUI, "run", tables.name, "-C", str(self.folder), *options]
        return run_measured(command, ROOT, environment(), watches_memory=watches_memory), tables

    def older(self, work: Work, python: Path, ffmpeg_folder: Path) -> tuple[Usage, Tables]:
        """Run the older tool on it."""
        tables = self.add(work, is_compatible=True)
        start = "from objective_metrics.objective_metrics_run import run; run()"
        env = environment()
        env["PATH"] = os.pathsep.join([str(ffmpeg_folder), env.get("PATH", "")])
        return run_measured([python, "-c", start, tables.name], self.folder, env), tables


@dataclass(frozen=True)
class Place:
    """Where is measured, and how thoroughly.

    Attributes:
        media: Folder of clips and photos.
        work: Folder of workspaces and results.
        rounds: How often everything is repeated; medians count.
        is_quick: Whether less will do.
    """

    media: Path
    work: Path
    rounds: int
    is_quick: bool

    def workspace(self, name: str) -> Workspace:
        """Return a new workspace."""
        return Workspace(self.work / name)


def environment() -> dict[str, str]:
    """Return the environment of both tools: no GPU, and nothing else that steers them."""
    steering = ("DECORD_GPU", "USE_CV2", "VMAF_N_THREADS", "PYTHONPATH", "OMP_NUM_THREADS")
    kept = {name: value for name, value in os.environ.items() if name not in steering}
    return {**kept, "CUDA_VISIBLE_DEVICES": "-1"}
