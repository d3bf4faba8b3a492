"""The configuration files of the demo, with comments that explain the format to a new user."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from omgui.cli.demo_data import VideoSet
from omgui.core.dataset_config import METRIC_KEYS, metric_key
from omgui.core.metric_spec import Family, Media, MetricSpec

IMAGES = "demo_images"
VIDEOS = "demo_videos"
CONFIGS = "datasets_configs"
DATA = {IMAGES: "data/images", VIDEOS: "data/videos"}
_SLOW_ON_VIDEO = frozenset({"mad"})  # three seconds for a megapixel, which are many for each frame
_OWN = "omgui."

_TEXT = """\
# A dataset of omgui. Run it with:  omgui run {name}
# Beside this file, {name}_pairs.json says which files are compared,
# and {name}_list.json which are scored by themselves.

{type:<32}# img: images, vid: videos
{data:<32}# folder of the files; the lists name them relative to it
{prefix:<32}# what the names of result files begin with
output: results                 # folder of the results
logs_output: logs/{name}.log

# `omgui metrics` lists every metric. Empty lists can be left out.
{metrics}
# Settings of omgui itself; the command line has the last word.
# omgui:
#   device: auto             # or cpu, cuda, mps
#   workers: auto            # or a number of processes
#   damaged_videos: refuse   # or score, as far as they can be decoded
"""
_COMMENTS = {
    "fr_metrics": "full reference: distorted image against its reference",
    "nr_metrics": "no reference: each listed image by itself",
    "fr_iqa_metrics": "full reference, frame by frame",
    "nr_iqa_metrics": "no reference, frame by frame",
    "fr_vqa_metrics": "full reference, on whole videos",
    "nr_vqa_metrics": "no reference, on whole videos",
}


def write_configs(
    workspace: Path,
    images: Mapping[str, Sequence[str]],
    videos: Sequence[VideoSet],
    metrics: Sequence[MetricSpec],
) -> None:
    """Write both datasets; files that exist, perhaps with changes of the user, are kept.

    Args:
        workspace: The folder of the demo.
        images: Distorted images by reference.
        videos: Sets of videos.
        metrics: The catalogue.
    """
    image_files = [file for pair in images.items() for file in (pair[0], *pair[1])]
    pairs: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group in videos:
        pairs.setdefault(group.reference, []).append((group.distorted, group.mode))
    video_files = [
        file
        for reference, sets in pairs.items()
        for file in (reference, *(name for files, _ in sets for name in files))
    ]
    for name, media, listed, paired in (
        (IMAGES, Media.IMAGE, image_files, images),
        (VIDEOS, Media.VIDEO, video_files, pairs),
    ):
        folder = workspace / CONFIGS
        _write(folder / f"{name}.yaml", _yaml(name, media, metrics))
        _write(folder / f"{name}_list.json", _json(listed))
        _write(folder / f"{name}_pairs.json", _json(paired))


def _write(path: Path, text: str) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _json(value: object) -> str:
    return f"{json.dumps(value, indent=1, ensure_ascii=False)}\n"


def _yaml(name: str, media: Media, metrics: Sequence[MetricSpec]) -> str:
    lines: list[str] = []
    for key in METRIC_KEYS[media]:
        names = [row.name for row in metrics if metric_key(row, media) == key and _fits(row, media)]
        if names:
            lines.append(f"{key}:   # {_COMMENTS[key]}")
            lines += [f"  - {one}" for one in names]
    if media is Media.VIDEO:
        lines.append("# mad is left out here: it takes seconds for every frame.")
    text = "\n".join(lines)
    return _TEXT.format(
        name=name,
        type=f"type: {media.value}",
        data=f"dataset_pth: {DATA[name]}",
        prefix=f"dataset_name: {name}",
        metrics=f"{text}\n",
    )


def _fits(row: MetricSpec, media: Media) -> bool:
    """Whether a metric is quick, needs nothing beyond omgui itself, and is not of a plug-in."""
    if media is Media.VIDEO and row.name in _SLOW_ON_VIDEO:
        return False
    is_plain = not row.checkpoints and not row.packages and row.factory.startswith(_OWN)
    return is_plain and row.family is not Family.VARIANT
