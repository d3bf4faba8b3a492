"""What must hold for every metric of the catalogue that looks at frames."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch

from omgui.core.catalogue import load_catalogue
from omgui.core.metric_spec import Batching, Better, Kind, MetricSpec, Unit
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.metric import LoadedMetric
from tests import reference_inputs

GOLDENS = json.loads((Path(__file__).parent.parent / "data" / "goldens_iqa.json").read_text())
CATALOGUE = load_catalogue()[0]
# Those with weights have tests of their own, with stand-ins.
FREE = [spec for spec in CATALOGUE.values() if not spec.checkpoints]
FRAMES = [spec for spec in FREE if spec.unit is not Unit.FILE]
FR = [spec for spec in FRAMES if spec.kind is Kind.FR]
GOLDEN = [spec for spec in FR if spec.name in GOLDENS["fr"]]
every_fr = pytest.mark.parametrize("spec", FR, ids=lambda s: s.name)
CPU = torch.device("cpu")
LARGE = 176  # above every metric's smallest side


def planes(*pictures: np.ndarray) -> Planes:
    return Planes(torch.from_numpy(np.stack(pictures)))


def load(spec: MetricSpec, *, is_compatible: bool = False) -> LoadedMetric:
    return LoadedMetric(spec, spec.options_for(is_compatible=is_compatible), CPU)


def score(metric: LoadedMetric, *pairs: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Score pictures: the first of each pair is the reference, or the frame before."""
    with torch.inference_mode():
        first, second = (planes(*(pair[k] for pair in pairs)) for k in (0, 1))
        if metric.spec.kind is Kind.FR:
            return metric.score_pair(Pair(first, second))
        return metric.score_frames(second, first if metric.spec.history else None)


def photo(side: int = LARGE) -> np.ndarray:
    return np.ascontiguousarray(reference_inputs.image("chelsea")[40 : 40 + side, 60 : 60 + side])


PHOTO = photo()
VERSIONS = [
    (PHOTO, reference_inputs.distort(PHOTO, op))
    for op in ("jpeg10", "blur2", "noise30", "contrast70")
]


@pytest.mark.parametrize("spec", FRAMES, ids=lambda s: s.name)
class TestEveryMetric:
    def test_same_score_twice(self, spec: MetricSpec) -> None:
        metric = load(spec)
        assert score(metric, VERSIONS[0]).tobytes() == score(metric, VERSIONS[0]).tobytes()

    def test_batch_equals_singles(self, spec: MetricSpec) -> None:
        if spec.batching is Batching.ONE_BY_ONE:
            return  # the engine never makes a batch for it
        metric = load(spec)
        together = score(metric, *VERSIONS)
        alone = np.concatenate([score(metric, pair) for pair in VERSIONS])
        np.testing.assert_allclose(together, alone, rtol=1e-6, atol=1e-9)

    def test_score_is_in_its_range(self, spec: MetricSpec) -> None:
        low, high = spec.range
        for value in score(load(spec), *VERSIONS):
            assert math.isfinite(value)
            assert low is None or value >= low
            assert high is None or value <= high

    @pytest.mark.parametrize(("height", "width"), [(177, 181), (181, 177), (163, 400)])
    def test_odd_sizes_have_scores(self, spec: MetricSpec, height: int, width: int) -> None:
        picture = reference_inputs.texture(height, width, 3)
        assert np.isfinite(
            score(load(spec), (picture, reference_inputs.distort(picture, "noise20")))
        ).all()

    def test_smallest_side_is_enough(self, spec: MetricSpec) -> None:
        side = spec.min_side
        picture = reference_inputs.texture(side, side + 1, 1)
        (value,) = score(load(spec), (picture, reference_inputs.distort(picture, "noise30")))
        assert math.isfinite(value) or spec.undefined_when


class TestEveryFullReferenceMetric:
    @every_fr
    @pytest.mark.parametrize(
        "picture",
        [
            PHOTO,
            np.zeros_like(PHOTO),
            np.full_like(PHOTO, 255),
            np.full_like(PHOTO, 120),
            reference_inputs.checker(LARGE, LARGE),
        ],
        ids=["photo", "black", "white", "gray", "checker"],
    )
    def test_identical_pictures_have_the_ideal_score(self, spec, picture) -> None:
        assert score(load(spec), (picture, picture.copy())).tolist() == [spec.ideal]

    @every_fr
    def test_flat_pictures_give_a_sane_score_or_none(self, spec: MetricSpec) -> None:
        black, gray, white = (np.full_like(PHOTO, level) for level in (0, 120, 255))
        low, high = spec.range
        pairs = [(black, white), (white, black), (gray, white), (PHOTO, gray), (gray, PHOTO)]
        for value in score(load(spec), *pairs):
            if math.isnan(value):
                assert spec.undefined_when, "an undefined score needs its reason in the row"
            else:
                assert low is None or value >= low - 1e-12
                assert high is None or value <= high + 1e-12

    @every_fr
    def test_heavier_jpeg_never_improves_the_score(self, spec: MetricSpec) -> None:
        metric = load(spec)
        values = [
            score(metric, (PHOTO, reference_inputs.distort(PHOTO, f"jpeg{quality}")))[0]
            for quality in (90, 50, 20, 5)
        ]
        falling = values if spec.better is Better.HIGHER else [-value for value in values]
        assert falling == sorted(falling, reverse=True)

    @pytest.mark.parametrize("spec", GOLDEN, ids=lambda s: s.name)
    def test_goldens_of_the_older_tool(self, spec: MetricSpec) -> None:
        metric = load(spec, is_compatible=True)
        tolerances = GOLDENS["relative_tolerance"]
        relative = tolerances.get(spec.name, tolerances["default"])
        seen = 0
        for name, expected in GOLDENS["fr"][spec.name].items():
            reference, distorted = reference_inputs.pair(name)
            if not _is_comparable(spec, name, expected) or reference.shape != distorted.shape:
                continue
            seen += 1
            (value,) = score(metric, (reference, distorted))
            assert value == pytest.approx(expected, rel=relative, abs=1e-8), name
        assert seen >= 12


def _is_comparable(spec: MetricSpec, name: str, expected: object) -> bool:
    if not isinstance(expected, float) or (spec.name == "mad" and "800x800" in name):
        return False
    reference = name.partition("|")[0]
    if name.endswith("@same"):
        return False  # identical: the ideal value exactly, where libraries give 0.99999 or 1.00001
    # The library's value here is rounding noise of its Fourier transform (docs/exactness.md).
    return not (spec.name == "fsim" and reference.startswith("const"))


@pytest.mark.parametrize("metric", ["si", "cf"])
def test_no_reference_goldens_of_the_older_tool(metric: str) -> None:
    loaded = load(CATALOGUE[metric], is_compatible=True)
    for name, expected in GOLDENS["nr"][metric].items():
        picture = reference_inputs.image(name)
        (value,) = score(loaded, (picture, picture))
        assert value == pytest.approx(expected, rel=1e-9, abs=1e-9), name


@pytest.mark.parametrize("metric", ["vif", "mdsi"])
def test_default_order_is_that_of_the_library(metric: str) -> None:
    (key,) = [k for k in GOLDENS["extra"] if k.startswith(f"{metric}, library order")]
    loaded = load(CATALOGUE[metric])
    tolerance = 1e-2 if metric == "vif" else 1e-5
    compared = 0
    for name, expected in GOLDENS["extra"][key].items():
        reference, distorted = reference_inputs.pair(name)
        if reference.shape != distorted.shape or not isinstance(expected, float):
            continue
        (value,) = score(loaded, (reference, distorted))
        if not math.isnan(value) and not name.endswith("@same"):
            compared += 1
            assert value == pytest.approx(expected, rel=tolerance, abs=1e-8), name
    assert compared >= 10


def test_colourfulness_is_the_published_formula_by_default() -> None:
    (key,) = [k for k in GOLDENS["extra"] if k.startswith("cf_true")]
    for name, expected in GOLDENS["extra"][key].items():
        picture = reference_inputs.image(name)
        (value,) = score(load(CATALOGUE["cf"]), (picture, picture))
        assert value == pytest.approx(expected, rel=1e-9, abs=1e-9)
