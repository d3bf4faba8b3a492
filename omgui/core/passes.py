"""How workers and models share memory: the rule of the planner, and of every forecast of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from omgui.core.metric_spec import MetricSpec

# Of a worker on the CPU beside its models: torch, the libraries, and the frames in hand.
_WORKER_BYTES = 1_500_000_000
_MODEL_SHARE = 0.5  # of the memory; the rest is for frames and what is computed from them


def workers_that_fit(cores: int, available_bytes: int, largest_model: int) -> int:
    """Return how many workers the CPU and its memory allow.

    Args:
        cores: That may be used.
        available_bytes: Free memory.
        largest_model: Bytes of the largest model; each worker has its own copy.
    """
    by_memory = available_bytes // (_WORKER_BYTES + largest_model)
    return max(1, min(cores, by_memory))


def room_for_models(available_bytes: int, devices: int, workers: int) -> int:
    """Return the bytes that the models of one worker may take.

    Args:
        available_bytes: Free memory of each device.
        devices: How many devices there are.
        workers: How many workers share them.
    """
    return int(available_bytes * _MODEL_SHARE * devices / workers)


def model_sizes(specs: Iterable[MetricSpec]) -> dict[str, int]:
    """Return the bytes of models by name, once for all parts of a score that share one."""
    return {spec.model: spec.model_bytes for spec in specs}


def passes_of(specs: Sequence[MetricSpec], room_bytes: int | None) -> list[tuple[str, ...]]:
    """Part metrics as :func:`split_into_passes` does; those that share a model stay together."""
    parts = split_into_passes(model_sizes(specs).items(), room_bytes)
    return [
        tuple(spec.name for model in models for spec in specs if spec.model == model)
        for models in parts
    ]


def split_into_passes(
    models: Iterable[tuple[str, int]], room_bytes: int | None
) -> list[tuple[str, ...]]:
    """Part metrics so that the models of each part fit into the memory together.

    Every part but the first costs another decode, so there are as few as filling them in turn
    gives. A model that is too large by itself has a part of its own.

    Args:
        models: Name and bytes of the model of each metric.
        room_bytes: What the models of one worker may take; ``None`` where it is not known.

    Returns:
        Names by part; one empty part where there are no metrics.
    """
    parts: list[list[str]] = [[]]
    room = [math.inf if room_bytes is None else float(room_bytes)]
    for name, size_bytes in sorted(models, key=lambda model: -model[1]):
        place = next((k for k, left in enumerate(room) if size_bytes <= left), None)
        if place is None and not parts[0]:
            place = 0
        if place is None:
            parts.append([])
            room.append(float(room_bytes or 0))
            place = len(parts) - 1
        parts[place].append(name)
        room[place] = max(0.0, room[place] - size_bytes)
    return [tuple(part) for part in parts]
