"""A workspace with one dataset, which tests break in one way each."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from omgui.core.dataset import Dataset, load_dataset
from omgui.core.metric_spec import Better, Kind, Media, MetricSpec
from omgui.core.problems import Problem, ProblemsError, Severity

BOTH = (Media.IMAGE, Media.VIDEO)


def spec(name: str, kind: Kind, media: tuple[Media, ...] = BOTH) -> MetricSpec:
    return MetricSpec(
        name, name, kind, "nowhere:nothing", Better.HIGHER, (None, None), "", "", "", media=media
    )


KNOWN = {
    row.name: row
    for row in (
        spec("psnr", Kind.FR),
        spec("ssim", Kind.FR),
        spec("niqe", Kind.NR),
        spec("si", Kind.NR),
        spec("vmaf", Kind.FR, (Media.VIDEO,)),
        spec("ti", Kind.NR, (Media.VIDEO,)),
        spec("still", Kind.NR, (Media.IMAGE,)),
        replace(spec("resnet", Kind.NR), features=8),
        spec("whole", Kind.NR, (Media.VIDEO,)),
        replace(spec("whole-half", Kind.NR, (Media.VIDEO,)), part_of="whole"),
        replace(spec("whole-rest", Kind.NR, (Media.VIDEO,)), part_of="whole"),
    )
}
IMAGES = """\
type: img
dataset_pth: /data/kadid
dataset_name: kadid
output: results
logs_output: logs/kadid.log
fr_metrics: [psnr, ssim]
nr_metrics:
  - niqe
"""
VIDEOS = """\
type: vid
dataset_pth: data
dataset_name: clips
output: results
logs_output: clips.log
fr_iqa_metrics: [psnr]
nr_iqa_metrics: [si]
fr_vqa_metrics: [vmaf]
nr_vqa_metrics: [ti]
"""


class ConfigFolder:
    """A workspace with one dataset, that a test breaks in one way."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "datasets_configs"
        self.folder.mkdir()
        self.write("set.yaml", IMAGES)
        self.write("set_list.json", ["a.png"])
        self.write("set_pairs.json", {"r.png": ["a.png"]})

    def write(self, file: str, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        (self.folder / file).write_text(text, encoding="utf-8")

    def videos(self) -> None:
        self.write("set.yaml", VIDEOS)
        self.write("set_pairs.json", {"r.mp4": [[["a.mp4"], "same"]]})

    def load(self) -> Dataset:
        return load_dataset(self.root, "set", KNOWN)

    def load_images(self, *changes: tuple[str, str], added: str = "") -> Dataset:
        text = IMAGES
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.write("set.yaml", text + added)
        return self.load()

    def errors(self, *changes: tuple[str, str], added: str = "") -> list[Problem]:
        with pytest.raises(ProblemsError) as caught:
            self.load_images(*changes, added=added)
        assert all(problem.severity is Severity.ERROR for problem in caught.value.problems)
        return caught.value.problems

    def error(self, *changes: tuple[str, str], added: str = "") -> Problem:
        (error,) = self.errors(*changes, added=added)
        return error

    def warning(self, *changes: tuple[str, str], added: str = "") -> Problem:
        dataset = self.load_images(*changes, added=added)
        assert not dataset.metric_problems
        assert not dataset.item_problems
        (warning,) = dataset.warnings
        assert warning.severity is Severity.WARNING
        return warning
