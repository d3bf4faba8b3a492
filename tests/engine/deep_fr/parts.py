"""What the tests of learned full-reference metrics share."""

import json
from importlib import import_module

import torch

from omgui.core.catalogue.pyiqa_fr import ROWS
from tests.make_goldens_deep_fr import GOLDENS, OPTIONS

SPECS = {spec.name: spec for spec in ROWS}

SCORES = json.loads(GOLDENS.read_text("utf-8"))["scores"]

CPU = torch.device("cpu")

# One network for all rows of A-FINE: making its two hundred million numbers takes seconds.
AFINE = [name for name in SPECS if name.startswith("afine")]


def build(name, files):
    spec = SPECS[name]
    module, _, attribute = spec.factory.partition(":")
    given = {"files": {each.file: files[each.file] for each in spec.checkpoints}}
    options = {**spec.build, **OPTIONS.get(name, {})}
    return getattr(import_module(module), attribute)(device=CPU, **given, **options)
