"""Error maps show where a score comes from: pooled as the metric pools, they are the score."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import numpy as np
import pytest
import torch

from omgui.core.catalogue import load_catalogue
from omgui.core.problems import ProblemError
from omgui.engine.kernels.planes import Pair, Planes
from omgui.engine.metric import LoadedMetric
from omgui.engine.serve_maps import Mapper, serve
from tests import reference_inputs
from tests.stand_ins import write_stand_ins

CATALOGUE = load_catalogue()[0]
CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def frames() -> tuple[np.ndarray, np.ndarray]:
    reference = reference_inputs.texture(120, 165, 1)
    return reference, reference_inputs.distort(reference, "jpeg10")


@pytest.fixture(scope="module")
def mapper() -> Mapper:
    return Mapper(CATALOGUE)


def score(name: str, frames: tuple[np.ndarray, np.ndarray]) -> float:
    spec = CATALOGUE[name]
    metric = LoadedMetric(spec, spec.options_for(is_compatible=False), CPU)
    pair = Pair(*(Planes(torch.from_numpy(frame[None])) for frame in frames))
    return float(metric.score_pair(pair)[0])


POOLED = {
    "psnr": lambda x: -10.0 * np.log10(x.mean() + 1e-8),
    "psnry": lambda x: -10.0 * np.log10(x.mean() + 1e-8),
    "pyiqa_psnr": lambda x: -10.0 * np.log10(x.mean() + 1e-8),
    "ssim": np.nanmean,
    "pyiqa_ssim": np.nanmean,
    "ssimc": np.nanmean,
    "gmsd": lambda x: x.std(ddof=1),
    "fsim": lambda x: 1.0 - x.mean(),
}


@pytest.mark.parametrize("name", POOLED)
def test_pooled_map_is_the_score(name, frames, mapper) -> None:
    found = mapper.map_of(name, *frames).astype(np.float64)
    assert POOLED[name](found) == pytest.approx(score(name, frames), rel=2e-6)


def test_every_map_of_a_formula_is_proved_above() -> None:
    with_map = {row.name for row in CATALOGUE.values() if row.error_map}
    assert {name for name in with_map if not CATALOGUE[name].checkpoints} == set(POOLED)


@pytest.mark.parametrize("name", POOLED)
def test_error_is_shown_where_it_is(name, mapper) -> None:
    reference = reference_inputs.texture(128, 128, 3)
    distorted = reference.copy()
    distorted[32:64, 64:96] = distorted[32:64, 64:96].mean((0, 1))
    found = mapper.map_of(name, reference, distorted)
    row = CATALOGUE[name].error_map
    error = abs(found - row.low)
    step = 128 // found.shape[0]
    inner = error[40 // step : 56 // step, 72 // step : 88 // step]
    outer = error[80 // step : 112 // step, 16 // step : 48 // step]
    assert np.nanmean(inner) > 20 * np.nanmean(outer)


def test_windows_that_do_not_fit_are_no_numbers(frames, mapper) -> None:
    found = mapper.map_of("ssim", *frames)
    assert found.shape == frames[0].shape[:2]
    assert np.isfinite(found[5:-5, 5:-5]).all()
    assert np.isnan(found[:5]).all()
    assert np.isnan(found[:, -5:]).all()


@pytest.mark.parametrize("name", ["lpips", "lpips-vgg+"])
def test_map_of_lpips_is_that_of_pyiqa(name, frames, mapper, tmp_path, monkeypatch) -> None:
    from omgui.engine.libraries.pyiqa_networks import build
    from omgui.weights.inventory import files_of

    monkeypatch.setenv("OMGUI_WEIGHTS", str(tmp_path))
    write_stand_ins(CATALOGUE[name], tmp_path)
    files = files_of(CATALOGUE[name])
    pair = [torch.from_numpy(frame[None]).permute(0, 3, 1, 2).float() / 255 for frame in frames]
    found = mapper.map_of(name, *frames)
    if not name.endswith("+"):
        network = build(name, files, CPU, spatial=True)
        with torch.inference_mode():
            expected = network(pair[1], pair[0])[0, 0].numpy()
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)
    assert found.mean() == pytest.approx(score(name, frames), rel=0.1)


def test_distorted_frame_of_another_size_is_resized_as_for_scoring(frames, mapper) -> None:
    reference, distorted = frames
    assert mapper.map_of("ssim", reference, distorted[:90, :130]).shape == reference.shape[:2]


def test_what_has_no_map_and_what_is_too_small_is_said(frames, mapper) -> None:
    small = np.zeros((8, 40, 3), np.uint8)
    for name, pair, code in (
        ("vif", frames, "map-unavailable"),
        ("nothing", frames, "map-unavailable"),
        ("ssim", (small, small), "map-too-small"),
    ):
        with pytest.raises(ProblemError) as caught:
            mapper.map_of(name, *pair)
        assert caught.value.problem.code == code


def request(metric: str, *frames: np.ndarray) -> bytes:
    head = {"metric": metric, "reference": frames[0].shape[:2], "distorted": frames[1].shape[:2]}
    return json.dumps(head).encode() + b"\n" + b"".join(frame.tobytes() for frame in frames)


def answers(data: bytes) -> list[tuple[dict, np.ndarray]]:
    stream = io.BytesIO(data)
    found = []
    while line := stream.readline():
        head = json.loads(line)
        found.append((head, np.frombuffer(stream.read(head["bytes"]), "<f4")))
    return found


def test_process_answers_one_by_one_and_ends_with_its_input(frames, mapper) -> None:
    asked = request("ssim", *frames) + request("vif", *frames) + request("gmsd", *frames)
    done = subprocess.run(
        [sys.executable, "-m", "omgui.engine", "--maps"],
        input=asked, capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    similarity, refused, gradients = answers(done.stdout)
    expected = mapper.map_of("ssim", *frames)
    np.testing.assert_allclose(
        similarity[1].reshape(similarity[0]["shape"]), expected, rtol=1e-5, equal_nan=True
    )
    assert refused[0]["problem"]["code"] == "map-unavailable"
    assert gradients[0]["shape"] == [60, 82]


def test_a_metric_that_fails_costs_its_own_map_only(frames, monkeypatch, mapper) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("odd")

    stream = io.BytesIO()
    monkeypatch.setattr("omgui.engine.kernels.gmsd.gmsd_map", fail)
    serve(io.BytesIO(request("gmsd", *frames) + request("psnr", *frames)), stream, mapper)
    failed, good = answers(stream.getvalue())
    assert failed[0]["problem"]["code"] == "map-failed"
    assert "ZeroDivisionError: odd" in failed[0]["problem"]["message"]
    assert good[0]["shape"] == [120, 165]
