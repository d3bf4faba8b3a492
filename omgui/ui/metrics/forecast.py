"""What the ticked metrics will take: scores, time, memory, and the planner's passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from omgui.core.estimates import Estimate, Workload, memory_of, seconds_of
from omgui.core.metric_spec import MetricSpec
from omgui.core.passes import model_sizes, passes_of, room_for_models, workers_that_fit
from omgui.ui.metrics.facts import DatasetFacts, Sample
from omgui.ui.metrics.machine import Machine

_CPU = "cpu"


class Basis(str, Enum):
    """Where a time comes from."""

    MEASURED = "measured"  # by earlier runs of this dataset, on this device
    ESTIMATED = "estimated"  # from figures of the CPU, by the number and size of the files
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Place:
    """What a dataset will be computed on.

    Attributes:
        device: ``cpu``, ``cuda:0`` …
        workers: Processes.
        threads: Of each.
        room_bytes: What the models of one worker may take; ``None`` where it is not known.
        free_bytes: Free memory; ``None`` where it is not known.
    """

    device: str
    workers: int
    threads: int
    room_bytes: int | None
    free_bytes: int | None


@dataclass(frozen=True)
class Forecast:
    """What the ticked metrics will take.

    Attributes:
        place: What they will be computed on.
        estimate: Scores, time and memory.
        passes: Names of the metrics of each time that the dataset is gone through.
        model_bytes: Of all models together.
        too_large: Metrics whose model alone takes more than there is for models.
        stored: Scores that there are already, beside those of the estimate.
    """

    place: Place
    estimate: Estimate
    passes: tuple[tuple[str, ...], ...]
    model_bytes: int
    too_large: tuple[str, ...] = ()
    stored: int = 0


def place_of(facts: DatasetFacts, machine: Machine, specs: Sequence[MetricSpec]) -> Place:
    """Return what a dataset will be computed on, by the rules of the engine."""
    settings = facts.config.omgui
    wanted = settings.workers if isinstance(settings.workers, int) else None
    devices = _devices(settings.device or "auto", machine)
    if devices != (_CPU,):
        workers = max(len(devices), wanted or 0)
        free = [
            machine.cuda_free_bytes[number]
            for number in (int(name.partition(":")[2] or 0) for name in devices)
            if number < len(machine.cuda_free_bytes) and machine.cuda_free_bytes[number]
        ]
        least = min(free) if free and "mps" not in devices else None
        room = None if least is None else room_for_models(least, len(devices), workers)
        return Place(", ".join(devices), workers, 1, room, least)
    largest = max((spec.model_bytes for spec in specs), default=0)
    fitting = workers_that_fit(machine.cores, machine.available_bytes, largest)
    groups = max(1, facts.references or facts.singles)
    workers = max(1, min(wanted or fitting, groups))
    threads = 1 if wanted else max(1, machine.cores // workers)
    room = room_for_models(machine.available_bytes, 1, workers)
    return Place(_CPU, workers, threads, room, machine.available_bytes)


def _devices(wanted: str, machine: Machine) -> tuple[str, ...]:
    if wanted == "auto":
        if machine.cuda_free_bytes:
            return ("cuda:0",)
        return ("mps",) if machine.has_mps else (_CPU,)
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    return tuple("cuda:0" if name == "cuda" else name for name in names) or (_CPU,)


def time_of(
    spec: MetricSpec, facts: DatasetFacts, sample: Sample, place: Place
) -> tuple[float | None, Basis]:
    """Return by the clock how long the scores of one metric take, without decoding."""
    each, basis = _seconds_each(spec, facts, sample, place)
    if each is None:
        return None, Basis.UNKNOWN
    return each * facts.items_of(spec) / (place.workers * place.threads), basis


def memory_for(spec: MetricSpec, sample: Sample) -> float | None:
    """Return the bytes that one metric needs in a worker."""
    if not sample.sizes:
        return None
    largest = max(sample.sizes, key=lambda size: size.megapixels)
    return memory_of(spec.name, spec.model_bytes, largest)


def _seconds_each(
    spec: MetricSpec, facts: DatasetFacts, sample: Sample, place: Place
) -> tuple[float | None, Basis]:
    measured = facts.times.get(spec.name)
    if measured is not None and (measured.device or _CPU) in place.device.split(", "):
        return measured.seconds_each, Basis.MEASURED
    typical = sample.typical
    if typical is None or place.device != _CPU:
        return None, Basis.UNKNOWN
    each = seconds_of(spec.name, typical, facts.config.omgui.clips)
    return each, Basis.UNKNOWN if each is None else Basis.ESTIMATED


def forecast(
    specs: Sequence[MetricSpec], facts: DatasetFacts, sample: Sample, machine: Machine
) -> Forecast:
    """Return what some metrics will take together.

    Args:
        specs: Those that are ticked and can run.
        facts: Of the dataset.
        sample: Sizes of some of its files.
        machine: What there is to compute on.
    """
    place = place_of(facts, machine, specs)
    load = Workload(has_figures=place.device == _CPU, clips=facts.config.omgui.clips)
    typical = sample.typical
    asked = sum(facts.items_of(spec) for spec in specs)
    for spec in specs:
        count = facts.open_of(spec)
        each, _ = _seconds_each(spec, facts, sample, place)
        if count:
            load.add_scores(spec.name, typical, count, each)
    if typical is not None and load.scores:
        load.add_files(typical, max(1, round(facts.files * _part_open(specs, facts))))
    models = model_sizes(specs)
    passes = passes_of(specs, place.room_bytes)
    largest_pass = max(
        (sum(model_sizes(spec for spec in specs if spec.name in part).values()) for part in passes),
        default=0,
    )
    room = place.room_bytes
    return Forecast(
        place,
        load.estimate(largest_pass, place.workers, place.threads, place.device),
        tuple(passes),
        sum(models.values()),
        tuple(name for name, size in models.items() if room is not None and size > room),
        asked - load.scores,
    )


def _part_open(specs: Sequence[MetricSpec], facts: DatasetFacts) -> float:
    """Return which part of the files is decoded: as large as that of the metric with most left."""
    parts = (facts.open_of(spec) / facts.items_of(spec) for spec in specs if facts.items_of(spec))
    return max(parts, default=0.0)
