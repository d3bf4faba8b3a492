"""How long a run will take and how much memory it will need: an estimate from measured figures."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from omgui.cli.checks.files import Facts
from omgui.core.dataset import Dataset
from omgui.core.estimates import Estimate, FileSize, Workload
from omgui.core.media_facts import VideoFacts
from omgui.core.passes import model_sizes
from omgui.core.problems import Problem, ProblemError
from omgui.engine.devices import AUTO, CPU, lay_out, resolve_devices
from omgui.engine.store import ScoreTarget


def estimate(
    dataset: Dataset, targets: Iterable[ScoreTarget], facts: Mapping[str, Facts | Problem]
) -> Estimate:
    """Guess what computing these scores takes on the CPU.

    Args:
        dataset: The dataset, for its wishes about workers.
        targets: Scores that are still to be computed.
        facts: What is known of the files; those that cannot be used cost nothing.
    """
    load = Workload(clips=dataset.config.omgui.clips)
    files: dict[str, FileSize] = {}
    metrics: set[str] = set()
    for target in targets:
        shown = _size(facts.get(target.reference or target.file))
        own = _size(facts.get(target.file))
        if shown is None or own is None:
            load.add_scores(target.metric, None)
            continue
        load.add_scores(target.metric, shown)
        files[target.file] = own
        files[target.reference or target.file] = shown
        metrics.add(target.metric)
    for size in files.values():
        load.add_files(size)
    settings = dataset.config.omgui
    wanted = settings.workers if isinstance(settings.workers, int) else None
    layout = lay_out((CPU,), wanted, max(1, len(files)))
    models = model_sizes(spec for spec in dataset.metrics if spec.name in metrics)
    return load.estimate(sum(models.values()), len(layout.devices), layout.threads, CPU)


def _size(facts: Facts | Problem | None) -> FileSize | None:
    if facts is None or isinstance(facts, Problem):
        return None
    if isinstance(facts, VideoFacts):
        return FileSize(facts.width, facts.height, facts.frames, is_video=True, fps=facts.fps)
    return FileSize(facts.width, facts.height)


def device_problem(dataset: Dataset) -> Problem | None:
    """Return what is wrong with the device that the dataset asks for."""
    wanted = dataset.config.omgui.device or AUTO
    if wanted == AUTO:
        return None  # there is always one, and asking torch would take seconds
    try:
        resolve_devices(wanted, os.environ)
    except ProblemError as error:
        return error.problem
    return None
