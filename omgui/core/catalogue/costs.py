"""What a frame of each metric costs; ``benchmarks/metric_costs.py`` measures and writes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

FILE = "costs.json"


@dataclass(frozen=True)
class Cost:
    """Cost of one frame, or one pair of frames, with nothing shared between metrics or files.

    Metrics of whole clips may cost something for a clip, however long and large it is: what their
    network takes, which sees a fixed number of small pictures.

    Attributes:
        ms_720p: CPU milliseconds at 1280×720, one thread.
        ms_1080p: The same at 1920×1080; ``None`` where it was not measured.
        memory_bytes: Most memory of the process above that of torch with nothing loaded, 720p.
        ms_clip: CPU milliseconds of a clip, beside those of its frames.
    """

    ms_720p: float
    ms_1080p: float | None = None
    memory_bytes: int = 0
    ms_clip: float = 0.0


@dataclass(frozen=True)
class Costs:
    """Costs by metric, and what they were measured on.

    Attributes:
        machine: Processor and versions, for people.
        by_metric: Cost of each metric that was measured.
    """

    machine: str
    by_metric: Mapping[str, Cost]


@lru_cache(maxsize=1)
def measured_costs() -> Costs:
    """Return what was measured."""
    said = json.loads(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    found = {name: Cost(**values) for name, values in said["metrics"].items()}
    return Costs(str(said["machine"]), found)
