"""How long the videos of a dataset are, for an honest time left: what their containers declare."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from omgui.core.catalogue import load_catalogue
from omgui.core.dataset import Dataset, load_dataset
from omgui.core.events import ItemName
from omgui.core.metric_spec import Media
from omgui.core.problems import ProblemError, ProblemsError
from omgui.core.run_estimate import ItemFacts
from omgui.media.video_probe import first_video, opened

_MOST_FILES = 300  # a sample of so many tells the mean of any dataset well enough


def survey_lengths(
    workspace: Path, dataset: str, is_cancelled: Callable[[], bool]
) -> dict[ItemName, ItemFacts]:
    """Return the lengths of a dataset's items, or of a sample of them where they are many.

    Nothing for images, and for what cannot be read: the run says what is wrong with it.

    Args:
        workspace: The folder of all datasets.
        dataset: Name of the dataset.
        is_cancelled: Asked before every file.
    """
    try:
        loaded = load_dataset(workspace, dataset, load_catalogue()[0])
    except ProblemsError:
        return {}
    if loaded.config.type is not Media.VIDEO:
        return {}
    decisive = _decisive_files(loaded)
    files = sorted(set(decisive.values()))
    if len(files) > _MOST_FILES:
        files = random.Random(len(files)).sample(files, _MOST_FILES)
    frames: dict[str, int] = {}
    for file in files:
        if is_cancelled():
            return {}
        frames[file] = declared_frames(loaded.root / file)
    return {
        name: ItemFacts(frames[file]) for name, file in decisive.items() if frames.get(file, 0) > 0
    }


def _decisive_files(dataset: Dataset) -> dict[ItemName, str]:
    """Return the file that decides how many frames each item has: the reference, if there is."""
    found = {
        ItemName(item.distorted, item.reference, item.how or None): item.reference
        for item in dataset.worklist.fr
    }
    found.update({ItemName(item.file): item.file for item in dataset.worklist.nr})
    return found


def declared_frames(path: Path) -> int:
    """Return what a container says of its number of frames, 0 where it says nothing."""
    try:
        container, _ = opened(path)
    except (ProblemError, OSError):
        return 0
    with container:
        stream = first_video(container)
        if stream is None:
            return 0
        if stream.frames:
            return stream.frames
        if stream.duration is None or not stream.average_rate or stream.time_base is None:
            return 0
        return round(stream.duration * stream.time_base * stream.average_rate)
