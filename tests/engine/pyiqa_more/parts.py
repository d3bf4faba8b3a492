"""What the tests of pyiqa's other metrics share."""

import json
import random
from functools import partial
from importlib import import_module

import numpy as np
import torch

from omgui.core.catalogue.pyiqa_more import ROWS
from omgui.core.metric_spec import Kind
from omgui.engine.kernels.planes import Pair, Planes
from tests.filled_more import write_more
from tests.make_goldens_pyiqa_more import CASES, FEWER, FIRST, GOLDENS

SPECS = {spec.name: spec for spec in ROWS}

SCORES = json.loads(GOLDENS.read_text("utf-8"))["scores"]

# Small networks of CLIP's architecture, instead of those that the rows do without.
SMALL = {"qualiclip": "RN50.pt", "liqe": "ViT-B-32.pt"}

DROPPED_AT_BYTES = 250_000_000

CPU = torch.device("cpu")


class Built:
    """A row with its metric, and its score of the first case."""

    def __init__(self, name, files):
        self.spec = SPECS[name]
        self.metric = build(name, files)
        self.first = self.score(*CASES[FIRST]())

    def score(self, reference, distorted):
        """Score a pair, or the distorted picture alone, with fresh planes."""
        scores = self.batch([reference], [distorted])
        assert scores.shape == (1,)
        return scores.item()

    def batch(self, references, distorted):
        given = planes(distorted)
        if self.spec.kind is Kind.FR:
            given = Pair(planes(references), given)
        with torch.inference_mode():
            return self.metric(given)


def build(name, files):
    spec = SPECS[name]
    module, _, attribute = spec.factory.partition(":")
    found = getattr(import_module(module), attribute)
    if not isinstance(found, type):
        return partial(found, **spec.build)
    given = {**spec.build, **FEWER.get(name, {})}
    if spec.checkpoints:
        given["files"] = files
    return found(device=CPU, **given)


def planes(pictures):
    return Planes(torch.from_numpy(np.stack(pictures)))


def seed(number):
    random.seed(number)
    np.random.seed(number)
    torch.manual_seed(number)


def refuse(*_, **__):
    raise AssertionError("a connection was opened")


def files_of(name, folder):
    names = [each.file for each in SPECS[name].checkpoints]
    names += [file for start, file in SMALL.items() if name.startswith(start)]
    return {file: write_more(file, folder) for file in names}
