"""Stand-ins of checkpoints, and metrics built of them once for a module."""

import tempfile
from pathlib import Path

import pytest

from omgui.engine.libraries.deep_fr import sides
from tests.engine.deep_fr.parts import AFINE, SPECS, build
from tests.filled_deep_fr import StandIns


@pytest.fixture(scope="module")
def stand_ins():
    """Stand-ins of the official files, 1.7 GB, deleted when the tests of this module end."""
    with tempfile.TemporaryDirectory() as folder:
        yield StandIns(Path(folder))


@pytest.fixture(scope="module")
def built():
    """Metrics that were built, by name."""
    return {}


@pytest.fixture
def metric(name, built, stand_ins, request, monkeypatch):
    if name in AFINE:
        network = request.getfixturevalue("afine_network")
        network.model_type = name
        monkeypatch.setattr(sides, "build", lambda *_, **__: network)
    if name not in built:
        built[name] = build(name, stand_ins.of(name))
    return built[name]


@pytest.fixture
def small(name):
    """Height and width that are quick to score."""
    return (max(SPECS[name].min_side, 33), max(SPECS[name].min_side, 40))
