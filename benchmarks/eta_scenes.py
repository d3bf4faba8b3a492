"""Made datasets of which the time left is hard to tell."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.media import HD, SMALL, Size, distorted_clip, images, reference_clip

DATASET = "set"
_VGA = Size(640, 360)


@dataclass(frozen=True)
class Scene:
    """A run.

    Attributes:
        what: It is, in words.
        make: Makes the files in a folder; returns pairs and files by name.
        metrics: By key of the YAML file.
        workers: As a person may set them; ``None`` for what the engine takes.
        cancel_after_s: An earlier run is cancelled after so many seconds, and this one goes on.
    """

    what: str
    make: Callable[[Path], Mapping[str, Sequence[str]]]
    metrics: Mapping[str, Sequence[str]]
    workers: int | None = None
    cancel_after_s: float | None = None
    weights: Sequence[str] = ()

    @property
    def is_video(self) -> bool:
        """Whether it scores videos."""
        return any("vqa" in key or "iqa" in key for key in self.metrics)


def _clips(
    sizes: Sequence[Size], frames: Iterable[int], distorted: int
) -> Callable[[Path], Mapping[str, Sequence[str]]]:
    """Return what makes references of these lengths, their sizes taken in turn."""

    def make(folder: Path) -> Mapping[str, Sequence[str]]:
        pairs: dict[str, list[str]] = {}
        for place, count in enumerate(frames):
            size = sizes[place % len(sizes)]
            reference = reference_clip(folder, size, count + place)  # no two names are the same
            pairs[reference.name] = [
                distorted_clip(reference, crf).name for crf in (20, 28, 36)[:distorted]
            ]
        return pairs

    return make


def _pictures(sizes: Mapping[Size, int]) -> Callable[[Path], Mapping[str, Sequence[str]]]:
    """Return what makes so many references of each size, in a mixed order."""

    def make(folder: Path) -> Mapping[str, Sequence[str]]:
        pairs: dict[str, list[str]] = {}
        for size, count in sizes.items():
            pairs |= images(folder, size, count)
        names = sorted(pairs)
        random.Random(5).shuffle(names)
        return {name: pairs[name] for name in names}

    return make


def _lengths(count: int, usual: int, spread: float = 0.7) -> list[int]:
    draw = random.Random(count)
    return [max(12, round(usual * draw.lognormvariate(0, spread))) for _ in range(count)]


CHEAP = {"fr_iqa_metrics": ["psnr", "ssim"], "nr_iqa_metrics": ["si", "cf"]}
SCENES = {
    "clips": Scene(
        "clips of unequal length, cheap metrics", _clips([_VGA], _lengths(14, 180), 3), CHEAP
    ),
    "sizes": Scene(
        "clips of unequal length and size, metrics of unequal cost",
        _clips([SMALL, HD, _VGA], _lengths(9, 40), 2),
        {"fr_iqa_metrics": ["psnr", "ms_ssim", "vif"], "nr_iqa_metrics": ["piqe"]},
    ),
    "vmaf": Scene(
        "a metric that is another program, after the others",
        _clips([HD, _VGA], _lengths(10, 60), 3),
        {"fr_iqa_metrics": ["psnr", "ssim"], "fr_vqa_metrics": ["vmaf"]},
    ),
    "long": Scene(
        "few long clips, so that one worker is left alone",
        _clips([_VGA], [500, 260, 700], 1),
        {"fr_iqa_metrics": ["psnr", "vif"]},
    ),
    "pictures": Scene(
        "pictures of unequal size, metrics of unequal cost",
        _pictures({SMALL: 12, _VGA: 8, HD: 5, Size(1600, 1200): 1}),
        {"fr_metrics": ["psnr", "ssim", "piq_ms_ssim", "mad"], "nr_metrics": ["piqe"]},
    ),
    "learned": Scene(
        "pictures, models to load first",
        _pictures({SMALL: 20, _VGA: 30, HD: 12}),
        {"fr_metrics": ["psnr", "lpips"], "nr_metrics": ["niqe", "cnniqa"]},
        weights=("lpips", "niqe", "cnniqa"),
    ),
    "rest": Scene(
        "the rest of a run that was cancelled",
        _clips([_VGA, SMALL], _lengths(14, 200), 3),
        {"fr_iqa_metrics": ["psnr", "vif"], "nr_iqa_metrics": ["si"]},
        cancel_after_s=30.0,
    ),
    "one": Scene(
        "one worker, clips of unequal length",
        _clips([_VGA], _lengths(8, 120), 2),
        {"fr_iqa_metrics": ["ssim", "vif"]},
        workers=1,
    ),
}


def write_weights(scene: Scene, media: Path) -> Path:
    """Write stand-ins of the checkpoints: times do not depend on what is in them."""
    from omgui.core.catalogue import load_catalogue
    from tests.stand_ins import write_full_stand_ins

    folder = media / "weights"
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = load_catalogue()[0]
    for name in scene.weights:
        if not (folder / f"{name}.written").exists():
            write_full_stand_ins(catalogue[name], folder)
            (folder / f"{name}.written").touch()
    return folder


def write_dataset(scene: Scene, workspace: Path, media: Path) -> None:
    """Write the configuration of a scene, with its files in the folder ``media``."""
    pairs = scene.make(media)
    files = [name for reference, others in pairs.items() for name in (reference, *others)]
    configs = workspace / "datasets_configs"
    configs.mkdir(parents=True)
    values = {
        "type": "vid" if scene.is_video else "img",
        "dataset_pth": str(media),
        "dataset_name": DATASET,
        "output": "o",
        "logs_output": "l.log",
        **scene.metrics,
    }
    text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())
    (configs / f"{DATASET}.yaml").write_text(text, encoding="utf-8")
    content = {k: [[list(v), "same"]] for k, v in pairs.items()} if scene.is_video else pairs
    (configs / f"{DATASET}_pairs.json").write_text(json.dumps(content), encoding="utf-8")
    (configs / f"{DATASET}_list.json").write_text(json.dumps(files), encoding="utf-8")
