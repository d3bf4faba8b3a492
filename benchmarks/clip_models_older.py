"""Scores one clip with the older tool's own class; run by the interpreter that has the tool.

    PYTHON clip_models_older.py METRIC CLIP.npy ANSWER.json

Needs nothing of omgui. Checkpoints lie where the tool keeps them. Only its video reader is
replaced, by one whose frames are there already, and a download that it makes for weights that it
then overwrites.
"""

from __future__ import annotations

import json
import logging
import sys
import time

import numpy as np
import torch
from PIL import Image


class Reader:
    """Frames of a clip, as the tool's readers give them."""

    def __init__(self, path):
        self._frames = np.load(path, mmap_mode="r")
        self._next = 0

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        return Image.fromarray(np.array(self._frames[index]))

    def __iter__(self):
        return self

    def __next__(self):
        if self._next == len(self):
            raise StopIteration
        self._next += 1
        return self[self._next - 1]


def build(metric):
    log = logging.getLogger("older tool")
    if metric == "mdtvsfa":
        from objective_metrics.modules.nr_vqa.mdtvsfa import MDTVSFA

        return MDTVSFA(log)
    if metric == "dover":
        from objective_metrics.modules.nr_vqa.dover import DOVER
        from objective_metrics.modules.nr_vqa.models import _dover

        _dover.ConvNeXt3D.inflate_weights = lambda *_: None
        torch.hub.load_state_dict_from_url = lambda *_, **__: {"model": {}}
        return DOVER(log)
    from objective_metrics.modules.nr_vqa.fastvqa import FastVQA

    return FastVQA(metric, log)


def main():
    metric, clip, answer = sys.argv[1:]
    model = build(metric)
    cpu, wall = time.process_time(), time.perf_counter()
    score = float(model.score_video(clip, Reader))
    spent = {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - wall}
    with open(answer, "w", encoding="utf-8") as file:  # noqa: PTH123  # as small as can be
        json.dump({**spent, "score": score}, file)


if __name__ == "__main__":
    main()
