"""How large the files of a dataset are, for an honest time left: what their headers declare."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from omgui.core.catalogue import load_catalogue
from omgui.core.clip_settings import ClipSettings
from omgui.core.dataset import Dataset, load_dataset
from omgui.core.events import ItemName
from omgui.core.item_sizes import ItemFacts
from omgui.core.metric_spec import Media
from omgui.core.problems import ProblemError, ProblemsError
from omgui.media.image_probe import probe_image
from omgui.media.video_probe import first_video, opened

_MOST_S = 20.0  # what was looked at till then tells the mean of any dataset well enough


def survey_lengths(
    workspace: Path,
    dataset: str,
    is_cancelled: Callable[[], bool],
    clock: Callable[[], float] = time.monotonic,
) -> dict[ItemName, ItemFacts]:
    """Return lengths and sizes of a dataset's items, or of a sample of them where they are many.

    Nothing for what cannot be read: the run says what is wrong with it.

    Args:
        workspace: The folder of all datasets.
        dataset: Name of the dataset.
        is_cancelled: Asked before every file.
        clock: Seconds that only grow.
    """
    try:
        loaded = load_dataset(workspace, dataset, load_catalogue()[0])
    except ProblemsError:
        return {}
    decisive = _decisive_files(loaded)
    files = sorted(set(decisive.values()))
    random.Random(len(files)).shuffle(files)  # what there is no time for must be like the others
    declared = declared_video if loaded.config.type is Media.VIDEO else declared_image
    clips = loaded.config.omgui.clips
    known: dict[str, ItemFacts] = {}
    end = clock() + _MOST_S
    for file in files:
        if is_cancelled():
            return {}
        facts = declared(loaded.root / file, clips)
        if facts is not None:
            known[file] = facts
        if clock() > end:
            break
    return {name: known[file] for name, file in decisive.items() if file in known}


def _decisive_files(dataset: Dataset) -> dict[ItemName, str]:
    """Return the file that decides how large each item is: the reference, if there is."""
    found = {
        ItemName(item.distorted, item.reference, item.how or None): item.reference
        for item in dataset.worklist.fr
    }
    found.update({ItemName(item.file): item.file for item in dataset.worklist.nr})
    return found


def declared_image(path: Path, _clips: ClipSettings) -> ItemFacts | None:
    """Return what the header of a picture says of its size; ``None`` where it says nothing."""
    try:
        facts = probe_image(path)
    except (ProblemError, OSError):
        return None
    return ItemFacts(1, facts.width * facts.height / 1e6)


def declared_video(path: Path, clips: ClipSettings) -> ItemFacts | None:
    """Return what a container says of its length and size; ``None`` where it says nothing."""
    try:
        container, _ = opened(path)
    except (ProblemError, OSError):
        return None
    with container:
        stream = first_video(container)
        if stream is None:
            return None
        frames = stream.frames
        rate, base = stream.average_rate, stream.time_base
        if not frames and stream.duration is not None and rate and base is not None:
            frames = round(stream.duration * base * rate)
        area = stream.codec_context.width * stream.codec_context.height / 1e6
        if not frames:
            return None
        count = clips.scored_clips(frames, None if rate is None else float(rate))
        return ItemFacts(frames, area or None, count)
